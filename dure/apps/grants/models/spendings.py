"""Expenses and the papers that prove them, in whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import EvidenceKind, Source, SpendingState, Withholding


class Spending(models.Model):
    """One expense with its evidence, from the grant or from the grantee's own share.

    `amount` is what the source pays; VAT that the grantee gets back stands beside it. Of a person's fee the taxes are withheld.
    `payee_key` and `invoice_key` are the payee's name and the number of its bill as flags compare them. No resident number is ever kept; of a
    person only name and year of birth.
    """

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="spendings")
    category = models.CharField(max_length=60)
    source = models.CharField(max_length=5, choices=Source.choices)
    amount = models.BigIntegerField()
    spent_on = models.DateField()
    payee_name = models.CharField(max_length=120)
    payee_business_number = models.CharField(max_length=10, blank=True)
    invoice_number = models.CharField(max_length=40, blank=True)
    invoice_key = models.CharField(max_length=40, blank=True, default="")
    memo = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, default="goods")
    vat = models.BigIntegerField(default=0)
    vat_included = models.BooleanField(default=False)
    withholding = models.CharField(max_length=10, choices=Withholding.choices, blank=True, default="")
    income_tax = models.BigIntegerField(default=0)
    local_tax = models.BigIntegerField(default=0)
    payee_key = models.CharField(max_length=120, blank=True, default="")
    used_at = models.TimeField(null=True)
    person_name = models.CharField(max_length=60, blank=True, default="")
    person_birth_year = models.PositiveSmallIntegerField(null=True)
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=SpendingState.choices, default=SpendingState.FILED)
    clause = models.CharField(max_length=300, blank=True)
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
                condition=Q(state__in=["draft", "filed", "withdrawn"], judged_at=None)
                | Q(state__in=["accepted", "disallowed"], judged_at__isnull=False),
            ),
            models.CheckConstraint(name="grants_spending_placed", condition=Q(state__in=["draft", "withdrawn"]) | ~Q(category="")),
            models.CheckConstraint(name="grants_spending_taxes", condition=Q(vat__gte=0, income_tax__gte=0, local_tax__gte=0)),
            models.CheckConstraint(
                name="grants_spending_withheld", condition=~Q(withholding="") | Q(withholding="", income_tax=0, local_tax=0)
            ),
            models.CheckConstraint(name="grants_spending_clause", condition=~Q(state="disallowed") | ~Q(clause="")),
            models.CheckConstraint(
                name="grants_spending_judge_is_another",
                condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("filed_by_id")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["invoice_number"], name="grants_spending_invoice", condition=~Q(invoice_number="")),
            models.Index(fields=["invoice_key"], name="grants_spending_invoice_key", condition=~Q(invoice_key="")),
        ]

    @property
    def transferred(self) -> int:
        """What left the account to the payee: the amount with VAT paid on top, less the taxes withheld."""
        return self.amount + (0 if self.vat_included else self.vat) - self.income_tax - self.local_tax


class SpendingEvidence(models.Model):
    """A paper that proves an expense. `original` is the photo as it was taken, where `file` was straightened; `reused` was filed before.

    `look` is what a photo shows in small, `twin` an earlier paper of another expense that shows the same.
    """

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30, choices=EvidenceKind.choices)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    original = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    reused = models.BooleanField(default=False)
    look = models.BinaryField(null=True)
    twin = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
