"""The lower tier of the retail channel: firms apply to an operator, are chosen, sign and are paid by it; the center only reads."""

import random
from dataclasses import dataclass

from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.programs import facade as programs
from dure.apps.review import facade as review
from dure.kernel.clock import now, seoul
from dure.kernel.period import Period
from dure.platform.verbs import NO_KEY
from dure.rehearsal import granting
from tests.journeys.center import YEAR
from tests.journeys.elsewhere import are_chosen, has_a_second_person, is_told, names_an_account, scores
from tests.journeys.retail_operators import FIRST, ITS_OTHER_HAND, SECOND, SLUG, applicant, of_the_operator
from tests.journeys.telling import Story, agrees_to_everything, answers, hands_in, paper, words_of_pdf, writes_a_row, writes_an_application

FIRM, SIBLING, COUSIN = "party3", "party15", "party21"
SECONDS_HAND = "party30"
GRANT = 6_000_000


def a_firm_applies(story, round_id):
    """On screen; the form is that of getting into shops, with a budget."""
    story.it_is(3, 16)
    firm = story.comes(FIRM)
    firm.goes_to(f"/programs/{YEAR}/{SLUG}/")
    firm.follows("신청서 쓰기 시작")
    firm.reads(story.center.party(FIRST).name)
    firm.fills_in(title="동네 두부의 새 매장")
    firm.presses("신청서 쓰기 시작")
    case_id = firm.number
    firm.reads("입점할 상품", "입점 점검표")
    firm.does_not_read("참여 단체")
    terms = programs.terms_of(round_id)
    firm.follows(terms.sections[0].title)
    for place, section in enumerate(terms.sections):
        firm.is_at(f"/apply/{case_id}/{section.key}/")
        answers(firm, section.questions, seed=place)
        firm.presses("저장하고 다음으로")
    writes_a_row(firm.page, 0, category="publicity", basis="매장 안내물 2회", grant="4,000,000", own="0")
    writes_a_row(firm.page, 1, category="event", basis="시식 행사 4회", grant="2,000,000", own="0")
    firm.presses("저장하고 다음으로")
    for document in (one for one in terms.documents if one.required):
        firm.attaches(f"file-{document.key}", f"{document.key}.pdf", paper(f"{document.key} {case_id}"))
        firm.presses("파일 올리기", within=firm.page.locator(f"section[aria-labelledby=paper-{document.key}]"))
        firm.reads(f"{document.key}.pdf")
    firm.follows("확인하고 내기")
    agrees_to_everything(firm)
    firm.presses("신청서 내기")
    firm.reads("신청서를 접수했어요", f"{YEAR}-RF1-0001")
    return cases.Case.objects.get(pk=case_id)


@dataclass
class Others:
    """A second firm of the same operator, and one of the other operator: by verbs."""

    story: Story
    sibling: cases.Case

    def live_to_their_settlement(self) -> None:
        """The second firm signs, is paid, spends, reports and settles with the operator's two people."""
        begins = self.story.it_is(5, 3)
        theirs = of_the_operator(self.story, FIRST, ITS_OTHER_HAND), applicant(self.story, SIBLING)
        names_an_account(self.story, SIBLING, begins)
        agreement_id = is_told(granting.agree(*theirs, self.sibling.pk, begins))
        begins = self.story.it_is(5, 10)
        is_told(granting.pay(*theirs, agreement_id, 1, begins))
        begins = self.story.it_is(5, 20)
        is_told(granting.spend(*theirs, agreement_id, begins, shares=(60,), rng=random.Random(4)))
        begins = self.story.it_is(9, 20)
        is_told(granting.report(*theirs, agreement_id, "final", begins, random.Random(5)))
        begins = self.story.it_is(10, 5)
        is_told(granting.settle(*theirs, agreement_id, begins, random.Random(6)))
        self.story.it_is(10, 20)


def others_of_part_two(story, round_id):
    at = story.it_is(3, 18)
    sibling = writes_an_application(story.center, SIBLING, round_id, begins=at, ask=GRANT)
    hands_in(story.center, SIBLING, sibling, story.it_is(3, 19))
    _the_other_operator_has_a_firm_too(story)
    return Others(story, sibling)


def _the_other_operator_has_a_firm_too(story):
    at = story.it_is(3, 20)
    has_a_second_person(story, SECOND, SECONDS_HAND, at)
    appointment = programs.PartAppointment.objects.get(operator=story.center.party(SECOND))
    by = story.center.actor(SECOND, at)
    planned = programs.plan_part_round(appointment_id=appointment.pk, by=by, at=at, key=NO_KEY)
    window = programs.Opening(Period(at, seoul(YEAR, 4, 5, 18)))
    plan = programs.RoundPlan(seat_id=by.seat_id, receipt_prefix=f"{YEAR}-RF2", awards_max=2)
    programs.open_round(round_id=planned.pk, windows=[window], plan=plan, by=by, at=at, key=NO_KEY)
    firm = writes_an_application(story.center, COUSIN, planned.pk, begins=at, ask=GRANT)
    hands_in(story.center, COUSIN, firm, story.it_is(3, 22))
    at = story.it_is(4, 6)
    are_chosen(story, planned.pk, at, places=1, leads=SECOND, announces=SECONDS_HAND)
    theirs = of_the_operator(story, SECOND, SECONDS_HAND), applicant(story, COUSIN)
    names_an_account(story, COUSIN, at)
    agreement_id = is_told(granting.agree(*theirs, firm.pk, at))
    is_told(granting.pay(*theirs, agreement_id, 1, story.it_is(4, 10)))


def a_firm_is_chosen_by_its_operator(story, round_id, case):
    """The operator's first person screens and leads, the second opens and announces; the center looks on."""
    story.it_is(4, 13)
    first = story.comes(FIRST)
    first.goes_to("/op/")
    first.reads("입점 요건 확인")
    for one in cases.Case.objects.filter(round_id=round_id).order_by("receipt_number"):
        first.goes_to(f"/desk/cases/{one.pk}/")
        first.fills_in(note="표시사항과 보험을 확인함")
        first.presses("적격, 의견과 함께 넘기기")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/cases/{case.pk}/")
    officer.reads(story.center.party(FIRM).name)
    expect(officer.page.get_by_role("button", name="적격, 의견과 함께 넘기기")).to_have_count(0)
    panel = _the_operator_forms_a_panel(story, round_id)
    first.goes_to(f"/desk/rounds/{round_id}/panel/")
    first.presses("심사 마치고 점수 잠그기")
    first.presses("개봉 요청하기")
    second = story.comes(ITS_OTHER_HAND)
    second.goes_to(f"/desk/rounds/{round_id}/ranking/")
    second.presses("점수표 열기")
    first.goes_to(f"/desk/rounds/{round_id}/ranking/")
    first.fills_in(places="2")
    first.presses("선정안 만들기")
    first.reads("아직 아무에게도 알리지 않았어요")
    second.goes_to(f"/desk/rounds/{round_id}/ranking/")
    second.presses("2곳에 결과 발표하기")
    assert review.Panel.objects.get(pk=panel.pk).state == "announced"
    assert "결과: 선정" in story.letter(FIRM, "심사 결과")


def _the_operator_forms_a_panel(story, round_id):
    first = story.comes(FIRST)
    first.goes_to(f"/desk/rounds/{round_id}/panel/")
    first.fills_in(quorum="1", due_day=f"{YEAR}-04-20", due_time="18:00")
    first.presses("심사위원회 꾸리기")
    first.unfolds("심사위원 초대하기")
    first.presses("예시 심다온 초대")
    panel = review.Panel.objects.get(round_id=round_id)
    reviewer = story.comes("reviewer3")
    reviewer.goes_to("/review/")
    reviewer.presses("심사 맡기")
    first.goes_to(f"/desk/rounds/{round_id}/panel/")
    first.presses("심사 시작")
    scores(story, panel, panel.seats.get().pk, "reviewer3", now())
    return panel


def both_sides_of_the_firm_sign(story, round_id):
    """Drafted by one of the operator, signed by the other; no budget line of the center is touched."""
    story.it_is(4, 16)
    first = story.comes(FIRST)
    first.goes_to(f"/desk/rounds/{round_id}/agreements/")
    first.page.get_by_role("row", name=story.center.party(FIRM).name).get_by_role("link", name="협약서 쓰기").click()
    first.reads("6,000,000원", "공급과 반품")
    expect(first.page.locator("[name=line_key]")).to_have_count(0)
    first.fills_in(starts_on=f"{YEAR}-04-19", ends_on=f"{YEAR}-10-31")
    first.presses("협약서 초안 저장")
    agreement_id = first.number
    first.presses("협약서를 조직에 보내기")
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/agreements/{agreement_id}/")
    firm.fills_in(typed_name=story.center.name(FIRM))
    firm.presses("이 협약서에 서명하기")
    second = story.comes(ITS_OTHER_HAND)
    second.goes_to(f"/desk/agreements/{agreement_id}/")
    second.reads("참여기업에 다시 교부할 돈에서 6,000,000원을 묶고")
    second.fills_in(typed_name=story.center.name(ITS_OTHER_HAND))
    second.presses("이 협약서에 서명하기")
    assert "성립하였습니다" in story.letter(FIRM, "협약을 맺었습니다")
    firm.goes_to(f"/my/agreements/{agreement_id}/")
    deed = words_of_pdf(firm.fetches(firm.page.get_by_role("link", name="서명한 협약서").first.get_attribute("href")))
    assert "수행기관" in deed
    assert "참여기업" in deed
    assert story.center.party(FIRST).name in deed
    return agreement_id


def the_firm_is_paid_by_two_people_of_the_operator(story, agreement_id):
    """Who prepared cannot approve; the center can do neither."""
    at = story.it_is(4, 20)
    names_an_account(story, FIRM, at)
    story.it_is(4, 23)
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/grants/{agreement_id}/ask/1/")
    firm.presses("1차 사업비 신청하기")
    first, second = story.comes(FIRST), story.comes(ITS_OTHER_HAND)
    first.goes_to("/desk/payments/")
    first.page.get_by_role("row", name=story.center.party(FIRM).name).get_by_role("link").first.click()
    order = first.number
    first.presses("지급 준비해서 결재 올리기")
    first.presses("지급 결재")
    first.reads("준비한 사람")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/payments/{order}/")
    expect(approver.page.get_by_role("button", name="지급 결재")).to_have_count(0)
    second.goes_to(f"/desk/payments/{order}/")
    second.presses("지급 결재")
    first.goes_to(f"/desk/payments/{order}/")
    first.fills_in(bank_reference="예시은행-재교부-1", paid_on=f"{YEAR}-04-23")
    first.presses("이체한 것을 확인")
    first.reads("예시은행-재교부-1")
    assert "지급하였습니다" in story.letter(FIRM, "사업비를 지급했습니다")


def another_operator_meets_nothing(story, round_id, case, agreement_id):
    appointment = programs.PartAppointment.objects.get(operator=story.center.party(FIRST))
    other = story.comes(SECOND)
    other.goes_to("/op/")
    other.reads("맡은 사업")
    for address in (
        f"/op/parts/{appointment.pk}/",
        f"/desk/rounds/{round_id}/",
        f"/desk/rounds/{round_id}/applications/",
        f"/desk/rounds/{round_id}/panel/",
        f"/desk/rounds/{round_id}/agreements/",
        f"/desk/cases/{case.pk}/",
        f"/desk/agreements/{agreement_id}/",
        f"/desk/grants/{agreement_id}/",
    ):
        other.finds_nothing_at(address)
    other.goes_to("/desk/payments/")
    other.does_not_read(story.center.party(FIRM).name)
