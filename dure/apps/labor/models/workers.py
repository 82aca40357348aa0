"""Who is supported, since when, and on which days they worked. No resident registration number is ever kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.labor.words import DayKind, Kind, Standing

SHA256 = r"^[0-9a-f]{64}$"


class Support(models.Model):
    """What an agreement's ratios hang on: what the firm was and in which month its support began, here or in an earlier agreement."""

    agreement = models.OneToOneField("grants.Agreement", on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=12, choices=Standing.choices)
    first_month = models.DateField()
    months_before = models.PositiveSmallIntegerField(default=0)
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="labor_support_first_of_month", condition=Q(first_month__day=1))]


class Worker(models.Model):
    """One supported person of an agreement. `person_hash` is keyed; it finds the same person in another agreement and tells nothing else."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    birth_date = models.DateField(null=True)
    person_hash = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    vulnerable = models.BooleanField(default=False)
    vulnerable_file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    contract_file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    week_hours = models.DecimalField(max_digits=4, decimal_places=1)
    month_pay = models.BigIntegerField()
    added_at = models.DateTimeField()
    added_by_id = models.BigIntegerField(null=True)
    added_by_name = models.CharField(max_length=120, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["joined_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "person_hash", "joined_on"], condition=~Q(person_hash=""), name="labor_worker_person_once"
            ),
            models.CheckConstraint(name="labor_worker_days", condition=Q(left_on=None) | Q(left_on__gte=F("joined_on"))),
            models.CheckConstraint(name="labor_worker_hours", condition=Q(week_hours__gt=0, week_hours__lte=52)),
            models.CheckConstraint(name="labor_worker_pay", condition=Q(month_pay__gt=0)),
            models.CheckConstraint(name="labor_worker_hash", condition=Q(person_hash="") | Q(person_hash__regex=SHA256)),
            models.CheckConstraint(name="labor_worker_vulnerable", condition=Q(vulnerable=False) | Q(vulnerable_file__isnull=False)),
        ]
        indexes: ClassVar = [models.Index(fields=["person_hash"], name="labor_worker_person", condition=~Q(person_hash=""))]

    @property
    def masked(self) -> str:
        """김*수: as lists show a name."""
        letters = self.name.removeprefix("예시 ").strip()
        hidden = letters[0] + "*" * max(len(letters) - 2, 1) + (letters[-1] if len(letters) > 2 else "")
        return f"예시 {hidden}" if self.sample or self.name.startswith("예시 ") else hidden


class WorkerDay(models.Model):
    """What one day of a worker was, and how many hours."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=6, choices=DayKind.choices)
    hours = models.DecimalField(max_digits=4, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "day"], name="labor_day_once"),
            models.CheckConstraint(name="labor_day_hours", condition=Q(hours__gte=0, hours__lte=24)),
            models.CheckConstraint(name="labor_day_absent", condition=~Q(kind="absent") | Q(hours=0)),
        ]


class Timesheet(models.Model):
    """A month of a worker as a whole: who wrote its days down, and the signed sheet if there is one."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="sheets")
    month = models.DateField()
    month_pay = models.BigIntegerField()
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "month"], name="labor_timesheet_once"),
            models.CheckConstraint(name="labor_timesheet_first_of_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="labor_timesheet_pay", condition=Q(month_pay__gte=0)),
        ]
