"""Drafts: a definition that staff are writing on screen, until it becomes a version or is dropped."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.programs.models.definitions import DefinitionVersion, Edition, Program


class DefinitionDraft(models.Model):
    """A document in the making; without a program it will be a new one. `lock` counts the saves, `saves` says who saved which topic last."""

    program = models.ForeignKey(Program, null=True, on_delete=models.PROTECT, related_name="drafts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(DefinitionVersion, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    lock = models.PositiveIntegerField(default=0)
    saves = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by_id = models.BigIntegerField(null=True)
    saved_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-saved_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program"], name="programs_draft_one_open", condition=Q(closed_at=None)),
        ]
        indexes: ClassVar = [models.Index(fields=["closed_at", "-saved_at"], name="programs_draft_open")]

    def __str__(self) -> str:
        return str(self.document.get("title") or "이름 없는 사업")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
