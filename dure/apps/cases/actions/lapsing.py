"""What the house does by itself about completions: reminds in time, and goes on without what did not come."""

from datetime import datetime

from dure.apps.cases.actions.running import move
from dure.apps.cases.actions.screening import wind_clock
from dure.apps.cases.models import Case, CompletionRequest
from dure.apps.cases.queries.dues import reminded_at
from dure.kernel.clock import seoul_date
from dure.kernel.korean import days_left
from dure.platform import events, journal
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, verb


@verb
def remind_completion(*, request_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> bool:
    """Remind the applicant twice before the day, as the rates say, each once. True if a letter goes out."""
    asked = CompletionRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    left = days_left(asked.due_at, at)
    step = next((days for days in reminded_at(seoul_date(at)) if left <= days), None)
    if step is None or asked.answered_at or asked.lapsed_at or (asked.reminded_days is not None and asked.reminded_days <= step):
        return False
    asked.reminded_days = step
    asked.save(update_fields=["reminded_days"])
    events.emit("completion_reminded", subject=asked, at=at, case_id=asked.case_id, payload={"request_id": asked.pk, "days": left})
    return True


@verb
def lapse_completion(*, request_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> CompletionRequest:
    """Nothing came by the due moment: screening goes on with what was handed in, and both sides are told."""
    asked = CompletionRequest.objects.select_related("run").get(pk=request_id)
    case = Case.objects.select_for_update(of=("self",)).get(pk=asked.case_id)
    asked.refresh_from_db()
    if asked.answered_at or asked.lapsed_at or at < asked.due_at:
        return asked
    asked.lapsed_at = at
    asked.save(update_fields=["lapsed_at"])
    move(asked.run, "lapse", by=by, at=at)
    wind_clock(asked, at=at)
    journal.write(case, "lapse_completion", by=by, at=at, case_id=case.pk, party_ids=[case.party_id], detail={"request": asked.pk})
    events.emit("completion_lapsed", subject=asked, at=at, case_id=case.pk, payload={"request_id": asked.pk})
    return asked
