"""Sums and order of a tally, without a database."""

import pytest

from dure.apps.review import rules
from dure.apps.review.rules import Tally, Tie

POINTS = {"need": 30, "plan": 50, "effect": 20}


@pytest.mark.parametrize(
    ("levels", "total", "possible"),
    [
        ({}, 0, 0),
        ({"need": 5, "plan": 5, "effect": 5}, 10_000, 100),
        ({"need": 1, "plan": 1, "effect": 1}, 2_000, 100),
        ({"need": 4, "plan": 4}, 6_400, 80),
        ({"need": 3}, 1_800, 30),
    ],
)
def test_what_is_not_scored_yet_is_not_a_low_score(levels, total, possible):
    assert (rules.total_of(levels, POINTS), rules.possible_so_far(levels, POINTS)) == (total, possible)


def test_a_criterion_of_odd_points_keeps_its_hundredths():
    assert rules.total_of({"odd": 3}, {"odd": 7}) == 420


@pytest.mark.parametrize(
    ("totals", "trimmed", "mean"),
    [
        ([], False, 0),
        ([6_000, 7_000, 7_001], False, 6_667),
        ([1_000, 7_000, 7_000, 10_000], True, 6_250),
        ([1_000, 7_000, 7_000, 7_000, 10_000], True, 7_000),
        ([1_000, 7_000, 7_000, 7_000, 10_000], False, 6_400),
        ([0, 0, 6_000, 7_000, 8_000, 10_000], True, 5_250),
    ],
)
def test_extremes_are_cut_from_five_sheets_on(totals, trimmed, mean):
    assert rules.mean_of(totals, trimmed=trimmed) == mean


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(6_400, "64"), (6_450, "64.5"), (7_233, "72.33"), (5, "0.05"), (10_000, "100"), (0, "0")]
)
def test_points_are_shown_without_idle_zeros(hundredths, shown):
    assert rules.shown(hundredths) == shown


@pytest.mark.parametrize(("totals", "far"), [((6_000, 7_999), False), ((6_000, 8_000), True), ((7_000,), False)])
def test_sheets_twenty_points_apart_are_pointed_out(totals, far):
    assert line(1, 7_000, totals=totals).far_apart is far


def line(number, mean, *, heaviest=0, totals=(1,)):
    return Tally(number, number, mean, heaviest, 1_000, {}, totals)


def placed(lines, *, places=2, reserves=1, threshold=60):
    return [
        (place.tally.case_id, place.outcome, place.reserve_rank)
        for place in rules.rank(lines, places=places, reserves=reserves, bars=rules.Bars(threshold))
    ]


def test_places_are_filled_then_reserves():
    found = placed([line(1, 6_100), line(2, 9_000), line(3, 8_000), line(4, 7_000)])
    assert found == [(2, "selected", None), (3, "selected", None), (4, "reserve", 1), (1, "rejected", None)]


@pytest.mark.parametrize(("mean", "outcome"), [(6_000, "selected"), (5_999, "rejected")])
def test_the_threshold_itself_is_enough(mean, outcome):
    assert placed([line(1, mean)], places=5) == [(1, outcome, None)]


def test_a_low_mean_is_not_even_a_reserve():
    assert placed([line(1, 9_000), line(2, 5_000)], places=1, reserves=3) == [(1, "selected", None), (2, "rejected", None)]


def test_an_equal_mean_is_decided_by_the_heaviest_criterion():
    assert [case_id for case_id, *_ in placed([line(1, 8_000, heaviest=3_000), line(2, 8_000, heaviest=4_000)])] == [2, 1]


def test_equal_in_everything_the_earlier_receipt_comes_first():
    assert [case_id for case_id, *_ in placed([line(7, 8_000), line(3, 8_000)])] == [3, 7]


def test_every_rejection_says_why():
    lines = [line(1, 8_000), line(2, 7_000), line(3, 5_950)]
    reasons = [place.reason for place in rules.rank(lines, places=1, reserves=0, bars=rules.Bars(60))]
    assert reasons == ["", "선정 1곳 안에 들지 못했습니다. 순위는 2위입니다.", "평균 59.5점으로 기준 점수 60점에 미치지 못했습니다."]


@pytest.mark.parametrize(("parties", "reason"), [({1, 5}, "구성원"), ({2, 5}, ""), (set(), "")])
def test_a_tie_to_the_applicant_or_any_partner_counts(parties, reason):
    assert rules.reason_to_stand_aside([Tie(9, "고용"), Tie(5, "구성원") if reason else Tie(8, "")], frozenset(parties)) == reason
