"""From a posted page to the new contents of a topic: fields, rows, and the one button that was pressed."""

import copy
from typing import Any

from django.http import QueryDict

from dure.apps.programs.editing import values
from dure.apps.programs.editing.fields import Document, Listing, Row, Topic, look, put
from dure.apps.programs.editing.keys import keys_in, new_key, stage_key

MOST_ROWS = 120
Changes = dict[str, Any]


def changes(topic: Topic, document: Document, data: QueryDict, used: set[str]) -> Changes:
    """What the page says now: dotted places in the document and their values, the pressed button's act already done."""
    found: Changes = {}
    for field in topic.fields:
        if f"has-{field.name}" in data:
            old = look(document, field.path)
            found[".".join(field.path)] = values.read(field, _get(data), data.getlist, field.name, old, document, document)
    act, _, aim = data.get("act", "").partition(":")
    name, _, number = aim.partition(":")
    for listing in topic.listings:
        rows = _rows(listing, document, data)
        if name == listing.name:
            _act(act, int(number) if number.isdigit() else len(rows), rows, listing, document, data, used)
        _give_keys(listing, rows, document, used)
        found[".".join(listing.place)] = rows
    return found


def _get(data: QueryDict) -> values.Get:
    return lambda name: data.get(name, "")


def _rows(listing: Listing, document: Document, data: QueryDict) -> list[Row]:
    before = look(document, listing.place) or []
    count = data.get(f"{listing.name}-rows", "")
    return [_row(listing, document, data, number, before) for number in range(min(int(count) if count.isdigit() else 0, MOST_ROWS))]


def _row(listing: Listing, document: Document, data: QueryDict, number: int, before: list[Row]) -> Row:
    """What was there, with what was typed. A row is known by its key, or by its old place and kind."""
    start = f"{listing.name}-{number}"
    kind = data.get(f"{start}-kind", "")
    known = _old(listing, data, start, kind, before)
    row = copy.deepcopy(known)
    if row is None:
        row = listing.blank(kind) | ({"key": data[f"{start}-key"][:80]} if listing.prefix and f"{start}-key" in data else {})
    for field in listing.fields(row, document):
        name = f"{start}-{field.name}"
        old = look(row, field.path)
        value = values.read(field, _get(data), data.getlist, name, old, row, document)
        if (value not in (None, "", []) and value is not False) or old is not None:
            put(row, field.path, value)
    return _read_again(listing, row, known)


def _old(listing: Listing, data: QueryDict, start: str, kind: str, before: list[Row]) -> Row | None:
    if listing.prefix:
        return next((row for row in before if row.get("key") == data.get(f"{start}-key")), None)
    was = data.get(f"{start}-was", "")
    row = before[int(was)] if was.isdigit() and int(was) < len(before) else None
    return None if row is None or (kind and row.get(listing.kind_field) != kind) else row


def _read_again(listing: Listing, row: Row, old: Row | None) -> Row:
    """An amount or a count of a row is read again when its words changed; words that cannot be read stand alone."""
    if listing.name not in {"caps", "fees", "counts"} or (old and old.get("text") == row["text"]):
        return row
    kept = {"per": row["per"]} if "per" in row else {}
    read = values.read_count(row["text"], None) if listing.name == "counts" else values.read_amount(row["text"], None)
    return {**(read if isinstance(read, dict) else {"text": row["text"]}), **kept}


def _act(act: str, number: int, rows: list[Row], listing: Listing, document: Document, data: QueryDict, used: set[str]) -> None:
    """add, remove, up or down: at the row of that number."""
    if act == "add" and len(rows) < MOST_ROWS:
        taken = used | set(keys_in(document)) | set(keys_in(rows))
        wanted = data.getlist(f"{listing.name}-new") if listing.kinds else [""]
        known = dict(listing.kinds)
        for kind in wanted:
            if not listing.kinds or kind in known:
                rows.insert(number, _new(listing, kind, taken))
                number += 1
    elif number < len(rows) and act == "remove":
        del rows[number]
    elif act == "up" and 0 < number < len(rows):
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    elif act == "down" and number + 1 < len(rows):
        rows[number], rows[number + 1] = rows[number + 1], rows[number]


def _new(listing: Listing, kind: str, taken: set[str]) -> Row:
    row = listing.blank(kind)
    if listing.prefix:
        row["key"] = stage_key(kind, row.get("which", ""), taken) if listing.prefix == "stage" else new_key(listing.prefix, taken)
        taken.add(row["key"])
    return row


def _give_keys(listing: Listing, rows: list[Row], document: Document, used: set[str]) -> None:
    """New rows inside rows get keys that no version has used."""
    taken = used | set(keys_in(document)) | set(keys_in(rows))
    for row in rows:
        for field in listing.fields(row, document):
            for one in (look(row, field.path) or []) if field.inner else []:
                if field.inner and not one["key"]:
                    one["key"] = new_key(field.inner.prefix, taken)
                    taken.add(one["key"])


def pressed(data: QueryDict) -> tuple[str, int]:
    """The row to which the page returns after a button: its listing and its number; no listing for the other buttons."""
    act, _, aim = data.get("act", "").partition(":")
    name, _, number = aim.partition(":")
    steps = {"up": -1, "down": 1, "remove": -1, "add": 0}
    if act not in steps:
        return "", 0
    place = number if number.isdigit() else data.get(f"{name}-rows", "")
    return name, max(0, int(place) + steps[act]) if place.isdigit() else 0
