"""What people type: amounts and days however they are written, and a sentence where they cannot be read."""

from datetime import date

import pytest

from dure.kernel.errors import Refused
from dure.kernel.typed import as_typed, day_before_words, day_of, read_day, read_maybe_day, read_won, row_number, row_numbers

IDES = date(2027, 3, 15)


@pytest.mark.parametrize(
    "text",
    ["2027-03-15", "2027.3.15.", "2027. 3. 15.", " 2027/3/15 ", "'27.03.15.", "2027년 3월 15일", "20270315", "2027. 3. 15.(월)"],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day_of(text) == IDES
    assert read_day(text, "쓴 날") == IDES


@pytest.mark.parametrize(
    "text", ["", "2027-02-30", "2027-03-15x", "3/15", "2027-03-15 – 2027-03-16", "2027-03-151", "어제", "２０２７-03-15"]
)
def test_what_is_no_day_says_how_to_write_one(text):
    assert day_of(text) is None
    with pytest.raises(Refused, match="쓴 날을 골라 주세요"):
        read_day(text, "쓴 날")


def test_a_cell_may_say_more_behind_its_day_and_leave_the_year_out():
    assert day_before_words("2027.03.15 14:05:33", year=2027) == IDES
    assert day_before_words("3월 15일", year=2027) == IDES
    assert day_before_words("합계", year=2027) is None


def test_a_day_that_may_be_missing_is_nothing():
    assert read_maybe_day(" ", "그만둔 날") is None
    assert read_maybe_day("2027-03-15", "그만둔 날") == IDES


def test_an_amount_that_is_none_is_refused_with_the_particle_that_fits():
    assert read_won(" 1,200,000원", "쓴 금액") == 1_200_000
    for what, said in (("쓴 금액", "쓴 금액은"), ("이자", "이자는")):
        with pytest.raises(Refused, match=f"{said} 원 단위 숫자로"):
            read_won("백만", what)


def test_numbers_of_rows_are_whole_or_none():
    assert [row_number(text) for text in ("7", "0", "-1", "7a", "", None, "９", "9" * 19)] == [7, 0, 0, 0, 0, 0, 0, 0]
    assert row_numbers(["3", "x", "3", "2"]) == [3, 2]


def test_what_was_typed_wins_over_what_is_suggested():
    boxes = as_typed({"amount": "1"}, amount="2", memo="예시")
    assert (boxes["amount"], boxes["memo"], boxes["else"]) == ("1", "예시", "")
