"""What a page of the editor is made of: a topic has fields and lists of rows; a row has fields of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Row = dict[str, Any]
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to type. `kind` decides how it is shown, read and said:

    text, long, number, numbers, choice, flag, many, keys, date, lines, amount, count, amounts, window, answers, columns, ties, condition or rows.
    A choice without options gets them from the database. `place` leads into the row where that is not the name itself; `inner` is of rows.
    """

    name: str
    label: str
    kind: str = "text"
    options: Options = ()
    hint: str = ""
    width: str = "full"
    optional: bool = False
    place: tuple[str, ...] = ()
    inner: "Inner | None" = None

    @property
    def path(self) -> tuple[str, ...]:
        return self.place or (self.name,)


Fields = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Inner:
    """Few rows inside a row, on the same page: its fields as they are where nothing is typed, and the row in words. Keys begin with `prefix`."""

    noun: str
    fields: Fields
    blank: Mapping[str, Any]
    said: Callable[[Row], str]
    prefix: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows that are added, removed and moved. `place` is a path in the document; a step "#key" looks a row up by its key.

    `prefix` begins the keys of new rows; a listing without one has no keys. `kinds` are chosen when a row is added and then stay.
    """

    name: str
    noun: str
    place: tuple[str, ...]
    fields: Callable[[Row, Document], Fields]
    blank: Callable[[str], Row]
    said: Callable[[Row], str]
    prefix: str = ""
    kinds: Options = ()
    kind_field: str = "kind"
    several: bool = False
    pages: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the editor."""

    key: str
    title: str
    hint: str
    fields: Fields = ()
    listings: tuple[Listing, ...] = ()
    section: str = ""


def look(thing: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path; nothing where the path leads nowhere."""
    for step in path:
        if thing is None:
            return None
        thing = _row_of(thing, step[1:]) if step.startswith("#") else thing.get(step)
    return thing


def _row_of(rows: list[Row], key: str) -> Row | None:
    return next((row for row in rows if row.get("key", row.get("which")) == key), None)


def put(thing: Any, path: tuple[str, ...], value: Any) -> bool:
    """Write at a path, making what is missing on the way; False where a row on the way is gone."""
    for step in path[:-1]:
        if step.startswith("#"):
            thing = _row_of(thing, step[1:])
            if thing is None:
                return False
        else:
            if thing.get(step) is None:
                thing[step] = {}
            thing = thing[step]
    thing[path[-1]] = value
    return True
