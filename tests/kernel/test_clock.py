"""One clock, to the millisecond, in Seoul."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from dure.kernel.clock import now, seoul, seoul_date, to_millisecond


@time_machine.travel(datetime(2021, 2, 22, 8, 59, 59, 999_999, tzinfo=UTC), tick=False)
def test_now_is_in_seoul_and_never_rounds_up_into_the_deadline():
    assert now() == seoul(2021, 2, 22, 17, 59, 59, 999)
    assert now().utcoffset() == timedelta(hours=9)


def test_a_day_begins_at_midnight_in_seoul():
    assert seoul_date(datetime(2021, 2, 22, 15, tzinfo=UTC)) == date(2021, 2, 23)
    assert seoul_date(datetime(2021, 2, 22, 14, 59, tzinfo=UTC)) == date(2021, 2, 22)


def test_what_lies_below_the_millisecond_is_cut():
    assert to_millisecond(datetime(2021, 1, 1, microsecond=1_999, tzinfo=UTC)).microsecond == 1_000
