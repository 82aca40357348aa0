"""Korean wording: particles, dates and time left, each written one way everywhere."""

from datetime import date, datetime, timedelta

from dure.kernel.clock import SEOUL, seoul_date

_WEEKDAYS = "월화수목금토일"
_PAIRS = {
    "을": ("을", "를"),
    "이": ("이", "가"),
    "은": ("은", "는"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이에요": ("이에요", "예요"),
}
_DIGIT_FINALS = {"0": 21, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}


def _final(word: str) -> int:
    """Index of the closing consonant of the last syllable; 0 is none, 8 is ㄹ."""
    for character in reversed(word):
        if "가" <= character <= "힣":
            return (ord(character) - ord("가")) % 28
        if character in _DIGIT_FINALS:
            return _DIGIT_FINALS[character]
        if character.isalnum():
            return 0
    return 0


def with_particle(word: str, particle: str) -> str:
    """The word with the form of the particle that fits: with_particle("센터", "을") → 센터를."""
    closed, opened = _PAIRS[particle]
    final = _final(word)
    if particle == "으로" and final == 8:
        return word + opened
    return word + (closed if final else opened)


def clock_words(instant: datetime) -> str:
    """오후 6시, 오전 9시 30분."""
    local = instant.astimezone(SEOUL)
    half, hour = ("오전", local.hour) if local.hour < 12 else ("오후", local.hour - 12)
    return f"{half} {hour or 12}시" + (f" {local.minute}분" if local.minute else "")


def day_words(day: date, *, this_year: int | None = None) -> str:
    """3월 15일(월); the year is written unless it is this one."""
    year = "" if day.year == this_year else f"{day.year}년 "
    return f"{year}{day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def instant_words(instant: datetime, *, this_year: int | None = None) -> str:
    """3월 15일(월) 오후 6시; midnight at the end of a day is written 밤 12시 of that day."""
    local = instant.astimezone(SEOUL)
    if (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0):
        return f"{day_words((local - timedelta(days=1)).date(), this_year=this_year)} 밤 12시"
    return f"{day_words(local.date(), this_year=this_year)} {clock_words(local)}"


def table_instant(instant: datetime) -> str:
    """2027.3.15. 18:00, as tables write it."""
    local = instant.astimezone(SEOUL)
    return f"{table_day(local.date())} {local:%H:%M}"


def table_day(day: date) -> str:
    """2027.3.15., as tables write it."""
    return f"{day.year}.{day.month}.{day.day}."


def official_day(day: date) -> str:
    """2021. 2. 18.(목), as official letters write it."""
    return f"{day.year}. {day.month}. {day.day}.({_WEEKDAYS[day.weekday()]})"


def days_left(deadline: datetime, at: datetime) -> int:
    """Calendar days in Seoul from today to the last day on which one may still hand in; negative once it is past."""
    last_day = seoul_date(deadline - timedelta(milliseconds=1))
    return (last_day - seoul_date(at)).days


def time_left(deadline: datetime, at: datetime) -> str:
    """D-6, then 오늘 18:00 마감 on the day itself, hours under two days and minutes under one hour; 마감 once it is past."""
    left = deadline - at
    if left <= timedelta():
        return "마감"
    if left < timedelta(hours=1):
        return f"{max(1, int(left.total_seconds() // 60))}분 남음"
    days = days_left(deadline, at)
    if days == 0:
        return f"오늘 {'24:00' if deadline.astimezone(SEOUL).hour == 0 else deadline.astimezone(SEOUL).strftime('%H:%M')} 마감"
    if left < timedelta(hours=48):
        whole_days, seconds = left.days, left.seconds
        return (f"{whole_days}일 " if whole_days else "") + f"{seconds // 3600}시간"
    return f"D-{days}"
