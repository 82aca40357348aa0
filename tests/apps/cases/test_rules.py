"""Rules about answers, the budget and what is still wanted."""

import pytest

from dure.apps.cases.rules.answers import missing, read_section, words_of
from dure.apps.cases.rules.budget import TypedRow, limits, read_budget, share_words
from dure.apps.programs.facade import Base, BudgetCategory, OwnShare, Question, Section, Terms


def terms(**more) -> Terms:
    said = {
        "sha256": "a" * 64,
        "schema_number": 1,
        "year": 2026,
        "title": "예시",
        "legal_basis": "entrusted",
        "payment_mode": "ahead",
        "stages": (),
    }
    categories = (BudgetCategory("meeting", "회의비"), BudgetCategory("labor", "인건비", most_percent=30))
    return Terms(**{**said, "categories": categories, **more})


def section(kind: str, **more) -> Section:
    return Section("one", "하나", (Question("q", "물음", kind, **more),))


@pytest.mark.parametrize("typed", ["-1", "0.1", "1e400", "NaN", "１０００", str(2**63), "1,00", "천원", "--5"])
def test_an_amount_that_is_no_whole_won_is_refused_kindly(typed):
    read = read_budget(terms(), [TypedRow("meeting", "회의", typed, "0")])
    assert read.rows == ()
    assert read.reasons == ["1번째 줄: 보조금 금액은 0 이상의 원 단위 숫자로 적어 주세요. 예: 1,200,000"]


@pytest.mark.parametrize(("typed", "won"), [("1,000", 1000), ("1000원", 1000), (" 0 ", 0), ("", 0)])
def test_an_amount_is_read_as_people_type_it(typed, won):
    assert read_budget(terms(), [TypedRow("meeting", "회의", typed, "")]).grant == won


def test_blank_rows_are_left_out_and_a_row_without_category_is_told_by_its_number():
    read = read_budget(terms(), [TypedRow(), TypedRow("", "회의", "1,000", ""), TypedRow("meeting", "", "2,000", "")])
    assert [row.grant for row in read.rows] == [2000]
    assert read.reasons == ["2번째 줄: 비목을 골라 주세요."]


def test_the_share_says_of_what_it_is_counted():
    share = OwnShare(20, Base.TOTAL)
    assert share_words(share, grant=50_000_000, own=14_000_000) == "자부담은 총사업비 64,000,000원의 21.8% · 20% 이상이면 돼요."


def test_a_limit_is_shown_before_it_is_broken():
    rows = read_budget(terms(), [TypedRow("labor", "한 명", "240,000", ""), TypedRow("meeting", "회의", "760,000", "")]).rows
    assert limits(terms(), rows) == ["인건비: 보조금의 30%까지, 지금 24.0% (240,000원)"]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("number", "1,200", 1200),
        ("money", "5,000", 5000),
        ("date", "2026. 4. 1.", "2026-04-01"),
        ("date", "2026-04-01", "2026-04-01"),
        ("text", " 예시 ", "예시"),
        ("yes_no", "yes", "yes"),
    ],
)
def test_answers_are_tidied(kind, typed, kept):
    assert read_section(section(kind), {"q": [typed]}).kept == {"q": kept}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "-1"), ("number", "１２"), ("date", "2026-02-30"), ("choice", "none"), ("money", "1.5"), ("yes_no", "maybe")],
)
def test_what_cannot_be_an_answer_is_told(kind, typed):
    read = read_section(section(kind), {"q": [typed]})
    assert (read.kept, list(read.errors)) == ({}, ["q"])


def test_a_text_longer_than_wanted_says_by_how_much():
    read = read_section(section("text", longest=3), {"q": ["다섯글자요"]})
    assert read.errors == {"q": "3자까지 쓸 수 있어요. 2자를 줄여 주세요."}


def test_something_like_a_resident_number_is_never_kept():
    assert read_section(section("long_text"), {"q": ["번호는 900101-1234567 이에요"]}).kept == {}


def test_people_are_rows_and_empty_ones_are_left_out():
    read = read_section(section("people"), {"q_who": ["대표", ""], "q_duty": ["총괄", ""]})
    assert read.kept == {"q": [{"who": "대표", "duty": "총괄"}]}
    assert words_of(section("people").questions[0], read.kept["q"]) == "대표 · 총괄"


def test_zero_is_an_answer_and_nothing_is_not():
    assert missing(section("number"), {"q": 0}) == []
    assert [question.key for question in missing(section("number"), {})] == ["q"]
