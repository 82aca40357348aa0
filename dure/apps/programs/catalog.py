"""The catalog's files and the database: who changed what, applying the files, and pulling what was edited on screen back into them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import transaction

from dure.apps.programs.actions.definitions import put_version
from dure.apps.programs.models import DefinitionVersion, Edition, Program
from dure.kernel.clock import seoul_date
from dure.kernel.errors import Refused
from dure.kernel.korean import table_instant
from dure.platform import journal
from dure.platform.actor import Actor
from dure.platform.catalog import reader, writer
from dure.platform.catalog.definition import document, sha256_of
from dure.platform.catalog.reader import Catalog

ON_SCREEN = (DefinitionVersion.Origin.SCREEN, DefinitionVersion.Origin.IMPORT)
Place = tuple[int, str]


class Side(StrEnum):
    """Where a program stands otherwise than on the other side, counted from the last version that both said."""

    NEW = "new"
    FILE = "file"
    SCREEN = "screen"
    BOTH = "both"
    ONLY_HERE = "only_here"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pulled:
    """Files that were written, and definitions that could not be, each in a sentence."""

    files: tuple[str, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One program that files and database do not say alike."""

    place: Place
    side: Side
    title: str
    program: Program | None = None
    said: dict[str, Any] | None = None
    changed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.place[0]}/{self.place[1]}"

    @property
    def edited(self) -> str:
        """Who edited the newest version, when, and where."""
        version = self.program.version if self.program else None
        if version is None:
            return ""
        return f"{version.created_by_name or '두레'}, {table_instant(version.created_at)}, {version.get_origin_display()}"

    def __str__(self) -> str:
        number = self.program.version.number if self.program and self.program.version else 0
        fields = ", ".join(self.changed)
        return {
            Side.NEW: f"+ {self.name}: {self.title} (새 사업)",
            Side.FILE: f"~ {self.name}: {number}판 → {number + 1}판 ({fields})",
            Side.SCREEN: f"< {self.name}: 화면에서 고친 {number}판이 파일에 없음 ({fields}; {self.edited})",
            Side.BOTH: f"! {self.name}: 파일과 화면에서 따로 고침 ({fields}; {self.edited})",
            Side.ONLY_HERE: f"< {self.name}: {self.title} (데이터베이스에만 있음; {self.edited})",
            Side.GONE: f"- {self.name}: 카탈로그에 없음 (데이터베이스에는 그대로 남음)",
        }[self.side]


def compare(catalog: Catalog) -> list[Difference]:
    """Every program that files and database do not say alike, in the files' order."""
    held = _held()
    differences = []
    named: set[Place] = set()
    for entry in catalog.programs:
        place = (entry.year, entry.slug)
        named.add(place)
        program, said = held.get(place), document(entry, catalog)
        if program is None or program.version is None:
            differences.append(Difference(place, Side.NEW, entry.title, program, said))
        elif (before := _differs(program.version, said, catalog)) is not None:
            side = _side(program, program.version, said, catalog)
            differences.append(Difference(place, side, entry.title, program, said, _changed(before, said)))
    years = {year for year, _ in named}
    for place, program in sorted(held.items()):
        if place in named or program.version is None:
            continue
        if program.edition.is_current or program.version.origin in ON_SCREEN:
            differences.append(Difference(place, Side.ONLY_HERE, program.title, program))
        elif place[0] in years:
            differences.append(Difference(place, Side.GONE, program.title, program))
    return differences


def diff_programs(catalog: Catalog) -> list[str]:
    """Both ways, a line each: what applying would change (+ ~), what the files lack (<), what was changed on both sides (!)."""
    return [str(difference) for difference in compare(catalog)]


def apply_programs(
    catalog: Catalog,
    *,
    by: Actor,
    at: datetime,
    take_files: Collection[str] = (),
    reason: str = "",
    keep_screen: bool = False,
) -> int:
    """Bring every program of the catalog into the database, in one transaction. Returns how many versions were added.

    What was edited on screen is never overwritten: all is refused, unless the files are named to win (`take_files`, by slug or year/slug,
    with a reason), or such programs are left as they are (`keep_screen`, for a house that is only brought up to date).
    """
    with transaction.atomic():
        differences = compare(catalog)
        taken = _taken(differences, take_files)
        if taken and not reason.strip():
            raise Refused("화면에서 고친 내용 대신 파일을 따르는 까닭을 --reason으로 적어 주세요. 기록에 남아요.")
        edited = [one for one in differences if one.side in {Side.SCREEN, Side.BOTH} and one.name not in taken]
        if edited and not keep_screen:
            raise Refused([_refusal(one) for one in edited])
        editions = {year: _edition(catalog, year, at) for year in sorted({entry.year for entry in catalog.programs})}
        added = 0
        for one in differences:
            if one.said is None or one in edited:
                continue
            program = one.program or Program(
                edition=editions[one.place[0]], slug=one.place[1], published_at=_published(editions[one.place[0]], at)
            )
            put_version(program, one.said, by=by, at=at, reason=reason.strip() if one.name in taken else "카탈로그 적용")
            added += 1
        _mark_filed(catalog, {one.place for one in edited})
    return added


def pull_programs(
    home: Path, *, by: Actor, at: datetime, into: Path | None = None, year: int | None = None, dry_run: bool = False
) -> Pulled:
    """Write what was edited on screen into the files of `into`, a catalog's folder: the catalog itself, unless another is named.

    Only files that change are touched. One that was changed too is kept beside as `.before`.
    """
    target = into or home
    catalog = reader.load(target)
    files, problems = [], []
    with transaction.atomic():
        for one in compare(catalog):
            if one.side not in {Side.SCREEN, Side.BOTH, Side.ONLY_HERE} or year not in (None, one.place[0]):
                continue
            file = target / "programs" / str(one.place[0]) / f"{one.place[1]}.yaml"
            try:
                text = _text(one, file, catalog)
            except writer.Unwritable as lost:
                problems.append(str(lost))
                continue
            files.append(f"{file.relative_to(target)}{' (파일에서 고친 것은 .before로 남김)' if one.side is Side.BOTH else ''}")
            if not dry_run:
                _write(file, text, keep=one.side is Side.BOTH)
                if target == home:
                    _filed(one, by=by, at=at)
    return Pulled(tuple(files), tuple(problems))


def _text(one: Difference, file: Path, catalog: Catalog) -> str:
    assert one.program is not None  # what the files lack stands in the database
    assert one.program.version is not None
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    return writer.text_of(one.program.version.document, catalog, common=reader.common_of(file.parent), before=before)


def _filed(one: Difference, *, by: Actor, at: datetime) -> None:
    assert one.program is not None
    one.program.filed = one.program.version
    one.program.save(update_fields=["filed"])
    journal.write(one.program, "pull_definition", by=by, at=at, detail={"file": f"{one.name}.yaml"})


def _write(file: Path, text: str, *, keep: bool) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if keep:
        file.rename(file.with_suffix(".before"))
    file.write_text(text, encoding="utf-8")


def _refusal(one: Difference) -> str:
    return (
        f"{one.name} {one.title}: 화면에서 고친 내용이 있어 덮어쓰지 않았어요 ({one.edited}). "
        f"dure catalog pull로 파일에 옮기거나, 파일을 따르려면 --take-files {one.name} --reason 까닭을 적어 주세요."
    )


def _taken(differences: Iterable[Difference], names: Collection[str]) -> set[str]:
    """Full names of the programs whose files are to win; a name that fits none is an error."""
    edited = [one for one in differences if one.side in {Side.SCREEN, Side.BOTH}]
    taken = {one.name for one in edited if one.name in names or one.place[1] in names}
    if unknown := [name for name in names if not any(name in {one.name, one.place[1]} for one in edited)]:
        raise Refused(f"화면에서 고친 사업 가운데 {', '.join(unknown)}이 없어요. dure catalog diff로 이름을 확인해 주세요.")
    return taken


def _differs(version: DefinitionVersion, said: dict[str, Any], catalog: Catalog) -> dict[str, Any] | None:
    """The version's document if it says something else than the file; an older one is first read as it would be written today."""
    if version.sha256 == sha256_of(said):
        return None
    try:
        today = writer.normal(version.document, catalog)
    except (writer.Unwritable, KeyError, TypeError):
        return dict(version.document)
    return None if today == said else today


def _side(program: Program, newest: DefinitionVersion, said: dict[str, Any], catalog: Catalog) -> Side:
    """Which side has changed since both said the same."""
    if newest.origin not in ON_SCREEN or program.filed_id == newest.pk:
        return Side.FILE
    older = program.versions.exclude(pk=newest.pk).order_by("-number")
    return Side.SCREEN if any(_differs(version, said, catalog) is None for version in older) else Side.BOTH


def _changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key)))


def _held() -> dict[Place, Program]:
    programs = Program.objects.select_related("edition", "version").order_by("edition__year", "order", "id")
    return {(program.edition.year, program.slug): program for program in programs}


def _mark_filed(catalog: Catalog, edited: Collection[Place]) -> None:
    """Remember that the files say the newest version, so that a later change of a file is known for one."""
    named = {(entry.year, entry.slug) for entry in catalog.programs}
    for place, program in _held().items():
        if place in named and place not in edited and program.filed_id != program.version_id:
            program.filed_id = program.version_id
            program.save(update_fields=["filed"])


def _edition(catalog: Catalog, year: int, at: datetime) -> Edition:
    """The year's edition; one that is over when the catalog brings it is historical."""
    kind = Edition.Kind.HISTORICAL if year < seoul_date(at).year else Edition.Kind.CURRENT
    edition, _ = Edition.objects.get_or_create(
        year=year, defaults={"title": f"{year}년 지원사업", "organizer": catalog.center.name, "kind": kind, "opened_at": at}
    )
    return edition


def _published(edition: Edition, at: datetime) -> datetime | None:
    return None if edition.is_current else at
