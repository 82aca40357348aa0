"""Applying the catalog's programs: the same file twice makes no new version; a changed one makes the next."""

from datetime import datetime

from django.db import transaction

from dure.apps.programs.actions.definitions import put_version
from dure.apps.programs.models import Edition, Program
from dure.platform.actor import Actor
from dure.platform.catalog.definition import document, sha256_of
from dure.platform.catalog.reader import Catalog


def apply_programs(catalog: Catalog, *, by: Actor, at: datetime) -> int:
    """Bring every program of the catalog into the database, in one transaction. Returns how many versions were added."""
    added = 0
    with transaction.atomic():
        editions = {year: _edition(catalog, year, at) for year in sorted({entry.year for entry in catalog.programs})}
        held = _held()
        for entry in catalog.programs:
            said = document(entry, catalog)
            program = held.get((entry.year, entry.slug)) or _new(editions[entry.year], entry.slug, at)
            if program.version is None or program.version.sha256 != sha256_of(said):
                put_version(program, said, by=by, at=at, reason="카탈로그 적용")
                added += 1
    return added


def diff_programs(catalog: Catalog) -> list[str]:
    """What applying would change: one line per program that is new, changed or no longer in the catalog."""
    held = _held()
    lines = []
    named = set()
    for entry in catalog.programs:
        named.add((entry.year, entry.slug))
        program, said = held.get((entry.year, entry.slug)), document(entry, catalog)
        if program is None or program.version is None:
            lines.append(f"+ {entry.year}/{entry.slug}: {entry.title} (새 사업)")
        elif program.version.sha256 != sha256_of(said):
            changed = ", ".join(_changed(program.version.document, said))
            lines.append(f"~ {entry.year}/{entry.slug}: {program.version.number}판 → {program.version.number + 1}판 ({changed})")
    years = {year for year, _ in named}
    gone = sorted(place for place, program in held.items() if place[0] in years and place not in named and not program.edition.is_current)
    return lines + [f"- {year}/{slug}: 카탈로그에 없음 (데이터베이스에는 그대로 남음)" for year, slug in gone]


def _changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _held() -> dict[tuple[int, str], Program]:
    programs = Program.objects.select_related("edition", "version").order_by("edition__year", "order", "id")
    return {(program.edition.year, program.slug): program for program in programs}


def _edition(catalog: Catalog, year: int, at: datetime) -> Edition:
    """The year's edition; one that the catalog brings is historical."""
    edition, _ = Edition.objects.get_or_create(
        year=year,
        defaults={"title": f"{year}년 지원사업", "organizer": catalog.center.name, "kind": Edition.Kind.HISTORICAL, "opened_at": at},
    )
    return edition


def _new(edition: Edition, slug: str, at: datetime) -> Program:
    return Program(edition=edition, slug=slug, published_at=None if edition.is_current else at)
