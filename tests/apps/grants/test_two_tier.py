"""Two-tier money: operators are chosen and appointed by signing, firms get theirs through them, and the roll-up is the sum of its leaves."""

import random
from datetime import date

import pytest

from dure.apps.cases.models import Case
from dure.apps.grants import access, actions
from dure.apps.grants.actions.agreements import Draft
from dure.apps.grants.models import Agreement, Flag
from dure.apps.grants.queries.agreements import agreements_of, ledger_key, sums_of
from dure.apps.grants.queries.operating import passed_on
from dure.apps.money import actions as payments
from dure.apps.money import facade as money
from dure.apps.money.actions.payments import bound_now
from dure.apps.people.facade import SeatHolding
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, Refused
from dure.platform import events, invariants
from dure.platform.actor import Role
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, FINANCE, OFFICER, YEAR
from tests.apps.grants.two_tier import Firm, Operator, pair_of_operators, two_tier_round


def broken():
    return {one.code: found for one, found in invariants.run() if one.code[:2] in {"I4", "I5", "I6"} and found}


@pytest.fixture
def two(db):
    return pair_of_operators()


def test_signing_for_part_one_appoints_the_operator_with_two_seats(two):
    operator = two[0]
    assert (operator.appointment.part, operator.appointment.ceiling, operator.appointment.firms_max) == ("firm", 50_000_000, 8)
    assert [holding.account for holding in SeatHolding.objects.filter(seat__team__organization=operator.life.case.party)] == operator.people
    assert operator.one.has(Role.OPERATOR)
    assert operator.round.operator_id == operator.life.case.party_id
    assert operator.round.part == "firm"


def test_an_operator_never_sees_another_operators_round(two):
    first, second = two
    firm = Firm.of(second, 6_000_000)
    firm.signed()
    assert list(programs.operated_rounds(first.one)) == [first.round]
    assert not agreements_of(first.one).filter(pk=firm.agreement.pk).exists()
    assert not access.may_run(first.one, firm.agreement)
    assert access.may_run(second.one, firm.agreement)
    with pytest.raises(Forbidden):
        actions.draft_agreement(
            case_id=Firm.of(second, 1_000_000).case.pk, draft=Draft(date(YEAR, 3, 1), date(YEAR, 12, 31)), **first.life.who(first.one)
        )


def test_the_center_reads_and_acts_only_after_stepping_in(two):
    operator = two[0]
    firm = Firm.of(operator, 6_000_000)
    firm.signed()
    assert agreements_of(OFFICER).filter(pk=firm.agreement.pk).exists()
    assert not access.may_run(OFFICER, firm.agreement)
    with pytest.raises(Refused, match="까닭"):
        programs.step_in(round_id=operator.round.pk, reason=" ", **firm.who(OFFICER))
    programs.step_in(round_id=operator.round.pk, reason="예시 수행기관이 연락되지 않음", **firm.who(OFFICER))
    agreement = Agreement.objects.select_related("case__round").get(pk=firm.agreement.pk)
    assert access.may_run(OFFICER, agreement)
    assert access.may_run(operator.one, agreement)
    programs.step_back(round_id=operator.round.pk, **firm.who(OFFICER))
    assert not access.may_run(OFFICER, Agreement.objects.select_related("case__round").get(pk=firm.agreement.pk))


def test_one_person_of_the_operator_does_not_sign_pay_and_approve(two):
    operator = two[0]
    operator.life.with_payee()
    operator.life.paid(1)
    firm = Firm.of(operator, 6_000_000)
    firm.signed()
    firm.with_payee()
    order = payments.prepare_payment(order_id=firm.ask(1).pk, **firm.who(operator.one))
    with pytest.raises(Refused, match="준비한"):
        payments.approve_payment(order_id=order.pk, seen=bound_now(order), **firm.who(operator.one))
    with pytest.raises(Forbidden):
        payments.approve_payment(order_id=order.pk, seen=bound_now(order), **firm.who(APPROVER))


def test_an_operator_promises_no_more_than_its_frame_and_passes_on_no_more_than_it_received(two):
    operator = two[0]
    firms = [Firm.of(operator, 25_000_000) for _ in range(3)]
    for firm in firms[:2]:
        firm.signed()
    with pytest.raises(Refused, match="남은 돈"):
        firms[2].signed()
    firms[0].with_payee()
    with pytest.raises(Refused, match="센터에서 받은 돈"):
        firms[0].paid(1)
    assert broken() == {}


def test_the_operators_settlement_takes_the_sums_of_its_firms_and_nothing_is_typed_again(two):
    operator = two[0]
    operator.life.with_payee()
    operator.life.paid(1)
    firms = [Firm.of(operator, grant) for grant in (20_000_000, 10_000_000)]
    for firm, spent in zip(firms, (18_000_000, 9_000_000), strict=True):
        firm.signed()
        firm.with_payee()
        firm.paid(1)
        firm.accepted(spent // 2)
    with pytest.raises(Refused, match="참여기업이 2곳"):
        operator.life.settlement_handed_in()
    for firm in firms:
        firm.settled(interest=100)
    settlement = operator.life.settlement_handed_in(interest=1_000)
    assert settlement.interest == 1_200
    confirmed = actions.confirm_settlement(
        settlement_id=settlement.pk, seen_to_return=50_000_000 - 13_500_000 + 1_200, **operator.life.who(FINANCE)
    )
    assert (confirmed.confirmed, confirmed.to_return) == (13_500_000, 36_501_200)
    assert sums_of(operator.agreement).spent_grant == passed_on(operator.agreement).spent == 13_500_000
    assert broken() == {}


def test_money_is_told_as_direct_passed_through_and_received_and_never_added(two):
    for operator in two:
        operator.life.with_payee()
        operator.life.paid(1)
    firm = Firm.of(two[0], 6_000_000)
    firm.signed()
    firm.with_payee()
    firm.paid(1)
    line = next(line for line in money.line_sums(YEAR) if line.key == "growth")
    passed = money.pass_through_sums([ledger_key(operator.agreement) for operator in two])
    assert line.disbursed == 100_000_000
    assert [one.received for one in passed.values()] == [50_000_000, 50_000_000]
    assert [one.paid for one in passed.values()] == [6_000_000, 0]
    assert sums_of(firm.agreement).paid == 6_000_000


def test_what_waits_for_a_seat_is_its_own_rounds_only(two):
    operator = two[0]
    operator.life.with_payee()
    operator.life.paid(1)
    firm = Firm.of(operator, 6_000_000)
    firm.signed()
    firm.with_payee()
    firm.paid(1)
    firm.spent(1_000_000)
    assert firm.at == seoul(YEAR, 3, 11, 10)
    expenses, flagged = makers.waiting_for(operator.one, firm.at)
    whose = f"{firm.case.party.name} · {firm.agreement.number}"
    assert (expenses.title, expenses.count, expenses.subject) == ("집행 확인 1건", 1, whose)
    assert (flagged.title, flagged.count, flagged.subject) == ("확인할 점 2건", 2, "집행")
    assert list(Flag.objects.order_by("kind").values_list("kind", flat=True)) == ["outside", "quotes_missing"]
    for other in (two[1].one, FINANCE):
        assert makers.waiting_for(other, firm.at) == []


def test_six_operators_and_fifty_firms_roll_up_to_the_sum_of_their_leaves_after_every_step(db):
    """유통채널: 6곳에 50,000천원씩, 50곳에 6,000천원씩. The order of the steps is drawn; the seed stands."""
    makers.allotted(300_000_000)
    found = two_tier_round()
    operators = [Operator(found, number, amount=50_000_000, firms=9) for number in range(6)]
    for operator in operators:
        operator.open_round()
        operator.life.with_payee()
        operator.life.paid(1)
    firms = [Firm.of(operators[number % 6], 5_500_000) for number in range(50)]
    draw = random.Random(2021)
    steps = {
        "signed": lambda firm: (firm.signed(), firm.with_payee()),
        "paid": lambda firm: firm.paid(1),
        "accepted": lambda firm: firm.accepted(draw.randrange(1, 3_300_000)),
        "settled": lambda firm: firm.settled(draw.choice((0, 7))),
    }
    names = list(steps)
    reached = dict.fromkeys(range(50), 0)
    while reached:
        place = draw.choice(list(reached))
        steps[names[reached[place]]](firms[place])
        reached[place] += 1
        if reached[place] == len(names):
            del reached[place]
        key = ledger_key(firms[place].operator.agreement)
        assert money.pass_through_sums([key])[key] == money.leaf_sums(key)
    events.deliver_due(at=max(firm.at for firm in firms))
    signed = Agreement.objects.filter(through__isnull=False)
    rolled = money.pass_through_sums([ledger_key(operator.agreement) for operator in operators]).values()
    assert signed.count() == 50
    assert sum(one.promised for one in rolled) == 50 * 5_500_000
    assert sum(one.spent for one in rolled) == sum(sums_of(agreement).spent_grant for agreement in signed)
    assert Case.objects.filter(round__operator__isnull=False, outcome="ended").count() == 50
    assert broken() == {}
