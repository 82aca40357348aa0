"""Half-open windows and the days that the law counts (domain.md §9.4)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.kernel.clock import seoul
from dure.kernel.period import (
    Period,
    due_after_days,
    due_after_months,
    is_working_day,
    months_later,
    next_working_day,
    start_of,
)

days = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (seoul(2021, 2, 22, 17, 59, 59, 999), True),
        (seoul(2021, 2, 22, 18), False),
        (seoul(2021, 2, 8), True),
        (seoul(2021, 2, 7, 23, 59, 59, 999), False),
    ],
)
def test_the_last_millisecond_counts_and_the_closing_instant_is_late(at, counts):
    window = Period(seoul(2021, 2, 8), seoul(2021, 2, 22, 18))
    assert window.holds(at) is counts


def test_a_day_without_an_hour_ends_at_twenty_four():
    window = Period.of_days(date(2021, 2, 8), date(2021, 2, 22))
    assert window.closes == seoul(2021, 2, 23)
    assert window.holds(seoul(2021, 2, 22, 23, 59, 59, 999))
    assert window.is_over(seoul(2021, 2, 23))


def test_a_center_may_close_its_days_at_six():
    assert Period.of_days(date(2021, 2, 8), date(2021, 2, 22), closing_hour=18).closes == seoul(2021, 2, 22, 18)


def test_a_window_that_never_opens_cannot_be_made():
    with pytest.raises(ValueError, match="ends after it begins"):
        Period(seoul(2021, 2, 8), seoul(2021, 2, 8))


@given(days, st.integers(0, 60), st.integers(-90 * 24 * 60, 90 * 24 * 60))
def test_an_instant_is_before_inside_or_over_never_two_of_them(first, length, minutes):
    window = Period.of_days(first, first + timedelta(days=length))
    at: datetime = window.opens + timedelta(minutes=minutes)
    assert [at < window.opens, window.holds(at), window.is_over(at)].count(True) == 1


@pytest.mark.parametrize(
    ("event", "months", "legal_end", "effective"),
    [
        (date(2021, 11, 30), 2, date(2022, 1, 31), date(2022, 2, 3)),
        (date(2025, 12, 31), 2, date(2026, 2, 28), date(2026, 3, 3)),
        (date(2023, 12, 31), 2, date(2024, 2, 29), date(2024, 2, 29)),
        (date(2025, 12, 31), 4, date(2026, 4, 30), date(2026, 4, 30)),
        (date(2026, 8, 14), 12, date(2027, 8, 14), date(2027, 8, 17)),
    ],
)
def test_months_are_counted_by_the_calendar_and_a_holiday_rolls_on(event, months, legal_end, effective):
    assert months_later(event, months) == legal_end
    assert due_after_months(event, months) == effective


def test_twenty_days_that_end_on_the_harvest_feast_roll_to_monday():
    assert due_after_days(date(2026, 9, 4), 20) == date(2026, 9, 28)


@pytest.mark.parametrize(
    "substitute",
    [
        *(date(2026, month, day) for month, day in [(3, 2), (5, 25), (8, 17), (10, 5)]),
        *(date(2027, month, day) for month, day in [(2, 9), (5, 3), (7, 19), (8, 16), (10, 4), (10, 11), (12, 27)]),
    ],
)
def test_substitute_holidays_are_no_working_days(substitute):
    assert not is_working_day(substitute)


@pytest.mark.parametrize("holiday", [date(2026, 5, 1), date(2026, 7, 17)])
def test_labor_day_and_constitution_day_are_holidays_again_in_2026(holiday):
    assert not is_working_day(holiday)


def test_a_day_that_the_center_enters_is_a_holiday_too():
    tuesday = date(2026, 11, 24)
    assert is_working_day(tuesday)
    assert next_working_day(tuesday, frozenset({tuesday})) == date(2026, 11, 25)


@given(days, st.integers(1, 24))
def test_a_period_of_months_is_never_shorter_than_its_months(event, months):
    end = months_later(event, months)
    assert (end.year - event.year) * 12 + end.month - event.month in {months, months + 1}
    assert due_after_months(event, months) >= end


@given(days)
def test_the_day_begins_where_the_one_before_it_ends(day):
    assert start_of(day + timedelta(days=1)) - start_of(day) == timedelta(days=1)
