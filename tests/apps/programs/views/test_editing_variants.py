"""Tracks and parts on screen: their own pages, their preview, their rounds; and rounds that only districts have windows in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dure.apps.programs.models import DefinitionDraft, Round
from dure.apps.programs.queries.rounds import intake_window
from dure.kernel.clock import SEOUL, now
from dure.platform.actor import Role
from tests.apps.people import makers as people
from tests.apps.programs import makers

TRACKS = [
    {"key": "small", "title": "작은 모임", "target": "다섯 명 이하", "caps": [], "stages": []},
    {"key": "large", "title": "큰 모임", "target": "여섯 명 이상", "caps": [], "stages": []},
]
QUESTION = {"key": "q1", "label": "무엇을 하나요?", "kind": "text", "required": True, "hint": "", "choices": [], "longest": 60}
SECTION = {"key": "s1", "title": "사업 계획", "hint": "", "questions": [QUESTION]}


@pytest.fixture
def officer(db, settings):
    settings.DURE_DEMO = True
    return people.signed_in(people.seated(Role.OFFICER))


def begun(browser, **more):
    program = makers.program(source="예시 출처", life={**makers.LIFE, "sections": [SECTION]}, **more)
    browser.post(reverse("programs:edit", args=[program.pk]), {"key": "begin"})
    return DefinitionDraft.objects.get(program=program, closed_at=None)


def page(draft, topic):
    return reverse("programs:draft_topic", args=[draft.pk, topic])


def with_own_questions(browser):
    draft = begun(browser, tracks=TRACKS)
    chosen = {"has-own_topics": "1", "own_topics": ["questions"], "own_share-rows": "0", "rules-rows": "0"}
    browser.post(page(draft, "small~own"), {**chosen, "version": "0", "act": "save", "key": "a"})
    section = {"sections-rows": "1", "sections-0-key": "s1", "sections-0-title": "작은 모임의 계획", "version": "1", "key": "b"}
    browser.post(page(draft, "small~questions"), section)
    return draft


def test_a_track_has_a_page_of_its_own_and_topics_that_only_it_has(officer):
    draft = with_own_questions(officer)
    own = officer.get(page(draft, "small~own")).content.decode()
    assert "‘작은 모임’만의 내용" in own
    assert page(draft, "small~questions") in own
    assert officer.get(page(draft, "small~application:s1")).status_code == 200
    assert officer.get(page(draft, "large~questions")).status_code == 404
    assert officer.get(page(draft, "nobody~own")).status_code == 404
    draft.refresh_from_db()
    assert draft.document["life"]["sections"][0]["title"] == "사업 계획"
    assert draft.document["life_of"]["small"]["sections"][0]["title"] == "작은 모임의 계획"


def test_the_button_of_a_page_of_questions_leads_to_the_tracks_own(officer):
    draft = with_own_questions(officer)
    section = {
        "sections-rows": "1",
        "sections-0-key": "s1",
        "sections-0-title": "계획",
        "act": "open:application:s1",
        "version": "2",
        "key": "c",
    }
    answer = officer.post(page(draft, "small~questions"), section)
    assert answer.headers["Location"].startswith(page(draft, "small~application:s1"))


def test_what_is_wrong_with_a_track_leads_to_its_page(officer):
    draft = with_own_questions(officer)
    nothing = {
        "questions-rows": "1",
        "questions-0-key": "q1",
        "questions-0-kind": "text",
        "questions-0-label": "",
        "version": "2",
        "key": "c",
    }
    officer.post(page(draft, "small~application:s1"), nothing)
    said = officer.get(reverse("programs:draft_publish", args=[draft.pk])).content.decode()
    assert f"{page(draft, 'small~application:s1')}#questions-0-label" in said
    assert "작은 모임 · " in said


def test_the_preview_shows_each_track_as_its_applicants_see_it(officer):
    draft = with_own_questions(officer)
    place = reverse("programs:draft_preview", args=[draft.pk])
    whole, small = (officer.get(place, {"way": way} if way else {}).content.decode() for way in ("", "small"))
    assert f"{place}?way=large" in whole
    assert "작은 모임의 계획" not in whole
    assert all(words in small for words in ("작은 모임의 계획", "다섯 명 이하"))
    first = officer.get(reverse("programs:draft_preview_section", args=[draft.pk, "s1"]), {"way": "small"}).content.decode()
    assert "작은 모임의 계획" in first
    assert officer.get(place, {"way": "nobody"}).status_code == 404


def test_a_round_is_planned_for_a_track_or_for_all(officer):
    program = makers.program(tracks=TRACKS)
    assert "모든 유형을 함께" in officer.get(reverse("programs:program", args=[program.pk])).content.decode()
    plan = reverse("programs:plan", args=[program.pk])
    assert officer.post(plan, {"track": "small", "key": "a"}).status_code == 302
    assert Round.objects.get(track="small").title == f"{program.title} 작은 모임 모집"
    assert officer.post(plan, {"track": "nobody", "key": "b"}).status_code == 409
    assert Round.objects.count() == 1


def test_a_round_that_only_districts_have_windows_in_gets_none_for_everybody(officer):
    code, opens, closes = makers.district("11440"), now() + timedelta(days=2), now() + timedelta(days=9)
    found = makers.opened(makers.opening(opens, closes, code))
    windows = reverse("programs:windows", args=[found.pk])
    assert officer.get(reverse("programs:dates", args=[found.pk])).headers["Location"] == windows
    later = (closes + timedelta(days=3)).astimezone(SEOUL)
    first = opens.astimezone(SEOUL)
    typed = {f"w-{code}-opens_day": first.date().isoformat(), f"w-{code}-opens_time": first.strftime("%H:%M")}
    typed |= {f"w-{code}-closes_day": later.date().isoformat(), f"w-{code}-closes_time": "18:00", "key": "a"}
    assert officer.post(windows, typed).status_code == 422
    assert officer.post(windows, {**typed, "reason": "자치구가 미루었어요.", "key": "b"}).status_code == 302
    assert intake_window(found.pk, code).closes == later.replace(hour=18, minute=0, second=0, microsecond=0)
    assert not found.windows.filter(district=None).exists()


def test_an_open_round_moves_the_window_of_one_district_and_keeps_that_for_all(officer):
    code, opens, closes = makers.district("11440"), now() + timedelta(days=2), now() + timedelta(days=9)
    found = makers.opened(makers.opening(opens, closes))
    shown = officer.get(reverse("programs:windows", args=[found.pk])).context["general"]
    last = (closes - timedelta(days=2)).astimezone(SEOUL).date().isoformat()
    own = {f"w-{code}-opens_day": shown["opens_day"], f"w-{code}-opens_time": "23:59", f"w-{code}-closes_day": last}
    typed = {**shown, **own, f"w-{code}-closes_time": "18:00", "reason": "자치구 일정에 맞추었어요.", "key": "a"}
    assert officer.post(reverse("programs:windows", args=[found.pk]), typed).status_code == 302
    assert found.windows.filter(district=None).count() == 1
    assert intake_window(found.pk, code).closes < intake_window(found.pk, "").closes
