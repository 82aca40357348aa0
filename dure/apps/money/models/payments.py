"""Payments: asked by the grantee, prepared by one seat, approved by another, confirmed with the bank's reference."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.money.models.payees import SHA256
from dure.apps.money.words import OrderState


class PaymentOrder(models.Model):
    """One payment. `approval_hash` binds the order, the payee's version and the amount at the moment of approval.

    `payer` is the operator that pays on from what it received; without one the center pays. `spent_as` is the budget category of an
    expense that was accepted before: it is paid for and spent at once, and nothing is left in hand (예치형).
    """

    subject_key = models.CharField(max_length=120)
    agreement_key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    case_id = models.BigIntegerField(null=True)
    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    spent_as = models.CharField(max_length=60, blank=True, default="")
    state = models.CharField(max_length=10, choices=OrderState.choices, default=OrderState.ASKED)
    payee_version = models.ForeignKey("money.PayeeAccountVersion", null=True, on_delete=models.PROTECT, related_name="orders")
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=120)
    prepared_at = models.DateTimeField(null=True)
    prepared_by_id = models.BigIntegerField(null=True)
    prepared_by_name = models.CharField(max_length=120, blank=True)
    prepared_seat_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=120, blank=True)
    approved_seat_id = models.BigIntegerField(null=True)
    approval_hash = models.CharField(max_length=64, blank=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)
    paid_by_id = models.BigIntegerField(null=True)
    paid_by_name = models.CharField(max_length=120, blank=True)
    entry = models.OneToOneField("money.Entry", null=True, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_by_id = models.BigIntegerField(null=True)
    refused_by_name = models.CharField(max_length=120, blank=True)
    refuse_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject_key"], condition=~Q(state="refused"), name="money_order_one_live"),
            models.UniqueConstraint(fields=["bank_reference"], condition=~Q(bank_reference=""), name="money_order_bank_reference"),
            models.CheckConstraint(name="money_order_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="money_order_prepared",
                condition=~Q(state__in=["prepared", "approved", "paid"])
                | Q(prepared_at__isnull=False, prepared_by_id__isnull=False, payee_version__isnull=False),
            ),
            models.CheckConstraint(
                name="money_order_approved",
                condition=~Q(state__in=["approved", "paid"])
                | Q(approved_at__isnull=False, approved_by_id__isnull=False, approval_hash__regex=SHA256),
            ),
            models.CheckConstraint(
                name="money_order_paid",
                condition=Q(state="paid", paid_at__isnull=False, paid_on__isnull=False, paid_by_id__isnull=False, entry__isnull=False)
                & ~Q(bank_reference="")
                | ~Q(state="paid") & Q(paid_at=None, paid_on=None, entry=None, bank_reference=""),
            ),
            models.CheckConstraint(
                name="money_order_refused",
                condition=Q(state="refused", refused_at__isnull=False) & ~Q(refuse_reason="") | ~Q(state="refused") & Q(refused_at=None),
            ),
            models.CheckConstraint(
                name="money_order_maker_is_not_asker", condition=Q(prepared_by_id=None) | ~Q(prepared_by_id=F("asked_by_id"))
            ),
            models.CheckConstraint(
                name="money_order_checker_is_not_maker",
                condition=Q(approved_by_id=None) | Q(prepared_by_id__isnull=False) & ~Q(approved_by_id=F("prepared_by_id")),
            ),
            models.CheckConstraint(
                name="money_order_checker_is_not_asker", condition=Q(approved_by_id=None) | ~Q(approved_by_id=F("asked_by_id"))
            ),
            models.CheckConstraint(
                name="money_order_two_seats", condition=Q(approved_seat_id=None) | ~Q(approved_seat_id=F("prepared_seat_id"))
            ),
            models.CheckConstraint(name="money_order_asker_is_not_payer", condition=Q(paid_by_id=None) | ~Q(paid_by_id=F("asked_by_id"))),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="money_order_state"),
            models.Index(fields=["agreement_key", "id"], name="money_order_agreement"),
            models.Index(fields=["payer", "state"], name="money_order_payer", condition=Q(payer__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/desk/payments/{self.pk}/"


class TransferFile(models.Model):
    """A file of approved payments for the bank. Its bytes hold account numbers and are not kept; the digest is.

    `turn` counts the files that the same payments needed: another one is made only after the one before was dropped or answered.
    """

    digest = models.CharField(max_length=64, unique=True)
    turn = models.PositiveSmallIntegerField(default=1)
    count = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="money_transfer_adds_up", condition=Q(count__gt=0, amount__gt=0, digest__regex=SHA256))
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]}"

    def get_absolute_url(self) -> str:
        return f"/desk/transfers/{self.pk}/"


class TransferLine(models.Model):
    """A payment as it stood in a transfer file."""

    file = models.ForeignKey(TransferFile, on_delete=models.PROTECT, related_name="lines")
    order = models.ForeignKey(PaymentOrder, on_delete=models.PROTECT, related_name="transfers")
    amount = models.BigIntegerField()
    approval_hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["file", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "order"], name="money_transferline_once")]
