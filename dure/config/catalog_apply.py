"""The catalog's sections and the apps that keep them; a section whose app does not exist yet is checked and kept in its files."""

from collections.abc import Iterator
from datetime import datetime

from dure.apps.money import facade as money
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.actor import Actor
from dure.platform.catalog import reader


def apply(*, at: datetime) -> Iterator[str]:
    """Bring the database to what the files say; a second time changes nothing. Yields a line per section."""
    catalog = reader.load()
    by = Actor.system("catalog", via="command")
    yield f"자치구 {people.apply_districts(catalog.districts, by=by, at=at)}곳"
    yield f"팀 {people.apply_center(catalog.center, by=by, at=at)}개"
    yield f"예산 항목 {money.apply_budget(catalog.budget, by=by, at=at)}개"
    yield f"사업 {programs.apply_programs(catalog, by=by, at=at)}개"


def diff() -> list[str]:
    """What applying would change, one line each."""
    return programs.diff_programs(reader.load())
