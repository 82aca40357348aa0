"""Disallowances, refund orders, verification and late reports."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0005_spending")]
    operations: ClassVar = []
