"""Caps that bind and do not bind, own share of its base, shares of categories: to the won."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.apps.programs.rules import check
from dure.apps.programs.rules.money import asked_within_cap, category_shares, own_share
from dure.apps.programs.terms import Amount, Base, BudgetCategory, BudgetLine, OwnShare
from dure.kernel.clock import seoul
from dure.kernel.won import Won
from tests.apps.programs.rules.makers import NO, UNKNOWN, YES, bid, known, terms

CAP = 50_000_000


def cap(qualifier: str, lowest: int | None = None, highest: int | None = CAP) -> Amount:
    return Amount(
        None if lowest is None else Won(lowest), None if highest is None else Won(highest), qualifier, "case", f"{qualifier} 50백만원"
    )


@pytest.mark.parametrize("qualifier", ["exact", "max", "range"])
@pytest.mark.parametrize(("asked", "answer"), [(CAP - 1, YES), (CAP, YES), (CAP + 1, NO)])
def test_these_words_bind_to_the_won(qualifier, asked, answer):
    [verdict] = asked_within_cap(terms(caps=(cap(qualifier),)), bid(asked))
    assert verdict.answer is answer
    assert verdict.clause == f"{qualifier} 50백만원"


@pytest.mark.parametrize("qualifier", ["about", "average", "min"])
def test_about_and_average_bind_nobody(qualifier):
    assert asked_within_cap(terms(caps=(cap(qualifier),)), bid(CAP * 10)) == []


def test_without_an_amount_nothing_binds():
    assert asked_within_cap(terms(), bid(CAP * 10)) == []
    assert asked_within_cap(terms(caps=(cap("max", highest=None),)), bid(CAP * 10)) == []


def test_of_several_amounts_the_smallest_that_binds_counts():
    stated = terms(caps=(cap("about", highest=1), cap("max", highest=30_000_000), cap("max")))
    assert [verdict.answer for asked in (30_000_000, 30_000_001) for verdict in asked_within_cap(stated, bid(asked))] == [YES, NO]


def test_the_remedy_names_the_excess():
    [verdict] = asked_within_cap(terms(caps=(cap("max"),)), bid(CAP + 12_345))
    assert verdict.remedy == "보조금을 12,345원 줄여 주세요."


@pytest.mark.parametrize(
    ("base", "own", "answer"),
    [
        (Base.GRANT, 1_999_999, NO),
        (Base.GRANT, 2_000_000, YES),
        (Base.TOTAL, 2_000_000, NO),
        (Base.TOTAL, 2_499_999, NO),
        (Base.TOTAL, 2_500_000, YES),
        (Base.UNSTATED, 1_999_999, NO),
        (Base.UNSTATED, 2_000_000, UNKNOWN),
        (Base.UNSTATED, 2_499_999, UNKNOWN),
        (Base.UNSTATED, 2_500_000, YES),
    ],
)
def test_a_fifth_is_counted_of_the_stated_base_and_an_unstated_one_by_both(base, own, answer):
    [verdict] = own_share(terms(own_share=OwnShare(20, base)), bid(10_000_000, own))
    assert verdict.answer is answer


@pytest.mark.parametrize(("own", "lacking"), [(1_999_999, "500,001"), (2_000_000, "500,000")])
def test_with_an_unstated_base_the_remedy_is_enough_by_either_reading(own, lacking):
    [verdict] = own_share(terms(own_share=OwnShare(20, Base.UNSTATED)), bid(10_000_000, own))
    assert f"자부담을 {lacking}원 더 적으면" in verdict.remedy


def test_control_read_as_one_base_the_unstated_one_would_refuse_or_admit():
    between = bid(10_000_000, 2_200_000)
    assert [own_share(terms(own_share=OwnShare(20, base)), between)[0].answer for base in (Base.GRANT, Base.TOTAL)] == [YES, NO]


def test_no_stated_share_asks_nothing():
    assert own_share(terms(), bid(10_000_000, 0)) == []


@given(st.integers(1, 10**12), st.integers(1, 99), st.sampled_from(list(Base)))
def test_the_least_own_money_is_enough_and_a_won_less_is_not(grant, percent, base):
    share = OwnShare(percent, base)
    least = share.least(grant=grant)
    verdicts = [own_share(terms(own_share=share), bid(grant, own))[0].answer for own in (least, least - 1)]
    assert verdicts[0] is YES
    assert verdicts[1] is not YES


def line(category: str, grant: int, own: int = 0) -> BudgetLine:
    return BudgetLine(category, Won(grant), Won(own))


@pytest.mark.parametrize(
    ("of", "meeting", "answer"),
    [
        (Base.GRANT, line("meeting", 3_000_000, 9_000_000), YES),
        (Base.GRANT, line("meeting", 3_000_001), NO),
        (Base.TOTAL, line("meeting", 2_000_000, 1_000_000), YES),
        (Base.TOTAL, line("meeting", 4_000_000, 3_000_000), NO),
    ],
)
def test_a_category_keeps_within_its_share_of_its_base(of, meeting, answer):
    stated = terms(categories=(BudgetCategory("meeting", "회의비", 30, of), BudgetCategory("labor", "인건비")))
    [verdict] = category_shares(stated, bid(rows=(meeting, line("labor", 10_000_000 - meeting.grant))))
    assert verdict.answer is answer


def test_rows_of_a_category_are_counted_together_and_the_remedy_is_enough():
    stated = terms(categories=(BudgetCategory("meeting", "회의비", 30),))
    rows = (line("meeting", 2_000_000), line("meeting", 2_000_000), line("labor", 6_000_000))
    [verdict] = category_shares(stated, bid(rows=rows))
    assert verdict.answer is NO
    assert verdict.remedy == "회의비에서 1,000,000원을 다른 항목으로 옮겨 주세요."
    moved = bid(rows=(line("meeting", 3_000_000), line("labor", 7_000_000)))
    assert [verdict.answer for verdict in category_shares(stated, moved)] == [YES]


def test_control_money_taken_out_instead_of_moved_is_not_enough():
    stated = terms(categories=(BudgetCategory("meeting", "회의비", 30),))
    shrunk = bid(rows=(line("meeting", 3_000_000), line("labor", 6_000_000)))
    assert [verdict.answer for verdict in category_shares(stated, shrunk)] == [NO]


def test_an_empty_budget_breaks_no_share():
    assert [verdict.answer for verdict in category_shares(terms(categories=(BudgetCategory("meeting", "회의비", 30),)), bid())] == [YES]


def test_a_program_that_asks_no_budget_is_not_measured_by_money():
    stated = {"caps": (cap("max"),), "own_share": OwnShare(20, Base.GRANT)}
    over = bid(CAP * 2)
    at = seoul(2021, 10, 15)
    assert check(terms(asks_budget=False, **stated), known(), over, at=at).verdicts == ()
    assert check(terms(asks_budget=True, **stated), known(), over, at=at).answer is NO
