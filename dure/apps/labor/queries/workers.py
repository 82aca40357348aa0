"""Workers of an agreement, their days, and the same person elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from dure.apps.grants import facade as grants
from dure.apps.labor import rules
from dure.apps.labor.models import Support, Timesheet, Worker, WorkerDay
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor


def terms_of(agreement: grants.Agreement) -> programs.Terms:
    """The frozen terms under which the case runs."""
    return programs.terms_of(agreement.case.round_id, agreement.case.terms_sha256)


def kinds_of(agreement: grants.Agreement) -> tuple[str, ...]:
    """What the definition lets this agreement claim month by month; nothing for any other program."""
    return terms_of(agreement).claims


def agreement_for(actor: Actor, agreement_id: int) -> QuerySet[grants.Agreement]:
    """An agreement the actor may know of that both sides have signed."""
    return grants.agreements_of(actor).filter(pk=agreement_id, state__in=("signed", "ended"))


def own_agreements(actor: Actor) -> QuerySet[grants.Agreement]:
    """Signed agreements of the actor's own parties; a stranger, and the desk, meet 404."""
    return grants.agreements_of(actor).filter(case__party_id__in=actor.party_ids, state__in=("signed", "ended"))


def support_of(agreement: grants.Agreement) -> Support | None:
    """What the center set for the agreement."""
    return Support.objects.filter(agreement=agreement).first()


def standing_suggested(agreement: grants.Agreement) -> str:
    """By the firm's verified status."""
    held = people.PartyStatus.objects.filter(party_id=agreement.case.party_id, state="verified", kind="social_enterprise")
    return "certified" if held.exists() else "preliminary"


def workers_of(agreement: grants.Agreement) -> QuerySet[Worker]:
    """Everybody who is or was supported."""
    return Worker.objects.filter(agreement=agreement).select_related("contract_file", "vulnerable_file").order_by("joined_on", "pk")


def workers_in(agreement: grants.Agreement, month: date) -> QuerySet[Worker]:
    """Those employed on some day of the month."""
    return workers_of(agreement).filter(joined_on__lte=rules.month_end(month)).filter(Q(left_on=None) | Q(left_on__gte=month))


def days_of(workers: Iterable[Worker], month: date) -> dict[int, list[WorkerDay]]:
    """The days of the month by worker. One query."""
    found: dict[int, list[WorkerDay]] = {worker.pk: [] for worker in workers}
    for day in WorkerDay.objects.filter(worker_id__in=found, day__gte=month, day__lte=rules.month_end(month)).order_by("day"):
        found[day.worker_id].append(day)
    return found


def sheets_of(workers: Iterable[Worker], month: date) -> dict[int, Timesheet]:
    """The timesheets of the month by worker. One query."""
    rows = Timesheet.objects.filter(worker_id__in=[worker.pk for worker in workers], month=month).select_related("file")
    return {row.worker_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Overlap:
    """The same person in another agreement in the same month: which, as what, and on how many days both wrote down hours."""

    worker_id: int
    other: Worker
    program: str
    party: str
    number: str
    common_days: int
    hours_that_day: Decimal

    @property
    def words(self) -> str:
        return f"{self.program} · {self.party} · {self.number}"


def overlaps_of(workers: Iterable[Worker], month: date) -> dict[int, list[Overlap]]:
    """By worker: everybody with the same keyed hash who is employed that month under another agreement, in any program. Two queries."""
    mine = {worker.person_hash: worker for worker in workers if worker.person_hash}
    others = Worker.objects.filter(person_hash__in=mine, joined_on__lte=rules.month_end(month)).exclude(
        pk__in=[w.pk for w in mine.values()]
    )
    others = others.filter(Q(left_on=None) | Q(left_on__gte=month), agreement__state__in=("signed", "ended"))
    rows = [
        other
        for other in others.select_related("agreement__case__party", "agreement__case__round__program").order_by("pk")
        if other.agreement_id != mine[other.person_hash].agreement_id
    ]
    days = days_of([*mine.values(), *rows], month)
    found: dict[int, list[Overlap]] = {}
    for other in rows:
        worker = mine[other.person_hash]
        found.setdefault(worker.pk, []).append(_overlap(worker, other, days))
    return found


def _overlap(worker: Worker, other: Worker, days: dict[int, list[WorkerDay]]) -> Overlap:
    mine, theirs = ({day.day: day.hours for day in days[one.pk] if day.kind == "work"} for one in (worker, other))
    common = mine.keys() & theirs.keys()
    case = other.agreement.case
    return Overlap(
        worker.pk,
        other,
        case.round.program.title,
        case.party.name,
        other.agreement.number,
        len(common),
        max((mine[day] + theirs[day] for day in common), default=Decimal(0)),
    )
