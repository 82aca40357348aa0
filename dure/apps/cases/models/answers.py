"""What an applicant writes: a row per section, budget rows, partners, papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.cases.models.cases import Case


class SectionAnswer(models.Model):
    """The answers of one section, with a version that keeps two people from overwriting each other.

    `prefilled` says of each answer that was carried over from where it comes: {question: {"value", "source"}}.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    section = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    prefilled = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "section"], name="cases_answer_once")]


class BudgetRow(models.Model):
    """A row of the budget table (비목 · 산출 근거 · 보조금 · 자부담), in won. One with a partner is that partner's share."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="budget_rows")
    order = models.PositiveIntegerField()
    category = models.CharField(max_length=60)
    basis = models.CharField(max_length=300, blank=True)
    grant = models.BigIntegerField(default=0)
    own = models.BigIntegerField(default=0)
    partner = models.ForeignKey("cases.Partner", null=True, on_delete=models.PROTECT, related_name="budget_rows")

    class Meta:
        ordering: ClassVar = ["case", "order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "order"], name="cases_budget_row_order"),
            models.CheckConstraint(name="cases_budget_row_amounts", condition=Q(grant__gte=0, own__gte=0)),
        ]

    @property
    def total(self) -> int:
        return self.grant + self.own


class Partner(models.Model):
    """An organization that takes part beside the applicant. It signs what its own part says; a later change voids the signature."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="partners")
    party = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    legal_form = models.CharField(max_length=24, blank=True)
    business_number = models.CharField(max_length=10, blank=True)
    duty = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    signed_by_name = models.CharField(max_length=120, blank=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    voided_at = models.DateTimeField(null=True)
    voided_reason = models.CharField(max_length=300, blank=True)
    invited_at = models.DateTimeField(null=True)
    invited_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["case", "order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="cases_partner_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="cases_partner_signed_whole", condition=Q(signed_sha256="") | (Q(signed_at__isnull=False) & ~Q(signed_by_name=""))
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["party", "-id"], name="cases_partner_of_party")]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class PartnerAnswer(models.Model):
    """What a partner says on a page of the form that each partner fills in for itself."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="answers")
    section = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["partner", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["partner", "section"], name="cases_partner_answer_once")]


class DraftPresence(models.Model):
    """Who has a page of a draft open: told by the browser while it is, forgotten minutes later."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="presences")
    place = models.CharField(max_length=80)
    account_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    seen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "place", "account_id"], name="cases_presence_once")]


class Attachment(models.Model):
    """A paper put in for one of the documents that are wanted, or for a question that asks for a file. `paper` is the one of the wallet it is a copy of."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    document = models.CharField(max_length=60)
    file = models.OneToOneField("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("people.WalletPaper", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
