"""Whole won: what is read, cut and written (domain.md §9.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel import won

amounts = st.integers(min_value=0, max_value=won.LARGEST_WON)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("50000000", 50_000_000), ("50,000,000", 50_000_000), (" 1,234원 ", 1_234), ("0", 0), ("007", 7), ("1234 원", 1_234)],
)
def test_an_amount_is_read_as_people_type_it(typed, amount):
    assert won.parse_won(typed) == amount


@pytest.mark.parametrize(
    "typed",
    ["", "원", "5천", "1,00", "12,34,567", "-5", "+5", "5.0", "1e6", "１２３", "5 000", "٣", "9000000000000001", "99999999999999999"],
)
def test_anything_else_is_no_amount(typed):
    with pytest.raises(won.NotWon):
        won.parse_won(typed)


@given(amounts)
def test_an_amount_in_full_is_read_back_the_same(amount):
    assert won.parse_won(won.won_in_full(amount)) == amount


@given(amounts, st.integers(0, 100), st.integers(1, 100))
def test_a_cut_share_is_never_more_than_the_share_and_less_than_a_won_below(amount, part, whole):
    cut = won.cut_below_won(amount, part, whole)
    assert cut * whole <= amount * part < (cut + 1) * whole


@pytest.mark.parametrize(("part", "met"), [(2_000_000, True), (1_999_999, False)])
def test_a_share_is_compared_to_the_won(part, met):
    assert won.percent_met(part, 10_000_000, 20) is met


@pytest.mark.parametrize(
    ("total", "supply", "tax"), [(10_000, 9_091, 909), (11_000, 10_000, 1_000), (8_200_000, 7_454_545, 745_455), (1, 1, 0)]
)
def test_a_total_is_split_into_supply_and_tax(total, supply, tax):
    assert won.split_total(total) == (supply, tax)


@given(amounts)
def test_supply_and_tax_make_the_total_again(total):
    supply, tax = won.split_total(total)
    assert supply + tax == total
    assert abs(supply * 11 - total * 10) * 2 <= 11


def test_tax_on_a_supply_is_cut_below_one_won():
    assert won.vat_of_supply(7_380_009) == 738_000


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (113_560, "일십일만삼천오백육십"),
        (10_000_000, "일천만"),
        (20_500, "이만오백"),
        (300_100_010, "삼억일십만일십"),
        (4_501_647_000, "사십오억일백육십사만칠천"),
        (0, "영"),
        (1_000_000_000_000, "일조"),
    ],
)
def test_official_words_always_write_the_one(amount, words):
    assert won.won_in_words(amount) == words


def _read_words(words: str) -> int:
    """The other way round, written independently of the code under test."""
    total, group, digit = 0, 0, 0
    for letter in words:
        if letter in "만억조":
            total += (group + digit) * {"만": 10**4, "억": 10**8, "조": 10**12}[letter]
            group = digit = 0
        elif letter in "십백천":
            group += digit * {"십": 10, "백": 100, "천": 1000}[letter]
            digit = 0
        else:
            digit = "영일이삼사오육칠팔구".index(letter)
    return total + group + digit


@given(amounts)
def test_official_words_read_back_as_the_amount(amount):
    assert _read_words(won.won_in_words(amount)) == amount


def test_the_official_amount_says_it_twice():
    assert won.official_won(113_560) == "금113,560원(금일십일만삼천오백육십원)"


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (50_000_000, "5,000만원"),
        (140_000_000, "1억 4,000만원"),
        (300_000_000, "3억원"),
        (336_180_000, "3억 3,618만원"),
        (183_590, "18만 3,590원"),
        (0, "0원"),
        (-50_000, "-5만원"),
    ],
)
def test_a_headline_keeps_every_won(amount, shown):
    assert won.won_in_short(amount) == shown
