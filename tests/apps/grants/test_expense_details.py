"""What an expense says besides: who wrote the quotes, where the payee is; and what the bank's file was, to the byte."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from dure.apps.grants import actions
from dure.apps.grants.actions.spendings import Bill
from dure.apps.grants.models import BankFile, BankLine, Flag, Spending
from dure.apps.grants.queries.loose import waiting_papers
from dure.apps.people.facade import District, Party
from dure.kernel.errors import Refused
from dure.kernel.identifiers import accounts_hidden
from dure.platform import doors, files, workbooks
from tests.apps.grants.makers import AUDITOR, OFFICER, pdf
from tests.apps.grants.test_importing import FIRST, kept, received
from tests.apps.grants.test_pages import STRANGER, ask, words

GOODS = ("payment_voucher", "tax_invoice", "transfer_confirmation", "acceptance_record")
CARD = ("payment_voucher", "tax_invoice", "acceptance_record")
BUSAN = "부산광역시 해운대구 예시로 3"


@pytest.fixture
def paid(life):
    life.signed()
    life.with_payee()
    life.paid(1)
    return life


def goods(paid, amount, **typed):
    said = {
        "kind": "goods", "category": "program", "source": "grant", "amount": f"{amount:,}", "vat": "none", "spent_on": "2026-03-10",
        "payee_name": "예시 인쇄", "memo": "예시 전단", **typed,
    }  # fmt: skip
    return ask(paid, "grants:expense-new", paid.agreement.pk, by=paid.grantee, data=said)


def papers(*kinds):
    return {f"paper_{kind}": [pdf(f"{kind}.pdf") for _ in range(kinds.count(kind))] for kind in kinds}


def test_who_wrote_the_quotes_is_asked_from_the_amount_on_and_both_are_kept(paid):
    below = words(goods(paid, 999_999, act="work-out"))
    assert "1,000,000원부터 두 곳" in below
    refused = goods(paid, 1_000_000, **papers(*GOODS, "quotation", "quotation"))
    assert refused.status_code == 422
    assert "견적을 낸 곳을 두 곳 모두 적어 주세요" in words(refused)
    ticked = {f"reuse_{paper.kind}": [] for paper in waiting_papers(paid.agreement)}
    for paper in waiting_papers(paid.agreement):
        ticked[f"reuse_{paper.kind}"].append(f"loose:{paper.pk}")
    done = goods(paid, 1_000_000, quote_1_author="예시 인쇄", quote_2_author="예시 문화사", quote_2_amount="1,100,000", **ticked)
    assert done.status_code == 302
    spending = Spending.objects.get()
    assert spending.facts["quotes"] == [{"author": "예시 인쇄", "amount": 0}, {"author": "예시 문화사", "amount": 1_100_000}]
    assert spending.evidence.filter(kind="quotation").count() == 2
    assert not waiting_papers(paid.agreement).exists()


def test_two_quotes_of_one_author_are_seen_on_the_page(paid):
    authors = {"quote_1_author": "(주)예시 한손", "quote_2_author": "예시한손 주식회사"}
    assert goods(paid, 1_000_000, **authors, **papers(*GOODS, "quotation", "quotation")).status_code == 302
    spending = Spending.objects.get()
    assert spending.state == "draft"
    said = words(ask(paid, "grants:expense-confirm", paid.agreement.pk, spending.pk, by=paid.grantee))
    assert "견적서 두 부를 같은 곳이 냈어요" in said


def test_a_verb_without_a_page_asks_nothing_besides(paid):
    bill = Bill("program", "grant", 1_000_000, date(2026, 3, 10), "예시 인쇄", "예시 전단", kind="goods")
    given = [(kind, pdf()) for kind in (*GOODS, "quotation", "quotation")]
    assert actions.file_spending(agreement_id=paid.agreement.pk, bill=bill, papers=given, **paid.who(paid.grantee)).state == "filed"
    with pytest.raises(Refused, match="두 곳 모두"):
        actions.file_spending(agreement_id=paid.agreement.pk, bill=bill, papers=given, ask=True, **paid.who(paid.grantee))


def test_a_kind_and_an_amount_in_the_address_show_exactly_its_papers(paid):
    from django.test import RequestFactory
    from django.urls import resolve

    from dure.platform.verbs import Key
    from tests.apps.grants.test_pages import NoMessages

    path = f"/my/grants/{paid.agreement.pk}/expenses/new/"
    request = RequestFactory().get(path, {"kind": "goods", "about": "1,000,000"})
    request.actor, request.at, request.key, request.session = paid.grantee, paid.at, Key(""), {}
    request._messages = NoMessages(request)
    found = resolve(path)
    said = words(found.func(request, *found.args, **found.kwargs))
    assert "견적서 2부" in said
    assert "과업지시서" not in said.partition("사업에서 따로 정한")[0]
    assert "견적을 낸 곳을 적어 주세요" in said


def test_what_is_refused_keeps_the_files_and_says_what_is_missing_first(paid):
    answer = goods(paid, 35_000, **papers("tax_invoice"))
    said = words(answer)
    assert answer.status_code == 422
    assert "고른 파일 1개는 받아 두었어요" in said
    paper = waiting_papers(paid.agreement).get()
    assert f'value="loose:{paper.pk}" checked' in said
    assert said.index("에 필요한 증빙") < said.index("얼마를, 어디에 썼나요")


def in_seoul(paid):
    District.objects.get_or_create(code="11380", defaults={"name": "은평구", "roman": "Eunpyeong", "zone": "서북권"})
    Party.objects.filter(pk=paid.agreement.case.party_id).update(district_id="11380")


def far(paid, address=BUSAN, **facts):
    bill = Bill(
        "program", "grant", 35_000, date(2026, 3, 10), "예시 상점", "예시 다과", kind="card", used_at=time(14, 5),
        facts={"payee_address": address, **facts},
    )  # fmt: skip
    given = [(kind, pdf()) for kind in CARD]
    actions.file_spending(agreement_id=paid.agreement.pk, bill=bill, papers=given, **paid.who(paid.grantee))
    return list(Flag.objects.filter(kind="far").values_list("says", flat=True))


def test_a_card_used_far_from_the_grantees_district_is_seen(paid):
    in_seoul(paid)
    assert far(paid) == ["서울에 있는 조직이 부산에서 카드를 썼어요. 부산으로 간 까닭이 필요해요."]


@pytest.mark.parametrize(
    ("address", "facts"), [("경기도 고양시 예시로 1", {}), (BUSAN, {"far_why": "부산 판매전에 참가함"}), ("예시로 1", {})]
)
def test_a_near_explained_or_unknown_place_is_not(paid, address, facts):
    in_seoul(paid)
    assert far(paid, address, **facts) == []


def test_of_a_grantee_without_a_district_its_address_is_taken_and_without_both_nothing_is_said(paid):
    Party.objects.filter(pk=paid.agreement.case.party_id).update(district=None, address="")
    assert far(paid) == []
    Party.objects.filter(pk=paid.agreement.case.party_id).update(address="서울특별시 은평구 예시로 1")
    assert set(far(paid)) == {"서울에 있는 조직이 부산에서 카드를 썼어요. 부산으로 간 까닭이 필요해요."}


def test_a_bank_file_is_kept_to_the_byte_for_those_who_may_see_the_agreement(paid):
    content = FIRST.encode("cp949")
    file = received(paid, content, name="110-234-567890 거래내역.xls")
    assert files.open_bytes(file.stored).read() == content
    assert (file.stored.sha256, file.stored.retention_class, file.stored.name) == (file.sha256, "subsidy", "110-234-567890 거래내역.csv")
    assert file.name_shown == "····7890 거래내역.xls"
    for who, may in ((paid.grantee, True), (OFFICER, True), (AUDITOR, True), (STRANGER, False)):
        assert bool(doors.may_read(who, file.stored.owner_kind, file.stored.owner_id)) is may
    said = words(ask(paid, "grants:desk-months", paid.agreement.pk, by=OFFICER))
    assert file.stored.token in said
    assert "567890" not in said


def test_a_workbook_of_the_bank_is_kept_under_its_own_kind(paid):
    content = workbooks.workbook("거래", ("이용일자", "가맹점명", "이용금액"), [("2026-03-10", "예시 상점", 35000)])
    file = received(paid, content, kind="card", name="카드내역")
    assert file.stored.name == "카드내역.xlsx"
    assert files.open_bytes(file.stored).read() == content


def test_the_kept_bytes_of_a_bank_file_stay(paid):
    file = received(paid, FIRST)
    with pytest.raises(DatabaseError), transaction.atomic():
        BankFile.objects.filter(pk=file.pk).update(stored=None)


def test_no_page_shows_a_whole_account_number(paid):
    head = "거래일시,적요,출금액,입금액,메모"
    content = f"{head}\n2026.03.10 14:05,예시은행 110-234-567890,35000,0,11023456789012\n"
    upload = SimpleUploadedFile("예시.csv", content.encode())
    ask(paid, "grants:bank", paid.agreement.pk, by=paid.grantee, data={"kind": "bank", "file": upload})
    file = BankFile.objects.get()
    pages = [words(ask(paid, "grants:bank-file", paid.agreement.pk, file.pk, by=paid.grantee))]
    kept(paid, content.encode())
    pages.append(words(ask(paid, "grants:bank", paid.agreement.pk, by=paid.grantee)))
    actions.draft_from_line(line_id=BankLine.objects.get().pk, **paid.who(paid.grantee))
    pages += [words(ask(paid, name, paid.agreement.pk, by=paid.grantee)) for name in ("grants:expenses", "grants:expenses-papers")]
    for page in pages:
        assert "····7890" in page
        assert "234-567890" not in page
        assert "23456789012" not in page


HIDDEN = [
    ("예시은행 110-234-567890", "예시은행 ····7890"),
    ("12345678901234 입금", "····1234 입금"),
    ("124-81-00998 예시상사", "124-81-00998 예시상사"),
    ("2026-03-10 14:05", "2026-03-10 14:05"),
    ("1,200,000원", "1,200,000원"),
    ("202603101234567890123456", "202603101234567890123456"),
]


@pytest.mark.parametrize(("text", "shown"), HIDDEN)
def test_account_numbers_are_cut_to_four_digits_and_nothing_else_is(text, shown):
    assert accounts_hidden(text) == shown
