"""The pages say what there is to do, to whom it concerns; a stranger meets 404."""

from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve, reverse

from dure.kernel.errors import Forbidden
from dure.platform.actor import Actor, MemberRole
from dure.platform.verbs import Key
from tests.apps.grants import makers
from tests.apps.grants.makers import APPROVER, AUDITOR, FINANCE, OFFICER, YEAR

STRANGER = Actor(account_id=99, name="예시 손님", parties=((999_999, MemberRole.REPRESENTATIVE),))


class NoMessages(BaseStorage):
    """A page of ours that tells nothing in passing."""

    def _get(self, *_args, **_kwargs):
        return [], True

    def _store(self, *_args, **_kwargs):
        return []


def ask(life, name, *args, by, data=None):
    """The page's answer to somebody, at the life's moment."""
    path = reverse(name, args=args)
    factory = RequestFactory()
    request = factory.get(path) if data is None else factory.post(path, data)
    request.actor, request.at, request.key, request.session = by, life.at, Key(""), {}
    request.user = SimpleNamespace(is_authenticated=by.account_id is not None)
    request._messages = NoMessages(request)
    found = resolve(path)
    try:
        return found.func(request, *found.args, **found.kwargs)
    finally:
        request.close()


def words(response):
    return response.content.decode()


@pytest.fixture
def paid(life):
    """An agreement with a paid instalment and an expense that waits."""
    life.signed()
    life.with_payee()
    life.paid(1)
    life.spent(1_000_000, invoice_number="2026-1")
    return life


GRANTEE_PAGES = (
    ("grants:agreement", (), "제1조 (목적)"),
    ("grants:grant", (), "중간보고서"),
    ("grants:ask", (2,), "중간보고가 받아들여진 뒤에"),
    ("grants:expenses", (), "29,000,000원"),
    ("grants:expense-new", (), "급여대장, 이체확인증"),
    ("grants:report", ("interim",), "추진 내용 저장하기"),
    ("grants:settlement", (), "아직 정산할 차례가 아니에요"),
    ("grants:showcase", (), "아직 성과를 쓸 차례가 아니에요"),
)


@pytest.mark.parametrize(("name", "more", "said"), GRANTEE_PAGES)
def test_a_grantee_reads_their_pages_and_a_stranger_meets_404(paid, name, more, said):
    assert said in words(ask(paid, name, paid.agreement.pk, *more, by=paid.grantee))
    for other in (STRANGER, OFFICER):
        with pytest.raises(Http404):
            ask(paid, name, paid.agreement.pk, *more, by=other)


DESK_PAGES = (
    ("grants:desk-agreement", "agreement", "협약을 맺"),
    ("grants:desk-grant", "agreement", "확인할 집행 1건"),
    ("grants:desk-round", "round", "50,000,000원"),
    ("grants:desk-settlements", "", "확인할 정산서가 없어요"),
    ("money:payments", "", "이 단계에서 기다리는 지급이 없어요"),
    ("money:payees", "", "확인할 계좌가 없어요"),
    ("money:payment", "order", "예시-"),
    ("money:ledger", "year", "예시 기업성장"),
    ("money:ledger-line", "line", "35,000,000원"),
)


@pytest.mark.parametrize(("name", "of", "said"), DESK_PAGES)
def test_the_desk_and_the_auditor_read_and_a_grantee_does_not(paid, name, of, said):
    from dure.apps.money.facade import PaymentOrder

    things = {
        "agreement": (paid.agreement.pk,),
        "round": (paid.case.round_id,),
        "order": (PaymentOrder.objects.get().pk,),
        "year": (YEAR,),
        "line": (YEAR, "growth"),
        "": (),
    }
    for reader in (OFFICER, FINANCE, APPROVER, AUDITOR):
        page = words(ask(paid, name, *things[of], by=reader))
        assert said in page or name == "grants:desk-agreement"
    with pytest.raises(Forbidden):
        ask(paid, name, *things[of], by=paid.grantee)


def test_an_agreement_is_drafted_offered_and_signed_by_pages(life):
    draft = {"starts_on": "2026-03-01", "ends_on": "2026.12.31", "own_money": "10,000,000", "line_key": "growth"}
    made = ask(life, "grants:desk-draft", life.case.pk, by=OFFICER, data=draft)
    assert made.status_code == HTTPStatus.FOUND
    agreement_id = int(made["Location"].split("/")[-2])
    with pytest.raises(Http404):
        ask(life, "grants:agreement", agreement_id, by=life.grantee)
    ask(life, "grants:desk-agreement-step", agreement_id, "offer", by=OFFICER, data={})
    from dure.apps.grants.facade import Agreement

    seen = Agreement.objects.get(pk=agreement_id).document_sha256
    assert f'value="{seen}"' in words(ask(life, "grants:agreement", agreement_id, by=life.grantee))
    wrong = ask(life, "grants:sign", agreement_id, by=life.grantee, data={"typed_name": "누구", "seen": seen})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'value="누구"' in words(wrong)
    ask(life, "grants:sign", agreement_id, by=life.grantee, data={"typed_name": "예시 대표", "seen": seen})
    signed = ask(life, "grants:desk-agreement-step", agreement_id, "sign", by=APPROVER, data={"typed_name": APPROVER.name, "seen": seen})
    assert (signed.status_code, Agreement.objects.get(pk=agreement_id).state) == (HTTPStatus.FOUND, "signed")


def test_a_wrong_draft_keeps_what_was_typed(life):
    page = ask(life, "grants:desk-draft", life.case.pk, by=OFFICER, data={"starts_on": "2026-03-01", "ends_on": "", "own_money": "7,777"})
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "협약이 끝나는 날을 골라 주세요" in words(page)
    assert 'value="7,777"' in words(page)


def test_an_expense_is_entered_and_judged_by_pages(paid):
    data = {
        "category": "program",
        "source": "grant",
        "amount": "120,000",
        "spent_on": "2026-03-10",
        "payee_name": "예시",
        "memo": "예시 인쇄",
    }
    short = ask(paid, "grants:expense-new", paid.agreement.pk, by=paid.grantee, data=data)
    assert "증빙이 빠졌어요" in words(short)
    papers = {f"paper_{kind}": upload for kind, upload in makers.papers(*makers.USUAL)}
    assert ask(paid, "grants:expense-new", paid.agreement.pk, by=paid.grantee, data={**data, **papers}).status_code == HTTPStatus.FOUND
    spending = paid.agreement.spendings.order_by("-pk").first()
    refused = ask(paid, "grants:desk-judge", paid.agreement.pk, spending.pk, by=FINANCE, data={"judgment": "disallow"})
    assert "근거(조항)를 적어 주세요" in words(refused)
    ask(paid, "grants:desk-judge", paid.agreement.pk, spending.pk, by=FINANCE, data={"judgment": "accept"})
    spending.refresh_from_db()
    assert spending.state == "accepted"


def test_a_report_is_saved_handed_in_and_accepted_by_pages(paid):
    at = (paid.agreement.pk, "interim")
    ask(paid, "grants:report", *at, by=paid.grantee, data={"section": "work", "version": "0", "done": "예시로 한 일"})
    ask(paid, "grants:report-file", *at, by=paid.grantee, data={"file": makers.pdf()})
    ask(paid, "grants:report-hand-in", *at, by=paid.grantee, data={})
    report = paid.agreement.reports.get()
    assert "예시로 한 일" in words(ask(paid, "grants:desk-grant", paid.agreement.pk, by=OFFICER))
    ask(paid, "grants:desk-step", paid.agreement.pk, "accept-report", by=OFFICER, data={"report": str(report.pk)})
    report.refresh_from_db()
    assert report.state == "accepted"


def test_a_settlement_and_a_showcase_go_through_by_pages(life):
    life.up_to_settlement()
    own, desk = (life.agreement.pk,), "grants:desk-step"
    ask(life, "grants:settlement", *own, by=life.grantee, data={"interest": "12,345", "statement": makers.pdf()})
    assert "5,012,345원" in words(ask(life, "grants:settlement", *own, by=life.grantee))
    assert "반납 5,012,345원으로 확정" in words(ask(life, "grants:desk-grant", *own, by=FINANCE))
    ask(life, desk, *own, "confirm-settlement", by=FINANCE, data={"seen_to_return": "5012345"})
    data = {"amount": "5,012,345", "returned_on": "2026-03-10", "bank_reference": "반납-1"}
    ask(life, desk, *own, "returned-money", by=FINANCE, data=data)
    ask(life, desk, *own, "close-settlement", by=FINANCE, data={})
    assert "정산 끝" in words(ask(life, "grants:desk-settlements", by=FINANCE))
    ask(life, "grants:showcase", *own, by=life.grantee, data={"title": "예시 성과", "summary": "예시", "figures": "조합: 6곳"})
    assert "6곳" in words(ask(life, "grants:showcase", *own, by=life.grantee))
    ask(life, desk, *own, "publish-showcase", by=OFFICER, data={})
    assert "모든 단계를 마쳤어요" in words(ask(life, "grants:grant", *own, by=life.grantee))
    assert "정산을 마침" in words(ask(life, "grants:desk-grant", *own, by=AUDITOR))


def test_an_unknown_step_is_not_found(paid):
    with pytest.raises(Http404):
        ask(paid, "grants:desk-step", paid.agreement.pk, "nothing-like-it", by=OFFICER, data={})


def test_the_desks_list_asks_as_many_queries_for_three_as_for_one(life, django_assert_num_queries):
    from dure.apps.grants.queries.desk import rows_of_round

    life.signed()
    with django_assert_num_queries(4):
        assert len(rows_of_round(OFFICER, life.case.round_id)) == 1
    for _ in range(2):
        makers.Life(makers.case_in(life.case.round, grant=10_000_000, own=0)).signed()
    with django_assert_num_queries(4):
        assert len(rows_of_round(OFFICER, life.case.round_id)) == 3
