"""Fiscal years, program lines and line transfers."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0002_operating")]
    operations: ClassVar = []
