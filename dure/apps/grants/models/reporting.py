"""What grantees tell: reports, what came of it, and how they fare later."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import ReportState


class Report(models.Model):
    """A kickoff, interim or final report: answers to the definition's form."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="reports")
    which = models.CharField(max_length=10)
    turn = models.PositiveSmallIntegerField(default=1)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    returned_reason = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "which", "turn"], name="grants_report_once"),
            models.CheckConstraint(name="grants_report_handed_in", condition=Q(state="draft") | Q(handed_in_at__isnull=False)),
            models.CheckConstraint(name="grants_report_returned", condition=~Q(state="returned") | ~Q(returned_reason="")),
            models.CheckConstraint(name="grants_report_accepted", condition=~Q(state="accepted") | Q(judged_at__isnull=False)),
        ]


class Showcase(models.Model):
    """What came of it, for everyone to read."""

    agreement = models.OneToOneField("grants.Agreement", on_delete=models.PROTECT, related_name="showcase")
    title = models.CharField(max_length=120)
    summary = models.TextField()
    figures = models.JSONField(default=list)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]


class FollowUp(models.Model):
    """What a grantee tells so many months after its case ended (사후관리 조사). The form is the definition's; the answers are kept here."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    data = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["opens_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "months"], name="grants_follow_up_once"),
            models.CheckConstraint(name="grants_follow_up_days", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(name="grants_follow_up_answered", condition=Q(answered_at=None) | ~Q(answered_by_name="")),
        ]
        indexes: ClassVar = [models.Index(fields=["opens_on"], name="grants_follow_up_open", condition=Q(answered_at=None))]

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
