"""Papers that came before it is said which expense they prove."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.grants.words import EvidenceKind


class LoosePaper(models.Model):
    """A paper that was dropped together with others, kept at once, and put to an expense or taken away later.

    `kind` is what it was dropped as, if that was said; `original` is the photo as it was taken, where `file` was straightened.
    """

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="loose_papers")
    kind = models.CharField(max_length=30, choices=EvidenceKind.choices, blank=True, default="")
    name = models.CharField(max_length=120)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    original = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField()
    dropped_by_name = models.CharField(max_length=120, blank=True)
    spending = models.ForeignKey("grants.Spending", on_delete=models.PROTECT, null=True, related_name="+")
    put_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="grants_loose_put", condition=Q(spending=None, put_at=None) | Q(spending__isnull=False, put_at__isnull=False)
            ),
            models.CheckConstraint(name="grants_loose_one_end", condition=Q(put_at=None) | Q(removed_at=None)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agreement"], name="grants_loose_waiting", condition=Q(put_at=None, removed_at=None)),
        ]
