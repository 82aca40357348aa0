"""A house of its own for each program: a copy of the prepared database and its files, so that what is asked of it stays small and many work at once."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from dure.apps.programs import facade as programs
from dure.rehearsal import demo
from dure.rehearsal.simulating.rounds import Center, tell_program
from dure.rehearsal.simulating.rows import Row

Job = tuple[Center, int, programs.Program]


def tell_all(center: Center, listed: Sequence[tuple[int, programs.Program]], *, workers: int) -> Iterator[list[Row]]:
    """The rows of each program in the order of the list, told by so many processes, each program in a house of its own."""
    settle()
    jobs = [(center, source, program) for source, program in listed]
    with get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        yield from pool.imap(_tell, jobs, chunksize=1)


def settle() -> None:
    """Everything that was written stands in the prepared database itself, and nobody holds it open."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _tell(job: Job) -> list[Row]:
    center, source, program = job
    try:
        with own_house(f"{source}-{program.slug}"):
            demo.hurry()
            return tell_program(replace(center, closes_years=True), program, source)
    except Exception as error:  # a program that breaks is told as one, and the others go on
        reason = f"{type(error).__name__}: {error}"
        return [Row(program.slug, program.title, source, "", 0, 0, 0, 0, 0.0, findings=(reason,))]


@contextmanager
def own_house(name: str) -> Iterator[None]:
    """Live in a copy of the prepared house, and take it down."""
    prepared, files = connection.settings_dict["NAME"], Path(settings.DURE_FILES)
    copies = _Files() if connection.vendor == "sqlite" else _Server()
    settings.DURE_FILES = files.with_name(f"files-{name}")
    if files.exists():
        shutil.copytree(files, settings.DURE_FILES)
    connection.settings_dict["NAME"] = copies.copy(prepared, name)
    try:
        yield
    finally:
        connection.close()
        copies.drop(connection.settings_dict["NAME"])
        shutil.rmtree(settings.DURE_FILES, ignore_errors=True)
        connection.settings_dict["NAME"], settings.DURE_FILES = prepared, files


class _Files:
    """SQLite: a file beside the prepared one."""

    def copy(self, prepared: Any, name: str) -> Path:
        there = Path(prepared).with_name(f"{name}.sqlite3")
        shutil.copyfile(prepared, there)
        return there

    def drop(self, name: Any) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{name}{ending}").unlink(missing_ok=True)


class _Server:
    """PostgreSQL: a database made of the prepared one as its template."""

    def copy(self, prepared: Any, name: str) -> str:
        there = f"{prepared}_{name}".replace("-", "_")[:63]
        self._say(f'CREATE DATABASE "{there}" TEMPLATE "{prepared}"')
        return there

    def drop(self, name: Any) -> None:
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _say(self, words: str) -> None:
        before = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = "postgres"
        with connection.cursor() as cursor:
            cursor.execute(words)
        connection.close()
        connection.settings_dict["NAME"] = before
