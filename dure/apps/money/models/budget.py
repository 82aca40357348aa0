"""The budget as documents print it; the ledger has lines of its own."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.money.words import PartMark


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


class BudgetPart(models.Model):
    """A part of a printed line: a program whose amount is stated, inferred or open, or what the document does not itemize.

    `amount` counts toward the line; it is nothing where the amount is open. The parts of a line sum to the line.
    """

    year = models.PositiveSmallIntegerField()
    line_key = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    amount = models.BigIntegerField(default=0)
    mark = models.CharField(max_length=8, choices=PartMark.choices)
    basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["year", "line_key", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "line_key", "key"], name="money_budgetpart_once"),
            models.CheckConstraint(name="money_budgetpart_amount", condition=Q(amount__gte=0) & (~Q(mark="open") | Q(amount=0))),
            models.CheckConstraint(name="money_budgetpart_basis", condition=~Q(mark="inferred") | ~Q(basis="")),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"
