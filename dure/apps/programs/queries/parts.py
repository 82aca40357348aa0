"""Parts of a two-tier program: which follows which, who runs them, what their frame leaves."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from dure.apps.programs.models import PartAppointment, Program, Round
from dure.platform.actor import Actor, Role


def parts_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    """(key, title) of the parts of a definition, in their order."""
    return [(part["key"], part["title"]) for part in document.get("parts", ())]


def tracks_of(document: dict[str, Any]) -> list[tuple[str, str]]:
    """(key, title) of the tracks that live stages of their own, in their order: a round is of one of them."""
    living = {stage.get("track", "") for stage in (document.get("life") or {}).get("stages", ())} - {""}
    return [(track["key"], track["title"]) for track in document.get("tracks", ()) if track["key"] in living]


def operated_parts(program: Program) -> dict[str, int]:
    """Parts that operators run, with how many of them are appointed now."""
    rows = PartAppointment.objects.filter(round__program=program, ended_at=None).order_by("part")
    return dict(rows.values_list("part").annotate(Count("pk")))


def part_after(found: Round) -> str:
    """The part that whoever is chosen in this round will run; empty when the round is of no part or of the last."""
    keys = [key for key, _title in parts_of(found.version.document)]
    place = keys.index(found.part) + 1 if found.part in keys else len(keys)
    return keys[place] if place < len(keys) else ""


def part_title(found: Round, key: str) -> str:
    """The part's name in the definition."""
    return dict(parts_of(found.version.document)).get(key, key)


@dataclass(frozen=True, slots=True)
class FrameLeft:
    """What an operator may still announce: won, and firms (None where the agreement names no number)."""

    budget: int
    firms: int | None


def frame_left(appointment: PartAppointment, *, without: Round | None = None) -> FrameLeft:
    """The appointment's frame less what its other rounds have announced."""
    others = appointment.rounds.exclude(state="cancelled").exclude(pk=without.pk if without else 0)
    taken = others.aggregate(budget=Sum("budget"), firms=Sum("awards_max"))
    firms = None if appointment.firms_max is None else appointment.firms_max - (taken["firms"] or 0)
    return FrameLeft(appointment.ceiling - (taken["budget"] or 0), firms)


def appointments_of(actor: Actor) -> QuerySet[PartAppointment]:
    """Appointments one may read: an operator its own, the center and the auditor all; nobody else any."""
    rows = PartAppointment.objects.select_related("operator", "round__program__edition", "round__version").order_by("-appointed_at", "-id")
    if actor.is_center or actor.has(Role.AUDITOR):
        return rows
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return rows.filter(operator_id=actor.organization_id)
    return rows.none()


def operated_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds that the actor's own organization runs; none without a seat of an operator."""
    rounds = Round.objects.select_related("program__edition", "version", "seat").order_by("-id")
    if actor.has(Role.OPERATOR) and actor.organization_id is not None:
        return rounds.filter(operator_id=actor.organization_id)
    return rounds.none()
