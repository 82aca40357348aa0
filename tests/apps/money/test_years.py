"""Fiscal years: opened, closed by two people when nothing stands open, and money that goes on to the next year."""

import pytest
from django.db import IntegrityError, transaction

from dure.apps.money import actions, facade, invariants
from dure.apps.money.actions import ledger as postings
from dure.apps.money.models import Account, Book, CarryOver, Entry, FiscalYear
from dure.apps.money.queries.years import standing_open, year_report
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from tests.apps.money import makers
from tests.apps.money.makers import AGREEMENT, APPROVER, AUDITOR, EVERYTHING, FINANCE, HOUSE, NOON, OFFICER, YEAR

BY = {"by": HOUSE, "at": NOON}
NEXT = YEAR + 1


def carried(agreement=AGREEMENT):
    """The agreement's undisbursed money goes on to the next year, by two people."""
    ask = actions.ask_carry_over(from_year=YEAR, agreement_key=agreement, reason="예시: 공사가 늦어짐", by=FINANCE, at=NOON)
    return actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON)


def closed(year=YEAR):
    actions.begin_closing(year=year, by=FINANCE, at=NOON)
    return actions.close_year(year=year, by=APPROVER, at=NOON)


def nothing_left():
    """Pay, settle and give back everything of the agreement."""
    makers.paid(amount=6_000_000)
    facade.spend(agreement_key=AGREEMENT, amount=5_000_000, category="labor", source="grant", subject_key="spending-1", **BY)
    facade.unspent(agreement_key=AGREEMENT, amount=1_000_000, **BY)
    facade.record_return(agreement_key=AGREEMENT, amount=1_000_000, subject_key="bank-1", **BY)


def line(year):
    return next(row for row in facade.line_sums(year) if row.key == "growth")


def test_the_first_book_of_a_year_opens_the_year(ledger):
    row = FiscalYear.objects.get(year=YEAR)
    assert (row.state, row.opened_by_name) == ("open", "")


def test_a_year_is_opened_by_finance_and_by_nobody_else(db):
    row = actions.open_year(year=2031, by=FINANCE, at=NOON)
    assert (row.state, row.opened_by_name) == ("open", FINANCE.name)
    assert Book.objects.filter(kind="project", fiscal_year=2031).exists()
    for stranger in (OFFICER, APPROVER, AUDITOR):
        with pytest.raises(Forbidden):
            actions.open_year(year=2032, by=stranger, at=NOON)


def test_what_stands_open_is_named_in_sentences(ledger):
    makers.asked(makers.party(), amount=6_000_000)
    (committed, order) = standing_open(YEAR)
    assert "10,000,000원을 아직 지급하지 않았어요" in committed
    assert "6,000,000원" in order
    makers.paid(subject="other")
    facade.unspent(agreement_key=AGREEMENT, amount=1_000_000, **BY)
    told = " ".join(standing_open(YEAR))
    assert "5,000,000원을 아직 정산하지" in told
    assert "1,000,000원을 아직 돌려받지" in told


def test_a_year_with_open_things_is_not_closed(ledger):
    actions.begin_closing(year=YEAR, by=FINANCE, at=NOON)
    with pytest.raises(Refused, match="10,000,000원"):
        actions.close_year(year=YEAR, by=APPROVER, at=NOON)


def test_a_year_is_closed_by_two_people(ledger):
    nothing_left()
    carried()
    with pytest.raises(OutOfTurn):
        actions.close_year(year=YEAR, by=APPROVER, at=NOON)
    actions.begin_closing(year=YEAR, by=EVERYTHING, at=NOON)
    with pytest.raises(Refused, match="마감을 시작한 사람"):
        actions.close_year(year=YEAR, by=EVERYTHING, at=NOON)
    assert actions.close_year(year=YEAR, by=APPROVER, at=NOON).state == "closed"
    with pytest.raises(OutOfTurn):
        actions.open_year(year=YEAR, by=FINANCE, at=NOON)


def test_the_database_refuses_one_person_closing_what_he_began(ledger):
    with pytest.raises(IntegrityError), transaction.atomic():
        FiscalYear.objects.filter(year=YEAR).update(state="closed", closing_at=NOON, closing_by_id=1, closed_at=NOON, closed_by_id=1)


def test_nothing_new_is_promised_in_a_closing_year(ledger):
    actions.begin_closing(year=YEAR, by=FINANCE, at=NOON)
    with pytest.raises(Refused, match="마감"):
        makers.sign("agreement-2", 1)
    with pytest.raises(Refused, match="마감"):
        facade.allot(year=YEAR, line_key="growth", amount=1, subject_key="late", **BY)
    makers.paid(amount=1)
    assert actions.open_year(year=YEAR, by=FINANCE, at=NOON).state == "open"
    makers.sign("agreement-2", 1)


def test_nothing_is_posted_in_a_closed_year(ledger):
    nothing_left()
    carried()
    closed()
    with pytest.raises(Refused, match="마감해서"):
        facade.disallow(agreement_key=AGREEMENT, amount=1, subject_key="late", accepted_before=True, **BY)


def test_the_database_refuses_an_entry_in_a_closed_year(ledger):
    nothing_left()
    carried()
    closed()
    with pytest.raises(IntegrityError), transaction.atomic():
        lie()


def test_without_its_guards_the_database_would_take_it(ledger, without_guards):
    nothing_left()
    carried()
    closed()
    assert lie().pk


def lie():
    book = Book.objects.get(kind="project", fiscal_year=YEAR)
    return Entry.objects.create(book=book, kind="allot", subject_key="lie", idempotency_key="lie", at=NOON)


def test_an_entry_begun_before_the_closing_is_refused_when_it_is_posted(ledger):
    entry = lie()
    FiscalYear.objects.filter(year=YEAR).update(state="closed", closing_at=NOON, closing_by_id=1, closed_at=NOON, closed_by_id=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(posted=True)


def test_a_closed_year_stays_closed(ledger):
    FiscalYear.objects.filter(year=YEAR).update(state="closed", closing_at=NOON, closing_by_id=1, closed_at=NOON, closed_by_id=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        FiscalYear.objects.filter(year=YEAR).update(state="open", closing_at=None, closed_at=None, closing_by_id=None, closed_by_id=None)


def test_undisbursed_money_goes_on_to_the_next_year_and_is_never_counted_twice(ledger):
    makers.paid(amount=6_000_000)
    before = facade.agreement_sums(AGREEMENT)
    carried()
    assert facade.agreement_sums(AGREEMENT) == before
    old, new = line(YEAR), line(NEXT)
    assert (old.allotted, old.free, old.committed, old.disbursed, old.carried_out) == (30_000_000, 20_000_000, 0, 6_000_000, 4_000_000)
    assert (new.allotted, new.carried_in, new.committed, new.free) == (0, 4_000_000, 4_000_000, 0)
    assert every_invariant() == []


def every_invariant():
    return [
        *invariants.books_sum_to_zero(),
        *invariants.within_ceilings(),
        *invariants.passed_through_within_received(),
        *invariants.carried_once(),
    ]


def test_what_was_paid_in_the_old_year_is_settled_in_its_book(ledger):
    makers.paid(amount=6_000_000)
    carried()
    makers.paid(amount=4_000_000, subject="tranche-2")
    assert line(NEXT).paid == 4_000_000
    facade.spend(agreement_key=AGREEMENT, amount=7_000_000, category="labor", source="grant", subject_key="spending-1", **BY)
    assert (line(YEAR).spent, line(NEXT).spent) == (6_000_000, 1_000_000)
    facade.unspent(agreement_key=AGREEMENT, amount=3_000_000, **BY)
    facade.record_interest(agreement_key=AGREEMENT, amount=77, **BY)
    facade.record_return(agreement_key=AGREEMENT, amount=3_000_077, subject_key="bank-1", **BY)
    sums = facade.agreement_sums(AGREEMENT)
    assert (sums.paid, sums.committed, sums.spent_grant, sums.unspent) == (10_000_000, 10_000_000, 7_000_000, 3_000_000)
    assert (sums.returned, sums.owed_back, sums.interest) == (3_000_077, 0, 77)
    assert facade.spent_by_category(AGREEMENT) == {("labor", "grant"): 7_000_000}
    assert every_invariant() == []


def test_a_posting_in_two_years_asked_again_is_the_first_one(ledger):
    makers.paid(amount=6_000_000)
    carried()
    makers.paid(amount=4_000_000, subject="tranche-2")
    said = {"agreement_key": AGREEMENT, "category": "labor", "source": "grant", "subject_key": "spending-1", **BY}
    first = facade.spend(amount=7_000_000, **said)
    assert facade.spend(amount=7_000_000, **said) == first
    with pytest.raises(Refused, match="다른 금액"):
        facade.spend(amount=7_000_001, **said)
    assert facade.agreement_sums(AGREEMENT).spent_grant == 7_000_000


def test_a_posting_in_two_years_is_reversed_in_both(ledger):
    makers.paid(amount=6_000_000)
    carried()
    makers.paid(amount=4_000_000, subject="tranche-2")
    said = {"agreement_key": AGREEMENT, "category": "labor", "source": "grant", "subject_key": "spending-1", **BY}
    entry = facade.spend(amount=7_000_000, **said)
    postings.reverse(entry=entry, reason="예시", **BY)
    assert facade.agreement_sums(AGREEMENT).spent_grant == 0
    assert (line(YEAR).paid, line(NEXT).paid) == (6_000_000, 4_000_000)


def test_no_more_is_settled_than_both_years_hold(ledger):
    makers.paid(amount=6_000_000)
    carried()
    makers.paid(amount=4_000_000, subject="tranche-2")
    with pytest.raises(Refused):
        facade.spend(agreement_key=AGREEMENT, amount=10_000_001, category="", source="grant", subject_key="s", **BY)


def test_a_carried_agreement_can_be_carried_again(ledger):
    carried()
    ask = actions.ask_carry_over(from_year=NEXT, agreement_key=AGREEMENT, reason="예시", by=FINANCE, at=NOON)
    actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON)
    assert facade.agreement_sums(AGREEMENT).committed == 10_000_000
    assert line(NEXT + 1).committed == 10_000_000
    assert every_invariant() == []


def test_nobody_carries_over_alone(ledger):
    with pytest.raises(Forbidden):
        actions.ask_carry_over(from_year=YEAR, agreement_key=AGREEMENT, reason="예시", by=OFFICER, at=NOON)
    ask = actions.ask_carry_over(from_year=YEAR, agreement_key=AGREEMENT, reason="예시", by=EVERYTHING, at=NOON)
    with pytest.raises(Refused, match="요청한 사람"):
        actions.approve_carry_over(ask_id=ask.pk, by=EVERYTHING, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        CarryOver.objects.filter(pk=ask.pk).update(state="approved", judged_at=NOON, judged_by_id=EVERYTHING.account_id)
    assert actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON).state == "approved"
    with pytest.raises(OutOfTurn):
        actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON)


def test_money_paid_since_it_was_asked_is_not_carried_over(ledger):
    ask = actions.ask_carry_over(from_year=YEAR, agreement_key=AGREEMENT, reason="예시", by=FINANCE, at=NOON)
    makers.paid(amount=1)
    with pytest.raises(Refused, match="9,999,999원"):
        actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON)
    actions.decline_carry_over(ask_id=ask.pk, reason="예시: 금액이 바뀜", by=APPROVER, at=NOON)


def test_what_a_line_leaves_goes_on_when_it_is_so_decided(ledger):
    ask = actions.ask_carry_over(from_year=YEAR, line_key="growth", amount=5_000_000, reason="예시", by=FINANCE, at=NOON)
    actions.approve_carry_over(ask_id=ask.pk, by=APPROVER, at=NOON)
    assert (line(YEAR).free, line(YEAR).carried_out) == (15_000_000, 5_000_000)
    assert (line(NEXT).free, line(NEXT).carried_in, line(NEXT).allotted) == (5_000_000, 5_000_000, 0)
    assert every_invariant() == []


def test_a_carried_won_missing_in_the_next_year_is_found(ledger, without_guards):
    carried()
    Account.objects.filter(key="carried-in:growth").update(balance=-1)
    assert invariants.carried_once()


def test_the_report_of_a_year_adds_up(ledger):
    makers.paid(amount=6_000_000)
    carried()
    report = year_report(YEAR)
    total = report.total
    assert total.allotted + total.carried_in == total.free + total.committed + total.disbursed + total.carried_out
    assert report.open_items == ["예시 협약: 지급한 6,000,000원을 아직 정산하지 않았어요. 정산을 마쳐 주세요."]
