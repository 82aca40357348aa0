"""Expenses: limits before saving, what looks wrong raised as flags, judged by another person, once."""

from datetime import date, time

import pytest

from dure.apps.grants import actions
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.queries.agreements import left_in_budget, sums_of
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, NOON, OFFICER, USUAL


@pytest.fixture
def paid(life):
    """An agreement of which the first instalment was paid."""
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def test_an_accepted_expense_stands_in_the_ledger(paid):
    paid.accepted(1_000_000)
    assert (sums_of(paid.agreement).spent_grant, sums_of(paid.agreement).on_hand) == (1_000_000, 34_000_000)


def test_an_expense_that_waits_already_takes_its_room(paid):
    paid.spent(30_000_000)
    assert left_in_budget(paid.agreement)["program", "grant"] == 0
    with pytest.raises(Refused, match="남았어요"):
        paid.spent(1)


def test_a_withdrawn_expense_gives_its_room_back(paid):
    spending = paid.spent(30_000_000)
    actions.withdraw_spending(spending_id=spending.pk, **paid.who(paid.grantee))
    assert left_in_budget(paid.agreement)["program", "grant"] == 30_000_000
    with pytest.raises(OutOfTurn):
        actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))


def test_an_expense_without_its_papers_is_refused_by_name(paid):
    bill = Bill("labor", "grant", 1_000, NOON.date(), "예시 상점", "예시")
    with pytest.raises(Refused, match="급여대장, 이체확인증"):
        actions.file_spending(agreement_id=paid.agreement.pk, bill=bill, papers=[], **paid.who(paid.grantee))


def test_the_same_invoice_and_the_same_file_raise_a_flag_each(paid):
    own = {"agreement_id": paid.agreement.pk}
    bill = Bill("program", "grant", 1_000, NOON.date(), "예시 상점", "예시", invoice_number="2026-0001")
    actions.file_spending(bill=bill, papers=makers.papers(*USUAL, content="같은"), **own, **paid.who(paid.grantee))
    second = actions.file_spending(bill=bill, papers=makers.papers(*USUAL, content="같은"), **own, **paid.who(paid.grantee))
    assert set(second.flags.values_list("kind", flat=True)) == {"same_invoice", "same_file"}


def test_the_card_used_on_a_holiday_is_marked(paid):
    paid.at = makers.seoul(2026, 3, 16, 9)
    used = paid.spent(1_000, spent_on=date(2026, 3, 15), used_at=time(13))
    assert list(used.flags.values_list("kind", flat=True)) == ["holiday"]


def test_a_wrong_business_number_and_an_empty_memo_are_refused_together(paid):
    with pytest.raises(Refused) as refused:
        paid.spent(1_000, payee_business_number="124-81-00999", memo=" ")
    assert len(refused.value.reasons) == 2


def test_an_expense_is_disallowed_under_a_clause(paid):
    spending = paid.spent(1_000)
    with pytest.raises(Refused, match="근거"):
        actions.judge_spending(spending_id=spending.pk, accepted=False, **paid.who(FINANCE))
    judged = actions.judge_spending(spending_id=spending.pk, accepted=False, clause="협약 제5조", **paid.who(FINANCE))
    assert (judged.state, judged.clause, sums_of(paid.agreement).spent_grant) == ("disallowed", "협약 제5조", 0)
    with pytest.raises(OutOfTurn):
        actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))


def test_a_grantee_does_not_judge(paid):
    spending = paid.spent(1_000)
    with pytest.raises(Forbidden):
        actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(paid.grantee))


def test_more_than_was_paid_is_not_accepted(paid):
    paid.accepted(20_000_000, category="labor")
    spending = paid.spent(15_000_001)
    with pytest.raises(Refused):
        actions.judge_spending(spending_id=spending.pk, accepted=True, **paid.who(FINANCE))


def test_expenses_wait_on_the_desk_by_agreement(paid):
    paid.spent(1_000)
    paid.spent(2_000)
    assert [(thing.title, thing.count) for thing in makers.waiting_for(OFFICER)] == [("집행 확인 2건", 2)]
    assert makers.waiting_for(paid.grantee) == []
