"""Timed duties of gatherings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.gatherings.models import Question, Registration
from dure.apps.gatherings.notices import tell_tomorrow
from dure.apps.gatherings.words import Standing, State
from dure.kernel.clock import seoul_date
from dure.platform import rates, ticks

BEFORE = timedelta(days=1)
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
    """Some time after a gathering, names and addresses go; how many came and for how long stays. What the consent text promised on its day."""
    kept = rates.series("guests_kept_days")
    surely = at - timedelta(days=min(rate.whole for rate in kept))
    with transaction.atomic():
        old = Registration.objects.filter(gathering__ends_at__lt=surely).exclude(name=FORGOTTEN)
        for number, ended in list(old.order_by("id").values_list("pk", "gathering__ends_at")):
            if not _is_over(kept, ended, at):
                continue
            gone = f"{number}@forgotten.invalid"
            Registration.objects.filter(pk=number).update(name=FORGOTTEN, email=gone, organization="", account=None)
        asked = Question.objects.filter(answered_at__lt=surely).exclude(asked_name="", asked_email="").order_by("id")
        over = [number for number, answered in asked.values_list("pk", "answered_at") if answered and _is_over(kept, answered, at)]
        Question.objects.filter(pk__in=over).update(asked_name="", asked_email="")


def _is_over(kept: Sequence[rates.Rate], since: datetime, at: datetime) -> bool:
    """Has the time gone by that was promised on that day?"""
    rate = rates.at_day(kept, seoul_date(since))
    return rate is not None and since < at - timedelta(days=rate.whole)
