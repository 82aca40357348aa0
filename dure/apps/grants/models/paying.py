"""Papers that an instalment asks for beside its report: an insurance bond, a permit, a bank's letter."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class TranchePaper(models.Model):
    """One paper handed in for an instalment, under the name the definition gives it. Handed in anew it is another row; the newest counts."""

    tranche = models.ForeignKey("grants.Tranche", on_delete=models.PROTECT, related_name="papers")
    agreement = models.ForeignKey("grants.Agreement", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [models.CheckConstraint(name="grants_tranchepaper_named", condition=~Q(name=""))]
        indexes: ClassVar = [models.Index(fields=["tranche", "name"], name="grants_tranchepaper_name")]
