"""What an applicant writes: a row per section, budget rows, partners, papers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.cases.models.cases import Case


class SectionAnswer(models.Model):
    """The answers of one section, with a version that keeps two people from overwriting each other."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    section = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "section"], name="cases_answer_once")]


class BudgetRow(models.Model):
    """A row of the budget table (비목 · 산출 근거 · 보조금 · 자부담), in won."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="budget_rows")
    order = models.PositiveIntegerField()
    category = models.CharField(max_length=60)
    basis = models.CharField(max_length=300, blank=True)
    grant = models.BigIntegerField(default=0)
    own = models.BigIntegerField(default=0)

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
    """An organization that takes part beside the applicant."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="partners")
    party = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    legal_form = models.CharField(max_length=24, blank=True)
    business_number = models.CharField(max_length=10, blank=True)
    duty = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField(default=0)
    signed_at = models.DateTimeField(null=True)
    signed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["case", "order", "id"]
        constraints: ClassVar = [models.CheckConstraint(name="cases_partner_named", condition=~Q(name=""))]


class Attachment(models.Model):
    """A paper put in for one of the documents that are wanted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    document = models.CharField(max_length=60)
    file = models.OneToOneField("platform.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["case", "id"]
