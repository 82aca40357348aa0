"""The catalog's sections and the apps that keep them; a section whose app does not exist yet is checked and kept in its files."""

import shutil
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.config.budget_parts import budget_parts
from dure.kernel.errors import Refused
from dure.platform.actor import Actor
from dure.platform.catalog import reader
from dure.platform.verbs import NO_KEY

BY = Actor.system("catalog", via="command")


def apply(
    *, at: datetime, home: Path = reader.HOME, take_files: Collection[str] = (), reason: str = "", keep_screen: bool = True
) -> Iterator[str]:
    """Bring the database to what the files say; a second time changes nothing. Yields a line per section.

    Programs that were edited on screen are left as they are, or with `keep_screen` off refuse everything.
    """
    catalog = reader.load(home)
    given = {"take_files": take_files, "reason": reason, "keep_screen": keep_screen}
    added = programs.apply_programs(catalog, by=BY, at=at, **given)  # type: ignore[arg-type]
    yield f"자치구 {people.apply_districts(catalog.districts, by=BY, at=at)}곳"
    yield f"팀 {people.apply_center(catalog.center, by=BY, at=at)}개"
    yield f"예산 항목 {money.apply_budget(catalog.budget, by=BY, at=at)}개"
    for year, parts in budget_parts(catalog).items():
        yield f"{year}년 예산의 부분 {money.keep_parts(year=year, parts=parts, by=BY, at=at)}개"
    yield f"사업 {added}개"


def diff(home: Path = reader.HOME) -> list[str]:
    """What the two sides say otherwise, one line each."""
    return programs.diff_programs(reader.load(home))


def pull(*, at: datetime, home: Path = reader.HOME, into: Path | None = None, year: int | None, dry_run: bool) -> programs.Pulled:
    """Write what was edited on screen into the files. A folder that does not exist yet becomes a whole copy of the catalog first."""
    if into is None or into.resolve() == home.resolve():
        return programs.pull_programs(home, by=BY, at=at, year=year, dry_run=dry_run)
    if into.exists() and any(into.iterdir()) and not (into / "center.yaml").exists():
        raise Refused(f"{into}: 카탈로그가 아닌 폴더예요. 비어 있는 폴더나 카탈로그의 복사본을 적어 주세요.")
    if dry_run and not (into / "center.yaml").exists():
        return programs.pull_programs(home, by=BY, at=at, year=year, dry_run=True)
    if not (into / "center.yaml").exists():
        shutil.copytree(home, into, dirs_exist_ok=True)
    return programs.pull_programs(home, by=BY, at=at, into=into, year=year, dry_run=dry_run)


def copy(source: int, year: int, *, at: datetime, dry_run: bool) -> Iterator[str]:
    """Put a past year's programs on the plan of another year, each by the verb that the page uses. Those that are there stay as they are."""
    for brought in programs.bring_year(source, year, by=BY, at=at, dry_run=dry_run):
        yield str(brought)


def bring_file(file: Path, year: int, *, at: datetime, home: Path = reader.HOME, dry_run: bool) -> Iterator[str]:
    """Put a definition from elsewhere on the plan, from a file in the catalog's format."""
    read = programs.read_definition(file.read_bytes(), name=file.name, year=year, catalog=reader.load(home))
    if read.problems or read.document is None:
        raise Refused(list(read.problems))
    if not dry_run:
        programs.import_definition(document=read.document, by=BY, at=at, key=NO_KEY)
    yield f"{year}/{read.document['slug']}: {read.document['title']}{' (아직 넣지 않았어요)' if dry_run else '을 계획에 넣었어요'}"
