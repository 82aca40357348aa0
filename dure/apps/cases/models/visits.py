"""A visit to where the applicant works (현지조사): planned, written down on a phone, signed by both."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.cases.models.cases import Case


class Visit(models.Model):
    """One visit for one stage run. `sha256` is counted of what the record said when the visited signed; after that it stays as it is (trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="visits")
    run = models.ForeignKey("cases.StageRun", on_delete=models.PROTECT, related_name="visits")
    planned_for = models.DateTimeField()
    place = models.CharField(max_length=200)
    visitors = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    planned_by_name = models.CharField(max_length=120)
    points = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    findings = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by_name = models.CharField(max_length=120, blank=True)
    visitor_id = models.BigIntegerField(null=True)
    visitor_name = models.CharField(max_length=120, blank=True)
    visited_name = models.CharField(max_length=60, blank=True)
    visited_role = models.CharField(max_length=60, blank=True)
    visited_strokes = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="cases_visit_has_place", condition=~Q(place="") & ~Q(visitors="")),
            models.CheckConstraint(
                name="cases_visit_signed_by_both",
                condition=Q(signed_at=None, sha256="")
                | Q(signed_at__isnull=False, visitor_id__isnull=False, sha256__regex=r"^[0-9a-f]{64}$")
                & ~Q(visitor_name="")
                & ~Q(visited_name=""),
            ),
            models.CheckConstraint(name="cases_visit_cancelled_or_signed", condition=Q(cancelled_at=None) | Q(signed_at=None)),
        ]

    @property
    def is_open(self) -> bool:
        """May it still be written?"""
        return self.signed_at is None and self.cancelled_at is None
