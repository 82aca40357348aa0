"""Who wants to hear when a program takes applications again."""

from typing import ClassVar

from django.db import models


class Watch(models.Model):
    """Somebody's wish to be told of a program's rounds; it holds for the program's later years too, by its slug."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["account", "slug"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "slug"], name="programs_watch_once")]
        indexes: ClassVar = [models.Index(fields=["slug"], name="programs_watch_program")]
