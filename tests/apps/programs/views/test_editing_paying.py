"""The pages on which gates, dated duties and the precheck's form are typed, and the preview that tells what was promised."""

from django.urls import reverse

from tests.apps.programs import makers
from tests.apps.programs.test_editing_paying import DUTY, typing
from tests.apps.programs.views.test_editing_pages import begun, colleague, officer, page

__all__ = ["colleague", "officer"]
STAGES = [
    makers.stage("notice"), makers.stage("intake"), makers.stage("precheck"), makers.stage("agreement"),
    makers.stage("disbursement", turn=1, share=70), makers.stage("report", "report-interim", which="interim"),
    makers.stage("disbursement", "disbursement-2", turn=2, share=30), makers.stage("settlement"),
]  # fmt: skip
LIFE = {
    **makers.LIFE, "sections": [], "documents": [], "rules": [], "stages": STAGES, "payment_mode": "ahead",
    "agreement_terms": [{"title": "보고와 정산", "text": "정한 날까지 정산 자료를 냅니다."}],
    "budget_categories": [{"key": "m1", "title": "회의비", "most_percent": 10, "of": "grant", "hint": "", "evidence": ["minutes"]}],
}  # fmt: skip


def sends(browser, draft, topic, key, **changed):
    draft.refresh_from_db()
    data = typing(draft, topic, **changed)
    data["version"], data["key"] = str(draft.lock), key
    data.setdefault("act", "save")
    answer = browser.post(page(draft, topic), {name: data.getlist(name) for name in data})
    draft.refresh_from_db()
    return answer


def test_gates_and_duties_are_typed_and_previewed(officer):
    draft = begun(officer, life=LIFE)
    said = officer.get(page(draft, "clauses")).content.decode()
    assert "이 조문이 정한 기한 있는 일" in said
    assert "기한 있는 일 더하기" in said
    assert sends(officer, draft, "clauses", "a", **DUTY).status_code == 302
    again = officer.get(page(draft, "clauses")).content.decode()
    assert "이행보증보험증권 제출 (협약을 맺은 날부터 10일 뒤)" in again
    assert "저장할 때 빼기" in again
    sends(officer, draft, "stages", "b", stages__6__gate="interim", stages__6__spent_percent="60")
    sends(officer, draft, "spending", "c", verified_from="300,000,000")
    seen = officer.get(reverse("programs:draft_preview", args=[draft.pk])).content.decode()
    for words in ("돈은 이렇게 받아요", "중간보고를 받아들인 뒤, 앞서 받은 돈의 60%를 쓴 뒤", "300,000,000원 이상을 받은 때",
                  "협약을 맺으면 기한이 생기는 일", "보조금의 10%까지 · 회의록"):  # fmt: skip
        assert words in seen


def test_a_wrong_duty_stands_open_with_its_sentence_and_what_was_typed(officer):
    draft = begun(officer, life=LIFE)
    sends(officer, draft, "clauses", "a", **DUTY | {"clauses__0__duties__0__days": "열흘"})
    said = officer.get(page(draft, "clauses")).content.decode()
    assert 'value="열흘"' in said
    assert "‘며칠 뒤’ 숫자로 적어 주세요" in said
    assert '<details class="details" open>' in said


def test_the_form_of_the_precheck_has_pages_and_a_preview(officer):
    draft = begun(officer, life=LIFE)
    assert "사전진단 서식" in officer.get(reverse("programs:draft", args=[draft.pk])).content.decode()
    sends(officer, draft, "precheck", "a", act="add:sections")
    key = draft.document["life"]["precheck_sections"][0]["key"]
    sends(officer, draft, "precheck", "b", sections__0__title="현장 확인", act=f"open:precheck:{key}")
    sends(officer, draft, f"precheck:{key}", "c", questions__new="yes_no", act="add:questions")
    answer = sends(officer, draft, f"precheck:{key}", "d", questions__0__label="문을 열었나요?", act="next")
    assert answer.headers["Location"].startswith(page(draft, "precheck"))
    seen = officer.get(reverse("programs:draft_preview", args=[draft.pk])).content.decode()
    assert "담당자가 사전진단할 때 쓰는 서식" in seen
    inside = officer.get(reverse("programs:draft_preview_section", args=[draft.pk, key])).content.decode()
    assert "문을 열었나요?" in inside
    assert page(draft, f"precheck:{key}") in inside


def test_a_slower_colleague_sees_both_duties_before_saving(officer, colleague):
    draft = begun(officer, life=LIFE)
    late = typing(draft, "clauses", **DUTY | {"clauses__0__duties__0__title": "보험 가입"})
    sends(officer, draft, "clauses", "a", **DUTY)
    late["version"], late["key"], late["act"] = "0", "b", "save"
    answer = colleague.post(page(draft, "clauses"), {name: late.getlist(name) for name in late})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "이행보증보험증권 제출 (협약을 맺은 날부터 10일 뒤) → 보험 가입 (협약을 맺은 날부터 10일 뒤)" in said
    assert 'value="보험 가입"' in said
