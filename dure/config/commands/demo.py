"""From nothing to a center one can open."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from dure.apps.people import facade as people
from dure.config import catalog_apply
from dure.config.commands import administrator
from dure.config.commands.checks import before_opening
from dure.config.commands.say import say
from dure.config.commands.serve import gunicorn
from dure.kernel.clock import now
from dure.platform.models import Mark

STARTED = "demo"
PREPARED = "prepared"
STOPPED_BY_HAND = 130


def init(_options: Namespace) -> int:
    """Migrate, apply the catalog, gather static files."""
    call_command("migrate", verbosity=0)
    for line in catalog_apply.apply(at=now()):
        say(line)
    call_command("collectstatic", interactive=False, verbosity=0)
    Mark.objects.update_or_create(key=PREPARED, defaults={"value": _fingerprint()})
    return 0


def demo(options: Namespace) -> int:
    """Make the center once, then run web and worker until Ctrl-C or TERM."""
    try:
        _clear_what_was_cut_off()
        if not _is_prepared():
            say("두레를 준비해요. 처음 한 번만 1분쯤 걸려요.")
            init(options)
        if not Mark.objects.filter(key=STARTED).exists():
            _make(empty=options.empty or people.somebody_administers(at=now()))
    except KeyboardInterrupt:
        return STOPPED_BY_HAND
    return _serve(options)


def _is_prepared() -> bool:
    """Is the database there, migrated, and does it hold the catalog and the static files of this very version?"""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if Mark._meta.db_table not in connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    up_to_date = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return up_to_date and settings.STATIC_ROOT.exists() and Mark.objects.filter(key=PREPARED, value=_fingerprint()).exists()


def _fingerprint() -> str:
    """Names, sizes and moments of everything that `init` brings into the house."""
    digest = hashlib.sha256()
    for path in sorted(path for path in settings.PACKAGE.rglob("*") if {"static", "catalog", "migrations"} & set(path.parts)):
        if path.is_file() and path.suffix != ".pyc":
            seen = path.stat()
            digest.update(f"{path.relative_to(settings.PACKAGE)}:{seen.st_size}:{seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _half_made() -> Path:
    return settings.DATA / "demo.half-made"


def _clear_what_was_cut_off() -> None:
    """A demo year that was stopped in the middle of its making is thrown away and made anew; a finished one never is."""
    if not _half_made().exists():
        return
    for ending in ("", "-wal", "-shm"):
        (settings.DATA / f"dure.sqlite3{ending}").unlink(missing_ok=True)
    shutil.rmtree(settings.DURE_FILES, ignore_errors=True)
    _half_made().unlink()


def _make(*, empty: bool) -> None:
    """Sample people, unless asked otherwise or real people are there already."""
    from dure.rehearsal import demo as rehearsal

    at = now()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        _half_made().touch()
    lines = [] if empty else rehearsal.make(at=at)
    Mark.objects.create(key=STARTED, value={"at": at.isoformat(), "empty": empty})
    _half_made().unlink(missing_ok=True)
    for line in lines:
        say(line)


def _began_empty() -> bool:
    """A house that began without sample people never waives the second factor, however it is started later."""
    return bool(Mark.objects.get(key=STARTED).value["empty"])


def _serve(options: Namespace) -> int:
    stopping = False

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    before_opening()
    environment = {**os.environ, "DURE_DATA": str(settings.DATA)}
    if _began_empty():
        environment["DURE_DEMO"] = "0"
    children = [
        subprocess.Popen(words, env=environment, start_new_session=True)  # noqa: S603  the words are our own
        for words in (gunicorn(options.port, options.workers), [sys.executable, "-m", "dure", "worker"])
    ]
    told = False
    while not stopping and all(child.poll() is None for child in children):
        if not told and _answers(options.port):
            told = True
            say(f"두레가 열렸어요: http://127.0.0.1:{options.port}/  (끝내려면 Ctrl-C)")
            administrator.hint()
        time.sleep(0.1)
    return _stop(children, asked=stopping)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
    except OSError:
        return False
    return True


def _stop(children: list[subprocess.Popen[bytes]], *, asked: bool) -> int:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + 2.5
    for child in children:
        try:
            child.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    return 0 if asked else 1
