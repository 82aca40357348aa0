"""An operator settles with its firms on the same screens: it disallows, orders refunds and closes; nothing is ever added twice."""

from datetime import date

import pytest

from dure.apps.grants import actions
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.operating import direct_and_passed
from dure.apps.grants.queries.settlements import figures_of
from dure.kernel.errors import Forbidden
from tests.apps.grants.makers import FINANCE
from tests.apps.grants.test_pages import ask, words
from tests.apps.grants.test_two_tier import broken
from tests.apps.grants.two_tier import Firm, pair_of_operators


@pytest.fixture
def operator(db):
    """The first of two operators, with money."""
    found = pair_of_operators()[0]
    found.life.with_payee()
    found.life.paid(1)
    return found


def test_an_operator_disallows_and_orders_a_refund_of_its_own_firm_and_the_sums_stay_apart(operator):
    firm = Firm.of(operator, 6_000_000)
    firm.signed()
    firm.with_payee()
    firm.paid(1)
    spending = firm.accepted(3_000_000)
    one = operator.one
    with pytest.raises(Forbidden):
        actions.announce_disallowance(spending_id=spending.pk, amount=1_000_000, clause="협약 제2조", **firm.who(FINANCE))
    thread = actions.announce_disallowance(spending_id=spending.pk, amount=1_000_000, clause="협약 제2조", **firm.who(one))
    actions.reply_to_disallowance(disallowance_id=thread.pk, text="예시", **firm.who(firm.grantee))
    actions.decide_disallowance(disallowance_id=thread.pk, final_amount=1_000_000, text="예시", **firm.who(one))
    settlement = firm.settlement_handed_in(100)
    figures = figures_of(firm.agreement, interest=100)
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=figures.to_return, **firm.who(one))
    actions.put_refund_account(
        party_id=operator.agreement.case.party_id,
        since=date(2026, 1, 1),
        bank="예시은행",
        holder="예시 수행기관",
        account="1-2-3",
        **firm.who(one),
    )
    order = actions.order_refund(settlement_id=settlement.pk, **firm.who(one))
    assert (order.amount, order.holder) == (figures.to_return, "예시 수행기관")
    assert firm.case.party.name in words(ask(firm, "grants:desk-refunds", by=one))
    ((direct, passed),) = direct_and_passed([operator.agreement]).values()
    assert (direct.paid, passed.paid, passed.spent) == (50_000_000, firm_paid(firm), 2_000_000)
    assert direct.spent_grant == 0
    assert broken() == {}


def firm_paid(firm):
    return sums_of(firm.agreement).paid
