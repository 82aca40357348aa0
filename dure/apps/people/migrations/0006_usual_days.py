from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_government")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="UsualDays",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing",
                    models.CharField(
                        choices=[("payment", "지급"), ("status_claim", "자격 확인"), ("challenge", "기피신청"), ("scan", "스캔 묶기")],
                        max_length=20,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "organization",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="usual_days", to="people.party"),
                ),
            ],
            options={
                "ordering": ["organization", "thing"],
                "constraints": [models.UniqueConstraint(fields=("organization", "thing"), name="people_usual_days_once")],
            },
        ),
    ]
