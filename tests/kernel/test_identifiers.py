"""Korean identifiers, with the vectors of domain.md §9.1."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.identifiers import (
    business_number_shown,
    is_business_number,
    is_corporate_number,
    looks_like_resident_number,
    telephone_shown,
    tidy_digits,
)


@pytest.mark.parametrize("number", ["124-81-00998", "220-81-62517", "120-81-47521", "116-82-00276", "134-86-72683", " 124 81 00998 "])
def test_a_right_business_number_is_taken(number):
    assert is_business_number(number)


@pytest.mark.parametrize("number", ["124-81-00999", "1248100999", "124-81-0099", "124-81-009988", "", "１２４８１００９９８", "12481O0998"])
def test_a_wrong_business_number_is_not(number):
    assert not is_business_number(number)


@given(st.sampled_from(["1248100998", "2208162517", "1208147521"]), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found_wherever_it_weighs(number, place, more):
    wrong = number[:place] + str((int(number[place]) + more) % 10) + number[place + 1 :]
    # the ninth digit weighs 5 and a half of that besides, so two of its values may share a check digit
    assert place == 8 or not is_business_number(wrong)


@pytest.mark.parametrize("number", ["130111-0006246", "110111-0062432"])
def test_a_right_corporate_number_is_taken(number):
    assert is_corporate_number(number)


@pytest.mark.parametrize("number", ["110111-0062433", "110111-006243", "abcdef-0062432"])
def test_a_wrong_corporate_number_is_not(number):
    assert not is_corporate_number(number)


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("0220886087", "02-2088-6087"),
        ("021234567", "02-123-4567"),
        ("07042675044", "070-4267-5044"),
        ("01012345678", "010-1234-5678"),
        ("15445077", "1544-5077"),
        ("12", "12"),
    ],
)
def test_a_telephone_number_is_shown_with_its_hyphens(digits, shown):
    assert telephone_shown(digits) == shown


def test_a_business_number_is_shown_as_papers_write_it():
    assert business_number_shown(tidy_digits("124.81.00998")) == "124-81-00998"


@pytest.mark.parametrize("text", ["900101-1234567", "9001011234567", "번호는 900101 - 2234567 입니다", "051231-3234567"])
def test_text_with_a_resident_number_is_recognized(text):
    assert looks_like_resident_number(text)


@pytest.mark.parametrize("text", ["124-81-00998", "110111-0062432", "02-2088-6087", "2021.02.18", "123456789012345678", "901301-1234567"])
def test_other_numbers_are_left_alone(text):
    assert not looks_like_resident_number(text)
