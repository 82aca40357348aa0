"""생협매장 입점지원 of 2019, lived again: a checklist, a choice, an objection that is heard, the shelves, and what they sold."""

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform import invariants
from tests.journeys.center import YEAR
from tests.journeys.committees import judges, review_stage, sits, tells
from tests.journeys.elsewhere import allots, names_an_account
from tests.journeys.reporting import both_sign, done, is_paid, reports, spends
from tests.journeys.settling import decides_what_waits
from tests.journeys.telling import Story, agrees_to_everything, answers, hands_in, paper, writes_a_row, writes_an_application

SLUG, LINE, TITLE = "coop-store-listing", "private-market", "생협매장 입점지원"
OURS, GIVES_UP, OBJECTS, REFUSED = "party3", "party4", "party5", "party6"
WHY_REFUSED = "생산물배상책임보험 증권이 없어 매장에 상품을 놓을 수 없어요."
OBJECTION = "점검표의 바코드 항목을 갖추었는데 갖추지 않은 것으로 읽힌 것 같습니다."
HEARD = "바코드 등록증을 다시 확인하여 예비로 올립니다."


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_products_come_into_the_stores_of_consumer_cooperatives(story):
    round_id = an_officer_brings_the_program_and_opens_it(story)
    first = a_cooperative_applies_with_its_checklist(story, round_id)
    others_apply(story, round_id)
    one_is_refused_with_its_reason(story, round_id, first)
    the_result_is_told(story, round_id)
    an_objection_is_heard(story, round_id)
    a_place_is_given_up_and_the_reserve_moves_up(story, round_id)
    agreement_id = it_is_agreed_and_paid(story, round_id)
    the_products_come_into_the_stores(story, round_id, agreement_id)
    it_is_settled(story, agreement_id)
    everybody_reads_of_it(story, agreement_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def an_officer_brings_the_program_and_opens_it(story):
    allots(story, LINE, TITLE, 100_000_000)
    story.it_is(2, 22)
    officer = story.comes("officer")
    officer.goes_to("/desk/programs/?year=2019")
    officer.follows(TITLE)
    officer.presses(f"{YEAR}년 사업으로 가져오기")
    officer.reads(f"{YEAR}년 사업", "모집이 아직 없어요")
    officer.presses("새 모집 준비하기")
    round_id = officer.number
    officer.fills_in(opens_day=f"{YEAR}-03-02", opens_time="09:00", closes_day=f"{YEAR}-03-19", closes_time="18:00")
    officer.fills_in(receipt_prefix=f"{YEAR}-CS", budget="90,000,000", budget_line_key=LINE, awards_max="3")
    officer.presses("이 모집 열기")
    officer.reads(f"접수 {YEAR}.3.2. 09:00 – {YEAR}.3.19. 18:00")
    return round_id


def a_cooperative_applies_with_its_checklist(story, round_id):
    story.it_is(3, 3)
    cooperative = story.comes(OURS)
    cooperative.goes_to(f"/programs/{YEAR}/{SLUG}/")
    cooperative.reads("접수 중", "4.5천만원", "입점모집 (1차)")
    cooperative.follows("신청서 쓰기 시작")
    cooperative.fills_in(title="두부와 콩물 네 가지")
    cooperative.presses("신청서 쓰기 시작")
    cooperative.reads("입점 점검표", "예산")
    case_id = cooperative.number
    sections = programs.terms_of(round_id).sections
    cooperative.follows(sections[0].title)
    for place, section in enumerate(sections):
        cooperative.is_at(f"/apply/{case_id}/{section.key}/")
        if section.key == "checklist":
            cooperative.reads("표시사항(성분, 원산지, 인증)을 갖추었나요?", "생산물배상책임보험에 들었나요?")
        answers(cooperative, section.questions, seed=place)
        cooperative.presses("저장하고 다음으로")
    writes_a_row(cooperative.page, 0, category="publicity", basis="매장 안내물 4종", grant="12,000,000", own="3,000,000")
    writes_a_row(cooperative.page, 1, category="event", basis="시식 행사 8회", grant="8,000,000", own="2,000,000")
    cooperative.presses("저장하고 다음으로")
    for document in programs.terms_of(round_id).documents:
        if document.required:
            cooperative.attaches(f"file-{document.key}", f"{document.key}.pdf", paper(document.key))
            cooperative.presses("파일 올리기", within=cooperative.page.locator(f"section[aria-labelledby=paper-{document.key}]"))
            cooperative.reads(f"{document.key}.pdf")
    cooperative.follows("확인하고 내기")
    agrees_to_everything(cooperative)
    cooperative.presses("신청서 내기")
    cooperative.reads("신청서를 접수했어요", f"{YEAR}-CS-0001")
    return cases.Case.objects.get(pk=case_id)


def others_apply(story, round_id):
    for place, who in enumerate((GIVES_UP, OBJECTS, REFUSED)):
        begins = seoul(YEAR, 3, 4 + place, 9)
        case = writes_an_application(story.center, who, round_id, begins=begins, ask=20_000_000)
        hands_in(story.center, who, case, begins.replace(hour=17))


def one_is_refused_with_its_reason(story, round_id, first):
    at = story.it_is(3, 22)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/cases/{first.pk}/")
    officer.reads("입점 점검표", "바코드가 있나요?")
    officer.fills_in(note="점검표 네 가지를 모두 갖추었어요.")
    done(officer, "적격, 의견과 함께 넘기기")
    refused = cases.Case.objects.get(round_id=round_id, receipt=f"{YEAR}-CS-0004")
    officer.goes_to(f"/desk/cases/{refused.pk}/")
    officer.unfolds("부적격")
    officer.fills_in(reasons=WHY_REFUSED)
    done(officer, "부적격으로 끝내기")
    assert WHY_REFUSED in story.letter(REFUSED, "적격검토 결과")
    person = story.comes(REFUSED)
    person.goes_to(f"/apply/{refused.pk}/done/")
    person.reads("부적격이에요", WHY_REFUSED)
    for receipt in (2, 3):
        case = cases.Case.objects.get(round_id=round_id, receipt=f"{YEAR}-CS-000{receipt}")
        cases.pass_screening(case_id=case.pk, note="점검표와 서류를 확인했어요.", by=story.center.actor("officer", at), at=at)


def the_result_is_told(story, round_id):
    at = story.it_is(3, 24)
    panel = sits(story, round_id, review_stage(round_id), at)
    judges(story, panel, at)
    tells(story, panel, story.it_is(4, 1), places=2)
    assert "결과: 선정" in story.letter(OURS, "심사 결과")
    assert "미선정" in story.letter(OBJECTS, "심사 결과")


def an_objection_is_heard(story, round_id):
    """Who drew the decision up may not judge it; the other reads, and decides anew."""
    story.it_is(4, 5)
    case = cases.Case.objects.get(round_id=round_id, party=story.center.party(OBJECTS))
    person = story.comes(OBJECTS)
    person.goes_to(f"/my/applications/{case.pk}/result/")
    person.reads("이번에는 선정되지 않았어요", "상품성")
    person.follows("이의신청")
    person.page.locator("textarea[name=text]").fill(OBJECTION)
    person.attaches("papers", "바코드 등록증.pdf", paper("barcode"))
    person.presses("이의신청 내기")
    person.reads("처음 결정한 사람이 아닌 다른 사람이", "바코드 등록증.pdf")
    story.it_is(4, 8)
    officer = story.comes("officer")
    officer.goes_to("/desk/objections/")
    officer.follows(f"{YEAR}-CS-0003")
    officer.reads(OBJECTION, "다시 살펴봐야 해요")
    address = officer.page.url.removeprefix(officer.house)
    approver = story.comes("approver")
    approver.goes_to(address)
    approver.picks(outcome="reserve")
    approver.fills_in(answer=HEARD)
    approver.presses("결정하고 알리기")
    approver.reads(HEARD)
    assert HEARD in story.letter(OBJECTS, "이의신청")
    person.goes_to(f"/my/applications/{case.pk}/result/")
    person.reads("예비 1순위예요")


def a_place_is_given_up_and_the_reserve_moves_up(story, round_id):
    story.it_is(4, 9)
    case = cases.Case.objects.get(round_id=round_id, party=story.center.party(GIVES_UP))
    person = story.comes(GIVES_UP)
    person.goes_to(f"/my/applications/{case.pk}/result/")
    person.follows("선정을 포기해야 하나요?")
    person.fills_in(reason="생산 시설을 옮기게 되어 올해는 공급하기 어려워요.")
    done(person, "선정 포기하기")
    approver = story.comes("approver")
    approver.goes_to(f"/desk/rounds/{round_id}/ranking/")
    approver.reads("선정을 포기한 곳이 있어요")
    approver.unfolds("예비 1순위 올리기")
    approver.fills_in(awarded="20,000,000", reason="1순위 조직이 사업을 포기했어요.")
    done(approver, f"{story.center.party(OBJECTS).name} 선정하고 알리기")
    assert "결과: 선정" in story.letter(OBJECTS, "심사 결과")


def it_is_agreed_and_paid(story, round_id):
    at = story.it_is(4, 12)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.page.get_by_role("row", name=story.center.party(OURS).name).get_by_role("link", name="협약서 쓰기").click()
    officer.fills_in(starts_on=f"{YEAR}-04-15", ends_on=f"{YEAR}-11-30")
    officer.picks(line_key=LINE)
    officer.presses("협약서 초안 저장")
    officer.reads("공급과 반품", "간담회와 보고", "20,000,000원")
    agreement_id = officer.number
    both_sign(story, OURS, agreement_id)
    names_an_account(story, OURS, at)
    is_paid(story, OURS, agreement_id, 1, month=4, day=20)
    return agreement_id


def the_products_come_into_the_stores(story, round_id, agreement_id):
    """Meetings and the listing are stages of the round; each firm tells of it in two reports."""
    for month, label in ((5, "정기 간담회"), (6, "입점모집 1차")):
        story.it_is(month, 3)
        officer = story.comes("officer")
        officer.goes_to(f"/desk/rounds/{round_id}/")
        stage = officer.page.locator("#tracked ~ ul > li", has_text=label).first
        officer.presses("시작", within=stage)
        expect(stage).to_contain_text(f"{YEAR}.{month}.3.")
        story.it_is(month, 20)
        officer = story.comes("officer")
        officer.goes_to(f"/desk/rounds/{round_id}/")
        officer.presses("마침", within=stage)
        expect(stage).to_contain_text(f"– {YEAR}.{month}.20.")
    spends(story, OURS, agreement_id, "publicity", "grant", 8_000_000, month=6, day=25)
    spends(story, OURS, agreement_id, "publicity", "own", 2_000_000, month=6, day=26)
    reports(story, OURS, agreement_id, "interim", month=7, day=5)
    reports(story, OURS, agreement_id, "final", month=11, day=25)


def it_is_settled(story, agreement_id):
    """20,000,000 paid, 8,000,000 accepted: 12,000,000 and 1,234 of interest come back."""
    story.it_is(12, 6)
    cooperative = story.comes(OURS)
    cooperative.goes_to(f"/my/grants/{agreement_id}/settlement/")
    cooperative.fills_in(interest="1,234", note="두 매장이 늦게 열려 행사비가 남았어요.")
    cooperative.attaches("statement", "통장사본.pdf", paper("statement"))
    cooperative.presses("정산서 내기")
    cooperative.reads("12,001,234원")
    finance = story.comes("finance")
    finance.goes_to("/desk/settlements/")
    finance.follows(story.center.party(OURS).name)
    decides_what_waits(finance)
    finance.presses("확정액 8,000,000원, 반납 12,001,234원으로 확정")
    finance.fills_in(amount="12,001,234", returned_on=f"{YEAR}-12-06", bank_reference="예시은행-반납")
    finance.presses("돌려받은 돈 적기")
    done(finance, "정산 마침")
    assert "정산을 마쳤습니다" in story.letter(OURS, "정산을 마쳤습니다")
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.paid, sums.returned, sums.owed_back) == (20_000_000, 12_001_234, 0)


def everybody_reads_of_it(story, agreement_id):
    story.it_is(12, 10)
    cooperative = story.comes(OURS)
    cooperative.goes_to(f"/my/grants/{agreement_id}/showcase/")
    cooperative.fills_in(
        title="생협 매장 네 곳에 놓인 동네 두부", summary="시식 행사 네 번으로 단골이 생겼어요.", figures="들어간 매장: 4곳"
    )
    cooperative.presses("성과 내기")
    cooperative.reads("센터에서 공개하기 전까지")
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.page.get_by_role("button", name="성과 공개").click()
    officer.reads("공개")
    story.work()
    visitor = story.somebody("phone")
    visitor.goes_to("/results/")
    visitor.follows("생협 매장 네 곳에 놓인 동네 두부")
    visitor.reads("단골이 생겼어요", "4곳")
    cooperative.goes_to(f"/my/grants/{agreement_id}/")
    cooperative.reads("모든 단계를 마쳤어요", "6개월 뒤 조사")
