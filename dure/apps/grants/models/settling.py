"""What settling needs beside the figures: threads about expenses, months of interest, refund orders, an accountant's word, late reports."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import DisallowanceState, FirmKind, LateKind, Opinion, TurnKind


class Disallowance(models.Model):
    """The center means not to accept an expense, whole or in part; what both sides said stands in its turns. Amounts in whole won."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="disallowances")
    spending = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, related_name="disallowances")
    state = models.CharField(max_length=10, choices=DisallowanceState.choices, default=DisallowanceState.ANNOUNCED)
    amount = models.BigIntegerField()
    clause = models.CharField(max_length=300)
    reply_until = models.DateField()
    announced_at = models.DateTimeField()
    announced_by_id = models.BigIntegerField(null=True)
    announced_by_name = models.CharField(max_length=120)
    final_amount = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["spending"], condition=~Q(state="ended"), name="grants_disallowance_one_open"),
            models.CheckConstraint(name="grants_disallowance_amount", condition=Q(amount__gt=0) & ~Q(clause="")),
            models.CheckConstraint(
                name="grants_disallowance_ended",
                condition=Q(state="ended", ended_at__isnull=False, final_amount__gte=0, final_amount__lte=F("amount"))
                | ~Q(state="ended") & Q(ended_at=None, final_amount=None),
            ),
        ]


class DisallowanceTurn(models.Model):
    """One turn of the thread: announced, answered, or decided. Papers hang on the turn."""

    disallowance = models.ForeignKey(Disallowance, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=TurnKind.choices)
    amount = models.BigIntegerField(null=True)
    text = models.TextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    by_grantee = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="grants_turn_amount", condition=Q(amount=None) | Q(amount__gte=0))]


class InterestMonth(models.Model):
    """The bank's interest of one account in one month, as the statement shows it. `turn` counts how often the settlement was handed in."""

    settlement = models.ForeignKey("grants.Settlement", on_delete=models.PROTECT, related_name="interest_months")
    turn = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=60)
    month = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["account", "month", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["settlement", "turn", "account", "month"], name="grants_interest_month_once"),
            models.CheckConstraint(name="grants_interest_month_amount", condition=Q(amount__gte=0)),
        ]


class RefundOrder(models.Model):
    """반납 고지: how much goes back, until when, and to which account of the giver, as it stood when the order went out."""

    settlement = models.OneToOneField("grants.Settlement", on_delete=models.PROTECT, related_name="refund")
    number = models.CharField(max_length=60, unique=True)
    principal = models.BigIntegerField()
    interest = models.BigIntegerField()
    already_returned = models.BigIntegerField(default=0)
    due_on = models.DateField()
    bank = models.CharField(max_length=40)
    holder = models.CharField(max_length=60)
    account = models.CharField(max_length=40)
    issued_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=120)
    reminded_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_refund_amounts",
                condition=Q(principal__gte=0, interest__gte=0, already_returned__gte=0)
                & Q(principal__gt=F("already_returned") - F("interest")),
            ),
            models.CheckConstraint(name="grants_refund_payee", condition=~Q(bank="") & ~Q(holder="") & ~Q(account="")),
        ]

    @property
    def amount(self) -> int:
        """What was still to come back when the order went out."""
        return self.principal + self.interest - self.already_returned


class RefundAccount(models.Model):
    """The account to which grantees pay back, of the center or of an operator, from a day on. Another account is another row."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    bank = models.CharField(max_length=40)
    holder = models.CharField(max_length=60)
    account = models.CharField(max_length=40)
    put_at = models.DateTimeField()
    put_by_name = models.CharField(max_length=120)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [models.CheckConstraint(name="grants_refund_account_said", condition=~Q(bank="") & ~Q(account=""))]


class Verification(models.Model):
    """정산검증 by an outside accountant: who was named, the nine items with their results, the opinion, and the signature."""

    settlement = models.OneToOneField("grants.Settlement", on_delete=models.PROTECT, related_name="verification")
    firm = models.CharField(max_length=120)
    firm_kind = models.CharField(max_length=10, choices=FirmKind.choices)
    accountant_id = models.BigIntegerField()
    accountant_name = models.CharField(max_length=120)
    named_at = models.DateTimeField()
    named_by_name = models.CharField(max_length=120)
    checks = models.JSONField(default=dict)
    opinion = models.CharField(max_length=12, choices=Opinion.choices, blank=True)
    remarks = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    report = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_verification_signed",
                condition=Q(signed_at=None, sha256="") | Q(signed_at__isnull=False, report__isnull=False) & ~Q(opinion="") & ~Q(sha256=""),
            ),
        ]


class LateReport(models.Model):
    """A settlement that came after its day: how late, and by which rule the next grant may be cut, up to how many percent."""

    agreement = models.OneToOneField("grants.Agreement", on_delete=models.PROTECT, related_name="late_report")
    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LateKind.choices, default=LateKind.SETTLEMENT)
    due_on = models.DateField()
    handed_in_on = models.DateField()
    months_late = models.PositiveSmallIntegerField()
    cut_over = models.PositiveSmallIntegerField(default=0)
    cut_to = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_late_days", condition=Q(handed_in_on__gt=F("due_on"))),
            models.CheckConstraint(name="grants_late_cut", condition=Q(cut_over__lte=F("cut_to"), cut_to__lte=100)),
        ]
