"""Money, dates and numbers as the screens write them."""

from datetime import date, timedelta

import pytest

from dure.kernel.clock import seoul
from dure.platform.templatetags import dure

AT = seoul(2027, 3, 9, 10)
DEADLINE = seoul(2027, 3, 15, 18)


@pytest.mark.parametrize(
    ("name", "value", "arguments", "shown"),
    [
        ("won", 50_000_000, (), "50,000,000원"),
        ("won", 0, (), "0원"),
        ("won", None, (), ""),
        ("won_short", 140_000_000, (), "1억 4,000만원"),
        ("day", date(2027, 3, 15), (), "2027.3.15."),
        ("day", DEADLINE, (), "2027.3.15."),
        ("instant", DEADLINE, (), "2027.3.15. 18:00"),
        ("day_words", date(2027, 3, 15), (AT,), "3월 15일(월)"),
        ("day_words", date(2026, 3, 15), (AT,), "2026년 3월 15일(일)"),
        ("instant_words", DEADLINE, (AT,), "3월 15일(월) 오후 6시"),
        ("official_day", date(2021, 2, 18), (), "2021. 2. 18.(목)"),
        ("time_left", DEADLINE, (AT,), "D-6"),
        ("time_left", DEADLINE, (DEADLINE,), "마감"),
        ("time_left", None, (AT,), ""),
        ("telephone", "0212345678", (), "02-1234-5678"),
        ("telephone", "070 4267 5044", (), "070-4267-5044"),
        ("telephone", "15445077", (), "1544-5077"),
        ("telephone", "내선 12", (), "내선 12"),
        ("business_number", "1234567890", (), "123-45-67890"),
        ("business_number", "12345", (), "12345"),
        ("file_size", 420_000, (), "0.4MB"),
        ("file_size", 38 * 1024, (), "38KB"),
        ("file_size", 12, (), "12바이트"),
        ("iso", DEADLINE, (), "2027-03-15T18:00:00+09:00"),
    ],
)
def test_values_are_written_one_way(name, value, arguments, shown):
    assert dure.register.filters[name](value, *arguments) == shown


@pytest.mark.parametrize(("left", "tone"), [(8, "calm"), (7, "near"), (4, "near"), (3, "soon"), (1, "soon"), (0, "closed"), (-1, "closed")])
def test_a_deadline_grows_warmer_as_it_comes(left, tone):
    assert dure.deadline_tone(AT + timedelta(days=left), AT) == tone
