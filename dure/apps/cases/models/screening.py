"""What was handed in, how it was screened, and what had to be completed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.cases.models.cases import Case


class Submission(models.Model):
    """The application as it was handed in: everything said, every file's hash, and the hash of it all. Never changed (trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    verdicts = models.JSONField(default=list)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["case", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_submission_number"),
            models.CheckConstraint(name="cases_submission_hash", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]


class CompletionRequest(models.Model):
    """Sections and papers that the applicant is asked to complete by a moment."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="completion_requests")
    run = models.ForeignKey("cases.StageRun", on_delete=models.PROTECT, related_name="completion_requests")
    places = models.JSONField()
    message = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    reminded_days = models.PositiveSmallIntegerField(null=True)
    lapsed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="cases_completion_due", condition=Q(due_at__gt=F("asked_at"))),
            models.UniqueConstraint(fields=["run"], condition=Q(answered_at=None, lapsed_at=None), name="cases_completion_one_open"),
        ]


class Screening(models.Model):
    """What screening found, point by point."""

    run = models.OneToOneField("cases.StageRun", on_delete=models.PROTECT, related_name="screening")
    findings = models.JSONField(default=list)
    note = models.TextField(blank=True)
    judged_at = models.DateTimeField()
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120)
    organization = models.CharField(max_length=120, blank=True, default="")
    passed = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["id"]
