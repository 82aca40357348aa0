"""서류 묶음 that is too large to make while somebody waits: asked for, made by the worker, kept some days, taken away."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.grants.words import PackState


class SettlementPack(models.Model):
    """One pack of one agreement: who asked, why, how far it is, the digest of what was made, and until when it is kept."""

    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="packs")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=PackState.choices, default=PackState.ASKED)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=120)
    begun_at = models.DateTimeField(null=True)
    whole = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(null=True)
    kept_until = models.DateField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="grants_pack_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="grants_pack_progress", condition=Q(done__lte=F("whole"))),
            models.CheckConstraint(
                name="grants_pack_made",
                condition=Q(state__in=["made", "gone"], file__isnull=False, made_at__isnull=False, kept_until__isnull=False)
                | Q(state__in=["asked", "failed"], file=None, made_at=None),
            ),
            models.UniqueConstraint(fields=["agreement", "asked_by_id"], condition=Q(state="asked"), name="grants_pack_one_asked"),
        ]
        indexes: ClassVar = [models.Index(fields=["id"], name="grants_pack_asked", condition=Q(state="asked"))]

    @property
    def percent(self) -> int:
        """How far the worker is."""
        return self.done * 100 // self.whole if self.whole else 0
