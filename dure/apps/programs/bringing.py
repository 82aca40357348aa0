"""Bringing a past definition into another year: what moves, what has no days, what must be looked at. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dure.apps.programs.copying import windows_of
from dure.apps.programs.reading import Document

DATED_PARAMETERS = ("year", "since", "from", "until", "on", "effective", "as_of")


@dataclass(frozen=True, slots=True)
class Brought:
    """What becomes of one program in the other year."""

    year: int
    slug: str
    title: str
    moved: int = 0
    undated: tuple[str, ...] = ()
    dated_rules: tuple[str, ...] = ()
    old_year_in_title: bool = False
    already: bool = False

    def __str__(self) -> str:
        if self.already:
            return f"= {self.year}/{self.slug}: {self.title} (이미 있음)"
        said = [f"날짜 {self.moved}개를 옮김"]
        if self.undated:
            said.append(f"날짜 없는 단계: {', '.join(self.undated)}")
        if self.dated_rules:
            said.append(f"해나 날짜가 적힌 요건: {', '.join(self.dated_rules)}")
        if self.old_year_in_title:
            said.append("제목에 지난 해가 적혀 있음")
        return f"+ {self.year}/{self.slug}: {self.title} ({'; '.join(said)})"


def look_over(before: Document, after: Document) -> Brought:
    """What moving did, stage by stage and rule by rule."""
    moved = sum(1 for old, new in zip(windows_of(before), windows_of(after), strict=True) if old != new)
    undated = tuple(
        dict.fromkeys(stage["label"] for stage in after["stages"] if not (stage["window"].get("from") or stage["window"].get("to")))
    )
    return Brought(
        year=after["year"],
        slug=after["slug"],
        title=after["title"],
        moved=moved,
        undated=undated,
        dated_rules=tuple(dict.fromkeys(_dated_rules(after))),
        old_year_in_title=str(before["year"]) in after["title"],
    )


def _dated_rules(said: Document) -> Iterator[str]:
    """Rules whose parameters name a year or a day: they did not move, for only a person knows whether they should."""
    for rule in [*(said.get("rules") or ()), *((said.get("life") or {}).get("rules") or ())]:
        parameters: dict[str, Any] = rule.get("parameters") or {}
        for name in DATED_PARAMETERS:
            if parameters.get(name):
                yield f"{rule.get('clause') or rule['rule']} ({name}: {parameters[name]})"
