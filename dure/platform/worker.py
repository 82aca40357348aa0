"""The worker: tells events, sends letters, runs timed duties, until it is asked to stop."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections

from dure.kernel.clock import now
from dure.platform import events, files, journal, letters, ticks

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.5


@ticks.register("seal the journal", every=timedelta(seconds=1))
def seal_journal(at: datetime) -> None:
    """Link the journal's new lines into its chain."""
    journal.seal(at=at)


@ticks.register("sweep bytes", every=timedelta(minutes=10))
def sweep_bytes(at: datetime) -> None:
    """Remove bytes that no row names, before the check of the house would call them lost."""
    files.sweep(at=at)


def work_once(*, at: datetime, halted: Callable[[], bool] = lambda: False) -> int:
    """Everything that is due at this moment; returns how many things were done. Once halted it ends after the duty at hand."""
    done = events.deliver_due(at=at) + letters.send_due(at=at)
    ticks.reap(at=at)
    return done + len(ticks.run_due(at=at, halted=halted))


def run() -> None:
    """Work until TERM or INT. A database that is away for a moment is waited for."""
    stop = threading.Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    while not stop.is_set():
        close_old_connections()
        try:
            work_once(at=now(), halted=stop.is_set)
        except OperationalError:
            log.exception("the database does not answer")
            stop.wait(2)
        stop.wait(PAUSE_SECONDS)
