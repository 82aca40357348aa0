"""Rows of programs: what is offered in a year, in which version, and when one may apply."""

from dure.apps.programs.models.definitions import DefinitionVersion, Edition, Program, Stage
from dure.apps.programs.models.rounds import PartAppointment, Round, RoundStage, RoundWindow

__all__ = ["DefinitionVersion", "Edition", "PartAppointment", "Program", "Round", "RoundStage", "RoundWindow", "Stage"]
