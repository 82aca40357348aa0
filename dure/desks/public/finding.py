"""The program list with its filters, and what to loosen when nothing meets them."""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from dure.apps.programs import facade as programs
from dure.desks.public.asked import TARGET_CHOICES


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter; following its address takes it away. `count` is how many programs there would be."""

    label: str
    href: str
    count: int | None = None


def address(year: int, filters: programs.ProgramFilters) -> str:
    """The list's address with these filters."""
    said = {
        "year": year,
        "field": filters.field,
        "target": filters.target,
        "support": filters.support,
        "open": "1" if filters.open_now else "",
        "text": filters.text,
    }
    return "?" + urlencode({name: value for name, value in said.items() if value})


def loosened(filters: programs.ProgramFilters) -> list[tuple[str, programs.ProgramFilters]]:
    """Each active filter in words, and the filters without it."""
    targets = dict(TARGET_CHOICES)
    words = [
        (filters.field, f"분야: {filters.field}", {"field": ""}),
        (filters.target, f"대상: {targets.get(filters.target, filters.target)}", {"target": ""}),
        (filters.support, f"지원: {programs.SUPPORT_WORDS.get(filters.support, filters.support)}", {"support": ""}),
        (filters.open_now, "지금 접수 중", {"open_now": False}),
        (filters.text, f"찾는 말: {filters.text}", {"text": ""}),
    ]
    return [(label, replace(filters, **without)) for given, label, without in words if given]


def chips(year: int, filters: programs.ProgramFilters) -> list[Chip]:
    """The active filters, each with the address that takes it away."""
    return [Chip(label, address(year, without)) for label, without in loosened(filters)]


def ways_out(year: int, filters: programs.ProgramFilters, at: datetime) -> list[Chip]:
    """For an empty list: each filter that would bring programs back if it were dropped, the most fruitful first."""
    found = [
        Chip(label, address(year, without), len(programs.program_list(year, without, at).cards)) for label, without in loosened(filters)
    ]
    return sorted((chip for chip in found if chip.count), key=lambda chip: -(chip.count or 0))
