"""Payment kinds, withholding, imports, budgets and closed months."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0004_signing")]
    operations: ClassVar = []
