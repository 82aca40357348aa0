"""Pages of money: two people for a payment, a file for the bank under its digest, and a ledger one can follow."""

import hashlib
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.http import Http404
from django.test import RequestFactory
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


def ask(name, *args, by, data=None, key="", at=NOON + timedelta(hours=1)):
    """The page's answer to somebody."""
    path = reverse(name, args=args)
    request = RequestFactory().get(path) if data is None else RequestFactory().post(path, data)
    request.actor, request.at, request.key, request.session = by, at, Key(key), {}
    request._messages = NoMessages(request)
    found = resolve(path)
    return found.func(request, *found.args, **found.kwargs)


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
    assert ask("money:payee", party.pk, by=by, data=data).status_code == HTTPStatus.FOUND
    page = words(ask("money:payee", party.pk, by=by))
    assert "국민은행 ****9012" in page
    assert "789012" not in page
    with pytest.raises(Http404):
        ask("money:payee", party.pk, by=STRANGER)


def test_a_wrong_account_is_refused_and_not_shown_again(db):
    party = makers.party()
    answer = ask("money:payee", party.pk, by=makers.member(21, party.pk), data={"bank_code": "004", "account_number": "12ab"})
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
