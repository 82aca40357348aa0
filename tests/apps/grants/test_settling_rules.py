"""Rules of settling, to the won and to the day."""

from datetime import date

import pytest

from dure.apps.grants import rules
from dure.apps.grants.rules import settling
from dure.apps.grants.words import CHECKS
from dure.kernel.period import due_after_months
from dure.kernel.won import official_won

_BANDS = [settling.Band(3, 0, 10, "영9④"), settling.Band(6, 10, 20, "영9④"), settling.Band(12, 20, 50, "영9④")]
_RATES = settling.SurchargeRates(week=1, month=2, each=1, most=5)
VECTOR = {
    "paid": 50_000_000,
    "accepted_grant": 46_000_000,
    "accepted_own": 8_000_000,
    "planned_grant": 50_000_000,
    "planned_own": 10_000_000,
    "interest": 12_345,
}


@pytest.mark.parametrize(("by_ratio", "confirmed", "to_return"), [(True, 45_000_000, 5_012_345), (False, 46_000_000, 4_012_345)])
def test_the_vector_of_the_casebooks_in_both_modes(by_ratio, confirmed, to_return):
    figures = rules.settle(**VECTOR, by_ratio=by_ratio)
    assert (figures.confirmed, figures.to_return) == (confirmed, to_return)


def test_no_line_counts_beyond_what_was_approved_for_it():
    planned = {("labor", "grant"): 100, ("program", "grant"): 50}
    assert settling.within_lines({("labor", "grant"): 120, ("program", "grant"): 50, ("travel", "own"): 7}, planned) == {
        ("labor", "grant"): 100,
        ("program", "grant"): 50,
        ("travel", "own"): 0,
    }


def test_the_ratio_is_that_of_the_budget_approved_last_while_it_speaks_of_the_same_grant():
    planned = {("a", "grant"): 40, ("a", "own"): 20}
    assert settling.ratio_of(planned, grant=40, own=10) == (40, 20)
    assert settling.ratio_of(planned, grant=30, own=10) == (30, 10)


@pytest.mark.parametrize(
    ("ends_on", "due"),
    [
        (date(2021, 11, 30), date(2022, 2, 3)),
        (date(2025, 12, 31), date(2026, 3, 3)),
        (date(2023, 12, 31), date(2024, 2, 29)),
    ],
)
def test_a_settlement_is_due_two_months_after_the_end_rolled_over_days_without_work(ends_on, due):
    assert due_after_months(ends_on, 2) == due


@pytest.mark.parametrize(
    ("handed_in", "months", "cut"),
    [
        (date(2026, 6, 2), 2, None),
        (date(2026, 6, 3), 3, (0, 10)),
        (date(2026, 9, 2), 5, (0, 10)),
        (date(2026, 9, 3), 6, (10, 20)),
        (date(2027, 3, 2), 11, (10, 20)),
        (date(2027, 3, 3), 12, (20, 50)),
    ],
)
def test_how_late_a_report_is_decides_how_much_may_be_cut(handed_in, months, cut):
    late = settling.months_late(date(2026, 3, 3), handed_in)
    band = settling.band_for(late, _BANDS)
    assert (late, (band.over, band.to) if band else None) == (months, cut)


@pytest.mark.parametrize(
    ("today", "percent"),
    [
        (date(2026, 3, 3), 0),
        (date(2026, 3, 4), 1),
        (date(2026, 3, 10), 1),
        (date(2026, 3, 11), 2),
        (date(2026, 4, 3), 2),
        (date(2026, 4, 4), 3),
        (date(2026, 5, 4), 4),
        (date(2026, 12, 1), 5),
    ],
)
def test_an_overdue_surcharge_grows_to_its_most(today, percent):
    assert settling.surcharge_percent(date(2026, 3, 3), today, _RATES) == percent


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (10_000_000, "금10,000,000원(금일천만원)"),
        (20_500, "금20,500원(금이만오백원)"),
        (300_100_010, "금300,100,010원(금삼억일십만일십원)"),
        (4_501_647_000, "금4,501,647,000원(금사십오억일백육십사만칠천원)"),
        (0, "금0원(금영원)"),
    ],
)
def test_amounts_in_words_as_papers_write_them(amount, words):
    assert official_won(amount) == words


@pytest.mark.parametrize(("amount", "refused"), [(1, False), (500, False), (501, True), (0, True)])
def test_an_expense_is_disallowed_whole_or_in_part_and_not_beyond(amount, refused):
    assert bool(settling.reasons_against_disallowing(amount, 500, "협약 제5조")) is refused


def test_an_accountant_answers_all_nine_items_and_explains_a_finding():
    checks = dict.fromkeys(CHECKS, "ok")
    assert len(checks) == 9
    assert settling.reasons_against_signing(checks, "clean", "", has_report=True) == []
    assert len(settling.reasons_against_signing({}, "clean", "", has_report=False)) == 10
    finding = {**checks, "evidence": "finding"}
    assert settling.reasons_against_signing(finding, "clean", "", has_report=True) != []
    assert settling.reasons_against_signing(finding, "qualified", "", has_report=True) != []
    assert settling.reasons_against_signing(finding, "qualified", "예시 견적서 누락", has_report=True) == []
