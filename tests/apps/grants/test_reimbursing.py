"""Payment after evidence (예치형): the money stays at the center until an expense is accepted, and nothing is ever in hand."""

from datetime import timedelta

import pytest

from dure.apps.cases import facade as cases
from dure.apps.grants import actions, invariants
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.reimbursing import reimbursements_of
from dure.apps.grants.queries.settlements import figures_of
from dure.apps.money import actions as payments
from dure.apps.money import invariants as of_money
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.facade import PaymentOrder
from dure.apps.money.sections import category_titles
from dure.kernel.errors import OutOfTurn, Refused
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, FINANCE, OFFICER

KEPT = (
    makers.stage(1, "agreement", "협약"),
    makers.stage(2, "disbursement", "집행마다 지급", turn=1, share=100),
    makers.stage(3, "report", "결과보고", which="final"),
    makers.stage(4, "settlement", "정산"),
)


@pytest.fixture
def kept(db):
    """A signed agreement of an invented program (예시) that pays per accepted expense."""
    found = makers.life(KEPT, payment_mode="after_evidence", pays_per="expense", settled_by_ratio=False)
    found.signed()
    found.with_payee()
    found.tell()
    return found


def paid(life, order: PaymentOrder) -> PaymentOrder:
    """Prepared, approved and confirmed by three people."""
    order = payments.prepare_payment(order_id=order.pk, **life.who(OFFICER))
    order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **life.who(APPROVER))
    order = payments.confirm_paid(order_id=order.pk, bank_reference=f"예시-{order.pk}", paid_on=life.at.date(), **life.who(FINANCE))
    life.tell()
    return order


def order_of(spending) -> PaymentOrder:
    return PaymentOrder.objects.exclude(state="refused").get(subject_key=f"agreement-{spending.agreement_id}:spending-{spending.pk}")


def test_an_accepted_expense_asks_for_its_money_and_is_spent_when_it_is_paid(kept):
    spending = kept.accepted(4_000_000)
    before = sums_of(kept.agreement)
    assert (before.paid, before.spent_grant, order_of(spending).amount) == (0, 0, 4_000_000)
    paid(kept, order_of(spending))
    after = sums_of(kept.agreement)
    assert (after.paid, after.spent_grant, after.on_hand, after.undisbursed) == (4_000_000, 4_000_000, 0, 46_000_000)
    assert of_money.books_sum_to_zero() == of_money.paid_once() == invariants.settlements_equal_the_ledger() == []


def test_no_instalment_is_asked_for_and_the_sentence_says_how_money_comes(kept):
    with pytest.raises(Refused, match="증빙을 보고 지급해요"):
        kept.ask(1)
    assert cases.run_of(kept.case.pk, "disbursement", turn=1).state == "done"
    assert cases.run_of(kept.case.pk, "report", which="final").state == "open"


def test_an_expense_of_the_own_share_is_posted_at_once(kept):
    kept.accepted(1_000_000, source="own")
    assert (sums_of(kept.agreement).spent_own, PaymentOrder.objects.count()) == (1_000_000, 0)


def test_a_disallowed_expense_asks_for_nothing(kept):
    spending = kept.spent(1_000_000)
    actions.judge_spending(spending_id=spending.pk, accepted=False, clause="협약 제5조", **kept.who(FINANCE))
    assert not PaymentOrder.objects.exists()


def test_what_the_bank_sends_back_is_asked_again(kept):
    spending = kept.accepted(2_000_000)
    payments.return_payment(order_id=order_of(spending).pk, reason="계좌번호 오류", **kept.who(FINANCE))
    (shown,) = reimbursements_of(kept.agreement)
    assert (shown.may_ask, shown.reason) == (True, "계좌번호 오류")
    again = actions.ask_reimbursement(spending_id=spending.pk, **kept.who(kept.grantee))
    paid(kept, again)
    assert actions.ask_reimbursement(spending_id=spending.pk, **kept.who(kept.grantee)) == again
    assert sums_of(kept.agreement).spent_grant == 2_000_000


def test_a_settlement_waits_for_money_on_its_way_and_leaves_nothing_in_hand(kept):
    spending = kept.accepted(30_000_000)
    kept.report_accepted("final")
    with pytest.raises(Refused, match="아직 지급하지 않은 집행이 1건"):
        kept.settlement_handed_in(interest=0)
    paid(kept, order_of(spending))
    settlement = kept.settlement_handed_in(interest=0)
    figures = figures_of(kept.agreement, interest=0)
    assert (figures.confirmed, figures.to_return) == (30_000_000, 0)
    settlement = actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=0, **kept.who(FINANCE))
    actions.close_settlement(settlement_id=settlement.pk, **kept.who(FINANCE))
    sums = sums_of(kept.agreement)
    assert (sums.on_hand, sums.owed_back, sums.undisbursed, sums.committed) == (0, 0, 0, 30_000_000)
    assert of_money.books_sum_to_zero() == invariants.settlements_equal_the_ledger() == invariants.agreements_stand_in_the_ledger() == []


def test_expenses_never_ask_for_more_than_the_agreement_gives(kept):
    kept.accepted(30_000_000)
    kept.accepted(20_000_000, category="labor")
    with pytest.raises(Refused):
        kept.spent(1)


def test_a_program_paid_ahead_asks_for_no_expense(db):
    ahead = makers.life()
    ahead.signed()
    ahead.with_payee()
    ahead.paid(1)
    spending = ahead.accepted(1_000_000)
    with pytest.raises(OutOfTurn, match="집행마다 지급하지 않아요"):
        actions.ask_reimbursement(spending_id=spending.pk, by=ahead.grantee, at=ahead.at + timedelta(hours=1))


@pytest.mark.django_db
def test_the_price_of_a_contract_is_spent_once_it_is_paid():
    """A contract settles nothing: what was paid for its work is in nobody's hand, so that its year can be closed."""
    life = makers.life(KEPT[:3], payment_mode="after_evidence", settled_by_ratio=False)
    life.signed()
    life.with_payee()
    life.paid(1)
    sums = sums_of(life.agreement)
    assert (sums.paid, sums.spent_grant, sums.on_hand) == (life.agreement.amount, life.agreement.amount, 0)
    assert category_titles(f"agreement-{life.agreement.pk}")["contract_price"] == "계약 대금"
