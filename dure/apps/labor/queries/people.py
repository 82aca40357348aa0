"""Whom the claims pay, for grants to compare with fees and wages paid elsewhere (reliability B40)."""

from collections.abc import Iterator
from datetime import date

from dure.apps.grants import facade as grants
from dure.apps.labor.models import ClaimLine


def register() -> None:
    """Told to grants, which stands below and does not know this app."""
    grants.register_people_source(paid_between)


def paid_between(first: date, last: date) -> Iterator[grants.PaidPerson]:
    """Everyone with a line in a claim that was handed in for a month between the two days. One query."""
    lines = ClaimLine.objects.filter(claim__month__gte=first.replace(day=1), claim__month__lte=last).exclude(claim__handed_in_at=None)
    for line in lines.select_related("worker", "claim__agreement").order_by("pk"):
        worker, claim = line.worker, line.claim
        born = worker.birth_date.year if worker.birth_date else None
        month = (claim.month.year, claim.month.month)
        yield grants.PaidPerson(f"labor-{line.pk}", worker.name, born, month, claim.agreement.number, claim.agreement_id)
