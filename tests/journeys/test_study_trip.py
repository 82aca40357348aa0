"""전략기획 연수 of 2019, lived again: planned, called, chosen, prepared for, travelled, told, shared, and asked after half a year."""

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform import invariants
from tests.journeys.center import YEAR
from tests.journeys.committees import judges, review_stage, sits, tells
from tests.journeys.reporting import both_sign, done, reports
from tests.journeys.telling import Story, agrees_to_everything, answers, hands_in, paper, writes_an_application

SLUG, TITLE = "strategy-study-trip", "전략기획 연수"
OURS, OTHER = "party5", "party4"


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_study_trip_is_prepared_travelled_and_shared(story):
    round_id = the_trip_is_planned_and_called(story)
    case = a_firm_applies_from_a_phone(story, round_id)
    the_travellers_are_chosen(story, round_id, case)
    agreement_id = they_promise(story, round_id)
    they_prepare_and_travel(story, round_id, agreement_id)
    reports(story, OURS, agreement_id, "final", month=7, day=12)
    they_share(story, agreement_id)
    half_a_year_later_is_planned(story, agreement_id)
    the_round_ends(story, round_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def the_trip_is_planned_and_called(story):
    """The plan of the trip is a stage that comes before the notice."""
    story.it_is(1, 11)
    officer = story.comes("officer")
    officer.goes_to("/desk/programs/?year=2019")
    officer.follows(TITLE)
    officer.presses(f"{YEAR}년 사업으로 가져오기")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.fills_in(opens_day=f"{YEAR}-03-02", opens_time="09:00", closes_day=f"{YEAR}-03-19", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-ST", awards_max="1")
    officer.presses("이 모집 열기")
    tracks(story, round_id, "연수계획", begins=(1, 12), ends=(2, 15))
    story.it_is(3, 3)
    visitor = story.somebody("phone")
    visitor.goes_to(f"/programs/{YEAR}/{SLUG}/")
    visitor.reads("접수 중", "인당 최대 300만원", "연수준비", "연수실행", "성과 공유회")
    return round_id


def tracks(story, round_id, label, *, begins, ends):
    """The officer presses when a stage begins and when it is over; the round's page keeps both days."""
    for word, (month, day) in (("시작", begins), ("마침", ends)):
        story.it_is(month, day)
        officer = story.comes("officer")
        officer.goes_to(f"/desk/rounds/{round_id}/")
        stage = officer.page.locator("#tracked ~ ul > li", has_text=label).first
        officer.presses(word, within=stage)
        expect(stage).to_contain_text(f"{YEAR}.{month}.{day}.")
    expect(stage).to_contain_text("마침")


def a_firm_applies_from_a_phone(story, round_id):
    story.it_is(3, 8)
    firm = story.comes(OURS, "phone")
    firm.goes_to(f"/programs/{YEAR}/{SLUG}/")
    firm.follows("신청서 쓰기 시작")
    firm.fills_in(title="돌봄 협동조합의 이웃 도시")
    firm.presses("신청서 쓰기 시작")
    firm.does_not_read("예산표")
    case_id = firm.number
    sections = programs.terms_of(round_id).sections
    firm.follows(sections[0].title)
    for place, section in enumerate(sections):
        firm.is_at(f"/apply/{case_id}/{section.key}/")
        answers(firm, section.questions, seed=place)
        firm.presses("저장하고 다음으로")
    for document in ("registration", "status_proof", "study_plan"):
        firm.attaches(f"file-{document}", f"{document}.pdf", paper(document))
        firm.presses("파일 올리기", within=firm.page.locator(f"section[aria-labelledby=paper-{document}]"))
        firm.reads(f"{document}.pdf")
    firm.follows("확인하고 내기")
    agrees_to_everything(firm)
    firm.presses("신청서 내기")
    firm.reads("신청서를 접수했어요", f"{YEAR}-ST-0001")
    begins = seoul(YEAR, 3, 10, 9)
    other = writes_an_application(story.center, OTHER, round_id, begins=begins, ask=0)
    hands_in(story.center, OTHER, other, begins.replace(hour=17))
    return cases.Case.objects.get(pk=case_id)


def the_travellers_are_chosen(story, round_id, case):
    at = story.it_is(3, 22)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/cases/{case.pk}/")
    officer.reads("연수에서 답을 찾고 싶은 물음은 무엇인가요?")
    officer.fills_in(note="연수 계획서에 방문할 곳과 물음이 보여요.")
    done(officer, "적격, 의견과 함께 넘기기")
    other = cases.Case.objects.get(round_id=round_id, party=story.center.party(OTHER))
    cases.pass_screening(case_id=other.pk, note="서류를 확인했어요.", by=story.center.actor("officer", at), at=at)
    panel = sits(story, round_id, review_stage(round_id), at)
    judges(story, panel, at)
    tells(story, panel, story.it_is(4, 1), places=1)
    assert "결과: 선정" in story.letter(OURS, "심사 결과")
    assert "미선정" in story.letter(OTHER, "심사 결과")
    firm = story.comes(OURS, "phone")
    firm.goes_to(f"/my/applications/{case.pk}/result/")
    firm.reads("선정되었어요", "물음의 뚜렷함")


def they_promise(story, round_id):
    """No money goes out: the center pays for the trip itself."""
    story.it_is(4, 5)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.reads("돈이 나가지 않는 사업")
    officer.fills_in(starts_on=f"{YEAR}-04-10", ends_on=f"{YEAR}-09-30")
    officer.presses("협약서 초안 저장")
    officer.reads("사전 학습", "결과보고와 나눔")
    agreement_id = officer.number
    both_sign(story, OURS, agreement_id)
    return agreement_id


def they_prepare_and_travel(story, round_id, agreement_id):
    tracks(story, round_id, "연수준비", begins=(4, 19), ends=(5, 28))
    tracks(story, round_id, "연수실행", begins=(6, 14), ends=(6, 20))
    firm = story.comes(OURS, "phone")
    firm.goes_to(f"/my/grants/{agreement_id}/")
    firm.reads("결과보고")
    firm.does_not_read("사업비 교부")


def they_share(story, agreement_id):
    story.it_is(7, 20)
    firm = story.comes(OURS, "phone")
    firm.goes_to(f"/my/grants/{agreement_id}/showcase/")
    firm.fills_in(title="이웃 도시에서 배운 돌봄의 하루", summary="조합원이 시간을 모으는 방법을 옮겨 왔어요.", figures="들른 곳: 7곳")
    firm.presses("성과 내기")
    firm.reads("센터에서 공개하기 전까지")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.page.get_by_role("button", name="성과 공개").click()
    officer.reads("공개")
    story.work()
    visitor = story.somebody()
    visitor.goes_to("/results/")
    visitor.follows("이웃 도시에서 배운 돌봄의 하루")
    visitor.reads("시간을 모으는 방법", "7곳", story.center.party(OURS).name)


def half_a_year_later_is_planned(story, agreement_id):
    firm = story.comes(OURS, "phone")
    firm.goes_to(f"/my/grants/{agreement_id}/")
    firm.reads("모든 단계를 마쳤어요", "6개월 뒤 조사")
    firm.follows("6개월 뒤 조사")
    firm.reads("아직 때가 되지 않았어요")
    survey = grants.FollowUp.objects.get(agreement_id=agreement_id)
    assert (survey.opens_on.year, survey.opens_on.month) == (YEAR + 1, 1)
    officer = story.comes("officer")
    officer.goes_to("/desk/follow-ups/")
    officer.picks(state="coming")
    officer.presses("보기")
    officer.reads(story.center.party(OURS).name, TITLE, "아직 묻지 않음")


def the_round_ends(story, round_id):
    story.it_is(8, 2)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/")
    done(officer, "모집 끝내기")
    assert programs.Round.objects.get(pk=round_id).state == "ended"
