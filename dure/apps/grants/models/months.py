"""Months of a grant that were closed, so that the settlement at its end is judged already."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import MonthState


class ClosedMonth(models.Model):
    """A month (its first day) that the grantee closed. It takes no new expense until it is opened again with a reason."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=MonthState.choices, default=MonthState.CLOSED)
    closed_at = models.DateTimeField()
    closed_by_id = models.BigIntegerField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by_id = models.BigIntegerField(null=True)
    accepted_by_name = models.CharField(max_length=120, blank=True)
    reopened_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["agreement", "month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "month"], name="grants_month_once"),
            models.CheckConstraint(name="grants_month_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="grants_month_accepted", condition=~Q(state="accepted") | Q(accepted_at__isnull=False)),
            models.CheckConstraint(name="grants_month_reopened", condition=~Q(state="reopened") | ~Q(reopened_reason="")),
            models.CheckConstraint(name="grants_month_two_people", condition=Q(accepted_by_id=None) | ~Q(accepted_by_id=F("closed_by_id"))),
        ]
