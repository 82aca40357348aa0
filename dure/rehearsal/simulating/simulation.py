"""The whole simulation: a center of invented people, both years copied to the years ahead, and every program told to its end."""

from collections.abc import Iterator
from datetime import datetime

from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform.verbs import NO_KEY
from dure.rehearsal.cast import Cast, gather
from dure.rehearsal.settling import put_refund_account
from dure.rehearsal.simulating import amounts
from dure.rehearsal.simulating.crowd import gather_crowd
from dure.rehearsal.simulating.deciding import as_a_center_decides
from dure.rehearsal.simulating.governing import seat_second_people
from dure.rehearsal.simulating.passing import with_money_passed_on
from dure.rehearsal.simulating.rounds import Center, first_day, tell_program
from dure.rehearsal.simulating.rows import Row

YEARS = {2019: 2027, 2021: 2028}
"""The years of the sources, and those in which they are lived."""
_MORE_FOR_ALL_PLACES = 90


def prepare(*, full: bool = False) -> Center:
    """The invented people, and both years copied with the days of the years ahead. The catalog must have been applied."""
    begins = seoul(min(YEARS.values()) - 1, 12, 1, 9)
    cast = gather(begins, parties=0)
    seat_second_people(cast, begins)
    put_refund_account(cast, people.center().pk, begins)
    crowd = gather_crowd(cast, begins, more=_MORE_FOR_ALL_PLACES if full else 0)
    for source, year in YEARS.items():
        _copy(cast, source, year, first_day(year))
    return Center(cast, crowd, amounts.FULL if full else amounts.USUAL)


def _copy(cast: Cast, source: int, year: int, at: datetime) -> None:
    by = cast.actor("administrator", at)
    edition = programs.open_edition(
        year=year, title=f"{year}년 지원사업 (예시)", organizer=people.center().name, by=by, at=at, key=NO_KEY, sample=True
    )
    for program in programs.Program.objects.filter(edition__year=source).select_related("version").order_by("order", "id"):
        if program.version is not None:
            document = as_a_center_decides(with_money_passed_on(programs.to_year(program.version.document, year)))
            programs.plan_program(
                edition_id=edition.pk, document=document, copied_from_id=program.version_id,
                publish=True, sample=True, by=by, at=at, key=NO_KEY,
            )  # fmt: skip


def listed(*, year: int | None = None, slug: str = "") -> list[tuple[int, programs.Program]]:
    """Every program of the sources with its source year, or those of one year or name, in the order of the documents."""
    found: list[tuple[int, programs.Program]] = []
    for source, lived in YEARS.items():
        if year in {None, source}:
            rows = programs.Program.objects.filter(edition__year=lived).select_related("version", "edition").order_by("order", "id")
            found += [(source, program) for program in (rows.filter(slug=slug) if slug else rows)]
    return found


def simulate(center: Center, *, year: int | None = None, slug: str = "", track: str = "") -> Iterator[Row]:
    """The programs one after the other, all in this database."""
    for source, program in listed(year=year, slug=slug):
        yield from tell_program(center, program, source, track)


def is_lived() -> bool:
    """Is there a year in the database that people live in? A simulation keeps away from it."""
    return programs.Edition.objects.filter(kind=programs.Edition.Kind.CURRENT).exists()
