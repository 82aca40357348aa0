"""A case and its stage runs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.cases.words import Outcome


class Case(models.Model):
    """One party's way through a round. `asked` and `own_money` (won) repeat the budget table; `terms_sha256` names the frozen version."""

    round = models.ForeignKey("programs.Round", on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("people.District", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.DRAFT)
    outcome_reason = models.CharField(max_length=500, blank=True)
    outcome_at = models.DateTimeField(null=True)
    asked = models.BigIntegerField(default=0)
    own_money = models.BigIntegerField(default=0)
    terms_sha256 = models.CharField(max_length=64)
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    started_by_id = models.BigIntegerField(null=True)
    started_by_name = models.CharField(max_length=120, blank=True)
    receipt_number = models.PositiveIntegerField(null=True)
    receipt = models.CharField(max_length=40, blank=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.BigIntegerField(null=True)
    submitted_by_name = models.CharField(max_length=120, blank=True)
    retention_class = models.CharField(max_length=40, default="subsidy")
    destroy_on = models.DateField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "receipt_number"], name="cases_receipt_once"),
            models.UniqueConstraint(fields=["round", "party"], condition=~Q(outcome="withdrawn"), name="cases_one_a_party"),
            models.CheckConstraint(name="cases_amounts", condition=Q(asked__gte=0, own_money__gte=0)),
            models.CheckConstraint(
                name="cases_submitted_has_stamps",
                condition=Q(receipt_number=None, submitted_at=None, receipt="")
                | Q(receipt_number__gte=1, submitted_at__isnull=False) & ~Q(receipt="") & ~Q(submitted_by_name=""),
            ),
            models.CheckConstraint(
                name="cases_only_drafts_lack_receipts", condition=Q(outcome__in=["draft", "withdrawn"]) | Q(receipt_number__isnull=False)
            ),
            models.CheckConstraint(name="cases_refused_has_reason", condition=~Q(outcome="refused") | ~Q(outcome_reason="")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["round", "outcome", "receipt_number"], name="cases_of_round"),
            models.Index(fields=["party", "-id"], name="cases_of_party"),
        ]

    def __str__(self) -> str:
        return self.title or self.receipt or f"case {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/apply/{self.pk}/"

    @property
    def is_draft(self) -> bool:
        return self.outcome == Outcome.DRAFT


class StageRun(models.Model):
    """One stage of a case: its state in the kind's frozen table, whose turn it is, and by when. Changed by `move` alone."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="runs")
    stage_key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=160)
    order = models.PositiveIntegerField()
    turn = models.PositiveIntegerField(default=1)
    which = models.CharField(max_length=40, blank=True)
    tier = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=24, default="waiting")
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["case", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "stage_key"], name="cases_run_once"),
            models.CheckConstraint(name="cases_run_waits_or_began", condition=Q(state="waiting", begun_at=None) | ~Q(state="waiting")),
            models.CheckConstraint(
                name="cases_run_closed",
                condition=Q(closed_at=None) & ~Q(state__in=["done", "refused", "lapsed"]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(name="cases_run_order", condition=Q(closed_at=None) | Q(closed_at__gte=F("begun_at"))),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "state", "due_at"], name="cases_run_waiting")]

    def __str__(self) -> str:
        return f"{self.label} {self.state}"
