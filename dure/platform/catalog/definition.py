"""The canonical document of a program: what the source states, and how a case of it lives."""

import hashlib
import json
from typing import Any

from dure.platform.catalog.reader import Catalog, plain
from dure.platform.catalog.schema import SCHEMA_NUMBER, Life, Program, Stage
from dure.platform.catalog.vocabulary import STAGE_LABELS

_REPORTS = {"kickoff": "착수보고", "interim": "중간보고", "final": "결과보고"}
_TIERS = {"district": "자치구 ", "city": "서울시 ", "ministry": "행정안전부 "}


def document(program: Program, catalog: Catalog) -> dict[str, Any]:
    """Schema number, the program's facts, its stages with keys, and its life (empty where it has none)."""
    facts = plain(program)
    facts["stages"] = stages_with_keys(program)
    life = catalog.lives.get(program.life)
    return {"schema": SCHEMA_NUMBER, **facts, "life_name": program.life, "life": _life(life, program) if life else None}


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
    used: dict[str, int] = {}
    keyed = []
    for order, stage in enumerate(stages, start=1):
        name = "-".join(part for part in (stage.part, stage.track, stage.tier, stage.kind, stage.which) if part and part != "center")
        used[name] = used.get(name, 0) + 1
        key = name if used[name] == 1 else f"{name}-{used[name]}"
        keyed.append({**plain(stage), "key": key, "order": order, "label": label_of(stage), "stated_by": stated_by})
    return keyed


def label_of(stage: Stage) -> str:
    """The stage in a word of ours; the source's own words stay in the cell."""
    if stage.label:
        return stage.label
    if stage.kind == "report":
        return _REPORTS[stage.which]
    if stage.kind == "disbursement" and stage.turn > 1:
        return f"{stage.turn}차 교부"
    return _TIERS.get(stage.tier, "") + STAGE_LABELS[stage.kind]


def _life(life: Life, program: Program) -> dict[str, Any]:
    """The life with the source's days written into the stages that the source dates; of several rounds the first one's."""
    said = plain(life)
    said["stages"] = _keyed(list(life.stages), stated_by="dure")
    dated: dict[tuple[str, str], Any] = {}
    for known in all_stages(program):
        if known.window.precision != "order_only":
            dated.setdefault((known.kind, known.which), plain(known)["window"])
    for stage in said["stages"]:
        if (stage["kind"], stage["which"]) in dated and stage["turn"] == 1:
            stage["window"] = dated[(stage["kind"], stage["which"])]
            stage["stated_by"] = "source"
    said["documents"] = [*[plain(paper) for paper in program.documents], *said["documents"]]
    said["rules"] = [*[plain(rule) for rule in program.rules], *said["rules"]]
    return said
