"""Money on its way, as people at screens send it: an account named afresh, an order through two hands, a file for the bank, the bank's answer."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from dure.apps.money import facade as money
from dure.rehearsal.cast import PASSWORD
from tests.journeys.telling import Story

RESULT_HEAD = ["은행코드", "계좌번호", "예금주", "금액", "적요", "결재확인값", "결과", "거래번호", "이체일", "불능사유"]
SPREADSHEET = "text/csv"


def names_an_account(story: Story, who: str, number: str) -> None:
    """Only somebody who has just shown who they are names an account; the finance seat compares it with the bankbook."""
    party = story.center.party(who)
    person = story.comes(who)
    person.goes_to(f"/my/payee/{party.pk}/")
    person.reads("누구인지 한 번 더 확인할게요")
    expect(person.page.locator("[name=account_number]")).to_have_count(0)
    person.finds_no_barrier()
    person.follows("확인하고 계좌 등록하기")
    person.fills_in(password=PASSWORD)
    person.presses("확인하고 계속하기")
    person.is_at(f"/my/payee/{party.pk}/")
    person.picks(bank_code="088")
    person.fills_in(account_number=number, holder_name=party.name)
    person.presses("이 계좌로 등록하기")
    person.reads("확인을 기다려요", number[-4:])
    person.does_not_read(number)
    finance = story.comes("finance")
    finance.goes_to("/desk/payees/")
    finance.page.get_by_role("row", name=party.name).get_by_role("link").click()
    finance.presses("통장 사본과 같음을 확인")
    finance.reads("확인한 계좌 1개")
    assert "확인했어요" in story.letter(who, "지급 계좌를 확인했어요")


def is_approved_by_another(story: Story, party: str, *, seen: tuple[str, ...]) -> int:
    """Prepared by somebody who could approve, were it not the same payment; approved by another with everything on one screen."""
    preparer = story.comes("both")
    preparer.goes_to("/desk/payments/")
    preparer.page.get_by_role("row", name=party).get_by_role("link").first.click()
    order = preparer.number
    preparer.presses("지급 준비해서 결재 올리기")
    preparer.presses("지급 결재")
    preparer.reads("준비한 사람")
    assert money.PaymentOrder.objects.get(pk=order).state == "prepared"
    approver = story.comes("approver")
    approver.goes_to(f"/desk/payments/{order}/")
    approver.reads("협약과 돈", "받을 계좌", "예산", "앞선 지급", *seen)
    approver.finds_no_barrier()
    approver.presses("지급 결재")
    expect(approver.page.get_by_role("button", name="지급 결재")).to_have_count(0)
    return order


def goes_to_the_bank(story: Story, order: int) -> bytes:
    """The finance seat picks approved payments into a file, takes it along, and says that the bank has it."""
    finance = story.comes("finance")
    finance.goes_to("/desk/payments/?tab=confirm")
    with finance.page.expect_download() as leaving:
        finance.presses("고른 지급의 이체 파일 받기")
    sent = Path(leaving.value.path()).read_bytes()
    finance.goes_to(f"/desk/payments/{order}/")
    finance.follows(f"{hashlib.sha256(sent).hexdigest()[:12]}…")
    finance.presses("은행에 올렸어요")
    expect(finance.page.get_by_role("button", name="은행에 올렸어요")).to_have_count(0)
    finance.finds_no_barrier()
    return sent


def answer_to(sent: bytes, reference: str, day: str, *, more: int = 0) -> bytes:
    """What the bank gives back: our lines, each with a reference and a day; `more` won in the first of them make it another file's answer."""
    _head, *rows, _closing = csv.reader(io.StringIO(sent.decode("utf-8-sig")))
    rows[0][3] = str(int(rows[0][3]) + more)
    said = [[*row, "정상", f"{reference}-{place}", day, ""] for place, row in enumerate(rows, 1)]
    closing = ["합계", len(said), "건", sum(int(row[3]) for row in said), "원"]
    text = io.StringIO()
    csv.writer(text).writerows([["파일확인값", hashlib.sha256(sent).hexdigest()], RESULT_HEAD, *said, closing])
    return text.getvalue().encode("utf-8-sig")


def uploads_the_answer(finance: Any, answer: bytes) -> None:
    """Hand the bank's file in, on whichever page takes it."""
    chosen = [{"name": "은행결과.csv", "mimeType": SPREADSHEET, "buffer": answer}]
    finance.page.locator("input[type=file][name=result]").set_input_files(chosen)
    finance.presses("결과 비교하고 반영하기")


def the_bank_answers(story: Story, sent: bytes, reference: str, day: str) -> None:
    """The answer is taken whole and once."""
    uploads_the_answer(story.comes("finance"), answer_to(sent, reference, day))
    story.comes("finance").reads("이체 1건", f"{reference}-1")


def a_changed_answer_is_refused(story: Story, order: int, sent: bytes, day: str) -> None:
    """One won more in one line, and nothing at all is posted."""
    finance = story.comes("finance")
    uploads_the_answer(finance, answer_to(sent, "예시은행-틀림", day, more=1))
    finance.reads("금액이")
    finance.finds_no_barrier()
    found = money.PaymentOrder.objects.get(pk=order)
    assert (found.state, found.bank_reference) == ("approved", "")
    assert not money.Entry.objects.filter(kind="pay", owner_key=found.agreement_key, memo__contains="틀림").exists()


def the_same_answer_again_changes_nothing(story: Story, order: int, sent: bytes, reference: str, day: str) -> None:
    """The file names what it answers, so it may be handed in where no file is picked; a second time it is the first answer."""
    paid = money.Entry.objects.filter(kind="pay").count()
    finance = story.comes("finance")
    finance.goes_to("/desk/transfers/")
    uploads_the_answer(finance, answer_to(sent, reference, day))
    finance.is_at("/desk/transfers/")
    finance.reads("이체 1건")
    expect(finance.page.locator(".error-summary")).to_have_count(0)
    assert money.Entry.objects.filter(kind="pay").count() == paid
    assert money.PaymentOrder.objects.get(pk=order).bank_reference == f"{reference}-1"
