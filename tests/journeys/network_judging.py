"""The second part of the network's life: a sealed review, opened by two, told to everybody at one moment."""

from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now
from tests.journeys.center import YEAR
from tests.journeys.network_applying import TITLE


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
