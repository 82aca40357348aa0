"""The first part of the network's life: the round is opened, networks apply, the desk screens."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.kernel.clock import now, seoul
from dure.kernel.errors import Refused
from tests.journeys.center import YEAR
from tests.journeys.telling import (
    agrees_to_everything,
    answers,
    hands_in,
    is_saved,
    paper,
    words_of_pdf,
    writes_a_row,
    writes_an_application,
)

SLUG = "network-cooperation-grants"
TITLE = "협동화 사업 공모 지원"
CLOSES = seoul(YEAR, 2, 22, 18)
MILLISECOND = timedelta(milliseconds=1)


def an_officer_opens_the_round(story):
    story.it_is(2, 1)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/?year={YEAR}")
    officer.follows(TITLE)
    officer.presses("새 모집 준비하기")
    officer.is_at("/desk/rounds/*/open/")
    round_id = officer.number
    expect(officer.page.locator("[name=closes_time]")).to_have_value("18:00")
    officer.fills_in(opens_day=f"{YEAR}-02-08", opens_time="09:00", closes_day=f"{YEAR}-02-22", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-HD", budget="60,000,000", budget_line_key="local-economy", awards_max="1")
    officer.picks(hour_source="round")
    officer.presses("이 모집 열기")
    officer.is_at(f"/desk/rounds/{round_id}/")
    officer.reads(f"접수 {YEAR}.2.8. 09:00 – {YEAR}.2.22. 18:00", "문서에 시각이 없어 모집 회차가 정한 시각")
    story.it_is(2, 8, 9)
    visitor = story.somebody("phone")
    visitor.goes_to(f"/programs/{YEAR}/{SLUG}/")
    visitor.reads("접수 중", "2월 22일(월) 오후 6시", "참여 단체 명단", "문서에 시각이 없어 모집 회차가 정한 시각이에요")
    return round_id


def a_network_applies(story, round_id):
    """The representative of the first network, partly at the phone."""
    story.it_is(2, 10, 14)
    network = story.comes("party1", "phone")
    network.goes_to(f"/programs/{YEAR}/{SLUG}/")
    network.follows("신청서 쓰기 시작")
    network.reads("예시 해든돌봄협의회의 요건", "확인 필요")
    network.fills_in(title="돌봄 네트워크 공론장")
    network.presses("신청서 쓰기 시작")
    network.is_at("/apply/*/")
    case_id = network.number
    network.reads("돌봄 네트워크 공론장", "네트워크 소개", "제출 서류")
    writes_the_sections(network, case_id, programs.terms_of(round_id).sections)
    names_a_partner(network)
    network.page.set_viewport_size({"width": 1440, "height": 900})
    writes_the_budget(network)
    is_told_what_is_missing(network, case_id)
    puts_in_the_papers(network, case_id)
    return reads_the_receipt(story, network, case_id)


def writes_the_sections(network, case_id, sections):
    network.follows("네트워크 소개")
    for place, section in enumerate(sections):
        network.is_at(f"/apply/{case_id}/{section.key}/")
        answers(network, section.questions, seed=place)
        if place == 0:
            network.page.locator("main h1").click()
            is_saved(network)
            assert cases.SectionAnswer.objects.filter(case_id=case_id, section=section.key).exists()
        network.presses("저장하고 다음으로")


def names_a_partner(network):
    network.reads("참여 단체", "아직 적은 단체가 없어요")
    network.fills_in(name="예시 이웃밥상", duty="공론장 공동 운영")
    network.presses("단체 더하기")
    network.reads("예시 이웃밥상")
    network.follows("다음: 예산")


def writes_the_budget(network):
    writes_a_row(network.page, 0, category="meeting", basis="공론장 4회 × 1,000,000원", grant="4,000,000", own="1,000,000")
    writes_a_row(network.page, 1, category="publicity", basis="안내 영상 1편", grant="3,000,000", own="500,000")
    writes_a_row(network.page, 2, category="rental", basis="공간 대관 30회 × 100,000원", grant="3,000,000", own="500,000")
    expect(network.page.locator("[data-sum=total]")).to_have_text("12,000,000")
    network.presses("저장하고 다음으로")
    network.reads("제출 서류", "참여 단체 명단")


def is_told_what_is_missing(network, case_id):
    """The refusal of a missing document names it, before and after pressing."""
    network.goes_to(f"/apply/{case_id}/check/")
    network.reads("남은 곳이 2개 있어요")
    agrees_to_everything(network)
    network.presses("신청서 내기")
    network.reads("제출 서류: 참여 단체 명단 파일을 올려 주세요.", "제출 서류: 네트워크 규약 또는 운영 약속 파일을 올려 주세요.")
    assert cases.Case.objects.get(pk=case_id).outcome == "draft"
    network.page.get_by_role("link", name="참여 단체 명단 파일을 올려 주세요").first.click()
    network.is_at(f"/apply/{case_id}/files/")


def puts_in_the_papers(network, case_id):
    for key, title in (("member_list", "참여 단체 명단"), ("network_rules", "네트워크 규약 또는 운영 약속")):
        network.attaches(f"file-{key}", f"{title}.pdf", paper(f"{key} {case_id}"))
        network.presses("파일 올리기", within=network.page.locator(f"section[aria-labelledby=paper-{key}]"))
        network.reads(f"{title}.pdf")
    network.follows("확인하고 내기")


def reads_the_receipt(story, network, case_id):
    network.does_not_read("남은 곳이")
    network.reads("예시 이웃밥상", "12,000,000", "공론장 4회")
    agrees_to_everything(network)
    network.presses("신청서 내기")
    network.is_at(f"/apply/{case_id}/done/")
    network.reads("신청서를 접수했어요", f"{YEAR}-HD-0001", "참여 단체 명단.pdf")
    case = cases.Case.objects.get(pk=case_id)
    submission = cases.Submission.objects.get(case=case)
    network.reads(submission.sha256, "보조금 10,000,000원, 자부담 2,000,000원")
    receipt = words_of_pdf(network.fetches(f"/apply/{case_id}/receipt.pdf"))
    assert f"{YEAR}-HD-0001" in receipt
    assert "예시 해든돌봄협의회" in receipt
    letter = story.letter("party1", "접수증", f"{YEAR}-HD-0001")
    assert submission.sha256 in letter
    return case


def others_apply_too(story, round_id):
    """Two networks that will be read by the panel, one that thinks better of it, and one in the last millisecond."""
    for place, who in enumerate(("party2", "party6", "party7")):
        begins = seoul(YEAR, 2, 11 + place, 9)
        case = writes_an_application(story.center, who, round_id, begins=begins)
        hands_in(story.center, who, case, begins + timedelta(hours=6))
    story.it_is(2, 16)
    network = story.comes("party7")
    network.goes_to("/my/applications/")
    network.reads(f"{YEAR}-HD-0004")
    case = cases.Case.objects.get(receipt=f"{YEAR}-HD-0004")
    network.goes_to(f"/apply/{case.pk}/withdraw/")
    network.reads(f"접수번호 {YEAR}-HD-0004는 다시 쓰이지 않아요")
    network.fills_in(reason="다른 사업과 일정이 겹쳐요.")
    network.presses("신청 철회하기")
    network.reads("철회")
    assert "철회되었습니다" in story.letter("party7", "신청 철회")
    last = writes_an_application(story.center, "party3", round_id, begins=seoul(YEAR, 2, 21, 9))
    assert hands_in(story.center, "party3", last, CLOSES - MILLISECOND).receipt == f"{YEAR}-HD-0005"


def the_refusals_say_what_to_do(story, round_id):
    """A person is not eligible; a network that comes a millisecond late is late."""
    story.it_is(2, 17)
    citizen = story.comes("citizen")
    citizen.goes_to(f"/apply/new/{round_id}/")
    citizen.reads("예시 시민결의 요건", "이름으로 신청하면 돼요")
    alone = writes_an_application(story.center, "citizen", round_id, begins=seoul(YEAR, 2, 16, 9))
    citizen.goes_to(f"/apply/{alone.pk}/check/")
    agrees_to_everything(citizen)
    citizen.presses("신청서 내기")
    citizen.reads("신청자가 단체, 모임이어야 해요. 단체, 모임 이름으로 신청하면 돼요.")
    assert cases.Case.objects.get(pk=alone.pk).outcome == "draft"
    late = writes_an_application(story.center, "party8", round_id, begins=seoul(YEAR, 2, 20, 9))
    with pytest.raises(Refused, match="오후 6시에 접수가 끝났어요"):
        hands_in(story.center, "party8", late, CLOSES)
    story.it_is(2, 22, 18, 0, 1)
    network = story.comes("party8")
    network.goes_to(f"/apply/{late.pk}/check/")
    network.reads("2월 22일(월) 오후 6시에 접수가 끝났어요")
    assert programs.Round.objects.get(pk=round_id).last_number == 5


def the_desk_screens(story, round_id, first):
    """A paper has to be completed; one application is refused with its reason; the others pass."""
    story.it_is(2, 23)
    officer = story.comes("officer")
    officer.goes_to("/desk/")
    officer.reads("적격검토")
    officer.goes_to(f"/desk/rounds/{round_id}/")
    officer.follows("신청 5")
    officer.reads("신청 5건", "철회")
    officer.follows(f"{YEAR}-HD-0001")
    officer.is_at(f"/desk/cases/{first.pk}/")
    officer.unfolds("보완 요청")
    officer.picks(places="document:member_list")
    officer.fills_in(message="명단의 글자가 흐려 읽을 수 없어요. 다시 올려 주세요.", due_day=f"{YEAR}-02-26", due_time="18:00")
    officer.presses("보완 요청 보내기")
    officer.reads("보완 요청: 참여 단체 명단")
    assert "명단의 글자가 흐려" in story.letter("party1", "보완 요청")
    the_network_completes(story, first)
    officer.goes_to(f"/desk/cases/{first.pk}/")
    officer.fills_in(note="보완한 서류까지 확인했어요.")
    officer.presses("적격, 의견과 함께 넘기기")
    officer.reads("적격")
    refuses_the_last_one(story, officer)
    for receipt in (2, 3):
        case = cases.Case.objects.get(receipt=f"{YEAR}-HD-000{receipt}")
        cases.pass_screening(case_id=case.pk, note="서류와 자격을 확인했어요.", by=story.center.actor("officer", now()), at=now())


def the_network_completes(story, first):
    story.it_is(2, 24)
    network = story.comes("party1")
    network.goes_to("/my/")
    network.reads("보완")
    network.goes_to(f"/apply/{first.pk}/files/")
    network.reads("보완을 요청받았어요", "명단의 글자가 흐려")
    network.attaches("file-member_list", "참여 단체 명단(보완).pdf", paper("completed"))
    network.presses("파일 올리기", within=network.page.locator("section[aria-labelledby=paper-member_list]"))
    network.reads("참여 단체 명단(보완).pdf")
    network.follows("확인하고 내기")
    network.presses("보완해서 내기")
    network.reads("보완해서 낸 것", f"{YEAR}-HD-0001")
    assert "보완한 신청서" in story.letter("officer", "보완 제출")


def refuses_the_last_one(story, officer):
    case = cases.Case.objects.get(receipt=f"{YEAR}-HD-0005")
    officer.goes_to(f"/desk/cases/{case.pk}/")
    officer.unfolds("부적격")
    officer.fills_in(reasons="혼자 하는 사업이라 협업 네트워크로 볼 수 없어요.")
    officer.presses("부적격으로 끝내기")
    officer.reads("혼자 하는 사업이라")
    assert "혼자 하는 사업이라" in story.letter("party3", "적격검토 결과")
    network = story.comes("party3")
    network.goes_to(f"/apply/{case.pk}/done/")
    network.reads("부적격이에요", "혼자 하는 사업이라")
