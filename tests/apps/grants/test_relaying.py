"""Instalments that an amendment adds, splits, drops or moves: with their stages, gates, days and duties, and what was paid stays."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from dure.apps.cases.models import StageRun
from dure.apps.grants import actions
from dure.apps.grants.models import Amendment, Tranche
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.amendments import lines_of
from dure.apps.grants.queries.overview import next_of, tranches_of
from dure.apps.grants.rules import relaying as rules
from dure.apps.grants.rules.amending import Instalment
from dure.apps.grants.rules.relaying import Part
from dure.apps.money import actions as payments
from dure.apps.money import facade as money
from dure.apps.money.actions.payments import bound_now
from dure.kernel.errors import OutOfTurn, Refused
from dure.kernel.korean import official_day
from dure.platform import invariants, triggers
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, OFFICER, YEAR
from tests.apps.grants.test_amendments import asked, broken, concluded
from tests.apps.grants.test_pages import ask as page
from tests.apps.grants.test_pages import words

PAID = Part(1, 35_000_000)
"""The first instalment as it was agreed: it is paid in most of these tests."""


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def relaid(life, *parts, **change):
    return concluded(life, asked(life, parts=parts, **change))


def laid(life):
    return [(one.number, one.amount, one.gate) for one in life.agreement.tranches.order_by("number")]


def everything_holds():
    codes = {"I4", "I5", "I6", "I7"}
    return {one.code: found for one, found in invariants.run() if one.code[:2] in codes and found}


def test_an_instalment_is_split_and_both_halves_are_paid_one_after_the_other(paid):
    relaid(paid, PAID, Part(2, 9_000_000, "interim"), Part(3, 6_000_000, planned_on=date(YEAR, 9, 1)))
    assert laid(paid) == [(1, 35_000_000, ""), (2, 9_000_000, "interim"), (3, 6_000_000, "")]
    with pytest.raises(Refused, match="중간보고"):
        paid.ask(2)
    paid.report_accepted("interim")
    paid.paid(2)
    paid.paid(3)
    assert (sums_of(paid.agreement).paid, sums_of(paid.agreement).undisbursed) == (50_000_000, 0)
    assert next_of(paid.agreement).title == "결과보고" or next_of(paid.agreement).note == "결과보고"
    assert everything_holds() == {}


def test_a_dropped_instalment_is_asked_for_by_nobody_and_its_stage_makes_way(paid):
    relaid(paid, PAID, amount=35_000_000)
    assert laid(paid) == [(1, 35_000_000, "")]
    assert Tranche.every.get(agreement=paid.agreement, number=2).dropped
    with pytest.raises(Tranche.DoesNotExist):
        paid.ask(2)
    paid.report_accepted("interim")
    paid.report_accepted("final")
    run = StageRun.objects.get(case=paid.case, kind="settlement")
    assert run.state == "open"
    assert "없앰" in StageRun.objects.get(case=paid.case, kind="disbursement", turn=2).label
    assert money.line_sums(YEAR)[0].free == 65_000_000
    assert everything_holds() == {}


def test_a_dropped_instalment_comes_back_with_a_later_amendment(paid):
    relaid(paid, PAID, amount=35_000_000)
    relaid(paid, PAID, Part(2, 5_000_000), amount=40_000_000)
    paid.paid(2)
    assert sums_of(paid.agreement).paid == 40_000_000
    assert everything_holds() == {}


def test_more_money_after_everything_was_paid_comes_as_a_new_instalment(paid):
    paid.report_accepted("interim")
    paid.paid(2)
    with pytest.raises(Refused, match="늘릴 수 없어요"):
        asked(paid, amount=55_000_000)
    relaid(paid, PAID, Part(2, 15_000_000, "interim"), Part(3, 5_000_000), amount=55_000_000)
    assert [one.may_ask for one in tranches_of(paid.agreement, paid.at)] == [False, False, True]
    paid.paid(3)
    paid.report_accepted("final")
    assert StageRun.objects.get(case=paid.case, kind="settlement").state == "open"
    assert everything_holds() == {}


def test_a_gate_that_is_taken_away_lets_the_instalment_be_asked_for_at_once(paid):
    relaid(paid, PAID, Part(2, 15_000_000))
    paid.paid(2)
    paid.report_accepted("interim")
    assert sums_of(paid.agreement).paid == 50_000_000
    assert everything_holds() == {}


def test_a_gate_that_is_put_later_waits_for_its_report_and_blocks_nothing(paid):
    relaid(paid, PAID, Part(2, 15_000_000, "final"))
    paid.report_accepted("interim")
    with pytest.raises(Refused, match="결과보고"):
        paid.ask(2)
    paid.report_accepted("final")
    paid.paid(2)
    assert StageRun.objects.get(case=paid.case, kind="settlement").state == "open"
    assert everything_holds() == {}


def test_a_planned_day_is_a_duty_that_is_met_by_asking(paid):
    relaid(paid, PAID, Part(2, 15_000_000, planned_on=date(YEAR, 9, 1)))
    duty = paid.agreement.duties.get(key="tranche", turn=2)
    assert (duty.due_on, duty.is_met) == (date(YEAR, 9, 1), False)
    relaid(paid, PAID, Part(2, 15_000_000, planned_on=date(YEAR, 9, 15)))
    duty.refresh_from_db()
    assert duty.due_on == date(YEAR, 9, 15)
    paid.ask(2)
    duty.refresh_from_db()
    assert duty.is_met


def test_what_an_amendment_says_of_instalments_reads_side_by_side(paid):
    amendment = asked(paid, parts=(PAID, Part(2, 9_000_000, "interim", date(YEAR, 9, 1)), Part(3, 6_000_000)))
    assert [(line.label, line.before, line.after) for line in lines_of(amendment)] == [
        ("2차 교부", "15,000,000원, 중간보고를 받아들인 뒤", f"9,000,000원, 중간보고를 받아들인 뒤, {official_day(date(YEAR, 9, 1))} 예정"),
        ("3차 교부", "없음", "6,000,000원"),
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((Part(2, 50_000_000),), "없앨 수 없어요"),
        ((Part(1, 30_000_000), Part(2, 20_000_000)), "줄일 수 없어요"),
        ((Part(1, 36_000_000), Part(2, 14_000_000)), "새 차수로 더해"),
        ((PAID, Part(2, 14_999_999)), "지원금"),
        ((PAID, Part(2, 10_000_000), Part(2, 5_000_000)), "번호가 같은"),
        ((PAID, Part(2, 15_000_000, "kickoff")), "이 사업에 없는 보고"),
        ((PAID, Part(2, 15_000_000), Part(3, 0)), "1원 이상"),
    ],
)
def test_what_was_paid_stands_and_the_sum_is_the_agreement(paid, parts, said):
    with pytest.raises(Refused, match=said):
        asked(paid, parts=parts)


def test_an_instalment_with_an_open_payment_is_not_lowered_either(life):
    life.signed()
    life.with_payee()
    life.ask(1)
    with pytest.raises(Refused, match="줄일 수 없어요"):
        asked(life, parts=(Part(1, 34_999_999), Part(2, 15_000_001, "interim")))


def test_an_instalment_that_was_asked_for_since_is_asked_again_about(paid):
    amendment = asked(paid, parts=(PAID, Part(2, 9_000_000, "interim"), Part(3, 6_000_000)))
    paid.report_accepted("interim")
    paid.ask(2)
    with pytest.raises(Refused, match="줄일 수 없어요"):
        actions.approve_amendment(amendment_id=amendment.pk, **paid.who(APPROVER))


def test_more_money_for_an_agreement_that_was_carried_over_comes_from_the_year_it_stands_in(paid):
    who = paid.who
    carry = payments.ask_carry_over(from_year=YEAR, agreement_key=f"agreement-{paid.agreement.pk}", reason="예시", **who(makers.FINANCE))
    payments.approve_carry_over(ask_id=carry.pk, **who(APPROVER))
    payments.begin_closing(year=YEAR, **who(makers.FINANCE))
    amendment = asked(paid, amount=55_000_000)
    with pytest.raises(Refused, match="남은 돈"):
        concluded(paid, amendment)
    with transaction.atomic():
        money.allot(year=YEAR + 1, line_key="growth", amount=5_000_000, subject_key="예시:1", by=makers.HOUSE, at=paid.at)
    hand = {"amendment_id": amendment.pk, "typed_name": APPROVER.name, "seen": amendment_paper(amendment)}
    actions.sign_amendment_as_center(**hand, **who(APPROVER))
    assert [row.committed for row in money.line_sums(YEAR + 1)] == [20_000_000]
    assert everything_holds() == {}


def amendment_paper(amendment):
    amendment.refresh_from_db()
    return amendment.document_sha256


def lies(life):
    """What nobody agreed to: another amount, gate, day, a dropped row, a new row, a removed row."""
    second = Tranche.every.filter(agreement=life.agreement, number=2)
    return (
        lambda: second.update(amount=1),
        lambda: second.update(gate="final"),
        lambda: second.update(planned_on=date(YEAR, 1, 1)),
        lambda: second.update(dropped=True),
        lambda: second.update(number=9),
        lambda: Tranche.every.create(agreement=life.agreement, number=7, amount=1, share_percent=1, amended=True),
        lambda: second.delete(),
    )


@pytest.mark.parametrize("lie", range(7))
def test_the_database_takes_no_instalment_that_no_amendment_in_force_says(paid, lie):
    asked(paid, parts=(PAID, Part(7, 15_000_000)))  # asked for only
    with pytest.raises(DatabaseError), transaction.atomic():
        lies(paid)[lie]()
    Amendment.objects.update(state="withdrawn")
    relaid(paid, PAID, Part(2, 10_000_000, "interim"), Part(3, 5_000_000))
    with pytest.raises(DatabaseError), transaction.atomic():
        lies(paid)[lie]()


@pytest.mark.parametrize("lie", range(7))
def test_without_its_guards_the_database_would_take_it(paid, lie):
    makers.forget_guards()
    lies(paid)[lie]()
    triggers.remake(connection)


def test_an_instalment_laid_anew_keeps_the_definitions_other_conditions(life):
    relaid_terms = [dict(stage) for stage in makers.PAID_LIFE]
    relaid_terms[3]["spent_percent"] = 50
    other = makers.Life(makers.case_in(makers.round_of(tuple(relaid_terms))))
    other.signed()
    other.with_payee()
    other.paid(1)
    concluded(other, asked(other, parts=(PAID, Part(2, 9_000_000), Part(3, 6_000_000))))
    for number in (2, 3):
        with pytest.raises((Refused, OutOfTurn), match="50%"):
            other.ask(number)


def test_shares_follow_the_amounts_in_whole_percent():
    assert rules.shares_in_percent([1, 1, 1]) == [34, 33, 33]
    assert rules.shares_in_percent([999, 1]) == [99, 1]
    assert sum(rules.shares_in_percent([35_000_000, 9_000_000, 6_000_000])) == 100


def test_a_new_instalment_does_not_slip_before_one_that_was_asked_for():
    held = [Instalment(1, 50, 50, False), Instalment(2, 50, 50, True)]
    (said,) = rules.reasons_against_parts(held, [Part(1, 50), Part(2, 50)], 100, {})
    assert "3차부터" in said


# Pages


def test_an_instalment_is_split_by_the_pages_and_paid(paid):
    shown = words(page(paid, "grants:amendments", paid.agreement.pk, by=paid.grantee))
    assert "이미 신청했거나 지급해서 바꿀 수 없어요" in shown
    data = {
        "reason": "예시: 나누어 받음", "amount": "50,000,000",
        "part_number_0": "2", "part_amount_0": "9,000,000", "part_gate_0": "interim", "part_day_0": "",
        "part_number_1": "3", "part_amount_1": "5,000,000", "part_gate_1": "", "part_day_1": f"{YEAR}-09-01",
        "part_number_2": "", "part_amount_2": "", "part_gate_2": "", "part_day_2": "",
    }  # fmt: skip
    short = page(paid, "grants:amendments", paid.agreement.pk, by=paid.grantee, data=data)
    assert (short.status_code, "49,000,000원" in words(short), 'value="5,000,000"' in words(short)) == (422, True, True)
    data["part_amount_1"] = "6,000,000"
    assert page(paid, "grants:amendments", paid.agreement.pk, by=paid.grantee, data=data).status_code == 302
    amendment = Amendment.objects.get(agreement=paid.agreement)
    args = (paid.agreement.pk, amendment.pk)
    assert "6,000,000원" in words(page(paid, "grants:desk-amendment", *args, by=OFFICER))
    assert page(paid, "grants:desk-amendment-step", *args, "approve", by=APPROVER, data={}).status_code == 302
    amendment.refresh_from_db()
    for place, by in (("grants:amendment-step", paid.grantee), ("grants:desk-amendment-step", APPROVER)):
        hand = {"typed_name": by.name, "seen": amendment.document_sha256}
        assert page(paid, place, *args, "sign", by=by, data=hand).status_code == 302
    assert laid(paid) == [(1, 35_000_000, ""), (2, 9_000_000, "interim"), (3, 6_000_000, "")]
    assert "3차" in words(page(paid, "grants:grant", paid.agreement.pk, by=paid.grantee))
    paid.report_accepted("interim")
    for number in (2, 3):
        assert page(paid, "grants:ask", paid.agreement.pk, number, by=paid.grantee, data={}).status_code == 302
        paid_out(paid, number)
    assert money.order_for(f"agreement-{paid.agreement.pk}:tranche-3").amount == 6_000_000
    assert (sums_of(paid.agreement).paid, broken()) == (50_000_000, {})


def paid_out(life, number):
    """The center's hands on an order that was asked for on the page."""
    order = money.order_for(f"agreement-{life.agreement.pk}:tranche-{number}")
    order = payments.prepare_payment(order_id=order.pk, **life.who(OFFICER))
    order = payments.approve_payment(order_id=order.pk, seen=bound_now(order), **life.who(APPROVER))
    payments.confirm_paid(order_id=order.pk, bank_reference=f"예시-{order.pk:04d}", paid_on=life.at.date(), **life.who(makers.FINANCE))
    life.tell()
