"""What the documents write, read into won, counts and days."""

from datetime import date

import pytest

from dure.platform.catalog.amounts import Unreadable, bounded, read_amount, read_count, read_window


@pytest.mark.parametrize(
    ("text", "least", "most", "qualifier"),
    [
        ("4.5천만원", 45_000_000, 45_000_000, "exact"),
        ("1.24억원", 124_000_000, 124_000_000, "exact"),
        ("8천7백만원", 87_000_000, 87_000_000, "exact"),
        ("1억 5천만원", 150_000_000, 150_000_000, "exact"),
        ("1백만원", 1_000_000, 1_000_000, "exact"),
        ("최대 9백만원", None, 9_000_000, "max"),
        ("인당 최대 300만원", None, 3_000_000, "max"),
        ("3천만원 내외", 30_000_000, 30_000_000, "about"),
        ("총 168,718천원", 168_718_000, 168_718_000, "exact"),
        ("약 40,000천 원", 40_000_000, 40_000_000, "about"),
        ("평균 15,000천원", 15_000_000, 15_000_000, "average"),
        ("30,000천원~50,000천원", 30_000_000, 50_000_000, "range"),
        ("1,000 - 2,000만원", 10_000_000, 20_000_000, "range"),
        ("월 최대 200~250만원", 2_000_000, 2_500_000, "range"),
        ("1m2당 (임대료/月) 4,500원", 4_500, 4_500, "exact"),
        ("사업 참여기업 협약 뒤 6,000천원", 6_000_000, 6_000_000, "exact"),
        ("무료", 0, 0, "exact"),
        ("미정", None, None, "undecided"),
        ("(관리비/月) 실비", None, None, "actual"),
    ],
)
def test_an_amount_is_read_in_whole_won_with_its_words(text, least, most, qualifier):
    read = read_amount(text)
    assert (read["min"], read["max"], read["qualifier"], read["text"]) == (least, most, qualifier, text)


@pytest.mark.parametrize("text", ["공고 후 안내", "15,000", "0.3원"])
def test_words_that_hold_no_amount_are_refused(text):
    with pytest.raises(Unreadable):
        read_amount(text)


def test_a_qualifier_given_by_hand_opens_the_end_it_leaves_open():
    assert bounded({"min": 5, "max": 5, "qualifier": "max"}) == {"min": None, "max": 5, "qualifier": "max"}
    assert bounded({"min": 5, "max": 5, "qualifier": "min"}) == {"min": 5, "max": None, "qualifier": "min"}
    assert bounded({"min": 5, "max": 5, "qualifier": "average"}) == {"min": 5, "max": 5, "qualifier": "average"}


@pytest.mark.parametrize(
    ("text", "least", "most", "qualifier", "unit"),
    [
        ("7개 내외", 7, 7, "about", "개"),
        ("5~15개 기업", 5, 15, "range", "개"),
        ("멘토링 2~3회", 2, 3, "range", "회"),
        ("연 32회", 32, 32, "exact", "회"),
        ("연 6회 이상", 6, None, "min", "회"),
        ("약 8,800명 대상", 8_800, 8_800, "about", "명"),
        ("서울지역 2700여 개의 협동조합", 2_700, 2_700, "about", "여"),
        ("25개구", 25, 25, "exact", "개구"),
        ("2식", 2, 2, "exact", "식"),
    ],
)
def test_a_count_is_read_with_its_unit(text, least, most, qualifier, unit):
    read = read_count(text)
    assert (read["min"], read["max"], read["qualifier"], read["unit"]) == (least, most, qualifier, unit)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "hour"),
    [
        ("2021-02-08..2021-02-22", date(2021, 2, 8), date(2021, 2, 22), "day", None),
        ("2021-02-25", date(2021, 2, 25), date(2021, 2, 25), "day", None),
        ("..2021-02-19", None, date(2021, 2, 19), "day", None),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28), "month", None),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month", None),
        ("2021-02/late", date(2021, 2, 21), date(2021, 2, 28), "part_of_month", None),
        ("..2021-05/early", None, date(2021, 5, 10), "part_of_month", None),
        ("2021-09/late..2021-10", date(2021, 9, 21), date(2021, 10, 31), "month", None),
        ("2021-02-16..2021-03-02T18:00", date(2021, 2, 16), date(2021, 3, 2), "minute", "18:00"),
        ("rolling", None, None, "rolling", None),
        ("rolling 2021-01..2021-12", date(2021, 1, 1), date(2021, 12, 31), "rolling", None),
        ("until_spent 2019-01..2019-12", date(2019, 1, 1), date(2019, 12, 31), "until_spent", None),
        ("order_only", None, None, "order_only", None),
    ],
)
def test_a_window_keeps_the_precision_of_the_source(text, first, last, precision, hour):
    assert read_window(text) == {"from": first, "to": last, "precision": precision, "hour": hour}


def test_a_day_that_is_none_is_refused():
    with pytest.raises(Unreadable):
        read_window("2021년 봄")
