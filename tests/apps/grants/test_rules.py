"""Sums and gates, without a database: domain.md §1.6 and what stands before a tranche."""

from datetime import date

import pytest

from dure.apps.grants import rules
from dure.apps.programs.facade import Question, Section

VECTOR = {
    "paid": 50_000_000,
    "accepted_grant": 46_000_000,
    "accepted_own": 8_000_000,
    "planned_grant": 50_000_000,
    "planned_own": 10_000_000,
    "interest": 12_345,
}


@pytest.mark.parametrize(("by_ratio", "confirmed", "to_return"), [(True, 45_000_000, 5_012_345), (False, 46_000_000, 4_012_345)])
def test_a_settlement_by_ratio_and_by_balance(by_ratio, confirmed, to_return):
    figures = rules.settle(**VECTOR, by_ratio=by_ratio)
    assert (figures.confirmed, figures.to_return) == (confirmed, to_return)


def test_without_own_share_the_ratio_takes_nothing():
    figures = rules.settle(**(VECTOR | {"accepted_own": 0, "planned_own": 0}), by_ratio=True)
    assert figures.confirmed == 46_000_000


def test_never_more_is_confirmed_than_was_paid():
    assert rules.settle(**(VECTOR | {"paid": 40_000_000}), by_ratio=True).to_return == 12_345


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [(60_000_000, [70, 30], [42_000_000, 18_000_000]), (1_000_001, [33, 33, 34], [330_000, 330_000, 340_001]), (1, [50, 50], [0, 1])],
)
def test_the_last_instalment_takes_what_is_left(amount, shares, parts):
    assert rules.split_in_tranches(amount, shares) == parts
    assert sum(parts) == amount


LIMITS = rules.Limits(
    starts_on=date(2026, 3, 1),
    ends_on=date(2026, 12, 31),
    left={("program", "grant"): 1_000},
    labels={"program": "사업비"},
    required_evidence={"": ("tax_invoice",)},
    evidence_labels={"tax_invoice": "세금계산서"},
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, []),
        ({"spent_on": date(2026, 2, 28)}, ["협약 기간"]),
        ({"spent_on": date(2026, 4, 2)}, ["아직 오지"]),
        ({"amount": 1_001}, ["사업비 비목에 1,000원이"]),
        ({"source": "own"}, ["승인된 예산에"]),
        ({"evidence": frozenset()}, ["증빙이 빠졌어요: 세금계산서"]),
        ({"amount": 1_001, "evidence": frozenset()}, ["사업비", "증빙"]),
    ],
)
def test_an_expense_is_refused_with_every_reason(changed, said):
    expense = rules.Expense(
        **{"category": "program", "source": "grant", "amount": 1_000, "spent_on": date(2026, 3, 1), "evidence": frozenset({"tax_invoice"})}
        | changed
    )
    reasons = rules.reasons_to_refuse(expense, LIMITS, today=date(2026, 4, 1))
    assert len(reasons) == len(said)
    assert all(reason.startswith(start) for reason, start in zip(reasons, said, strict=True))


SECTION = Section(
    "work",
    "추진 내용",
    (
        Question("done", "한 일", "long_text", longest=5),
        Question("people", "참여한 사람", "number", required=False),
        Question("kind", "갈래", "choice", required=False, choices=(("a", "가"),)),
    ),
)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"done": "함께"}, set()),
        ({}, {"done"}),
        ({"done": "아주 길어요"}, {"done"}),
        ({"done": "함께", "people": "열"}, {"people"}),
        ({"done": "함께", "people": "10"}, set()),
        ({"done": "함께", "kind": "b"}, {"kind"}),
    ],
)
def test_an_answer_is_measured_against_its_question(data, wrong):
    assert set(rules.problems_in(SECTION, data)) == wrong


def test_an_empty_answer_may_be_saved_and_not_handed_in():
    assert rules.problems_in(SECTION, {}, wanted=False) == {}
