"""What is promised about money is written on screen: gates, dated duties, days of stages, the precheck's form; and it goes into the files as it is."""

import pytest

from dure.apps.programs.editing import paying, promised, shaping, shown, topics, typed
from dure.apps.programs.editing.checking import troubles
from dure.apps.programs.editing.difference import differences
from dure.apps.programs.models import Program
from dure.apps.programs.queries import editing as queries
from dure.apps.programs.reading import read_terms
from dure.platform.catalog import reader
from dure.platform.catalog.definition import document, sha256_of
from tests.apps.programs import makers
from tests.apps.programs.test_editing import as_a_browser_sends
from tests.apps.programs.test_editing_files import OWN_LIFE, begun, goes_into_the_files, home, publishes, types

__all__ = ["home"]
CLAUSE = {"title": "보고와 정산", "text": "정한 날까지 정산 자료를 냅니다."}


def typing(draft, topic_key, **changed):
    """The page as the browser sends it back, with some fields typed over."""
    draft = getattr(draft, "document", draft)
    topic = topics.topic_of(topic_key, draft)
    data = as_a_browser_sends(shown.fields_of(topic, draft, {}, {}), shown.listings_of(topic, draft, {}, {}))
    for name, value in changed.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def after(draft, topic_key, **changed):
    """The draft with that page saved."""
    topic = topics.topic_of(topic_key, draft)
    return shaping.written(draft, typed.changes(topic, draft, typing(draft, topic_key, **changed), set()))


def opened(**life):
    """A draft of a program that pays twice, with one article in its agreement."""
    stages = [
        makers.stage("notice"), makers.stage("intake"), makers.stage("agreement"),
        makers.stage("disbursement", turn=1, share=70), makers.stage("report", "report-interim", which="interim"),
        makers.stage("disbursement", "disbursement-2", turn=2, share=30), makers.stage("report", "report-final", which="final"),
    ]  # fmt: skip
    said = makers.definition(source="예시 출처", life={**makers.LIFE, "sections": [], "documents": [], "rules": [], "stages": stages,
                                                     "agreement_terms": [CLAUSE], **life})  # fmt: skip
    return shaping.written(shaping.opened(said), {})


DUTY = {
    "clauses__0__duties__0__title": "이행보증보험증권 제출", "clauses__0__duties__0__after": "signed", "clauses__0__duties__0__days": "10",
    "clauses__0__duties__0__who": "grantee",
}  # fmt: skip


def duties(draft):
    return draft["life"]["agreement_terms"][0].get("duties")


def test_a_duty_is_typed_into_the_row_that_waits_and_gets_a_key_for_ever():
    draft = after(opened(), "clauses", **DUTY)
    assert duties(draft) == [
        {
            "key": "duty1",
            "title": "이행보증보험증권 제출",
            "after": "signed",
            "months": 0,
            "days": 10,
            "every": None,
            "who": "grantee",
            "least": 0,
        }
    ]
    more = after(draft, "clauses", clauses__0__duties__1__title="분기 점검", clauses__0__duties__1__every="3")
    assert [row["key"] for row in duties(more)] == ["duty1", "duty2"]
    renamed = after(more, "clauses", clauses__0__duties__0__title="보증보험증권 제출")
    assert [(row["key"], row["title"]) for row in duties(renamed)] == [("duty1", "보증보험증권 제출"), ("duty2", "분기 점검")]
    gone = after(renamed, "clauses", clauses__0__duties__0__gone="yes")
    assert [row["key"] for row in duties(gone)] == ["duty2"]
    topic = topics.topic_of("clauses", gone)
    changed = typed.changes(topic, gone, typing(gone, "clauses", clauses__0__duties__1__title="새 일"), {"duty1", "duty3"})
    assert [row["key"] for row in changed["life.agreement_terms"][0]["duties"]] == ["duty2", "duty4"]


def test_a_page_that_is_saved_as_it_is_shown_adds_no_duty():
    draft = opened()
    assert not duties(after(draft, "clauses"))
    assert duties(after(after(draft, "clauses", **DUTY), "clauses")) == duties(after(draft, "clauses", **DUTY))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"title": "정산 자료 제출", "after": "end", "months": 2}, "정산 자료 제출 (끝나는 날부터 2개월 뒤)"),
        (
            {"title": "공시", "after": "year_end", "months": 4, "least": 5_000_000},
            "공시 (끝나는 해의 12월 31일부터 4개월 뒤, 5,000,000원 이상일 때만)",
        ),
        ({"title": "점검", "every": 3, "who": "center"}, "점검 (시작한 뒤 3개월마다, 센터가 할 일)"),
        ({"title": "보험 가입", "after": "signed"}, "보험 가입 (협약을 맺은 날)"),
    ],
)
def test_a_duty_in_words(row, said):
    assert paying.duty_words(row) == said


def anchors(draft):
    return {(trouble.topic, trouble.anchor): trouble.sentence for trouble in troubles(draft)}


@pytest.mark.parametrize(
    ("page", "typed_over", "anchor", "words"),
    [
        ("clauses", {"clauses__0__duties__0__days": "10"}, "clauses-0-duties-0-title", "적어 주세요"),
        ("clauses", DUTY | {"clauses__0__duties__0__days": "열흘"}, "clauses-0-duties-0-days", "숫자로 적어 주세요"),
        ("clauses", DUTY | {"clauses__0__duties__0__every": "99"}, "clauses-0-duties-0-every", "60 이하인 수로"),
        ("stages", {"stages__5__spent_percent": "160"}, "stages-5-spent_percent", "100 이하인 수로"),
        ("stages", {"stages__3__gate": "interim"}, "stages-3-gate", "앞에 중간보고 단계를 두거나"),
        ("stages", {"stages__3__spent_percent": "60"}, "stages-3-spent_percent", "앞서 받은 돈이 없어요"),
        ("stages", {"stages__4__due_days": "0"}, "stages-4-due_days", "0보다 큰 수로"),
        ("spending", {"payment_mode": "ahead", "pays_per": "expense"}, "pays_per", "증빙 뒤 지급"),
        ("spending", {"payment_mode": "ahead", "claims": ["general"]}, "claims", "증빙 뒤 지급"),
        ("spending", {"verified_from": "삼억"}, "verified_from", "숫자로 적어 주세요"),
    ],
)
def test_what_could_never_be_is_said_beside_its_field(page, typed_over, anchor, words):
    wrong = anchors(after(opened(), page, **typed_over))
    assert words in wrong.get((page, anchor), ""), wrong
    assert anchors(opened()) == {}


def test_a_form_without_a_precheck_is_pointed_out():
    page = {"key": "s1", "title": "현장 확인", "hint": "", "filled_by": "staff", "questions": []}
    asked = {"key": "q1", "label": "문을 열었나요?", "kind": "yes_no", "required": True, "hint": "", "choices": [], "longest": None}
    wrong = troubles(opened(precheck_sections=[page | {"questions": [asked]}]))
    assert [(one.topic, "사전진단 단계가 없어요" in one.sentence) for one in wrong] == [("precheck", True)]


def test_a_condition_of_the_precheck_looks_back_in_the_precheck_alone():
    asked = {"key": "q1", "label": "처음인가요?", "kind": "yes_no", "required": True, "hint": "", "choices": [], "longest": None}
    depends = asked | {"key": "q2", "label": "누가 왔나요?", "kind": "text", "shown_when": {"question": "q1", "answers": ["no"]}}
    page = {"key": "s2", "title": "현장 확인", "hint": "", "filled_by": "staff", "questions": [asked, depends]}
    stages = [makers.stage("notice"), makers.stage("intake"), makers.stage("precheck")]
    assert troubles(opened(stages=stages, precheck_sections=[page])) == []
    first = {"key": "s1", "title": "쪽", "hint": "", "questions": [asked]}
    across = opened(stages=stages, sections=[first], precheck_sections=[page | {"questions": [depends]}])
    assert ("precheck:s2", "questions-0-shown_when") in anchors(across)
    own = opened(stages=stages, sections=[first], precheck_sections=[page | {"questions": [depends], "filled_by": "applicant"}])
    assert troubles(own) == []


def test_differences_are_said_in_words():
    before = opened()
    later = after(before, "stages", stages__5__gate="interim", stages__5__spent_percent="60", stages__5__trained="basic",
                  stages__5__papers="이행보증보험증권", stages__4__due_days="14")  # fmt: skip
    later = after(later, "clauses", **DUTY)
    later = after(later, "spending", payment_mode="after_evidence", pays_per="expense", verified_from="300,000,000")
    said = {one.title: " / ".join(one.lines) for one in differences(shaping.finished(before), shaping.finished(later))}
    assert "먼저 받아들여야 할 보고: 비어 있음 → 중간보고" in said["단계와 일정"]
    assert "앞서 받은 돈을 몇 % 쓴 뒤: 비어 있음 → 60" in said["단계와 일정"]
    assert "먼저 마쳐야 할 교육: 비어 있음 → 기초교육" in said["단계와 일정"]
    assert "먼저 내야 할 서류: 비어 있음 → 이행보증보험증권" in said["단계와 일정"]
    assert "시작하고 며칠 안에 마치나요: 비어 있음 → 14" in said["단계와 일정"]
    assert "이행보증보험증권 제출 (협약을 맺은 날부터 10일 뒤)" in said["협약 조문"]
    assert "지출한 증빙" in said["비목과 교부"]
    assert "300000000" in said["비목과 교부"]


def test_terms_in_the_words_of_the_preview():
    draft = after(opened(), "stages", stages__5__gate="interim", stages__5__spent_percent="60", stages__5__papers="보증보험증권")
    terms = read_terms(shaping.finished(after(draft, "clauses", **DUTY)), sha256="")
    assert promised.money(terms)[1:3] == (
        ("1차 교부 70%", "협약을 맺은 뒤 바로 신청할 수 있어요."),
        ("2차 교부 30%", "중간보고를 받아들인 뒤, 앞서 받은 돈의 60%를 쓴 뒤, 보증보험증권을 낸 뒤"),
    )
    assert promised.duties(terms) == ("이행보증보험증권 제출 (협약을 맺은 날부터 10일 뒤) — 보고와 정산",)


def saves(draft, topic_key, **changed):
    """Type over a page of a draft in the database."""
    draft.refresh_from_db()
    data = typing(draft, topic_key, **changed)
    types(draft, topic_key, **{name.replace("-", "__"): data.getlist(name) for name in data})


def test_what_was_typed_on_screen_comes_back_from_the_file_to_the_same_hash(home):
    draft = begun(OWN_LIFE)
    life = draft.document["life"]
    kinds = [row["kind"] for row in life["stages"]]
    paid, reviewed = kinds.index("disbursement"), kinds.index("review")
    saves(draft, "stages", **{f"stages__{paid}__own_percent": "50", f"stages__{paid}__trained": "basic",
                              f"stages__{paid}__papers": "이행보증보험증권\n통장 사본", f"stages__{reviewed}__due_days": "14"},
          stages__new=["precheck"], act=f"add:stages:{kinds.index('intake') + 1}")  # fmt: skip
    saves(draft, "clauses", **DUTY)
    saves(draft, "spending", payment_mode="after_evidence", pays_per="expense", verified_from="300000000", claims=["insurance"])
    saves(draft, "basics", life_notes="배점은 자료에 없어요.", lost="공간 사진", topics="지역 상생")
    saves(draft, "precheck", act="add:sections")
    key = draft.document["life"]["precheck_sections"][0]["key"]
    saves(draft, "precheck", sections__0__title="현장 확인", sections__0__filled_by="staff")
    saves(draft, f"precheck:{key}", questions__new="yes_no", act="add:questions")
    saves(draft, f"precheck:{key}", questions__0__label="문을 열었나요?")
    assert queries.troubles_of(draft) == []
    made = publishes(draft)
    terms = read_terms(made.document, sha256="")
    assert [page.title for page in terms.precheck_sections] == ["현장 확인"]
    assert (terms.pays_per, terms.verified_from, terms.claims) == ("expense", 300_000_000, ("insurance",))
    assert (terms.disbursements[0].own_percent, terms.disbursements[0].papers) == (50, ("이행보증보험증권", "통장 사본"))
    assert terms.stages_of("review")[0].due_days == 14
    assert [duty.days for clause in terms.agreement_terms for duty in clause.duties] == [10]
    text = goes_into_the_files(home, OWN_LIFE)
    assert all(word in text for word in ("precheck_sections:", "own_percent: 50", "due_days: 14", "verified_from: 300000000", "duties:"))
    catalog = reader.load(home)
    entry = next(one for one in catalog.programs if one.slug == OWN_LIFE)
    assert sha256_of(document(entry, catalog)) == made.sha256
    assert Program.objects.get(slug=OWN_LIFE).version_id == made.pk
