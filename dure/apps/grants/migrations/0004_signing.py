"""Signatures, amendments, duties and forms of the center."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0003_follow_up")]
    operations: ClassVar = []
