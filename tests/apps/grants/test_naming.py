"""Which row a dropped file belongs to, and as which paper, read from its name alone."""

from datetime import date

import pytest

from dure.apps.grants.rules.evidence import WantedPaper
from dure.apps.grants.rules.naming import Target, guesses, kind_in

PAPERS = (WantedPaper("tax_invoice"), WantedPaper("quotation", 2))
FIRST = Target("a", 1, date(2026, 3, 10), (35_000,), "예시상점", PAPERS)
SECOND = Target("b", 2, date(2026, 3, 11), (1_200_000, 1_160_400), "예시인쇄", (WantedPaper("tax_invoice"),))
THIRD = Target("c", 3, date(2026, 3, 11), (35_000,), "예시문구", PAPERS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("예시상점 세금계산서.pdf", "tax_invoice"),
        ("카드 전표.jpg", "tax_invoice"),
        ("견적서(1).pdf", "quotation"),
        ("이체확인증.png", "transfer_confirmation"),
        ("원천징수 이행상황신고서.pdf", "withholding_report"),
        ("통장사본.pdf", "bankbook_copy"),
        ("IMG_0042.jpg", ""),
    ],
)
def test_a_name_tells_the_kind_of_paper(name, kind):
    assert kind_in(name) == kind


@pytest.mark.parametrize(
    ("name", "target", "why"),
    [
        ("02_세금계산서.pdf", "b", "줄 번호"),
        ("3번 견적서.pdf", "c", "줄 번호"),
        ("20260310_계산서.pdf", "a", "날짜"),
        ("3월 10일 전표.jpg", "a", "날짜"),
        ("(주)예시 인쇄 계산서.pdf", "b", "받은 곳"),
        ("1,160,400 이체.pdf", "b", "금액"),
        ("예시문구 35000 전표.jpg", "c", "금액, 받은 곳"),
        ("3.11 예시문구.jpg", "c", "받은 곳, 날짜"),
    ],
)
def test_a_name_finds_its_row_and_says_by_what(name, target, why):
    (guess,) = guesses([name], [FIRST, SECOND, THIRD])
    assert (guess.target, guess.why) == (target, why)


@pytest.mark.parametrize("name", ["35,000 전표.jpg", "20260311.pdf", "스캔.pdf", "9번.pdf"])
def test_a_name_that_fits_two_rows_or_none_is_left_for_people(name):
    (guess,) = guesses([name], [FIRST, SECOND, THIRD])
    assert guess.target == ""


def test_a_file_without_a_kind_is_the_only_paper_that_its_row_lacks_and_a_second_one_is_asked_about():
    first, second = guesses(["02_a.pdf", "02_b.pdf"], [FIRST, SECOND])
    assert (first.target, first.kind) == ("b", "tax_invoice")
    assert (second.target, second.kind) == ("b", "")
    (unsure,) = guesses(["01_a.pdf"], [FIRST, SECOND])
    assert unsure.kind == ""


def test_two_copies_are_lacking_until_both_are_there():
    assert [paper.label for paper in FIRST.lacking(["quotation"])] == ["세금계산서 또는 카드전표", "견적서 2부"]
    assert FIRST.lacking(["quotation", "quotation", "tax_invoice"]) == []
