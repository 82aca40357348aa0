"""Payment after evidence: an accepted expense asks for its money, goes the way of every payment, and is spent the moment it is paid."""

from datetime import datetime

from django.utils.translation import gettext as _

from dure.apps.cases import facade as cases
from dure.apps.grants import access
from dure.apps.grants.actions.locking import living_agreement, remember, require
from dure.apps.grants.models import Agreement, Spending
from dure.apps.grants.queries.agreements import ledger_key
from dure.apps.grants.queries.reimbursing import expense_key, pays_per_expense, unpaid
from dure.apps.grants.words import AgreementState, SpendingState
from dure.apps.money import facade as money
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.actor import Actor
from dure.platform.verbs import NO_KEY, Key, part, verb


@part
def ask_for_expense(spending: Spending, *, at: datetime) -> bool:
    """The hook of acceptance: where evidence comes first, an accepted expense of the grant asks for its money instead of being posted.

    It is asked by whoever filed it, so that the officer who accepted it may still prepare the payment.
    """
    agreement = spending.agreement
    if spending.source != "grant" or not pays_per_expense(agreement):
        return False
    _ask(spending, by=Actor(account_id=spending.filed_by_id, name=spending.filed_by_name), at=at)
    return True


@verb
def ask_reimbursement(*, spending_id: int, by: Actor, at: datetime, key: Key = NO_KEY) -> money.PaymentOrder:
    """Ask again for an accepted expense whose payment was sent back: by the bank for a wrong account, or by the center."""
    agreement = living_agreement(Spending.objects.values_list("agreement_id", flat=True).get(pk=spending_id))
    spending = Spending.objects.select_for_update(of=("self",)).get(pk=spending_id)
    spending.agreement = agreement
    access.may_ask(by, agreement).or_refuse()
    require(agreement, AgreementState.SIGNED)
    if not pays_per_expense(agreement):
        raise OutOfTurn(_("이 사업은 집행마다 지급하지 않아요. 차수에 따라 신청해 주세요."))
    if spending.state != SpendingState.ACCEPTED or spending.source != "grant":
        raise OutOfTurn(_("센터가 인정한 보조금 집행만 지급을 신청할 수 있어요."))
    order = _ask(spending, by=by, at=at)
    remember(order, "ask_reimbursement", agreement, by=by, at=at, detail={"spending": spending.pk, "amount": spending.amount})
    return order


def _ask(spending: Spending, *, by: Actor, at: datetime) -> money.PaymentOrder:
    agreement = spending.agreement
    return money.ask_payment(
        subject_key=expense_key(spending),
        agreement_key=ledger_key(agreement),
        party_id=agreement.case.party_id,
        amount=spending.amount,
        by=by,
        at=at,
        title=f"{agreement.case.round.program.title} 집행 지급: {spending.memo}"[:200],
        case_id=agreement.case_id,
        payer_id=agreement.case.round.operator_id,
        spent_as=spending.category,
    )


@part
def leave_to_expenses(agreement: Agreement, *, at: datetime) -> None:
    """No instalment is asked for in this mode: its stages make way as their turn comes. Asked twice, nothing is left to do."""
    house = Actor.system("grants")
    while pays_per_expense(agreement):
        run = cases.StageRun.objects.filter(case_id=agreement.case_id, kind="disbursement", state="open").order_by("order").first()
        if run is None:
            return
        cases.move(run, "leave_to_expenses", by=house, at=at)


@part
def refuse_while_unpaid(agreement: Agreement) -> None:
    """A settlement in this mode waits until every accepted expense was paid for: nothing may be released that is still on its way."""
    if pays_per_expense(agreement) and (waiting := unpaid(agreement)):
        raise Refused(
            _("인정했지만 아직 지급하지 않은 집행이 %(count)s건 있어요. 지급을 마치거나 불인정한 뒤에 정산해 주세요.")
            % {"count": len(waiting)}
        )
