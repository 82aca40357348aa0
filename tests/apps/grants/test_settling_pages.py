"""Settling by pages: threads, papers in two forms, lists, the accountant's sheet, the five-year record, and the pack."""

import zipfile
from http import HTTPStatus
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.http import Http404

from dure.apps.grants import actions
from dure.apps.grants.models import Disallowance, Verification
from dure.apps.grants.papers import packing
from dure.apps.grants.papers.packing_names import safe
from dure.apps.grants.queries.settlements import figures_of
from dure.apps.grants.words import CHECKS
from dure.kernel.errors import Forbidden
from dure.platform.actor import Actor
from dure.platform.models import JournalLine
from tests.apps.grants import makers
from tests.apps.grants.makers import AUDITOR, FINANCE, OFFICER
from tests.apps.grants.test_pages import STRANGER, ask, words
from tests.apps.grants.test_settling import account_put, center, confirmed  # noqa: F401 a fixture

_HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


@pytest.fixture
def settled(life, center):  # noqa: F811
    """A settlement whose refund was ordered, after a part of an expense was disallowed."""
    life.up_to_settlement()
    spending = life.agreement.spendings.filter(source="grant").order_by("-amount").first()
    thread = actions.announce_disallowance(spending_id=spending.pk, amount=1_000_000, clause="협약 제2조(정산)", **life.who(OFFICER))
    actions.reply_to_disallowance(disallowance_id=thread.pk, text="예시 소명", **life.who(life.grantee))
    actions.decide_disallowance(disallowance_id=thread.pk, final_amount=500_000, text="예시 판단", **life.who(OFFICER))
    settlement = confirmed(life)
    account_put(life, center)
    actions.order_refund(settlement_id=settlement.pk, **life.who(FINANCE))
    life.tell()
    return life


def body(response):
    """Everything of it; what a stream held open is closed, the database stays."""
    if not response.streaming:
        return response.content
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content


def text_of_hwpx(content):
    with zipfile.ZipFile(BytesIO(content)) as opened:
        root = ElementTree.fromstring(opened.read("Contents/section0.xml"))
    return "\n".join(node.text or "" for node in root.iter(f"{_HP}t"))


def test_a_thread_goes_from_the_desk_to_the_grantee_and_back_by_pages(life):
    life.up_to_settlement()
    spending = life.agreement.spendings.filter(source="grant").first()
    own = (life.agreement.pk, spending.pk)
    assert "협약 제2조(정산)" in words(ask(life, "grants:desk-disallow", *own, by=OFFICER))
    said = {"amount": "2,000,000", "clause": "", "own_clause": "", "text": "예시 까닭"}
    refused = ask(life, "grants:desk-disallow", *own, by=OFFICER, data=said)
    assert (refused.status_code, "예시 까닭" in words(refused)) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    ask(life, "grants:desk-disallow", *own, by=OFFICER, data={**said, "clause": "협약 제2조(정산)"})
    thread = Disallowance.objects.get()
    place = (life.agreement.pk, thread.pk)
    assert "2,000,000원" in words(ask(life, "grants:disallowance", *place, by=life.grantee))
    assert "불인정 예고와 소명" in words(ask(life, "grants:settlement", life.agreement.pk, by=life.grantee))
    ask(life, "grants:disallowance", *place, by=life.grantee, data={"text": "예시 소명"})
    assert "예시 소명" in words(ask(life, "grants:desk-disallowance", *place, by=OFFICER))
    ask(life, "grants:desk-disallowance", *place, by=OFFICER, data={"judgment": "lower", "final_amount": "1,000", "text": "예시"})
    thread.refresh_from_db()
    assert thread.final_amount == 1_000
    with pytest.raises(Http404):
        ask(life, "grants:disallowance", *place, by=STRANGER)


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("decision", ["보조금 교부결정 통지서", "금50,000,000원(금오천만원)"]),
        ("settlement", ["보조금 정산보고서", "금12,345원(금일만이천삼백사십오원)", "협약 제2조(정산)", "500,000원"]),
        ("refund", ["보조금 반납 고지서", "예시은행 123-456-7890", "금12,345원(금일만이천삼백사십오원)"]),
    ],
)
def test_a_paper_is_there_as_pdf_and_says_the_same_as_hwpx(settled, which, said):
    for by in (settled.grantee, FINANCE):
        pdf = ask(settled, "grants:money-paper", settled.agreement.pk, which, "pdf", by=by)
        assert pdf.content.startswith(b"%PDF-")
    text = text_of_hwpx(ask(settled, "grants:money-paper", settled.agreement.pk, which, "hwpx", by=settled.grantee).content)
    assert [word for word in said if word not in text] == []
    with pytest.raises(Http404):
        ask(settled, "grants:money-paper", settled.agreement.pk, which, "pdf", by=STRANGER)


def test_a_voucher_names_the_sum_in_words_and_its_papers(settled):
    spending = settled.agreement.spendings.get(amount=26_000_000)
    own = (settled.agreement.pk, spending.pk)
    text = text_of_hwpx(ask(settled, "grants:voucher", *own, "hwpx", by=settled.grantee).content)
    assert "금26,000,000원(금이천육백만원)" in text
    assert "이체확인증" in text
    assert ask(settled, "grants:voucher", *own, "pdf", by=AUDITOR, data={}).content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("name", "of"),
    [("grants:bases", "mine"), ("grants:settlement", "mine"), ("grants:desk-bases", "desk"), ("grants:desk-grant", "desk")],
)
def test_a_settlement_shows_what_makes_it(settled, name, of):
    page = words(ask(settled, name, settled.agreement.pk, by=settled.grantee if of == "mine" else FINANCE))
    assert "12,345원" in page


@pytest.mark.parametrize("name", ["grants:desk-refunds", "grants:desk-settlements"])
def test_the_desks_lists_name_the_grantee_and_can_be_taken_as_workbooks(settled, name):
    assert settled.case.party.name in words(ask(settled, name, by=FINANCE))
    assert body(ask(settled, f"{name}-xlsx", by=FINANCE)).startswith(b"PK")
    with pytest.raises(Forbidden):
        ask(settled, f"{name}-xlsx", by=settled.grantee)


def test_five_years_are_shown_to_the_party_and_the_desk_and_to_nobody_else(settled):
    for by in (settled.grantee, OFFICER, AUDITOR):
        assert "50,000,000원" in words(ask(settled, "grants:record", settled.case.party_id, by=by))
        assert body(ask(settled, "grants:record-xlsx", settled.case.party_id, by=by)).startswith(b"PK")
    with pytest.raises(Http404):
        ask(settled, "grants:record", settled.case.party_id, by=STRANGER)


def test_the_accountant_sees_the_one_settlement_and_signs(db):
    life = makers.life(verified_from=50_000_000)
    life.up_to_settlement()
    settlement = life.settlement_handed_in()
    said = {"firm": "예시 회계법인", "firm_kind": "firm", "accountant_name": "예시 회계사", "accountant_email": "accountant@example.org"}
    ask(life, "grants:accountant", life.agreement.pk, by=life.grantee, data=said)
    verification = Verification.objects.get(settlement=settlement)
    accountant = Actor(account_id=verification.accountant_id, name="예시 회계사")
    assert life.case.party.name in words(ask(life, "grants:verifications", by=accountant))
    assert "지출 증빙" in words(ask(life, "grants:verification", verification.pk, by=accountant))
    assert ask(life, "grants:money-paper", life.agreement.pk, "settlement", "pdf", by=accountant).content.startswith(b"%PDF-")
    answers = {f"check_{key}": "ok" for key in CHECKS}
    sheet = {**answers, "opinion": "clean", "typed_name": "예시 회계사", "report": makers.pdf("검증.pdf")}
    refused = ask(life, "grants:verification", verification.pk, by=accountant, data={**sheet, "opinion": ""})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    ask(life, "grants:verification", verification.pk, by=accountant, data={**sheet, "report": makers.pdf("검증.pdf")})
    assert "적정" in words(ask(life, "grants:verification", verification.pk, by=accountant))
    for by in (STRANGER, OFFICER):
        with pytest.raises(Http404):
            ask(life, "grants:verification", verification.pk, by=by)
    with pytest.raises(Http404):
        ask(life, "grants:desk-bases", makers.life().case.pk + 999, by=OFFICER)
    figures = figures_of(life.agreement, interest=12_345)
    ask(life, "grants:desk-step", life.agreement.pk, "confirm-settlement", by=FINANCE, data={"seen_to_return": str(figures.to_return)})
    settlement.refresh_from_db()
    assert settlement.state == "confirmed"


def test_the_pack_lies_in_the_order_of_subsidy_offices_with_each_paper_under_its_expense(settled):
    page = ask(settled, "grants:desk-pack", settled.agreement.pk, by=FINANCE)
    assert "비목별 증빙" in words(page)
    refused = ask(settled, "grants:desk-pack", settled.agreement.pk, by=FINANCE, data={"reason": " "})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = ask(settled, "grants:desk-pack", settled.agreement.pk, by=FINANCE, data={"reason": "예시 시 감사"})
    content = body(answer)
    with zipfile.ZipFile(BytesIO(content)) as opened:
        names = opened.namelist()
        assert opened.testzip() is None
        assert opened.read("00-표지와목차.pdf").startswith(b"%PDF-")
    tops = [name.partition("-")[0] for name in names]
    assert list(dict.fromkeys(sorted(tops))) == ["00", "01", "02", "03", "04", "05", "06", "07"]
    assert tops == sorted(tops)
    assert "06-사업비/001_20260310_예시_상점_26000000/이체확인증.pdf" in names
    assert {"03-정산보고서/01_정산보고서.hwpx", "04-장부/01_장부.xlsx", "07-반납/01_반납고지서.pdf"} <= set(names)
    assert all(part == safe(part) or "." in part for name in names for part in name.split("/"))
    line = JournalLine.objects.get(verb="download_settlement_pack")
    assert (line.reason, line.party_ids) == ("예시 시 감사", [settled.case.party_id])
    with pytest.raises(Forbidden):
        ask(settled, "grants:desk-pack", settled.agreement.pk, by=settled.grantee)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("가나/다:라?", "가나-다-라-"), ("con", "con-"), ("끝.", "끝"), ("", "이름없음"), ("a\u202eb", "ab"), ("두 말", "두_말")],
)
def test_names_are_safe_on_every_system(typed, name):
    assert safe(typed) == name


def test_the_pack_never_holds_more_than_a_piece_of_a_file(settled, monkeypatch):
    monkeypatch.setattr(packing, "_IN_MEMORY", 1)
    with packing.pack(settled.agreement, at=settled.at) as made:
        assert made.read(2) == b"PK"
