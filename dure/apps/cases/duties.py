"""What the house does for cases when the time comes."""

from datetime import datetime, timedelta

from django.db.models import Q

from dure.apps.cases.actions.lapsing import lapse_completion, remind_completion
from dure.apps.cases.models import CompletionRequest
from dure.apps.cases.queries.dues import reminded_at
from dure.kernel.clock import seoul_date
from dure.platform import ticks
from dure.platform.actor import Actor


@ticks.register("cases.completions", every=timedelta(minutes=10))
def look_after_completions(at: datetime) -> None:
    """Remind of what is due soon, and let what is past due go."""
    house, days = Actor.system("두레"), reminded_at(seoul_date(at))
    waiting = CompletionRequest.objects.filter(answered_at=None, lapsed_at=None, run__state="returned", case__outcome="running")
    for request_id in waiting.filter(due_at__lte=at).order_by("id").values_list("pk", flat=True):
        lapse_completion(request_id=request_id, by=house, at=at)
    soon = waiting.filter(due_at__gt=at, due_at__lte=at + timedelta(days=max(days) + 1)).filter(
        Q(reminded_days=None) | Q(reminded_days__gt=min(days))
    )
    for request_id in soon.order_by("id").values_list("pk", flat=True):
        remind_completion(request_id=request_id, by=house, at=at)
