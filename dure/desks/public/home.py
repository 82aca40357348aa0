"""The home page: what closes soon, this week, the money and the places; four queries however much there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, Q

from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.desks.public.calls import Call, Day, living_calls, week
from dure.kernel.won import won_in_short
from dure.platform.catalog import sections
from dure.platform.catalog.located import read
from dure.platform.catalog.reader import HOME

DRAWINGS = {"hub": "space", "gaebong": "rooms", "garak": "kitchen", "sangam": "boxes", "lab": "lab"}
"""Which of the house's drawings stands for a facility until a real photograph is uploaded."""
_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A facility as a card."""

    title: str
    address: str
    rooms: str
    stay: str
    drawing: str


@dataclass(frozen=True, slots=True)
class Purse:
    """A year's printed budget at a glance."""

    year: int
    total: int
    parts: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the home page shows."""

    year: int
    program_count: int
    open_count: int
    closing: tuple[Call, ...]
    coming: tuple[Call, ...]
    days: tuple[Day, ...]
    purse: Purse | None
    places: tuple[Place, ...]


def home(at: datetime) -> Home:
    """Calls, this week's stages, the year, the printed budget: four queries."""
    calls = living_calls(at)
    opened = [call for call in calls if call.opens_at <= at]
    year, count = _year_lived()
    return Home(
        year=year or at.year,
        program_count=count,
        open_count=len(opened),
        closing=tuple(opened[:_AT_MOST]),
        coming=tuple(sorted((call for call in calls if at < call.opens_at <= at + timedelta(days=45)), key=lambda call: call.opens_at)[:4]),
        days=week(calls, at),
        purse=purse(),
        places=places(),
    )


def _year_lived() -> tuple[int, int]:
    """The year that is lived in and how many programs it publishes."""
    published = Count("programs", filter=Q(programs__published_at__isnull=False))
    rows = list(programs.Edition.objects.annotate(published=published).order_by("-year").values_list("year", "kind", "published"))
    lived = next((row for row in rows if row[1] == programs.Edition.Kind.CURRENT), rows[0] if rows else (0, "", 0))
    return lived[0], lived[2]


def purse() -> Purse | None:
    """The newest printed budget, line by line."""
    table = money.printed_budget()
    if not table.rows:
        return None
    parts = tuple({"label": row.title, "amount": row.amounts[-1] or 0, "shown": won_in_short(row.amounts[-1] or 0)} for row in table.rows)
    return Purse(table.years[-1], table.totals[-1], parts)


@cache
def places() -> tuple[Place, ...]:
    """The catalog's facilities; their files change only with a new release, so each process reads them once."""
    found = (sections.Facility.model_validate(read(file).data) for file in sorted((HOME / "facilities").glob("*.yaml")))
    return tuple(_place(facility) for facility in found)


def _place(facility: sections.Facility) -> Place:
    rooms = " · ".join(f"{unit.title} {unit.count}{unit.counted}" for unit in facility.units if unit.count)
    return Place(facility.title, facility.place, rooms, facility.longest_stay, DRAWINGS.get(facility.drawing, "space"))
