"""What looks wrong with an expense or an agreement, and everything that people said about it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words.flags import FlagKind, FlagState, FlagTurnKind


class Flag(models.Model):
    """One thing that was seen, once. It refuses nothing; a person decides.

    `mark` tells flags of one kind on one expense apart, `pair` is what a decision is remembered under. `says` names an expense of
    another party by its agreement's number only. Without an expense the flag is the agreement's.
    """

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="flags")
    spending = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, null=True, related_name="flags")
    other = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=FlagKind.choices)
    mark = models.CharField(max_length=80)
    pair = models.CharField(max_length=160)
    says = models.CharField(max_length=400)
    state = models.CharField(max_length=12, choices=FlagState.choices, default=FlagState.OPEN)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["spending", "kind", "mark"], condition=Q(spending__isnull=False), name="grants_flag_once"),
            models.UniqueConstraint(fields=["agreement", "kind", "mark"], condition=Q(spending=None), name="grants_flag_of_agreement_once"),
            models.CheckConstraint(name="grants_flag_says", condition=~Q(says="") & ~Q(pair="")),
            models.CheckConstraint(name="grants_flag_other", condition=Q(other=None) | ~Q(other=F("spending"))),
            models.CheckConstraint(
                name="grants_flag_decided",
                condition=Q(state="open") | Q(state__in=["completion", "cleared", "disallowed"], decided_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "raised_at"], name="grants_flag_waiting"),
            models.Index(fields=["kind", "pair"], name="grants_flag_pair"),
        ]


class FlagTurn(models.Model):
    """An explanation of the grantee or a decision of an officer, with its reason. `remembered`: the same pair is not raised again."""

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=12, choices=FlagTurnKind.choices)
    text = models.CharField(max_length=500)
    remembered = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_flag_turn_text", condition=~Q(text="")),
            models.CheckConstraint(name="grants_flag_turn_remembered", condition=Q(remembered=False) | Q(kind="cleared")),
        ]
