"""Many hands at once, for the tests of races: threads with connections of their own that meet at a barrier."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from dure.apps.money import actions, invariants
from dure.apps.money.actions import payments as payment_verbs
from dure.apps.money.models import Entry, PaymentOrder
from dure.platform.verbs import Key
from tests.apps.money import makers
from tests.apps.money.makers import FINANCE, HOUSE, NOON

LATER = NOON + timedelta(hours=3)
HANDS = 4
OTHER_FINANCE = makers.seat(31, makers.Role.FINANCE)
WAIT_SECONDS = 3
only_where_rows_are_locked = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time (BEGIN IMMEDIATE): a second hand reads what the first wrote, with row locks or without",
)


def at_once(*acts: Callable[[], object]) -> tuple[list, list[Exception]]:
    """Every act in a thread and a connection of its own, all let go together: what they answered, and what they raised."""
    ready, answers, failures = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            answers.append(act())
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers, failures


def confirming(order: PaymentOrder, *, by=FINANCE, key="", reference="예시-1") -> Callable[[], object]:
    return lambda: actions.confirm_paid(order_id=order.pk, bank_reference=reference, paid_on=NOON.date(), by=by, at=LATER, key=Key(key))


def posted_payments() -> int:
    return Entry.objects.filter(kind="pay", posted=True).count()


def books_stand() -> bool:
    return invariants.books_sum_to_zero() == invariants.paid_once() == invariants.within_ceilings() == []


def sent_file(*orders: PaymentOrder):
    return actions.make_transfer_file(order_ids=[order.pk for order in orders], by=FINANCE, at=NOON + timedelta(minutes=5))


def pay_without_asking(order: PaymentOrder) -> None:
    """What confirming would do if it asked neither state nor key."""
    with transaction.atomic():
        payment_verbs.ledger.pay(agreement_key=order.agreement_key, subject_key=order.subject_key, amount=order.amount, by=HOUSE, at=LATER)


def without_row_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: every hand reads what it likes."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_said: rows)


def meeting_at(monkeypatch: pytest.MonkeyPatch, *places: tuple[object, str], hands: int = 2) -> None:
    """Every hand waits before such a call until all stand there, so that each has read and none has written.

    Where a guard keeps the others away, whoever came waits a little and goes on alone.
    """
    barrier, been = threading.Barrier(hands), threading.local()

    def meeting(act: Callable[..., Any], *said: Any, **more: Any) -> Any:
        if not getattr(been, "here", False):
            been.here = True
            with suppress(threading.BrokenBarrierError):
                barrier.wait(WAIT_SECONDS)
        return act(*said, **more)

    for place, name in places:
        monkeypatch.setattr(place, name, partial(meeting, getattr(place, name)))
