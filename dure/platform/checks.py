"""What must be true before the house opens its doors."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from dure.platform import triggers


@register(Tags.database)
def guards_are_in_place(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Every declared trigger stands in each database; run by `dure web` and `dure worker` before they start."""
    return [
        Error(f"database {alias} lacks the trigger {name}", hint="run: dure init", id="dure.E001")
        for alias in databases or []
        for name in triggers.missing(connections[alias])
    ]


@register(Tags.database)
def sqlite_is_set_for_public_money(app_configs: Any, databases: Any = None, **_: Any) -> list[CheckMessage]:
    """WAL, FULL and foreign keys, or no start: NORMAL may lose what was acknowledged when power fails."""
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    problems: list[CheckMessage] = []
    for alias in databases or []:
        if connections[alias].vendor != "sqlite":
            continue
        with connections[alias].cursor() as cursor:
            for pragma, value in wanted.items():
                found = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                if found != value and not (pragma == "journal_mode" and found == "memory"):
                    problems.append(Error(f"SQLite runs with {pragma}={found}, not {value}", id="dure.E002"))
    return problems
