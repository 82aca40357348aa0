"""Bringing past programs into the year that is lived in: one by its page, a whole year by the command."""

from collections.abc import Iterator
from datetime import datetime

from dure.apps.programs.actions.definitions import open_edition, plan_program
from dure.apps.programs.copying import Brought, look_over, to_year
from dure.apps.programs.models import DefinitionVersion, Edition, Program
from dure.apps.programs.reading import Document
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key


def bring_program(*, version: DefinitionVersion, edition: Edition, by: Actor, at: datetime, key: Key) -> Program:
    """Put a past definition on the year's plan with the same days of that year; nobody outside the center sees it yet."""
    return plan_program(edition_id=edition.pk, document=moved(version.document, edition), copied_from_id=version.pk, by=by, at=at, key=key)


def moved(document: Document, edition: Edition) -> Document:
    """The definition in the edition's year; one whose place in the order is taken comes last."""
    said = to_year(document, edition.year)
    orders = set(edition.programs.order_by().values_list("order", flat=True))
    return {**said, "order": max(orders) + 1} if said["order"] in orders else said


def bring_year(source: int, year: int, *, by: Actor, at: datetime, dry_run: bool = False) -> Iterator[Brought]:
    """Bring every program of a year, each by its verb. The year is opened if it is not there; what is there already stays as it is."""
    programs = list(
        Program.objects.filter(edition__year=source, version__isnull=False).select_related("version", "edition").order_by("order", "id")
    )
    if not programs:
        raise Refused(f"{source}년 사업이 없어요. 카탈로그를 먼저 적용해 주세요.")
    edition = Edition.objects.filter(year=year).first()
    if edition is not None and not edition.is_current:
        raise Refused(f"{year}년은 지난 자료로만 남은 해예요. 운영할 해를 적어 주세요.")
    if edition is None and not dry_run:
        organizer = programs[0].edition.organizer
        edition = open_edition(year=year, title=f"{year}년 지원사업", organizer=organizer, by=by, at=at, key=NO_KEY)
    held = set(edition.programs.values_list("slug", flat=True)) if edition else set()
    for program in programs:
        version = program.version
        assert version is not None  # filtered in the query
        if program.slug in held:
            yield Brought(year, program.slug, program.title, already=True)
            continue
        yield look_over(version.document, to_year(version.document, year))
        if edition is not None and not dry_run:
            bring_program(version=version, edition=edition, by=by, at=at, key=NO_KEY)
