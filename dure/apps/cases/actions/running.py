"""The only door through which a stage run changes: asked of the table that the kind's owner registered."""

from datetime import date, datetime

from dure.apps.cases.flow import flow_of, runs_as_case_stage
from dure.apps.cases.models import Case, StageRun
from dure.apps.cases.queries.tiers import GOVERNMENT_TIERS, due_by_definition, seat_for
from dure.apps.cases.words import CLOSED_OUTCOMES, Outcome
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul_date
from dure.kernel.errors import OutOfTurn
from dure.kernel.period import months_later
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import part

CLOSED_STATES = frozenset({"done", "refused", "lapsed"})


@part
def lay_out_runs(case: Case, terms: programs.Terms, *, at: datetime) -> None:
    """A run per stage of the frozen definition that cases go through; the first one begins at once."""
    stages = [stage for stage in terms.stages if runs_as_case_stage(stage.kind)]
    seats = {tier: seat_for(tier, case.district_id or "") for tier in {stage.tier for stage in stages}}
    StageRun.objects.bulk_create(
        StageRun(
            case=case,
            stage_key=stage.key,
            kind=stage.kind,
            label=stage.label,
            order=stage.order,
            turn=stage.turn,
            which=stage.which,
            tier=stage.tier or "center",
            seat_id=seats[stage.tier] if stage.tier in GOVERNMENT_TIERS else case.round.seat_id,
        )
        for stage in stages
    )
    begin_next(case, at=at)


def run_of(case_id: int, kind: str, *, stage_key: str = "", tier: str = "", turn: int | None = None, which: str = "") -> StageRun:
    """The case's run of that kind, told apart by key, tier, turn or which. Without any of these, the first that is not closed."""
    runs = StageRun.objects.select_related("case__round").filter(case_id=case_id, kind=kind).order_by("order")
    wanted = {"stage_key": stage_key, "tier": tier, "turn": turn, "which": which}
    runs = runs.filter(**{name: value for name, value in wanted.items() if value})
    found = runs.exclude(state__in=CLOSED_STATES).first() or runs.last()
    if found is None:
        raise OutOfTurn("이 신청 건에는 없는 단계예요.")
    return found


@part
def move(run: StageRun, step: str, *, by: Actor, at: datetime, reason: str = "") -> StageRun:
    """Take a step of the kind's table. A run that is done lets the next one of the case begin; the last one done ends the case."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round").get(pk=run.case_id)
    locked = StageRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if case.outcome in CLOSED_OUTCOMES:
        raise OutOfTurn("이미 끝난 신청 건이에요.")
    table = flow_of(locked.kind)
    taken = table.step(step, locked.state)
    before, locked.state, locked.moved_at = locked.state, taken.target, at
    locked.begun_at = locked.begun_at or at
    locked.closed_at = at if locked.state in CLOSED_STATES else None
    locked.save(update_fields=["state", "moved_at", "begun_at", "closed_at"])
    run.state, run.moved_at, run.begun_at, run.closed_at = locked.state, locked.moved_at, locked.begun_at, locked.closed_at
    journal.write(
        locked, f"{locked.kind}.{step}", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], reason=reason,
        detail={"label": locked.label, "from": before, "to": locked.state},
    )  # fmt: skip
    if locked.state == "done":
        begin_next(case, at=at)
    return locked


@part
def begin_next(case: Case, *, at: datetime) -> None:
    """Begin the first run that waits, if none before it is still open. It is due when the definition says so many days.

    A precheck that stands before the intake begins with the handing in: until then nobody but the applicant sees the file.
    """
    runs = list(case.runs.select_for_update(of=("self",)).order_by("order", "id"))
    taken_in = all(run.state == "done" for run in runs if run.kind == "intake")
    for run in runs:
        if run.state == "done" or (run.kind == "precheck" and not taken_in):
            continue
        if run.state == "waiting":
            run.state = flow_of(run.kind).step("begin", run.state).target
            run.begun_at = run.moved_at = at
            run.due_at = due_by_definition(run, from_day=at)
            run.save(update_fields=["state", "begun_at", "moved_at", "due_at"])
        return
    _end(case, at=at)


def _end(case: Case, *, at: datetime) -> None:
    case.outcome, case.outcome_at = Outcome.ENDED, at
    case.destroy_on = _destroy_on(case, at)
    case.save(update_fields=["outcome", "outcome_at", "destroy_on"])
    events.emit("case_ended", subject=case, at=at, case_id=case.pk)


@part
def set_outcome(case: Case, outcome: str, *, by: Actor, at: datetime, reason: str = "") -> Case:
    """What has become of the case as a whole."""
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    locked.outcome, locked.outcome_at, locked.outcome_reason = Outcome(outcome), at, reason[:500]
    locked.destroy_on = _destroy_on(locked, at)
    locked.save(update_fields=["outcome", "outcome_at", "outcome_reason", "destroy_on"])
    case.outcome, case.outcome_at, case.outcome_reason = locked.outcome, locked.outcome_at, locked.outcome_reason
    journal.write(locked, f"outcome.{outcome}", by=by, at=at, case_id=locked.pk, party_ids=[locked.party_id], reason=reason)
    return locked


def _destroy_on(case: Case, at: datetime) -> date | None:
    """The day after which the papers go: counted in whole years from the end of the case by its frozen terms; nothing while it lives (domain.md §9.6)."""
    if case.outcome not in CLOSED_OUTCOMES:
        return None
    retention = programs.terms_of(case.round_id, case.terms_sha256).retention
    years = retention.selected_years if case.outcome == Outcome.ENDED else retention.others_years
    return months_later(seoul_date(at), 12 * years)
