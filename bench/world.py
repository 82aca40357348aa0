"""The demo year as the benches need it: told by the rehearsal's stories, then filled up with copied rows to a stated size."""

import random
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from dure.apps.cases import facade as cases
from dure.apps.cases import models as case_rows
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import to_millisecond
from dure.platform import events
from dure.platform.models import JournalLine, Mark, StoredFile
from dure.rehearsal import demo
from dure.rehearsal.applying import application
from dure.rehearsal.cast import Cast, gather
from dure.rehearsal.judging import round_story
from dure.rehearsal.stage import Stage

TOLD = "bench"
OPEN, RUNNING = "network-cooperation-grants", "village-competitiveness-boost"
FEW = frozenset({OPEN, "impact-strategy-support", RUNNING})
"""What a quick run tells: an open round, one that is judged, one whose grants run."""
ROWS_ON_LIST = 60
LADDER = 24
"""Drafts that are complete and wait for the button."""


def tell(*, at: datetime, full: bool) -> None:
    """The stories of the rehearsal by its own seed, drafts ready to be handed in, and a list of sixty rows."""
    demo.hurry()
    at = to_millisecond(at)
    begins = at - 300 * demo.DAY
    cast = gather(begins)
    edition = demo._year(cast, at, begins)
    stage = Stage(until=at, between=lambda moment: events.deliver_due(at=moment))
    slugs = dict(programs.Program.objects.filter(edition=edition).order_by().values_list("pk", "slug"))
    for place, plan in enumerate(demo._plans(cast, edition, at)):
        if full or slugs[plan.program_id] in FEW:
            stage.tell(round_story(stage, cast, plan, random.Random(demo.SEED + place)))
    stage.run()
    ready = write_drafts(cast, at)
    demo.settle_down(at, random.Random(demo.SEED))
    fill(ROWS_ON_LIST)
    Mark.objects.create(key=TOLD, value={"ready": ready})


def write_drafts(cast: Cast, at: datetime) -> list[int]:
    """Applications written to the last page by parties that have none in the open round; their stories stop before the button."""
    found = round_called(OPEN)
    taken = set(cases.Case.objects.filter(round=found).values_list("party_id", flat=True))
    free = [party for party in cast.parties if party.party_id not in taken][:LADDER]
    for place, party in enumerate(free):
        story = application(cast, party, found.pk, begins=at, ask=10_000_000, ends_as="submitted", rng=random.Random(place))
        next(story)
        story.send(at - timedelta(hours=1))
    parties = [party.party_id for party in free]
    return list(cases.Case.objects.filter(round=found, party_id__in=parties).order_by("pk").values_list("pk", flat=True))


def round_called(slug: str) -> programs.Round:
    """The told round of the program."""
    return programs.Round.objects.filter(program__slug=slug).order_by("-pk").first()  # type: ignore[return-value]


def fill(count: int) -> None:
    """Copy an application of the running round, with all its rows and a party of its own, until so many are handed in there."""
    found = round_called(RUNNING)
    handed_in = cases.Case.objects.filter(round=found, receipt_number__isnull=False).order_by("receipt_number")
    sources, last = list(handed_in.filter(outcome="running")), handed_in.count()
    numbers = range(found.last_number + 1, found.last_number + 1 + max(0, count - last))
    for first in range(0, len(numbers), 500):
        batch = numbers[first : first + 500]
        with transaction.atomic():
            _copy(found, sources, batch)
            for number in batch:  # the database lets the round's number go up by one only
                programs.Round.objects.filter(pk=found.pk).update(last_number=number)


def _copy(found: programs.Round, sources: list[cases.Case], numbers: range) -> None:
    made = people.Party.objects.bulk_create(
        people.Party(kind="organization", name=f"예시 복사 단체 {number}", created_at=found.opened_at, sample=True) for number in numbers
    )
    pairs = []
    for number, party in zip(numbers, made, strict=True):
        source = sources[number % len(sources)]
        pairs.append((source.pk, _anew(source, party=party, receipt_number=number, receipt=f"{found.receipt_prefix}-{number:04d}")))
    cases.Case.objects.bulk_create(case for _, case in pairs)
    for kind in (cases.StageRun, case_rows.SectionAnswer, case_rows.BudgetRow, case_rows.Partner, case_rows.Submission):
        kind.objects.bulk_create(_rows_of(kind, pairs))
    files = [(row.case, _anew(row.file, token=secrets.token_urlsafe(32)), row) for row in _rows_of(case_rows.Attachment, pairs)]
    StoredFile.objects.bulk_create(file for _, file, _ in files)
    case_rows.Attachment.objects.bulk_create(_anew(row, case=case, file=file) for case, file, row in files)
    lines = [_anew(line, case_id=case.pk, sequence=None, chain="") for source, case in pairs for line in _lines_of(source)]
    JournalLine.objects.bulk_create(lines)


def _rows_of(kind: type[models.Model], pairs: Iterable[tuple[int, cases.Case]]) -> Iterator[Any]:
    kept: dict[int, list[models.Model]] = {}
    for source, case in pairs:
        if source not in kept:
            kept[source] = list(kind._default_manager.filter(case_id=source).order_by("pk"))
        yield from (_anew(row, case=case) for row in kept[source])


def _lines_of(case_id: int) -> list[JournalLine]:
    return list(JournalLine.objects.filter(case_id=case_id).order_by("pk"))


def _anew(row: models.Model, **changed: Any) -> Any:
    """The row once more, without its key."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    new = type(row)(**kept)
    for name, value in changed.items():
        setattr(new, name, value)
    return new
