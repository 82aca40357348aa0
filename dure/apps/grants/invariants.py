"""What must always hold of grants, asked of the database (reliability I5, I6)."""

from collections import Counter

from django.db.models import Sum

from dure.apps.cases import facade as cases
from dure.apps.grants.models import Agreement, Amendment, Settlement, Spending, Tranche
from dure.apps.grants.queries.agreements import ledger_key, sums_of, terms_of, tranche_key
from dure.apps.grants.queries.amendments import shares_of
from dure.apps.grants.queries.promises import without_duties
from dure.apps.grants.words import AgreementState, AmendmentState, SettlementState, SpendingState
from dure.apps.money import facade as money
from dure.platform import invariants
from dure.platform.models import Delivery

_HOLDING = (AgreementState.SIGNED, AgreementState.ENDED)


@invariants.register("I5 tranches", "Every instalment has at most one payment, of its own amount, and its stage follows the payment.")
def tranches_are_paid_once() -> list[str]:
    """Compare each tranche with its orders and its run."""
    broken = []
    for tranche in Tranche.objects.select_related("agreement").order_by("pk"):
        orders = money.PaymentOrder.objects.filter(subject_key=tranche_key(tranche)).exclude(state=money.OrderState.REFUSED).order_by("pk")
        if len(orders) > 1:
            broken.append(f"{tranche_key(tranche)}: {len(orders)} live payments")
        broken += [
            f"{tranche_key(tranche)}: {order.amount} asked of {tranche.amount}" for order in orders if order.amount != tranche.amount
        ]
        if any(order.state == money.OrderState.PAID for order in orders) and _lags(tranche):
            broken.append(f"{tranche_key(tranche)}: paid, but its stage has not followed")
    return broken


def _lags(tranche: Tranche) -> bool:
    """The run is not done although nothing about the case is still to be told."""
    case_id = tranche.agreement.case_id
    if Delivery.objects.filter(event__case_id=case_id, done_at=None, parked_at=None).exists():
        return False
    return cases.run_of(case_id, "disbursement", turn=tranche.number).state != "done"


@invariants.register(
    "I6 agreements",
    "Every signed agreement stands in the ledger, its instalments add up, and no line promises more than it has.",
)
def agreements_stand_in_the_ledger() -> list[str]:
    """Amount = committed + released, = sum of tranches; own share and lines are bounded."""
    broken = []
    for agreement in Agreement.objects.filter(state__in=_HOLDING).order_by("pk"):
        sums = sums_of(agreement)
        released = _released(agreement)
        if agreement.amount != sums.committed + released:
            broken.append(f"agreement {agreement.number}: {agreement.amount} signed, {sums.committed} committed, {released} released")
        laid = agreement.tranches.aggregate(sum=Sum("amount"))["sum"] or 0
        if laid != agreement.amount and not terms_of(agreement).claims:
            broken.append(f"agreement {agreement.number}: instalments sum to {laid} of {agreement.amount}")
    return broken + _lines_that_promise_too_much()


def _released(agreement: Agreement) -> int:
    legs = money.Leg.objects.filter(entry__owner_key=ledger_key(agreement), entry__kind=money.EntryKind.RELEASE, amount__gt=0)
    legs = legs.exclude(entry__subject_key__startswith=f"{ledger_key(agreement)}:amendment-")  # the agreement itself is smaller by these
    return legs.aggregate(sum=Sum("amount"))["sum"] or 0


def _lines_that_promise_too_much() -> list[str]:
    promised: Counter[tuple[int, str]] = Counter()
    for agreement in Agreement.objects.filter(state__in=_HOLDING, through=None).order_by("pk"):
        later = _committed_later(agreement)
        promised[agreement.fiscal_year, agreement.line_key] += agreement.amount - _released(agreement) - sum(later.values())
        for year, amount in later.items():
            promised[year, agreement.line_key] += amount
    held = {(year, line.key): line.allotted + line.carried_in for year in {year for year, _ in promised} for line in money.line_sums(year)}
    return [
        f"line {year} {key}: {amount} promised of {held.get((year, key), 0)}"
        for (year, key), amount in sorted(promised.items())
        if amount > held.get((year, key), 0)
    ]


def _committed_later(agreement: Agreement) -> dict[int, int]:
    """What amendments committed in the books of later years, into which the agreement was carried over."""
    legs = money.Leg.objects.filter(entry__owner_key=ledger_key(agreement), entry__kind=money.EntryKind.COMMIT, amount__gt=0)
    rows = legs.filter(fiscal_year__gt=agreement.fiscal_year).order_by().values_list("fiscal_year").annotate(Sum("amount"))
    return dict(rows)


@invariants.register(
    "I6 amendments", "An amended agreement says what its newest amendment in force says, and partners' parts make up its amount."
)
def amendments_are_what_holds() -> list[str]:
    """Compare the agreement with its newest amendment, and the sum of parts with the amount."""
    broken = []
    for amendment in (
        Amendment.objects.filter(state=AmendmentState.IN_FORCE).select_related("agreement__case").order_by("agreement_id", "number")
    ):
        agreement = amendment.agreement
        if agreement.amendments.filter(state=AmendmentState.IN_FORCE, number__gt=amendment.number or 0).exists():
            continue
        said = (amendment.amount, amendment.own_money, amendment.starts_on, amendment.ends_on, amendment.clauses)
        held = (agreement.amount, agreement.own_money, agreement.starts_on, agreement.ends_on, agreement.clauses)
        if said != held:
            broken.append(f"agreement {agreement.number}: is not what amendment {amendment.number} says")
        if any(grant < 0 or own < 0 for grant, own in shares_of(agreement).values()):
            broken.append(f"agreement {agreement.number}: a partner's part is below nothing")
    return broken


@invariants.register("I6 duties", "Every signed agreement has its dated duties.")
def signed_agreements_have_duties() -> list[str]:
    """Ask each for what it must have."""
    return [f"agreement {agreement.number}: a duty is missing" for agreement in without_duties()]


@invariants.register("I6 settlements", "What a settlement confirms, owes and got back is what the ledger says, to the won.")
def settlements_equal_the_ledger() -> list[str]:
    """Compare the confirmed figures, the refunds and the accepted expenses with the books."""
    broken = []
    settled = Settlement.objects.filter(state__in=(SettlementState.CONFIRMED, SettlementState.CLOSED)).select_related("agreement")
    for settlement in settled.order_by("pk"):
        sums = sums_of(settlement.agreement)
        came_back = settlement.returns.aggregate(sum=Sum("amount"))["sum"] or 0
        said = (settlement.paid, settlement.confirmed, settlement.interest, settlement.to_return, came_back)
        held = (sums.paid, sums.spent_grant, sums.interest, sums.owed_back + sums.returned, sums.returned)
        if said != held:
            broken.append(f"settlement of {settlement.agreement.number}: says {said}, ledger {held}")
        if settlement.state == SettlementState.CLOSED and sums.owed_back:
            broken.append(f"settlement of {settlement.agreement.number}: closed, {sums.owed_back} still owed")
    return broken + _expenses_not_posted()


def _expenses_not_posted() -> list[str]:
    """Where evidence comes first an expense is posted with its payment; until then its order stands for it."""
    posted = set(money.Entry.objects.filter(kind=money.EntryKind.SPEND).order_by("pk").values_list("subject_key", flat=True))
    posted |= set(money.PaymentOrder.objects.exclude(spent_as="").order_by("pk").values_list("subject_key", flat=True))
    accepted = Spending.objects.filter(state=SpendingState.ACCEPTED).order_by("pk").values_list("agreement_id", "pk")
    keys = [f"agreement-{agreement_id}:spending-{pk}" for agreement_id, pk in accepted]
    return [f"{key}: accepted, not in the ledger" for key in keys if key not in posted]
