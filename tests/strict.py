"""A template of ours that names a variable nobody gave it fails the test; other people's templates may."""

import sys
from pathlib import Path
from types import FrameType

OURS = str(Path(__file__).resolve().parents[1] / "dure")


class UnknownTemplateVariable(AssertionError):
    """The variable and the template that asked for it."""


class UnknownVariable(str):
    """Stands in the engine's `string_if_invalid`; Django asks it `% name` when a variable is unknown."""

    __slots__ = ()

    def __new__(cls) -> "UnknownVariable":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: object) -> str:
        template = template_being_rendered(sys._getframe(1))
        if template.startswith(OURS):
            raise UnknownTemplateVariable(f"{template}: nobody gave {variable}")
        return ""


def template_being_rendered(frame: FrameType | None) -> str:
    """The file of the innermost template node on the stack."""
    while frame is not None:
        origin = getattr(frame.f_locals.get("self"), "origin", None)
        if origin is not None:
            return str(getattr(origin, "name", ""))
        frame = frame.f_back
    return ""
