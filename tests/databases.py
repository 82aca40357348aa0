"""Test databases are copies of one migrated template, made when models or migrations change and kept for the next run."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

PACKAGE = Path(__file__).resolve().parents[1] / "dure"
KEPT = Path(tempfile.gettempdir()) / f"dure-templates-{os.getuid()}"
MOST_KEPT = 6


@contextmanager
def empty_house(worker: str) -> Iterator[None]:
    """A migrated database without rows of ours."""
    with _copy_of(f"migrated-{_hash(_shape_files())}", _migrate, f"empty_{worker}"):
        yield


@contextmanager
def house_with(name: str, worker: str, fill: Callable[[], None], seed: str) -> Iterator[None]:
    """A migrated database and file store that `fill` has filled; made again when any of our code or the seed changes."""
    template = f"{name}-{_hash([*PACKAGE.rglob('*.py'), *PACKAGE.rglob('*.yaml')], seed)}"
    with _copy_of(template, lambda: (_migrate(), fill()), f"{name}_{worker}"):
        yield


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _shape_files() -> list[Path]:
    shape = [
        path for pattern in ("migrations/*.py", "models.py", "models/*.py", "*triggers.py", "guards.py") for path in PACKAGE.rglob(pattern)
    ]
    return [*shape, PACKAGE / "config" / "settings.py"]


def _hash(files: list[Path], seed: str = "") -> str:
    digest = hashlib.sha256(f"{seed}:{connection.vendor}:{connection.settings_dict.get('PORT')}".encode())
    for path in sorted(files):
        digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _copy_of(template: str, make: Callable[[], Any], name: str) -> Iterator[None]:
    """Make the template once for all workers, then live in a copy of it for a while."""
    before, files_before = connection.settings_dict["NAME"], settings.DURE_FILES
    store = _SQLite() if connection.vendor == "sqlite" else _PostgreSQL()
    KEPT.mkdir(mode=0o700, exist_ok=True)
    kept_files = KEPT / f"{template}-files"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not store.has(template):
            settings.DURE_FILES = kept_files
            shutil.rmtree(kept_files, ignore_errors=True)
            store.make(template, make)
        settings.DURE_FILES = Path(settings.DATA) / f"files-{name}"
        shutil.rmtree(settings.DURE_FILES, ignore_errors=True)
        if kept_files.exists():
            shutil.copytree(kept_files, settings.DURE_FILES)
        store.copy(template, name)
    try:
        yield
    finally:
        store.drop(name)
        connection.settings_dict["NAME"] = before
        settings.DURE_FILES = files_before


def _move_to(name: object) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


class _SQLite:
    """Files beside each other."""

    def has(self, template: str) -> bool:
        return self._path(template).exists()

    def make(self, template: str, make: Callable[[], Any]) -> None:
        self._forget_old()
        arriving = KEPT / f"{template}.arriving"
        arriving.unlink(missing_ok=True)
        _move_to(arriving)
        make()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        arriving.rename(self._path(template))

    def copy(self, template: str, name: str) -> None:
        here = Path(settings.DATA) / f"{name}.sqlite3"
        shutil.copyfile(self._path(template), here)
        _move_to(here)

    def drop(self, name: str) -> None:
        connection.close()
        for ending in ("", "-wal", "-shm"):
            (Path(settings.DATA) / f"{name}.sqlite3{ending}").unlink(missing_ok=True)

    def _path(self, template: str) -> Path:
        return KEPT / f"{template}.sqlite3"

    def _forget_old(self) -> None:
        kept = sorted(KEPT.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for path in kept[: -MOST_KEPT + 1]:
            path.unlink()
            shutil.rmtree(KEPT / f"{path.stem}-files", ignore_errors=True)


class _PostgreSQL:
    """Databases of one server; the server itself lives as long as bin/test."""

    def has(self, template: str) -> bool:
        with self._server() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name(template)])
            return cursor.fetchone() is not None

    def make(self, template: str, make: Callable[[], Any]) -> None:
        arriving = self._name(f"arriving-{template}")
        with self._server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{arriving}"')
            cursor.execute(f'CREATE DATABASE "{arriving}"')
        _move_to(arriving)
        make()
        with self._server() as cursor:
            cursor.execute(f'ALTER DATABASE "{arriving}" RENAME TO "{self._name(template)}"')

    def copy(self, template: str, name: str) -> None:
        with self._server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self._name(name)}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{self._name(name)}" TEMPLATE "{self._name(template)}"')
        _move_to(self._name(name))

    def drop(self, name: str) -> None:
        with self._server() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self._name(name)}" WITH (FORCE)')

    @contextmanager
    def _server(self) -> Iterator[Any]:
        _move_to("postgres")
        with connection.cursor() as cursor:
            yield cursor
        connection.close()

    def _name(self, name: str) -> str:
        return f"dure_{name.replace('-', '_')}"
