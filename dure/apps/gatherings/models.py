"""A gathering, who registered and was there, what was asked, decided and given to whom."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from dure.apps.gatherings import words


class Gathering(models.Model):
    """Something with a date and people. `about` names a thing of a higher app by kind and number: a round, an edition, an agreement."""

    kind = models.CharField(max_length=12, choices=words.Kind.choices)
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    host = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    about_title = models.CharField(max_length=160, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    admission = models.CharField(max_length=10, choices=words.Admission.choices, default=words.Admission.OPEN)
    capacity = models.PositiveIntegerField(null=True)
    register_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=words.State.choices, default=words.State.PLANNED)
    called_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    minutes = models.TextField(blank=True)
    minutes_version = models.PositiveIntegerField(default=0)
    minutes_by_name = models.CharField(max_length=120, blank=True)
    minutes_at = models.DateTimeField(null=True)
    minutes_are_public = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="gatherings_hours", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(name="gatherings_somewhere", condition=Q(state="planned") | ~Q(place="") | ~Q(link="")),
            models.CheckConstraint(name="gatherings_cancelled_why", condition=~Q(state="cancelled") | ~Q(cancelled_reason="")),
            models.CheckConstraint(name="gatherings_called", condition=~Q(state="called") | Q(called_at__isnull=False)),
            models.CheckConstraint(name="gatherings_capacity", condition=Q(capacity=None) | Q(capacity__gte=1)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "starts_at"], name="gatherings_coming"),
            models.Index(fields=["about_kind", "about_id"], name="gatherings_about"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/events/{self.pk}/"

    @property
    def tone(self) -> str:
        """The color of its state."""
        return words.TONES[self.state]

    def takes(self, at: datetime) -> bool:
        """May one still register?"""
        last = self.register_until or self.starts_at
        return self.state == words.State.CALLED and self.admission == words.Admission.OPEN and at < last


class Registration(models.Model):
    """One person's place. An account is not needed; one address registers once."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="registrations")
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    email = models.EmailField()
    organization = models.CharField(max_length=120, blank=True)
    standing = models.CharField(max_length=10, choices=words.Standing.choices)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["gathering", "id"]
        constraints: ClassVar = [models.UniqueConstraint("gathering", Lower("email"), name="gatherings_registered_once")]

    @property
    def minutes_there(self) -> int:
        """Whole minutes between the beginning and the end in which the person was there."""
        starts, ends = self.gathering.starts_at, self.gathering.ends_at
        there = (min(stay.left_at or ends, ends) - max(stay.came_at, starts) for stay in self.stays.all())
        return int(sum((part for part in there if part > timedelta()), timedelta()).total_seconds() // 60)


class Stay(models.Model):
    """Came and left; somebody may come twice."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="stays")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["registration", "came_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="gatherings_stay_order", condition=Q(left_at=None) | Q(left_at__gte=F("came_at"))),
            models.UniqueConstraint(fields=["registration"], condition=Q(left_at=None), name="gatherings_there_once"),
        ]


class Decision(models.Model):
    """What was decided, in order. Added with the minutes; a confirmed gathering keeps its decisions."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["gathering", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["gathering", "number"], name="gatherings_decision_number")]


class Duty(models.Model):
    """Something given to a seat, with its day."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="duties")
    text = models.CharField(max_length=300)
    seat = models.ForeignKey("people.Seat", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    given_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=120, blank=True)
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["seat", "due_on"], name="gatherings_duty_open", condition=Q(done_at=None))]


class Question(models.Model):
    """Asked before, at or after a gathering. An answered one may stand among the frequent questions."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_name = models.CharField(max_length=80, blank=True)
    asked_email = models.EmailField(blank=True)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    is_frequent = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["gathering", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="gatherings_frequent_is_answered", condition=Q(is_frequent=False) | ~Q(answer="")),
            models.CheckConstraint(name="gatherings_question_said", condition=~Q(text="")),
        ]
