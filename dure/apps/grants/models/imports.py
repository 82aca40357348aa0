"""Lines of the account and of the card as the bank gives them, and the expense or the reason that answers each. Whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.grants.words import BankKind
from dure.kernel.identifiers import accounts_hidden


class BankFile(models.Model):
    """A file of the bank or of the card company: its bytes, their digest, and its cells as they came. `columns` says which column is what.

    A file of before the bytes were kept has none.
    """

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="bank_files")
    kind = models.CharField(max_length=10, choices=BankKind.choices)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    stored = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    table = models.JSONField()
    columns = models.JSONField(default=dict)
    received_at = models.DateTimeField()
    received_by_name = models.CharField(max_length=120, blank=True)
    kept_at = models.DateTimeField(null=True)
    kept = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "sha256"], name="grants_bank_file_once")]

    @property
    def name_shown(self) -> str:
        """The name, in which banks like to put the whole account number, without it."""
        return accounts_hidden(self.name)


class BankLine(models.Model):
    """One movement. `fingerprint` and `turn` (the how-manieth equal line of a day) keep the same line from coming in twice."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="lines")
    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="bank_lines")
    fingerprint = models.CharField(max_length=64)
    turn = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()
    time = models.TimeField(null=True)
    amount = models.BigIntegerField()
    incoming = models.BooleanField(default=False)
    payee = models.CharField(max_length=120, blank=True)
    memo = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "fingerprint", "turn"], name="grants_bank_line_once"),
            models.CheckConstraint(name="grants_bank_line_amount", condition=Q(amount__gt=0)),
        ]

    @property
    def payee_shown(self) -> str:
        """Who it went to or came from, without whole account numbers."""
        return accounts_hidden(self.payee)

    @property
    def memo_shown(self) -> str:
        """What the bank noted, without whole account numbers."""
        return accounts_hidden(self.memo)


class BankAnswer(models.Model):
    """What a line was: an expense, or a reason. One that was wrong is undone and stays."""

    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="answers")
    spending = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, null=True, related_name="bank_answers")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line"], condition=Q(undone_at=None), name="grants_bank_answer_one"),
            models.CheckConstraint(name="grants_bank_answer_why", condition=~Q(why="")),
        ]
