"""What must always hold of monthly claims, asked of the database."""

from datetime import date, datetime

from django.db.models import Sum

from dure.apps.grants import facade as grants
from dure.apps.labor.models import Claim, ClaimLine, Correction, CorrectionLine
from dure.apps.labor.queries.corrections import STANDING
from dure.apps.labor.words import ClaimState, CorrectionState
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
        f"claim {claim.pk}: {kind} says {held.get((claim.subject_key, kind), 0)} of {claim.approved}, {claim.taken or 0} set off"
        for claim in paid.annotate(taken=Sum("set_offs__amount"))
        for kind in kinds
        if held.get((claim.subject_key, str(kind)), 0) + (claim.taken or 0) != claim.approved
    ]


def _taken_back() -> dict[tuple[int, date], list[tuple[datetime, int]]]:
    """By worker and month: when how much was approved to come back."""
    found: dict[tuple[int, date], list[tuple[datetime, int]]] = {}
    for line in CorrectionLine.objects.filter(correction__state__in=STANDING).select_related("correction__claim").order_by("pk"):
        decided_at = line.correction.decided_at
        assert decided_at is not None
        found.setdefault((line.worker_id, line.correction.claim.month), []).append((decided_at, line.less))
    return found


@invariants.register(
    "I6 labor corrections", "What is claimed back of a month is the sum of its workers, owed in the ledger, and spent again once set off."
)
def corrections_equal_the_ledger() -> list[str]:
    """Every approved correction has its entry to the won; one that was set off has the opposite, no other has."""
    broken = []
    entries = money.Entry.objects.filter(kind=money.EntryKind.DISALLOW, subject_key__startswith="labor-correction-").order_by("pk")
    legs = entries.filter(legs__amount__gt=0).order_by("subject_key").values_list("subject_key").annotate(Sum("legs__amount"))
    held = dict(legs)
    undone = set(entries.filter(reversed_by__isnull=False).values_list("subject_key", flat=True))
    for correction in Correction.objects.order_by("pk").prefetch_related("lines"):
        key, stands = correction.subject_key, correction.state in STANDING
        if sum(line.less for line in correction.lines.all()) != correction.amount:
            broken.append(f"correction {correction.pk}: its lines do not come to {correction.amount}")
        if held.get(key, 0) != (correction.amount if stands else 0):
            broken.append(f"correction {correction.pk}: the ledger says {held.get(key, 0)} of {correction.amount}")
        if (key in undone) != (correction.state == CorrectionState.SET_OFF):
            broken.append(f"correction {correction.pk}: {correction.state}, but the ledger does not say so")
    return broken


@invariants.register("I6 labor months", "No worker is paid for a month beyond what was reckoned, however many claims the month has.")
def nobody_is_paid_twice() -> list[str]:
    """Of a paid month's lines, what was approved and what was paid before never exceeds the newest reckoning."""
    rows = ClaimLine.objects.filter(claim__state=ClaimState.PAID).order_by("worker_id", "claim__month", "pk")
    broken: list[str] = []
    last: dict[tuple[int, date], int] = {}
    taken = _taken_back()
    for line in rows.select_related("claim"):
        place = (line.worker_id, line.claim.month)
        last[place] = last.get(place, 0) + (line.approved or 0)
        back = sum(less for decided_at, less in taken.get(place, ()) if line.claim.handed_in_at and decided_at <= line.claim.handed_in_at)
        if last[place] - back > line.amount + line.paid_before:
            broken.append(f"claim {line.claim_id}: worker {line.worker_id} got {last[place]} for {line.claim.month:%Y-%m}")
    unknown = money.PaymentOrder.objects.filter(subject_key__startswith="labor-claim-").exclude(
        agreement_key__in=[grants.ledger_key(claim.agreement) for claim in Claim.objects.select_related("agreement").order_by("pk")]
    )
    return broken + [f"payment {order.pk}: of no claim" for order in unknown.order_by("pk")]
