"""Inside the server that a test kills: it lives at a fixed moment, dies with -9 at the point it is told, and may have a guard off.

The environment says which: SERVED_AT the moment, SERVED_DIES_AT the number of a point (a writing statement, or an answer that is
ready), SERVED_DIES_BEFORE the beginning of a statement, SERVED_OFF the guard (`keys` or `transaction`).
"""

import os
import re
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import time_machine
from django.apps import AppConfig
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


class Points:
    """Counts what this process writes and answers, and ends its whole group at the one that was named."""

    def __init__(self, dies_at: int, dies_before: str, *, keeps_half: bool) -> None:
        self.left, self.dies_before, self.keeps_half, self.lock = dies_at, dies_before, keeps_half, Lock()

    def __call__(self, execute: Callable[..., Any], sql: str, *said: Any) -> Any:
        if self.dies_before and sql.startswith(self.dies_before):
            self.die()
        if _WRITES.match(sql):
            self.passed()
        return execute(sql, *said)

    def passed(self) -> None:
        """One point more."""
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.die()

    def die(self) -> None:
        """As if the power went. With the transaction off, what was written before stays."""
        if self.keeps_half:
            connection.connection.commit()
        os.killpg(0, signal.SIGKILL)


POINTS = Points(
    int(os.environ.get("SERVED_DIES_AT", "0")),
    os.environ.get("SERVED_DIES_BEFORE", ""),
    keeps_half=os.environ.get("SERVED_OFF") == "transaction",
)


class Answering:
    """An answer that is ready, its transaction committed, is a point too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST":
            POINTS.passed()
        return response


class Served(AppConfig):
    """Sets the moment and listens to every connection."""

    name, label, path = "tests.rehearsal.served", "served", str(Path(__file__).parent)

    def ready(self) -> None:
        from dure.platform import ticks, verbs, worker

        time_machine.travel(datetime.fromisoformat(os.environ["SERVED_AT"]), tick=True).start()
        assert worker.sweep_bytes
        ticks._duties.pop("sweep bytes")  # bytes bear the time of the disk, which is not that of this house
        if os.environ.get("SERVED_OFF") == "keys":
            verbs._take = lambda *_said: None
        connection_created.connect(_listen)


def _listen(connection: Any, **_said: Any) -> None:
    if POINTS not in connection.execute_wrappers:
        connection.execute_wrappers.append(POINTS)
