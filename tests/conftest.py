"""What every test may use, and how strict the house is on our behalf (house-style §5)."""

import asyncio
import email
import os
import socket
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.db.backends.sqlite3.base import DatabaseOperations

from tests import databases

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Each worker lives in a copy of one migrated template."""
    with django_db_blocker.unblock(), databases.empty_house(WORKER):
        yield


@pytest.fixture(scope="session", autouse=True)
def guards_make_way_for_the_flush():
    """After a test with real commits SQLite empties tables line by line, which the ledger's guards rightly refuse;
    they stand aside for that and are made again by the post_migrate that follows a flush."""
    flush = DatabaseOperations.execute_sql_flush

    def without_guards(operations: DatabaseOperations, statements: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        flush(operations, statements)

    DatabaseOperations.execute_sql_flush = without_guards
    yield
    DatabaseOperations.execute_sql_flush = flush


class Sink:
    """A real mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.refuse_with = ""
        """Set to an answer such as "451 later" to play a mail server in trouble."""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # the name is aiosmtpd's
        if self.refuse_with:
            return self.refuse_with
        self.messages.append(email.message_from_bytes(envelope.content))
        return "250 kept"


@pytest.fixture
def mail_sink(settings):
    """A real SMTP server on this machine; the house sends its letters there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = Sink()
    loop = asyncio.new_event_loop()
    controller = Controller(sink, hostname="127.0.0.1", port=port, loop=loop)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield sink
    controller.stop()
    loop.close()
