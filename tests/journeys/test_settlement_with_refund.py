"""A grant is settled with money to return: a part of an expense does not count, a ratio cuts, and what is owed comes back in two sums."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dure.apps.cases import facade as cases
from dure.apps.grants import facade as grants
from dure.apps.people import facade as people
from dure.kernel.won import official_won
from dure.platform import invariants
from dure.rehearsal import granting
from dure.rehearsal.cast import Applicant, Cast
from tests.journeys.center import EMAILS, YEAR
from tests.journeys.elsewhere import are_chosen, is_told, names_an_account
from tests.journeys.settling import decides_what_waits, is_announced, is_answered, is_lowered, money_comes_back, the_refund_is_ordered
from tests.journeys.telling import Story, hands_in, opens_a_round, paper, words_of_pdf, writes_an_application

WHO, GRANT = "party1", 8_000_000
CLAUSE = "협약 제7조(집행과 증빙)"
ACCEPTED, OWN, HELD_BACK = 5_000_000, 600_000, 400_000
INTEREST = 1_234 + 2_345
CONFIRMED = 3_900_000
"""4,600,000 of the grant and 600,000 of the own share count; the grant's part of that is 8,000,000 in 10,666,666."""
OWED = GRANT - CONFIRMED + INTEREST
FIRST_SUM = 4_000_000


@pytest.fixture
def story(center, somebody, travel, work, mail_sink):
    return Story(center, somebody, travel, work, mail_sink)


def test_a_settlement_with_a_refund_is_followed_to_nothing(story):
    agreement_id, memo = a_network_spent_its_money(story)
    a_part_is_held_back(story, agreement_id, memo)
    the_settlement_is_handed_in(story, agreement_id)
    it_is_confirmed_and_ordered_back(story, agreement_id)
    it_comes_back_in_two_sums(story, agreement_id)
    the_pack_lies_in_order(story, agreement_id)
    five_years_show_it(story)
    sums = grants.sums_of(grants.Agreement.objects.get(pk=agreement_id))
    assert (sums.paid, sums.spent_grant, sums.returned, sums.owed_back, sums.on_hand) == (GRANT, CONFIRMED, OWED, 0, 0)
    assert {invariant.code: findings for invariant, findings in invariants.run() if findings} == {}


def a_network_spent_its_money(story):
    """By verbs: chosen, signed, paid in two instalments, spent on two lines, reported."""
    cast = Cast(accounts={who: people.Account.objects.get(email=EMAILS[who]).pk for who in ("officer", "officer2", "finance", "approver")})
    theirs = Applicant(story.center.party(WHO).pk, people.Account.objects.get(email=EMAILS[WHO]).pk, story.center.party(WHO).name)
    round_id = opens_a_round(story)
    case = writes_an_application(story.center, WHO, round_id, begins=story.it_is(2, 10), ask=GRANT)
    hands_in(story.center, WHO, case, story.it_is(2, 11))
    are_chosen(story, round_id, story.it_is(2, 23), places=1)
    names_an_account(story, WHO, story.it_is(3, 2))
    agreement_id = is_told(granting.agree(cast, theirs, case.pk, story.it_is(3, 3)))
    is_told(granting.pay(cast, theirs, agreement_id, 1, story.it_is(3, 15)))
    is_told(granting.report(cast, theirs, agreement_id, "interim", story.it_is(6, 10), random.Random(1)))
    is_told(granting.pay(cast, theirs, agreement_id, 2, story.it_is(6, 20)))
    agreement = grants.Agreement.objects.select_related("case").get(pk=agreement_id)
    first, second, _third = cases.approved_budget(case.pk)
    for row, source, amount in ((first, "grant", 3_000_000), (second, "grant", 2_000_000), (first, "own", OWN)):
        granting.one_expense(cast, theirs, agreement, row.category, source, amount, story.it_is(7, 6), random.Random(amount), accepted=True)
    is_told(granting.report(cast, theirs, agreement_id, "final", story.it_is(7, 20), random.Random(2)))
    return agreement_id, agreement.spendings.get(amount=3_000_000).memo


def a_part_is_held_back(story, agreement_id, memo):
    """Announced under a clause, answered with a paper, lowered."""
    story.it_is(8, 2)
    officer = story.comes("officer")
    thread_id = is_announced(officer, agreement_id, memo, amount="1,200,000", clause=CLAUSE, why="검수 기록이 보이지 않아요.")
    assert "1,200,000" in story.letter(WHO, "인정하기 어려운 집행")
    story.it_is(8, 5)
    network = story.comes(WHO, "phone")
    is_answered(network, agreement_id, memo, said="현장 사진에 받은 날과 개수가 있어요.", file="검수사진.pdf", content=paper("inspection"))
    story.it_is(8, 9)
    is_lowered(story.comes("officer"), agreement_id, thread_id, to=f"{HELD_BACK:,}", why="확인되는 만큼만 인정하지 않아요.")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.reads("400,000원", CLAUSE)


def the_settlement_is_handed_in(story, agreement_id):
    """With the interest of two months; each figure leads to the entries and papers that make it."""
    story.it_is(8, 11)
    network = story.comes(WHO, "phone")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.reads("지금 정산하면", "4,600,000원", f"{CONFIRMED:,}원")
    network.fills_in(
        months="예시은행 사업비통장, 2027-06, 1,234\n예시은행 사업비통장, 2027-07, 2,345", interest="0", note="남은 돈을 돌려드려요."
    )
    network.attaches("statement", "통장사본.pdf", paper("statement"))
    network.presses("정산서 내기")
    network.reads(f"{INTEREST:,}원", f"{OWED:,}원", "보조금 비율만큼의 집행", "5,200,000원 × 예산의 보조금 8,000,000원")
    expect(network.page.locator("li", has_text="가장 작은 금액")).to_contain_text(f"{CONFIRMED:,}원")
    network.finds_no_barrier()
    network.follows("보조금 비율만큼의 집행")
    network.is_at(f"/my/grants/{agreement_id}/settlement/bases/")
    network.reads("정산 금액의 근거", "비목마다 인정하는 금액", "세금계산서 또는 카드전표")
    network.finds_no_barrier()


def it_is_confirmed_and_ordered_back(story, agreement_id):
    """The order names principal and interest, the day and the account; its paper says the sum in words."""
    story.it_is(8, 16)
    finance = story.comes("finance")
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    decides_what_waits(finance)
    finance.presses(f"확정액 {CONFIRMED:,}원, 반납 {OWED:,}원으로 확정")
    the_refund_is_ordered(story, agreement_id, f"{OWED:,}원", f"원금 {OWED - INTEREST:,}원, 이자 {INTEREST:,}원")
    finance.finds_no_barrier()
    assert f"{OWED:,}" in story.letter(WHO, "반납")
    network = story.comes(WHO, "phone")
    network.goes_to(f"/my/grants/{agreement_id}/settlement/")
    network.reads("반납 고지", f"{OWED:,}원")
    order = network.page.get_by_role("link", name="PDF 반납 고지서").get_attribute("href")
    words = "".join(words_of_pdf(network.fetches(order)).split())
    assert official_won(OWED) in words
    assert "금사백일십만삼천오백칠십구원" in words


def it_comes_back_in_two_sums(story, agreement_id):
    """It cannot be closed before nothing is left."""
    story.it_is(8, 23)
    finance = story.comes("finance")
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    money_comes_back(finance, f"{FIRST_SUM:,}", f"{YEAR}-08-23", "예시은행-반납-1")
    finance.reads(f"아직 돌려받을 돈 {OWED - FIRST_SUM:,}원")
    expect(finance.page.get_by_role("button", name="정산 마침")).to_have_count(0)
    finance.goes_to("/desk/refunds/")
    finance.reads(f"{OWED - FIRST_SUM:,}원")
    finance.finds_no_barrier()
    story.it_is(8, 30)
    finance = story.comes("finance")
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    money_comes_back(finance, f"{OWED - FIRST_SUM:,}", f"{YEAR}-08-30", "예시은행-반납-2")
    finance.presses("정산 마침")
    finance.reads("정산 끝")
    assert "정산을 마쳤습니다" in story.letter(WHO, "정산을 마쳤습니다")


def the_pack_lies_in_order(story, agreement_id):
    """Everything of the settlement in one ZIP, in the order of subsidy offices; taking it wants a reason."""
    finance = story.comes("finance")
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    finance.follows("정산 서류 묶음")
    finance.finds_no_barrier()
    finance.fills_in(reason="시 정산 검사 제출")
    with finance.page.expect_download() as leaving:
        finance.presses("ZIP 내려받기")
    with zipfile.ZipFile(BytesIO(Path(leaving.value.path()).read_bytes())) as opened:
        names = opened.namelist()
        cover = words_of_pdf(opened.read("00-표지와목차.pdf"))
    tops = [name.partition("-")[0] for name in names]
    assert (list(dict.fromkeys(tops)), tops) == (["00", "01", "02", "03", "04", "05", "06", "07"], sorted(tops))
    assert story.center.party(WHO).name in cover
    of_the_expense = [name for name in names if name.startswith("06-") and "_3000000/" in name]
    assert len(of_the_expense) == len(set(of_the_expense)) > 0


def five_years_show_it(story):
    network = story.comes(WHO, "phone")
    network.goes_to(f"/grants/parties/{story.center.party(WHO).pk}/record/")
    row = network.page.get_by_role("row", name="협동화 사업 공모 지원")
    for words in (f"{YEAR}", f"{GRANT:,}원", f"{CONFIRMED:,}원", f"{OWED:,}원", "정산 끝"):
        expect(row).to_contain_text(words)
    network.finds_no_barrier()
