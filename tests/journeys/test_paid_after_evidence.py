"""A program that keeps its money until it has seen the evidence: every accepted expense is paid for by itself, and nothing is ever in hand."""

import random
from typing import Any

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.kernel.clock import seoul
from dure.platform import invariants
from dure.rehearsal import granting
from dure.rehearsal.cast import Applicant, Cast
from tests.journeys.center import EMAILS, YEAR
from tests.journeys.elsewhere import are_chosen, brings, is_told, names_an_account, opens
from tests.journeys.paying import goes_to_the_bank, is_approved_by_another, the_bank_answers
from tests.journeys.reporting import both_sign
from tests.journeys.settling import decides_what_waits
from tests.journeys.spending import enters, picks_what_it_is, takes_a_photo
from tests.journeys.telling import Story, hands_in, paper, writes_an_application

WHO, LINE = "party2", "local-economy"
GRANT, OWN, SPENT, OWN_SPENT = 2_000_000, 300_000, 600_000, 150_000
MEMO = "업종 간담회 다과와 자료"


def keeps_its_money(document: dict[str, Any]) -> None:
    """This year's wording (예시): the center keeps the grant and pays for each expense whose evidence it has accepted."""
    document["title"] = "업종 네트워크 조직화 지원 (예시)"
    life = document["life"]
    life |= {"payment_mode": "after_evidence", "pays_per": "expense"}
    clause = next(clause for clause in life["agreement_terms"] if clause["title"] == "지원금과 교부")
    clause["text"] = "센터는 지원금을 예치해 두고, 조직이 먼저 쓴 뒤 증빙을 낸 집행을 확인하여 인정한 금액을 집행마다 지급합니다."
    for stage in life["stages"]:
        if stage["kind"] == "disbursement":
            stage["label"] = "집행마다 지급"


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_grant_is_paid_after_its_evidence(story):
    agreement_id = an_agreement_is_made(story)
    the_page_says_how_money_comes(story, agreement_id)
    an_expense_is_entered_at_the_phone(story, agreement_id)
    what_is_accepted_asks_by_itself(story, agreement_id)
    it_is_paid_by_two_and_the_bank(story, agreement_id)
    it_is_settled_with_nothing_to_return(story, agreement_id)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def everybody(story: Story) -> tuple[Cast, Applicant]:
    """The center's people and the applicant, for what is told by verbs."""
    accounts = {who: people.Account.objects.get(email=EMAILS[who]).pk for who in ("officer", "officer2", "finance", "approver", WHO)}
    party = story.center.party(WHO)
    return Cast(accounts=accounts), Applicant(party.pk, accounts[WHO], party.name)


def an_agreement_is_made(story):
    """Applied and chosen by verbs; both sides read and sign on their screens that the money waits for the evidence."""
    program = brings(story, "industry-network-organizing", 2021, changed=keeps_its_money)
    seat = story.center.actor("officer", story.it_is(2, 8, 9)).seat_id
    plan = programs.RoundPlan(seat_id=seat, receipt_prefix=f"{YEAR}-UJ", budget_line_key=LINE, awards_max=2)
    round_id = opens(story, program, seoul(YEAR, 2, 8, 9), days=14, plan=plan)
    at = story.it_is(2, 10)
    case = writes_an_application(story.center, WHO, round_id, begins=at, ask=GRANT)
    rows = [cases.TypedRow("meeting", "간담회 6회", "1,200,000", "300,000"), cases.TypedRow("event", "토론회 1회", "800,000", "0")]
    cases.save_budget(case_id=case.pk, rows=rows, version=1, by=story.center.actor(WHO, at), at=at)
    hands_in(story.center, WHO, case, story.it_is(2, 11))
    are_chosen(story, round_id, story.it_is(2, 23), places=1)
    at = story.it_is(3, 2)
    officer = story.center.actor("officer", at)
    names_an_account(story, WHO, at)
    draft = grants.Draft(seoul(YEAR, 3, 8).date(), seoul(YEAR, 11, 30).date(), own_money=OWN, line_key=LINE)
    agreement = grants.draft_agreement(case_id=case.pk, draft=draft, by=officer, at=at)
    both_sign(story, WHO, agreement.pk)
    story.comes(WHO).goes_to(f"/my/agreements/{agreement.pk}/")
    story.comes(WHO).reads("인정한 금액을 집행마다 지급합니다")
    return agreement.pk


def the_page_says_how_money_comes(story, agreement_id):
    """There is nothing to ask for, and the page says why."""
    story.it_is(4, 12)
    network = story.comes(WHO)
    network.page.set_viewport_size({"width": 390, "height": 844})
    network.goes_to(f"/my/grants/{agreement_id}/")
    network.reads("이 사업은 증빙을 보고 지급해요", "차수로 신청하지 않아요")
    network.goes_to(f"/my/grants/{agreement_id}/ask/1/")
    network.reads("사업비를 받는 방법", "신청하지 않아도 돼요", "집행과 증빙을 올리면 센터가 확인하고")
    expect(network.page.get_by_role("button", name="1차 사업비 신청하기")).to_have_count(0)
    network.finds_no_barrier()


def an_expense_is_entered_at_the_phone(story, agreement_id):
    """The list of papers stands there before anything is typed; the receipt is a photo, laid flat and kept beside the original."""
    network = story.comes(WHO)
    for source, amount, memo in (("grant", SPENT, MEMO), ("own", OWN_SPENT, "간담회 장소 다과")):
        picks_what_it_is(network, agreement_id, "meeting", "회의록", "참석자 명부", "세금계산서 또는 카드전표")
        if source == "grant":
            network.finds_no_barrier()
        papers, money_fields = ("minutes", "attendance_roster"), {"amount": f"{amount:,}", "spent_on": f"{YEAR}-04-08"}
        enters(network, category="meeting", source=source, memo=memo, papers=papers, payee_name="예시 동네부엌", **money_fields)
        takes_a_photo(network, "tax_invoice", memo)
        network.presses("이 집행 올리기")
        network.is_at(f"/my/grants/{agreement_id}/expenses/")
        network.reads(memo, "확인 기다림", "찍은 그대로의 사진")
    network.finds_no_barrier()
    assert not money.PaymentOrder.objects.exists()


def what_is_accepted_asks_by_itself(story, agreement_id):
    """Accepting the grant's expense asks for its money; that of the own share asks for nothing."""
    story.it_is(4, 14)
    officer = story.comes("officer")
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    for memo in (MEMO, "간담회 장소 다과"):
        officer.page.locator("article", has_text=memo).locator("button[value=accept]").click()
        expect(officer.page.locator("article", has_text=memo)).to_have_count(0)
    expect(officer.page.get_by_role("table", name="집행마다 지급")).to_contain_text(f"{SPENT:,}원")
    officer.finds_no_barrier()
    (order,) = money.PaymentOrder.objects.all()
    assert (order.state, order.amount) == ("asked", SPENT)
    network = story.comes(WHO)
    network.goes_to(f"/my/grants/{agreement_id}/")
    expect(network.page.get_by_role("table", name="집행마다 지급")).to_contain_text(f"{SPENT:,}원")
    network.finds_no_barrier()


def it_is_paid_by_two_and_the_bank(story, agreement_id):
    """The evidence stands beside the payment; once it is paid it is spent, and nothing stays in hand."""
    story.it_is(4, 15)
    seen = ("지급할 집행", MEMO, "세금계산서 또는 카드전표", "충족")
    order = is_approved_by_another(story, story.center.party(WHO).name, seen=seen)
    sent = goes_to_the_bank(story, order)
    the_bank_answers(story, sent, "예시은행-집행", f"{YEAR}-04-15")
    assert "지급하였습니다" in story.letter(WHO, "사업비를 지급했습니다")
    network = story.comes(WHO)
    network.goes_to(f"/my/grants/{agreement_id}/")
    expect(network.page.get_by_role("table", name="집행마다 지급")).to_contain_text("지급")
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.paid, sums.spent_grant, sums.spent_own, sums.on_hand) == (SPENT, SPENT, OWN_SPENT, 0)


def it_is_settled_with_nothing_to_return(story, agreement_id):
    """No money lay at the grantee, so that no interest came and nothing goes back; what was not asked for is released."""
    cast, theirs = everybody(story)
    for which, month in (("interim", 7), ("final", 11)):
        is_told(granting.report(cast, theirs, agreement_id, which, story.it_is(month, 10), random.Random(month)))
    story.it_is(12, 1)
    network = story.comes(WHO)
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.fills_in(interest="0", note="센터가 집행마다 보내 주어 남은 돈이 없어요.")
    network.attaches("statement", "통장사본.pdf", paper("statement"))
    network.presses("정산서 내기")
    finance = story.comes("finance")
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    decides_what_waits(finance)
    finance.presses(f"확정액 {SPENT:,}원, 반납 0원으로 확정")
    expect(finance.page.get_by_role("button", name="반납 고지하기")).to_have_count(0)
    finance.presses("정산 마침")
    assert "정산을 마쳤습니다" in story.letter(WHO, "정산을 마쳤습니다")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.reads("반납할 돈", "정산 끝")
    network.finds_no_barrier()
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.committed, sums.paid, sums.on_hand, sums.owed_back, sums.undisbursed) == (SPENT, SPENT, 0, 0, 0)
