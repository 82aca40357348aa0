"""Rows of programs: what is offered in a year, in which version, and when one may apply."""

from dure.apps.programs.models.definitions import DefinitionVersion, Edition, Program, Stage
from dure.apps.programs.models.drafts import DefinitionDraft
from dure.apps.programs.models.rounds import PartAppointment, Round, RoundStage, RoundWindow
from dure.apps.programs.models.watching import Watch

__all__ = [
    "DefinitionDraft",
    "DefinitionVersion",
    "Edition",
    "PartAppointment",
    "Program",
    "Round",
    "RoundStage",
    "RoundWindow",
    "Stage",
    "Watch",
]
