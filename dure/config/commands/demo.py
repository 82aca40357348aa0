"""From nothing to a center one can open."""

import os
import signal
import subprocess
import sys
import time
from argparse import Namespace
from types import FrameType

from django.conf import settings
from django.core.management import call_command

from dure.config import catalog_apply
from dure.config.commands.say import say
from dure.config.commands.serve import gunicorn
from dure.kernel.clock import now
from dure.platform.models import Mark

STARTED = "demo"


def init(_options: Namespace) -> int:
    """Migrate, apply the catalog, gather static files."""
    call_command("migrate", verbosity=0)
    for line in catalog_apply.apply(at=now()):
        say(line)
    call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def demo(options: Namespace) -> int:
    """Make the center once, then run web and worker until Ctrl-C or TERM."""
    if not _is_made():
        say("두레를 준비해요. 처음 한 번만 1분쯤 걸려요.")
        init(options)
        _make(empty=options.empty)
    return _serve(options)


def _is_made() -> bool:
    """Is the database there, migrated by this version and filled?"""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    if "platform_mark" not in connection.introspection.table_names():
        return False
    executor = MigrationExecutor(connection)
    up_to_date = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return up_to_date and Mark.objects.filter(key=STARTED).exists()


def _make(*, empty: bool) -> None:
    from dure.rehearsal import demo as rehearsal

    at = now()
    if Mark.objects.filter(key=STARTED).exists():
        return
    lines = [] if empty else rehearsal.make(at=at)
    Mark.objects.create(key=STARTED, value={"at": at.isoformat(), "empty": empty})
    for line in lines:
        say(line)


def _serve(options: Namespace) -> int:
    stopping = False

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    call_command("check", databases=["default"])
    environment = {**os.environ, "DURE_DATA": str(settings.DATA)}
    children = [
        subprocess.Popen(words, env=environment, start_new_session=True)  # noqa: S603
        for words in (gunicorn(options.port, options.workers), [sys.executable, "-m", "dure", "worker"])
    ]
    say(f"두레가 열렸어요: http://127.0.0.1:{options.port}/  (끝내려면 Ctrl-C)")
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.1)
    return _stop(children, asked=stopping)


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
