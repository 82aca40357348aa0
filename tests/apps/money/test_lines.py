"""Lines of a year: as the documents print them, by program, and money that moves between them."""

import pytest
from django.db import IntegrityError, transaction

from dure.apps.money import actions, facade, invariants, rules
from dure.apps.money.models import Account, BudgetLine, BudgetPart, LineTransfer
from dure.apps.money.words import PartMark
from dure.config.budget_parts import budget_parts
from dure.kernel.errors import Forbidden, OutOfTurn, Refused
from dure.platform.catalog import reader
from tests.apps.money.makers import APPROVER, EVERYTHING, FINANCE, HOUSE, NOON, OFFICER, YEAR

BY = {"by": HOUSE, "at": NOON}
LINES = {"strategy": (1_431_100, 789_800), "local-economy": (3_344_846, 1_678_000), "enterprise-growth": (1_678_919, 1_743_847)}


@pytest.fixture
def documents(db):
    """The budgets of 2020 and 2021 as the documents print them, with their parts."""
    catalog = reader.load(reader.HOME)
    facade.apply_budget(catalog.budget, **BY)
    for year, parts in budget_parts(catalog).items():
        facade.keep_parts(year=year, parts=parts, **BY)


def amounts(year, key):
    return dict(BudgetPart.objects.filter(year=year, line_key=key).values_list("key", "amount"))


def test_the_two_years_of_the_documents_are_reproduced_exactly(documents):
    table = facade.printed_budget()
    assert [total // 1000 for total in table.totals] == [6_934_865, 4_501_647]
    assert table.difference == -2_433_218_000
    for row in table.rows[:3]:
        assert tuple(amount // 1000 for amount in row.amounts) == LINES[row.key]


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_parts_of_each_line_sum_to_the_line(documents, year):
    for line in BudgetLine.objects.filter(year=year):
        assert sum(amounts(year, line.key).values()) == line.amount


def test_what_the_documents_of_2020_do_not_itemize_stands_in_one_account_per_line(documents):
    assert set(BudgetPart.objects.filter(year=2020).values_list("key", "mark")) == {("not-itemized", "rest")}
    assert amounts(2020, "value-diffusion") == {"not-itemized": 480_000_000}


def test_inner_sums_of_2021_are_those_of_the_document(documents):
    local = amounts(2021, "local-economy")
    assert local["district-care-network"] == 25 * 3_000_000 == 75_000_000
    assert local["community-care-support"] == 600_000_000
    assert amounts(2021, "enterprise-growth")["retail-channel-listing"] == 300_000_000
    assert amounts(2021, "strategy")["social-value-research"] == 45_000_000 + 23_000_000


def test_an_inferred_amount_says_from_what(documents):
    part = BudgetPart.objects.get(year=2021, key="citizen-problem-platform")
    assert (part.mark, part.amount, part.basis) == ("inferred", 60_000_000, "4개 × 평균 15,000천원")
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetPart.objects.filter(pk=part.pk).update(basis="")


def test_a_span_is_left_open(documents):
    part = BudgetPart.objects.get(year=2021, key="youth-innovation-model")
    assert (part.mark, part.amount) == ("open", 0)


def test_keeping_the_parts_again_changes_nothing(documents):
    before = list(BudgetPart.objects.values_list("pk", "amount", "mark"))
    facade.keep_parts(year=2021, parts=budget_parts(reader.load(reader.HOME))[2021], **BY)
    assert list(BudgetPart.objects.values_list("pk", "amount", "mark")) == before


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_printed_budget_goes_into_the_book_to_the_won(documents, year):
    actions.allot_printed(year=year, by=FINANCE, at=NOON)
    actions.allot_printed(year=year, by=FINANCE, at=NOON)
    top = {row.key: row.allotted for row in facade.line_sums(year) if row.depth == 0}
    assert top == dict(BudgetLine.objects.filter(year=year).values_list("key", "amount"))
    assert sum(top.values()) == {2020: 6_934_865_000, 2021: 4_501_647_000}[year]
    assert invariants.books_sum_to_zero() == []


def test_a_line_that_has_money_already_is_not_allotted_a_second_time(documents):
    actions.allot_budget(year=2021, line_key="strategy", title="전략", amount=1, by=FINANCE, at=NOON)
    with pytest.raises(Refused, match="전략"):
        actions.allot_printed(year=2021, by=FINANCE, at=NOON)


def printed_line(amount):
    return BudgetLine(year=2021, key="l", title="항목", amount=amount, order=1, source="예시")


def part(amount, mark):
    return rules.PrintedPart("l", f"p{amount}", "예시", amount, mark, "2곳 × 5원")


def test_an_inferred_amount_beyond_the_line_becomes_open():
    kept = rules.parts_of_line(printed_line(10), [part(7, PartMark.STATED), part(4, PartMark.INFERRED), part(3, PartMark.INFERRED)])
    assert [(one.amount, one.mark) for one in kept] == [(7, "stated"), (0, "open"), (3, "inferred"), (0, "rest")]


def test_stated_amounts_beyond_the_line_are_refused():
    with pytest.raises(Refused, match="1원"):
        rules.parts_of_line(printed_line(10), [part(11, PartMark.STATED)])


@pytest.fixture
def two_lines(db):
    """A line of 10,000,000 won and one of 5,000,000."""
    facade.allot(year=YEAR, line_key="one", title="하나", amount=10_000_000, subject_key="one", **BY)
    facade.allot(year=YEAR, line_key="two", title="둘", amount=5_000_000, subject_key="two", **BY)


def asked(amount, *, by=FINANCE, from_line="one", to_line="two", **more):
    return actions.ask_line_transfer(year=YEAR, from_line=from_line, to_line=to_line, amount=amount, reason="예시", by=by, at=NOON, **more)


def held():
    return {row.key: (row.allotted, row.free) for row in facade.line_sums(YEAR)}


def test_within_twenty_percent_money_moves_at_once_and_is_reported(two_lines):
    assert asked(2_000_000).state == "reported"
    assert held() == {"one": (8_000_000, 8_000_000), "two": (7_000_000, 7_000_000)}
    assert invariants.books_sum_to_zero() == []


def test_a_won_more_waits_for_an_approver(two_lines):
    ask = asked(2_000_001)
    assert (ask.state, ask.why_approval) == ("asked", ["하나 배정액의 20%를 넘어요."])
    assert held()["two"] == (5_000_000, 5_000_000)
    actions.approve_line_transfer(ask_id=ask.pk, by=APPROVER, at=NOON)
    assert held() == {"one": (7_999_999, 7_999_999), "two": (7_000_001, 7_000_001)}


def test_small_steps_are_counted_together(two_lines):
    asked(1_500_000)
    assert asked(500_000).state == "reported"
    assert asked(1).state == "asked"


@pytest.mark.parametrize(
    ("more", "why"), [({"use": "labor"}, "인건비"), ({"use": "meeting"}, "회의비"), ({"to_line": "three"}, "새 예산 항목")]
)
def test_labor_meetings_and_new_lines_always_wait(two_lines, more, why):
    ask = asked(1, **more)
    assert ask.state == "asked"
    assert why in ask.why_approval[0]


def test_a_new_line_opens_when_it_is_approved(two_lines):
    ask = asked(100, to_line="three", to_title="셋")
    assert "three" not in held()
    actions.approve_line_transfer(ask_id=ask.pk, by=APPROVER, at=NOON)
    assert held()["three"] == (100, 100)


def test_nobody_transfers_alone(two_lines):
    with pytest.raises(Forbidden):
        asked(1, by=OFFICER)
    ask = asked(5_000_000, by=EVERYTHING)
    with pytest.raises(Refused, match="요청한 사람"):
        actions.approve_line_transfer(ask_id=ask.pk, by=EVERYTHING, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineTransfer.objects.filter(pk=ask.pk).update(amount=6_000_000)
    actions.decline_line_transfer(ask_id=ask.pk, reason="예시", by=APPROVER, at=NOON)
    with pytest.raises(OutOfTurn):
        actions.approve_line_transfer(ask_id=ask.pk, by=APPROVER, at=NOON)


def test_a_line_gives_no_more_than_it_has_left(two_lines):
    with pytest.raises(Refused, match="10,000,000원"):
        asked(10_000_001)
    ask = asked(10_000_000)
    with transaction.atomic():
        facade.commit(agreement_key="agreement-9", line_key="one", amount=1, year=YEAR, title="예시", **BY)
    with pytest.raises(Refused, match="9,999,999원"):
        actions.approve_line_transfer(ask_id=ask.pk, by=APPROVER, at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(key="line:one").update(balance=-1)
