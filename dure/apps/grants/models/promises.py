"""What an agreement obliges to, by a day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.grants.words import DutyWay, Side


class AgreementDuty(models.Model):
    """One dated duty of a signed agreement: met by a report or a settlement of its own accord, or by hand with a note and a paper."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="duties")
    key = models.CharField(max_length=40)
    turn = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=160, blank=True)
    who = models.CharField(max_length=8, choices=Side.choices, default=Side.GRANTEE)
    way = models.CharField(max_length=10, choices=DutyWay.choices, default=DutyWay.HAND)
    which = models.CharField(max_length=10, blank=True)
    due_on = models.DateField()
    met_at = models.DateTimeField(null=True)
    met_by_name = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "key", "turn"], name="grants_duty_once"),
            models.CheckConstraint(name="grants_duty_title", condition=~Q(title="")),
            models.CheckConstraint(name="grants_duty_met", condition=Q(met_at=None) | ~Q(met_by_name="")),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="grants_duty_open", condition=Q(met_at=None))]

    @property
    def is_met(self) -> bool:
        return self.met_at is not None
