"""Rates as data: what holds on a day, where it comes from, and what the center adds."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from dure.kernel.errors import Refused
from dure.platform import rates
from dure.platform.models import OwnRate
from dure.platform.verbs import NO_KEY
from tests.platform.makers import NOON, SOMEBODY

FIRST, NEXT = date(2026, 1, 1), date(2027, 1, 1)


@pytest.fixture
def known(monkeypatch):
    """One series of our own with two values."""
    series = rates.Series(
        "wage", "시간급", "won", (rates.Rate(Decimal(10320), FIRST, "고시 1"), rates.Rate(Decimal(10700), NEXT, "고시 2"))
    )
    monkeypatch.setattr(rates, "every", lambda: {"wage": series})
    return series


def put(since: date, value: str, source: str = "지침 12쪽"):
    return rates.put_rate(rate_key="wage", since=since, value=value, source=source, by=SOMEBODY, at=NOON, key=NO_KEY)


def test_every_series_of_the_house_has_a_source_for_each_value():
    assert all(rate.source for series in rates.every().values() for rate in series.values)


@pytest.mark.django_db
def test_a_value_holds_from_its_day_until_the_next_one(known):
    assert rates.whole("wage", on=date(2026, 12, 31)) == 10320
    assert rates.whole("wage", on=NEXT) == 10700


@pytest.mark.django_db
def test_a_day_before_the_first_value_is_refused_by_name(known):
    with pytest.raises(Refused, match="시간급"):
        rates.of("wage", on=date(2025, 12, 31))


@pytest.mark.django_db
def test_what_the_center_adds_holds_from_its_day_and_leaves_earlier_days_alone(known):
    put(date(2027, 7, 1), "10,900")
    assert rates.whole("wage", on=date(2027, 6, 30)) == 10700
    assert rates.of("wage", on=date(2027, 7, 1)).own


@pytest.mark.django_db
def test_of_two_values_of_one_day_the_center_counts(known):
    put(NEXT, "10701")
    assert [rate.whole for rate in rates.series("wage")] == [10320, 10701]
    assert rates.all_on(NEXT)[0][1].whole == 10701


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "많이", "-1", "NaN", "1e400", "1.23456"])
def test_what_is_no_value_is_refused_with_an_example(known, value):
    with pytest.raises(Refused, match="예: 10,700"):
        put(NEXT, value)


@pytest.mark.django_db
def test_a_value_without_a_source_is_refused(known):
    with pytest.raises(Refused, match="근거"):
        put(NEXT, "10800", source=" ")


@pytest.mark.django_db
def test_a_value_once_added_never_changes(known):
    row = put(NEXT, "10800")
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnRate.objects.filter(pk=row.pk).update(value=1)
