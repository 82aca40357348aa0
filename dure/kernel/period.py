"""Half-open windows of time, and the days that Korean law counts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache

import holidays

from dure.kernel.clock import SEOUL


class Precision(StrEnum):
    """How exactly a source tells the time of a stage."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    PART_OF_MONTH = "part_of_month"
    ORDER_ONLY = "order_only"
    ROLLING = "rolling"
    UNTIL_SPENT = "until_spent"


@dataclass(frozen=True, slots=True)
class Period:
    """From an instant up to, and not including, another. 17:59:59.999 is inside a window that closes at 18:00."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError("a period ends after it begins")

    def holds(self, at: datetime) -> bool:
        """Is the instant inside?"""
        return self.opens <= at < self.closes

    def is_over(self, at: datetime) -> bool:
        """Has it closed? The closing instant itself is already late."""
        return at >= self.closes

    @classmethod
    def of_days(cls, first: date, last: date, *, closing_hour: int = 24) -> "Period":
        """Whole days; without an hour the last day ends at 24:00 (domain.md §9.4)."""
        return cls(start_of(first), start_of(last) + timedelta(hours=closing_hour))


def start_of(day: date) -> datetime:
    """Midnight in Seoul at which the day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=SEOUL)


def end_of(day: date) -> datetime:
    """Midnight in Seoul at which the day ends: a day without an hour ends at 24:00."""
    return start_of(day + timedelta(days=1))


@cache
def _holidays_of(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("KR", years=year))


def is_working_day(day: date, extra_holidays: frozenset[date] = frozenset()) -> bool:
    """Neither Saturday, Sunday, a public holiday nor one that the center has entered."""
    return day.weekday() < 5 and day not in _holidays_of(day.year) and day not in extra_holidays


def next_working_day(day: date, extra_holidays: frozenset[date] = frozenset()) -> date:
    """The day itself, or the first working day after it (민법 161)."""
    while not is_working_day(day, extra_holidays):
        day += timedelta(days=1)
    return day


def months_later(day: date, months: int) -> date:
    """The last day of a period of months counted from the day after `day` (민법 157·160)."""
    first = day + timedelta(days=1)
    index = first.month - 1 + months
    year, month = first.year + index // 12, index % 12 + 1
    last_of_month = monthrange(year, month)[1]
    if first.day > last_of_month:
        return date(year, month, last_of_month)
    return date(year, month, first.day) - timedelta(days=1)


def due_after_months(day: date, months: int, extra_holidays: frozenset[date] = frozenset()) -> date:
    """The day by which something due within months must be done; an end on a Saturday or holiday rolls on."""
    return next_working_day(months_later(day, months), extra_holidays)


def due_after_days(day: date, days: int, extra_holidays: frozenset[date] = frozenset()) -> date:
    """The day by which something due within days must be done, the first day not counted."""
    return next_working_day(day + timedelta(days=days), extra_holidays)
