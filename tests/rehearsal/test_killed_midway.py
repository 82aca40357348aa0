"""A simulation is killed with -9 in the middle of it; what is left holds everything that must hold (reliability D1, I4, I5)."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from dure.apps.money import facade as money
from dure.config import catalog_apply
from dure.config.commands import checks
from dure.platform import journal, papers
from dure.rehearsal import demo
from dure.rehearsal import papers as rehearsed
from dure.rehearsal.simulating import houses, rounds, simulation
from tests import databases
from tests.conftest import WORKER
from tests.rehearsal.conftest import TODAY

pytestmark = pytest.mark.slow

YEAR, SLUG = 2019, "coop-store-listing"
MOMENTS = 6
SEED = 20260927
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def center(django_db_setup, django_db_blocker):
    """A prepared center, of which every telling gets a copy of its own."""

    def fill() -> None:
        list(catalog_apply.apply(at=TODAY))

    with django_db_blocker.unblock(), databases.house_with("simulation", WORKER, fill, f"{TODAY:%F}"):
        prepared = simulation.prepare()
        houses.settle()
        yield prepared


def told(center: rounds.Center, *, dies_at: int, count: Path) -> int:
    """The program in a process of its own that kills itself before its statement of that number; gives the signal that ended it."""
    ((source, program),) = simulation.listed(year=YEAR, slug=SLUG)
    connection.close()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    done = 0

    def counted(execute: Callable[..., Any], *said: Any) -> Any:
        nonlocal done
        done += 1
        if done == dies_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*said)

    code = 1
    try:
        demo.hurry()
        papers.render = blank  # the engine of papers keeps threads, and a fork of a process that used it before waits for them forever
        with connection.execute_wrapper(counted):
            (row,) = rounds.tell_program(center, program, source)
        count.write_text(str(done))
        code = len(row.findings)
    finally:
        os._exit(code)


def blank(template: Path, data: dict[str, Any], *, at: datetime) -> bytes:
    """A paper that says nothing."""
    return b"".join(rehearsed.pdf("blank.pdf", f"{template.name} {at:%F}").chunks())


def holds() -> bool:
    """What `dure check-invariants` and `dure verify-journal` say of what is there."""
    return checks.invariants(Namespace()) == 0 and journal.verify() == []


def test_killed_at_any_moment_everything_that_must_hold_holds(center, tmp_path):
    count, entries = tmp_path / "statements", []
    with houses.own_house("whole"):
        assert told(center, dies_at=0, count=count) == 0
        assert holds()
        entries.append(money.Entry.objects.count())
    last = int(count.read_text())
    for moment in sorted(random.Random(SEED).sample(range(last // 4, last), MOMENTS)):
        with houses.own_house(f"killed-{moment}"):
            assert told(center, dies_at=moment, count=count) == -signal.SIGKILL
            assert holds(), f"killed before statement {moment} of {last}"
            entries.append(money.Entry.objects.count())
    assert min(entries) < max(entries[1:]) <= entries[0], "some were killed among the postings"


def test_the_check_finds_a_posting_that_lost_a_leg(center, tmp_path, capsys):
    with houses.own_house("broken"):
        assert told(center, dies_at=0, count=tmp_path / "statements") == 0
        without_triggers("money_leg")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM money_leg WHERE id = (SELECT max(id) FROM money_leg)")
        capsys.readouterr()
        assert checks.invariants(Namespace()) == 1
        assert "BROKEN I4 " in capsys.readouterr().out


def without_triggers(table: str) -> None:
    """Take the guards off, as nothing of ours can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the command's own database is a file")
def test_the_command_itself_is_killed(tmp_path):
    data, left = tmp_path / "data", tmp_path / "left"
    words = [sys.executable, "-m", "dure", "simulate", "--program", SLUG, "--workers", "1", "--data", str(data)]
    running = subprocess.Popen(
        words, cwd=ROOT, env=environment(), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    house, until = data / f"{YEAR}-{SLUG}.sqlite3", time.monotonic() + 300
    while not (house.with_name(f"{house.name}-wal").exists() and house.exists()) and time.monotonic() < until:
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(random.Random(SEED).uniform(0.5, 1.5))
    os.killpg(running.pid, signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    left.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{house}{ending}", left / f"dure.sqlite3{ending}")
    shutil.copytree(data / f"files-{YEAR}-{SLUG}", left / "files")
    for kept in (data, left):
        asked = [sys.executable, "-m", "dure", "check-invariants", "--data", str(kept)]
        assert subprocess.run(asked, cwd=ROOT, env=environment(), capture_output=True, check=False).returncode == 0


def environment() -> dict[str, str]:
    """The process's own, without the test's settings."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DURE_DATA", "DURE_DATABASE_URL"}}
    return {**kept, "PYTHONPATH": str(ROOT)}
