"""A topic as its page shows it: fields and rows with names, values and words, ready for the template."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dure.apps.programs.editing import values
from dure.apps.programs.editing import vocabulary as words
from dure.apps.programs.editing.fields import Document, Field, Listing, Options, Row, Topic, look

More = Mapping[str, Options]
"""Choices that only the database knows, by the names of fields: the districts."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One field of the form."""

    name: str
    label: str
    kind: str
    value: Any
    options: Options
    hint: str
    optional: bool
    width: str
    error: str
    window: Row = field(default_factory=dict)
    asked: str = ""
    rows: "tuple[ShownInner, ...]" = ()


@dataclass(frozen=True, slots=True)
class ShownInner:
    """A row inside a row; the last one is empty and waits for what is new. One with an error stands open."""

    anchor: str
    key: str
    title: str
    fields: tuple[Shown, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row with its buttons; `href` leads to the pages behind it."""

    anchor: str
    number: int
    title: str
    key: str
    kind: str
    fields: tuple[Shown, ...]
    is_first: bool
    is_last: bool
    page: str = ""
    count: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class ShownListing:
    """A list of rows and what one may add to it."""

    name: str
    noun: str
    hint: str
    rows: tuple[ShownRow, ...]
    kinds: Options
    several: bool
    has_keys: bool


def fields_of(
    topic: Topic, document: Document, errors: Mapping[str, str], more: More, *, fixed: frozenset[str] = frozenset()
) -> tuple[Shown, ...]:
    """The topic's own fields; those fixed by earlier versions are not asked."""
    return tuple(_shown(one, one.name, look(document, one.path), document, errors, more) for one in topic.fields if one.name not in fixed)


def listings_of(topic: Topic, document: Document, errors: Mapping[str, str], more: More) -> tuple[ShownListing, ...]:
    """The topic's lists."""
    return tuple(_listing(listing, document, errors, more) for listing in topic.listings)


def _listing(listing: Listing, document: Document, errors: Mapping[str, str], more: More) -> ShownListing:
    rows = look(document, listing.place) or []
    shown = tuple(_row(listing, number, row, len(rows), document, errors, more) for number, row in enumerate(rows))
    return ShownListing(listing.name, listing.noun, listing.hint, shown, listing.kinds, listing.several, bool(listing.prefix))


def _row(listing: Listing, number: int, row: Row, total: int, document: Document, errors: Mapping[str, str], more: More) -> ShownRow:
    anchor = f"{listing.name}-{number}"
    page, inside = "", list[Row]()
    if listing.pages == "report":
        page, inside = row["which"], row.get("sections") or []
    elif listing.pages == "variant":
        page = f"{row['key']}~own"
    elif listing.pages:
        page, inside = f"{listing.pages}:{row['key']}", row.get("questions") or []
    return ShownRow(
        anchor=anchor,
        number=number,
        title=listing.said(row),
        key=row.get("key", ""),
        kind=row.get(listing.kind_field, "") if listing.kinds else "",
        fields=tuple(
            _shown(one, f"{anchor}-{one.name}", look(row, one.path), document, errors, more) for one in listing.fields(row, document)
        ),
        is_first=number == 0,
        is_last=number == total - 1,
        page=page,
        count=len(inside),
        error=errors.get(anchor, ""),
    )


def _shown(one: Field, name: str, value: Any, document: Document, errors: Mapping[str, str], more: More) -> Shown:
    kind, options = one.kind, one.options
    if kind == "keys" and (known := more.get(one.name)):
        kind, options = "many", _with(known, value or ())
    elif kind == "choice" and not options:
        options = _with(more.get(one.name, ()), [value] if value else ())
    return Shown(
        name=name,
        label=one.label,
        kind=kind,
        value=values.form_value(Field(one.name, one.label, kind, options), value, document),
        options=words.PRECISIONS if kind == "window" else options,
        hint=one.hint,
        optional=one.optional,
        width=one.width,
        error=errors.get(name, ""),
        window=value if kind == "window" and isinstance(value, dict) else {},
        asked=value["question"] if kind == "condition" and value else "",
        rows=_inner(one, name, value or [], document, errors, more),
    )


def _inner(one: Field, name: str, value: list[Row], document: Document, errors: Mapping[str, str], more: More) -> tuple[ShownInner, ...]:
    if one.inner is None:
        return ()
    found = []
    for number, row in enumerate([*value, {"key": "", **one.inner.blank}]):
        anchor = f"{name}-{number}"
        fields = tuple(_shown(each, f"{anchor}-{each.name}", row.get(each.name), document, errors, more) for each in one.inner.fields)
        title = one.inner.said(row) if row["key"] else f"{one.inner.noun} 더하기"
        found.append(ShownInner(anchor, row["key"], title, fields, any(each.error for each in fields)))
    return tuple(found)


def _with(options: Options, chosen: Iterable[str]) -> Options:
    """The choices, and what is chosen already although the database does not know it."""
    known = {key for key, _ in options}
    return (*options, *((key, key) for key in chosen if key not in known))
