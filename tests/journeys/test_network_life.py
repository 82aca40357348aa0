"""협동화 사업 공모 지원 from the opening of its round to the public result: what each person sees, presses and is told."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now, seoul
from dure.kernel.errors import Refused
from dure.platform import invariants
from tests.journeys.center import YEAR
from tests.journeys.telling import (
    Story,
    agrees_to_everything,
    answers,
    hands_in,
    is_saved,
    paper,
    words_of_pdf,
    writes_a_row,
    writes_an_application,
)

pytestmark = pytest.mark.twin

SLUG = "network-cooperation-grants"
TITLE = "협동화 사업 공모 지원"
CLOSES = seoul(YEAR, 2, 22, 18)
MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_network_lives_from_notice_to_public_result(story):
    round_id = an_officer_opens_the_round(story)
    first = a_network_applies(story, round_id)
    others_apply_too(story, round_id)
    the_refusals_say_what_to_do(story, round_id)
    the_desk_screens(story, round_id, first)
    the_panel_scores(story, round_id, first)
    two_people_open_and_one_announces(story, round_id, first)
    agreement_id = both_sides_sign(story, round_id, first)
    the_account_is_verified(story)
    the_instalment_is_paid(story, agreement_id, 1, month=3, day=20)
    money_is_spent_with_evidence(story, agreement_id)
    the_second_instalment_waits_for_the_interim_report(story, agreement_id)
    a_report_is_accepted(story, agreement_id, "interim", month=6, day=10)
    the_instalment_is_paid(story, agreement_id, 2, month=6, day=20)
    a_report_is_accepted(story, agreement_id, "final", month=11, day=20)
    it_is_settled_to_the_won(story, agreement_id)
    everybody_reads_of_it(story, agreement_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


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
    officer.page.get_by_role("button", name="적격", exact=True).click()
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


def the_panel_scores(story, round_id, first):
    story.it_is(2, 26)
    panel = the_panel_is_formed(story, round_id)
    for who in ("reviewer1", "reviewer2", "reviewer3", "reviewer4"):
        assert TITLE in story.letter(who, "심사 참여를 부탁드립니다")
        reviewer = story.comes(who)
        reviewer.goes_to("/review/")
        reviewer.presses("심사 맡기")
        reviewer.is_at(f"/review/{panel.pk}/")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 시작")
    one_reviewer_has_a_conflict(story, panel, first)
    one_reviewer_scores_on_screen(story, panel, first)
    for who in ("reviewer3", "reviewer4"):
        two_score_elsewhere(story, panel, who)


def the_panel_is_formed(story, round_id):
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.fills_in(quorum="3", due_day=f"{YEAR}-03-03", due_time="18:00")
    officer.presses("심사위원회 꾸리기")
    for name in ("예시 심가온", "예시 심나래", "예시 심다온", "예시 심라온"):
        officer.unfolds("심사위원 초대하기")
        officer.presses(f"{name} 초대")
        expect(officer.page.get_by_role("table", name="심사위원", exact=True)).to_contain_text(name)
    return review.Panel.objects.get(round_id=round_id)


def one_reviewer_has_a_conflict(story, panel, first):
    """Who steps aside never sees that application; the others are still theirs to judge."""
    reviewer = story.comes("reviewer1")
    reviewer.goes_to(f"/review/{panel.pk}/")
    reviewer.reads("먼저 답해 주세요", "예시 해든돌봄협의회")
    reviewer.unfolds("01번과 이해관계 있음")
    reviewer.page.locator(f"#reason-{first.pk}").fill("지난해 이 조직에 자문했어요.")
    reviewer.page.locator(f"#case-{first.pk}").get_by_role("button", name="이 신청은 심사하지 않을게요").click()
    reviewer.reads("이해관계로 제외", "1번 · 회피 신청함")
    reviewer.does_not_read("예시 해든돌봄협의회")
    reviewer.finds_nothing_at(f"/review/{panel.pk}/{first.pk}/")
    scores(story.center, panel, "reviewer1", leaving_out={first.pk})


def one_reviewer_scores_on_screen(story, panel, first):
    reviewer = story.comes("reviewer2")
    reviewer.goes_to(f"/review/{panel.pk}/")
    for number in ("01", "02", "03"):
        reviewer.presses(f"{number}번과 이해관계 없음")
    reviewer.goes_to(f"/review/{panel.pk}/{first.pk}/")
    reviewer.reads("돌봄 네트워크 공론장", "예시 이웃밥상", "의제의 필요성")
    for number, case in enumerate(review.cases_in(panel)):
        reviewer.is_at(f"/review/{panel.pk}/{case.pk}/")
        for criterion in programs.terms_of(panel.round_id).score_sheet.criteria:
            reviewer.page.locator(f"#level-{criterion.key}-{5 - number}").check()
        reviewer.page.locator("[name=comment-need]").fill("현장의 근거가 뚜렷합니다.")
        expect(reviewer.page.locator("[data-total]")).to_have_text(str((5 - number) * 20))
        reviewer.page.get_by_role("button", name="확정하").click()
    reviewer.is_at(f"/review/{panel.pk}/summary/")
    reviewer.presses("모두 확정하고 서명하기")
    reviewer.reads("서명을 마쳤어요")


def two_score_elsewhere(story, panel, who):
    scores(story.center, panel, who, leaving_out=set())


def scores(center, panel, who, *, leaving_out):
    """By verbs: the earlier the receipt, the better the sheet."""
    at = now()
    by = center.actor(who, at)
    seat = review.PanelSeat.objects.get(panel=panel, reviewer__account_id=by.account_id)
    for number, case in enumerate(review.cases_in(panel)):
        if case.pk in leaving_out:
            continue
        review.declare(seat_id=seat.pk, case_id=case.pk, conflicted=False, reason="", by=by, at=at)
        keys = [criterion.key for criterion in programs.terms_of(panel.round_id).score_sheet.criteria]
        levels = dict.fromkeys(keys, 5 - number)
        review.save_sheet(seat_id=seat.pk, case_id=case.pk, levels=levels, comments=dict.fromkeys(keys, "계획이 뚜렷합니다."), by=by, at=at)
        review.confirm_sheet(seat_id=seat.pk, case_id=case.pk, by=by, at=at)


def two_people_open_and_one_announces(story, round_id, first):
    story.it_is(3, 4)
    officer, approver = story.comes("officer"), story.comes("approver")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 마치고 점수 잠그기")
    officer.reads("점수표는 봉해져 있어요")
    officer.presses("개봉 요청하기")
    expect(officer.page.get_by_role("button", name="점수표 열기")).to_have_count(0)
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("점수표 열기")
    approver.reads("점수 순서", "100")
    officer.goes_to(f"/desk/rounds/{round_id}/ranking/")
    officer.fills_in(places="1", reserves="1")
    officer.presses("선정안 만들기")
    officer.reads("아직 아무에게도 알리지 않았어요", "예비")
    nobody_outside_knows(story, first)
    story.it_is(3, 8, 14)
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("3곳에 결과 발표하기")
    approver.reads("발표한 결과")
    everybody_learns_the_result(story, first)


def nobody_outside_knows(story, first):
    network = story.comes("party1")
    network.finds_nothing_at(f"/my/applications/{first.pk}/result/")
    network.goes_to("/my/")
    network.does_not_read("선정되었", "예비")
    visitor = story.somebody()
    visitor.goes_to("/results/")
    visitor.reads("아직 발표한 선정결과가 없어요")


def everybody_learns_the_result(story, first):
    assert "결과: 선정" in story.letter("party1", "심사 결과")
    assert "예비 1순위" in story.letter("party2", "심사 결과")
    assert "미선정" in story.letter("party6", "심사 결과")
    network = story.comes("party1")
    network.goes_to(f"/my/applications/{first.pk}/result/")
    network.reads("선정되었어요", "지원금 10,000,000원", "의제의 필요성")
    other = story.comes("party6")
    other.goes_to(f"/my/applications/{cases.Case.objects.get(receipt=f'{YEAR}-HD-0003').pk}/result/")
    other.reads("이번에는 선정되지 않았어요")
    visitor = story.somebody()
    visitor.goes_to("/results/")
    visitor.reads("예시 해든돌봄협의회", f"{YEAR}-HD-0001")
    visitor.does_not_read("업종협의회")


def both_sides_sign(story, round_id, first):
    story.it_is(3, 10)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.fills_in(starts_on=f"{YEAR}-03-15", ends_on=f"{YEAR}-11-30")
    officer.picks(line_key="local-economy")
    officer.presses("협약서 초안 저장")
    officer.reads("전용 계좌", "7,000,000원", "3,000,000원")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    assert "서명해 주세요" in story.letter("party1", "협약서에 서명해 주세요")
    network = story.comes("party1")
    network.goes_to(f"/my/agreements/{agreement_id}/")
    network.reads("서명할 차례예요", "목적 외 사용 금지")
    network.fills_in(typed_name=story.center.name("party1"))
    network.presses("이 협약서에 서명하기")
    network.reads("우리 쪽 서명을 마쳤어요")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/agreements/{agreement_id}/")
    approver.fills_in(typed_name=story.center.name("approver"))
    approver.presses("이 협약서에 서명하기")
    approver.reads("집행·보고·정산 보기")
    assert "성립하였습니다" in story.letter("party1", "협약을 맺었습니다")
    network.goes_to(f"/my/agreements/{agreement_id}/")
    signed = network.page.get_by_role("link", name="서명한 협약서 PDF").get_attribute("href")
    text = words_of_pdf(network.fetches(signed))
    assert story.center.name("party1") in text
    assert story.center.name("approver") in text
    return agreement_id


def the_account_is_verified(story):
    party = story.center.party("party1")
    network = story.comes("party1")
    network.goes_to(f"/my/payee/{party.pk}/")
    network.picks(bank_code="088")
    network.fills_in(account_number="110-000-123456", holder_name=party.name)
    network.presses("이 계좌로 등록하기")
    network.reads("확인을 기다려요", "3456")
    network.does_not_read("123456")
    finance = story.comes("finance")
    finance.goes_to("/desk/payees/")
    finance.reads(party.name)
    finance.page.get_by_role("row", name=party.name).get_by_role("link").click()
    finance.presses("통장 사본과 같음을 확인")
    finance.reads("확인한 계좌 1개")
    assert "확인했어요" in story.letter("party1", "지급 계좌를 확인했어요")


def the_instalment_is_paid(story, agreement_id, number, *, month, day):
    """Asked by the grantee, prepared by one, approved by another, confirmed with the bank's reference."""
    story.it_is(month, day)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/ask/{number}/")
    network.presses(f"{number}차 사업비 신청하기")
    assert "지급을 준비해 주세요" in story.letter("officer", "사업비 신청이 들어왔어요")
    preparer = story.comes("both")
    preparer.goes_to("/desk/payments/")
    preparer.page.get_by_role("row", name="예시 해든돌봄협의회").get_by_role("link").first.click()
    order = preparer.number
    preparer.presses("지급 준비해서 결재 올리기")
    preparer.presses("지급 결재")
    preparer.reads("준비한 사람")
    assert money.PaymentOrder.objects.get(pk=order).state == "prepared"
    approver = story.comes("approver")
    approver.goes_to(f"/desk/payments/{order}/")
    approver.presses("지급 결재")
    finance = story.comes("finance")
    finance.goes_to(f"/desk/payments/{order}/")
    finance.fills_in(bank_reference=f"예시은행-{number}", paid_on=f"{YEAR}-{month:02d}-{day:02d}")
    finance.presses("이체한 것을 확인")
    finance.reads(f"예시은행-{number}")
    assert "지급하였습니다" in story.letter("party1", "사업비를 지급했습니다")


def money_is_spent_with_evidence(story, agreement_id):
    story.it_is(5, 10)
    network = story.comes("party1")
    files_an_expense(network, agreement_id, source="grant", amount="2,500,000", memo="공론장 두 번의 회의비")
    files_an_expense(network, agreement_id, source="own", amount="1,000,000", memo="공론장 다과")
    files_an_expense(network, agreement_id, source="grant", amount="300,000", memo="증빙이 다른 지출")
    officer = story.comes("officer")
    officer.goes_to("/desk/")
    officer.reads("집행 확인 3건")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    for memo in ("공론장 두 번의 회의비", "공론장 다과"):
        officer.page.locator("article", has_text=memo).locator("button[value=accept]").click()
        expect(officer.page.locator("article", has_text=memo)).to_have_count(0)
    officer.fills_in(clause="협약 제7조 증빙의 금액이 서로 다름")
    officer.presses("인정하지 않음")
    officer.reads("확인할 집행 0건")
    network.goes_to(f"/my/grants/{agreement_id}/expenses/")
    network.reads("협약 제7조 증빙의 금액이 서로 다름", "1,500,000원")


def files_an_expense(network, agreement_id, *, source, amount, memo):
    network.goes_to(f"/my/grants/{agreement_id}/expenses/new/")
    network.picks(category="meeting", source=source)
    network.fills_in(amount=amount, spent_on=f"{YEAR}-05-07", payee_name="예시 동네공간", memo=memo)
    for kind in ("minutes", "attendance_roster", "tax_invoice"):
        field = network.page.locator(f"input[name=paper_{kind}]")
        if not field.is_visible():
            network.unfolds("다른 증빙도 올리기")
        network.attaches(f"paper_{kind}", f"{kind}.pdf", paper(f"{memo.encode().hex()[:20]} {kind}"))
    network.presses("이 집행 올리기")
    network.reads(memo)


def the_second_instalment_waits_for_the_interim_report(story, agreement_id):
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/ask/2/")
    network.reads("먼저 할 일이 있어요", "중간보고")
    expect(network.page.get_by_role("button", name="2차 사업비 신청하기")).to_have_count(0)
    with pytest.raises(Refused, match="중간보고"):
        grants.ask_tranche(agreement_id=agreement_id, number=2, by=story.center.actor("party1", now()), at=now())


def a_report_is_accepted(story, agreement_id, which, *, month, day):
    story.it_is(month, day)
    form = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id).report_form(which)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/reports/{which}/")
    for section in form.sections:
        answers(network, section.questions)
        network.presses(f"{section.title} 저장하기")
    network.presses(f"{form.title} 내기")
    network.is_at(f"/my/grants/{agreement_id}/")
    assert "보고를 냈어요" in story.letter("officer", "보고서가 들어왔어요")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.presses(f"{form.title} 받아들이기")
    assert "받아들였어요" in story.letter("party1", "보고서를 받아들였어요")


def it_is_settled_to_the_won(story, agreement_id):
    """10,000,000 paid, 2,500,000 accepted: 7,500,000 unspent and 4,321 of interest come back."""
    story.it_is(12, 1)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.fills_in(interest="4,321", note="시범사업을 줄여 남은 돈과 이자를 돌려드려요.")
    network.attaches("statement", "통장사본.pdf", paper("statement"))
    network.presses("정산서 내기")
    network.reads("7,504,321원")
    finance = story.comes("finance")
    finance.goes_to("/desk/settlements/")
    finance.follows("예시 해든돌봄협의회")
    finance.presses("확정액 2,500,000원, 반납 7,504,321원으로 확정")
    assert "7,504,321" in story.letter("party1", "정산 금액을 확정하였습니다")
    finance.fills_in(amount="7,504,321", returned_on=f"{YEAR}-12-01", bank_reference="예시은행-반납")
    finance.presses("돌려받은 돈 적기")
    finance.reads("예시은행-반납")
    finance.presses("정산 마침")
    assert "정산을 마쳤습니다" in story.letter("party1", "정산을 마쳤습니다")
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.paid, sums.spent_grant, sums.returned, sums.owed_back) == (10_000_000, 2_500_000, 7_504_321, 0)


def everybody_reads_of_it(story, agreement_id):
    story.it_is(12, 10)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/showcase/")
    network.fills_in(
        title="다섯 모임이 함께 연 동네 돌봄 밥상",
        summary="공론장 네 번에서 고른 의제로 작은 밥상을 열었어요.",
        figures="함께한 주민: 126명",
    )
    network.presses("성과 내기")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.page.get_by_role("button", name="성과 공개").click()
    story.work()
    visitor = story.somebody("phone")
    visitor.goes_to("/results/")
    visitor.follows("다섯 모임이 함께 연 동네 돌봄 밥상")
    visitor.reads("공론장 네 번에서 고른 의제", "126명", "예시 해든돌봄협의회")
    network.goes_to(f"/my/grants/{agreement_id}/")
    network.reads("모든 단계를 마쳤어요")
