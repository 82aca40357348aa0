"""The shape of a draft: opening a version for editing, and bringing a draft back into the canonical shape of the catalog."""

import copy
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from dure.apps.programs.editing import variants
from dure.apps.programs.editing.fields import Document, Row, look, put
from dure.apps.programs.editing.stages import default_label
from dure.apps.programs.editing.stages import tidied as stage_tidied
from dure.platform.catalog.definition import stages_with_keys
from dure.platform.catalog.paperwork import FollowUp, ScoreSheet
from dure.platform.catalog.reader import plain
from dure.platform.catalog.schema import SCHEMA_NUMBER, Life, Overlaps, Program

_NO_OVERLAPS = plain(Overlaps())
_OPEN = frozenset({"asks_budget", "payment_mode", "life_of", "life_name"})
"""What a document of old that does not say it is read as not having, whatever a new file would be."""
_OF_QUESTIONS = {"partners_sign": False, "partners_without_account": True}
_UNSAID: Document = {**_OF_QUESTIONS, "pays_per": "report", "claims": [], "verified_from": None, "precheck_sections": []}
"""What a life does not write down where it is so."""


def blank(*, year: int, organizer: str, order: int, slug: str) -> Document:
    """A program of which nothing is known yet, ready to be written."""
    return opened(_empty(year=year, organizer=organizer, order=order, slug=slug))


def _empty(*, year: int, organizer: str, order: int, slug: str) -> Document:
    facts = Program.model_validate(
        {"year": year, "slug": slug, "order": order, "title": "", "field": "네트워크", "source_field": "", "organizer": organizer, "support": [],
         "source": "센터가 화면에서 만든 정의", "stages": []}
    )  # fmt: skip
    return _canonical(facts) | {"field": "", "life": plain(Life(stages=()))}


def _canonical(facts: Program) -> Document:
    said = plain(facts)
    for name in ("life_changes", "follows", "overlaps", "ruleset"):
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
    draft["hides_stages"] = bool((document.get("life") or {}).get("stages")) and not document["stages"]
    draft["overlaps"] = {"applies": bool(document.get("overlaps")), **_NO_OVERLAPS, **(document.get("overlaps") or {})}
    draft["own_topics"] = variants.opened(draft)
    for own in (draft.get("life_of") or {}).values():
        if "sections" in own:
            own.update({name: value for name, value in _OF_QUESTIONS.items() if name not in own})
    draft["life"] = copy.deepcopy(_UNSAID) | draft["life"]
    for life in (draft["life"], *(draft.get("life_of") or {}).values()):
        for page in life.get("precheck_sections") or ():
            page.setdefault("filled_by", "applicant")
    draft["life"] = {"asks_budget": False, "payment_mode": "none"} | draft["life"]
    return draft


def _without_gaps(document: Document) -> Document:
    """A copy in which everything is there, as the catalog would read it where the document says nothing."""
    empty = _empty(year=document["year"], organizer="", order=document["order"], slug="")
    draft = copy.deepcopy(document)
    for said, known in ((draft, empty), (draft.get("life") or {}, empty["life"])):
        said.update({name: copy.deepcopy(value) for name, value in known.items() if name not in said and name not in _OPEN})
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
        for name, blank_one in (("score_sheet", _SHEET), ("follow_up", _SURVEY)):
            if name in path[:-1] and path[0] in {"life", "life_of"} and not look(found, path[: path.index(name) + 1]):
                put(found, path[: path.index(name) + 1], copy.deepcopy(blank_one))
        if not put(found, path, value):
            return None
    return tidied(found, draft)


def tidied(found: Document, before: Document) -> Document:
    """What follows from what was typed: numbers in order, names of stages, what the public page quotes."""
    life = found["life"] = copy.deepcopy(_UNSAID) | found["life"]
    for rows, old in ((found["stages"], before["stages"]), (life["stages"], before["life"]["stages"])):
        known = {row["key"]: row for row in old}
        for order, row in enumerate(rows, start=1):
            _name(row, known.get(row["key"]))
            row["order"] = order
            stage_tidied(row)
    found["rules"] = [rule for rule in life["rules"] if rule.get("stated_by") == "source"]
    found["documents"] = [paper for paper in life["documents"] if paper.get("stated_by") == "source"]
    found["source_field"] = found["source_field"] or found["field"]
    variants.tidied(found, before)
    for one in (life, *found["life_of"].values()):
        _drop_what_is_empty(one)
    return found


_SHEET = plain(ScoreSheet.model_construct(criteria=()))
_SURVEY = plain(FollowUp.model_construct(months=(), sections=()))


def _drop_what_is_empty(life: Document) -> None:
    """A score sheet or a survey of which nothing is said is none; a number that was left empty is what it would be anyway."""
    sheet, survey = life.get("score_sheet"), life.get("follow_up")
    if sheet and not (sheet["criteria"] or sheet["bonus"] or sheet.get("threshold") or sheet.get("quorum")):
        life["score_sheet"] = None
    elif sheet:
        sheet.update({name: _SHEET[name] for name in ("outlier_points", "objection_days") if sheet.get(name) is None})
    if survey and not (survey["months"] or survey["sections"]):
        life["follow_up"] = None
    elif survey and survey.get("days") is None:
        survey["days"] = _SURVEY["days"]


def _name(row: Row, old: Row | None) -> None:
    """A stage that nobody named is called by what it is, also after that changed."""
    if not row["label"] or (old and row["label"] == old["label"] == default_label(old)):
        row["label"] = default_label(row)
    if old and row["window"] != old["window"]:
        row["stated_by"] = "dure"


def finished(draft: Document, rulesets: Mapping[str, Document] | None = None) -> Document:
    """The document that becomes the next version; it keeps the rule sets by law that it names."""
    found = without_working_names(draft)
    if not found["stages"] and not draft.get("hides_stages"):
        found["stages"] = copy.deepcopy(found["life"]["stages"])
    if not found["life"]["stages"]:
        found["rules"], found["documents"] = found["life"]["rules"], found["life"]["documents"]
        found["life"] = None
        found.pop("life_of", None)
    elif found.get("life_of"):
        found["life_of"] = {key: _as_written(_told_apart(own, found["life"])) for key, own in found["life_of"].items() if own}
    if found["life"]:
        found["life"] = _as_written(found["life"])
    if not found.get("life_of"):
        found.pop("life_of", None)
    known = {**(rulesets or {}), **(found.pop("rulesets", None) or {})}
    named = {row["ruleset"] for row in (found, *(row for _, _, row in variants.variants(found))) if row.get("ruleset")}
    if kept := {key: known[key] for key in sorted(named) if key in known}:
        found["rulesets"] = kept
    return found


def without_working_names(draft: Document) -> Document:
    """A copy in the words of the catalog: what only the editor knows is gone, and so are names that say nothing."""
    found = copy.deepcopy(draft)
    for name in ("own_topics", "hides_stages"):
        found.pop(name, None)
    overlaps = found.pop("overlaps", None) or {}
    if overlaps.pop("applies", bool(overlaps)):
        found["overlaps"] = overlaps
    for thing, names in ((found, ("follows", "ruleset")), *((row, ("ruleset", "life")) for _, _, row in variants.variants(found))):
        for name in names:
            if not thing.get(name):
                thing.pop(name, None)
    return found


def _told_apart(own: Document, life: Document) -> Document:
    """What a track or part says, without what nobody says of it or of the program."""
    usual: Document = {**_UNSAID, "follow_up": None}
    return {name: value for name, value in own.items() if name not in usual or not value == usual[name] == life.get(name, usual[name])}


def _as_written(life: Document) -> Document:
    """A life, or what a track or part says of one, as its file would come out; one that has problems stays as it was typed."""
    try:
        typed = Life.model_validate({**{name: value for name, value in life.items() if value is not None}, "stages": ()})
    except ValidationError:
        return life
    said = plain(typed)
    if "stages" in life:
        return {**said, "stages": life["stages"]}
    return {name: said.get(name, getattr(typed, name)) for name in life}
