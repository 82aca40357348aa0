"""The pages of the editor: what is typed is saved without scripts, colleagues are told, versions are compared, districts get windows."""

import pytest
from django.urls import reverse

from dure.apps.programs.models import DefinitionDraft, Program
from dure.platform.actor import Role
from tests.apps.people import makers as people
from tests.apps.programs import makers


@pytest.fixture
def officer(db, settings):
    settings.DURE_DEMO = True
    return people.signed_in(people.seated(Role.OFFICER))


@pytest.fixture
def colleague(db, settings):
    settings.DURE_DEMO = True
    return people.signed_in(people.seated(Role.OFFICER))


def begun(browser, **more):
    program = makers.program(source="예시 출처", **more)
    browser.post(reverse("programs:edit", args=[program.pk]), {"key": "begin"})
    return DefinitionDraft.objects.get(program=program, closed_at=None)


def page(draft, topic):
    return reverse("programs:draft_topic", args=[draft.pk, topic])


def test_a_new_program_is_begun_from_another_one(officer):
    source = makers.program()
    answer = officer.post(reverse("programs:new"), {"year": "2026", "start": str(source.version_id), "key": "a"})
    draft = DefinitionDraft.objects.get()
    assert answer.headers["Location"] == reverse("programs:draft", args=[draft.pk])
    assert (draft.program, draft.based_on_id) == (None, source.version_id)


def test_a_button_of_a_row_saves_what_was_typed_and_returns_to_the_row(officer):
    draft = begun(officer)
    officer.post(page(draft, "documents"), {"documents-rows": "0", "act": "add:documents", "version": "0", "key": "a"})
    draft.refresh_from_db()
    key = draft.document["life"]["documents"][0]["key"]
    typed = {"documents-rows": "1", "documents-0-key": key, "documents-0-title": "정관", "act": "add:documents", "version": "1", "key": "b"}
    answer = officer.post(page(draft, "documents"), typed)
    draft.refresh_from_db()
    assert answer.headers["Location"].endswith("#documents-1")
    assert [row["title"] for row in draft.document["life"]["documents"]] == ["정관", ""]


def test_the_later_of_two_sees_both_and_may_then_save(officer, colleague):
    draft = begun(officer)
    officer.post(page(draft, "money"), {"has-budget": "1", "budget": "5천만원", "version": "0", "key": "a"})
    late = colleague.post(page(draft, "money"), {"has-budget": "1", "budget": "7천만원", "version": "0", "key": "b"})
    said = late.content.decode()
    assert late.status_code == 409
    assert "5천만원 → 7천만원" in said
    assert 'name="version" value="1"' in said
    colleague.post(page(draft, "money"), {"has-budget": "1", "budget": "7천만원", "version": "1", "key": "c"})
    draft.refresh_from_db()
    assert draft.document["budget"]["max"] == 70_000_000


def test_what_cannot_be_read_is_kept_and_named(officer):
    draft = begun(officer)
    officer.post(page(draft, "money"), {"has-budget": "1", "budget": "많이", "version": "0", "key": "a"})
    said = officer.get(page(draft, "money")).content.decode()
    assert 'value="많이"' in said
    assert "금액이나 수로 읽을 수 없어요" in said
    assert page(draft, "money") in officer.get(reverse("programs:draft_publish", args=[draft.pk])).content.decode()


def test_a_published_change_is_told_in_words_on_the_page_of_versions(officer):
    draft = begun(officer)
    officer.post(page(draft, "money"), {"has-budget": "1", "budget": "5천만원", "version": "0", "key": "a"})
    answer = officer.post(reverse("programs:draft_publish", args=[draft.pk]), {"version": "1", "reason": "예산이 정해졌어요.", "key": "b"})
    assert answer.headers["Location"] == reverse("programs:program", args=[draft.program_id])
    said = officer.get(reverse("programs:versions", args=[draft.program_id]), {"from": "1", "to": "2"}).content.decode()
    for words in ("예산이 정해졌어요.", "화면에서 고침", "전체 예산: 비어 있음 → 5천만원"):
        assert words in said


def test_the_preview_shows_the_program_and_writes_nothing(officer):
    asked = {"key": "q1", "label": "무엇을 하나요?", "kind": "text", "required": True, "hint": "", "choices": [], "longest": 60}
    life = {**makers.LIFE, "sections": [{"key": "s1", "title": "사업 계획", "hint": "", "questions": [asked]}]}
    draft = begun(officer, life=life)
    before = (draft.lock, Program.objects.count())
    answer = officer.get(reverse("programs:edit_preview", args=[draft.program_id]), follow=True).content.decode()
    assert "미리 보기" in answer
    assert "사업 계획" in answer
    assert "무엇을 하나요?" in officer.get(reverse("programs:draft_preview_section", args=[draft.pk, "s1"])).content.decode()
    draft.refresh_from_db()
    assert (draft.lock, Program.objects.count()) == before


def test_districts_get_their_windows_before_the_round_opens(officer):
    found, code = makers.planned(), makers.district("11440")
    typed = {f"w-{code}-opens_day": "2026-02-09", f"w-{code}-opens_time": "09:00", f"w-{code}-closes_day": "2026-02-13", "key": "a"}
    typed[f"w-{code}-closes_time"] = "18:00"
    answer = officer.post(reverse("programs:windows", args=[found.pk]), typed)
    assert answer.status_code == 302
    assert f"예시구 {code}: 2026.2.9. 09:00" in officer.get(reverse("programs:open", args=[found.pk])).content.decode()
    half = officer.post(reverse("programs:windows", args=[found.pk]), {f"w-{code}-opens_day": "2026-02-09", "key": "b"})
    assert half.status_code == 422
    assert "모두 적어 주세요" in half.content.decode()
