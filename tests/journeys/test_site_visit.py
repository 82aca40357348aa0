"""A site visit on a phone: the line breaks, the browser dies, and both still sign what was seen."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.kernel.clock import now, seoul
from tests.journeys.center import YEAR
from tests.journeys.conftest import SIZES
from tests.journeys.telling import Story, hands_in, is_saved, opens_a_round, words_of_pdf, writes_an_application

SEEN = "작업장에 기계 두 대가 있고 세 분이 일하고 있었음"
MORE = "창고의 재고 장부까지 함께 확인함"


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


@pytest.fixture
def visit(story):
    """Planned for this morning at the place of somebody who has handed in."""
    round_id = opens_a_round(story)
    case = writes_an_application(story.center, "party1", round_id, begins=seoul(YEAR, 2, 10, 9))
    hands_in(story.center, "party1", case, seoul(YEAR, 2, 11, 9))
    at = story.it_is(2, 23)
    officer = story.center.actor("officer", at)
    return cases.plan_visit(
        case_id=case.pk, planned_for=at + timedelta(days=1), place="예시로 1, 예시 작업장", visitors=officer.name, by=officer, at=at
    )


def comes_to_the_visit(story, visit):
    """On the day, with a phone."""
    story.it_is(2, 24, 14)
    visitor = story.comes("officer", "phone")
    visitor.goes_to(f"/desk/visits/{visit.pk}/")
    visitor.reads("현지조사", "예시로 1, 예시 작업장", "함께 서명")
    return visitor


def looks_at_every_point(visitor, visit):
    visitor.picks(**{f"point-{number}": "yes" for number in range(len(visit.points))})


def fits_every_phone(visitor):
    """Nothing is wider than the screen, and axe finds no barrier."""
    for width, height in (SIZES["phone"], SIZES["narrow"]):
        visitor.page.set_viewport_size({"width": width, "height": height})
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= width
        visitor.finds_no_barrier()


def test_what_is_typed_without_a_line_outlives_the_browser(story, visit):
    visitor = comes_to_the_visit(story, visit)
    fits_every_phone(visitor)
    looks_at_every_point(visitor, visit)
    visitor.fills_in(findings=SEEN)
    is_saved(visitor)
    visitor.page.context.set_offline(True)
    visitor.fills_in(findings=f"{SEEN}. {MORE}", opinion="추천함")
    expect(visitor.page.locator("[data-saved]").first).to_contain_text("이 기기에 보관했다가")
    reborn = visitor.page.context.new_page()
    visitor.page.close(run_before_unload=False)
    reborn.context.set_offline(False)
    visitor.page = reborn
    visitor.goes_to(f"/desk/visits/{visit.pk}/")
    visitor.reads("이 기기에 남은 글이 있어요", f"이 기기의 글: {SEEN}. {MORE}")
    with visitor.page.expect_response(lambda answer: "/autosave/" in answer.url):
        visitor.presses("이 기기의 글 넣기")
    is_saved(visitor)
    visit.refresh_from_db()
    assert (visit.findings, visit.opinion) == (f"{SEEN}. {MORE}", "추천함")
    assert set(visit.answers.values()) == {"yes"}


def test_a_line_that_comes_back_brings_the_record_and_both_sign(story, visit):
    visitor = comes_to_the_visit(story, visit)
    visitor.page.context.set_offline(True)
    looks_at_every_point(visitor, visit)
    visitor.fills_in(findings=SEEN)
    expect(visitor.page.locator("[data-saved]").first).to_contain_text("연결이 끊겼어요")
    visitor.page.context.set_offline(False)
    is_saved(visitor)
    visitor.fills_in(visited_name="예시 박대표", visited_role="대표")
    draws_a_signature(visitor)
    what_is_still_on_its_way_is_signed_too(visitor)
    the_paper_says_what_both_signed(story, visitor, visit)


def draws_a_signature(visitor):
    pad = visitor.page.locator(".sign-canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    mouse = visitor.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 40)
    mouse.down()
    for step in range(1, 8):
        mouse.move(box["x"] + 30 + 20 * step, box["y"] + 40 + (15 if step % 2 else -10))
    mouse.up()
    assert visitor.page.locator("[name=strokes]").input_value().startswith("M")


def what_is_still_on_its_way_is_signed_too(visitor):
    """The last words are typed and the button pressed at once: they are kept before anybody signs."""
    visitor.page.locator("[name=opinion]").fill("추천함")
    visitor.page.get_by_role("button", name="양쪽이 서명하고 마치기").evaluate("button => button.click()")
    visitor.reads("양쪽이 서명한 기록", "대표 예시 박대표")


def the_paper_says_what_both_signed(story, visitor, visit):
    visit.refresh_from_db()
    assert (visit.opinion, visit.visited_name, visit.visitor_name) == ("추천함", "예시 박대표", story.center.name("officer"))
    visitor.reads(visit.sha256, SEEN)
    expect(visitor.page.get_by_role("button", name="기록 저장")).to_have_count(0)
    fits_every_phone(visitor)
    with visitor.page.expect_download() as arriving:
        visitor.follows("현지조사서 PDF")
    paper = words_of_pdf(arriving.value.path().read_bytes())
    assert "예시 박대표" in paper
    assert SEEN.split(maxsplit=1)[0] in paper


def test_a_typed_name_signs_where_nobody_draws(story, visit):
    at = story.it_is(2, 24, 14)
    points = {str(number): "yes" for number in range(len(visit.points))}
    kept = cases.save_visit(
        visit_id=visit.pk, answers=points, findings=SEEN, opinion="", version=0, by=story.center.actor("officer", now()), at=at
    )
    visitor = story.comes("officer", "phone", scripts=False)
    visitor.goes_to(f"/desk/visits/{visit.pk}/")
    visitor.presses("양쪽이 서명하고 마치기")
    visitor.reads("현장에서 만난")
    visitor.fills_in(visited_name="예시 박대표")
    visitor.presses("양쪽이 서명하고 마치기")
    visitor.reads("양쪽이 서명한 기록", "예시 박대표")
    kept.refresh_from_db()
    assert (kept.visited_strokes, bool(kept.signed_at)) == ("", True)
