"""A web server of our own on 127.0.0.1, by the house's command line, and what its workers used."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dure.config.commands.serve import gunicorn

HOUSE = "dure.config.settings"
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running gunicorn; its figures are those of its workers."""

    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def cpu_ms(self) -> float:
        """User and system time of all workers so far."""
        return sum(cpu_ms_of(pid) for pid in self.workers)

    def memory_mb(self) -> float:
        """Proportional memory of one worker, on average."""
        workers = self.workers
        return sum(_pss_mb(pid) for pid in workers) / len(workers)


def cpu_ms_of(pid: int) -> float:
    """User and system time of a process."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) * _TICK_MS


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@contextmanager
def served(settings: str, *, workers: int = 2) -> Iterator[Server]:
    """Start the server with these settings, wait until it answers, stop it by its own id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ["django.core.wsgi:get_wsgi_application()" if word.startswith("dure.") else word for word in gunicorn(port, workers)]
    process = subprocess.Popen(words, env={**os.environ, "DJANGO_SETTINGS_MODULE": settings})
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit(f"the server on port {port} did not start")
