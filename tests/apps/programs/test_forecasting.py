"""What past years let one expect: whole months, with the years they rest on; never a day, and nothing where nothing is known."""

from datetime import date

import pytest

from dure.apps.programs.forecasting import Held, Member, families, forecast
from dure.apps.programs.models import Edition
from dure.apps.programs.queries.forecasts import expected_in, is_coming
from dure.apps.programs.queries.timetable import TimetableFilters, timetable
from dure.desks.timetable.ics import timetable_ics
from dure.kernel.clock import seoul
from dure.kernel.period import Precision
from tests.apps.programs import makers
from tests.apps.programs.makers import BEFORE, WITHIN, YEAR


def held(year, first, last="", precision=Precision.DAY):
    days = [date.fromisoformat(day) if day else None for day in (first, last or first)]
    return Held(year, "intake", *days, precision)


def test_the_same_month_in_two_years_is_that_month_with_both_as_basis():
    told = forecast([held(2019, "2019-03-04", "2019-03-15"), held(2021, "2021-03-01", "2021-03-31", Precision.MONTH)], 2028)
    assert (told.first, told.last) == (date(2028, 3, 1), date(2028, 3, 31))
    assert told.basis == "2019년 3월, 2021년 3월 중 → 2028년 3월 예상"


def test_years_that_differ_give_the_span_of_months():
    told = forecast([held(2019, "2019-02-20"), held(2021, "2021-04-02", "2021-05-03")], 2024)
    assert (told.first, told.last) == (date(2024, 2, 1), date(2024, 5, 31))
    assert told.basis.endswith("→ 2024년 2–5월 예상")


def test_february_ends_with_the_year_it_is_told_for():
    assert forecast([held(2021, "2021-02-08", "2021-02-22")], 2028).last == date(2028, 2, 29)


def test_days_before_the_programs_year_stay_before_it():
    told = forecast([held(2019, "2018-12-10", "2019-01-05")], 2028)
    assert (told.first, told.last) == (date(2027, 12, 1), date(2028, 1, 31))
    assert told.basis == "2018년 12월–2019년 1월 → 2027년 12월–2028년 1월 예상"


@pytest.mark.parametrize("precision", [Precision.ORDER_ONLY, Precision.ROLLING, Precision.UNTIL_SPENT])
def test_what_no_year_dates_is_not_foretold(precision):
    assert forecast([held(2021, "2021-02-08", precision=precision)], 2028) is None
    assert forecast([Held(2021, "intake", None, None, precision)], 2028) is None


def test_only_the_newest_three_years_count():
    acts = [held(year, f"{year}-{month:02d}-05") for year, month in ((2017, 1), (2019, 6), (2020, 6), (2021, 6))]
    assert forecast(acts, 2022).basis == "2019년 6월, 2020년 6월, 2021년 6월 → 2022년 6월 예상"


def test_programs_are_kin_by_address_by_copy_and_by_what_they_say_they_follow():
    found = families(
        [
            Member(1, 2019, "old-name"),
            Member(2, 2019, "same-name"),
            Member(3, 2021, "new-name", follows="old-name"),
            Member(4, 2021, "same-name"),
            Member(5, 2026, "another-name", copied_from=3),
            Member(6, 2021, "alone-here"),
        ]
    )
    assert [[member.id for member in family] for family in found] == [[1, 3, 5], [2, 4], [6]]


@pytest.mark.parametrize(
    ("year", "newest", "coming"),
    [(2026, 2026, False), (2027, 2026, True), (2022, 2021, True), (2021, 2021, False), (2060, 2026, False), (2027, None, True)],
)
def test_only_a_near_year_that_is_not_lived_yet_is_coming(year, newest, coming):
    assert is_coming(year, WITHIN, newest) is coming


@pytest.mark.django_db
def test_next_years_timetable_has_what_is_expected_without_any_edition():
    makers.program("sample-kept")
    table = timetable(YEAR + 1, TimetableFilters(), at=WITHIN)
    assert not Edition.objects.filter(year=YEAR + 1).exists()
    (row,) = table.rows
    assert (row.is_expected, table.expected) == (True, 1)
    intake = next(entry for entry in row.entries if entry.kind == "intake")
    assert (intake.first, intake.last, intake.precision) == (date(2027, 2, 1), date(2027, 2, 28), Precision.MONTH)
    assert intake.basis == "2026년 2월 → 2027년 2월 예상"
    meeting = next(entry for entry in row.entries if entry.kind == "meeting")
    assert not meeting.is_dated


@pytest.mark.django_db
def test_what_is_planned_and_published_is_expected_no_more():
    makers.program("sample-kept")
    makers.program("sample-other")
    makers.edition(YEAR + 1)
    makers.program("sample-kept", year=YEAR + 1)
    rows = {row.card.slug: row.is_expected for row in timetable(YEAR + 1, TimetableFilters(), at=WITHIN).rows}
    assert rows == {"sample-kept": False, "sample-other": True}
    assert [one.program.slug for one in expected_in(YEAR + 1)] == ["sample-other"]


@pytest.mark.django_db
def test_the_lived_year_shows_no_forecast_and_a_far_one_is_empty():
    makers.program("sample-kept")
    makers.program("sample-older", year=YEAR)
    assert timetable(YEAR, TimetableFilters(), at=WITHIN).expected == 0
    assert timetable(YEAR + 9, TimetableFilters(), at=WITHIN).count == 0


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 4])
def test_the_queries_of_a_forecast_do_not_grow_with_its_rows(count, django_assert_num_queries):
    for _ in range(count):
        makers.program()
    with django_assert_num_queries(5):
        assert timetable(YEAR + 1, TimetableFilters(), at=WITHIN).count == count


@pytest.mark.django_db
def test_in_a_calendar_what_is_expected_is_tentative_and_says_why():
    makers.program("sample-kept")
    said = timetable_ics(timetable(YEAR + 1, TimetableFilters(), at=BEFORE), at=seoul(2026, 2, 1, 10), host="example.test").decode()
    unfolded = said.replace("\r\n ", "")
    assert "STATUS:TENTATIVE" in unfolded
    assert "(예상)" in unfolded
    assert "2026년 2월 → 2027년 2월 예상" in unfolded
