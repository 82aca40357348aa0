from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0005_migrating")]

    operations: ClassVar = [migrations.AddField(model_name="precheck", name="answers", field=models.JSONField(default=list))]
