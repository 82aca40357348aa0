"""Sums of labor-cost support to the won, by the vectors that were published (domain.md §3.2)."""

from datetime import date
from decimal import Decimal

import pytest

from dure.apps.labor import rules
from dure.apps.labor.queries.values import ValuesOn
from dure.kernel.won import cut_below_won

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)
FULL = rules.Attendance(Decimal(176), Decimal(176))


def job(**more):
    said = {
        "kind": "general",
        "standing": "certified",
        "pay": 1_822_480,
        "week_hours": Decimal(40),
        "attendance": FULL,
        "vulnerable": False,
        "kept": 2,
    }
    return rules.Job(**{**said, **more})


def claimed(ratio="labor_general_certified", on=MARCH, **more):
    values = ValuesOn(on)
    return rules.claim_of(job(**more), values, values[ratio] if ratio else None)


def test_each_insurance_item_is_cut_below_ten_won_by_itself():
    items = rules.insurance_items(1_822_480, ValuesOn(MARCH))
    assert [item.amount for item in items] == [82_010, 62_510, 7_200, 14_570, 4_550, 12_750]
    assert sum(item.amount for item in items) == 183_590
    assert cut_below_won(1_822_480, 10_075, 100_000) == 183_614


@pytest.mark.parametrize(
    ("ratio", "vulnerable", "kept", "amount"),
    [
        ("labor_general_certified", False, 0, 802_428),
        ("labor_general_preliminary", False, 0, 1_003_035),
        ("labor_general_certified", True, 23, 1_203_642),
        ("labor_general_certified", False, 24, 1_203_642),
        ("labor_general_preliminary", True, 0, 1_404_249),
        ("labor_general_preliminary", True, 24, 1_805_463),
    ],
)
def test_a_full_month_of_2021_is_supported_to_the_published_won(ratio, vulnerable, kept, amount):
    found = claimed(ratio, vulnerable=vulnerable, kept=kept)
    assert (found.base, found.amount, found.own) == (2_006_070, amount, 2_006_070 - amount)


def test_the_ratio_never_passes_its_cap():
    values = ValuesOn(date(2018, 12, 1))
    old = rules.Value("예시", Decimal(70), "percent", "예시", MARCH)
    percent, words = rules.general_percent(old, ValuesOn(MARCH), vulnerable=True, kept=30)
    assert (percent, "한도 90%" in words) == (90, True)
    assert values["labor_old_preliminary_1"].number == 70


def test_a_month_is_paid_by_the_hours_that_were_worked():
    half = claimed(attendance=rules.Attendance(Decimal(176), Decimal(88)))
    assert half.figures[0].amount == 911_240
    assert claimed(attendance=rules.Attendance(Decimal(176), Decimal(0))).amount == 0
    assert claimed(week_hours=Decimal(20), attendance=rules.Attendance(Decimal(88), Decimal(88))).figures[0].amount == 911_240


@pytest.mark.parametrize(
    ("standing", "year", "pay", "amount"),
    [
        ("preliminary", 1, 2_000_000, 1_800_000),
        ("preliminary", 2, 2_000_000, 1_600_000),
        ("preliminary", 1, 3_000_000, 2_000_000),
        ("certified", 1, 3_000_000, 2_400_000),
        ("certified", 2, 3_000_000, 2_100_000),
        ("certified", 3, 3_000_000, 1_500_000),
        ("certified", 1, 4_000_000, 2_500_000),
    ],
)
def test_a_specialist_is_supported_less_each_year_and_never_beyond_the_cap(standing, year, pay, amount):
    key = rules.own_key(standing, year, 3 if standing == "certified" else 2)
    assert claimed(key, kind="specialist", standing=standing, pay=pay).amount == amount


@pytest.mark.parametrize(("pay", "amount"), [(1_822_480, 183_590), (3_000_000, 183_590), (1_000_000, 100_750)])
def test_insurance_is_supported_up_to_its_cap(pay, amount):
    assert claimed(None, kind="insurance", pay=pay).amount == amount


def test_values_change_on_their_day():
    assert [ValuesOn(date(year, 1, 1)).whole("labor_hour_wage") for year in (2021, 2022, 2026, 2027)] == [8_720, 9_160, 10_320, 10_700]
    assert [item.amount for item in rules.insurance_items(2_156_880, ValuesOn(date(2026, 3, 1)))][:3] == [102_450, 77_530, 10_180]
    assert ValuesOn(date(2020, 12, 31)).whole("labor_hour_wage") == 8_590


def test_every_figure_says_where_it_comes_from():
    found = claimed()
    assert all(figure.how for figure in found.figures)
    assert all(figure.source and figure.since for figure in found.figures if figure.label != "기준 금액")


def day(number, hours=8, kind="work"):
    return date(2021, 3, number), kind, Decimal(hours)


def test_overtime_is_not_supported_and_paid_leave_counts():
    worked = [day(n) for n in range(2, 32) if rules.is_working_day(date(2021, 3, n))]
    full = rules.attended(MARCH, Decimal(40), worked, longest_day=Decimal(8))
    assert (full.scheduled, full.counted, full.is_full) == (176, 176, True)
    long = rules.attended(MARCH, Decimal(40), [day(2, 10), day(3, 8, "leave"), day(4, 0, "absent")], longest_day=Decimal(8))
    assert (long.counted, long.overtime) == (16, 2)
    beyond = rules.attended(MARCH, Decimal(40), [*worked, day(6)], longest_day=Decimal(8))
    assert (beyond.counted, beyond.overtime, beyond.on_holidays) == (176, 8, 1)


@pytest.mark.parametrize(("month", "year"), [(date(2020, 3, 1), 1), (date(2021, 2, 1), 1), (date(2021, 3, 1), 2), (date(2023, 3, 1), 4)])
def test_years_of_support_are_counted_from_the_first_month(month, year):
    assert rules.support_year(date(2020, 3, 1), month) == year


@pytest.mark.parametrize(("joined", "kept"), [(date(2019, 4, 1), 24), (date(2019, 4, 2), 23), (date(2021, 3, 1), 1)])
def test_months_of_employment_are_whole_ones(joined, kept):
    assert rules.months_kept(joined, MARCH) == kept


@pytest.mark.parametrize(("month", "due"), [(date(2021, 3, 1), date(2021, 4, 12)), (date(2021, 4, 1), date(2021, 5, 10))])
def test_a_month_is_due_on_the_tenth_of_the_next_and_a_holiday_rolls_on(month, due):
    assert rules.due_on(month, 10) == due


def test_the_old_cohort_has_a_table_of_years():
    assert rules.general_key("certified", 2018, 2, 3, 2019) == "labor_old_certified_2"
    assert rules.general_key("certified", 2018, 5, 3, 2019) == "labor_old_certified_3"
    assert rules.general_key("certified", 2019, 2, 3, 2019) == "labor_general_certified"


def test_insurance_is_supported_four_years_within_five():
    def ask(year, before):
        return rules.reasons_against_years(kind="insurance", year=year, most_years=5, months_before=before, most_months=48)

    assert ask(5, 47) == []
    assert ask(5, 48) != []
    assert ask(6, 0) != []
