"""Which cases somebody may see, and what other apps ask of one."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from dure.apps.cases.flow import flow_of
from dure.apps.cases.models import BudgetRow, Case, Partner, StageRun
from dure.apps.programs import facade as programs
from dure.kernel.korean import table_instant
from dure.platform.actor import Actor, Role

STAFF = (Role.OFFICER, Role.APPROVER, Role.FINANCE, Role.ADMINISTRATOR)


def cases_of(actor: Actor) -> QuerySet[Case]:
    """The cases this actor may see, newest first.

    Members see their party's, drafts included. The center's seats and the auditor see what was handed in, and its officers the drafts
    that were begun at the counter. A district's officers see those of their district that have come to the district, the city and the
    ministry those that have come to them; an operator those of its rounds.
    """
    cases = Case.objects.select_related("round__program__edition", "party", "district", "seat").order_by("-id")
    if actor.is_system:
        return cases
    return cases.filter(Q(party_id__in=actor.party_ids) | _handed_in_before(actor))


def _handed_in_before(actor: Actor) -> Q:
    handed_in = Q(receipt_number__isnull=False)
    if actor.has_in_center(Role.OFFICER, Role.ADMINISTRATOR):
        return handed_in | Q(proxy__isnull=False)
    if actor.has_in_center(*STAFF) or actor.has(Role.AUDITOR):
        return handed_in
    if actor.has(Role.GOVERNMENT) and actor.tier in {"district", "city", "ministry"}:
        through = handed_in & Q(Exists(StageRun.objects.filter(case=OuterRef("pk"), tier=actor.tier, begun_at__isnull=False)))
        return through & Q(district=actor.district) if actor.tier == "district" else through
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return handed_in & Q(round__operator_id=actor.organization_id)
    return Q(pk__in=())


def case_for(actor: Actor, case_id: int) -> Case | None:
    """One case if this actor may see it."""
    return cases_of(actor).filter(pk=case_id).first()


def cases_of_round(actor: Actor, round_id: int) -> QuerySet[Case]:
    """The round's cases that were handed in, by receipt number."""
    return cases_of(actor).filter(round_id=round_id, receipt_number__isnull=False).order_by("receipt_number", "id")


def parties_in(case_id: int) -> frozenset[int]:
    """The applicant and the partners that are known here: with any of them a reviewer may be in conflict."""
    partners = Partner.objects.filter(case_id=case_id, party__isnull=False).order_by("id").values_list("party_id", flat=True)
    return frozenset((Case.objects.values_list("party_id", flat=True).get(pk=case_id), *partners))


def approved_budget(case_id: int) -> list[BudgetRow]:
    """The budget as it was handed in last, row by row."""
    return list(BudgetRow.objects.filter(case_id=case_id).order_by("order", "id"))


@dataclass(frozen=True, slots=True)
class Track:
    """A stage of the case as the steps component draws it. `run` is the row behind it."""

    label: str
    state: str
    note: str
    tone: str
    run: StageRun


def tracks_of(case: Case) -> tuple[Track, ...]:
    """The case's runs in order, with the word of their state and where the case stands."""
    return tuple(_track(run) for run in case.runs.order_by("order", "id"))


def _track(run: StageRun) -> Track:
    table = flow_of(run.kind)
    waiting, closed = run.state == table.start, run.closed_at is not None
    state = "next" if waiting else "done" if run.state in table.done else "skipped" if closed else "now"
    note = "" if waiting else " · ".join(part for part in (str(table.word(run.state)), _when(run)) if part)
    return Track(run.label, state, note, programs.STAGE_TONES.get(run.kind, "quiet"), run)


def _when(run: StageRun) -> str:
    return table_instant(run.closed_at) if run.closed_at else ""


def word_of(case: Case, current: StageRun | None) -> tuple[str, str]:
    """What has become of the case in a word, with its tone: the outcome, or the state of the stage it stands in."""
    if case.outcome != "running" or current is None:
        return str(case.get_outcome_display()), _OUTCOME_TONES.get(case.outcome, "quiet")
    table = flow_of(current.kind)
    return f"{current.label} · {table.word(current.state)}", programs.STAGE_TONES.get(current.kind, "quiet")


_OUTCOME_TONES: dict[str, Any] = {"draft": "call", "running": "work", "reserve": "judge", "refused": "danger", "ended": "done"}
