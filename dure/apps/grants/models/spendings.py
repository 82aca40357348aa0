"""Expenses and the papers that prove them, in whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import EvidenceKind, Source, SpendingState


class Spending(models.Model):
    """One expense with its evidence, from the grant or from the grantee's own share."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="spendings")
    category = models.CharField(max_length=60)
    source = models.CharField(max_length=5, choices=Source.choices)
    amount = models.BigIntegerField()
    spent_on = models.DateField()
    payee_name = models.CharField(max_length=120)
    payee_business_number = models.CharField(max_length=10, blank=True)
    invoice_number = models.CharField(max_length=40, blank=True)
    memo = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=SpendingState.choices, default=SpendingState.FILED)
    clause = models.CharField(max_length=300, blank=True)
    warnings = models.JSONField(default=list)
    filed_at = models.DateTimeField()
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(max_length=120, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["spent_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_spending_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="grants_spending_judged",
                condition=Q(state__in=["filed", "withdrawn"], judged_at=None)
                | Q(state__in=["accepted", "disallowed"], judged_at__isnull=False),
            ),
            models.CheckConstraint(name="grants_spending_clause", condition=~Q(state="disallowed") | ~Q(clause="")),
            models.CheckConstraint(
                name="grants_spending_judge_is_another",
                condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("filed_by_id")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["invoice_number"], name="grants_spending_invoice", condition=~Q(invoice_number=""))]


class SpendingEvidence(models.Model):
    """A paper that proves an expense."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30, choices=EvidenceKind.choices)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
