"""Samples that auditors draw."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0008_flags")]
    operations: ClassVar = []
