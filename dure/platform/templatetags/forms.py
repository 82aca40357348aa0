"""What form components need to know about values: which choice is chosen, the two halves of a moment, sums of a budget."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.dateparse import parse_datetime

from dure.kernel.clock import SEOUL
from dure.kernel.won import NotWon, parse_won

register = template.Library()


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer, ready to draw."""

    value: str
    label: str
    hint: str
    chosen: bool


@register.filter
def choices(options: Iterable[Any], chosen: Any) -> list[Choice]:
    """(value, label[, hint]) with the chosen ones marked; `chosen` is one value or several."""
    several = chosen if isinstance(chosen, (list, tuple, set, frozenset)) else [chosen]
    marked = {str(value) for value in several if value is not None and value != ""}
    rows = [(tuple(option) if isinstance(option, (list, tuple)) else (option, option)) for option in options or ()]
    return [Choice(str(row[0]), str(row[1]), str(row[2]) if len(row) > 2 else "", str(row[0]) in marked) for row in rows]


def _moment(value: Any) -> datetime | None:
    found = value if isinstance(value, datetime) else (parse_datetime(value) if isinstance(value, str) and len(value) > 10 else None)
    return found.astimezone(SEOUL) if found and found.tzinfo else found


@register.filter
def date_input(value: Any) -> str:
    """2027-03-15 for a date box; text that is no date is given back as typed."""
    if moment := _moment(value):
        return moment.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value or "")


@register.filter
def time_input(value: Any) -> str:
    """18:00 for a time box."""
    moment = _moment(value)
    return f"{moment:%H:%M}" if moment else ""


@register.filter
def money_input(value: Any) -> str:
    """Commas in threes; what cannot be read as won stays as typed."""
    if value is None or value == "":
        return ""
    try:
        return f"{parse_won(str(value)):,}"
    except NotWon:
        return str(value)


def _amount(line: Any, key: str) -> int:
    found = line.get(key) if isinstance(line, dict) else getattr(line, key, None)
    try:
        return parse_won(str(found or 0))
    except NotWon:
        return 0


@register.filter
def budget_sums(lines: Iterable[Any]) -> dict[str, int]:
    """Grant, own money and both together over all lines."""
    rows = list(lines or ())
    grant, own = (sum(_amount(line, key) for line in rows) for key in ("grant", "own"))
    return {"grant": grant, "own": own, "total": grant + own}


@register.filter
def line_total(line: Any) -> int:
    """Grant and own money of one line."""
    return _amount(line, "grant") + _amount(line, "own")


@register.filter
def pages_around(paged: Any) -> list[int | None]:
    """First, last and the neighbours of the page shown; None is a gap."""
    last, here = paged.page.paginator.num_pages, paged.page.number
    shown = sorted({1, last, *(n for n in range(here - 2, here + 3) if 1 <= n <= last)})
    around: list[int | None] = []
    for number in shown:
        if around and around[-1] is not None and number - around[-1] > 1:
            around.append(None)
        around.append(number)
    return around


@register.filter
def chosen_also(rows: list[Choice], value: Any) -> list[Choice]:
    """The same choices with one more value marked."""
    return [replace(row, chosen=True) if value not in (None, "") and row.value == str(value) else row for row in rows]


@register.filter
def split_words(text: str) -> list[str]:
    """A few words written in a template as a list."""
    return text.split()
