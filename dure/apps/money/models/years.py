"""Fiscal years: open, closing, closed. What happened in a closed year stands; see triggers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.money.words import YearState


class FiscalYear(models.Model):
    """A year of the center's books. The first book of a year opens it; then nobody stands in `opened_by_name`."""

    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=YearState.choices, default=YearState.OPEN)
    opened_at = models.DateTimeField(null=True)
    opened_by_id = models.BigIntegerField(null=True)
    opened_by_name = models.CharField(max_length=120, blank=True)
    closing_at = models.DateTimeField(null=True)
    closing_by_id = models.BigIntegerField(null=True)
    closing_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.BigIntegerField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.CheckConstraint(name="money_fiscalyear_year", condition=Q(year__gte=2000, year__lte=2199)),
            models.CheckConstraint(
                name="money_fiscalyear_state",
                condition=Q(state="open", closing_at=None, closed_at=None)
                | Q(state="closing", closing_at__isnull=False, closing_by_id__isnull=False, closed_at=None)
                | Q(state="closed", closing_at__isnull=False, closed_at__isnull=False, closed_by_id__isnull=False),
            ),
            models.CheckConstraint(
                name="money_fiscalyear_hands", condition=Q(closed_by_id=None) | ~Q(closed_by_id=models.F("closing_by_id"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}년 회계연도"
