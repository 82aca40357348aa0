"""Bank and card files: a line comes in once, is matched with its reason, or becomes an expense."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dure.apps.grants import actions
from dure.apps.grants.models import BankLine
from dure.apps.grants.queries import banking
from dure.apps.grants.rules.matching import Movement, Spent, matches
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform import workbooks

HEAD = "거래일시,적요,출금액,입금액,거래점"
FIRST = f"{HEAD}\n2026.03.10 14:05,(주)예시 상점,35000,0,본점\n2026.03.11 09:00,예시 센터,0,35000000,본점\n"
SECOND = f"{FIRST}2026.03.10 14:05,(주)예시 상점,35000,0,본점\n2026.03.12 10:00,예시 인쇄,20000,0,본점\n"


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def received(life, content, kind="bank", name="예시.csv"):
    data = content if isinstance(content, bytes) else content.encode("cp949")
    upload = SimpleUploadedFile(name, data)
    return actions.receive_bank_file(agreement_id=life.agreement.pk, kind=kind, upload=upload, **life.who(life.grantee))


def kept(life, content, **more):
    file = received(life, content, **more)
    return actions.keep_bank_lines(file_id=file.pk, columns=file.columns, **life.who(life.grantee))


def test_the_same_line_never_comes_in_twice_but_two_equal_ones_of_a_day_do(paid):
    assert (kept(paid, FIRST).kept, BankLine.objects.count()) == (2, 2)
    second = kept(paid, SECOND)
    assert (second.kept, second.known) == (2, 2)
    assert received(paid, SECOND).pk == second.pk
    with pytest.raises(OutOfTurn):
        actions.keep_bank_lines(file_id=second.pk, columns=second.columns, **paid.who(paid.grantee))


def test_a_workbook_reads_like_a_csv(paid):
    content = workbooks.workbook("거래", ("이용일자", "가맹점명", "이용금액", "승인번호"), [("2026-03-10", "예시 상점", 35000, "30011")])
    kept(paid, content, kind="card", name="예시.xlsx")
    line = BankLine.objects.get()
    assert (line.on, line.amount, line.payee, line.reference, line.incoming) == (date(2026, 3, 10), 35_000, "예시 상점", "30011", False)


def test_a_sure_match_is_made_with_its_reason_and_shown_at_the_expense(paid):
    spending = paid.spent(35_000)
    kept(paid, FIRST)
    answer = spending.bank_answers.get()
    assert answer.why == "금액 35,000원이 같음, 날짜가 같음, 받은 곳이 같음"
    assert [line.payee for line in banking.open_lines(paid.agreement)] == ["예시 센터"]
    actions.withdraw_spending(spending_id=spending.pk, **paid.who(paid.grantee))
    assert banking.open_lines(paid.agreement).count() == 2


def test_a_line_becomes_an_expense_that_waits_for_its_papers(paid):
    kept(paid, FIRST)
    line = banking.open_lines(paid.agreement).get(incoming=False)
    draft = actions.draft_from_line(line_id=line.pk, **paid.who(paid.grantee))
    assert (draft.state, draft.amount, draft.used_at.hour) == ("draft", 35_000, 14)
    with pytest.raises(OutOfTurn):
        actions.draft_from_line(line_id=line.pk, **paid.who(paid.grantee))
    money_in = banking.open_lines(paid.agreement).get()
    with pytest.raises(Refused):
        actions.draft_from_line(line_id=money_in.pk, **paid.who(paid.grantee))
    actions.explain_bank_line(line_id=money_in.pk, why="1차 사업비 입금", **paid.who(paid.grantee))
    assert not banking.open_lines(paid.agreement).exists()
    actions.unmatch_bank_line(line_id=money_in.pk, **paid.who(paid.grantee))
    assert banking.open_lines(paid.agreement).count() == 1


def test_two_that_fit_equally_well_are_proposed_and_not_made():
    line = Movement(1, date(2026, 3, 10), 5_000, "예시")
    twins = [Spent(pk, date(2026, 3, 10), 5_000, "예시") for pk in (7, 8)]
    (match,) = matches([line], twins, close_days=3)
    assert (match.spending, match.sure) == (7, False)
    assert matches([line], [Spent(7, date(2026, 3, 14), 5_000, "예시")], close_days=3) == []


def test_columns_that_were_not_recognized_are_asked_for(paid):
    file = received(paid, "가,나,다\n2026-03-10,35000,예시 상점\n")
    with pytest.raises(Refused, match="어느 열인지"):
        actions.keep_bank_lines(file_id=file.pk, columns=file.columns, **paid.who(paid.grantee))
    done = actions.keep_bank_lines(file_id=file.pk, columns={"head": 0, "on": 0, "out": 1, "payee": 2}, **paid.who(paid.grantee))
    assert done.kept == 1


@pytest.mark.parametrize("content", [b"\x00\xff\xfe\x81", b"PK\x03\x04 nothing", b""])
def test_what_is_no_table_is_refused_in_words(paid, content):
    with pytest.raises(Refused):
        received(paid, content)
