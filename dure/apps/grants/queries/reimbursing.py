"""Payment after evidence (예치형): the money stays at the center, and every accepted expense is paid for by an order of its own."""

from dataclasses import dataclass

from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries.agreements import LEDGER_PREFIX, ledger_key, terms_of
from dure.apps.grants.words import SpendingState
from dure.apps.money import facade as money


def pays_per_expense(agreement: Agreement) -> bool:
    """Does the definition pay after evidence, per accepted expense?"""
    terms = terms_of(agreement)
    return terms.payment_mode == "after_evidence" and terms.pays_per == "expense"


def expense_key(spending: Spending) -> str:
    """The expense's name in the ledger and on its payment order."""
    return f"{LEDGER_PREFIX}{spending.agreement_id}:spending-{spending.pk}"


def expense_of(subject_key: str) -> Spending | None:
    """The expense that a payment's subject names, if it is one of ours."""
    agreement, _, number = subject_key.removeprefix(LEDGER_PREFIX).partition(":spending-")
    if not (agreement.isdigit() and number.isdigit() and subject_key.startswith(LEDGER_PREFIX)):
        return None
    return Spending.objects.filter(agreement_id=int(agreement), pk=int(number)).select_related("agreement").first()


@dataclass(frozen=True, slots=True)
class Reimbursement:
    """An accepted expense of the grant and where its payment stands."""

    spending: Spending
    order: money.PaymentOrder | None
    word: str
    tone: str
    reason: str
    may_ask: bool


_TONES = {"asked": "call", "prepared": "judge", "approved": "judge", "paid": "done", "refused": "danger"}


def reimbursements_of(agreement: Agreement) -> list[Reimbursement]:
    """Every accepted expense of the grant, by day. Two queries however many there are."""
    newest: dict[str, money.PaymentOrder] = {}
    for order in money.orders_of_agreement(ledger_key(agreement)):
        newest[order.subject_key] = order
    accepted = agreement.spendings.filter(state=SpendingState.ACCEPTED, source="grant").order_by("spent_on", "pk")
    return [_shown(spending, newest.get(expense_key(spending))) for spending in accepted]


def _shown(spending: Spending, order: money.PaymentOrder | None) -> Reimbursement:
    if order is None:
        return Reimbursement(spending, None, "신청할 수 있음", "call", "", may_ask=True)
    refused = order.state == money.OrderState.REFUSED
    word = str(money.ORDER_WORDS_FOR_GRANTEE[money.OrderState(order.state)])
    return Reimbursement(spending, order, word, _TONES[order.state], order.refuse_reason, may_ask=refused)


def unpaid(agreement: Agreement) -> list[Reimbursement]:
    """Accepted expenses whose money has not gone out."""
    return [one for one in reimbursements_of(agreement) if one.order is None or one.order.state != money.OrderState.PAID]
