"""Timed duties of labor: a word when a month is over and not claimed."""

from datetime import datetime, timedelta

from django.db import transaction

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Support
from dure.apps.labor.notices import remind
from dure.apps.labor.queries.claims import unclaimed_months
from dure.kernel.clock import seoul_date
from dure.platform import ticks


@ticks.register("remind of monthly claims", every=timedelta(hours=12))
def remind_of_claims(at: datetime) -> None:
    """Each month once, from the day after it ended until the day it is due."""
    today = seoul_date(at)
    going_on = Support.objects.filter(finished_at=None, agreement__state="signed", agreement__starts_on__lte=today)
    agreements = grants.Agreement.objects.filter(pk__in=going_on.order_by().values("agreement_id"), ends_on__gte=today - timedelta(days=62))
    with transaction.atomic():
        for agreement in agreements.select_related("case__party", "case__round__program").order_by("pk"):
            for row in unclaimed_months(agreement, at):
                if row.due_on >= today:
                    remind(agreement, row.month, row.due_on, at=at)
