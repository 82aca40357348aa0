"""Timed duties of grants: asking the follow-up surveys whose month has come, reminding of refunds."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.grants.actions.flags import weigh_everything
from dure.apps.grants.actions.packs import drop_pack
from dure.apps.grants.actions.party_duties import lay_party_duties, remind_party_duties
from dure.apps.grants.actions.promises import lay_duties
from dure.apps.grants.actions.refunds import remind_refunds
from dure.apps.grants.models import FollowUp
from dure.apps.grants.notices import ask_follow_up
from dure.apps.grants.papers import packing_job
from dure.apps.grants.queries.packs import packs_to_drop, packs_to_make
from dure.apps.grants.queries.promises import without_duties
from dure.kernel.clock import seoul_date
from dure.platform import rates, ticks

MOST_PACKS = 2


@ticks.register("ask follow-up surveys", every=timedelta(hours=6))
def ask_follow_ups(at: datetime) -> None:
    """A letter when a survey opens, and one some days before it is due; each once."""
    today = seoul_date(at)
    reminded = timedelta(days=rates.whole("follow_up_reminded_days", on=today))
    rows = FollowUp.objects.filter(answered_at=None, opens_on__lte=today).select_related(
        "agreement__case__party", "agreement__case__round__program"
    )
    with transaction.atomic():
        for found in rows.filter(asked_at=None).order_by("id"):
            ask_follow_up(found, at=at, again=False)
            found.asked_at = at
            found.save(update_fields=["asked_at"])
        for found in rows.filter(asked_at__lt=at, reminded_at=None, due_on__lte=today + reminded, due_on__gte=today).order_by("id"):
            ask_follow_up(found, at=at, again=True)
            found.reminded_at = at
            found.save(update_fields=["reminded_at"])


@ticks.register("remind of refunds", every=timedelta(hours=6))
def remind(at: datetime) -> None:
    """A letter some days before a refund is due, and one after its day; each once."""
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


@ticks.register("lay audits and disclosures", every=timedelta(hours=6))
def look_after_parties(at: datetime) -> None:
    """What the law asks of a party for a year's grants: this year's and the last one's, whose days are still to come; and their reminders."""
    year = seoul_date(at).year
    for one in (year - 1, year):
        with transaction.atomic():
            lay_party_duties(one, at=at)
    with transaction.atomic():
        remind_party_duties(at=at)


@ticks.register("make settlement packs", every=timedelta(seconds=5))
def make_packs(at: datetime) -> None:
    """Large packs that were asked for, the oldest first."""
    for pack in packs_to_make()[:MOST_PACKS]:
        packing_job.make(pack, at=at)


@ticks.register("let go of settlement packs", every=timedelta(hours=6))
def drop_packs(at: datetime) -> None:
    """Packs that were kept longer than their days."""
    for pack in packs_to_drop(seoul_date(at)):
        drop_pack(pack_id=pack.pk, by=packing_job.BY, at=at)
