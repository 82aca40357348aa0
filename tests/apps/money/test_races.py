"""Many hands at once: threads with connections of their own meet at a barrier, and money moves once (reliability B27-B34).

Each race has a control: with its guard taken off the same hands do the harm, so the guard is what holds.
"""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F

from dure.apps.money import actions, facade, invariants
from dure.apps.money.actions import payments as payment_verbs
from dure.apps.money.actions import results as result_verbs
from dure.apps.money.actions.payments import bound_now
from dure.apps.money.actions.transfers import transfer_of
from dure.apps.money.models import BankResult, PayeeAccountVersion, PaymentOrder
from dure.kernel.errors import OutOfTurn, Refused
from dure.platform.verbs import Key
from tests.apps.money import makers
from tests.apps.money.makers import AGREEMENT, APPROVER, EVERYTHING, FINANCE, OFFICER
from tests.apps.money.races import (
    HANDS,
    LATER,
    OTHER_FINANCE,
    at_once,
    books_stand,
    confirming,
    pay_without_asking,
    posted_payments,
    sent_file,
)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DURE_FILES = tmp_path


@pytest.fixture
def world(committed):
    """A ledger that is really committed, so that threads see it."""
    return makers.ledger()


# B27 · once, whoever presses how often


@pytest.mark.parametrize(
    "hands",
    [
        [(FINANCE, "same key")] * HANDS,
        [(FINANCE, f"tab {tab}") for tab in range(HANDS)],
        [(FINANCE, "a"), (OTHER_FINANCE, "b"), (FINANCE, "c"), (OTHER_FINANCE, "d")],
        [(FINANCE, "")] * HANDS,
    ],
    ids=["double click", "tabs", "two officers", "no key"],
)
def test_b27_a_payment_confirmed_by_many_hands_is_posted_once(world, hands):
    order = makers.approved()
    answers, failures = at_once(*[confirming(order, by=by, key=key) for by, key in hands])
    assert failures == []
    assert {answer.pk for answer in answers} == {order.pk}
    assert (posted_payments(), facade.agreement_sums(AGREEMENT).paid) == (1, 6_000_000)
    assert books_stand()


def test_b27_control_without_the_posting_key_one_payment_is_posted_by_each(world, monkeypatch):
    """Off: the order's state, the lock, and the ledger's own key (which is made new each time). Then every hand posts."""
    order = makers.approved(amount=1_000_000)
    numbers = iter(range(1000))
    post = facade_post()
    monkeypatch.setattr(
        payment_verbs.ledger, "post", lambda **said: post(**{**said, "subject_key": f"{said['subject_key']}#{next(numbers)}"})
    )
    for _ in range(HANDS):
        pay_without_asking(order)
    assert (posted_payments(), facade.agreement_sums(AGREEMENT).paid) == (HANDS, HANDS * 1_000_000)
    assert invariants.paid_once() != []


def facade_post():
    from dure.apps.money.actions import posting

    return posting.post


def test_b27_the_posting_key_alone_holds_when_the_state_is_not_asked(world):
    order = makers.approved(amount=1_000_000)
    _answers, failures = at_once(*[lambda: pay_without_asking(order)] * HANDS)
    assert [type(failure) for failure in failures] == []
    assert posted_payments() == 1


def test_b27_two_officers_preparing_and_two_approving_are_one(world):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party)
    second = makers.seat(32, makers.Role.OFFICER)
    _done, late = at_once(*[lambda by=by: actions.prepare_payment(order_id=order.pk, by=by, at=LATER) for by in (OFFICER, second)])
    assert [type(one) for one in late] == [OutOfTurn]
    seen = bound_now(PaymentOrder.objects.select_related("payee_version").get(pk=order.pk))
    other = makers.seat(33, makers.Role.APPROVER)
    _done, late = at_once(
        *[lambda by=by: actions.approve_payment(order_id=order.pk, seen=seen, by=by, at=LATER) for by in (APPROVER, other)]
    )
    assert [type(one) for one in late] == [OutOfTurn]


def bank_says(file) -> bytes:
    head, *rows, closing = transfer_of(file).content.decode("utf-8-sig").splitlines()
    told = [f"{row},정상,은행-{place},2026-03-10," for place, row in enumerate(rows)]
    return "\r\n".join([head, *told, closing]).encode("utf-8-sig")


def taking(file, said: bytes, by=FINANCE, key="") -> Callable[[], object]:
    return lambda: actions.take_bank_result(upload=SimpleUploadedFile("결과.csv", said), file_id=file.pk, by=by, at=LATER, key=Key(key))


def test_b27_a_bank_result_replayed_at_once_is_posted_once(world):
    orders = [makers.approved(amount=1_000_000, subject=f"tranche-{turn}") for turn in (1, 2)]
    file = sent_file(*orders)
    said = bank_says(file)
    answers, failures = at_once(*[taking(file, said, by=by) for by in (FINANCE, OTHER_FINANCE, FINANCE, OTHER_FINANCE)])
    assert failures == []
    assert len({answer.pk for answer in answers}) == BankResult.objects.count() == 1
    assert posted_payments() == 2
    assert books_stand()


def test_b27_a_result_and_a_hand_at_once_post_once(world):
    order = makers.approved()
    file = sent_file(order)
    _answers, failures = at_once(taking(file, bank_says(file)), confirming(order, reference="은행-0"))
    assert failures == []
    assert posted_payments() == 1


def test_b27_control_without_the_look_a_replay_is_refused_by_the_database(world, monkeypatch):
    """Off: the look for an earlier answer. One result per file stands in the database too; without both the answer is kept twice
    (`test_races_unguarded`)."""
    file = sent_file(makers.approved())
    said = bank_says(file)
    taking(file, said)()
    monkeypatch.setattr(result_verbs.BankResult.objects, "filter", lambda **_said: BankResult.objects.none())
    with pytest.raises(IntegrityError):
        taking(file, said)()
    assert BankResult.objects.count() == posted_payments() == 1


# B28 · two people, and what was approved


def test_b28_one_person_never_stands_twice_however_the_hands_meet(world):
    party = makers.party()
    makers.verified_payee(party)
    order = makers.asked(party)
    actions.prepare_payment(order_id=order.pk, by=EVERYTHING, at=LATER)
    seen = bound_now(PaymentOrder.objects.select_related("payee_version").get(pk=order.pk))
    acts = [lambda: actions.approve_payment(order_id=order.pk, seen=seen, by=EVERYTHING, at=LATER)] * HANDS
    _answers, failures = at_once(*acts)
    assert {type(failure) for failure in failures} == {Refused}
    assert PaymentOrder.objects.get().state == "prepared"


def test_b28_the_database_refuses_one_person_standing_twice(world):
    order = makers.prepared()
    approved = {"state": "approved", "approved_at": LATER, "approval_hash": "a" * 64, "approved_seat_id": 999}
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(approved_by_id=F("prepared_by_id"), **approved)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(approved_by_id=F("asked_by_id"), **approved)


def test_b28_control_a_third_person_may_stand_there(world):
    order = makers.prepared()
    approved = {"state": "approved", "approved_at": LATER, "approval_hash": "a" * 64, "approved_seat_id": 999}
    assert PaymentOrder.objects.filter(pk=order.pk).update(approved_by_id=777, **approved) == 1


def test_b28_an_amount_changed_after_the_approval_is_refused_by_the_database_and_by_the_hash(world):
    order = makers.approved()
    with pytest.raises(DatabaseError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(amount=9_000_000)


def test_b28_control_without_the_guard_the_hash_still_refuses(world):
    order = makers.approved()
    makers.forget_guards(connection)
    PaymentOrder.objects.filter(pk=order.pk).update(amount=9_000_000)
    with pytest.raises(Refused, match="결재한 내용과"):
        confirming(order)()
    assert posted_payments() == 0


def test_b28_control_without_guard_and_hash_another_amount_goes_out(world, monkeypatch):
    order = makers.approved()
    makers.forget_guards(connection)
    PaymentOrder.objects.filter(pk=order.pk).update(amount=9_000_000)
    monkeypatch.setattr(payment_verbs, "bound_now", lambda order: order.approval_hash)
    confirming(order)()
    assert facade.agreement_sums(AGREEMENT).paid == 9_000_000


# B29 · the account


def test_b29_a_changed_account_and_a_confirmation_at_once_never_pay_to_a_third(world):
    party = makers.party()
    order = makers.approved(party)
    approved = order.payee_version_id
    _answers, failures = at_once(confirming(order), lambda: makers.proposed_payee(party, "999-888-777777", at=LATER))
    order.refresh_from_db()
    assert order.payee_version_id == approved
    assert order.state in {"paid", "approved"}
    assert all(isinstance(failure, Refused) for failure in failures)


def test_b29_two_changes_at_once_leave_one_waiting(world):
    party = makers.party()
    numbers = ("111-222-333333", "111-222-444444")
    _answers, failures = at_once(*[lambda number=number: makers.proposed_payee(party, number) for number in numbers])
    assert [type(failure) for failure in failures] == [Refused]
    assert PayeeAccountVersion.objects.filter(state="proposed").count() == 1


def test_b29_control_without_the_look_a_changed_account_is_paid(world, monkeypatch):
    party = makers.party()
    order = makers.approved(party)
    makers.proposed_payee(party, "999-888-777777", at=LATER)
    with pytest.raises(Refused, match="다른 계좌를 등록"):
        confirming(order)()
    monkeypatch.setattr(payment_verbs, "reasons_of_changed_account", lambda _order: [])
    assert confirming(order)().state == "paid"


# B30 · one file at the bank


def test_b30_two_files_made_at_once_never_hold_the_same_payment(world):
    first, second = (makers.approved(amount=1_000_000, subject=f"tranche-{turn}") for turn in (1, 2))
    _answers, failures = at_once(lambda: sent_file(first, second), lambda: sent_file(first))
    assert [type(failure) for failure in failures] == [Refused]
    assert first.transfers.count() == 1


def test_b30_control_without_the_look_a_payment_lies_in_two_files(world, monkeypatch):
    first, second = (makers.approved(amount=1_000_000, subject=f"tranche-{turn}") for turn in (1, 2))
    sent_file(first, second)
    monkeypatch.setattr("dure.apps.money.actions.transfers._open_file_of", lambda _orders: None)
    sent_file(first)
    assert first.transfers.count() == 2
