"""Telling one seat after another that a stage waits too long."""

from datetime import datetime

from dure.apps.cases.models import Escalation, StageRun
from dure.apps.cases.notices import tell_overdue
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def escalate(
    *, run_id: int, due_at: datetime, days: int, to: str, seat_id: int | None, by: Actor, at: datetime, key: Key = NO_KEY
) -> Escalation | None:
    """Tell the seat, its deputies too, that the run is overdue: once for each due moment and step. None if it was told before."""
    run = StageRun.objects.select_for_update(of=("self",)).select_related("case__party", "case__round").get(pk=run_id)
    told, made = Escalation.objects.get_or_create(run=run, due_at=due_at, days=days, to=to, defaults={"seat_id": seat_id, "told_at": at})
    if not made:
        return None
    tell_overdue(run, due_at=due_at, seat_id=seat_id, dedupe=f"overdue:{told.pk}", at=at)
    case = run.case
    detail = {"days": days, "to": to, "seat": seat_id, "run": run.pk}
    journal.write(told, "escalate", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail=detail)
    return told
