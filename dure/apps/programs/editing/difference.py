"""What differs between two documents, topic by topic, in the words of the pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from dure.apps.programs.editing import topics, values, variants
from dure.apps.programs.editing.fields import Document, Listing, Row, Topic, look
from dure.apps.programs.editing.shaping import opened

LONGEST = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences of one topic."""

    title: str
    lines: tuple[str, ...]


def differences(before: Document, after: Document) -> list[Difference]:
    """Every topic in which two documents say something else."""
    old, new = opened(before), opened(after)
    found = [Difference(topic.title, tuple(_lines(topic, old, new))) for topic in topics.TOPICS]
    pages = {topic.key: topic for document in (old, new) for topic in topics.section_topics(document)}
    found += [Difference(topic.title, tuple(_lines(topic, old, new))) for topic in pages.values()]
    for key in dict.fromkeys(row["key"] for document in (old, new) for _, _, row in variants.variants(document)):
        own = {topic.key: topic for document in (old, new) for topic in topics.own_topics(key, document)}
        found += [Difference(topic.title, tuple(of_topic(topic, old, new))) for topic in own.values()]
    return [difference for difference in found if difference.lines]


def of_topic(topic: Topic, before: Document, after: Document) -> list[str]:
    """What differs on one page, of the program or of a track or part."""
    key, _ = variants.split(topic.key)
    return list(_lines(topic, variants.seen_as(key, before), variants.seen_as(key, after)))


def _lines(topic: Topic, old: Document, new: Document) -> Iterator[str]:
    for field in topic.fields:
        was, is_ = values.say(field, look(old, field.path), old), values.say(field, look(new, field.path), new)
        if was != is_:
            yield f"{field.label}: {_short(was)} → {_short(is_)}"
    for listing in topic.listings:
        yield from _rows(listing, old, new)


def _rows(listing: Listing, old: Document, new: Document) -> Iterator[str]:
    before, after = look(old, listing.place) or [], look(new, listing.place) or []
    names_before, names_after = _names(listing, before), _names(listing, after)
    was, is_ = dict(zip(names_before, before, strict=True)), dict(zip(names_after, after, strict=True))
    for name, row in was.items():
        if name not in is_:
            yield f"{_title(listing, row)} 뺌"
    for name, row in is_.items():
        if name not in was:
            said = [f"{field.label}: {_short(values.say(field, look(row, field.path), new))}" for field in listing.fields(row, new)]
            filled = [one for one in said if not one.endswith(("비어 있음", ": 아니오"))]
            yield f"{_title(listing, row)} 더함" + (f" ({', '.join(filled)})" if filled else "")
        else:
            yield from _changed(listing, was[name], row, old, new)
    kept = [name for name in names_after if name in was]
    if kept != [name for name in names_before if name in is_]:
        yield f"{listing.noun} 차례 바꿈: {', '.join(listing.said(row) or listing.noun for row in after)}"


def _names(listing: Listing, rows: list[Row]) -> list[str]:
    """What makes a row the same row: its key, or its words and how often they came before."""
    names: list[str] = []
    for row in rows:
        name = str(row.get("key") or row.get("which") or row.get("rule") or row.get("title") or row.get("team") or row.get("text") or "")
        names.append(f"{name} {sum(one.rsplit(' ', 1)[0] == name for one in names)}")
    return names


def _changed(listing: Listing, was: Row, row: Row, old: Document, new: Document) -> Iterator[str]:
    for field in listing.fields(row, new):
        before, after = values.say(field, look(was, field.path), old), values.say(field, look(row, field.path), new)
        if before != after:
            yield f"{_title(listing, row)}의 {field.label}: {_short(before)} → {_short(after)}"


def _title(listing: Listing, row: Row) -> str:
    said = listing.said(row)
    return f"{listing.noun} ‘{_short(said, 40)}’" if said else listing.noun


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
