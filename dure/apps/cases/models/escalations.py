"""That a stage waits too long, told to one seat after another."""

from typing import ClassVar

from django.db import models


class Escalation(models.Model):
    """A step that was taken: so many days after the due moment, a seat was told. Once per run, due moment and step."""

    run = models.ForeignKey("cases.StageRun", on_delete=models.PROTECT, related_name="escalations")
    due_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=20)
    seat = models.ForeignKey("people.Seat", null=True, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["run", "days", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "due_at", "days", "to"], name="cases_escalation_once")]
