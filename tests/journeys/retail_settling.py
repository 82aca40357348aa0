"""A firm of the retail channel spends, explains and answers; its operator judges, orders what is left back and finishes. The center only reads."""

import pytest
from playwright.sync_api import expect

from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.errors import Forbidden
from tests.journeys.center import YEAR
from tests.journeys.reporting import done
from tests.journeys.retail_firms import FIRM
from tests.journeys.retail_operators import FIRST
from tests.journeys.settling import decides_what_waits
from tests.journeys.telling import answers, paper

PRINTED, TASTED, NOT_COUNTED, LEFT = 3_500_000, 900_000, 100_000, 1_700_000
"""Of 6,000,000: leaflets and a tasting, of which a part is disallowed; what goes back without interest."""


def a_firm_spends_and_explains(story, agreement_id):
    """Above a million there should be two quotes: the firm says why there are none, before it is handed in."""
    story.it_is(5, 2)
    firm = story.comes(FIRM)
    _enters(firm, agreement_id, "publicity", PRINTED, "매장 안내물")
    firm.reads("이대로 올릴까요?", "견적서가 두 부 있어야 하는데 1부예요")
    firm.page.locator("textarea").fill("유통채널이 정한 인쇄소만 매장 규격에 맞게 찍을 수 있어요.")
    firm.presses("까닭을 적고 이대로 올리기")
    firm.reads("매장 안내물", "3,500,000원")
    _enters(firm, agreement_id, "event", TASTED, "시식 재료")
    firm.reads("시식 재료", "900,000원")


def _enters(firm, agreement_id, category, amount, memo):
    firm.goes_to(f"/my/grants/{agreement_id}/expenses/new/")
    firm.picks(category=category, source="grant")
    firm.fills_in(amount=f"{amount:,}", spent_on=f"{YEAR}-04-28", payee_name="예시 한결상회", memo=memo)
    terms = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id)
    for kind in next(one.evidence for one in terms.categories if one.key == category):
        if not firm.page.locator(f"input[name=paper_{kind}]").first.is_visible():
            firm.unfolds("다른 증빙도 올리기")
        firm.attaches(f"paper_{kind}", f"{kind}.pdf", paper(f"{category} {kind}"))
    firm.presses("이 집행 올리기")


def the_operator_judges_flag_and_expenses(story, agreement_id):
    """From what waits for it: the flag with the firm's words, then both expenses."""
    story.it_is(5, 3)
    first = story.comes(FIRST)
    first.goes_to("/op/")
    first.reads("집행 확인 2건")
    first.follows("확인할 점")
    first.reads("유통채널이 정한 인쇄소만 매장 규격에 맞게 찍을 수 있어요.")
    first.page.get_by_role("table").get_by_role("link").first.click()
    first.picks(verdict="cleared")
    first.fills_in(why="유통채널의 인쇄 지침을 확인함")
    first.presses("판단 남기기")
    first.goes_to(f"/desk/grants/{agreement_id}/")
    for memo, left in (("매장 안내물", 1), ("시식 재료", 0)):
        first.page.locator("article", has_text=memo).locator("button[value=accept]").click()
        first.reads(f"확인할 집행 {left}건")


def a_part_is_disallowed_after_a_reply(story, agreement_id):
    """Announced under a clause, answered with a paper, lowered; only what is decided in the end counts."""
    story.it_is(5, 4)
    first, firm = story.comes(FIRST), story.comes(FIRM)
    first.goes_to(f"/desk/grants/{agreement_id}/")
    first.unfolds("확인한 집행 2건")
    first.page.get_by_role("row", name="시식 재료").get_by_role("link", name="불인정 예고").click()
    first.fills_in(amount="200,000", own_clause="협약 제7조 사업비의 집행", text="사업과 상관없는 물품이 두 줄 있어요.")
    first.presses("불인정 예고 보내기")
    assert "200,000" in story.letter(FIRM, "인정하기 어려운 집행이 있습니다")
    firm.goes_to(f"/my/grants/{agreement_id}/settlement/")
    firm.follows("시식 재료")
    firm.reads("협약 제7조 사업비의 집행", "200,000원")
    firm.fills_in(text="한 줄은 시식 그릇이라 행사에 썼어요.")
    firm.attaches("papers", "행사사진.pdf", paper("bowls at the tasting"))
    firm.presses("소명 보내기")
    first.goes_to(f"/desk/grants/{agreement_id}/")
    first.page.get_by_role("table", name="불인정 예고").get_by_role("link").first.click()
    first.reads("한 줄은 시식 그릇이라 행사에 썼어요.", "행사사진.pdf")
    first.picks(judgment="lower")
    first.fills_in(final_amount=f"{NOT_COUNTED:,}", text="그릇은 인정하고 나머지 한 줄만 인정하지 않음")
    first.presses("이대로 정하기")
    first.reads("정한 금액", "100,000원")


def the_firm_reports(story, agreement_id):
    first, firm = story.comes(FIRST), story.comes(FIRM)
    form = programs.terms_of(grants.Agreement.objects.get(pk=agreement_id).case.round_id).report_form("final")
    firm.goes_to(f"/my/grants/{agreement_id}/reports/final/")
    for section in form.sections:
        answers(firm, section.questions)
        firm.presses(f"{section.title} 저장하기")
        firm.reads("저장됨")
    firm.presses(f"{form.title} 내기")
    assert "보고를 냈어요" in story.letter(FIRST, "보고서가 들어왔어요")
    first.goes_to(f"/desk/grants/{agreement_id}/")
    done(first, f"{form.title} 받아들이기")
    assert "받아들였어요" in story.letter(FIRM, "보고서를 받아들였어요")


def the_firm_settles_with_its_operator(story, agreement_id):
    """6,000,000 paid, 4,300,000 accepted; 1,700,000 and 70 of interest are ordered back and return to the operator."""
    story.it_is(5, 12)
    firm = story.comes(FIRM)
    firm.goes_to(f"/my/grants/{agreement_id}/settlement/")
    firm.fills_in(interest="70", note="행사를 줄여 남은 돈을 돌려드려요.")
    firm.attaches("statement", "통장사본.pdf", paper("statement of the firm"))
    firm.presses("정산서 내기")
    firm.reads("1,700,070원")
    first = story.comes(FIRST)
    first.goes_to("/desk/settlements/")
    first.follows(story.center.party(FIRM).name)
    decides_what_waits(first)
    first.presses("확정액 4,300,000원, 반납 1,700,070원으로 확정")
    assert "1,700,070" in story.letter(FIRM, "정산 금액을 확정하였습니다")
    _the_money_is_ordered_back(story, agreement_id)
    first.fills_in(amount="1,700,070", returned_on=f"{YEAR}-05-12", bank_reference="예시은행-반납-기업")
    first.presses("돌려받은 돈 적기")
    first.reads("예시은행-반납-기업")
    _the_center_does_not_finish_it(story, agreement_id)
    first.presses("정산 마침")
    assert "정산을 마쳤습니다" in story.letter(FIRM, "정산을 마쳤습니다")
    first.goes_to(f"/op/parts/{programs.PartAppointment.objects.get(operator=story.center.party(FIRST)).pk}/")
    row = first.page.get_by_role("row", name=story.center.party(FIRM).name)
    for words in (f"{YEAR}-RF1-0001", "6,000,000원", "4,300,000원"):
        expect(row).to_contain_text(words)


def _the_money_is_ordered_back(story, agreement_id):
    """To the operator's own account, which it has to name first; the firm reads number, day and account."""
    first, firm = story.comes(FIRST), story.comes(FIRM)
    first.presses("반납 고지하기: 1,700,070원")
    first.reads("반납받을 계좌가 없어요")
    first.goes_to("/desk/settlements/")
    first.follows("반납")
    first.unfolds("계좌 적기")
    first.fills_in(bank="예시은행", account="123-456-7890", holder=story.center.party(FIRST).name)
    first.presses("계좌 저장하기")
    first.goes_to(f"/desk/grants/{agreement_id}/")
    first.presses("반납 고지하기: 1,700,070원")
    first.reads("고지한 금액", "원금 1,700,000원, 이자 70원")
    assert "1,700,070" in story.letter(FIRM, "반납")
    firm.goes_to(f"/my/grants/{agreement_id}/settlement/")
    firm.reads("-반납", f"예시은행 123-456-7890 (예금주 {story.center.party(FIRST).name})")
    first.goes_to("/desk/refunds/")
    expect(first.page.get_by_role("row", name=story.center.party(FIRM).name)).to_contain_text("1,700,070원")
    first.goes_to(f"/desk/grants/{agreement_id}/")


def _the_center_does_not_finish_it(story, agreement_id):
    settlement = grants.Settlement.objects.get(agreement_id=agreement_id)
    with pytest.raises(Forbidden):
        grants.close_settlement(settlement_id=settlement.pk, by=story.center.actor("officer", now()), at=now())
