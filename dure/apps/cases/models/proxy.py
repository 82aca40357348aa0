"""Applications that staff enter for somebody at the counter, and paper that finds its file by a cover sheet."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dure.apps.cases.models.cases import Case


class ProxyEntry(models.Model):
    """An application entered on behalf (대리 입력): for whom, by whom, the signed consent, and the code that the person read back."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="proxy")
    person_name = models.CharField(max_length=60)
    person_role = models.CharField(max_length=60, blank=True)
    person_phone = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField(null=True)
    entered_by_name = models.CharField(max_length=120)
    consent = models.OneToOneField("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    consent_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(null=True)
    printed_sha256 = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="cases_proxy_named", condition=~Q(person_name="") & ~Q(entered_by_name="")),
            models.CheckConstraint(
                name="cases_proxy_code", condition=Q(code_hash="") | Q(code_expires_at__isnull=False, printed_at__isnull=False)
            ),
            models.CheckConstraint(name="cases_proxy_confirmed_print", condition=Q(confirmed_at=None) | ~Q(printed_sha256="")),
        ]


class CoverSheet(models.Model):
    """A sheet laid on top of paper: its code says which application and which document the pages below it belong to."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cover_sheets")
    document = models.CharField(max_length=60)
    code = models.CharField(max_length=8, unique=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "document"], name="cases_cover_once")]


class Scan(models.Model):
    """Pages that came off the scanner together: bound to an application by their cover sheet or by hand, thrown away, or waiting in the tray."""

    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=255)
    first_page = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(default=1)
    file = models.OneToOneField("platform.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    received_by_name = models.CharField(max_length=120)
    attachment = models.OneToOneField("cases.Attachment", null=True, on_delete=models.PROTECT, related_name="scan")
    bound_at = models.DateTimeField(null=True)
    bound_by_name = models.CharField(max_length=120, blank=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="cases_scan_bound_or_not",
                condition=Q(bound_at=None, attachment=None) | Q(bound_at__isnull=False, attachment__isnull=False, dropped_at=None),
            ),
            models.CheckConstraint(name="cases_scan_has_pages", condition=Q(pages__gte=1, first_page__gte=1)),
        ]
        indexes: ClassVar = [models.Index(fields=["bound_at", "dropped_at", "id"], name="cases_scan_tray")]
