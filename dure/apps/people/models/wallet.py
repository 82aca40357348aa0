"""The document wallet of a party: papers with their days, kept once and put in many times."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dure.apps.people.models.parties import Party


class WalletPaper(models.Model):
    """A paper of the party. `expires_on` is its last day; one that was replaced stays for what it was put into."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    file = models.OneToOneField("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=120, blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_by_name = models.CharField(max_length=120, blank=True)
    replaced_by = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaces")
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["party", "kind", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="people_paper_days", condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on"))),
            models.CheckConstraint(name="people_paper_verified", condition=Q(verified_at=None) | ~Q(verified_by_name="")),
        ]
        indexes: ClassVar = [models.Index(fields=["expires_on"], name="people_paper_expiring", condition=Q(replaced_by=None))]

    def __str__(self) -> str:
        return self.title
