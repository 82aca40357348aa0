"""Copying a definition into another year: the same document with other dates. Pure."""

import copy
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from dure.apps.programs.reading import Document

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
