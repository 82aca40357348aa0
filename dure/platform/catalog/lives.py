"""The life of a program: the one it names, with what the program says otherwise; and what a track or a part says otherwise than the program."""

from collections.abc import Mapping
from typing import Any

from dure.platform.catalog.schema import Life, Program, Variant


def life_of(program: Program, lives: Mapping[str, Life]) -> Life | None:
    """The life that the program names, with its changes written over it; without a name, its own. An empty change takes a thing away."""
    base, changes = lives.get(program.life), program.life_changes
    if not changes:
        return base
    said = {name: getattr(base, name) for name in Life.model_fields} if base else {}
    return Life.model_validate(_said({**said, **changes}))


def changes_of(variant: Variant) -> dict[str, Any]:
    """What a track or a part says of its own, as plain values; an empty change takes a thing away. Stages are never among them."""
    if not variant.life_changes:
        return {}
    typed = Life.model_validate({**_said(variant.life_changes), "stages": ()})
    plain = typed.model_dump(mode="json", by_alias=True)
    return {name: plain.get(name, getattr(typed, name)) for name in variant.life_changes if name != "stages"}


def _said(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if value is not None and value != ""}
