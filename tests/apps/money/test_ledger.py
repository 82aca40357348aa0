"""The ledger: every posting sums to zero, is posted once, and keeps the balances."""

import pytest
from django.db import transaction

from dure.apps.money import facade, invariants
from dure.apps.money.actions import ledger as postings
from dure.apps.money.models import Account, Entry, Leg
from dure.kernel.errors import Refused
from tests.apps.money import makers
from tests.apps.money.makers import AGREEMENT, HOUSE, NOON, YEAR

BY = {"by": HOUSE, "at": NOON}


def balance(key):
    return Account.objects.get(key=key).balance


def test_money_goes_from_the_budget_to_the_line_to_the_agreement(ledger):
    assert [balance("budget"), balance("line:growth"), balance(f"committed:{AGREEMENT}")] == [-30_000_000, 20_000_000, 10_000_000]


def test_a_settlement_to_the_won_is_told_by_the_sums(ledger):
    """The vector of domain.md §1.6: confirmed 45,000,000 of 50,000,000; 5,012,345 come back."""
    makers.ledger_of_the_vector()
    sums = facade.agreement_sums("agreement-v")
    assert (sums.committed, sums.paid, sums.on_hand, sums.undisbursed) == (50_000_000, 50_000_000, 0, 0)
    assert (sums.spent_grant, sums.spent_own, sums.unspent, sums.disallowed) == (45_000_000, 8_000_000, 4_000_000, 1_000_000)
    assert (sums.interest, sums.owed_back, sums.returned) == (12_345, 5_012_345, 0)
    facade.record_return(agreement_key="agreement-v", amount=5_012_345, subject_key="return-v", **BY)
    after = facade.agreement_sums("agreement-v")
    assert (after.owed_back, after.returned, after.interest, after.paid) == (0, 5_012_345, 12_345, 50_000_000)
    assert invariants.books_sum_to_zero() == []


def test_money_comes_back_in_pieces_and_never_more_than_is_owed(ledger):
    makers.paid()
    facade.unspent(agreement_key=AGREEMENT, amount=1_000_000, **BY)
    facade.record_interest(agreement_key=AGREEMENT, amount=345, **BY)
    facade.record_return(agreement_key=AGREEMENT, amount=1_000_100, subject_key="bank-1", **BY)
    assert balance(f"interest-owed:{AGREEMENT}") == 245
    with pytest.raises(Refused):
        facade.record_return(agreement_key=AGREEMENT, amount=246, subject_key="bank-2", **BY)
    facade.record_return(agreement_key=AGREEMENT, amount=245, subject_key="bank-3", **BY)
    assert facade.agreement_sums(AGREEMENT).owed_back == 0


def test_nothing_left_over_posts_nothing(ledger):
    before = Entry.objects.count()
    assert facade.unspent(agreement_key=AGREEMENT, amount=0, **BY) is None
    assert facade.record_interest(agreement_key=AGREEMENT, amount=0, **BY) is None
    assert Entry.objects.count() == before


def test_the_same_posting_asked_again_is_the_first_one(ledger):
    assert makers.paid() == makers.paid()
    assert balance(f"paid:{AGREEMENT}") == 6_000_000


def test_the_same_return_asked_again_is_the_first_one(ledger):
    makers.paid()
    facade.unspent(agreement_key=AGREEMENT, amount=1_000, **BY)
    first = facade.record_return(agreement_key=AGREEMENT, amount=1_000, subject_key="bank-1", **BY)
    assert facade.record_return(agreement_key=AGREEMENT, amount=1_000, subject_key="bank-1", **BY) == first


def test_the_same_key_with_another_amount_is_refused(ledger):
    makers.paid()
    with pytest.raises(Refused):
        makers.paid(amount=5_999_999)


def test_a_line_does_not_promise_more_than_it_holds(ledger):
    with pytest.raises(Refused, match="20,000,000원"):
        makers.sign("agreement-2", 20_000_001)
    makers.sign("agreement-2", 20_000_000)
    assert balance("line:growth") == 0


def test_an_agreement_is_not_paid_more_than_it_promises(ledger):
    makers.paid(amount=6_000_000)
    with pytest.raises(Refused):
        makers.paid(amount=4_000_001, subject="tranche-2")
    makers.paid(amount=4_000_000, subject="tranche-2")


def test_an_agreement_unknown_to_the_books_is_refused(ledger):
    with pytest.raises(Refused, match="장부에 없어요"):
        makers.paid("agreement-77")


def test_a_line_unknown_to_the_year_is_refused(ledger):
    with pytest.raises(Refused, match="예산"):
        facade.commit(agreement_key="agreement-2", line_key="nothing-like-it", amount=1, year=YEAR, **BY)


@pytest.mark.parametrize("amount", [0, -1, 1.5, True, 9_000_000_000_000_001, float("nan")])
def test_only_whole_won_above_zero_are_posted(ledger, amount):
    with pytest.raises(Refused):
        makers.paid(amount=amount)


def test_a_ceiling_bounds_everything_under_its_node(db):
    facade.open_line(year=YEAR, key="field", title="분야", ceiling=10_000)
    facade.open_line(year=YEAR, key="one", title="하나", parent_key="field")
    facade.open_line(year=YEAR, key="two", title="둘", parent_key="field", ceiling=9_000)
    facade.allot(year=YEAR, line_key="one", amount=4_000, subject_key="one", **BY)
    facade.allot(year=YEAR, line_key="two", amount=6_000, subject_key="two", **BY)
    assert Account.objects.get(key="line:field").total == 10_000
    with pytest.raises(Refused, match="한도"):
        facade.allot(year=YEAR, line_key="two", amount=1, subject_key="three", **BY)


def test_a_ceiling_counts_what_went_on_to_agreements_and_payments(db):
    makers.ledger(ceiling=30_000_000)
    makers.paid()
    assert Account.objects.get(key="line:growth").total == 30_000_000
    with pytest.raises(Refused, match="한도"):
        facade.allot(year=YEAR, line_key="growth", amount=1, subject_key="more", **BY)


def test_what_was_promised_and_not_paid_is_released_to_its_line(ledger):
    makers.paid()
    facade.release(agreement_key=AGREEMENT, amount=4_000_000, **BY)
    assert balance("line:growth") == 24_000_000
    assert facade.agreement_sums(AGREEMENT).committed == 6_000_000


def test_own_share_never_touches_the_books_of_the_center(ledger):
    makers.paid()
    facade.spend(agreement_key=AGREEMENT, amount=700, category="labor", source="own", subject_key="spending-1", **BY)
    assert set(Leg.objects.filter(source="own").values_list("account__book__kind", flat=True)) == {"own_share"}
    assert facade.spent_by_category(AGREEMENT) == {("labor", "own"): 700}


def test_a_reversal_leaves_both_entries_and_no_money(ledger):
    entry = makers.paid()
    postings.reverse(entry=entry, by=HOUSE, at=NOON, reason="예시: 다른 협약에 올림")
    assert facade.agreement_sums(AGREEMENT).paid == 0
    assert set(Entry.objects.filter(owner_key=AGREEMENT).values_list("kind", flat=True)) == {"commit", "pay", "reverse"}
    assert postings.reverse(entry=entry, by=HOUSE, at=NOON, reason="또") == entry.reversed_by


def test_a_reversed_disallowance_no_longer_counts_as_one(ledger):
    makers.paid()
    entry = facade.disallow(agreement_key=AGREEMENT, amount=500, subject_key="spending-9", **BY)
    facade.reverse(entry=entry, by=HOUSE, at=NOON, reason="예시: 다시 인정")
    assert facade.agreement_sums(AGREEMENT).disallowed == 0


def test_a_posting_stands_inside_a_verb_or_not_at_all(committed):
    with pytest.raises(RuntimeError):
        facade.open_project_book(YEAR)


def test_a_failing_verb_leaves_nothing_in_the_books(ledger):
    with pytest.raises(RuntimeError, match="too bad"), transaction.atomic():
        makers.paid()
        raise RuntimeError("too bad")
    assert not Account.objects.filter(key=f"paid:{AGREEMENT}").exists()


def test_the_lines_of_a_year_tell_where_their_money_is(ledger):
    makers.paid()
    facade.spend(agreement_key=AGREEMENT, amount=5_000_000, category="labor", source="grant", subject_key="spending-1", **BY)
    facade.unspent(agreement_key=AGREEMENT, amount=1_000_000, **BY)
    facade.record_return(agreement_key=AGREEMENT, amount=400_000, subject_key="bank", **BY)
    (line,) = facade.line_sums(YEAR)
    assert (line.key, line.allotted, line.free, line.committed) == ("growth", 30_000_000, 20_000_000, 4_000_000)
    assert (line.paid, line.spent, line.owed, line.returned, line.disbursed) == (0, 5_000_000, 600_000, 400_000, 6_000_000)


def test_lines_under_a_line_count_for_it(db):
    facade.open_line(year=YEAR, key="field", title="분야")
    facade.allot(year=YEAR, line_key="one", title="하나", parent_key="field", amount=100, subject_key="one", **BY)
    facade.commit(agreement_key="a", line_key="one", amount=40, year=YEAR, **BY)
    assert [(line.key, line.depth, line.free, line.committed) for line in facade.line_sums(YEAR)] == [
        ("field", 0, 60, 40),
        ("one", 1, 60, 40),
    ]


def test_line_sums_ask_the_same_number_of_queries_for_one_agreement_and_many(ledger, django_assert_num_queries):
    for number in range(2, 6):
        makers.sign(f"agreement-{number}", 1_000)
    with django_assert_num_queries(1):
        facade.line_sums(YEAR)
    with django_assert_num_queries(2):
        facade.agreement_sums(AGREEMENT)
