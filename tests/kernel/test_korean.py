"""Particles, dates and time left, written one way everywhere."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.clock import seoul
from dure.kernel.korean import (
    day_words,
    days_left,
    instant_words,
    official_day,
    table_day,
    table_instant,
    time_left,
    with_particle,
)


@pytest.mark.parametrize(
    ("word", "particle", "whole"),
    [
        ("센터", "을", "센터를"),
        ("사업", "을", "사업을"),
        ("협약", "이", "협약이"),
        ("정산", "은", "정산은"),
        ("신청서", "은", "신청서는"),
        ("서울", "으로", "서울로"),
        ("구로", "으로", "구로로"),
        ("통장", "으로", "통장으로"),
        ("주제1", "을", "주제1을"),
        ("주제2", "을", "주제2를"),
        ("주제1", "으로", "주제1로"),
        ("협약서(안)", "을", "협약서(안)을"),
        ("네트워크", "과", "네트워크와"),
        ("마을기업", "이에요", "마을기업이에요"),
    ],
)
def test_the_particle_fits_the_last_sound(word, particle, whole):
    assert with_particle(word, particle) == whole


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8))
def test_a_closed_syllable_takes_the_closed_form(word):
    closed = (ord(word[-1]) - 0xAC00) % 28 != 0
    assert with_particle(word, "을") == word + ("을" if closed else "를")


def test_days_are_written_as_each_reader_expects():
    day = date(2021, 2, 18)
    assert official_day(day) == "2021. 2. 18.(목)"
    assert table_day(day) == "2021.2.18."
    assert day_words(day) == "2021년 2월 18일(목)"
    assert day_words(day, this_year=2021) == "2월 18일(목)"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (seoul(2027, 3, 15, 18), "3월 15일(월) 오후 6시"),
        (seoul(2027, 3, 15, 9, 30), "3월 15일(월) 오전 9시 30분"),
        (seoul(2027, 3, 15, 12), "3월 15일(월) 오후 12시"),
        (seoul(2027, 3, 16), "3월 15일(월) 밤 12시"),
    ],
)
def test_an_instant_is_said_as_people_say_it(at, words):
    assert instant_words(at, this_year=2027) == words


def test_an_instant_in_another_zone_is_told_in_seoul():
    assert table_instant(seoul(2027, 3, 15, 18)) == "2027.3.15. 18:00"
    assert table_instant(seoul(2027, 3, 15, 18) + timedelta(hours=8)) == "2027.3.16. 02:00"


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (seoul(2027, 3, 9, 10), "D-6"),
        (seoul(2027, 3, 13, 19), "1일 23시간"),
        (seoul(2027, 3, 15, 10), "오늘 18:00 마감"),
        (seoul(2027, 3, 15, 17, 48), "12분 남음"),
        (seoul(2027, 3, 15, 17, 59, 59), "1분 남음"),
        (seoul(2027, 3, 15, 18), "마감"),
    ],
)
def test_time_left_grows_more_exact_as_the_hour_comes(at, shown):
    assert time_left(seoul(2027, 3, 15, 18), at) == shown


def test_a_window_that_ends_at_midnight_has_its_last_day_before():
    midnight = seoul(2027, 3, 16)
    assert days_left(midnight, seoul(2027, 3, 15, 9)) == 0
    assert time_left(midnight, seoul(2027, 3, 15, 9)) == "오늘 24:00 마감"
    assert days_left(midnight, seoul(2027, 3, 16, 9)) == -1
