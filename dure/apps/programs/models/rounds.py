"""Rounds: when one may apply, under which version, for how much, and what has happened so far."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.programs import words
from dure.apps.programs.models.definitions import DefinitionVersion, Program, Stage


class Round(models.Model):
    """One call for applications. From the moment it opens it keeps its version until it is brought to a newer one by an act of its own,
    which `moves` counts; its receipt numbers only go up."""

    State = words.RoundState

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    version = models.ForeignKey(DefinitionVersion, on_delete=models.PROTECT, related_name="rounds")
    moves = models.PositiveIntegerField(default=0)
    part = models.CharField(max_length=80, blank=True)
    track = models.CharField(max_length=80, blank=True)
    operator = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey("programs.PartAppointment", null=True, on_delete=models.PROTECT, related_name="rounds")
    stepped_in_at = models.DateTimeField(null=True)
    step_in_reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=words.RoundState.choices, default=words.RoundState.PLANNED)
    published_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    default_closing_hour = models.PositiveSmallIntegerField(default=words.DEFAULT_CLOSING_HOUR)
    hour_source = models.CharField(max_length=10, choices=words.HourSource.choices, default=words.HourSource.ROUND)
    precision = models.CharField(max_length=20, choices=words.PRECISION_CHOICES, default="minute")
    announce_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    legal_basis = models.CharField(max_length=20, choices=words.LegalBasis.choices)
    payment_mode = models.CharField(max_length=20, choices=words.PaymentMode.choices)
    receipt_prefix = models.CharField(max_length=24, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    budget_line_key = models.CharField(max_length=80, blank=True)
    budget = models.BigIntegerField(null=True)
    awards_max = models.PositiveIntegerField(null=True)
    retention_class = models.CharField(max_length=40, default="subsidy")
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["program", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "number"], name="programs_round_number"),
            models.UniqueConstraint(fields=["receipt_prefix"], name="programs_round_prefix", condition=~Q(receipt_prefix="")),
            models.CheckConstraint(name="programs_round_budget", condition=Q(budget=None) | Q(budget__gte=0)),
            models.CheckConstraint(name="programs_round_hour", condition=Q(default_closing_hour__gte=1, default_closing_hour__lte=24)),
            models.CheckConstraint(name="programs_round_window", condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(
                name="programs_round_opened",
                condition=Q(state__in=["planned", "cancelled"])
                | Q(
                    opened_at__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                    published_at__isnull=False,
                    seat__isnull=False,
                )
                & ~Q(receipt_prefix=""),
            ),
            models.CheckConstraint(name="programs_round_planned", condition=~Q(state="planned") | Q(opened_at=None)),
            models.CheckConstraint(name="programs_round_closed", condition=~Q(state__in=["closed", "ended"]) | Q(closed_at__isnull=False)),
            models.CheckConstraint(
                name="programs_round_cancelled",
                condition=Q(state="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="cancelled") & Q(cancelled_at=None, cancel_reason=""),
            ),
            models.CheckConstraint(
                name="programs_round_operator", condition=Q(appointment=None) | Q(appointment__isnull=False, operator__isnull=False)
            ),
            models.CheckConstraint(
                name="programs_round_stepped_in",
                condition=Q(stepped_in_at=None, step_in_reason="")
                | Q(stepped_in_at__isnull=False, operator__isnull=False) & ~Q(step_in_reason=""),
            ),
            models.CheckConstraint(name="programs_round_numbers_after_opening", condition=Q(last_number=0) | Q(opened_at__isnull=False)),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "closes_at"], name="programs_round_due")]

    def __str__(self) -> str:
        return self.title

    def is_taking(self, at: datetime) -> bool:
        """May someone, in some district, hand in at this instant?"""
        return self.state == words.RoundState.OPEN and bool(self.opens_at and self.closes_at and self.opens_at <= at < self.closes_at)


class RoundWindow(models.Model):
    """When one may hand in; for everybody, or for one district. Half-open: the closing instant is late."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="windows")
    district = models.ForeignKey("people.District", null=True, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["round", "opens_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "district"], name="programs_window_district", condition=Q(district__isnull=False)),
            models.UniqueConstraint(fields=["round"], name="programs_window_general", condition=Q(district=None)),
            models.CheckConstraint(name="programs_window_half_open", condition=Q(closes_at__gt=F("opens_at"))),
        ]


class RoundStage(models.Model):
    """A stage of the frozen version in this round: planned days, and what happened. `shown_key` is its place on the timetable."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="stages")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=140)
    shown_key = models.CharField(max_length=120, blank=True)
    planned_from = models.DateField(null=True)
    planned_to = models.DateField(null=True)
    actual_from = models.DateField(null=True)
    actual_to = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=words.StageState.choices, default=words.StageState.PLANNED)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["round", "stage__order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "key"], name="programs_roundstage_key"),
            models.CheckConstraint(
                name="programs_roundstage_planned",
                condition=Q(planned_from=None) | Q(planned_to=None) | Q(planned_to__gte=F("planned_from")),
            ),
            models.CheckConstraint(
                name="programs_roundstage_stamps",
                condition=Q(state="planned", actual_from=None, actual_to=None)
                | Q(state="running", actual_from__isnull=False, actual_to=None)
                | Q(state="done", actual_from__isnull=False, actual_to__gte=F("actual_from")),
            ),
        ]


class PartAppointment(models.Model):
    """Who runs a part of a two-tier round. Appointed by the act of signing the agreement of part one.

    The frame in which the operator moves: what it may pass on (won; nothing where firms get services), and to how many firms.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="appointments")
    part = models.CharField(max_length=80)
    operator = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    ceiling = models.BigIntegerField(default=0)
    firms_max = models.PositiveIntegerField(null=True)
    appointed_at = models.DateTimeField()
    appointed_by_id = models.BigIntegerField(null=True)
    appointed_by_name = models.CharField(max_length=120, blank=True)
    case_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["round", "part", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "part", "operator"], name="programs_appointment_once", condition=Q(ended_at=None)),
            models.CheckConstraint(name="programs_appointment_frame", condition=Q(ceiling__gte=0)),
        ]
