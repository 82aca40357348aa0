"""Timed duties of grants: asking the follow-up surveys whose month has come."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.grants.models import FollowUp
from dure.apps.grants.notices import ask_follow_up
from dure.kernel.clock import seoul_date
from dure.platform import ticks

REMINDED = timedelta(days=7)


@ticks.register("ask follow-up surveys", every=timedelta(hours=6))
def ask_follow_ups(at: datetime) -> None:
    """A letter when a survey opens, and one a week before it is due; each once."""
    today = seoul_date(at)
    rows = FollowUp.objects.filter(answered_at=None, opens_on__lte=today).select_related(
        "agreement__case__party", "agreement__case__round__program"
    )
    with transaction.atomic():
        for found in rows.filter(asked_at=None).order_by("id"):
            ask_follow_up(found, at=at, again=False)
            found.asked_at = at
            found.save(update_fields=["asked_at"])
        for found in rows.filter(asked_at__lt=at, reminded_at=None, due_on__lte=today + REMINDED, due_on__gte=today).order_by("id"):
            ask_follow_up(found, at=at, again=True)
            found.reminded_at = at
            found.save(update_fields=["reminded_at"])
