"""What staff type to open a round or move its dates."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from dure.apps.programs.actions.rounds import Opening, RoundPlan
from dure.apps.programs.words import DEFAULT_CLOSING_HOUR, HourSource
from dure.kernel.clock import SEOUL
from dure.kernel.errors import Refused
from dure.kernel.period import Period
from dure.kernel.won import NotWon, parse_won


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """The window and the figures of a round as typed."""

    windows: tuple[Opening, ...]
    plan: RoundPlan | None
    announce_at: datetime | None


def read_year(text: str) -> int:
    """A year of four digits."""
    tidy = text.strip().removesuffix("년").strip()
    if not (tidy.isascii() and tidy.isdigit() and 2000 <= int(tidy) <= 2199):
        raise Refused("해를 네 자리 숫자로 적어 주세요. 예: 2027")
    return int(tidy)


def read_instant(data: Any, name: str, *, default: time | None = None) -> datetime | None:
    """NAME_day and NAME_time together, by the clock in Seoul; 24:00 is the end of the day. None when no day was typed."""
    day, hour = (data.get(f"{name}_day") or "").strip(), (data.get(f"{name}_time") or "").strip()
    if not day:
        return None
    try:
        on = date.fromisoformat(day.replace(".", "-").strip("- "))
        if hour == "24:00":
            return datetime.combine(on + timedelta(days=1), time(), SEOUL)
        return datetime.combine(on, time.fromisoformat(hour) if hour else default or time(), SEOUL)
    except ValueError as wrong:
        raise Refused(f"날짜와 시각을 다시 적어 주세요. 예: 2027-03-15, 18:00 (지금: {day} {hour})") from wrong


def read_windows(data: Any) -> tuple[Opening, ...]:
    """The general window; the closing instant is late."""
    opens, closes = read_instant(data, "opens"), read_instant(data, "closes", default=time(DEFAULT_CLOSING_HOUR))
    if opens is None or closes is None:
        raise Refused("접수를 시작하는 날과 끝나는 날을 적어 주세요.")
    if closes <= opens:
        raise Refused("접수가 끝나는 때는 시작하는 때보다 뒤여야 해요.")
    return (Opening(Period(opens, closes)),)


def read_opening(data: Any, *, seat_id: int, districts: tuple[Opening, ...] = ()) -> OpeningForm:
    """Everything one types to open a round, with the windows of districts noted before. Raises Refused with a sentence per thing that is wrong."""
    general = () if districts and data.get("districts_only") else read_windows(data)
    windows = (*general, *districts)
    closing = windows[0].period.closes.astimezone(SEOUL)
    plan = RoundPlan(
        seat_id=seat_id,
        receipt_prefix=data.get("receipt_prefix", ""),
        budget_line_key=data.get("budget_line_key", "").strip()[:80],
        budget=_won_or_none(data.get("budget", "")),
        awards_max=_count_or_none(data.get("awards_max", "")),
        announce_at=read_instant(data, "announce"),
        closing_hour=closing.hour or 24,
        hour_source=HourSource.DOCUMENT if data.get("hour_source") == HourSource.DOCUMENT else HourSource.ROUND,
    )
    return OpeningForm(windows, plan, plan.announce_at)


def _won_or_none(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return parse_won(text)
    except NotWon as wrong:
        raise Refused("모집 예산은 원 단위 숫자로 적어 주세요. 예: 60,000,000") from wrong


def _count_or_none(text: str) -> int | None:
    tidy = text.strip()
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdigit() and 0 < int(tidy) < 10_000):
        raise Refused("선정할 곳 수는 1부터 9,999까지 숫자로 적어 주세요.")
    return int(tidy)
