"""Copying a definition into another year: the same document with other dates, and what a person must look at afterwards. Pure."""

import copy
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dure.apps.programs.reading import Document

DATED_PARAMETERS = ("year", "since", "from", "until", "on", "effective", "as_of")
Shift = Callable[[date], date]


def to_year(document: Document, year: int) -> Document:
    """The definition in another year: every day keeps its month and day; 29 February becomes the 28th where there is none."""
    distance = year - int(document["year"])

    def move(day: date) -> date:
        new_year = day.year + distance
        return date(new_year, day.month, min(day.day, monthrange(new_year, day.month)[1]))

    return {**shifted(document, move), "year": year}


def by_days(document: Document, year: int, days: int) -> Document:
    """The definition moved by a number of days, in the edition of `year`. Months become days: a moved month is no month any more."""
    moved = {**shifted(document, lambda day: day + timedelta(days=days)), "year": year}
    for window in windows_of(moved):
        if window["precision"] in {"month", "part_of_month"}:
            window["precision"] = "day"
    return moved


def shifted(document: Document, move: Shift) -> Document:
    """A copy with every dated window moved and the source's words about the days taken out: they no longer hold."""
    copied = copy.deepcopy(document)
    for window in windows_of(copied):
        for end in ("from", "to"):
            if window.get(end):
                window[end] = move(date.fromisoformat(window[end])).isoformat()
                window["text"] = ""
    return copied


def with_windows(document: Document, windows: Mapping[str, tuple[date, date]]) -> Document:
    """A copy in which the named stages have the given days, in both lists of stages. Unknown keys are an error."""
    copied = copy.deepcopy(document)
    stages = [*copied["stages"], *(copied.get("life") or {}).get("stages", ())]
    if unknown := set(windows) - {stage["key"] for stage in stages}:
        raise KeyError(", ".join(sorted(unknown)))
    for stage in stages:
        if stage["key"] in windows:
            first, last = windows[stage["key"]]
            stage["window"] |= {"from": first.isoformat(), "to": last.isoformat(), "precision": "day", "text": "", "hour": None}
            stage["stated_by"] = "dure"
    return copied


def windows_of(document: Document) -> Iterator[dict[str, Any]]:
    """Every window of the definition, in a fixed order."""
    lists = [document["stages"], (document.get("life") or {}).get("stages", ())]
    lists += [variant.get("stages", ()) for name in ("tracks", "parts") for variant in document.get(name, ())]
    for stages in lists:
        for stage in stages:
            yield stage["window"]


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
