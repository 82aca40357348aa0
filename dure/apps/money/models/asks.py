"""What one person asks and another decides: carrying money over, moving it between lines, reversing an entry."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.money.models.ledger import Entry
from dure.apps.money.words import AskState, LineUse


class Ask(models.Model):
    """Asked by one seat with a reason; approved or declined by another person. `reported` was done at once and is only told."""

    state = models.CharField(max_length=8, choices=AskState.choices, default=AskState.ASKED)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=120)
    asked_seat_id = models.BigIntegerField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    decline_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="money_%(class)s_hands", condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("asked_by_id"))),
            models.CheckConstraint(
                name="money_%(class)s_state",
                condition=Q(state__in=["asked", "reported"], judged_at=None, judged_by_id=None)
                | Q(state__in=["approved", "declined"], judged_at__isnull=False, judged_by_id__isnull=False),
            ),
            models.CheckConstraint(name="money_%(class)s_reason", condition=~Q(reason="")),
        ]


class CarryOver(Ask):
    """Money of a year that goes on to the next one: what an agreement was promised and not paid, or with no agreement what a line leaves.

    With `hands_on` what the agreement was paid and has not settled (`unsettled`, its interest with it) goes along, and so does all that
    still lives in its mirror (`mirrored`), which stands beside the amount and is never added to it.
    """

    from_year = models.PositiveSmallIntegerField()
    line_key = models.CharField(max_length=100)
    agreement_key = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=160)
    amount = models.BigIntegerField()
    hands_on = models.BooleanField(default=False)
    unsettled = models.BigIntegerField(default=0)
    mirrored = models.BigIntegerField(default=0)

    class Meta(Ask.Meta):
        constraints: ClassVar = [
            *Ask.Meta.constraints,
            models.CheckConstraint(
                name="money_carryover_amount",
                condition=Q(amount__gt=0, unsettled__gte=0, mirrored__gte=0)
                | Q(amount=0, hands_on=True, unsettled__gte=0, mirrored__gte=0) & ~Q(agreement_key="") & ~Q(unsettled=0, mirrored=0),
            ),
            models.UniqueConstraint(
                name="money_carryover_waits_once", fields=["from_year", "line_key", "agreement_key"], condition=Q(state="asked")
            ),
        ]


class LineTransfer(Ask):
    """Money that goes from one line of a year's budget to another (전용)."""

    year = models.PositiveSmallIntegerField()
    from_line = models.CharField(max_length=100)
    to_line = models.CharField(max_length=100)
    to_title = models.CharField(max_length=120)
    use = models.CharField(max_length=8, choices=LineUse.choices, default=LineUse.OTHER)
    amount = models.BigIntegerField()
    why_approval = models.JSONField(default=list)

    class Meta(Ask.Meta):
        constraints: ClassVar = [
            *Ask.Meta.constraints,
            models.CheckConstraint(name="money_linetransfer_amount", condition=Q(amount__gt=0) & ~Q(from_line=F("to_line"))),
        ]
        indexes: ClassVar = [models.Index(fields=["year", "from_line"], name="money_linetransfer_year")]


class Reversal(Ask):
    """An entry that somebody wants reversed."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reversals")

    class Meta(Ask.Meta):
        constraints: ClassVar = [
            *Ask.Meta.constraints,
            models.CheckConstraint(name="money_reversal_not_told", condition=~Q(state="reported")),
            models.UniqueConstraint(name="money_reversal_waits_once", fields=["entry"], condition=Q(state="asked")),
        ]
