"""A month from its days to the bank and the ledger, and everything that may go otherwise."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from dure.apps.grants import facade as grants
from dure.apps.grants.queries.agreements import spent_by_place
from dure.apps.labor import actions
from dure.apps.labor.actions.checking import Judgment
from dure.apps.labor.actions.workers import Day, Person
from dure.apps.labor.models import Claim, ClaimLine, Worker
from dure.apps.labor.queries import claims as queries
from dure.apps.money import actions as payments
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform import events, invariants
from dure.platform.actor import Actor, MemberRole
from dure.platform.models import Letter
from tests.apps.grants.makers import AUDITOR, FINANCE, OFFICER, pdf
from tests.apps.labor import makers
from tests.apps.labor.makers import MARCH, SECOND_OFFICER

APRIL = date(2026, 4, 1)


def broken():
    """Every invariant of money, grants and labor that does not hold."""
    return {invariant.code: found for invariant, found in invariants.run() if invariant.code[:2] in {"I4", "I5", "I6"} and found}


def full_month_of_2026():
    """Wage and items of a full month in 2026, at 40 %."""
    base = 2_156_880 + 102_450 + 77_530 + 10_180 + 19_410 + 5_390 + 15_090
    return base, base * 40 // 100


def test_a_month_goes_from_its_days_to_the_ledger(firm):
    firm.ready()
    claim = firm.handed_in()
    base, amount = full_month_of_2026()
    line = claim.lines.get()
    assert (line.base, line.amount, line.own, claim.asked) == (base, amount, base - amount, amount)
    assert [figure["label"] for figure in line.figures][0::8] == ["인건비", "지원금"]
    checked = firm.checked(claim)
    assert (checked.state, checked.approved) == ("checked", amount)
    paid = firm.paid(checked)
    sums = grants.sums_of(firm.agreement)
    assert (paid.state, sums.paid, sums.spent_grant, sums.on_hand) == ("paid", amount, amount, 0)
    assert broken() == {}


def test_wages_claimed_by_the_month_count_as_spent_on_their_line(firm):
    firm.ready()
    assert spent_by_place(firm.agreement) == {}
    paid = firm.paid(firm.checked(firm.handed_in()))
    assert sum(won for (_category, source), won in spent_by_place(firm.agreement).items() if source == "grant") == paid.approved


def test_the_event_told_twice_posts_once(firm):
    firm.ready()
    paid = firm.paid(firm.checked(firm.handed_in()))
    order = makers.payments_of(paid)
    said = {"subject_key": paid.subject_key, "order_id": order.pk, "agreement_key": order.agreement_key, "amount": order.amount}
    with transaction.atomic():
        events.emit("payment_confirmed", subject=order, at=firm.life.at, case_id=firm.life.case.pk, payload=said)
    firm.life.tell()
    assert grants.sums_of(firm.agreement).spent_grant == paid.approved
    assert broken() == {}


def test_a_month_is_claimed_once(firm):
    firm.ready()
    claim = firm.handed_in()
    with pytest.raises(OutOfTurn, match="이미 신청"):
        firm.handed_in()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(agreement=firm.agreement, month=MARCH, version=9, due_on=MARCH, began_at=firm.life.at)
    with pytest.raises(OutOfTurn, match="센터에 있어"):
        firm.attended(Worker.objects.get(), missing=1)
    assert claim.version == 1


def test_what_was_handed_in_is_never_edited(firm):
    firm.ready()
    line = firm.handed_in().lines.get()
    for change in ({"amount": 1}, {"base": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ClaimLine.objects.filter(pk=line.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=line.claim_id).update(asked=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Worker.objects.update(joined_on=APRIL)


def test_a_returned_month_is_followed_by_its_next_version_with_the_same_papers(firm):
    worker = firm.ready()
    claim = firm.handed_in()
    actions.return_claim(claim_id=claim.pk, reason="3월 5일을 확인해 주세요", **firm.who(OFFICER))
    firm.attended(worker, missing=1)
    second = firm.handed_in()
    assert (second.version, second.papers.count(), second.asked < claim.asked) == (2, 4, True)
    assert Claim.objects.get(pk=claim.pk).state == "returned"
    assert Letter.objects.filter(subject__contains="고쳐 주세요").count() == 0  # nobody of this sample party has an account
    assert broken() == {}


@pytest.mark.parametrize(
    ("judgment", "approved"), [(Judgment("lowered", 500_000, "보험 미가입"), 500_000), (Judgment("refused", 0, "근무 확인 안 됨"), 0)]
)
def test_an_officer_lowers_or_refuses_with_a_reason(firm, judgment, approved):
    worker = firm.ready()
    firm_claim = firm.handed_in()
    with pytest.raises(Refused, match="까닭"):
        firm.checked(firm_claim, **{f"w{worker.pk}": Judgment(judgment.verdict, judgment.amount)})
    claim = firm.checked(firm_claim, **{f"w{worker.pk}": judgment})
    assert (claim.approved, claim.state) == (approved, "checked" if approved else "closed")
    assert (makers.payments_of(claim) is None) == (approved == 0)
    assert broken() == {}


def test_the_checker_does_not_prepare_or_pay(firm):
    firm.ready()
    order = makers.payments_of(firm.checked(firm.handed_in()))
    with pytest.raises(Refused):
        payments.prepare_payment(order_id=order.pk, **firm.who(OFFICER))
    order = payments.prepare_payment(order_id=order.pk, **firm.who(SECOND_OFFICER))
    assert order.state == "prepared"


def test_a_payment_that_comes_back_is_checked_anew(firm):
    firm.ready()
    claim = firm.checked(firm.handed_in())
    payments.return_payment(order_id=makers.payments_of(claim).pk, reason="계좌를 확인해 주세요", **firm.who(FINANCE))
    firm.life.tell()
    claim.refresh_from_db()
    assert claim.state == "handed_in"
    paid = firm.paid(firm.checked(claim))
    assert paid.state == "paid"
    assert broken() == {}


def test_a_difference_is_claimed_after_the_month_was_paid(firm):
    worker = firm.worker()
    firm.attended(worker, missing=2)
    firm.papers()
    paid = firm.paid(firm.checked(firm.handed_in()))
    adjustment = actions.adjust_claim(claim_id=paid.pk, **firm.who(firm.representative))
    with pytest.raises(Refused, match="차액이 없어요"):
        firm.handed_in()
    firm.attended(worker)
    again = firm.handed_in()
    assert (again.pk, again.adjusts_id, again.asked) == (adjustment.pk, paid.pk, full_month_of_2026()[1] - paid.approved)
    firm.paid(firm.checked(again))
    assert grants.sums_of(firm.agreement).spent_grant == full_month_of_2026()[1]
    assert broken() == {}


def test_what_is_missing_is_named(firm):
    firm.month_is_over()
    worker = firm.worker()
    with pytest.raises(Refused) as refused:
        firm.handed_in()
    said = " ".join(refused.value.reasons)
    assert all(word in said for word in ("급여대장", "4대보험", "이체확인증", "원천징수", "출근부"))
    assert "근로계약서" not in said
    assert worker.contract_file_id is not None


def test_a_month_that_is_not_over_is_not_claimed(firm):
    firm.worker()
    with pytest.raises(Refused, match="달이 끝난 뒤"):
        actions.hand_in_claim(agreement_id=firm.agreement.pk, month=APRIL, **firm.who(firm.representative))


def test_at_most_so_many_specialists(firm):
    for name in ("예시 가", "예시 나", "예시 다"):
        firm.attended(firm.worker(name, kind="specialist", month_pay=3_000_000))
    firm.papers()
    with pytest.raises(Refused, match="2명까지"):
        firm.handed_in()


def test_support_ends_after_its_years(db):
    firm = makers.firm()
    firm.supported(standing="preliminary", first_month=date(2024, 2, 1))
    firm.ready()
    with pytest.raises(Refused, match="2년까지"):
        firm.handed_in()


def test_insurance_is_claimed_per_head_up_to_its_cap(db):
    firm = makers.firm(claims=("insurance",))
    firm.supported()
    firm.attended(firm.worker(kind="insurance", month_pay=3_000_000))
    firm.papers()
    assert firm.handed_in().asked == 192_820


@pytest.mark.parametrize(
    "person",
    [{"name": "850315-1234567"}, {"name": "예시 8503151234567"}, {"kind": "insurance"}, {"month_pay": 0}, {"week_hours": Decimal(60)}],
)
def test_a_worker_is_refused_with_what_to_do(firm, person):
    with pytest.raises(Refused):
        firm.worker(**person)


def test_a_vulnerable_worker_has_a_paper(firm):
    person = Person("예시 박둘", "general", MARCH, Decimal(40), 2_156_880, vulnerable=True)
    with pytest.raises(Refused, match="취약계층"):
        actions.add_worker(agreement_id=firm.agreement.pk, person=person, contract=pdf(), **firm.who(firm.representative))
    worker = firm.ready(vulnerable=True)
    assert firm.handed_in().lines.get(worker=worker).percent == 60


def test_days_outside_the_month_or_the_contract_are_refused(firm):
    worker = firm.worker(joined_on=date(2026, 3, 9))
    for day in (date(2026, 3, 6), date(2026, 4, 1), date(2026, 3, 31)):
        with pytest.raises(Refused):
            actions.record_attendance(
                worker_id=worker.pk, month=MARCH, days=[Day(day, "work", Decimal(8))], **firm.who(firm.representative)
            )


def test_who_may_do_what(firm):
    firm.ready()
    editor = Actor(account_id=31, name="예시 편집", parties=((firm.life.case.party_id, MemberRole.EDITOR),))
    firm.month_is_over()
    with pytest.raises(Forbidden, match="대표"):
        actions.hand_in_claim(agreement_id=firm.agreement.pk, month=MARCH, **firm.who(editor))
    claim = firm.handed_in()
    for by in (AUDITOR, editor, makers.APPROVER):
        with pytest.raises(Forbidden):
            firm.checked(claim, by=by)


@pytest.fixture
def twice(firm):
    """The same person in two agreements in March."""
    other = makers.firm()
    other.supported()
    other.attended(other.worker("예시김하나"))
    firm.ready()
    return firm, other


def test_the_same_person_in_two_agreements_is_shown_and_blocks_nothing_by_itself(twice):
    firm, other = twice
    claim = firm.handed_in()
    (worker_id,), ((overlap,),) = zip(*queries.overlaps_in(claim).items(), strict=True)
    assert (overlap.number, overlap.common_days, overlap.hours_that_day) == (other.agreement.number, 21, 16)
    assert firm.checked(claim).approved == claim.asked
    assert worker_id == claim.lines.get().worker_id


def test_a_person_decides_on_an_overlap_and_the_decision_binds(twice):
    firm, _other = twice
    claim = firm.handed_in()
    line = claim.lines.get()
    overlap = queries.overlaps_in(claim)[line.worker_id][0]
    said = {"line_id": line.pk, "other_worker_id": overlap.other.pk}
    with pytest.raises(Refused, match="까닭"):
        actions.decide_overlap(stands=False, reason=" ", **said, **firm.who(OFFICER))
    actions.decide_overlap(stands=False, reason="같은 시간에 두 곳에서 일할 수 없음", **said, **firm.who(OFFICER))
    with pytest.raises(Refused, match="중복 지원"):
        firm.checked(claim)
    actions.decide_overlap(stands=True, reason="오전과 오후로 나누어 일함", **said, **firm.who(OFFICER))
    assert firm.checked(claim).approved == claim.asked


def test_another_birth_date_is_another_person(firm):
    other = makers.firm()
    other.supported()
    other.worker(birth_date=date(1991, 5, 4))
    other.worker("예시 이둘", birth_date=None)
    firm.ready()
    assert queries.overlaps_in(firm.handed_in()) == {}


def test_the_last_month_frees_what_was_not_claimed(firm):
    firm.ready()
    paid = firm.paid(firm.checked(firm.handed_in()))
    actions.finish_claims(agreement_id=firm.agreement.pk, **firm.who(OFFICER))
    sums = grants.sums_of(firm.agreement)
    assert (sums.committed, sums.undisbursed, sums.spent_grant) == (paid.approved, 0, paid.approved)
    with pytest.raises(OutOfTurn, match="모두 마친"):
        firm.attended(Worker.objects.get(), APRIL)
    assert broken() == {}


def test_the_share_of_every_year_is_shown_ahead(firm):
    support = queries.Support.objects.get()
    assert [(row.year, row.words, row.is_now) for row in queries.years_ahead(support, ["specialist"], date(2027, 3, 1))] == [
        (1, "전문인력 자부담 20%", False),
        (2, "전문인력 자부담 30%", True),
        (3, "전문인력 자부담 50%", False),
    ]


def test_reckoning_takes_as_many_queries_for_one_as_for_three(firm, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    firm.ready()
    with CaptureQueriesContext(connection) as one:
        queries.reckon(firm.agreement, queries.Support.objects.get(), MARCH)
    for name in ("예시 둘째", "예시 셋째"):
        firm.attended(firm.worker(name))
    with CaptureQueriesContext(connection) as three:
        queries.reckon(firm.agreement, queries.Support.objects.get(), MARCH)
    assert len(one) == len(three)


def test_no_month_is_asked_for_before_the_support_began(firm):
    firm.month_is_over(APRIL)
    assert queries.unclaimed_months(firm.agreement, firm.life.at)[0].month == MARCH
    firm.supported(first_month=APRIL)
    assert [row.month for row in queries.unclaimed_months(firm.agreement, firm.life.at)] == [APRIL]
