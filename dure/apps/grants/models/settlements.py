"""Settlements and the money that comes back, in whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import SettlementState


class Settlement(models.Model):
    """What was paid, what counts, and what goes back, to the won. The ledger holds the same figures."""

    agreement = models.OneToOneField("grants.Agreement", on_delete=models.PROTECT, related_name="settlement")
    state = models.CharField(max_length=10, choices=SettlementState.choices, default=SettlementState.DRAFT)
    interest = models.BigIntegerField(default=0)
    interest_file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    paid = models.BigIntegerField(default=0)
    accepted_grant = models.BigIntegerField(default=0)
    accepted_own = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)
    to_return = models.BigIntegerField(default=0)
    returned_reason = models.CharField(max_length=500, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_settlement_amounts",
                condition=Q(interest__gte=0, paid__gte=0, accepted_grant__gte=0, accepted_own__gte=0, confirmed__gte=0, to_return__gte=0),
            ),
            models.CheckConstraint(
                name="grants_settlement_adds_up",
                condition=Q(state__in=["draft", "handed_in"]) | Q(to_return=F("paid") - F("confirmed") + F("interest")),
            ),
            models.CheckConstraint(
                name="grants_settlement_confirmed", condition=Q(state__in=["draft", "handed_in"]) | Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(name="grants_settlement_closed", condition=~Q(state="closed") | Q(closed_at__isnull=False)),
        ]


class ReturnedMoney(models.Model):
    """One sum that came back from the grantee."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="returns")
    amount = models.BigIntegerField()
    returned_on = models.DateField()
    bank_reference = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["settlement", "bank_reference"], name="grants_return_once"),
            models.CheckConstraint(name="grants_return_amount", condition=Q(amount__gt=0)),
        ]
