"""Kinds of questions, conditions between them and their limits. Pure: no database."""

import pytest

from dure.apps.cases.queries.asking import questions_of, settled, typed_data
from dure.apps.cases.rules.answers import missing, read_section, words_of
from dure.apps.cases.rules.budget import TypedRow, bounds, read_budget
from dure.apps.cases.rules.conditions import hidden_keys, shown_answers
from dure.apps.programs import facade as programs
from dure.apps.programs.reading import read_terms
from tests.apps.cases.makers import network_document

Q, Column = programs.Question, programs.Column
TABLE = Q(
    "sales",
    "판매처",
    "table",
    most=2,
    columns=(Column("place", "곳"), Column("amount", "금액", "money"), Column("since", "언제부터", "date")),
)


def section(*questions: Q, key: str = "page") -> programs.Section:
    return programs.Section(key, "쪽", questions)


def test_every_kind_that_may_be_written_can_be_read_and_shown():
    columns = (Column("a", "가"),)
    for kind in programs.QUESTION_KINDS:
        question = Q("q", "물음", kind, choices=(("a", "가"),), columns=columns, text="글", fact="party.name")
        read = read_section(section(question), {})
        assert read.errors == {}
        assert words_of(question, read.kept["q"]) == ""
        assert questions_of(section(question), read.kept, {})[0].kind == kind


def test_a_table_is_read_row_by_row_and_empty_rows_fall_out():
    typed = {"sales__place": ["", "예시 매장"], "sales__amount": ["", "1,200,000"], "sales__since": ["", "2027. 3. 2."]}
    read = read_section(section(TABLE), typed)
    assert read.kept["sales"] == [{"place": "예시 매장", "amount": 1_200_000, "since": "2027-03-02"}]
    assert words_of(TABLE, read.kept["sales"]) == "곳 예시 매장 · 금액 1,200,000원 · 언제부터 2027.3.2."


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"sales__place": ["가"], "sales__amount": ["-3"], "sales__since": [""]}, "1번째 줄 금액"),
        ({"sales__place": ["가", "나", "다"], "sales__amount": ["", "", ""], "sales__since": ["", "", ""]}, "2줄까지"),
        ({"sales__place": ["900101-1234567"], "sales__amount": [""], "sales__since": [""]}, "주민등록번호"),
    ],
)
def test_a_table_tells_what_is_wrong_and_where(cells, sentence):
    assert sentence in read_section(section(TABLE), cells).errors["sales"]


@pytest.mark.parametrize(("typed", "accepted"), [("3", True), ("10", True), ("2", False), ("11", False)])
def test_a_number_stays_within_its_limits(typed, accepted):
    question = Q("n", "수", "number", least=3, most=10)
    assert (read_section(section(question), {"n": [typed]}).errors == {}) is accepted
    assert "3부터 10까지" in questions_of(section(question), {}, {})[0].hint


def test_no_more_choices_than_allowed():
    question = Q("c", "무엇", "choices", most=1, choices=(("a", "가"), ("b", "나")))
    assert "1개까지" in read_section(section(question), {"c": ["", "a", "b"]}).errors["c"]
    assert read_section(section(question), {"c": ["", "b"]}).kept["c"] == ["b"]


@pytest.mark.parametrize(
    ("required", "answer", "wanted"), [(True, "no", True), (True, "", True), (True, "yes", False), (False, "no", False)]
)
def test_a_consent_that_is_wanted_wants_a_yes_and_another_may_be_refused(required, answer, wanted):
    question = Q("agree", "동의하나요?", "consent", required=required, text="자료를 나눕니다.")
    assert bool(missing(section(question), {"agree": answer})) is wanted


def test_what_the_party_says_otherwise_stands_first_and_is_marked():
    question = Q("name", "이름", "party_fact", fact="party.name")
    value = {"known": "예시 협동조합", "source": "조직 정보, 2027.3.2.", "stated": "예시 사회적협동조합"}
    assert words_of(question, value) == "예시 사회적협동조합 — 조직 정보와 다름: 예시 협동조합 (조직 정보, 2027.3.2.)"
    assert words_of(question, {**value, "stated": ""}) == "예시 협동조합 (조직 정보, 2027.3.2.)"
    assert missing(section(question), {"name": {"known": "", "source": "", "stated": ""}}) == [question]


FIRST = Q("rents", "빌리나요?", "yes_no")
SECOND = Q("rent", "얼마인가요?", "money", shown_when=("rents", ("yes",)))
THIRD = Q("owner", "누구에게 빌리나요?", "text", shown_when=("rent", ("500",)))


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ({}, {"rent", "owner"}),
        ({"rents": "no", "rent": 500}, {"rent", "owner"}),
        ({"rents": "yes"}, {"owner"}),
        ({"rents": "yes", "rent": 500}, set()),
    ],
)
def test_a_question_is_asked_only_where_an_earlier_answer_wants_it(said, hidden):
    assert hidden_keys((FIRST, SECOND, THIRD), said) == hidden


def test_a_hidden_question_is_neither_wanted_nor_refused_nor_handed_in():
    page = section(FIRST, SECOND)
    read = read_section(page, {"rents": ["no"], "rent": ["아주 많이"]})
    assert read.errors == {}
    assert missing(page, {"rents": "no"}) == []
    assert missing(page, {"rents": "yes"}) == [SECOND]
    assert shown_answers([page], {"page": {"rents": "no", "rent": 500}}) == {"page": {"rents": "no"}}


def test_a_condition_may_hang_on_an_earlier_page():
    first, second = section(FIRST, key="one"), section(SECOND, key="two")
    data = {"one": {"rents": "no"}, "two": {"rent": 500}}
    assert shown_answers([first, second], data)["two"] == {}
    assert missing(second, {}, {"rents": "yes"}) == [SECOND]


def test_what_was_typed_comes_back_untouched():
    typed = {"sales__place": ["가"], "sales__amount": ["많이"], "sales__since": [""]}
    assert typed_data(section(TABLE), typed)["sales"] == [{"place": "가", "amount": "많이", "since": ""}]


def test_of_two_texts_each_question_wants_a_choice():
    typed = {"differing": ["choose-a", "choose-b"], "choose-a": ["theirs"]}
    assert settled(typed) is None
    assert settled({**typed, "choose-b": ["mine"]}) == {"a"}
    assert settled({}) == frozenset()


def terms_with(**life) -> programs.Terms:
    said = network_document()
    return read_terms({**said, "life": {**said["life"], **life}}, sha256="0" * 64)


@pytest.mark.parametrize(("grant", "over"), [("300", False), ("301", True)])
def test_a_bound_of_the_budget_says_where_it_stands_before_it_is_broken(grant, over):
    terms = terms_with(budget_categories=[{"key": "labor", "title": "인건비", "most_percent": 30}, {"key": "other", "title": "그 밖"}])
    rows = [TypedRow("labor", "급여", grant, ""), TypedRow("other", "나머지", str(1000 - int(grant)), "")]
    (bound,) = bounds(terms, read_budget(terms, rows).rows)
    assert bound.is_over is over
    assert bound.words.startswith("인건비: 보조금의 30%까지, 지금 30.")


def test_a_row_may_belong_to_a_partner_that_is_known():
    terms = terms_with()
    rows = [TypedRow("meeting", "회의", "5", "", "7"), TypedRow("meeting", "회의", "6", "", "8")]
    assert [row.partner for row in read_budget(terms, rows, partners={"7"}).rows] == ["7", ""]
