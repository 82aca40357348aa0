"""What the law asks of a party for the grants of a whole year: an auditor named, an audit report, disclosure."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.grants.words import PartyDutyKey


class PartyDuty(models.Model):
    """One dated duty of one party and fiscal year. Met with a paper or a link; an audit may be skipped in every other year."""

    party = models.ForeignKey("people.Party", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=14, choices=PartyDutyKey.choices)
    due_on = models.DateField()
    received = models.BigIntegerField()
    source = models.CharField(max_length=160)
    laid_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by_id = models.BigIntegerField(null=True)
    met_by_name = models.CharField(max_length=120, blank=True)
    skipped = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=300, blank=True)
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["party", "year", "key"], name="grants_party_duty_once"),
            models.CheckConstraint(name="grants_party_duty_received", condition=Q(received__gt=0)),
            models.CheckConstraint(
                name="grants_party_duty_met",
                condition=Q(met_at=None, met_by_name="", skipped=False)
                | Q(met_at__isnull=False, skipped=True) & ~Q(note="") & ~Q(key="disclosure") & ~Q(met_by_name="")
                | Q(met_at__isnull=False, skipped=False, file__isnull=False) & ~Q(met_by_name="")
                | Q(met_at__isnull=False, skipped=False, key="disclosure") & ~Q(link="") & ~Q(met_by_name=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="grants_party_duty_open", condition=Q(met_at=None))]

    @property
    def is_met(self) -> bool:
        return self.met_at is not None

    @property
    def takes_a_link(self) -> bool:
        """Disclosure is shown by where it stands; the others by a paper."""
        return self.key == PartyDutyKey.DISCLOSURE
