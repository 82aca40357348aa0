"""Keys of new rows. A key once used in a version never means anything else: labels change, keys do not."""

from collections.abc import Iterable, Iterator
from typing import Any

from dure.apps.programs.editing.fields import Document


def keys_in(thing: Any) -> Iterator[str]:
    """Every key anywhere in a document."""
    if isinstance(thing, dict):
        if isinstance(thing.get("key"), str):
            yield thing["key"]
        for value in thing.values():
            yield from keys_in(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from keys_in(value)


def new_key(prefix: str, used: Iterable[str]) -> str:
    """The prefix and the next free number."""
    taken = set(used)
    number = 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def stage_key(kind: str, which: str, used: Iterable[str]) -> str:
    """A stage is called by its kind, as the catalog's own are."""
    taken = set(used)
    name = f"{kind}-{which}" if which else kind
    return name if name not in taken else new_key(f"{name}-", taken | {f"{name}-1"})


def answers_with_keys(labels: list[str], before: list[list[str]]) -> list[list[str]]:
    """Choices of a question: a known label keeps its key, one typed over in its place keeps the key too, a new one is counted."""
    by_label = {label: key for key, label in before}
    used = set(by_label.values())
    found: list[list[str]] = []
    for place, label in enumerate(labels):
        old = before[place] if place < len(before) else None
        key = by_label.get(label, "")
        if not key and old and old[1] not in labels:
            key = old[0]
        if not key or key in {taken for taken, _ in found}:
            key = new_key("o", used | {taken for taken, _ in found})
        found.append([key, label])
    return found


def used_in(documents: Iterable[Document]) -> set[str]:
    """Every key that one of the documents uses."""
    return {key for document in documents for key in keys_in(document)}
