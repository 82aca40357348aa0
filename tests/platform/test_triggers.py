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


@pytest.fixture
def a_guard_that_looks_elsewhere(transactional_db):
    """A guard of one table whose condition reads another, as those of agreements read their amendments."""
    when = "EXISTS (SELECT 1 FROM platform_event WHERE platform_event.id = OLD.id)"
    triggers.forbid(name="tests_looks_elsewhere", table="platform_ownrate", occasion="UPDATE", message="tests", when=when)
    triggers.remake(connection)
    yield
    del triggers._guards["tests_looks_elsewhere"]
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS tests_looks_elsewhere" + ("" if connection.vendor == "sqlite" else " ON platform_ownrate"))


def test_guards_stand_aside_while_a_table_that_they_name_is_rebuilt(a_guard_that_looks_elsewhere):
    triggers.stand_aside_for_migrations(plan=["a migration"])
    rebuild_the_table()
    triggers.remake_after_migrate()
    assert triggers.missing(connection) == []


def test_control_a_table_that_a_standing_guard_names_cannot_be_rebuilt(a_guard_that_looks_elsewhere):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL does not rebuild tables")
    triggers.stand_aside_for_migrations(plan=[])
    with pytest.raises(DatabaseError, match="tests_looks_elsewhere"):
        rebuild_the_table()


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
