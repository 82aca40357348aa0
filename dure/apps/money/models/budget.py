"""The budget as documents print it; the ledger has lines of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class BudgetLine(models.Model):
    """One line of a printed budget in one year, in won."""

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    order = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["year", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "key"], name="money_budgetline_once"),
            models.CheckConstraint(name="money_budgetline_amount", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
