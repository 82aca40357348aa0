"""What the tiers of government ask of one another, and what a precheck found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.cases.models.cases import Case
from dure.apps.cases.words import Advice


class TierReturn(models.Model):
    """A tier gives the file back to an earlier one, with a reason; the answer comes back to the tier that asked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tier_returns")
    from_run = models.ForeignKey("cases.StageRun", on_delete=models.PROTECT, related_name="returns_asked")
    to_run = models.OneToOneField("cases.StageRun", on_delete=models.PROTECT, related_name="return_answered")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=120)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="cases_return_says_why", condition=~Q(reason="")),
            models.CheckConstraint(name="cases_return_due", condition=Q(due_at=None) | Q(due_at__gt=F("asked_at"))),
            models.UniqueConstraint(fields=["from_run"], condition=Q(answered_at=None), name="cases_return_one_open"),
        ]


class Precheck(models.Model):
    """What a precheck (사전진단) found and advises. It stays in the file; `shared` says whether the applicant and reviewers read it.

    `answers` are the questions of the definition with what was said, in words: [[label, words], …].
    """

    run = models.OneToOneField("cases.StageRun", on_delete=models.PROTECT, related_name="precheck")
    answers = models.JSONField(default=list)
    findings = models.TextField()
    recommendation = models.CharField(max_length=12, choices=Advice.choices)
    advice = models.TextField(blank=True)
    shared = models.BooleanField(default=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="cases_precheck_says", condition=~Q(findings=""))]
