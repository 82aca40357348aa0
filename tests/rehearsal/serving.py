"""A real house at work: `dure web` and `dure worker` on a data folder, started again as often as they are killed, and browsers."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, Client, encode_multipart

from dure.apps.people.models import Account

ROOT = Path(__file__).resolve().parents[2]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARK = "a" * 32
"""What the browsers' cookie and their forms bear against forgery."""
PATIENCE = 60
BETWEEN_LIVES = timedelta(minutes=20)


@dataclass
class House:
    """A data folder with its database, and the processes that serve it now. Each life begins a little later than the one before."""

    data: Path
    at: datetime
    port: int = 0
    lives: int = 0
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *, alone: bool = False, **said: Any) -> None:
        """Open the doors; `said` goes to the web server (see `served`), which works without a worker if it is alone."""
        self.port = self.port or _free_port()
        told = {f"SERVED_{name.upper()}": str(value) for name, value in said.items()}
        with (self.data / "served.log").open("ab") as log:
            words_of_both = ((["web", "--port", str(self.port), "--workers", "1"], told), (["worker"], {}))
            for words, more in words_of_both[: 1 if alone else 2]:
                command, environment = [sys.executable, "-m", "dure", *words], {**self.environment(), **more}
                self.running.append(subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=log, stderr=log))
        self.at, self.lives = self.at + BETWEEN_LIVES, self.lives + 1
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.web.poll() is None, (self.data / "served.log").read_text()[-3000:]
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server did not open")

    @property
    def web(self) -> subprocess.Popen[bytes]:
        return self.running[0]

    def kill(self) -> None:
        """-9 for the groups of both, dead or alive."""
        for process in self.running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()

    def environment(self, *, plain: bool = False) -> dict[str, str]:
        """What the house's processes are told; `plain` is that of an operator's own commands, at the clock's own time."""
        kept = {name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DURE_LOCAL_CACHE"}}
        own = {**kept, "PYTHONPATH": str(ROOT), "DURE_DATA": str(self.data), "DURE_DEMO": "1"}
        if connection.vendor == "postgresql":
            server, _slash, _name = os.environ["DURE_DATABASE_URL"].rpartition("/")
            own["DURE_DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
        return own if plain else own | {"DJANGO_SETTINGS_MODULE": "tests.rehearsal.served_settings", "SERVED_AT": self.at.isoformat()}

    def asked(self, command: str) -> tuple[int, str]:
        """One of the operator's commands: its code and its words."""
        words = [sys.executable, "-m", "dure", command]
        done = subprocess.run(words, cwd=ROOT, env=self.environment(plain=True), capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Answer:
    """What came back whole."""

    status: int
    location: str
    body: bytes


@dataclass
class Browser:
    """Somebody signed in, whose network knows nothing of a server that dies: it sends the same form until an answer comes."""

    house: House
    email: str
    session: str
    cut_off: int = 0

    def post(self, path: str, **fields: Any) -> Answer:
        """The form with its key, again and again until it is answered."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return self._send("POST", path, encode_multipart(BOUNDARY, {**fields_again(fields), "csrfmiddlewaretoken": MARK}))
            except (OSError, http.client.HTTPException):
                self.cut_off += 1
                time.sleep(0.1)
        raise AssertionError(f"nobody answered {path}")

    def _send(self, method: str, path: str, body: bytes) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=PATIENCE)
        cookies = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={MARK}"
        try:
            line.request(method, path, body, {"Cookie": cookies, "Content-Type": MULTIPART_CONTENT})
            found = line.getresponse()
            return Answer(found.status, found.getheader("Location") or "", found.read())
        finally:
            line.close()


def fields_again(fields: dict[str, Any]) -> dict[str, Any]:
    """A file is (name, bytes), read from its beginning at each sending."""
    return {name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value for name, value in fields.items()}


def signed_in(house: House, email: str) -> Browser:
    """A session as signing in leaves it."""
    browser = Client()
    browser.force_login(Account.objects.get(email=email), backend=BACKEND)
    return Browser(house, email, browser.cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def dying(house: House, deaths: list[dict[str, Any]]) -> Iterator[threading.Thread]:
    """Start it; whenever the web server has died, kill the worker too and start both again, until all deaths are died."""
    over = threading.Event()

    def keep() -> None:
        for said in [*deaths[1:], {}]:
            died = house.web.wait()
            house.kill()
            if over.is_set() or died != -signal.SIGKILL:
                return
            house.start(**said)

    house.start(**deaths[0])
    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield keeper
    finally:
        over.set()
        keeper.join(PATIENCE)
