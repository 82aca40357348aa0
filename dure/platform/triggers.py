"""Database triggers, declared beside the models they guard.

SQLite drops a table's triggers when Django rebuilds the table, and refuses to rebuild one that another table's trigger names. So on SQLite all
stand aside while migrations run; on both databases all are made again after every migrate and compared at start: a house whose migration broke
off does not open without its guards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Occasion = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuse an occasion on a table when a condition over OLD and NEW holds; the message reaches the log, not the person."""

    name: str
    table: str
    occasion: Occasion
    message: str
    when: str = ""

    def sqlite(self) -> str:
        condition = f"WHEN {self.when} " if self.when else ""
        refusal = self.message.replace("'", "''")
        return f"CREATE TRIGGER {self.name} BEFORE {self.occasion} ON {self.table} {condition}BEGIN SELECT RAISE(ABORT, '{refusal}'); END"

    def postgres(self) -> list[str]:
        refusal = self.message.replace("'", "''")
        body = f"IF {self.when or 'TRUE'} THEN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        back = "OLD" if self.occasion == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN {body} RETURN {back}; END $guard$",
            f"CREATE TRIGGER {self.name} BEFORE {self.occasion} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


_guards: dict[str, Guard] = {}


def forbid(*, name: str, table: str, occasion: Occasion, message: str, when: str = "") -> None:
    """Declare a guard. `when` is one SQL condition over OLD and NEW that both databases understand."""
    _guards[name] = Guard(name=name, table=table, occasion=occasion, message=message, when=when)


def append_only(table: str, *, name: str) -> None:
    """Lines of this table are added, never changed and never removed."""
    forbid(name=f"{name}_no_update", table=table, occasion="UPDATE", message=f"{table}: lines are never changed")
    forbid(name=f"{name}_no_delete", table=table, occasion="DELETE", message=f"{table}: lines are never removed")


def stays(table: str, *, name: str) -> None:
    """Rows of this table are never removed."""
    forbid(name=f"{name}_no_delete", table=table, occasion="DELETE", message=f"{table}: rows are never removed")


def changed(columns: Sequence[str]) -> str:
    """The condition that one of the columns would get another value."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def declared() -> tuple[Guard, ...]:
    """Every guard that was declared, by name."""
    return tuple(_guards[name] for name in sorted(_guards))


def stand_aside_for_migrations(*, using: str = DEFAULT_DB_ALIAS, plan: Sequence[Any] = (), **_: Any) -> None:
    """Answer to pre_migrate: on SQLite drop every guard, if there is a migration to run."""
    connection = connections[using]
    if connection.vendor == "sqlite" and plan:
        with connection.cursor() as cursor:
            for guard in declared():
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")


def remake_after_migrate(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Answer to post_migrate: make every guard whose table exists."""
    remake(connections[using])


def remake(connection: BaseDatabaseWrapper) -> None:
    """Drop and create every declared guard whose table exists."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in declared():
            if guard.table not in tables:
                continue
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}")
                cursor.execute(guard.sqlite())
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}")
                for statement in guard.postgres():
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that the database does not hold as declared."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            held = dict(cursor.fetchall())
            return [guard.name for guard in declared() if held.get(guard.name) != guard.sqlite()]
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        names = {row[0] for row in cursor.fetchall()}
        return [guard.name for guard in declared() if guard.name not in names]
