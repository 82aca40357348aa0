"""The one clock: Seoul, to the millisecond. Only pages and commands look at it; everything below receives `at`."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> datetime:
    """This instant in Seoul, cut to the millisecond."""
    return to_millisecond(datetime.now(UTC).astimezone(SEOUL))


def to_millisecond(instant: datetime) -> datetime:
    """The same instant without microseconds below the millisecond."""
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def seoul_date(instant: datetime) -> date:
    """The calendar day in Seoul on which the instant falls."""
    return instant.astimezone(SEOUL).date()


def seoul(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, millisecond: int = 0) -> datetime:
    """An instant by the clock on a wall in Seoul."""
    return datetime(year, month, day, hour, minute, second, millisecond * 1000, tzinfo=SEOUL)
