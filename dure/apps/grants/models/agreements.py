"""Agreements and their instalments. Amounts are whole won; what was paid stands in the ledger, not here."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dure.apps.grants.words import AgreementState

SHA256 = r"^[0-9a-f]{64}$"


class Agreement(models.Model):
    """What both sides promise: amount, own share, days and clauses, frozen as a paper with its hash.

    Of the amount, `pass_through` is what an operator gives on to at most `firms_max` firms; `through` names the operator's agreement
    from which this one is given.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=20, choices=AgreementState.choices, default=AgreementState.DRAFT)
    amount = models.BigIntegerField()
    own_money = models.BigIntegerField(default=0)
    pass_through = models.BigIntegerField(default=0)
    firms_max = models.PositiveIntegerField(null=True)
    through = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="regrants")
    starts_on = models.DateField()
    ends_on = models.DateField()
    fiscal_year = models.PositiveSmallIntegerField()
    line_key = models.CharField(max_length=80, blank=True)
    clauses = models.JSONField(default=list)
    document_sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    grantee_signed_at = models.DateTimeField(null=True)
    grantee_signed_by_id = models.BigIntegerField(null=True)
    grantee_signed_by_name = models.CharField(max_length=120, blank=True)
    center_signed_at = models.DateTimeField(null=True)
    center_signed_by_id = models.BigIntegerField(null=True)
    center_signed_by_name = models.CharField(max_length=120, blank=True)
    drafted_at = models.DateTimeField()
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=~Q(state="cancelled"), name="grants_agreement_one_live"),
            models.CheckConstraint(name="grants_agreement_amounts", condition=Q(amount__gte=0, own_money__gte=0)),
            models.CheckConstraint(name="grants_agreement_pass_through", condition=Q(pass_through__gte=0, pass_through__lte=F("amount"))),
            models.CheckConstraint(name="grants_agreement_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="grants_agreement_offered",
                condition=Q(state__in=["draft", "cancelled"])
                | Q(offered_at__isnull=False, document_sha256__regex=SHA256, file__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_agreement_grantee",
                condition=Q(state__in=["draft", "offered"], grantee_signed_at=None)
                | Q(state__in=["signed_by_grantee", "signed", "ended"], grantee_signed_at__isnull=False, grantee_signed_by_id__isnull=False)
                | Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="grants_agreement_center",
                condition=Q(state__in=["draft", "offered", "signed_by_grantee"], center_signed_at=None)
                | Q(state__in=["signed", "ended"], center_signed_at__isnull=False)
                | Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="grants_agreement_two_signers",
                condition=Q(center_signed_by_id=None) | ~Q(center_signed_by_id=F("grantee_signed_by_id")),
            ),
        ]

    @property
    def giver(self) -> str:
        """Who gives the money and looks after it, as the grantee's screens name it: the center, or the operator by its name."""
        operator = self.case.round.operator if self.through_id else None
        return operator.name if operator else _("센터")


class StandingTranches(models.Manager["Tranche"]):
    """Instalments that stand: what an amendment dropped is history, and nobody asks for it."""

    def get_queryset(self) -> models.QuerySet["Tranche"]:
        return super().get_queryset().filter(dropped=False)


class Tranche(models.Model):
    """One instalment of an agreement. Its conditions are those of the definition, but once `amended` its gate is `gate` (the report that
    must be accepted first, or none). A `dropped` one is kept and no longer counted: `every` finds it, `objects` does not."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    share_percent = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    gate = models.CharField(max_length=40, blank=True)
    planned_on = models.DateField(null=True)
    amended = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)

    objects = StandingTranches()
    every: ClassVar = models.Manager()

    class Meta:
        ordering: ClassVar = ["agreement", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="grants_tranche_once"),
            models.CheckConstraint(name="grants_tranche_amount", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="grants_tranche_share", condition=Q(share_percent__gte=1, share_percent__lte=100)),
        ]
