"""What looks wrong with an expense, and what people decided about it."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0007_paying")]
    operations: ClassVar = []
