"""A worker that posts payments is killed with -9 at every statement it makes; nothing is half done and nothing twice (reliability D1, I4, I5)."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from dure.apps.money import actions, facade, invariants
from dure.apps.money.actions import posting
from dure.apps.money.actions.transfers import transfer_of
from dure.apps.money.models import Account, BankResult, BankResultLine, Entry, Leg, PaymentOrder
from dure.platform.models import Event, IdempotencyKey, JournalLine
from dure.platform.verbs import Key
from tests.apps.money import makers
from tests.apps.money.makers import AGREEMENT, FINANCE, NOON

LATER = NOON + timedelta(hours=3)
KEY = Key("pressed once")
LEAST_POINTS = 20


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path: Path):
    settings.DURE_FILES = tmp_path


@pytest.fixture
def world(committed):
    """Really committed, so that another process sees it."""
    return makers.ledger()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def dying_at(point: int) -> Iterator[None]:
    """Kill this process before its statement of that number is carried out."""
    left = [point]

    def count(execute: Callable[..., Any], *said: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            die()
        return execute(*said)

    with connection.execute_wrapper(count):
        yield


def in_another_process(act: Callable[[], object], *, point: int = 0) -> bool:
    """Do it in a process of its own with a connection of its own; False if that was killed on the way."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            with dying_at(point):
                act()
        except BaseException:
            os._exit(3)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0, "the worker failed instead of dying"
    return True


def sweep(act: Callable[[], object], check: Callable[[], None]) -> int:
    """Kill at the first statement, at the second … until one comes through; look at the house after each. How many were killed."""
    killed = 0
    while not in_another_process(act, point=killed + 1):
        killed += 1
        check()
    return killed


def books_stand() -> bool:
    return invariants.books_sum_to_zero() == invariants.paid_once() == invariants.within_ceilings() == []


def counts() -> tuple[int, ...]:
    """Rows of everything that one payment writes."""
    return tuple(model.objects.count() for model in (Entry, Leg, Account, BankResult, BankResultLine, Event, JournalLine, IdempotencyKey))


def states() -> list[str]:
    return list(PaymentOrder.objects.order_by("pk").values_list("state", flat=True))


def test_a_confirmation_killed_at_every_statement_is_posted_once(world):
    order = makers.approved()

    def confirm() -> None:
        actions.confirm_paid(order_id=order.pk, bank_reference="예시-1", paid_on=NOON.date(), by=FINANCE, at=LATER, key=KEY)

    before = counts()

    def nothing_is_half_done() -> None:
        assert (states(), counts()) == (["approved"], before)

    assert sweep(confirm, nothing_is_half_done) >= LEAST_POINTS
    assert in_another_process(confirm)
    assert (states(), facade.agreement_sums(AGREEMENT).paid) == (["paid"], 6_000_000)
    assert Entry.objects.filter(kind="pay").count() == 1
    assert books_stand()


def bank_result() -> Callable[[], None]:
    """Three approved payments in a file, two of them paid by the bank."""
    orders = [makers.approved(amount=1_000_000 * turn, subject=f"tranche-{turn}") for turn in (1, 2, 3)]
    file = actions.make_transfer_file(order_ids=[order.pk for order in orders], by=FINANCE, at=NOON + timedelta(minutes=5))
    head, *rows, closing = transfer_of(file).content.decode("utf-8-sig").splitlines()
    told = [f"{rows[0]},정상,은행-1,2026-03-10,", f"{rows[1]},불능,,,계좌 오류", f"{rows[2]},정상,은행-3,2026-03-10,"]
    said = "\r\n".join([head, *told, closing]).encode("utf-8-sig")

    def take() -> None:
        upload = SimpleUploadedFile("결과.csv", said)
        actions.take_bank_result(upload=upload, file_id=file.pk, by=FINANCE, at=LATER, key=KEY)

    return take


def test_a_bank_result_killed_at_every_statement_is_taken_whole_and_once(world):
    take = bank_result()
    before = counts()

    def nothing_is_half_done() -> None:
        assert (states(), counts()) == (["approved"] * 3, before)

    assert sweep(take, nothing_is_half_done) >= LEAST_POINTS
    assert in_another_process(take)
    assert states() == ["paid", "refused", "paid"]
    assert (BankResult.objects.count(), Entry.objects.filter(kind="pay").count()) == (1, 2)
    assert facade.agreement_sums(AGREEMENT).paid == 4_000_000
    assert books_stand()


def test_killed_between_the_commit_and_the_answer_the_repeat_answers_the_same(world):
    take = bank_result()

    def take_and_die() -> None:
        take()
        die()

    assert not in_another_process(take_and_die)
    assert states() == ["paid", "refused", "paid"]
    before = counts()
    assert in_another_process(take)
    assert counts() == before
    assert books_stand()


def test_control_without_one_transaction_a_kill_leaves_half_a_payment(world):
    """Off: the verb's transaction. The entry is posted and its order is not, and the invariants name it."""
    order = makers.approved()

    def pay_in_pieces() -> None:
        makers.paid(amount=order.amount, subject="tranche-1")
        die()

    assert not in_another_process(pay_in_pieces)
    assert states() == ["approved"]
    assert any("no confirmed order" in broken for broken in invariants.paid_once())


def test_control_without_one_transaction_a_kill_leaves_balances_behind(world, monkeypatch):
    """Off: the transaction around legs and balances. What was written before the kill stays, and the books no longer agree."""
    makers.forget_guards(connection)

    def dying_before_the_balances(_changes: object) -> None:
        connection.connection.commit()
        die()

    def pay() -> None:
        monkeypatch.setattr(posting, "_keep_balances", dying_before_the_balances)
        makers.paid()

    assert not in_another_process(pay)
    assert invariants.books_sum_to_zero() != []
