"""Monthly claims: what was asked for each worker, with every figure explained, and what was approved. Amounts are whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.labor.words import ClaimState, Kind, PaperKind, Verdict


class Claim(models.Model):
    """One month of one agreement. What was handed in is never edited: a returned one is followed by its next version, a paid one by an
    adjustment that asks for the difference."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    adjusts = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="adjustments")
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.DRAFT)
    note = models.CharField(max_length=500, blank=True)
    due_on = models.DateField()
    asked = models.BigIntegerField(default=0)
    approved = models.BigIntegerField(null=True)
    began_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by_id = models.BigIntegerField(null=True)
    handed_in_by_name = models.CharField(max_length=120, blank=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by_id = models.BigIntegerField(null=True)
    checked_by_name = models.CharField(max_length=120, blank=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-month", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "month", "version"], name="labor_claim_version"),
            models.UniqueConstraint(
                fields=["agreement", "month"], condition=Q(adjusts=None) & ~Q(state="returned"), name="labor_claim_once_a_month"
            ),
            models.UniqueConstraint(
                fields=["agreement", "month"], condition=Q(state__in=["draft", "handed_in", "checked"]), name="labor_claim_one_live"
            ),
            models.CheckConstraint(name="labor_claim_first_of_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="labor_claim_handed_in", condition=Q(state="draft") | Q(handed_in_at__isnull=False)),
            models.CheckConstraint(name="labor_claim_returned", condition=~Q(state="returned") | ~Q(returned_reason="")),
            models.CheckConstraint(
                name="labor_claim_checked",
                condition=Q(state__in=["checked", "paid", "closed"], checked_at__isnull=False, approved__isnull=False)
                | Q(state__in=["draft", "handed_in", "returned"]),
            ),
            models.CheckConstraint(
                name="labor_claim_amounts", condition=Q(asked__gte=0) & (Q(approved=None) | Q(approved__gte=0, approved__lte=F("asked")))
            ),
            models.CheckConstraint(
                name="labor_claim_paid", condition=Q(state="paid", paid_at__isnull=False) | ~Q(state="paid") & Q(paid_at=None)
            ),
            models.CheckConstraint(
                name="labor_claim_second_person", condition=Q(checked_by_id=None) | ~Q(checked_by_id=F("handed_in_by_id"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "handed_in_at"], name="labor_claim_waiting")]

    @property
    def subject_key(self) -> str:
        """The claim's name in the ledger and on its payment order."""
        return f"labor-claim-{self.pk}"


class ClaimLine(models.Model):
    """One worker's month as it was handed in, and the officer's word on it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="lines")
    worker = models.ForeignKey("labor.Worker", on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    support_year = models.PositiveSmallIntegerField()
    scheduled_hours = models.DecimalField(max_digits=6, decimal_places=2)
    counted_hours = models.DecimalField(max_digits=6, decimal_places=2)
    base = models.BigIntegerField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    amount = models.BigIntegerField()
    paid_before = models.BigIntegerField(default=0)
    figures = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    approved = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "worker"], name="labor_line_once"),
            models.CheckConstraint(name="labor_line_amounts", condition=Q(base__gte=0, amount__gte=0, paid_before__gte=0)),
            models.CheckConstraint(
                name="labor_line_judged",
                condition=Q(verdict="", approved=None)
                | Q(verdict="accepted", approved=F("amount"))
                | Q(verdict="lowered", approved__gt=0, approved__lt=F("amount")) & ~Q(reason="")
                | Q(verdict="refused", approved=0) & ~Q(reason=""),
            ),
        ]

    @property
    def own(self) -> int:
        """What the firm bears of the base."""
        return max(self.base - self.amount - self.paid_before, 0)


class ClaimPaper(models.Model):
    """A paper that proves a month."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=30, choices=PaperKind.choices)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]


class OverlapDecision(models.Model):
    """What a person decided about one worker who is supported twice in a month. Decided anew, the newest counts."""

    line = models.ForeignKey(ClaimLine, on_delete=models.PROTECT, related_name="decisions")
    other_worker = models.ForeignKey("labor.Worker", on_delete=models.PROTECT, related_name="+")
    stands = models.BooleanField()
    reason = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="labor_overlap_reason", condition=~Q(reason=""))]
