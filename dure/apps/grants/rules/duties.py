"""When the duties of an agreement are due. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from dure.apps.programs.facade import DutyTerm
from dure.kernel.period import months_later, next_working_day

_USUAL = Path(__file__).parent / "agreement_duties.yaml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A duty with its day. `way` is how it is met; `which` names the report."""

    key: str
    turn: int
    title: str
    source: str
    due_on: date
    who: str = "grantee"
    way: str = "hand"
    which: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """The days from which duties count."""

    signed: date
    start: date
    end: date

    @property
    def year_end(self) -> date:
        return date(self.end.year, 12, 31)


@cache
def usual_duties() -> tuple[DutyTerm, ...]:
    """The duties of law, as they came with the house."""
    rows: list[dict[str, Any]] = yaml.safe_load(_USUAL.read_text(encoding="utf-8"))
    return tuple(DutyTerm(**row) for row in rows)


def wanted(terms: Iterable[DutyTerm], days: Days, *, amount: int) -> list[Wanted]:
    """Every duty that holds for that grant, each turn with its day; an end on a Saturday or holiday rolls on."""
    found = []
    for term in terms:
        if amount < term.least:
            continue
        for turn, day in enumerate(_days_of(term, days), 1):
            found.append(Wanted(term.key, turn, term.title, term.source, next_working_day(day), who=term.who))
    return found


def _days_of(term: DutyTerm, days: Days) -> list[date]:
    anchors: Mapping[str, date] = {"signed": days.signed, "start": days.start, "end": days.end, "year_end": days.year_end}
    if term.every is None:
        return [months_later(anchors[term.after], term.months) + timedelta(days=term.days)]
    found, turn = [], 1
    while (day := months_later(days.start - timedelta(days=1), term.every * turn)) <= days.end:
        found.append(day + timedelta(days=term.days))
        turn += 1
    return found or [days.end + timedelta(days=term.days)]


def of_reports(stages: Iterable[tuple[str, str, date | None]], days: Days, *, settle_months: int) -> list[Wanted]:
    """(which, title, day of the definition) of each report: the final one when the settlement is due, others by their day or the end."""
    found = []
    for which, title, day in stages:
        due = months_later(days.end, settle_months) if which == "final" else day if day and days.start <= day <= days.end else days.end
        found.append(Wanted(f"report:{which}", 1, f"{title} 제출", "협약의 보고 단계", next_working_day(due), way="report", which=which))
    return found


def of_tranches(planned: Iterable[tuple[int, date | None]]) -> list[Wanted]:
    """(number, planned day) of each instalment: it is asked for by its day; one without a day is asked for whenever it may be."""
    return [
        Wanted(
            "tranche", number, f"{number}차 사업비 신청", "변경협약의 교부 예정일", next_working_day(day), way="tranche", which=str(number)
        )
        for number, day in planned
        if day is not None
    ]


def of_settlement(days: Days, *, settle_months: int) -> Wanted:
    """The settlement, within so many months after the end (지방보조금법 제17조, 영 제9조)."""
    due = next_working_day(months_later(days.end, settle_months))
    return Wanted("settlement", 1, "정산서 제출", "지방보조금법 제17조", due, way="settlement")
