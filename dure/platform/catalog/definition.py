"""The canonical document of a program: what the source states, and how a case of it lives."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dure.platform.catalog import living
from dure.platform.catalog.lives import changes_of, life_of
from dure.platform.catalog.reader import Catalog, plain
from dure.platform.catalog.schema import SCHEMA_NUMBER, Life, Program, Stage
from dure.platform.catalog.vocabulary import STAGE_LABELS

_REPORTS = {"kickoff": "착수보고", "interim": "중간보고", "final": "결과보고"}
_TIERS = {"district": "자치구 ", "city": "서울시 ", "ministry": "행정안전부 "}


def document(program: Program, catalog: Catalog) -> dict[str, Any]:
    """Schema number, the program's facts, its stages with keys, and its life (empty where it has none)."""
    facts = plain(program)
    del facts["life_changes"]  # they have become the life
    if not program.follows:
        del facts["follows"]
    for variant in (*facts["tracks"], *facts["parts"]):
        del variant["life_changes"]  # they have become its own part of the life
        if not variant["life"]:
            del variant["life"]
        if not variant["ruleset"]:
            del variant["ruleset"]
    facts |= _rulesets(program, catalog)
    for name in ("ruleset", "overlaps"):
        if not facts[name]:
            del facts[name]
    facts["stages"] = stages_with_keys(program)
    life = life_of(program, catalog.lives)
    said = {"schema": SCHEMA_NUMBER, **facts, "life_name": program.life, "life": _life(life, program, catalog.lives) if life else None}
    return {**said, **_lives_of_variants(program, life, catalog.lives)} if life else said


def _rulesets(program: Program, catalog: Catalog) -> dict[str, Any]:
    """The rule sets by law that the program or its tracks name, in all their editions: a version keeps them as they were."""
    names = {name for name in (program.ruleset, *(named.ruleset for named in (*program.tracks, *program.parts))) if name}
    return {"rulesets": {name: plain(catalog.rulesets[name]) for name in sorted(names)}} if names else {}


def _lives_of_variants(program: Program, life: Life, lives: Mapping[str, Life]) -> dict[str, Any]:
    """What parts and tracks say otherwise: the forms of a life they name, what follows from their own instalments, and what each changes."""
    own: dict[str, dict[str, Any]] = {}
    for part, track in living.ways_of(program):
        named = living.life_named(program, part, track, life, lives)
        forms = {} if named is life else {name: said for name, said in _forms(named, program).items() if name != "stages"}
        if part or track:
            own[part or track] = {**forms, **_money(living.stages_of_way(program, part, track, life, named), named, program)}
    for variant in (*program.tracks, *program.parts):
        if changes := changes_of(variant):
            own[variant.key] = {**own.get(variant.key, {}), **changes}
    return {"life_of": own} if own else {}


def _money(stages: Sequence[Stage], life: Life, program: Program) -> dict[str, Any]:
    """What follows from the instalments, where the program does not say otherwise."""
    return {name: said for name, said in living.money_of(stages, life).items() if name not in program.life_changes}


def sha256_of(canonical: dict[str, Any]) -> str:
    """Hash of the canonical JSON: sorted keys, no blanks, UTF-8."""
    said = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def all_stages(program: Program) -> list[Stage]:
    """The program's own stages, then those of its tracks and parts, which carry the name of what they belong to."""
    of_tracks = [stage.model_copy(update={"track": track.key}) for track in program.tracks for stage in track.stages]
    of_parts = [stage.model_copy(update={"part": part.key}) for part in program.parts for stage in part.stages]
    return [*program.stages, *of_tracks, *of_parts]


def stages_with_keys(program: Program) -> list[dict[str, Any]]:
    """Each stage with a key that is unique in the program, its order and its label."""
    return _keyed(all_stages(program), stated_by="source")


def _keyed(stages: list[Stage], *, stated_by: str) -> list[dict[str, Any]]:
    keyed = []
    for order, (stage, key) in enumerate(zip(stages, keys_of(stages), strict=True), start=1):
        said = {"key": key, "order": order, "label": label_of(stage), "stated_by": stage.stated_by or stated_by}
        keyed.append({**plain(stage), **said})
    return keyed


def keys_of(stages: Sequence[Stage]) -> list[str]:
    """A key of its own for each stage: the one that is written, else made of its kind and counted."""
    used: dict[str, int] = {}
    written = {stage.key for stage in stages if stage.key}
    keys = []
    for stage in stages:
        name = "-".join(part for part in (stage.part, stage.track, stage.tier, stage.kind, stage.which) if part and part != "center")
        key = stage.key
        while not key:
            used[name] = used.get(name, 0) + 1
            made = name if used[name] == 1 else f"{name}-{used[name]}"
            key = "" if made in written else made
        keys.append(key)
    return keys


def label_of(stage: Stage) -> str:
    """The stage in a word of ours; the source's own words stay in the cell."""
    if stage.label:
        return stage.label
    if stage.kind == "report":
        return _REPORTS[stage.which]
    if stage.kind == "disbursement" and stage.turn > 1:
        return f"{stage.turn}차 교부"
    return _TIERS.get(stage.tier, "") + STAGE_LABELS[stage.kind]


def _life(life: Life, program: Program, lives: Mapping[str, Life]) -> dict[str, Any]:
    """The life with its stages: those that the program's own changes name, else the source's in their order, completed by the life's (see living).

    A written stage takes the source's days unless it says who states them; of several rounds the first one's.
    """
    said = _forms(life, program)
    if "stages" not in program.life_changes:
        lived = living.lived_stages(program, life, lives)
        return {**said, **_money(lived, life, program), "stages": _keyed(lived, stated_by="dure")}
    said["stages"] = _keyed(list(life.stages), stated_by="dure")
    dated: dict[tuple[str, str], Any] = {}
    for known in all_stages(program):
        if known.window.precision != "order_only":
            dated.setdefault((known.kind, known.which), plain(known)["window"])
    for stage, written in zip(said["stages"], life.stages, strict=True):
        if (stage["kind"], stage["which"]) in dated and stage["turn"] == 1 and not written.stated_by:
            stage["window"] = dated[(stage["kind"], stage["which"])]
            stage["stated_by"] = "source"
    return said


def _forms(life: Life, program: Program) -> dict[str, Any]:
    """What the life asks and promises. Documents and rules of the program come first, unless its own changes name them all."""
    said = plain(life)
    for listing in ("documents", "rules"):
        if listing not in program.life_changes:
            said[listing] = [*[plain(entry) for entry in getattr(program, listing)], *said[listing]]
    return said
