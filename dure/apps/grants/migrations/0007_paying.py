"""Payment after evidence."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0006_settling")]
    operations: ClassVar = []
