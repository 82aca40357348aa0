"""A paid month that was too much comes back to the won: found by one, approved by another, set off against the next claim or refunded."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dure.apps.grants import actions as grant_actions
from dure.apps.grants import facade as grants
from dure.apps.grants.queries.refunds import giver_party_id
from dure.apps.labor import actions
from dure.apps.labor.models import Claim, Correction, CorrectionLine, Worker
from dure.apps.labor.queries import claims as queries
from dure.apps.money import actions as payments
from dure.kernel.clock import seoul
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from tests.apps.grants.makers import APPROVER, AUDITOR, FINANCE, OFFICER
from tests.apps.grants.test_pages import ask, words
from tests.apps.labor import makers
from tests.apps.labor.makers import MARCH, SECOND_OFFICER
from tests.apps.labor.test_claims import APRIL, broken, full_month_of_2026
from tests.apps.people import makers as people

MONTH = full_month_of_2026()[1]


@pytest.fixture
def paid(firm):
    """March is paid."""
    firm.ready()
    firm.march = firm.paid(firm.checked(firm.handed_in()))
    return firm


def found(firm, less=100_000, by=OFFICER, **more):
    said = {"kind": "left", "reason": "3월 20일에 그만둠", "new": {Worker.objects.first().pk: MONTH - less}, **more}
    return actions.ask_correction(claim_id=firm.march.pk, **said, **firm.who(by))


def approved(firm, less=100_000):
    correction = found(firm, less)
    return actions.approve_correction(correction_id=correction.pk, seen=less, **firm.who(APPROVER))


def april(firm, missing=0):
    worker = Worker.objects.first()
    firm.attended(worker, APRIL, missing)
    firm.papers(APRIL)
    return firm.handed_in(APRIL)


def sums(firm):
    return grants.sums_of(firm.agreement)


def test_what_was_too_much_is_owed_to_the_won(paid):
    correction = approved(paid)
    assert (correction.state, correction.amount) == ("approved", 100_000)
    assert (sums(paid).spent_grant, sums(paid).owed_back) == (MONTH - 100_000, 100_000)
    assert queries.paid_before(paid.agreement, MARCH) == {Worker.objects.first().pk: MONTH - 100_000}
    assert broken() == {}


def test_another_person_approves(paid):
    correction = found(paid)
    for by, why in ((OFFICER, "다른 사람"), (AUDITOR, "승인해요"), (paid.representative, "내가 속한")):
        with pytest.raises(Forbidden, match=why):
            actions.approve_correction(correction_id=correction.pk, seen=100_000, **paid.who(by))
    with pytest.raises(Refused, match="바뀌었어요"):
        actions.approve_correction(correction_id=correction.pk, seen=99_999, **paid.who(FINANCE))
    actions.approve_correction(correction_id=correction.pk, seen=100_000, **paid.who(FINANCE))
    with pytest.raises(OutOfTurn, match="이미 정한"):
        actions.approve_correction(correction_id=correction.pk, seen=100_000, **paid.who(APPROVER))
    with pytest.raises(IntegrityError), transaction.atomic():  # the control: the database holds it too
        Correction.objects.filter(pk=correction.pk).update(decided_by_id=OFFICER.account_id)


def test_a_declined_one_owes_nothing_and_never_changes(paid):
    correction = found(paid)
    with pytest.raises(Refused, match="까닭"):
        actions.decline_correction(correction_id=correction.pk, reason=" ", **paid.who(APPROVER))
    actions.decline_correction(correction_id=correction.pk, reason="증빙이 없음", **paid.who(APPROVER))
    assert sums(paid).owed_back == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(state="approved")
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionLine.objects.update(new=1)
    assert broken() == {}


@pytest.mark.parametrize(
    "wrong",
    [{"reason": " "}, {"kind": "x"}, {"less": 0}, {"less": -1}, {"less": MONTH + 1}, {"new": {}}, {"new": {0: 1}}],
)
def test_what_is_wrong_is_named(paid, wrong):
    with pytest.raises(Refused):
        found(paid, **wrong)


def test_only_a_paid_month_comes_back_and_once_at_a_time(firm):
    firm.ready()
    firm.march = firm.checked(firm.handed_in())
    with pytest.raises(OutOfTurn, match="지급을 마친"):
        found(firm)
    firm.march = firm.paid(firm.march)
    found(firm)
    with pytest.raises(OutOfTurn, match="이미 있어요"):
        found(firm)


def test_the_next_claim_is_paid_less_and_the_ledger_says_the_same(paid):
    correction = approved(paid)
    claim = paid.checked(april(paid))
    order = makers.payments_of(claim)
    assert order.amount == claim.approved - 100_000
    paid.paid(claim)
    correction.refresh_from_db()
    assert (correction.state, correction.set_off_in_id) == ("set_off", claim.pk)
    assert (sums(paid).owed_back, sums(paid).on_hand) == (0, 0)
    assert sums(paid).paid == sums(paid).spent_grant == MONTH + claim.approved - 100_000
    assert broken() == {}


def test_a_payment_that_comes_back_lets_it_go_and_it_is_set_off_anew(paid):
    correction = approved(paid)
    claim = paid.checked(april(paid))
    payments.return_payment(order_id=makers.payments_of(claim).pk, reason="계좌 확인", **paid.who(FINANCE))
    paid.life.tell()
    correction.refresh_from_db()
    assert (correction.state, correction.set_off_in_id, sums(paid).owed_back) == ("approved", None, 100_000)
    claim.refresh_from_db()
    paid.paid(paid.checked(claim))
    correction.refresh_from_db()
    assert correction.state == "set_off"
    assert broken() == {}


def test_a_month_that_is_covered_whole_asks_no_payment(paid):
    approved(paid, less=MONTH)
    claim = paid.checked(april(paid, missing=0))
    assert claim.approved == MONTH
    assert (claim.state, makers.payments_of(claim)) == ("paid", None)
    assert (sums(paid).paid, sums(paid).spent_grant, sums(paid).owed_back) == (MONTH, MONTH, 0)
    assert broken() == {}


def test_what_is_more_than_the_next_claim_waits(paid):
    correction = approved(paid, less=MONTH)
    claim = paid.checked(april(paid, missing=5))
    assert makers.payments_of(claim).amount == claim.approved
    paid.paid(claim)
    correction.refresh_from_db()
    assert (correction.state, sums(paid).owed_back) == ("approved", MONTH)
    assert broken() == {}


def test_without_a_next_month_it_is_refunded_and_ends(paid):
    people.center()
    with pytest.raises(OutOfTurn, match="다음 신청"):
        approved(paid)
        actions.refund_corrections(agreement_id=paid.agreement.pk, **paid.who(OFFICER))
    actions.finish_claims(agreement_id=paid.agreement.pk, **paid.who(OFFICER))
    with pytest.raises(Refused, match="계좌"):
        actions.refund_corrections(agreement_id=paid.agreement.pk, **paid.who(OFFICER))
    account_put(paid)
    order = actions.refund_corrections(agreement_id=paid.agreement.pk, **paid.who(OFFICER))
    assert (order.amount, order.settlement.state) == (100_000, "confirmed")
    grant_actions.record_returned_money(
        settlement_id=order.settlement_id, amount=100_000, returned_on=paid.life.at.date(), bank_reference="예시-반납", **paid.who(FINANCE)
    )
    grant_actions.close_settlement(settlement_id=order.settlement_id, **paid.who(FINANCE))
    paid.agreement.refresh_from_db()
    assert (sums(paid).owed_back, sums(paid).returned, paid.agreement.state) == (0, 100_000, "ended")
    assert Correction.objects.get().state == "refund"
    assert broken() == {}


def account_put(firm):
    party_id = giver_party_id(firm.agreement)
    by = makers.grants.Actor(12, "예시 회계", 112, "예시 자리", party_id, "center", "", FINANCE.roles, ())
    said = {"bank": "예시은행", "holder": "예시센터", "account": "123-456"}
    grant_actions.put_refund_account(party_id=party_id, since=date(2026, 1, 1), **said, **firm.who(by))


def test_months_are_not_finished_while_one_waits(paid):
    found(paid)
    with pytest.raises(Refused, match="되돌려받기"):
        actions.finish_claims(agreement_id=paid.agreement.pk, **paid.who(OFFICER))


def test_a_difference_may_be_claimed_after_a_correction(paid):
    """Taken back by mistake: the firm claims it again, and nobody is paid beyond the month."""
    approved(paid)
    adjustment = actions.adjust_claim(claim_id=paid.march.pk, **paid.who(paid.representative))
    again = paid.handed_in()
    assert (again.pk, again.asked) == (adjustment.pk, 100_000)
    claim = paid.checked(again)
    assert claim.state == "paid"
    assert (sums(paid).spent_grant, sums(paid).owed_back) == (MONTH, 0)
    assert broken() == {}


def test_the_pages_go_from_the_claim_to_the_approval_and_the_firm_reads_it(paid):
    claim, worker = paid.march, Worker.objects.get()
    assert "되돌려받기" in words(ask(paid.life, "labor:desk-claim", claim.pk, by=OFFICER))
    paid.attended(worker, missing=1)
    page = words(ask(paid.life, "labor:desk-correct", claim.pk, by=OFFICER))
    assert f"지급 {MONTH:,}원" in page
    kept = ask(paid.life, "labor:desk-correct", claim.pk, by=OFFICER, data={f"new_{worker.pk}": "5", "kind": "wage", "reason": ""})
    assert (kept.status_code, 'value="5"' in words(kept)) == (422, True)
    said = {f"new_{worker.pk}": str(MONTH - 7), "kind": "wage", "reason": "예시 까닭"}
    assert ask(paid.life, "labor:desk-correct", claim.pk, by=OFFICER, data=said).status_code == 302
    correction = Correction.objects.get()
    own = words(ask(paid.life, "labor:desk-correction", correction.pk, by=OFFICER))
    assert "다른 사람이 승인해요" in own
    place = ("labor:desk-correction", correction.pk)
    assert ask(paid.life, *place, by=APPROVER, data={"act": "decline", "reason": ""}).status_code == 422
    assert ask(paid.life, *place, by=APPROVER, data={"seen": "7"}).status_code == 302
    page = words(ask(paid.life, "labor:claim", paid.agreement.pk, "2026-03", by=paid.representative))
    assert "예시 까닭" in page
    assert "7원" in page


def test_a_worker_without_a_birth_date_is_shown_as_not_to_be_checked_until_it_is_said(firm):
    firm.ready(birth_date=None)
    claim = firm.handed_in()
    assert "확인할 수 없음" in words(ask(firm.life, "labor:desk-claim", claim.pk, by=OFFICER))
    worker = Worker.objects.get()
    said = {"left_on": None, "week_hours": Decimal(40), "month_pay": 2_156_880, "vulnerable": False}
    actions.change_worker(worker_id=worker.pk, birth_date=date(1990, 5, 4), **said, **firm.who(firm.representative))
    assert "확인할 수 없음" not in words(ask(firm.life, "labor:desk-claim", claim.pk, by=OFFICER))
    with pytest.raises(Refused, match="한 번만"):
        actions.change_worker(worker_id=worker.pk, birth_date=date(1991, 5, 4), **said, **firm.who(firm.representative))
    with pytest.raises(IntegrityError), transaction.atomic():
        Worker.objects.filter(pk=worker.pk).update(person_hash="a" * 64)


def test_the_second_officer_finds_and_the_first_approves(paid):
    correction = found(paid, by=SECOND_OFFICER)
    actions.approve_correction(correction_id=correction.pk, seen=100_000, **paid.who(OFFICER))
    assert Claim.objects.get(pk=paid.march.pk).state == "paid"
    assert paid.life.at > seoul(2026, 4, 1)
