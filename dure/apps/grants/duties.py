"""Timed duties of grants: asking the follow-up surveys whose month has come, reminding of refunds."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.grants.actions.flags import weigh_everything
from dure.apps.grants.actions.promises import lay_duties
from dure.apps.grants.actions.refunds import remind_refunds
from dure.apps.grants.models import FollowUp
from dure.apps.grants.notices import ask_follow_up
from dure.apps.grants.queries.promises import without_duties
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


@ticks.register("remind of refunds", every=timedelta(hours=6))
def remind(at: datetime) -> None:
    """A letter a week before a refund is due, and one after its day; each once."""
    with transaction.atomic():
        remind_refunds(at=at)


@ticks.register("lay agreement duties", every=timedelta(hours=6))
def lay_missing_duties(at: datetime) -> None:
    """Agreements that were signed before duties had days get theirs."""
    for agreement in without_duties():
        with transaction.atomic():
            lay_duties(agreement, at=at)


@ticks.register("weigh expenses together", every=timedelta(hours=6))
def weigh_together(at: datetime) -> None:
    """What two people entered at one moment, what came back on an account, papers that changed, shares and lines near the end."""
    with transaction.atomic():
        weigh_everything(at=at)
