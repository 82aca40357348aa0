"""The third part of the network's life: agreement and its change, two instalments, reports, settlement to the won, public result."""

import pytest
from playwright.sync_api import expect

from dure.apps.grants import facade as grants
from dure.apps.programs import facade as programs
from dure.kernel.clock import now
from dure.kernel.errors import Refused
from tests.journeys.center import YEAR
from tests.journeys.paying import (
    a_changed_answer_is_refused,
    goes_to_the_bank,
    is_approved_by_another,
    the_bank_answers,
    the_same_answer_again_changes_nothing,
)
from tests.journeys.settling import decides_what_waits, the_refund_is_ordered
from tests.journeys.signing import draws_a_signature, the_agreement_is_changed
from tests.journeys.spending import enters, picks_what_it_is, says_why
from tests.journeys.telling import answers, paper, words_of_pdf


def both_sides_sign(story, round_id, first):
    story.it_is(3, 10)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/rounds/{round_id}/agreements/")
    officer.follows("협약서 쓰기")
    officer.fills_in(starts_on=f"{YEAR}-03-15", ends_on=f"{YEAR}-11-25")
    officer.picks(line_key="local-economy")
    officer.presses("협약서 초안 저장")
    officer.reads("전용 계좌", "7,000,000원", "3,000,000원")
    agreement_id = officer.number
    officer.presses("협약서를 조직에 보내기")
    assert "서명해 주세요" in story.letter("party1", "협약서에 서명해 주세요")
    network = story.comes("party1")
    network.goes_to(f"/my/agreements/{agreement_id}/")
    network.reads("서명할 차례예요", "목적 외 사용 금지")
    draws_a_signature(network)
    network.finds_no_barrier()
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


def the_instalment_is_paid(story, agreement_id, number, *, month, day):
    """Asked by the grantee, prepared by one, approved by another who has everything on one screen, sent and answered in files."""
    story.it_is(month, day)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/ask/{number}/")
    network.presses(f"{number}차 사업비 신청하기")
    assert "지급을 준비해 주세요" in story.letter("officer", "사업비 신청이 들어왔어요")
    order = is_approved_by_another(story, "예시 해든돌봄협의회", seen=("교부 조건", "충족"))
    sent, reference, paid_on = goes_to_the_bank(story, order), f"예시은행-{number}", f"{YEAR}-{month:02d}-{day:02d}"
    if number == 1:
        a_changed_answer_is_refused(story, order, sent, paid_on)
    the_bank_answers(story, sent, reference, paid_on)
    if number == 1:
        the_same_answer_again_changes_nothing(story, order, sent, reference, paid_on)
    assert "지급하였습니다" in story.letter("party1", "사업비를 지급했습니다")


def money_is_spent_with_evidence(story, agreement_id):
    story.it_is(5, 10)
    network = story.comes("party1")
    files_an_expense(network, agreement_id, source="grant", amount="2,500,000", memo="공론장 두 번의 회의비")
    files_an_expense(network, agreement_id, source="own", amount="1,000,000", memo="공론장 다과")
    files_an_expense(network, agreement_id, source="grant", amount="300,000", memo="증빙이 다른 지출", on="08", seen="쉬는 날")
    officer = story.comes("officer")
    officer.goes_to("/desk/")
    officer.reads("집행 확인 3건")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    for memo in ("공론장 두 번의 회의비", "공론장 다과"):
        officer.page.locator("article", has_text=memo).locator("button[value=accept]").click()
        expect(officer.page.locator("article", has_text=memo)).to_have_count(0)
    what_was_seen_is_decided(officer, agreement_id)
    officer.fills_in(clause="협약 제7조 증빙의 금액이 서로 다름")
    officer.presses("인정하지 않음")
    officer.reads("확인할 집행 0건")
    network.goes_to(f"/my/grants/{agreement_id}/expenses/")
    network.reads("협약 제7조 증빙의 금액이 서로 다름", "1,500,000원")
    network.finds_no_barrier()


def files_an_expense(network, agreement_id, *, source, amount, memo, on="07", seen=""):
    """What kind of money it is comes first; what looks odd is asked before it is filed."""
    picks_what_it_is(network, agreement_id, "meeting", "회의록", "참석자 명부")
    papers = ("minutes", "attendance_roster", "tax_invoice")
    day = f"{YEAR}-05-{on}"
    enters(network, category="meeting", source=source, memo=memo, papers=papers, amount=amount, spent_on=day, payee_name="예시 동네공간")
    network.presses("이 집행 올리기")
    if seen:
        says_why(network, seen, "토요일에 모이는 공론장이라 그날 샀어요.")
    network.is_at(f"/my/grants/{agreement_id}/expenses/")
    network.reads(memo)


def what_was_seen_is_decided(officer, agreement_id):
    """The word of the grantee stands beside what was seen; a person decides."""
    asked = officer.page.locator("article", has_text="증빙이 다른 지출")
    expect(asked).to_contain_text("토요일에 모이는 공론장이라 그날 샀어요.")
    asked.get_by_role("link", name="판단하기").click()
    officer.finds_no_barrier()
    officer.picks(verdict="cleared")
    officer.fills_in(why="공론장 일정표에서 그날의 모임을 확인함")
    officer.presses("판단 남기기")
    officer.is_at("/desk/flags/")
    officer.goes_to(f"/desk/grants/{agreement_id}/")


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


def the_last_day_is_moved(story, agreement_id):
    """Five days more, in a changed agreement that both sides sign again."""
    story.it_is(4, 5)
    the_agreement_is_changed(story, "party1", agreement_id, ends_on=f"{YEAR}-11-30", word="마지막 공론장은 11월에 엽니다.")
    assert f"{grants.Agreement.objects.get(pk=agreement_id).ends_on}" == f"{YEAR}-11-30"


def it_is_settled_to_the_won(story, agreement_id):
    """10,000,000 paid, 2,500,000 accepted: 7,500,000 unspent and 4,321 of interest are ordered back and come."""
    story.it_is(12, 1)
    network = story.comes("party1")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.reads("지금 정산하면", "7,500,000원")
    network.fills_in(interest="4,321", note="시범사업을 줄여 남은 돈과 이자를 돌려드려요.")
    network.attaches("statement", "통장사본.pdf", paper("statement"))
    network.presses("정산서 내기")
    network.reads("7,504,321원")
    finance = story.comes("finance")
    finance.goes_to("/desk/settlements/")
    finance.follows("예시 해든돌봄협의회")
    decides_what_waits(finance)
    finance.presses("확정액 2,500,000원, 반납 7,504,321원으로 확정")
    assert "7,504,321" in story.letter("party1", "정산 금액을 확정하였습니다")
    the_refund_is_ordered(story, agreement_id, "7,504,321원")
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
