"""협동허브 입주 모집 runs to its agreement by the same engine; no money is in it."""

import pytest

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now
from dure.platform import invariants
from tests.journeys.center import YEAR
from tests.journeys.telling import Story, agrees_to_everything, answers, paper, words_of_pdf

SLUG = "coop-hub-tenancy"


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_tenancy_call_runs_to_its_agreement(story):
    round_id = an_officer_opens_the_call(story)
    case = a_cooperative_applies(story, round_id)
    the_committee_meets_it(story, round_id, case)
    agreement_id = both_sides_sign(story, round_id, case)
    assert grants.Agreement.objects.get(pk=agreement_id).state == "signed"
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def an_officer_opens_the_call(story):
    story.it_is(3, 2)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/programs/?year={YEAR}")
    officer.follows("협동허브")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.fills_in(opens_day=f"{YEAR}-03-03", opens_time="09:00", closes_day=f"{YEAR}-03-31", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-HUB", awards_max="5")
    officer.presses("이 모집 열기")
    officer.reads(f"{YEAR}.3.31. 18:00")
    return round_id


def a_cooperative_applies(story, round_id):
    story.it_is(3, 10)
    cooperative = story.comes("party3")
    cooperative.goes_to(f"/programs/{YEAR}/{SLUG}/")
    cooperative.reads("1m2당 (임대료) 2,800원")
    cooperative.follows("신청서 쓰기 시작")
    cooperative.fills_in(title="함께 쓰는 사무실")
    cooperative.presses("신청서 쓰기 시작")
    cooperative.reads("조직 소개", "공간 이용 계획")
    cooperative.does_not_read("예산표", "참여 단체")
    case_id = cooperative.number
    sections = programs.terms_of(round_id).sections
    cooperative.follows(sections[0].title)
    for place, section in enumerate(sections):
        cooperative.is_at(f"/apply/{case_id}/{section.key}/")
        answers(cooperative, section.questions, seed=place)
        cooperative.presses("저장하고 다음으로")
    for document in ("registration", "status_proof"):
        cooperative.attaches(f"file-{document}", f"{document}.pdf", paper(document))
        cooperative.presses("파일 올리기", within=cooperative.page.locator(f"section[aria-labelledby=paper-{document}]"))
        cooperative.reads(f"{document}.pdf")
    cooperative.follows("확인하고 내기")
    agrees_to_everything(cooperative)
    cooperative.presses("신청서 내기")
    cooperative.reads("신청서를 접수했어요", f"{YEAR}-HUB-0001")
    assert f"{YEAR}-HUB-0001" in story.letter("party3", "접수증")
    return cases.Case.objects.get(pk=case_id)


def the_committee_meets_it(story, round_id, case):
    """There is no screening in this call: the case stands before the committee as soon as the intake is over."""
    story.it_is(4, 1)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.reads("전문가 위원회 대면심사 심사위원회 꾸리기")
    officer.fills_in(quorum="1", due_day=f"{YEAR}-04-09", due_time="18:00")
    officer.presses("심사위원회 꾸리기")
    officer.unfolds("심사위원 초대하기")
    officer.presses("예시 심가온 초대")
    panel = review.Panel.objects.get(round_id=round_id)
    reviewer = story.comes("reviewer1")
    reviewer.goes_to("/review/")
    reviewer.presses("심사 맡기")
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 시작")
    reviewer.goes_to(f"/review/{panel.pk}/")
    reviewer.presses("01번과 이해관계 없음")
    reviewer.goes_to(f"/review/{panel.pk}/{case.pk}/")
    reviewer.reads("함께 쓰는 사무실", "공간의 목적에 맞음")
    for criterion in programs.terms_of(round_id).score_sheet.criteria:
        reviewer.page.locator(f"#level-{criterion.key}-4").check()
    reviewer.page.get_by_role("button", name="확정하").click()
    reviewer.is_at(f"/review/{panel.pk}/summary/")
    story.it_is(4, 12)
    officer.goes_to(f"/desk/rounds/{round_id}/panel/")
    officer.presses("심사 마치고 점수 잠그기")
    officer.presses("개봉 요청하기")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("점수표 열기")
    officer.goes_to(f"/desk/rounds/{round_id}/ranking/")
    officer.presses("선정안 만들기")
    officer.reads("아직 아무에게도 알리지 않았어요")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.presses("1곳에 결과 발표하기")
    assert "결과: 선정" in story.letter("party3", "심사 결과")


def both_sides_sign(story, round_id, case):
    story.it_is(4, 14)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.reads("돈이 나가지 않는 사업")
    officer.fills_in(starts_on=f"{YEAR}-04-20", ends_on=f"{YEAR + 3}-04-19", special="입주 공간은 협동허브 3호실로 합니다.")
    officer.presses("협약서 초안 저장")
    officer.reads("임대료와 관리비", "협동허브 3호실")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    cooperative = story.comes("party3")
    cooperative.goes_to(f"/my/agreements/{agreement_id}/")
    cooperative.fills_in(typed_name=story.center.name("party3"))
    cooperative.presses("이 협약서에 서명하기")
    cooperative.reads("우리 쪽 서명을 마쳤어요")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/agreements/{agreement_id}/")
    approver.fills_in(typed_name=story.center.name("approver"))
    approver.presses("이 협약서에 서명하기")
    assert "성립하였습니다" in story.letter("party3", "협약을 맺었습니다")
    cooperative.goes_to(f"/my/agreements/{agreement_id}/")
    text = words_of_pdf(cooperative.fetches(cooperative.page.get_by_role("link", name="서명한 협약서 PDF").get_attribute("href")))
    assert all(name in text for name in (case.party.name, story.center.name("party3"), story.center.name("approver")))
    cooperative.goes_to(f"/my/grants/{agreement_id}/")
    cooperative.reads("협동허브")
    cooperative.does_not_read("사업비 교부", "돈은 어디에 있나")
    assert now().year == YEAR
    return agreement_id
