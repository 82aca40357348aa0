"""Filters every template has without loading them: money, dates, numbers of people and firms, and the pictures' geometry."""

import re
from datetime import date, datetime
from decimal import Decimal

from django import template

from dure.kernel import korean
from dure.kernel.clock import SEOUL, now, seoul_date
from dure.kernel.won import won_in_full, won_in_short
from dure.platform.templatetags import forms, icons, pictures

register = template.Library()
for library in (forms.register, icons.register, pictures.register):
    register.filters.update(library.filters)
    register.tags.update(library.tags)

_DEADLINE_TONES = ((0, "closed"), (4, "soon"), (8, "near"))


def _is_amount(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _as_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return seoul_date(value)
    return value if isinstance(value, date) else None


def _year(at: object) -> int:
    return (at if isinstance(at, datetime) else now()).astimezone(SEOUL).year


@register.filter
def won(value: int | None) -> str:
    """50,000,000원; nothing for no amount."""
    return won_in_full(value) if _is_amount(value) and value is not None else ""


@register.filter
def won_short(value: int | None) -> str:
    """5,000만원, for headlines."""
    return won_in_short(value) if _is_amount(value) and value is not None else ""


@register.filter
def plain_number(value: Decimal | None) -> str:
    """8,720 or 3.43: a rate without zeros behind it."""
    return "" if value is None else f"{value.normalize():,f}"


@register.filter
def day(value: date | datetime | None) -> str:
    """2027.3.15., for tables."""
    found = _as_day(value)
    return korean.table_day(found) if found else ""


@register.filter
def instant(value: datetime | None) -> str:
    """2027.3.15. 18:00, for tables."""
    return korean.table_instant(value) if isinstance(value, datetime) else day(value)


@register.filter
def day_words(value: date | datetime | None, at: object = None) -> str:
    """3월 15일(월); the year is written unless it is the year of `at` (this moment when not given)."""
    found = _as_day(value)
    return korean.day_words(found, this_year=_year(at)) if found else ""


@register.filter
def instant_words(value: datetime | None, at: object = None) -> str:
    """3월 15일(월) 오후 6시."""
    return korean.instant_words(value, this_year=_year(at)) if isinstance(value, datetime) else day_words(value, at)


@register.filter
def official_day(value: date | datetime | None) -> str:
    """2021. 2. 18.(목), for letters and papers."""
    found = _as_day(value)
    return korean.official_day(found) if found else ""


@register.filter
def time_left(deadline: datetime | None, at: object = None) -> str:
    """D-6, 1일 5시간, 40분 남음, 마감."""
    if not isinstance(deadline, datetime):
        return ""
    return korean.time_left(deadline, at if isinstance(at, datetime) else now())


@register.filter
def deadline_tone(deadline: datetime | None, at: object = None) -> str:
    """calm above seven days, near to four, soon below, closed once past."""
    if not isinstance(deadline, datetime):
        return "closed"
    moment = at if isinstance(at, datetime) else now()
    if deadline <= moment:
        return "closed"
    left = korean.days_left(deadline, moment)
    return next((tone for limit, tone in _DEADLINE_TONES[1:] if left < limit), "calm")


@register.filter
def iso(value: date | datetime | None) -> str:
    """For <time datetime>."""
    return value.astimezone(SEOUL).isoformat() if isinstance(value, datetime) else (value.isoformat() if value else "")


@register.filter
def telephone(value: str | None) -> str:
    """0212345678 → 02-1234-5678; what does not look like a number stays as it was."""
    text = str(value or "")
    digits = re.sub(r"\D", "", text)
    if len(digits) == 8 and digits[0] == "1":
        return f"{digits[:4]}-{digits[4:]}"
    area = 2 if digits.startswith("02") else 3
    if not digits.startswith("0") or not area + 7 <= len(digits) <= area + 8:
        return text
    return f"{digits[:area]}-{digits[area:-4]}-{digits[-4:]}"


@register.filter
def business_number(value: str | None) -> str:
    """1234567890 → 123-45-67890."""
    text = str(value or "")
    digits = re.sub(r"\D", "", text)
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if len(digits) == 10 else text


@register.filter
def file_size(value: int | None) -> str:
    """0.4MB, 38KB, 512바이트."""
    if not _is_amount(value) or value is None:
        return ""
    if value >= 100 * 1024:
        return f"{value / 1024 / 1024:.1f}MB"
    return f"{value / 1024:.0f}KB" if value >= 1024 else f"{value}바이트"
