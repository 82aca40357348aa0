"""Settlement: figures, refusals, and what the database itself refuses to forget."""

import pytest
from django.db import DatabaseError, transaction

from dure.apps.grants import actions
from dure.apps.grants.models import Agreement, ReturnedMoney, Settlement, Spending
from dure.apps.grants.queries.agreements import sums_of
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import invariants
from tests.apps.grants import makers
from tests.apps.grants.makers import FINANCE, OFFICER


def broken():
    return [found for invariant, found in invariants.run() if invariant.code[:2] in {"I4", "I5", "I6"} and found]


@pytest.fixture
def confirmed(life):
    """A settlement of which 5,012,345 won are to come back."""
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    return life, actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))


def test_a_program_settled_by_balance_skips_the_ratio(db):
    life = makers.life(settled_by_ratio=False)
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    done = actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=4_012_345, **life.who(FINANCE))
    assert (done.confirmed, sums_of(life.agreement).owed_back) == (46_000_000, 4_012_345)
    assert broken() == []


def test_nothing_is_confirmed_while_an_expense_waits(life):
    life.up_to_settlement()
    waiting = life.spent(1_000_000)
    settlement = life.settlement_handed_in()
    with pytest.raises(Refused, match="1건"):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))
    actions.judge_spending(spending_id=waiting.pk, accepted=False, clause="협약 제5조", **life.who(FINANCE))
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))
    sums = sums_of(life.agreement)
    assert (sums.unspent, sums.disallowed, sums.owed_back) == (3_000_000, 2_000_000, 5_012_345)
    assert broken() == []


def test_figures_that_changed_since_they_were_read_are_not_confirmed(life):
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    with pytest.raises(Refused, match="5,012,345원"):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_344, **life.who(FINANCE))


def test_a_settlement_needs_the_bank_statement(life):
    life.up_to_settlement()
    with pytest.raises(Refused, match="통장 사본"):
        actions.hand_in_settlement(agreement_id=life.agreement.pk, interest=0, note="", statement=None, **life.who(life.grantee))


def test_a_returned_settlement_takes_expenses_again(life):
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    with pytest.raises(OutOfTurn):
        life.spent(1_000)
    actions.return_settlement(settlement_id=settlement.pk, reason="예시: 이자 확인", **life.who(FINANCE))
    life.spent(1_000)
    assert life.settlement_handed_in(interest=0).pk == settlement.pk


def test_an_approver_does_not_confirm_a_settlement(life):
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    with pytest.raises(Forbidden):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(makers.APPROVER))


def test_money_that_came_back_is_recorded_once_per_reference(confirmed):
    life, settlement = confirmed
    own = {"settlement_id": settlement.pk, "returned_on": life.at.date(), "bank_reference": "반납-1"}
    first = actions.record_returned_money(amount=12_345, **own, **life.who(FINANCE))
    assert actions.record_returned_money(amount=12_345, **own, **life.who(FINANCE)) == first
    with pytest.raises(Refused, match="거래번호"):
        actions.record_returned_money(amount=12_346, **own, **life.who(FINANCE))
    assert (ReturnedMoney.objects.count(), sums_of(life.agreement).owed_back) == (1, 5_000_000)


def test_not_a_won_more_than_is_owed_comes_back(confirmed):
    life, settlement = confirmed
    own = {"settlement_id": settlement.pk, "returned_on": life.at.date(), "bank_reference": "반납-1"}
    with pytest.raises(Refused):
        actions.record_returned_money(amount=5_012_346, **own, **life.who(FINANCE))


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Agreement, {"amount": 1}),
        (Agreement, {"clauses": []}),
        (Agreement, {"document_sha256": "0" * 64}),
        (Agreement, {"center_signed_by_name": "다른 사람"}),
        (Spending, {"amount": 1}),
        (Spending, {"clause": "다르게"}),
        (Settlement, {"confirmed": 1, "to_return": 50_012_344}),
        (ReturnedMoney, {"amount": 1}),
    ],
)
def test_what_was_signed_judged_or_confirmed_stands(confirmed, model, change):
    life, settlement = confirmed
    actions.record_returned_money(
        settlement_id=settlement.pk, amount=1_000, returned_on=life.at.date(), bank_reference="반납-1", **life.who(FINANCE)
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.order_by("pk").first().delete()


def test_a_lie_about_a_settlement_is_found(confirmed):
    _life, _settlement = confirmed
    assert broken() == []
    makers.forget_guards()
    Settlement.objects.update(interest=12_344, to_return=5_012_344)
    assert broken() != []


def test_an_officer_of_the_grantees_own_party_judges_nothing(life):
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    insider = makers.seat(31, makers.Role.OFFICER)
    insider = type(insider)(**{**{name: getattr(insider, name) for name in insider.__slots__}, "parties": life.grantee.parties})
    with pytest.raises(Forbidden, match="내가 속한"):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(insider))
    assert OFFICER.parties == ()
