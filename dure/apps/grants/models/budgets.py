"""The approved budget of an agreement, version by version, and whether the grantee gets its VAT back. Amounts are whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import BudgetState


class BudgetVersion(models.Model):
    """A budget as it was asked for and judged. Rows: category, source and amount; the newest approved one is in force."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="budget_versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=BudgetState.choices, default=BudgetState.ASKED)
    rows = models.JSONField(default=list)
    why = models.CharField(max_length=500)
    reported = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    judged_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["agreement", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="grants_budget_number"),
            models.UniqueConstraint(fields=["agreement"], condition=Q(state="asked"), name="grants_budget_one_asked"),
            models.CheckConstraint(name="grants_budget_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="grants_budget_judged",
                condition=Q(state="asked", judged_at=None) | Q(state__in=["approved", "declined"], judged_at__isnull=False),
            ),
            models.CheckConstraint(name="grants_budget_declined", condition=~Q(state="declined") | ~Q(judged_reason="")),
            models.CheckConstraint(
                name="grants_budget_judge_is_another", condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("asked_by_id"))
            ),
        ]

    @property
    def plan(self) -> dict[tuple[str, str], int]:
        """Amount by (category, source)."""
        return {(row["category"], row["source"]): row["amount"] for row in self.rows}


class VatStanding(models.Model):
    """Does the grantee get VAT back (과세사업자)? Said once per agreement, corrected by saying it again; the newest counts."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="vat_standings")
    taxable = models.BooleanField()
    said_at = models.DateTimeField()
    said_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
