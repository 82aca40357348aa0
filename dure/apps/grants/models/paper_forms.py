"""A center's own HWPX forms, with what their fields mean."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class PaperForm(models.Model):
    """A form by its name; its versions carry the files."""

    title = models.CharField(max_length=120, unique=True)
    opened_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["title", "id"]


class PaperFormVersion(models.Model):
    """One uploaded file of a form: the fields found in it, and the value of ours that each is given."""

    form = models.ForeignKey(PaperForm, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("platform.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    fields = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by_name = models.CharField(max_length=120)
    mapped_at = models.DateTimeField(null=True)
    mapped_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["form", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="grants_form_version_once"),
            models.CheckConstraint(name="grants_form_version_mapped", condition=Q(mapped_at=None) | ~Q(mapped_by_name="")),
        ]
