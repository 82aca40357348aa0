"""What became of a transfer file: marked as sent or dropped, then answered by the bank, line by line."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.money.models.payees import SHA256
from dure.apps.money.models.payments import TransferFile, TransferLine
from dure.apps.money.words import Outcome, TransferDeed


class TransferMark(models.Model):
    """Somebody gave the file to the bank, or said that it will not be used. Each happens once."""

    file = models.ForeignKey(TransferFile, on_delete=models.PROTECT, related_name="marks")
    deed = models.CharField(max_length=8, choices=TransferDeed.choices)
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "deed"], name="money_mark_once"),
            models.CheckConstraint(name="money_mark_reason", condition=~Q(deed="dropped") | ~Q(reason="")),
        ]


class BankResult(models.Model):
    """The bank's answer to one transfer file, taken once.

    `digest` is of the bytes that came, `said_digest` of what they say, so that the same answer as CSV and as XLSX is one.
    The kept file shows account numbers by their last digits only.
    """

    file = models.OneToOneField(TransferFile, on_delete=models.PROTECT, related_name="result")
    digest = models.CharField(max_length=64)
    said_digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    paid_count = models.PositiveIntegerField()
    paid_amount = models.BigIntegerField()
    refused_count = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="money_result_digests", condition=Q(digest__regex=SHA256, said_digest__regex=SHA256, paid_amount__gte=0)
            )
        ]


class BankResultLine(models.Model):
    """What the bank did with one payment: paid it under a reference on a day, or did not, with its reason."""

    result = models.ForeignKey(BankResult, on_delete=models.PROTECT, related_name="lines")
    line = models.OneToOneField(TransferLine, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reference = models.CharField(max_length=60, blank=True)
    paid_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="money_resultline_whole",
                condition=Q(outcome="paid", paid_on__isnull=False, reason="") & ~Q(reference="")
                | Q(outcome="refused", paid_on=None, reference="") & ~Q(reason=""),
            )
        ]
