"""Settling on screen: an expense that may not count, the settlement with its months of interest, and the money that comes back."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.journeys.center import YEAR
from tests.journeys.telling import Story

BANK, ACCOUNT, HOLDER = "예시은행", "123-456-7890", "예시 사회적경제지원센터"


def the_refund_is_ordered(story: Story, agreement_id: int, *amounts: str) -> Any:
    """The center writes down once where money goes back to, and orders it; gives the finance seat at the grant's page."""
    finance = story.comes("finance")
    finance.goes_to("/desk/refunds/")
    finance.unfolds("계좌 적기")
    finance.fills_in(bank=BANK, account=ACCOUNT, holder=HOLDER, since=f"{YEAR}-01-01")
    finance.presses("계좌 저장하기")
    finance.reads(ACCOUNT)
    finance.goes_to(f"/desk/grants/{agreement_id}/")
    finance.presses("반납 고지하기")
    finance.reads("고지번호", ACCOUNT, *amounts)
    return finance


def decides_what_waits(seat: Any) -> None:
    """At the page of a grant: everything that was seen and waits is decided, one by one, on its own page."""
    here = urlsplit(seat.page.url).path
    while (waiting := seat.page.locator("section[aria-labelledby=undecided] li a")).count():
        waiting.first.click()
        seat.picks(verdict="cleared")
        seat.fills_in(why="증빙과 설명을 다시 보고 확인했어요.")
        seat.presses("판단 남기기")
        seat.is_at("/desk/flags/")
        seat.goes_to(here)


def money_comes_back(finance: Any, amount: str, day: str, reference: str) -> None:
    """One receipt, under the bank's number."""
    finance.fills_in(amount=amount, returned_on=day, bank_reference=reference)
    finance.presses("돌려받은 돈 적기")
    expect(finance.page.get_by_role("table", name="돌려받은 돈")).to_contain_text(reference)


def is_announced(officer: Any, agreement_id: int, memo: str, *, amount: str, clause: str, why: str) -> int:
    """The desk says beforehand, under a clause, which part of an accepted expense it will not count; gives the thread."""
    officer.goes_to(f"/desk/grants/{agreement_id}/")
    officer.unfolds("확인한 집행")
    officer.page.get_by_role("row", name=memo).get_by_role("link", name="불인정 예고").click()
    officer.is_at(f"/desk/grants/{agreement_id}/expenses/*/disallow/")
    officer.finds_no_barrier()
    officer.picks(clause=clause)
    officer.fills_in(amount=amount, text=why)
    officer.presses("불인정 예고 보내기")
    officer.is_at(f"/desk/grants/{agreement_id}/")
    officer.page.locator("section[aria-labelledby=threads]").get_by_role("link", name=memo).click()
    return officer.number


def is_answered(person: Any, agreement_id: int, memo: str, *, said: str, file: str, content: bytes) -> None:
    """The grantee reads the clause and the last day, and answers with a paper."""
    person.goes_to(f"/my/grants/{agreement_id}/settlement/")
    person.page.locator("section[aria-labelledby=threads]").get_by_role("link", name=memo).click()
    person.finds_no_barrier()
    person.fills_in(text=said)
    person.attaches("papers", file, content)
    person.presses("소명 보내기")
    person.reads(said, file)


def is_lowered(officer: Any, agreement_id: int, thread_id: int, *, to: str, why: str) -> None:
    """What was answered is read, and less is held back."""
    officer.goes_to(f"/desk/grants/{agreement_id}/disallowances/{thread_id}/")
    officer.finds_no_barrier()
    officer.picks(judgment="lower")
    officer.fills_in(final_amount=to, text=why)
    officer.presses("이대로 정하기")
    officer.reads("정한 금액", f"{to}원", why)
