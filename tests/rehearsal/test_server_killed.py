"""The web server and its worker are killed with -9 while people ask, pay and hand in; nothing is lost, twice or half (reliability D1, B27)."""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from dure.apps.cases.invariants import files_have_bytes
from dure.apps.grants.models import Agreement, Spending
from dure.apps.money.models import BankResult, Entry, PaymentOrder
from dure.kernel.clock import now
from dure.platform import files, invariants, journal
from dure.platform.models import Delivery, JournalLine, StoredFile
from tests import databases
from tests.conftest import WORKER
from tests.rehearsal.conftest import TODAY, made_at
from tests.rehearsal.money_acts import Acts, letting_go
from tests.rehearsal.serving import PATIENCE, House, dying

pytestmark = pytest.mark.slow

AT = TODAY + timedelta(days=2)
"""By then every account of the demo may be paid to."""
SEED, DEATHS = 20261105, 4
CONFIRMED = 'UPDATE "money_paymentorder"'
TOLD = 'INSERT INTO "platform_journalline"'


@pytest.fixture
def acts(django_db_setup, django_db_blocker, tmp_path) -> Iterator[Acts]:
    """A copy of the demo center in a data folder that processes of their own may serve."""
    with django_db_blocker.unblock(), databases.house_with("rehearsal", WORKER, made_at(TODAY), f"{TODAY:%F}"), _moved_to(tmp_path):
        acts = Acts(House(tmp_path, AT), AT)
        acts.prepare()
        try:
            yield acts
        finally:
            acts.house.kill()


@contextmanager
def _moved_to(folder: Path) -> Iterator[None]:
    """A data folder as the commands expect it; on PostgreSQL the files alone lie in it."""
    there, name = settings.DURE_FILES, connection.settings_dict["NAME"]
    settings.DURE_FILES = folder / "files"
    shutil.copytree(there, settings.DURE_FILES)
    connection.close()
    if connection.vendor == "sqlite":
        shutil.copyfile(name, folder / "dure.sqlite3")
        connection.settings_dict["NAME"] = folder / "dure.sqlite3"
    yield
    connection.close()
    connection.settings_dict["NAME"], settings.DURE_FILES = name, there


def everything_is_told() -> None:
    """The worker has caught up and sealed what was done."""
    until = time.monotonic() + 20
    while Delivery.objects.filter(done_at=None).exists() or JournalLine.objects.filter(sequence=None).exists():
        assert time.monotonic() < until, "the worker did not catch up"
        time.sleep(0.1)


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Entry, PaymentOrder, Spending, StoredFile, BankResult))


def holds(acts: Acts) -> list[str]:
    """What `dure check-invariants` and `dure verify-journal` find, and what people were told that is not so."""
    broken = [f"{invariant.code}: {finding}" for invariant, found in invariants.run() for finding in found]
    return [*broken, *journal.verify(), *acts.findings()]


def without_a_row() -> list[Path]:
    known = set(StoredFile.objects.values_list("token", flat=True))
    return [path for path in settings.DURE_FILES.rglob("*") if path.is_file() and path.name not in known]


def test_killed_again_and_again_everything_that_was_answered_is_there_once(acts):
    drawn = random.Random(SEED)
    with dying(acts.house, [{"dies_at": drawn.randrange(15, 80)} for _ in range(DEATHS)]) as keeper:
        acts.tell()
        while keeper.is_alive():
            acts.tell()
    before = counts()
    acts.tell()
    assert counts() == before
    everything_is_told()
    acts.house.kill()
    assert acts.house.lives == DEATHS + 1
    assert sum(browser.cut_off for browser in acts.browsers.values()) >= DEATHS
    assert holds(acts) == []
    assert {command: acts.house.asked(command)[0] for command in ("check-invariants", "verify-journal")} == {
        "check-invariants": 0,
        "verify-journal": 0,
    }
    assert not PaymentOrder.objects.filter(state__in=("asked", "prepared", "approved")).exists()


@contextmanager
def cut_off(acts: Acts, act: Callable[[], None], **said: str) -> Iterator[None]:
    """The server dies under the act; look around before it opens again and the same form is answered."""
    acts.house.start(alone=True, **said)
    with ThreadPoolExecutor(1) as hand:
        sent = hand.submit(letting_go, act)
        assert acts.house.web.wait(PATIENCE) == -signal.SIGKILL
        acts.house.kill()
        try:
            yield
        finally:
            acts.house.start(alone=True)
            sent.result()
            acts.house.kill()


def confirming(acts: Acts) -> Callable[[], None]:
    """Finance says that the bank paid what two others prepared and approved."""
    acts.approved_before(order := acts.asked[0])
    return lambda: acts.confirm(order)


def test_a_payment_cut_off_between_its_entry_and_its_order_is_as_if_it_never_began(acts):
    with cut_off(acts, confirming(acts), dies_before=CONFIRMED):
        assert holds(acts) == []
        assert PaymentOrder.objects.get(pk=acts.asked[0].pk).state == "approved"
    assert acts.findings() == []
    assert PaymentOrder.objects.get(pk=acts.asked[0].pk).state == "paid"


def test_control_without_the_transaction_the_check_finds_half_a_payment(acts):
    """Off: the transaction. The entry stays that was written before the kill, and its order knows nothing of it."""
    with cut_off(acts, confirming(acts), dies_before=CONFIRMED, off="transaction"):
        assert f"I5: payment pay:{acts.asked[0].subject_key} has no confirmed order" in holds(acts)
        code, said = acts.house.asked("check-invariants")
        assert (code, "BROKEN I5 " in said) == (1, True)


def test_control_without_the_keys_an_expense_sent_again_after_a_kill_is_two(acts):
    """Off: the idempotency keys. The browser cannot know that its first form arrived, and sends it again."""
    for _life in range(2):
        acts.house.start(alone=True, off="keys")
        acts.answers.clear()
        acts.spend_once(*first_expense(acts))
        acts.house.kill()
    (agreement, _form) = first_expense(acts)
    assert acts.findings() == [f"예시 지출 {agreement.pk}-0 is there 2 times"]


def first_expense(acts: Acts) -> tuple[Agreement, dict[str, Any]]:
    agreement = next(iter(acts.expenses))
    return agreement, acts.expenses[agreement][0]


def test_bytes_of_what_was_cut_off_are_swept_and_the_check_is_clean_again(acts):
    """An expense dies when its papers are on the disk and its rows are not committed."""
    with cut_off(acts, lambda: acts.spend_once(*first_expense(acts)), dies_before=TOLD):
        lost = without_a_row()
        assert lost
        for path in lost:
            os.utime(path, (0, 0))
        assert {f"bytes {path.name[:8]}… have no row" for path in lost} == set(files_have_bytes())
        assert files.sweep(at=now()) == len(lost)
        assert holds(acts) == []
    assert acts.findings() == without_a_row() == []
