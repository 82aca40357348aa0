"""정책기획연구 from its tender to the last instalment: proposals, a decision that can be read on paper, three reports, two payments."""

import io
import zipfile

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now
from dure.platform import invariants
from dure.platform.verbs import NO_KEY
from tests.journeys.center import YEAR
from tests.journeys.elsewhere import allots, brings, names_an_account, scores
from tests.journeys.telling import (
    Story,
    agrees_to_everything,
    answers,
    hands_in,
    paper,
    words_of_pdf,
    writes_a_row,
    writes_an_application,
)

SLUG, LINE = "policy-planning-research", "policy-research"
OURS, OTHER = "party3", "party5"


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_research_contract_runs_from_tender_to_its_last_instalment(story):
    program = brings(story, SLUG, 2021)
    allots(story, LINE, "정책기획연구", 40_000_000)
    round_id = an_officer_opens_the_tender(story, program)
    first = researchers_propose(story, round_id)
    another_proposes_and_a_person_may_not(story, round_id)
    the_panel_meets(story, round_id, first)
    the_decision_is_a_paper(story, round_id, first)
    agreement_id = both_sides_sign(story, round_id)
    the_advance_is_paid(story, agreement_id)
    the_kickoff_is_told(story, agreement_id)
    the_interim_report_comes_back_once(story, agreement_id)
    the_rest_waits_for_the_final_report(story, agreement_id)
    the_final_report_is_accepted(story, agreement_id)
    the_rest_is_paid_and_it_ends(story, round_id, agreement_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def an_officer_opens_the_tender(story, program):
    """Topics are chosen first, a stage that is tracked; then the call opens."""
    story.it_is(3, 2)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/?year={YEAR}")
    officer.follows("정책기획연구")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.fills_in(opens_day=f"{YEAR}-03-08", opens_time="09:00", closes_day=f"{YEAR}-04-02", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-RS", budget="40,000,000", budget_line_key=LINE, awards_max="1")
    officer.presses("이 모집 열기")
    officer.reads(f"접수 {YEAR}.3.8. 09:00 – {YEAR}.4.2. 18:00")
    story.it_is(3, 8)
    visitor = story.somebody("phone")
    visitor.goes_to(f"/programs/{YEAR}/{SLUG}/")
    visitor.reads("접수 중", "약 40,000천 원", "연구용역", "입찰공고", "착수보고", "최종보고")
    return round_id


def researchers_propose(story, round_id):
    story.it_is(3, 15)
    researchers = story.comes(OURS)
    researchers.goes_to(f"/programs/{YEAR}/{SLUG}/")
    researchers.follows("신청서 쓰기 시작")
    researchers.fills_in(title="사회적경제 기업의 생애주기 연구")
    researchers.presses("신청서 쓰기 시작")
    case_id = researchers.number
    sections = programs.terms_of(round_id).sections
    researchers.does_not_read("참여 단체")
    researchers.follows(sections[0].title)
    for place, section in enumerate(sections):
        researchers.is_at(f"/apply/{case_id}/{section.key}/")
        answers(researchers, section.questions, seed=place)
        researchers.presses("저장하고 다음으로")
    is_told_the_limit(researchers, case_id)
    for key in ("registration", "research_plan", "cv", "price"):
        researchers.attaches(f"file-{key}", f"{key}.pdf", paper(f"{key} {case_id}"))
        researchers.presses("파일 올리기", within=researchers.page.locator(f"section[aria-labelledby=paper-{key}]"))
        researchers.reads(f"{key}.pdf")
    researchers.follows("확인하고 내기")
    researchers.does_not_read("남은 곳이")
    agrees_to_everything(researchers)
    researchers.presses("신청서 내기")
    researchers.reads("신청서를 접수했어요", f"{YEAR}-RS-0001")
    assert f"{YEAR}-RS-0001" in story.letter(OURS, "접수증")
    return cases.Case.objects.get(pk=case_id)


def is_told_the_limit(researchers, case_id):
    """A tenth of the whole may be spent on meetings; more is refused with the sum that fits."""
    researchers.reads("회의비", "10%까지")
    writes_a_row(researchers.page, 0, category="labor", basis="연구원 2명 × 8개월", grant="30,000,000", own="0")
    writes_a_row(researchers.page, 1, category="meeting", basis="자문회의", grant="10,000,000", own="0")
    researchers.presses("저장하고 다음으로")
    researchers.is_at(f"/apply/{case_id}/files/")
    researchers.goes_to(f"/apply/{case_id}/check/")
    researchers.reads("회의비", "10%")
    researchers.follows("예산 고치기")
    writes_a_row(researchers.page, 0, category="labor", basis="연구원 2명 × 8개월", grant="36,000,000", own="0")
    writes_a_row(researchers.page, 1, category="meeting", basis="자문회의 8회", grant="4,000,000", own="0")
    researchers.presses("저장하고 다음으로")
    researchers.is_at(f"/apply/{case_id}/check/")
    researchers.follows("제출 서류 보기")


def another_proposes_and_a_person_may_not(story, round_id):
    begins = story.it_is(3, 20)
    other = writes_an_application(story.center, OTHER, round_id, begins=begins, ask=38_000_000)
    hands_in(story.center, OTHER, other, story.it_is(3, 22))
    citizen = story.comes("citizen", "phone")
    citizen.goes_to(f"/apply/new/{round_id}/")
    citizen.reads("예시 시민결의 요건", "이름으로 신청하면 돼요")


def the_panel_meets(story, round_id, first):
    """The definition does not ask for blind judging: names are shown, and the desk's box stands empty."""
    at = story.it_is(4, 5)
    officer = story.comes("officer")
    for case in cases.Case.objects.filter(round_id=round_id, outcome="running").order_by("receipt_number"):
        officer.goes_to(f"/desk/cases/{case.pk}/")
        officer.fills_in(note="연구진과 서류를 확인함")
        officer.presses("적격, 의견과 함께 넘기기")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.reads("연구계획 평가 심사위원회 꾸리기")
    expect(officer.page.locator("#blind")).not_to_be_checked()
    officer.fills_in(quorum="2", due_day=f"{YEAR}-04-12", due_time="18:00")
    officer.presses("심사위원회 꾸리기")
    for name in ("예시 심가온", "예시 심라온"):
        officer.unfolds("심사위원 초대하기")
        officer.presses(f"{name} 초대")
    panel = review.Panel.objects.get(round_id=round_id)
    for who in ("reviewer1", "reviewer4"):
        seat = panel.seats.get(reviewer__account_id=story.center.actor(who, at).account_id)
        review.answer_invitation(seat_id=seat.pk, accepted=True, by=story.center.actor(who, now()), at=now(), key=NO_KEY)
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 시작")
    one_scores_on_screen(story, round_id, panel, first)
    seat = panel.seats.get(reviewer__account_id=story.center.actor("reviewer4", at).account_id)
    scores(story, panel, seat.pk, "reviewer4", now())


def one_scores_on_screen(story, round_id, panel, first):
    reviewer = story.comes("reviewer1")
    reviewer.goes_to(f"/review/{panel.pk}/")
    for number in ("01", "02"):
        reviewer.presses(f"{number}번과 이해관계 없음")
    reviewer.goes_to(f"/review/{panel.pk}/{first.pk}/")
    reviewer.reads("사회적경제 기업의 생애주기 연구", first.party.name, "연구 방법", "자료와 방법이 문제를 풀 수 있는가")
    for number, case in enumerate(review.cases_in(panel)):
        reviewer.is_at(f"/review/{panel.pk}/{case.pk}/")
        for criterion in programs.terms_of(round_id).score_sheet.criteria:
            reviewer.page.locator(f"#level-{criterion.key}-{5 - number}").check()
        reviewer.page.get_by_role("button", name="확정하").click()
    reviewer.is_at(f"/review/{panel.pk}/summary/")


def the_decision_is_a_paper(story, round_id, first):
    """Two open, one draws up, another announces; the same decision comes as PDF and as HWPX."""
    story.it_is(4, 13)
    officer, approver = story.comes("officer"), story.comes("approver")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 마치고 점수 잠그기")
    officer.presses("개봉 요청하기")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("점수표 열기")
    officer.goes_to(f"/desk/rounds/{round_id}/ranking/")
    officer.presses("선정안 만들기")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("2곳에 결과 발표하기")
    approver.reads("발표한 결과")
    panel = review.Panel.objects.get(round_id=round_id)
    said = (words_of_pdf(approver.fetches(f"/desk/panels/{panel.pk}/decision.pdf")), hwpx(approver, f"/desk/panels/{panel.pk}/decision"))
    for text in said:
        assert all(words in text for words in (first.party.name, f"{YEAR}-RS-0001", "40,000,000", f"{YEAR}-RS-0002"))
    winner, loser = story.comes(OURS), story.comes(OTHER)
    winner.goes_to(f"/my/applications/{first.pk}/result/")
    winner.reads("선정되었어요", "지원금 40,000,000원", "연구 방법")
    other = cases.Case.objects.get(receipt=f"{YEAR}-RS-0002")
    loser.goes_to(f"/my/applications/{other.pk}/result/")
    loser.reads("이번에는 선정되지 않았어요", "연구진의 역량")
    assert other.party.name in words_of_pdf(loser.fetches(f"/my/applications/{other.pk}/result.pdf"))
    assert other.party.name in hwpx(loser, f"/my/applications/{other.pk}/result")
    loser.finds_nothing_at(f"/my/applications/{first.pk}/result/")


def hwpx(person, address):
    """The words of an HWPX that was downloaded and opened."""
    with zipfile.ZipFile(io.BytesIO(person.fetches(f"{address}.hwpx"))) as opened:
        assert opened.testzip() is None
        assert opened.read("mimetype") == b"application/hwp+zip"
        return opened.read("Contents/section0.xml").decode()


def both_sides_sign(story, round_id):
    story.it_is(4, 20)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.reads("1차 교부 (50%)", "20,000,000원", "연구 윤리", "저작권")
    officer.fills_in(starts_on=f"{YEAR}-04-26", ends_on=f"{YEAR}-12-10")
    officer.picks(line_key=LINE)
    officer.presses("협약서 초안 저장")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    for who, address in ((OURS, f"/my/agreements/{agreement_id}/"), ("approver", f"/desk/agreements/{agreement_id}/")):
        person = story.comes(who)
        person.goes_to(address)
        person.fills_in(typed_name=story.center.name(who))
        person.presses("이 협약서에 서명하기")
        expect(person.page.get_by_role("button", name="이 협약서에 서명하기")).to_have_count(0)
    assert "성립하였습니다" in story.letter(OURS, "협약을 맺었습니다")
    return agreement_id


def the_advance_is_paid(story, agreement_id):
    at = story.it_is(4, 28)
    names_an_account(story, OURS, at)
    is_paid(story, agreement_id, 1, month=5, day=3)


def is_paid(story, agreement_id, number, *, month, day):
    """Asked for, prepared by one, approved by another, confirmed with the bank's reference."""
    story.it_is(month, day)
    researchers = story.comes(OURS)
    researchers.goes_to(f"/my/grants/{agreement_id}/ask/{number}/")
    researchers.reads("20,000,000원", "지원금의 50%")
    researchers.presses(f"{number}차 사업비 신청하기")
    officer = story.comes("officer")
    officer.goes_to("/desk/payments/")
    officer.page.get_by_role("row", name=story.center.party(OURS).name).get_by_role("link").first.click()
    order = officer.number
    officer.presses("지급 준비해서 결재 올리기")
    approver, finance = story.comes("approver"), story.comes("finance")
    approver.goes_to(f"/desk/payments/{order}/")
    approver.presses("지급 결재")
    finance.goes_to(f"/desk/payments/{order}/")
    finance.fills_in(bank_reference=f"예시은행-연구-{number}", paid_on=f"{YEAR}-{month:02d}-{day:02d}")
    finance.presses("이체한 것을 확인")
    finance.reads(f"예시은행-연구-{number}")
    assert "지급하였습니다" in story.letter(OURS, "사업비를 지급했습니다")


def is_told(story, agreement_id, which, title):
    """A report is written in the browser and handed in."""
    form = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id).report_form(which)
    assert form.title == title
    researchers = story.comes(OURS)
    researchers.goes_to(f"/my/grants/{agreement_id}/reports/{which}/")
    for section in form.sections:
        answers(researchers, section.questions)
        researchers.presses(f"{section.title} 저장하기")
    researchers.presses(f"{title} 내기")
    researchers.is_at(f"/my/grants/{agreement_id}/")
    assert "보고를 냈어요" in story.letter("officer", "보고서가 들어왔어요")


def is_accepted(story, agreement_id, title):
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.presses(f"{title} 받아들이기")
    officer.reads(f"{title} 읽기")
    assert "받아들였어요" in story.letter(OURS, "보고서를 받아들였어요")


def the_kickoff_is_told(story, agreement_id):
    story.it_is(5, 20)
    is_told(story, agreement_id, "kickoff", "착수보고서")
    is_accepted(story, agreement_id, "착수보고서")


def the_interim_report_comes_back_once(story, agreement_id):
    story.it_is(8, 16)
    is_told(story, agreement_id, "interim", "중간보고서")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.unfolds("고쳐 달라고 하기")
    officer.page.locator("#return-interim").fill("표본을 어떻게 뽑았는지 적어 주세요.")
    officer.presses("중간보고서 돌려보내기")
    assert "표본을 어떻게 뽑았는지" in story.letter(OURS, "보고서를 고쳐 주세요")
    story.it_is(8, 20)
    researchers = story.comes(OURS)
    researchers.goes_to(f"/my/grants/{agreement_id}/reports/interim/")
    researchers.reads("고칠 곳이 있어요", "표본을 어떻게 뽑았는지")
    researchers.fills_in(interim_done="자치구 다섯 곳에서 무작위로 뽑은 기업 120곳을 살폈습니다.")
    researchers.presses("진행 상황 저장하기")
    researchers.presses("중간보고서 내기")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.reads("무작위로 뽑은 기업 120곳")
    is_accepted(story, agreement_id, "중간보고서")


def the_rest_waits_for_the_final_report(story, agreement_id):
    researchers = story.comes(OURS)
    researchers.goes_to(f"/my/grants/{agreement_id}/ask/2/")
    researchers.reads("먼저 할 일이 있어요", "최종보고")
    expect(researchers.page.get_by_role("button", name="2차 사업비 신청하기")).to_have_count(0)


def the_final_report_is_accepted(story, agreement_id):
    story.it_is(11, 22)
    is_told(story, agreement_id, "final", "최종보고서")
    is_accepted(story, agreement_id, "최종보고서")


def the_rest_is_paid_and_it_ends(story, round_id, agreement_id):
    """A contract is paid after its work and settles nothing; the case has come to its end."""
    is_paid(story, agreement_id, 2, month=12, day=1)
    researchers = story.comes(OURS)
    researchers.goes_to(f"/my/grants/{agreement_id}/")
    researchers.reads("모든 단계를 마쳤어요")
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.paid, sums.spent_grant, sums.on_hand, sums.owed_back) == (40_000_000, 40_000_000, 0, 0)
    assert cases.Case.objects.get(receipt=f"{YEAR}-RS-0001").outcome == "ended"
    at = story.it_is(12, 15)
    for stage in programs.Round.objects.get(pk=round_id).stages.exclude(state="done").select_related("stage").order_by("stage__order"):
        if stage.stage.kind in programs.TRACKED_KINDS:
            who = {"round_id": round_id, "stage_key": stage.key, "by": story.center.actor("officer", at), "at": at, "key": NO_KEY}
            programs.begin_stage(**who)
            programs.finish_stage(**who, note="마쳤어요.")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/")
    officer.reads("정책기획연구", "접수 마감")
