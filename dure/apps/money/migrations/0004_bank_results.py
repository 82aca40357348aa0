"""What the bank answered to a transfer file."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0003_years")]
    operations: ClassVar = []
