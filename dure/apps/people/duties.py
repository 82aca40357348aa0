"""What people do by the clock."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.people.models import WalletPaper
from dure.apps.people.notices import tell_expiring
from dure.apps.people.queries.wallet import warned_days
from dure.kernel.clock import seoul_date
from dure.platform import ticks


@ticks.register("people.expiring_papers", every=timedelta(hours=6))
def name_expiring_papers(at: datetime) -> None:
    """A letter per paper of a wallet whose last day comes within the days of the rates; each is told once."""
    today = seoul_date(at)
    soon = WalletPaper.objects.filter(replaced_by=None, told_at=None, expires_on__range=(today, today + timedelta(days=warned_days(today))))
    for pk in list(soon.filter(file__removed_at=None, party__closed_at=None).order_by("id").values_list("pk", flat=True)):
        with transaction.atomic():
            paper = WalletPaper.objects.select_for_update(of=("self",)).select_related("party").get(pk=pk)
            if paper.told_at is None:
                tell_expiring(paper, at=at)
                paper.told_at = at
                paper.save(update_fields=["told_at"])
