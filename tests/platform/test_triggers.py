"""Guards stand in the database, are missed when they are gone, and are made again after every migrate."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from dure.platform import checks, triggers
from dure.platform.models import Event
from tests.platform.makers import NOON, thing


def change_an_event() -> None:
    event = Event.objects.create(kind="round_opened", subject_kind="x", subject_id=1, at=NOON)
    Event.objects.filter(pk=event.pk).update(kind="round_closed")


def rebuild_the_table() -> None:
    """What a migration does on SQLite: a new table, the rows moved over, the old one dropped with its triggers."""
    field = models.CharField(max_length=5, default="")
    field.set_attributes_from_name("added")
    with connection.schema_editor() as editor:
        editor.add_field(Event, field)
        editor.remove_field(Event, field)


def drop_a_guard() -> None:
    guard = next(guard for guard in triggers.declared() if guard.table == "platform_event")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))


def test_every_declared_guard_stands_after_migrating(db):
    assert triggers.declared()
    assert triggers.missing(connection) == []
    assert checks.guards_are_in_place(None, ["default"]) == []


def test_a_guarded_line_is_not_changed(db):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change_an_event()


def test_control_without_its_guard_the_line_is_changed_and_the_house_will_not_start(transactional_db):
    with connection.cursor() as cursor:
        for guard in triggers.declared():
            cursor.execute(f"DROP TRIGGER {guard.name}" + ("" if connection.vendor == "sqlite" else f" ON {guard.table}"))
    change_an_event()
    assert Event.objects.get().kind == "round_closed"
    assert len(checks.guards_are_in_place(None, ["default"])) == len(triggers.declared())


def test_a_rebuilt_table_gets_its_guards_back_with_the_next_migrate(transactional_db):
    rebuild_the_table()
    if connection.vendor == "sqlite":
        assert triggers.missing(connection) != []
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        change_an_event()


def test_a_guard_that_was_weakened_is_missed(transactional_db):
    drop_a_guard()
    assert len(triggers.missing(connection)) == 1
    triggers.remake(connection)
    assert triggers.missing(connection) == []


def test_sqlite_runs_as_public_money_needs(db):
    assert checks.sqlite_is_set_for_public_money(None, ["default"]) == []
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,)
    assert thing().pk
