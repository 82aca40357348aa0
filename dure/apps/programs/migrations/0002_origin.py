from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programs", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="definitionversion",
            name="origin",
            field=models.CharField(
                choices=[("catalog", "카탈로그 파일"), ("screen", "화면에서 고침"), ("import", "파일로 가져옴")],
                default="catalog",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="program",
            name="filed",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.definitionversion"
            ),
        ),
        migrations.AddField(model_name="round", name="moves", field=models.PositiveIntegerField(default=0)),
    ]
