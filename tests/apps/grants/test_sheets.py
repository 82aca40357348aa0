"""Tables as people paste them."""

from datetime import date, time

import pytest

from dure.apps.grants.rules.sheets import BANK_HEADS, EXPENSE_HEADS, columns_of, head_row, read_amount, read_time, table_of
from dure.kernel.typed import day_before_words


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-15",
        "2027.3.15.",
        "2027. 3. 15.(월)",
        "'27.03.15.",
        "27/3/15",
        "2027년 3월 15일",
        "20270315",
        "3/15",
        "3월 15일",
        "2027-03-15 14:05:33",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert day_before_words(text, year=2027) == date(2027, 3, 15)


@pytest.mark.parametrize("text", ["", "봄", "2027-13-01", "합계"])
def test_what_is_no_day_is_none(text):
    assert day_before_words(text, year=2027) is None


AMOUNTS = [("1,200,000원", 1_200_000), ("₩ 35,000", 35_000), ("-35,000", -35_000), ("35000.0", 35_000), ("", 0), ("만원", None)]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_however_it_is_written(text, amount):
    assert read_amount(text) == amount


HOURS = [("2027.03.15 14:05:33", time(14, 5)), ("140533", time(14, 5)), ("9시 07분", time(9, 7)), ("", None), ("99:99", None)]


@pytest.mark.parametrize(("text", "clock"), HOURS)
def test_an_hour_is_read(text, clock):
    assert read_time(text) == clock


def test_korean_heads_are_recognized_in_any_order_below_a_title():
    table = table_of("예시 통장 거래내역\n\n거래일시\t적요\t출금액(원)\t입금액(원)\t거래점\n2027.03.15 14:05\t예시상점\t35,000\t0\t본점")
    assert head_row(table, BANK_HEADS, wanted=("on", "out")) == (1, {"on": 0, "payee": 1, "out": 2, "in": 3})
    assert columns_of(["집행일", "비목", "금액", "거래처", "적요"], EXPENSE_HEADS) == {
        "spent_on": 0, "category": 1, "amount": 2, "payee_name": 3, "memo": 4
    }  # fmt: skip


def test_commas_inside_quotes_stay():
    assert table_of('날짜,금액\n2027-03-15,"1,200,000"')[1] == ["2027-03-15", "1,200,000"]
