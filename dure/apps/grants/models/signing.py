"""Signatures under agreements, and the amendments that change one. Amounts are whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.models.agreements import SHA256
from dure.apps.grants.words import AmendmentKind, AmendmentState, Side, SigningWay
from dure.kernel.clock import SEOUL


class Amendment(models.Model):
    """Another text of a signed agreement (변경협약): what is promised from now on, why, and who agreed. It holds only when `in_force`.

    The columns carry the whole new promise, not a difference; `before` keeps what it replaced. `number` is given with the paper.
    Without a `pass_through` what the operator passes on stays, firms with it. One that `relays` lays every instalment anew, each with its
    gate and planned day, and those it does not name are dropped; otherwise its instalments, if it has any, only get other amounts.
    """

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=AmendmentKind.choices, default=AmendmentKind.CHANGE)
    state = models.CharField(max_length=20, choices=AmendmentState.choices, default=AmendmentState.ASKED)
    reason = models.CharField(max_length=500)
    before = models.JSONField(default=dict)
    amount = models.BigIntegerField()
    own_money = models.BigIntegerField(default=0)
    pass_through = models.BigIntegerField(null=True)
    firms_max = models.PositiveIntegerField(null=True)
    relays = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    clauses = models.JSONField(default=list)
    budget = models.JSONField(default=list)
    partner = models.ForeignKey("cases.Partner", on_delete=models.PROTECT, null=True, related_name="+")
    leaves_on = models.DateField(null=True)
    asked_side = models.CharField(max_length=8, choices=Side.choices)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    judged_reason = models.CharField(max_length=500, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    grantee_signed_at = models.DateTimeField(null=True)
    grantee_signed_by_id = models.BigIntegerField(null=True)
    grantee_signed_by_name = models.CharField(max_length=120, blank=True)
    center_signed_at = models.DateTimeField(null=True)
    center_signed_by_id = models.BigIntegerField(null=True)
    center_signed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="grants_amendment_number"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=["asked", "approved", "signed_by_grantee"]),
                name="grants_amendment_one_open",
            ),
            models.CheckConstraint(name="grants_amendment_amounts", condition=Q(amount__gte=0, own_money__gte=0)),
            models.CheckConstraint(
                name="grants_amendment_passing",
                condition=Q(pass_through=None, firms_max=None) | Q(pass_through__gte=0, pass_through__lte=F("amount")),
            ),
            models.CheckConstraint(name="grants_amendment_days", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="grants_amendment_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="grants_amendment_paper",
                condition=~Q(state__in=["approved", "signed_by_grantee", "in_force"])
                | Q(number__isnull=False, judged_at__isnull=False, document_sha256__regex=SHA256, file__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_amendment_grantee",
                condition=~Q(state__in=["signed_by_grantee", "in_force"])
                | Q(grantee_signed_at__isnull=False, grantee_signed_by_id__isnull=False),
            ),
            models.CheckConstraint(name="grants_amendment_center", condition=~Q(state="in_force") | Q(center_signed_at__isnull=False)),
            models.CheckConstraint(name="grants_amendment_declined", condition=~Q(state="declined") | ~Q(judged_reason="")),
            models.CheckConstraint(
                name="grants_amendment_judge_is_another", condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("asked_by_id"))
            ),
            models.CheckConstraint(
                name="grants_amendment_two_signers",
                condition=Q(center_signed_by_id=None) | ~Q(center_signed_by_id=F("grantee_signed_by_id")),
            ),
            models.CheckConstraint(
                name="grants_amendment_leaving",
                condition=Q(kind="change", partner=None, leaves_on=None)
                | Q(kind="leaving", partner__isnull=False, leaves_on__isnull=False),
            ),
        ]

    @property
    def label(self) -> str:
        """The number of its paper: the agreement's with a turn; without one while it is only asked for."""
        return f"{self.agreement.number} 변경{self.number}" if self.number else f"{self.agreement.number} 변경 요청"


class AmendmentTranche(models.Model):
    """What an instalment becomes with an amendment; together they are its amount. Share, gate and planned day are said by one that relays."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()
    share_percent = models.PositiveSmallIntegerField(null=True)
    gate = models.CharField(max_length=40, blank=True)
    planned_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["amendment", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "number"], name="grants_amendment_tranche_once"),
            models.CheckConstraint(name="grants_amendment_tranche_amount", condition=Q(amount__gte=0)),
        ]


class AmendmentShare(models.Model):
    """How a leaving partner's part moves: less for it, more for those who stay. The applicant itself is the share without a partner."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="shares")
    partner = models.ForeignKey("cases.Partner", on_delete=models.PROTECT, null=True, related_name="+")
    grant = models.BigIntegerField(default=0)
    own = models.BigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["amendment", "partner"], name="grants_amendment_share_once"),
            models.UniqueConstraint(fields=["amendment"], condition=Q(partner=None), name="grants_amendment_share_lead"),
        ]


class Signature(models.Model):
    """One hand under one paper: who, for whom, in which place, how, when, and the hash of what was signed. Rows are only added."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="signatures")
    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, null=True, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side.choices)
    way = models.CharField(max_length=6, choices=SigningWay.choices)
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    for_whom = models.CharField(max_length=120)
    document_sha256 = models.CharField(max_length=64)
    drawing = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_signature_hash", condition=Q(document_sha256__regex=SHA256)),
            models.CheckConstraint(name="grants_signature_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="grants_signature_drawing",
                condition=Q(way="typed", drawing=None) | Q(way="drawn", drawing__isnull=False),
            ),
        ]

    @property
    def stamped(self) -> str:
        """The moment to the millisecond, in Seoul."""
        local = self.signed_at.astimezone(SEOUL)
        return f"{local:%Y.%m.%d. %H:%M:%S}.{local.microsecond // 1000:03d}"
