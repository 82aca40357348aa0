"""Signatures: a name typed, or a hand that draws in the box; and an agreement that is changed, read side by side and signed by both again."""

from typing import Any

from playwright.sync_api import expect

from tests.journeys.telling import Story

STROKES = (((0.1, 0.7), (0.25, 0.2), (0.4, 0.75), (0.5, 0.3)), ((0.55, 0.6), (0.75, 0.35), (0.9, 0.65)))


def draws_a_signature(person: Any) -> None:
    """Two strokes of the mouse in the box under the paper."""
    box = person.page.locator(".sign-canvas")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    for first, *others in STROKES:
        person.page.mouse.move(*_point(place, first))
        person.page.mouse.down()
        for other in others:
            person.page.mouse.move(*_point(place, other), steps=6)
        person.page.mouse.up()
    expect(person.page.locator("input[name=strokes]")).not_to_have_value("")


def _point(place: dict[str, float], share: tuple[float, float]) -> tuple[float, float]:
    return place["x"] + place["width"] * share[0], place["y"] + place["height"] * share[1]


def the_agreement_is_changed(story: Story, who: str, agreement_id: int, *, ends_on: str, word: str) -> None:
    """The grantee asks for a later day and one more sentence; another person approves; both sign what they have read side by side."""
    person, approver = story.comes(who), story.comes("approver")
    person.goes_to(f"/my/agreements/{agreement_id}/")
    person.follows("협약 변경")
    person.page.get_by_label("바꾸려는 까닭").fill("공론장 한 번을 늦은 가을에 더 열어요.")
    person.fills_in(ends_on=ends_on)
    person.unfolds("조항 고치기")
    clause = person.page.locator("textarea[name=clause_text_1]")
    clause.fill(f"{clause.input_value()} {word}")
    person.presses("변경 요청하기")
    person.is_at(f"/my/agreements/{agreement_id}/amendments/*/")
    amendment_id = person.number
    the_difference_is_read(person, word)
    approver.goes_to(f"/desk/agreements/{agreement_id}/amendments/{amendment_id}/")
    the_difference_is_read(approver, word)
    approver.presses("변경 승인하기")
    expect(approver.page.get_by_role("button", name="변경 승인하기")).to_have_count(0)
    person.goes_to(f"/my/agreements/{agreement_id}/amendments/{amendment_id}/")
    person.reads("서명할 차례예요")
    draws_a_signature(person)
    person.presses("이 변경협약서에 서명하기")
    expect(person.page.get_by_role("button", name="이 변경협약서에 서명하기")).to_have_count(0)
    approver.goes_to(f"/desk/agreements/{agreement_id}/amendments/{amendment_id}/")
    approver.fills_in(typed_name=story.center.name("approver"))
    approver.presses("이 변경협약서에 서명하기")
    person.goes_to(f"/my/agreements/{agreement_id}/amendments/{amendment_id}/")
    person.reads("변경협약을 맺었어요")
    person.goes_to(f"/my/agreements/{agreement_id}/")
    person.reads(word, "위 내용에는 변경협약 1건이 들어 있어요")


def the_difference_is_read(person: Any, word: str) -> None:
    """What comes in is marked as such, before beside after."""
    expect(person.page.get_by_role("table", name="바꾸기 전과 바꾼 뒤")).to_contain_text("협약이 끝나는 날")
    expect(person.page.locator("ins")).to_contain_text([word.split(maxsplit=1)[0]])
    person.finds_no_barrier()
