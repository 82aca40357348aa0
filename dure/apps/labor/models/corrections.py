"""A paid month that turned out to be too much: old and new figures by worker, why, who found it, who approved it, and how it came back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.labor.words import CorrectionKind, CorrectionState


class Correction(models.Model):
    """What is claimed back of one paid month, in whole won. Approved by another person it is owed; it comes back with the next claim or as a refund."""

    claim = models.ForeignKey("labor.Claim", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=10, choices=CorrectionKind.choices)
    reason = models.CharField(max_length=500)
    amount = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.ASKED)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)
    declined_reason = models.CharField(max_length=500, blank=True)
    set_off_in = models.ForeignKey("labor.Claim", on_delete=models.PROTECT, null=True, related_name="set_offs")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim"], condition=Q(state="asked"), name="labor_correction_one_asked"),
            models.CheckConstraint(name="labor_correction_said", condition=Q(amount__gt=0) & ~Q(reason="")),
            models.CheckConstraint(
                name="labor_correction_decided",
                condition=Q(state="asked", decided_at=None)
                | Q(state="declined", decided_at__isnull=False) & ~Q(declined_reason="")
                | Q(state__in=["approved", "set_off", "refund"], decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="labor_correction_second_person", condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id"))
            ),
            models.CheckConstraint(
                name="labor_correction_settled",
                condition=Q(state="set_off", set_off_in__isnull=False, settled_at__isnull=False)
                | Q(state="refund", set_off_in=None, settled_at__isnull=False)
                | Q(state="approved", settled_at=None)
                | Q(state__in=["asked", "declined"], set_off_in=None, settled_at=None),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "asked_at"], name="labor_correction_waiting")]

    @property
    def subject_key(self) -> str:
        """Its name in the ledger."""
        return f"labor-correction-{self.pk}"


class CorrectionLine(models.Model):
    """One worker's part: what was paid for the month, and what should have been."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="lines")
    worker = models.ForeignKey("labor.Worker", on_delete=models.PROTECT, related_name="+")
    old = models.BigIntegerField()
    new = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["correction", "worker"], name="labor_correction_line_once"),
            models.CheckConstraint(name="labor_correction_line_less", condition=Q(new__gte=0, new__lt=F("old"))),
        ]

    @property
    def less(self) -> int:
        """What comes back of this worker."""
        return self.old - self.new
