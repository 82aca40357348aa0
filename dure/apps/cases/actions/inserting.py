"""Stages that an agreement puts in or passes over, when its amendment changes the instalments of a case."""

from datetime import datetime

from dure.apps.cases.actions.running import begin_next, move
from dure.apps.cases.models import Case, StageRun
from dure.apps.cases.rules.migrating import PUT_IN
from dure.platform.actor import Actor
from dure.platform.verbs import part


@part
def put_in_run(case_id: int, kind: str, *, label: str, turn: int, after: StageRun, at: datetime) -> StageRun:
    """A further stage of the case, right behind another one. It begins at once where everything before it is done."""
    case = Case.objects.select_for_update(of=("self",)).select_related("round").get(pk=case_id)
    key = f"{kind}-{turn}{PUT_IN}"
    number = StageRun.objects.filter(case=case, stage_key__startswith=key).count() + 1
    run = StageRun.objects.create(
        case=case,
        stage_key=f"{key}{number}",
        kind=kind,
        label=label[:160],
        order=after.order,
        turn=turn,
        tier=after.tier or "center",
        seat_id=after.seat_id,
    )
    begin_next(case, at=at)
    run.refresh_from_db()
    return run


@part
def pass_over_run(run: StageRun, step: str, *, label: str, by: Actor, at: datetime) -> StageRun:
    """The stage is not lived after all: it says so in its name and makes way for the next one by a step of its table."""
    run.label = label[:160]
    run.save(update_fields=["label"])
    return move(run, step, by=by, at=at)
