"""The pages of spending: the list of papers before saving, several rows at once, the bank, the budget, the months."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from python_calamine import CalamineWorkbook

from dure.apps.grants.models import BankFile, BankLine, Spending
from dure.kernel.errors import Forbidden
from tests.apps.grants.makers import AUDITOR, FINANCE, OFFICER
from tests.apps.grants.test_evidence import LECTURE, filed, lecture
from tests.apps.grants.test_importing import FIRST
from tests.apps.grants.test_pages import STRANGER, ask, words


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


PAGES = ("grants:expenses-several", "grants:bank", "grants:budget", "grants:months")


@pytest.mark.parametrize("name", PAGES)
def test_the_grantee_reads_the_pages_and_a_stranger_meets_404(paid, name):
    paid.spent(1_000)
    assert ask(paid, name, paid.agreement.pk, by=paid.grantee).status_code == 200
    for other in (STRANGER, OFFICER):
        with pytest.raises(Http404):
            ask(paid, name, paid.agreement.pk, by=other)


@pytest.mark.parametrize("name", ["grants:desk-budget", "grants:desk-months"])
def test_the_desk_and_the_auditor_read_both_sides(paid, name):
    paid.spent(1_000)
    for who in (OFFICER, AUDITOR):
        assert ask(paid, name, paid.agreement.pk, by=who).status_code == 200
    with pytest.raises(Forbidden):
        ask(paid, name, paid.agreement.pk, by=STRANGER)


def entry(paid, **typed):
    said = {
        "kind": "lecture",
        "category": "program",
        "source": "grant",
        "amount": "333,333",
        "withholding": "business",
        "person_name": "예시 강사",
        "spent_on": "2026-03-10",
        "memo": "예시 강의",
        **typed,
    }
    return ask(paid, "grants:expense-new", paid.agreement.pk, by=paid.grantee, data=said)


def test_the_sums_are_shown_before_anything_is_saved(paid):
    said = words(entry(paid, act="work-out"))
    assert all(sum_ in said for sum_ in ("9,990원", "990원", "322,353원"))
    assert not Spending.objects.exists()


def test_what_is_refused_keeps_what_was_typed(paid):
    answer = entry(paid)
    assert answer.status_code == 422
    assert "증빙이 빠졌어요: 강의확인서" in words(answer)
    assert "333,333" in words(answer)


def test_the_kind_that_is_chosen_first_shows_its_papers(paid):
    from django.test import RequestFactory
    from django.urls import resolve

    from dure.platform.verbs import Key
    from tests.apps.grants.test_pages import NoMessages

    path = f"/my/grants/{paid.agreement.pk}/expenses/new/?kind=lecture"
    request = RequestFactory().get(path)
    request.actor, request.at, request.key, request.session = paid.grantee, paid.at, Key(""), {}
    request._messages = NoMessages(request)
    found = resolve(path.partition("?")[0])
    said = words(found.func(request, *found.args, **found.kwargs))
    assert "강사비·자문비에 필요한 증빙" in said
    assert 'capture="environment"' in said
    assert "기타소득 8.8%" in said


SHEET = "쓴 날\t비목\t금액\t거래처\t내용\n2026.3.10.\t사업비\t35,000원\t예시 상점\t예시 종이\n2026.3.10.\t없는 비목\t1,000\t예시 상점\t예시 풀\n"


def several(paid, **typed):
    return ask(paid, "grants:expenses-several", paid.agreement.pk, by=paid.grantee, data=typed)


def test_a_pasted_sheet_is_read_row_by_row_with_what_is_wrong(paid):
    said = words(several(paid, act="read", sheet=SHEET))
    assert 'value="35000"' in said
    assert "승인된 예산에 있는 비목을 골라 주세요." in said
    assert not Spending.objects.exists()


def test_all_or_the_good_rows_are_written_down_by_choice(paid):
    rows = {
        "row_spent_on": ["2026-03-10", "2026-03-10", ""],
        "row_category": ["program", "", ""],
        "row_source": ["grant", "grant", "grant"],
        "row_kind": ["card", "goods", "goods"],
        "row_amount": ["35,000", "1,000", ""],
        "row_payee_name": ["예시 상점", "예시 상점", ""],
        "row_memo": ["예시 종이", "예시 풀", ""],
    }
    assert several(paid, act="write-all", **rows).status_code == 422
    assert not Spending.objects.exists()
    assert several(paid, act="write-good", **rows).status_code == 302
    (draft,) = Spending.objects.all()
    assert (draft.state, draft.kind, draft.amount) == ("draft", "card", 35_000)
    page = ask(paid, "grants:expense-complete", paid.agreement.pk, draft.pk, by=paid.grantee)
    assert "예시 종이" in words(page)
    assert "증빙 갖추어 올리기" in words(ask(paid, "grants:expenses", paid.agreement.pk, by=paid.grantee))


def test_a_bank_file_is_looked_at_before_its_lines_are_kept(paid):
    paid.spent(35_000)
    data = {"kind": "bank", "file": SimpleUploadedFile("예시.csv", FIRST.encode())}
    assert ask(paid, "grants:bank", paid.agreement.pk, by=paid.grantee, data=data).status_code == 302
    file = BankFile.objects.get()
    assert "모두 2건" in words(ask(paid, "grants:bank-file", paid.agreement.pk, file.pk, by=paid.grantee))
    assert not BankLine.objects.exists()
    columns = {name: str(place) for name, place in file.columns.items()}
    kept = ask(paid, "grants:bank-file", paid.agreement.pk, file.pk, by=paid.grantee, data={**columns, "act": "keep"})
    assert kept.status_code == 302
    said = words(ask(paid, "grants:bank", paid.agreement.pk, by=paid.grantee))
    assert "아직 맞추지 않은 거래 1건" in said
    assert "받은 곳이 같음" not in said or "맞춘 거래 1건" in said
    assert "거래내역: 2026.3.10. 35,000원" in words(ask(paid, "grants:expenses", paid.agreement.pk, by=paid.grantee))
    line = BankLine.objects.get(incoming=True)
    own = (paid.agreement.pk, line.pk, "explain")
    assert ask(paid, "grants:bank-line", *own, by=paid.grantee, data={"why": ""}).status_code == 422
    assert ask(paid, "grants:bank-line", *own, by=paid.grantee, data={"why": "1차 사업비"}).status_code == 302


def test_a_budget_change_says_first_what_it_would_need(paid):
    typed = {"category": ["labor", "program"], "grant": ["15,000,000", "35,000,000"], "own": ["0", "10,000,000"], "why": "예시"}
    look = ask(paid, "grants:budget", paid.agreement.pk, by=paid.grantee, data={**typed, "act": "look"})
    assert "센터의 승인이 필요해요" in words(look)
    assert ask(paid, "grants:budget", paid.agreement.pk, by=paid.grantee, data={**typed, "act": "ask"}).status_code == 302
    version = paid.agreement.budget_versions.get()
    assert "예산 변경 승인" in words(ask(paid, "grants:desk-budget", paid.agreement.pk, by=OFFICER))
    own = (paid.agreement.pk, version.pk)
    assert ask(paid, "grants:desk-budget-judge", *own, by=FINANCE, data={"judgment": "decline"}).status_code == 422
    assert ask(paid, "grants:desk-budget-judge", *own, by=FINANCE, data={"judgment": "approve"}).status_code == 302
    paid.tell()


def test_a_month_is_closed_and_looked_through_on_both_pages(paid):
    filed(paid, lecture(333_333), *LECTURE, "withholding_receipt")
    own = (paid.agreement.pk, "2026-03")
    assert ask(paid, "grants:month-step", *own, "close", by=paid.grantee, data={}).status_code == 302
    month = paid.agreement.months.get()
    assert "확인 마침" in words(ask(paid, "grants:desk-months", paid.agreement.pk, by=OFFICER))
    assert ask(paid, "grants:desk-month-step", paid.agreement.pk, month.pk, "accept", by=OFFICER, data={}).status_code == 422
    assert ask(paid, "grants:month-step", *own, "reopen", by=paid.grantee, data={"reason": "예시"}).status_code == 302
    sheet = ask(paid, "grants:withheld", *own, by=paid.grantee)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[1][4:8] == [333_333, 26_660, 2_660, 304_013]
    assert "3월 다시 엶" in words(ask(paid, "grants:grant", paid.agreement.pk, by=paid.grantee))
    paid.tell()


def test_the_grantee_says_how_vat_is_treated(paid):
    own = ("grants:vat", paid.agreement.pk)
    assert ask(paid, *own, by=paid.grantee, data={}).status_code == 422
    assert ask(paid, *own, by=paid.grantee, data={"taxable": "yes"}).status_code == 302
    assert "공급가액만" in words(ask(paid, "grants:expenses", paid.agreement.pk, by=paid.grantee))


def test_papers_of_an_earlier_expense_are_offered_again(paid):
    filed(paid, lecture(100_000), *LECTURE)
    said = words(entry(paid, act="work-out"))
    assert "이미 올린 이력서 다시 쓰기" in said
