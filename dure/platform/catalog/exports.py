"""The catalog as JSON for anyone: a list of programs with every key always present."""

from typing import Any

from dure.platform.catalog.definition import stages_with_keys
from dure.platform.catalog.reader import Catalog, plain
from dure.platform.catalog.schema import Offer, Program, Variant

SECTIONS = ("center", "budget", "districts", "facilities", "machines", "courses", "figures")
_NOT_FACTS = {"life", "life_changes", "rules", "documents", "form"}


def programs(catalog: Catalog, year: int | None = None) -> list[dict[str, Any]]:
    """All programs, or those of one year, in the order of the documents."""
    return [_program(program) for program in catalog.programs if year in (None, program.year)]


def section(catalog: Catalog, name: str) -> Any:
    """Another section as plain values: center, budget, districts, facilities, machines, courses or figures."""
    found = getattr(catalog, name)
    return [plain(entry) for entry in found] if isinstance(found, list) else plain(found)


def _program(program: Program) -> dict[str, Any]:
    facts = {key: value for key, value in plain(program).items() if key not in _NOT_FACTS}
    facts |= _offer(program)
    facts["stages"] = [_stage(stage) for stage in stages_with_keys(program)]
    facts["tracks"] = [_variant(track, "track", facts["stages"]) for track in program.tracks]
    facts["parts"] = [_variant(part, "part", facts["stages"]) for part in program.parts]
    return facts


def _variant(variant: Variant, named: str, stages: list[dict[str, Any]]) -> dict[str, Any]:
    """A track or part in the shape of a program, with the stages that name it."""
    facts = {key: value for key, value in plain(variant).items() if key not in _NOT_FACTS}
    return {**facts, **_offer(variant), "stages": [stage for stage in stages if stage[named] == variant.key]}


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "budget": plain(offer.budget) if offer.budget else None,
        "caps": [plain(cap) for cap in offer.caps],
        "fees": [plain(fee) for fee in offer.fees],
        "awards": plain(offer.awards) if offer.awards else None,
    }


def _stage(stage: dict[str, Any]) -> dict[str, Any]:
    kept = ("round", "part", "track", "kind", "label", "cell", "tier", "which", "turn", "window")
    return {key: stage[key] for key in kept} | {"key": stage["key"]}
