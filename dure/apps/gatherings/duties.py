"""Timed duties of gatherings."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.gatherings.models import Question, Registration
from dure.apps.gatherings.notices import tell_tomorrow
from dure.apps.gatherings.words import Standing, State
from dure.platform import ticks

BEFORE = timedelta(days=1)
KEPT = timedelta(days=365)
FORGOTTEN = "지움"


@ticks.register("remind of gatherings", every=timedelta(minutes=30))
def remind_of_gatherings(at: datetime) -> None:
    """A day before, to everyone who comes; once for each date."""
    coming = Registration.objects.filter(
        standing=Standing.COMING, gathering__state=State.CALLED, gathering__starts_at__gt=at, gathering__starts_at__lte=at + BEFORE
    )
    with transaction.atomic():
        for mine in coming.select_related("gathering").order_by("id"):
            tell_tomorrow(mine, at)


@ticks.register("forget guests", every=timedelta(days=1))
def forget_guests(at: datetime) -> None:
    """A year after a gathering, names and addresses go; how many came and for how long stays. What the consent text promises."""
    with transaction.atomic():
        old = Registration.objects.filter(gathering__ends_at__lt=at - KEPT).exclude(name=FORGOTTEN)
        for number in list(old.order_by("id").values_list("pk", flat=True)):
            gone = f"{number}@forgotten.invalid"
            Registration.objects.filter(pk=number).update(name=FORGOTTEN, email=gone, organization="", account=None)
        asked = Question.objects.filter(answered_at__lt=at - KEPT).exclude(asked_name="", asked_email="")
        asked.update(asked_name="", asked_email="")
