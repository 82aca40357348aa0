"""What the tests of money share: parties, seats, and a ledger with one agreement in it."""

import pytest
from django.db import connection

from dure.platform import triggers
from tests.apps.money import makers


@pytest.fixture
def ledger(db):
    """A year's book in which one agreement of 10,000,000 won was signed on a line of 30,000,000."""
    return makers.ledger()


@pytest.fixture
def committed(transactional_db):
    """Like `db`, but what is written is really committed, so that threads see each other."""
    yield
    makers.forget_guards(connection)


@pytest.fixture
def without_guards(db):
    """The control: the same lie with the guards off. They are made again afterwards."""
    makers.forget_guards(connection)
    yield
    triggers.remake(connection)


@pytest.fixture
def forget(django_db_setup, django_db_blocker):
    """The control: the database forgets unique rules and checks of a table, by the beginning of their names, and remembers them once the
    test's rows are gone. Ask for it before whatever makes rows. SQLite forgets all its checks at once, and no unique rule."""
    forgotten: list[str] = []

    def these(table: str, *names: str) -> None:
        if connection.vendor == "sqlite":
            names, forgotten[:] = (), ["PRAGMA ignore_check_constraints = OFF"]
            connection.cursor().execute("PRAGMA ignore_check_constraints = ON")
        with connection.cursor() as cursor:
            for name in names:
                for found, again in _rules_of(cursor, table, name):
                    cursor.execute(found)
                    forgotten.append(again)

    yield these
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for again in forgotten:
            cursor.execute(again)


def _rules_of(cursor, table: str, name: str) -> list[tuple[str, str]]:
    """How to drop each of them, and how to make it again: a constraint, or a unique index with a condition."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND conname LIKE %s",
        [table, f"{name}%"],
    )
    constraints = [
        (f"ALTER TABLE {table} DROP CONSTRAINT {one}", f"ALTER TABLE {table} ADD CONSTRAINT {one} {said}") for one, said in cursor
    ]
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname LIKE %s", [table, f"{name}%"])
    indexes = [(f"DROP INDEX {one}", said) for one, said in cursor if said.startswith("CREATE UNIQUE")]
    assert constraints or indexes, name
    return constraints or indexes
