"""What people type about workers, days and claims, read into plain values. Wrong input says how to write it."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dure.apps.labor import rules
from dure.apps.labor.actions.checking import Judgment
from dure.apps.labor.actions.workers import Day, Person
from dure.apps.labor.models import ClaimLine, Worker, WorkerDay
from dure.apps.labor.words import DayKind
from dure.kernel.errors import Refused
from dure.kernel.period import is_working_day
from dure.kernel.typed import read_day, read_maybe_day, read_won
from dure.kernel.won import Won

_PASTED = re.compile(
    r"^\s*(?:(?:\d{4}[-./]\s*)?(\d{1,2})[-./월]\s*)?(\d{1,2})\s*(?:일)?\s*[\t,: ]\s*(휴가|연차|결근|무급)?\s*(\d{1,2}(?:\.\d{1,2})?)?\s*(?:시간)?\s*$"
)
_WORDS = {"휴가": DayKind.LEAVE, "연차": DayKind.LEAVE, "결근": DayKind.ABSENT, "무급": DayKind.ABSENT}


def read_hours(text: str, what: str) -> Decimal:
    """Hours with at most two decimals."""
    try:
        hours = Decimal(text.strip().removesuffix("시간") or "x")
    except InvalidOperation as wrong:
        raise Refused(f"{what}을 숫자로 적어 주세요. 예: 8 또는 7.5") from wrong
    if not hours.is_finite() or hours != round(hours, 2):
        raise Refused(f"{what}은 소수 둘째 자리까지 적어 주세요. 예: 7.5")
    return hours


def read_month(text: str) -> date | None:
    """2027-03 as the first of March, or nothing."""
    year, _, month = text.partition("-")
    if (
        len(year) == 4
        and year.isascii()
        and year.isdigit()
        and month.isascii()
        and month.isdigit()
        and 1 <= int(month) <= 12
        and int(year) > 1999
    ):
        return date(int(year), int(month), 1)
    return None


def read_person(data: Mapping[str, str]) -> Person:
    """A new worker."""
    return Person(
        name=data.get("name", ""),
        kind=data.get("kind", ""),
        joined_on=read_day(data.get("joined_on", ""), "들어온 날"),
        week_hours=read_hours(data.get("week_hours", ""), "한 주에 일하는 시간"),
        month_pay=read_won(data.get("month_pay", ""), "한 달 급여"),
        birth_date=read_maybe_day(data.get("birth_date", ""), "생년월일"),
        left_on=read_maybe_day(data.get("left_on", ""), "그만둔 날"),
        vulnerable=bool(data.get("vulnerable")),
    )


def read_days(data: Mapping[str, str], month: date) -> list[Day]:
    """What was pasted, if anything; otherwise the boxes of the month: kind_DAY and hours_DAY. An empty box is no day."""
    if data.get("pasted", "").strip():
        return read_pasted(data["pasted"], month)
    days = []
    for day in rules.month_days(month):
        kind, hours = data.get(f"kind_{day.day}") or DayKind.WORK, data.get(f"hours_{day.day}", "").strip()
        if kind == DayKind.ABSENT:
            days.append(Day(day, kind, Decimal(0)))
        elif hours:
            days.append(Day(day, kind, read_hours(hours, f"{day.month}월 {day.day}일의 시간")))
    return days


def read_pasted(text: str, month: date) -> list[Day]:
    """Lines of a sheet: '3 8', '2027-03-03<tab>7.5', '5 휴가 8', '6 결근'."""
    days, wrong = [], []
    for line in text.splitlines():
        if not line.strip():
            continue
        found = _PASTED.match(line)
        number = int(found[2]) if found else 0
        if (
            not found
            or not 1 <= number <= rules.month_end(month).day
            or (found[1] and int(found[1]) != month.month)
            or not (found[3] or found[4])
        ):
            wrong.append(f"읽지 못한 줄이 있어요: '{line.strip()[:40]}'. 한 줄에 날과 시간을 적어 주세요. 예: 3 8 또는 5 휴가 8")
            continue
        kind = _WORDS.get(found[3] or "", DayKind.WORK)
        days.append(Day(month.replace(day=number), kind, Decimal(0) if kind == DayKind.ABSENT else Decimal(found[4] or "8")))
    if wrong:
        raise Refused(wrong[:5])
    return days


def day_boxes(worker: Worker, month: date, held: list[WorkerDay], data: Mapping[str, str]) -> list[dict[str, Any]]:
    """The month's days with what was typed, else what is kept, else a plain working day of the contract."""
    kept = {day.day: day for day in held}
    usual = rules.shown(min(worker.week_hours / 5, Decimal(8)))
    boxes = []
    for day in rules.month_days(month):
        works = is_working_day(day)
        inside = worker.joined_on <= day and (worker.left_on is None or day <= worker.left_on)
        found = kept.get(day)
        hours = rules.shown(found.hours) if found else (usual if works and inside and not held else "")
        kind = found.kind if found else "work"
        boxes.append(
            {
                "day": day,
                "number": day.day,
                "weekday": "월화수목금토일"[day.weekday()],
                "works": works,
                "inside": inside,
                "hours": data.get(f"hours_{day.day}", hours),
                "kind": data.get(f"kind_{day.day}", kind),
            }
        )
    return boxes


def read_judgments(data: Mapping[str, str], lines: list[ClaimLine]) -> dict[int, Judgment]:
    """verdict_LINE, amount_LINE and reason_LINE of each."""
    found = {}
    for line in lines:
        verdict = data.get(f"verdict_{line.pk}", "")
        amount = read_won(data.get(f"amount_{line.pk}") or "0", f"{line.worker.masked}의 인정 금액") if verdict == "lowered" else Won(0)
        found[line.pk] = Judgment(verdict, amount, data.get(f"reason_{line.pk}", ""))
    return found
