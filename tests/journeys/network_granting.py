"""The third part of the network's life: agreement, two instalments, reports, settlement to the won, public result."""

import pytest
from playwright.sync_api import expect

from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.errors import Refused
from tests.journeys.center import YEAR
from tests.journeys.telling import (
    answers,
    paper,
    words_of_pdf,
)


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
