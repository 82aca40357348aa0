"""Sample audits: what was drawn from which expenses by which rule, what the auditor found, and what was answered. Amounts are whole won."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.models.agreements import SHA256
from dure.apps.grants.words import AuditMethod, AuditTurnKind, AuditVerdict, ExportState


class AuditSample(models.Model):
    """A sample of accepted expenses of a year, or of one program in it.

    The population is kept as a file (one line per expense) with its digest, count and sum, so that anybody draws the same again.
    """

    number = models.CharField(max_length=40, unique=True)
    year = models.PositiveSmallIntegerField()
    program = models.ForeignKey("programs.Program", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    method = models.CharField(max_length=10, choices=AuditMethod.choices)
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=40)
    population_count = models.PositiveIntegerField()
    population_sum = models.BigIntegerField()
    population_sha256 = models.CharField(max_length=64)
    population_file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    drawn_by_id = models.BigIntegerField(null=True)
    drawn_by_name = models.CharField(max_length=120)
    drawn_seat_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    opinion = models.TextField(blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_audit_population",
                condition=Q(size__gt=0, population_count__gte=F("size"), population_sum__gt=0, population_sha256__regex=SHA256),
            ),
            models.CheckConstraint(name="grants_audit_seed", condition=~Q(seed="")),
            models.CheckConstraint(
                name="grants_audit_ended", condition=Q(ended_at=None, opinion="") | Q(ended_at__isnull=False) & ~Q(opinion="")
            ),
        ]

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None


class AuditItem(models.Model):
    """One drawn expense with the amount it had then, why it was drawn, and what the auditor holds of it. A finding is open until closed."""

    audit = models.ForeignKey(AuditSample, on_delete=models.PROTECT, related_name="items")
    spending = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, related_name="audit_items")
    place = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    hits = models.PositiveIntegerField(default=1)
    why = models.CharField(max_length=160)
    verdict = models.CharField(max_length=10, choices=AuditVerdict.choices, blank=True)
    error = models.BigIntegerField(default=0)
    note = models.TextField(blank=True)
    clause = models.CharField(max_length=300, blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.BigIntegerField(null=True)
    judged_by_name = models.CharField(max_length=120, blank=True)
    reply_until = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["audit", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "spending"], name="grants_audit_item_once"),
            models.UniqueConstraint(fields=["audit", "place"], name="grants_audit_item_place"),
            models.CheckConstraint(name="grants_audit_item_amount", condition=Q(amount__gt=0, hits__gt=0)),
            models.CheckConstraint(name="grants_audit_item_error", condition=Q(error__gte=0, error__lte=F("amount"))),
            models.CheckConstraint(
                name="grants_audit_item_judged",
                condition=Q(verdict="", judged_at=None, error=0, closed_at=None)
                | Q(verdict="fine", judged_at__isnull=False, error=0, closed_at=None, answered_at=None)
                | Q(verdict__in=["complete", "improper"], judged_at__isnull=False, reply_until__isnull=False) & ~Q(clause="") & ~Q(note=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["reply_until"],
                name="grants_audit_finding_open",
                condition=Q(verdict__in=["complete", "improper"], closed_at=None),
            )
        ]

    @property
    def is_finding(self) -> bool:
        return self.verdict in {AuditVerdict.COMPLETE, AuditVerdict.IMPROPER}

    @property
    def word(self) -> str:
        """Where the item stands, for both sides."""
        if not self.verdict:
            return "점검 전"
        if not self.is_finding:
            return str(self.get_verdict_display())
        return "지적 마침" if self.closed_at else "답이 왔음" if self.answered_at else "답 기다림"

    @property
    def tone(self) -> str:
        """The tint of that word."""
        tones = {"점검 전": "quiet", "지적 마침": "done", "답이 왔음": "judge", "답 기다림": "call"}
        return tones.get(self.word, "done")


class AuditTurn(models.Model):
    """One turn about a finding: told, answered, asked again, closed. Papers hang on the turn; rows are only added."""

    item = models.ForeignKey(AuditItem, on_delete=models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=AuditTurnKind.choices)
    text = models.TextField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=120)
    by_seat = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.CheckConstraint(name="grants_audit_turn_text", condition=~Q(text=""))]


class AuditExport(models.Model):
    """Everything of a year, or of one program in it, in one file: who asked, why, and the digest of what was made."""

    year = models.PositiveSmallIntegerField()
    program = models.ForeignKey("programs.Program", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=ExportState.choices, default=ExportState.ASKED)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120)
    file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_export_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="grants_export_made",
                condition=Q(state="made", file__isnull=False, made_at__isnull=False) | ~Q(state="made") & Q(file=None),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["id"], name="grants_export_asked", condition=Q(state="asked"))]
