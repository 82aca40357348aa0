"""Pages of money: two people for a payment, a file for the bank under its digest, and a ledger one can follow."""

import hashlib
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from dure.apps.money.actions.payments import bound_now
from dure.apps.money.facade import line_sums
from dure.apps.money.models import Entry, PayeeAccountVersion, PaymentOrder, TransferFile
from dure.kernel.errors import Forbidden
from dure.platform.actor import MemberRole
from dure.platform.verbs import Key
from tests.apps.money import makers
from tests.apps.money.makers import APPROVER, AUDITOR, EVERYTHING, FINANCE, NOON, OFFICER, STRANGER, YEAR


class NoMessages(BaseStorage):
    """A page of ours that tells nothing in passing."""

    def _get(self, *_args, **_kwargs):
        return [], True

    def _store(self, *_args, **_kwargs):
        return []


def fresh(at=NOON + timedelta(hours=1), ago=timedelta(minutes=1)):
    """A session whose sign-in was so long ago."""
    return {"account_authentication_methods": [{"method": "password", "at": (at - ago).timestamp()}]}


def ask(name, *args, by, data=None, key="", at=NOON + timedelta(hours=1), session=None):
    """The page's answer to somebody."""
    path = reverse(name, args=args)
    request = RequestFactory().get(path) if data is None else RequestFactory().post(path, data)
    request.actor, request.at, request.key, request.session = by, at, Key(key), {} if session is None else session
    request._messages = NoMessages(request)
    found = resolve(path)
    answer = found.func(request, *found.args, **found.kwargs)
    request.close()
    return answer


def words(response):
    return response.content.decode()


def state(order):
    return PaymentOrder.objects.values_list("state", flat=True).get(pk=order.pk)


def test_a_payment_goes_through_four_hands_by_pages(ledger):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party)
    ask("money:payment-step", order.pk, "prepare", by=OFFICER, data={})
    page = words(ask("money:payment", order.pk, by=APPROVER))
    seen = bound_now(PaymentOrder.objects.select_related("payee_version").get(pk=order.pk))
    assert f'value="{seen}"' in page
    ask("money:payment-step", order.pk, "approve", by=APPROVER, data={"seen": seen})
    data = {"bank_reference": "예시-1", "paid_on": "2026-03-10"}
    for _ in range(2):
        assert ask("money:payment-step", order.pk, "confirm", by=FINANCE, data=data, key="once").status_code == HTTPStatus.FOUND
    assert (state(order), Entry.objects.filter(kind="pay").count()) == ("paid", 1)


def test_one_person_does_not_prepare_and_approve_by_pages(ledger):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party)
    ask("money:payment-step", order.pk, "prepare", by=EVERYTHING, data={})
    seen = bound_now(PaymentOrder.objects.select_related("payee_version").get(pk=order.pk))
    answer = ask("money:payment-step", order.pk, "approve", by=EVERYTHING, data={"seen": seen})
    assert (answer.status_code, state(order)) == (HTTPStatus.UNPROCESSABLE_ENTITY, "prepared")
    assert "준비한 사람은 결재할 수 없어요" in words(answer)


def test_an_approval_of_something_else_than_was_seen_is_refused(ledger):
    order = makers.prepared()
    answer = ask("money:payment-step", order.pk, "approve", by=APPROVER, data={"seen": "0" * 64})
    assert (answer.status_code, state(order)) == (HTTPStatus.UNPROCESSABLE_ENTITY, "prepared")


def test_a_step_that_is_not_ones_own_is_forbidden(ledger):
    order = makers.prepared()
    with pytest.raises(Forbidden):
        ask("money:payment-step", order.pk, "approve", by=OFFICER, data={"seen": ""})
    with pytest.raises(Forbidden):
        ask("money:payments", by=STRANGER)


def test_the_file_for_the_bank_carries_its_digest_and_leaves_no_number_behind(ledger):
    order = makers.approved()
    answer = ask("money:transfer", by=FINANCE, data={"order": [str(order.pk)]})
    digest = hashlib.sha256(answer.content).hexdigest()
    assert answer["Digest"] == f"sha-256={digest}"
    assert "123456789012" in words(answer)
    assert TransferFile.objects.get().digest == digest
    assert "123456789012" not in words(ask("money:payment", order.pk, by=FINANCE))


def test_no_payment_chosen_is_no_file(ledger):
    makers.approved()
    answer = ask("money:transfer", by=FINANCE, data={})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    with pytest.raises(Forbidden):
        ask("money:transfer", by=OFFICER, data={})


@pytest.mark.parametrize(("tab", "seen"), [("prepare", False), ("approve", True), ("confirm", False), ("done", False), ("nothing", False)])
def test_a_payment_stands_in_one_tab(ledger, tab, seen):
    order = makers.prepared()
    request = RequestFactory().get(reverse("money:payments"), {"tab": tab})
    request.actor, request.at, request.key, request.session = AUDITOR, NOON, Key(""), {}
    request._messages = NoMessages(request)
    page = words(resolve(reverse("money:payments")).func(request))
    assert (reverse("money:payment", args=[order.pk]) in page) is seen


def test_a_party_names_its_account_and_sees_only_its_last_digits(db):
    party = makers.party()
    by = makers.member(21, party.pk)
    data = {"bank_code": "004", "holder_name": "예시 조직", "account_number": "123-456-789012"}
    assert ask("money:payee", party.pk, by=by, data=data, session=fresh()).status_code == HTTPStatus.FOUND
    page = words(ask("money:payee", party.pk, by=by))
    assert "국민은행 ****9012" in page
    assert "789012" not in page
    with pytest.raises(Http404):
        ask("money:payee", party.pk, by=STRANGER)


def test_a_wrong_account_is_refused_and_not_shown_again(db):
    party = makers.party()
    answer = ask(
        "money:payee", party.pk, by=makers.member(21, party.pk), data={"bank_code": "004", "account_number": "12ab"}, session=fresh()
    )
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "12ab" not in words(answer)


def test_a_reader_of_the_party_names_no_account(db):
    party = makers.party()
    with pytest.raises(Forbidden):
        ask("money:payee", party.pk, by=makers.member(22, party.pk, MemberRole.MEMBER), data={})


def test_a_second_person_verifies_an_account(db):
    version = makers.proposed_payee(makers.party())
    assert version.payee.party.name in words(ask("money:payees", by=FINANCE))
    ask("money:payee-judge", version.pk, by=FINANCE, data={"judgment": "verify"})
    assert PayeeAccountVersion.objects.get().state == "verified"


def test_an_account_is_declined_with_a_reason(db):
    version = makers.proposed_payee(makers.party())
    assert ask("money:payee-judge", version.pk, by=FINANCE, data={"judgment": "decline"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    ask("money:payee-judge", version.pk, by=FINANCE, data={"judgment": "decline", "reason": "예금주가 달라요"})
    assert PayeeAccountVersion.objects.get().state == "declined"


def test_a_budget_is_allotted_once_per_key(db):
    data = {"line_key": "local-economy", "title": "지역경제", "amount": "1,000,000"}
    for _ in range(2):
        ask("money:ledger", YEAR, by=FINANCE, data=data, key="once")
    assert [(line.key, line.allotted) for line in line_sums(YEAR)] == [("local-economy", 1_000_000)]
    assert "1,000,000원" in words(ask("money:ledger-line", YEAR, "local-economy", by=AUDITOR))


@pytest.mark.parametrize("amount", ["0", "-1", "0.1", "1e400", "NaN", "１０００", "9223372036854775808", ""])
def test_only_whole_won_are_allotted(db, amount):
    answer = ask("money:ledger", YEAR, by=FINANCE, data={"line_key": "local-economy", "amount": amount})
    assert (answer.status_code, Entry.objects.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 0)


def test_an_unknown_line_or_year_is_not_found(db):
    for args in ((YEAR, "nothing-like-it"), (1999, "growth")):
        with pytest.raises(Http404):
            ask("money:ledger-line", *args, by=AUDITOR)
    with pytest.raises(Http404):
        ask("money:ledger", 1999, by=AUDITOR)


def test_a_payment_shows_its_line_its_account_and_what_went_before(ledger):
    party = makers.party()
    makers.confirmed(party, amount=1_000_000, subject="tranche-0")
    order = makers.prepared(party)
    page = words(ask("money:payment", order.pk, by=APPROVER))
    for said in ("2026년 기업성장지원", "20,000,000원", "3,000,000원", "1번째 계좌", "예시 직원 12", "1,000,000원 · 지급함"):
        assert said in page


def test_an_account_that_changed_since_is_shown_as_a_concern(ledger):
    party = makers.party()
    order = makers.prepared(party)
    makers.proposed_payee(party, "999-888-777777")
    page = words(ask("money:payment", order.pk, by=APPROVER))
    assert "살펴볼 것이" in page
    assert "확인을 기다리는 새 계좌" in page


def test_payments_read_together_are_approved_one_by_one_under_their_own_hash(ledger):
    orders = [makers.prepared(amount=1_000_000, subject=f"tranche-{turn}") for turn in (1, 2, 3)]
    ids = [str(order.pk) for order in orders]
    seen = {f"seen-{order.pk}": bound_now(order) for order in orders}
    seen[f"seen-{orders[1].pk}"] = "0" * 64
    answer = ask("money:payments-review", by=APPROVER, data={"order": ids, "approve": ids[:2], **seen}, key="once")
    assert (answer.status_code, [state(order) for order in orders]) == (422, ["approved", "prepared", "prepared"])
    assert orders[1].party.name in words(answer)


def test_nothing_is_approved_together_that_was_not_ticked(ledger):
    order = makers.prepared()
    answer = ask("money:payments-review", by=APPROVER, data={"order": [str(order.pk)], f"seen-{order.pk}": bound_now(order)})
    assert (answer.status_code, state(order)) == (422, "prepared")
    with pytest.raises(Forbidden):
        ask("money:payments-review", by=OFFICER, data={"order": [str(order.pk)], "approve": [str(order.pk)]})


def test_a_transfer_file_is_sent_answered_and_fetched_again_by_pages(ledger, settings, tmp_path):
    settings.DURE_FILES = tmp_path
    order = makers.approved()
    content = ask("money:transfer", by=FINANCE, data={"order": [str(order.pk)]}).content
    file = TransferFile.objects.get()
    assert ask("money:transfer-step", file.pk, "fetch", by=FINANCE, data={}).content == content
    ask("money:transfer-step", file.pk, "send", by=FINANCE, data={})
    assert "은행에 보냄" in words(ask("money:transfers", by=AUDITOR))
    assert "골라 주세요" in words(ask("money:transfer-step", file.pk, "result", by=FINANCE, data={}))
    upload = SimpleUploadedFile("결과.csv", content.replace("결재확인값".encode(), "결재확인값".encode()))
    answer = ask("money:transfer-step", file.pk, "result", by=FINANCE, data={"result": upload})
    assert (answer.status_code, state(order)) == (422, "approved")
    lines = content.decode("utf-8-sig").splitlines()
    told = "\r\n".join([lines[0], f"{lines[1]},정상,예시-9,2026-03-10,", lines[2]])
    for _ in range(2):
        upload = SimpleUploadedFile("결과.csv", told.encode("utf-8-sig"))
        assert ask("money:transfer-step", file.pk, "result", by=FINANCE, data={"result": upload}).status_code == HTTPStatus.FOUND
    page = words(ask("money:transfer-file", file.pk, by=AUDITOR))
    assert (state(order), "예시-9" in page, file.digest in page, "123456789012" in page) == ("paid", True, True, False)


def test_transfer_files_ask_the_same_queries_for_one_and_for_three(ledger):
    asked = []
    for turn in (1, 2, 3):
        order = makers.approved(amount=1_000_000, subject=f"tranche-{turn}")
        ask("money:transfer", by=FINANCE, data={"order": [str(order.pk)]})
        with CaptureQueriesContext(connection) as queries:
            ask("money:transfers", by=AUDITOR)
        asked.append(len(queries))
    assert len(set(asked)) == 1


@pytest.mark.parametrize("ago", [timedelta(minutes=5), timedelta(days=1), timedelta(minutes=-1)])
def test_without_a_fresh_sign_in_no_account_is_named(db, ago):
    party = makers.party()
    data = {"bank_code": "004", "holder_name": "예시 조직", "account_number": "123-456-789012"}
    for session in ({}, fresh(ago=ago)):
        answer = ask("money:payee", party.pk, by=makers.member(21, party.pk), data=data, session=session)
        assert (answer.status_code, "reauthenticate" in answer["Location"]) == (HTTPStatus.FOUND, True)
        assert "한 번 더 확인" in words(ask("money:payee", party.pk, by=makers.member(21, party.pk), session=session))
    assert not PayeeAccountVersion.objects.exists()


def test_the_party_reads_until_when_a_changed_account_is_held(db):
    party = makers.party()
    makers.verified_payee(party)
    makers.verified_payee(party, "999-888-777777")
    page = words(ask("money:payee", party.pk, by=makers.member(21, party.pk)))
    assert "3월 11일(수) 밤 12시부터 이 계좌로 지급해요" in page


def test_an_approved_payment_whose_account_changed_meanwhile_is_not_confirmed(ledger):
    party = makers.party()
    order = makers.approved(party)
    makers.proposed_payee(party, "999-888-777777")
    data = {"bank_reference": "예시-1", "paid_on": "2026-03-10"}
    assert ask("money:payment-step", order.pk, "confirm", by=FINANCE, data=data).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ask("money:transfer", by=FINANCE, data={"order": [str(order.pk)]}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert state(order) == "approved"
