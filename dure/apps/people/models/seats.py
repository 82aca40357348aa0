"""Teams and their seats. Tasks, rights and contacts belong to the seat; people hold it, or deputize, between moments."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.people.models.parties import Party
from dure.platform.actor import Role


class Team(models.Model):
    """A team of an organization in a year, with the telephones printed for it; without a year it is a team of today."""

    organization = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="teams")
    year = models.PositiveIntegerField(null=True)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=80)
    telephones = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveIntegerField(default=0)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["year", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "year", "key"], condition=Q(year__isnull=False), name="people_team_of_a_year"),
            models.UniqueConstraint(fields=["organization", "key"], condition=Q(year=None), name="people_team_of_today"),
        ]

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """A place in a team with its roles. Exactly these roles, whoever sits there."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(max_length=80)
    roles = models.CharField(max_length=200)
    district = models.ForeignKey("people.District", null=True, on_delete=models.PROTECT, related_name="+")
    telephone = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["team", "id"]
        constraints: ClassVar = [models.CheckConstraint(name="people_seat_has_roles", condition=~Q(roles=""))]

    def __str__(self) -> str:
        return self.title

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles; the column keeps them between commas."""
        return frozenset(Role(role) for role in self.roles.split(",") if role)


class EscalationStep(models.Model):
    """Who learns of a thing that waits too long: so many days after it was due, its holder or a seat of the team with that role."""

    class To(models.TextChoices):
        HOLDER = "holder", "맡은 자리"
        APPROVER = "approver", "결재자"
        ADMINISTRATOR = "administrator", "관리자"

    organization = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="escalation_steps")
    days = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=20, choices=To.choices)

    class Meta:
        ordering: ClassVar = ["organization", "days", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organization", "days", "to"], name="people_escalation_once")]


class UsualDays(models.Model):
    """How many days a thing of that sort usually waits, where nobody sets a day; after that it counts as overdue."""

    class Thing(models.TextChoices):
        PAYMENT = "payment", "지급"
        STATUS_CLAIM = "status_claim", "자격 확인"
        CHALLENGE = "challenge", "기피신청"
        SCAN = "scan", "스캔 묶기"

    organization = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="usual_days")
    thing = models.CharField(max_length=20, choices=Thing.choices)
    days = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["organization", "thing"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["organization", "thing"], name="people_usual_days_once")]


class SeatHolding(models.Model):
    """Who sits in a seat, or deputizes, between moments."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="holdings")
    deputy = models.BooleanField(default=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["seat", "since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat"], condition=Q(until=None, deputy=False), name="people_seat_one_holder"),
            models.CheckConstraint(name="people_holding_days", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]


class Leave(models.Model):
    """Somebody is away from a seat for some days and a deputy sits in. It ends by itself with the deputy's holding, or when it is cut short."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="leaves")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    holding = models.OneToOneField(SeatHolding, on_delete=models.PROTECT, related_name="leave")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField(null=True)
    entered_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-first", "-id"]
        constraints: ClassVar = [models.CheckConstraint(name="people_leave_days", condition=Q(last__gte=F("first")))]
