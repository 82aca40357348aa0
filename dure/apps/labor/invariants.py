"""What must always hold of monthly claims, asked of the database."""

from datetime import date

from django.db.models import Sum

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Claim, ClaimLine
from dure.apps.labor.words import ClaimState
from dure.apps.money import facade as money
from dure.platform import invariants


@invariants.register("I6 labor claims", "A claim is the sum of its lines; a paid one is paid and spent in the ledger, once and to the won.")
def claims_equal_the_ledger() -> list[str]:
    """Compare every claim with its lines, and every paid one with the books."""
    broken = []
    judged = Claim.objects.exclude(state__in=(ClaimState.DRAFT, ClaimState.RETURNED)).order_by("pk")
    for claim in judged.annotate(lines_asked=Sum("lines__amount"), lines_approved=Sum("lines__approved")):
        if claim.asked != (claim.lines_asked or 0):
            broken.append(f"claim {claim.pk}: asks {claim.asked}, lines {claim.lines_asked}")
        if claim.state in {ClaimState.CHECKED, ClaimState.PAID, ClaimState.CLOSED} and claim.approved != (claim.lines_approved or 0):
            broken.append(f"claim {claim.pk}: approves {claim.approved}, lines {claim.lines_approved}")
    return broken + _not_posted()


def _not_posted() -> list[str]:
    kinds = (money.EntryKind.PAY, money.EntryKind.SPEND)
    legs = money.Leg.objects.filter(entry__subject_key__startswith="labor-claim-", entry__kind__in=kinds, amount__gt=0)
    held = {(key, kind): amount for key, kind, amount in legs.order_by("pk").values_list("entry__subject_key", "entry__kind", "amount")}
    paid = Claim.objects.filter(state=ClaimState.PAID).order_by("pk")
    return [
        f"claim {claim.pk}: {kind} says {held.get((claim.subject_key, kind), 0)} of {claim.approved}"
        for claim in paid
        for kind in kinds
        if held.get((claim.subject_key, str(kind)), 0) != claim.approved
    ]


@invariants.register("I6 labor months", "No worker is paid for a month beyond what was reckoned, however many claims the month has.")
def nobody_is_paid_twice() -> list[str]:
    """Of a paid month's lines, what was approved and what was paid before never exceeds the newest reckoning."""
    rows = ClaimLine.objects.filter(claim__state=ClaimState.PAID).order_by("worker_id", "claim__month", "pk")
    broken: list[str] = []
    last: dict[tuple[int, date], int] = {}
    for line in rows.select_related("claim"):
        place = (line.worker_id, line.claim.month)
        last[place] = last.get(place, 0) + (line.approved or 0)
        if last[place] > line.amount + line.paid_before:
            broken.append(f"claim {line.claim_id}: worker {line.worker_id} got {last[place]} for {line.claim.month:%Y-%m}")
    unknown = money.PaymentOrder.objects.filter(subject_key__startswith="labor-claim-").exclude(
        agreement_key__in=[grants.ledger_key(claim.agreement) for claim in Claim.objects.select_related("agreement").order_by("pk")]
    )
    return broken + [f"payment {order.pk}: of no claim" for order in unknown.order_by("pk")]
