"""Agreements and what follows from them. Amounts are whole won; what was paid stands in the ledger, not here."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from dure.apps.grants.words import AgreementState, EvidenceKind, ReportState, SettlementState, Source, SpendingState

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


class Tranche(models.Model):
    """One instalment of an agreement; `run` is its stage run."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    share_percent = models.PositiveSmallIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["agreement", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="grants_tranche_once"),
            models.CheckConstraint(name="grants_tranche_amount", condition=Q(amount__gte=0)),
            models.CheckConstraint(name="grants_tranche_share", condition=Q(share_percent__gte=1, share_percent__lte=100)),
        ]


class Spending(models.Model):
    """One expense with its evidence, from the grant or from the grantee's own share."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="spendings")
    category = models.CharField(max_length=60)
    source = models.CharField(max_length=5, choices=Source.choices)
    amount = models.BigIntegerField()
    spent_on = models.DateField()
    payee_name = models.CharField(max_length=120)
    payee_business_number = models.CharField(max_length=10, blank=True)
    invoice_number = models.CharField(max_length=40, blank=True)
    memo = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=SpendingState.choices, default=SpendingState.FILED)
    clause = models.CharField(max_length=300, blank=True)
    warnings = models.JSONField(default=list)
    filed_at = models.DateTimeField()
    filed_by_id = models.BigIntegerField(null=True)
    filed_by_name = models.CharField(max_length=120, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["spent_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_spending_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="grants_spending_judged",
                condition=Q(state__in=["filed", "withdrawn"], judged_at=None)
                | Q(state__in=["accepted", "disallowed"], judged_at__isnull=False),
            ),
            models.CheckConstraint(name="grants_spending_clause", condition=~Q(state="disallowed") | ~Q(clause="")),
            models.CheckConstraint(
                name="grants_spending_judge_is_another",
                condition=Q(judged_by_id=None) | ~Q(judged_by_id=F("filed_by_id")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["invoice_number"], name="grants_spending_invoice", condition=~Q(invoice_number=""))]


class SpendingEvidence(models.Model):
    """A paper that proves an expense."""

    spending = models.ForeignKey(Spending, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=30, choices=EvidenceKind.choices)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]


class Report(models.Model):
    """A kickoff, interim or final report: answers to the definition's form."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reports")
    which = models.CharField(max_length=10)
    turn = models.PositiveSmallIntegerField(default=1)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    returned_reason = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "which", "turn"], name="grants_report_once"),
            models.CheckConstraint(name="grants_report_handed_in", condition=Q(state="draft") | Q(handed_in_at__isnull=False)),
            models.CheckConstraint(name="grants_report_returned", condition=~Q(state="returned") | ~Q(returned_reason="")),
            models.CheckConstraint(name="grants_report_accepted", condition=~Q(state="accepted") | Q(judged_at__isnull=False)),
        ]


class Settlement(models.Model):
    """What was paid, what counts, and what goes back, to the won. The ledger holds the same figures."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="settlement")
    state = models.CharField(max_length=10, choices=SettlementState.choices, default=SettlementState.DRAFT)
    interest = models.BigIntegerField(default=0)
    interest_file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    paid = models.BigIntegerField(default=0)
    accepted_grant = models.BigIntegerField(default=0)
    accepted_own = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)
    to_return = models.BigIntegerField(default=0)
    returned_reason = models.CharField(max_length=500, blank=True)
    handed_in_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_settlement_amounts",
                condition=Q(interest__gte=0, paid__gte=0, accepted_grant__gte=0, accepted_own__gte=0, confirmed__gte=0, to_return__gte=0),
            ),
            models.CheckConstraint(
                name="grants_settlement_adds_up",
                condition=Q(state__in=["draft", "handed_in"]) | Q(to_return=F("paid") - F("confirmed") + F("interest")),
            ),
            models.CheckConstraint(
                name="grants_settlement_confirmed", condition=Q(state__in=["draft", "handed_in"]) | Q(confirmed_at__isnull=False)
            ),
            models.CheckConstraint(name="grants_settlement_closed", condition=~Q(state="closed") | Q(closed_at__isnull=False)),
        ]


class ReturnedMoney(models.Model):
    """One sum that came back from the grantee."""

    settlement = models.ForeignKey(Settlement, on_delete=models.PROTECT, related_name="returns")
    amount = models.BigIntegerField()
    returned_on = models.DateField()
    bank_reference = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["settlement", "bank_reference"], name="grants_return_once"),
            models.CheckConstraint(name="grants_return_amount", condition=Q(amount__gt=0)),
        ]


class Showcase(models.Model):
    """What came of it, for everyone to read."""

    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="showcase")
    title = models.CharField(max_length=120)
    summary = models.TextField()
    figures = models.JSONField(default=list)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]


class FollowUp(models.Model):
    """What a grantee tells so many months after its case ended (사후관리 조사). The form is the definition's; the answers are kept here."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    data = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["opens_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "months"], name="grants_follow_up_once"),
            models.CheckConstraint(name="grants_follow_up_days", condition=Q(due_on__gte=F("opens_on"))),
            models.CheckConstraint(name="grants_follow_up_answered", condition=Q(answered_at=None) | ~Q(answered_by_name="")),
        ]
        indexes: ClassVar = [models.Index(fields=["opens_on"], name="grants_follow_up_open", condition=Q(answered_at=None))]

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
