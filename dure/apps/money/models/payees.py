"""Where a party's money goes: one payee per party, a version for each account number it ever named."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.money.words import BANKS, VersionState

SHA256 = r"^[0-9a-f]{64}$"


class PayeeAccount(models.Model):
    """A party as somebody who is paid. The row is what versions are locked by."""

    party = models.OneToOneField("people.Party", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]


class PayeeAccountVersion(models.Model):
    """One account number, encrypted. It is never changed: another number is another version, verified by a second person.

    `number_hash` is keyed, for search of equal numbers; only `last_digits` are ever shown. `contacts` are the addresses of
    that day: they are told when somebody proposes another number.
    """

    payee = models.ForeignKey(PayeeAccount, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    bank_code = models.CharField(max_length=3, choices=BANKS)
    holder_name = models.CharField(max_length=80)
    sealed_number = models.TextField()
    number_hash = models.CharField(max_length=64)
    last_digits = models.CharField(max_length=4)
    contacts = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.BigIntegerField()
    proposed_by_name = models.CharField(max_length=120)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    decline_reason = models.CharField(max_length=300, blank=True)
    hold_until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["payee", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["payee", "number"], name="money_version_number"),
            models.UniqueConstraint(fields=["payee"], condition=Q(state="proposed"), name="money_version_one_waiting"),
            models.CheckConstraint(name="money_version_sealed", condition=~Q(sealed_number="") & Q(number_hash__regex=SHA256)),
            models.CheckConstraint(name="money_version_last_digits", condition=Q(last_digits__regex=r"^[0-9]{4}$")),
            models.CheckConstraint(
                name="money_version_judged",
                condition=Q(state="proposed", judged_at=None, judged_by_id=None, hold_until=None)
                | Q(state="verified", judged_at__isnull=False, judged_by_id__isnull=False, hold_until__gte=F("judged_at"))
                | Q(state="declined", judged_at__isnull=False, judged_by_id__isnull=False, hold_until=None) & ~Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="money_version_second_person", condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("proposed_by_id"))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["number_hash"], name="money_version_hash")]

    @property
    def shown(self) -> str:
        """국민은행 ****1234: never more than the last four digits."""
        return f"{self.get_bank_code_display()} ****{self.last_digits}"
