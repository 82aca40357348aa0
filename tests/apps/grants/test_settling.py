"""Settling by verbs: threads, interest by month, refund orders, an accountant, late reports; the ledger owes what the paper says."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from dure.apps.grants import actions
from dure.apps.grants.models import Disallowance, DisallowanceTurn, InterestMonth, LateReport, RefundOrder, Verification
from dure.apps.grants.queries.agreements import sums_of
from dure.apps.grants.queries.bases import bases_of, lines_of
from dure.apps.grants.queries.refunds import shown
from dure.apps.grants.queries.settlements import due_on, figures_of
from dure.apps.grants.words import CHECKS
from dure.apps.people import facade as people
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import facts
from dure.platform.actor import Actor
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, FINANCE, OFFICER
from tests.apps.grants.test_settlement import broken


@pytest.fixture
def center(db):
    """The center with its account for refunds (예시)."""
    return people.Party.objects.create(kind="organization", name="예시 센터", tier="center", sample=True)


def finance_of(center):
    return Actor(12, "예시 회계", 112, "예시 자리", center.pk, "center", "", FINANCE.roles, ())


def account_put(life, center):
    return actions.put_refund_account(
        party_id=center.pk,
        since=date(2026, 1, 1),
        bank="예시은행",
        holder="예시센터",
        account="123-456-7890",
        **life.who(finance_of(center)),
    )


def announced(life, spending, amount, **more):
    said = {"clause": "협약 제2조(정산)", "text": "예시 근거", **more}
    return actions.announce_disallowance(spending_id=spending.pk, amount=amount, **said, **life.who(OFFICER))


def answered(life, thread):
    return actions.reply_to_disallowance(
        disallowance_id=thread.pk, text="예시 소명", papers=[makers.pdf("소명.pdf")], **life.who(life.grantee)
    )


def decided(life, thread, amount):
    return actions.decide_disallowance(disallowance_id=thread.pk, final_amount=amount, text="예시 판단", **life.who(OFFICER))


def test_a_part_of_an_accepted_expense_is_announced_answered_and_lowered(life):
    life.up_to_settlement(program=20_000_000)
    spending = life.accepted(6_000_000)
    thread = announced(life, spending, 2_000_000)
    assert thread.reply_until > life.at.date()
    with pytest.raises(OutOfTurn, match="답할 수 있는 날"):
        decided(life, thread, 2_000_000)
    answered(life, thread)
    done = decided(life, thread, 1_500_000)
    assert (done.state, done.final_amount) == ("ended", 1_500_000)
    sums = sums_of(life.agreement)
    assert (sums.spent_grant, sums.owed_back, sums.paid) == (44_500_000, 1_500_000, 50_000_000)
    assert [turn.kind for turn in DisallowanceTurn.objects.order_by("pk")] == ["announced", "replied", "lowered"]
    settlement = life.settlement_handed_in()
    figures = figures_of(life.agreement, interest=12_345)
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=figures.to_return, **life.who(FINANCE))
    assert sums_of(life.agreement).owed_back == figures.to_return == 50_000_000 - figures.confirmed + 12_345
    assert broken() == []


def test_a_withdrawn_disallowance_costs_nothing(life):
    life.up_to_settlement()
    spending = life.agreement.spendings.filter(source="grant").first()
    decided(life, announced(life, spending, 1_000), 0)
    assert sums_of(life.agreement).owed_back == 0
    with pytest.raises(OutOfTurn):
        decided(life, Disallowance.objects.get(), 1_000)


def test_an_expense_that_nobody_judged_gets_its_word_with_the_decision(life):
    life.up_to_settlement(program=20_000_000)
    whole, part = life.spent(1_000_000), life.spent(2_000_000)
    for spending, amount in ((whole, 1_000_000), (part, 500_000)):
        thread = announced(life, spending, amount)
        answered(life, thread)
        decided(life, thread, amount)
        spending.refresh_from_db()
    assert (whole.state, part.state) == ("disallowed", "accepted")
    assert sums_of(life.agreement).spent_grant == 41_500_000
    assert broken() == []


def test_a_part_of_the_own_share_is_taken_out_of_what_counts(life):
    life.up_to_settlement()
    own = life.agreement.spendings.get(source="own")
    for amount in (1_000_000, 500_000):
        thread = announced(life, own, amount)
        answered(life, thread)
        decided(life, thread, amount)
    assert (sums_of(life.agreement).spent_own, sums_of(life.agreement).owed_back) == (6_500_000, 0)
    with pytest.raises(Refused, match="6,500,000원"):
        announced(life, own, 6_500_001)


def test_nothing_is_confirmed_while_a_thread_is_open(life):
    life.up_to_settlement()
    thread = announced(life, life.agreement.spendings.filter(source="grant").first(), 1_000)
    settlement = life.settlement_handed_in()
    with pytest.raises(Refused, match="불인정 예고가 1건"):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))
    decided(life, thread, 0)
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_012_345, **life.who(FINANCE))


def test_a_silent_grantee_is_decided_upon_after_its_last_day(life):
    life.up_to_settlement()
    thread = announced(life, life.agreement.spendings.filter(source="grant").first(), 1_000)
    life.at += timedelta(days=40)
    with pytest.raises(OutOfTurn, match="지났어요"):
        answered(life, thread)
    assert decided(life, thread, 1_000).final_amount == 1_000


def test_what_was_said_in_a_thread_stands(life):
    life.up_to_settlement()
    announced(life, life.agreement.spendings.filter(source="grant").first(), 1_000)
    for model, change in ((Disallowance, {"amount": 1}), (DisallowanceTurn, {"text": "다르게"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_interest_is_the_sum_of_its_months_by_account(life):
    life.up_to_settlement()
    months = [("예시은행 1", date(2026, 4, 1), 10_000), ("예시은행 1", date(2026, 5, 1), 2_000), ("예시은행 2", date(2026, 5, 1), 345)]
    settlement = actions.hand_in_settlement(
        agreement_id=life.agreement.pk, interest=0, note="", statement=makers.pdf(), months=months, **life.who(life.grantee)
    )
    assert (settlement.interest, InterestMonth.objects.count()) == (12_345, 3)
    with pytest.raises(DatabaseError), transaction.atomic():
        InterestMonth.objects.update(amount=1)


def confirmed(life, interest=12_345):
    settlement = life.settlement_handed_in(interest)
    figures = figures_of(life.agreement, interest=interest)
    return actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=figures.to_return, **life.who(FINANCE))


def test_a_refund_is_ordered_once_and_tracked_to_nothing(life, center):
    life.up_to_settlement()
    settlement = confirmed(life)
    with pytest.raises(Refused, match="계좌"):
        actions.order_refund(settlement_id=settlement.pk, **life.who(FINANCE))
    account_put(life, center)
    order = actions.order_refund(settlement_id=settlement.pk, **life.who(FINANCE))
    assert (order.principal, order.interest, order.amount, order.bank) == (5_000_000, 12_345, 5_012_345, "예시은행")
    assert actions.order_refund(settlement_id=settlement.pk, **life.who(FINANCE)) == order
    for amount, reference in ((5_000_000, "반납-1"), (12_345, "반납-2")):
        with pytest.raises(Refused):
            actions.close_settlement(settlement_id=settlement.pk, **life.who(FINANCE))
        actions.record_returned_money(
            settlement_id=settlement.pk, amount=amount, returned_on=life.at.date(), bank_reference=reference, **life.who(FINANCE)
        )
    assert shown([order], life.at.date())[0].owed == 0
    assert actions.close_settlement(settlement_id=settlement.pk, **life.who(FINANCE)).state == "closed"
    assert broken() == []
    with pytest.raises(DatabaseError), transaction.atomic():
        RefundOrder.objects.update(principal=1)


def test_an_overdue_refund_shows_its_surcharge_and_is_reminded_once(life, center):
    life.up_to_settlement()
    settlement = confirmed(life)
    account_put(life, center)
    order = actions.order_refund(settlement_id=settlement.pk, **life.who(FINANCE))
    from dure.apps.grants.actions.refunds import remind_refunds

    late = order.due_on + timedelta(days=3)
    (row,) = shown([order], late)
    assert (row.days_late, row.percent, row.surcharge) == (3, 1, 50_123)
    assert sums_of(life.agreement).owed_back == 5_012_345
    with transaction.atomic():
        at = seoul(late.year, late.month, late.day, 9)
        assert (remind_refunds(at=at), remind_refunds(at=at)) == (1, 0)


def test_only_the_giver_writes_its_account(life, center):
    with pytest.raises(Forbidden):
        actions.put_refund_account(
            party_id=center.pk, since=date(2026, 1, 1), bank="예시", holder="예시", account="1-2", **life.who(life.grantee)
        )


def test_who_may_close_is_asked_before_the_state(life):
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    with pytest.raises(Forbidden):
        actions.close_settlement(settlement_id=settlement.pk, **life.who(APPROVER))


def accountant_of(verification):
    return Actor(account_id=verification.accountant_id, name=verification.accountant_name)


def named(life, settlement, by=None):
    said = {"firm": "예시 회계법인", "firm_kind": "firm", "name": "예시 회계사", "email": "accountant@example.org"}
    return actions.name_accountant(settlement_id=settlement.pk, **said, **life.who(by or life.grantee))


def signed(life, verification, **more):
    said = {"checks": dict.fromkeys(CHECKS, "ok"), "opinion": "clean", "remarks": "", "typed_name": "예시 회계사", **more}
    return actions.sign_verification(
        verification_id=verification.pk, report=makers.pdf("검증.pdf"), **said, **life.who(accountant_of(verification))
    )


def test_a_large_grant_waits_for_its_accountant(db):
    life = makers.life(verified_from=50_000_000)
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    confirm = {"settlement_id": settlement.pk, "seen_to_return": 5_012_345}
    with pytest.raises(Refused, match="외부 회계사"):
        actions.confirm_settlement(**confirm, **life.who(FINANCE))
    verification = named(life, settlement)
    with pytest.raises(Refused, match="검증보고서를 기다"):
        actions.confirm_settlement(**confirm, **life.who(FINANCE))
    with pytest.raises(Forbidden):
        actions.sign_verification(
            verification_id=verification.pk,
            checks={},
            opinion="",
            remarks="",
            typed_name="",
            report=None,
            **life.who(life.grantee),
        )
    done = signed(life, verification)
    assert (done.figures["to_return"], len(done.sha256)) == (5_012_345, 64)
    assert actions.confirm_settlement(**confirm, **life.who(FINANCE)).confirmed == 45_000_000
    with pytest.raises(DatabaseError), transaction.atomic():
        Verification.objects.update(opinion="adverse")


def test_a_settlement_that_was_mended_after_its_verification_is_verified_again(db):
    life = makers.life(verified_from=50_000_000)
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    signed(life, named(life, settlement))
    actions.return_settlement(settlement_id=settlement.pk, reason="예시: 이자", **life.who(FINANCE))
    life.settlement_handed_in(interest=0)
    with pytest.raises(Refused, match="다시 냈어요"):
        actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_000_000, **life.who(FINANCE))
    signed(life, named(life, settlement, by=FINANCE))
    actions.confirm_settlement(settlement_id=settlement.pk, seen_to_return=5_000_000, **life.who(FINANCE))


def test_a_settlement_after_its_day_is_remembered_with_what_the_law_allows(life):
    life.up_to_settlement()
    due = due_on(life.agreement)
    life.at = seoul(due.year + 1, due.month, 28, 12)
    life.settlement_handed_in()
    late = LateReport.objects.get()
    assert (late.due_on, late.months_late, late.cut_over, late.cut_to) == (due, 12, 20, 50)
    said = facts.of_subjects("party", [life.case.party_id], life.at.date())[life.case.party_id]
    assert said[f"late_report:{life.agreement.number}"].value == 50


def test_a_settlement_in_time_leaves_no_mark(life):
    life.up_to_settlement()
    life.settlement_handed_in()
    assert LateReport.objects.count() == 0


def test_every_figure_is_the_sum_of_its_entries(life):
    life.up_to_settlement()
    settlement = confirmed(life)
    totals = {basis.key: basis.total for basis in bases_of(life.agreement)}
    assert totals == {
        "paid": settlement.paid,
        "accepted-grant": settlement.confirmed,
        "accepted-own": settlement.accepted_own,
        "owed": settlement.to_return - settlement.interest,
        "interest": settlement.interest,
        "returned": 0,
    }
    assert all(row.counted <= row.planned for row in lines_of(life.agreement))
