"""Lists and counts of gatherings."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from dure.apps.gatherings.models import Duty, Gathering, Question, Registration
from dure.apps.gatherings.words import Standing, State
from dure.platform.actor import Actor

PUBLIC_STATES = (State.CALLED, State.HELD, State.CLOSED, State.CANCELLED)


def public_gatherings() -> QuerySet[Gathering]:
    """Everything that was called and anybody may come to."""
    return Gathering.objects.filter(called_at__isnull=False, state__in=PUBLIC_STATES, admission="open")


def coming(at: datetime) -> QuerySet[Gathering]:
    """Called and not over, the next first."""
    return public_gatherings().filter(state=State.CALLED, ends_at__gt=at).order_by("starts_at", "id")


def past() -> QuerySet[Gathering]:
    """Held ones, the newest first."""
    return public_gatherings().filter(state__in=[State.HELD, State.CLOSED]).order_by("-starts_at", "-id")


def for_desk(*, kind: str = "", state: str = "") -> QuerySet[Gathering]:
    """All gatherings with their numbers, the newest first."""
    there = Q(registrations__stays__isnull=False)
    rows = Gathering.objects.select_related("seat").annotate(
        coming_count=Count("registrations", filter=Q(registrations__standing=Standing.COMING), distinct=True),
        there_count=Count("registrations", filter=there, distinct=True),
    )
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(state=state)
    return rows.order_by("-starts_at", "-id")


def about(kind: str, number: int) -> list[Gathering]:
    """The gatherings that belong to a thing of a higher app, in the order in which they take place."""
    return list(Gathering.objects.filter(about_kind=kind, about_id=number).order_by("starts_at", "id"))


def every_gathering() -> QuerySet[Gathering]:
    """All of them with the seat that holds each."""
    return Gathering.objects.select_related("seat")


def registration(number: int | None) -> Registration | None:
    """One registration with its gathering, by its number."""
    return Registration.objects.select_related("gathering").filter(pk=number or 0).first()


def open_duties_of(actor: Actor) -> list[Duty]:
    """What the actor's seat was given and has not finished, the earliest first."""
    if actor.seat_id is None:
        return []
    return list(Duty.objects.filter(seat_id=actor.seat_id, done_at=None).select_related("gathering").order_by("due_on", "id"))


def frequent_questions() -> QuerySet[Question]:
    """What was asked often enough to stand for everybody, the newest first."""
    return (
        Question.objects.filter(is_frequent=True, gathering__called_at__isnull=False)
        .select_related("gathering")
        .order_by("-answered_at", "-id")
    )


@dataclass(frozen=True, slots=True)
class Attendance:
    """One line of the list: who, where they stand, and how many minutes they were there."""

    registration: Registration
    is_here: bool
    minutes: int


def attendance(found: Gathering) -> list[Attendance]:
    """Everyone who did not cancel, in order of registering. Two queries."""
    rows = found.registrations.exclude(standing=Standing.CANCELLED).select_related("gathering").prefetch_related("stays").order_by("id")
    return [
        Attendance(row, is_here=any(stay.left_at is None for stay in row.stays.all()), minutes=row.minutes_there if row.stays.all() else 0)
        for row in rows
    ]
