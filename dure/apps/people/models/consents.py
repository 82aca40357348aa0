"""Consents, each to a version of its text (domain.md §9.6)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ConsentText(models.Model):
    """What is asked: purpose, items, how long, and what follows from saying no. A changed text is a new version."""

    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    items = models.TextField()
    kept_for = models.CharField(max_length=120)
    on_refusal = models.TextField()
    required = models.BooleanField(default=True)
    since = models.DateField()

    class Meta:
        ordering: ClassVar = ["key", "-version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["key", "version"], name="people_consent_text_version")]

    def __str__(self) -> str:
        return self.title


class Consent(models.Model):
    """Somebody said yes or no to a text, for a case where there is one. A later answer is a new row."""

    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey("people.Party", null=True, on_delete=models.PROTECT, related_name="+")
    case_id = models.BigIntegerField(null=True)
    given = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["case_id", "text"], name="people_consent_case", condition=Q(case_id__isnull=False))]
