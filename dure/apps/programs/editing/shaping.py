"""The shape of a draft: opening a version for editing, and bringing a draft back into the canonical shape of the catalog."""

import copy
from typing import Any

from dure.apps.programs.editing.fields import Document, Row, look, put
from dure.apps.programs.editing.stages import default_label
from dure.platform.catalog.definition import stages_with_keys
from dure.platform.catalog.reader import plain
from dure.platform.catalog.schema import SCHEMA_NUMBER, Life, Program, ScoreSheet


def blank(*, year: int, organizer: str, order: int, slug: str) -> Document:
    """A program of which nothing is known yet."""
    facts = Program.model_validate(
        {"year": year, "slug": slug, "order": order, "title": "", "field": "네트워크", "source_field": "", "organizer": organizer, "support": [],
         "source": "센터가 화면에서 만든 정의", "stages": []}
    )  # fmt: skip
    return _canonical(facts) | {"field": "", "life": plain(Life(stages=()))}


def _canonical(facts: Program) -> Document:
    said = plain(facts)
    for name in ("life_changes", "follows"):
        said.pop(name, None)
    said["stages"] = stages_with_keys(facts)
    return {"schema": SCHEMA_NUMBER, **said, "life_name": facts.life}


def opened(document: Document) -> Document:
    """A version's document made ready: there is always a life to write in, and the timetable's stages stand apart only where they differ."""
    draft = _without_gaps(document)
    if not document.get("life"):
        draft["life"] = plain(Life(stages=())) | {name: copy.deepcopy(draft.get(name) or []) for name in ("documents", "rules")}
    for variant in [*draft.get("tracks", ()), *draft.get("parts", ())]:
        variant["stages"] = []
    if follows(draft):
        draft["stages"] = []
    return draft


def _without_gaps(document: Document) -> Document:
    """A copy in which every list and text is there, empty where the document says nothing."""
    empty = blank(year=document["year"], organizer="", order=document["order"], slug="")
    draft = copy.deepcopy(document)
    for said, known in ((draft, empty), (draft.get("life") or {}, empty["life"])):
        said.update({name: copy.deepcopy(value) for name, value in known.items() if name not in said and value in (None, "", [])})
    return draft


def follows(document: Document) -> bool:
    """Does the timetable show just what a case goes through?"""
    lived = (document.get("life") or {}).get("stages") or []
    return bool(lived) and [_seen(row) for row in document["stages"]] == [_seen(row) for row in lived]


def _seen(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in ("key", "kind", "label", "window", "track", "part", "tier", "which", "turn"))


def written(draft: Document, changes: dict[str, Any]) -> Document | None:
    """The draft with the changes at their dotted places; nothing if a row on the way is gone."""
    found = copy.deepcopy(draft)
    for place, value in changes.items():
        path = tuple(place.split("."))
        if path[:2] == ("life", "score_sheet") and not look(found, path[:2]):
            found["life"]["score_sheet"] = plain(ScoreSheet.model_construct(criteria=()))
        if not put(found, path, value):
            return None
    return tidied(found, draft)


def tidied(found: Document, before: Document) -> Document:
    """What follows from what was typed: numbers in order, names of stages, what the public page quotes."""
    life = found["life"]
    for rows, old in ((found["stages"], before["stages"]), (life["stages"], before["life"]["stages"])):
        known = {row["key"]: row for row in old}
        for order, row in enumerate(rows, start=1):
            _name(row, known.get(row["key"]))
            row["order"] = order
    found["rules"] = [rule for rule in life["rules"] if rule.get("stated_by") == "source"]
    found["documents"] = [paper for paper in life["documents"] if paper.get("stated_by") == "source"]
    found["source_field"] = found["source_field"] or found["field"]
    sheet = life.get("score_sheet")
    if sheet and not (sheet["criteria"] or sheet["bonus"] or sheet.get("threshold") or sheet.get("quorum")):
        life["score_sheet"] = None
    return found


def _name(row: Row, old: Row | None) -> None:
    """A stage that nobody named is called by what it is, also after that changed."""
    if not row["label"] or (old and row["label"] == old["label"] == default_label(old)):
        row["label"] = default_label(row)
    if old and row["window"] != old["window"]:
        row["stated_by"] = "dure"


def finished(draft: Document) -> Document:
    """The document that becomes the next version."""
    found = copy.deepcopy(draft)
    if not found["stages"]:
        found["stages"] = copy.deepcopy(found["life"]["stages"])
    if not found["life"]["stages"]:
        found["rules"], found["documents"] = found["life"]["rules"], found["life"]["documents"]
        found["life"] = None
    return found
