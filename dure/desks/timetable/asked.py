"""Reading the timetable's address: year and filters, all in the query string, all optional."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from dure.apps.programs import facade as programs
from dure.desks.public.asked import year_asked


@dataclass(frozen=True, slots=True)
class Asked:
    """The year and the filters, and how they are written again."""

    year: int
    filters: programs.TimetableFilters

    @property
    def without_month(self) -> str:
        return self.address(month=None)

    def address(self, **changes: object) -> str:
        """The query string, with some filters changed."""
        filters = replace(self.filters, **changes)
        said = {
            "year": self.year,
            "field": filters.field,
            "target": filters.target,
            "month": filters.month or "",
            "support": filters.support,
            "open": "1" if filters.open_now else "",
            "text": filters.text,
        }
        return urlencode({name: value for name, value in said.items() if value})


def years_of_the_house(today: date) -> tuple[int, tuple[int, ...]]:
    """The year that is lived in, and every year there is, newest first. One query."""
    rows = list(programs.Edition.objects.order_by("-year").values_list("year", "kind"))
    years = tuple(year for year, _ in rows)
    lived = next((year for year, kind in rows if kind == programs.Edition.Kind.CURRENT), None)
    return lived or (years[0] if years else today.year), years


def year_choices(years: tuple[int, ...], asked: int, at: datetime) -> list[tuple[str, str]]:
    """The years there are, and before them the next one, of which past years tell what to expect."""
    newest = years[0] if years else None
    coming = (
        {year for year in (asked, (newest or at.year) + 1) if year not in years and programs.is_coming(year, at, newest)}
        if years
        else set()
    )
    return [*((str(year), f"{year}년 (예상)") for year in sorted(coming, reverse=True)), *((str(year), f"{year}년") for year in years)]


def timetable_asked(query: Mapping[str, str], year: int) -> Asked:
    """What the address asks for; what makes no sense is left out."""
    month = query.get("month", "")
    filters = programs.TimetableFilters(
        field=query.get("field", "")[:40],
        target=query.get("target", "")[:40],
        month=int(month) if month.isascii() and month.isdigit() and 1 <= int(month[:3]) <= 12 else None,
        support=query.get("support", "")[:40],
        open_now=query.get("open") == "1",
        text=query.get("text", "")[:80],
    )
    return Asked(year_asked(query, year), filters)
