"""The life of a program: the one it names, with what the program says otherwise."""

from collections.abc import Mapping

from dure.platform.catalog.schema import Life, Program


def life_of(program: Program, lives: Mapping[str, Life]) -> Life | None:
    """The life that the program names, with its changes written over it; without a name, its own. An empty change takes a thing away."""
    base, changes = lives.get(program.life), program.life_changes
    if not changes:
        return base
    said = {name: getattr(base, name) for name in Life.model_fields} if base else {}
    return Life.model_validate({name: value for name, value in {**said, **changes}.items() if value is not None and value != ""})
