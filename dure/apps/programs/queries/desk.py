"""What the staff's desk shows of programs."""

from typing import Any

from django.db.models import Count, QuerySet

from dure.apps.programs.models import Edition, Program, Round, RoundStage
from dure.apps.programs.queries.parts import operated_rounds
from dure.platform.actor import Actor


def programs_of(actor: Actor, year: int) -> QuerySet[Program]:
    """The year's programs for staff, planned ones too, with the number of their rounds; nothing for anybody else."""
    rows = Program.objects.filter(edition__year=year).select_related("edition", "version").annotate(round_count=Count("rounds"))
    return (rows if actor.is_center else rows.none()).order_by("order", "id")


def program_for(actor: Actor) -> QuerySet[Program]:
    """Every program, for staff."""
    rows = Program.objects.select_related("edition", "version")
    return rows if actor.is_center else rows.none()


def rounds_for(actor: Actor) -> QuerySet[Round]:
    """Every round, for staff; its own for an operator."""
    rows = Round.objects.select_related("program__edition", "version", "seat")
    return rows if actor.is_center else operated_rounds(actor)


def rounds_of(program: Program) -> QuerySet[Round]:
    """A program's rounds, newest first."""
    return program.rounds.select_related("version", "seat").order_by("-number")


def stages_of(found: Round) -> QuerySet[RoundStage]:
    """The round's stages in order."""
    return found.stages.select_related("stage").order_by("stage__listing", "stage__order")


def editions_with_counts() -> QuerySet[Edition, Any]:
    """Editions, newest first, with the number of their programs."""
    return Edition.objects.annotate(program_count=Count("programs")).order_by("-year")
