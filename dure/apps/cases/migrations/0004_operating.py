from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0003_screening"), ("people", "0004_leave")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("days", models.PositiveSmallIntegerField()),
                ("to", models.CharField(max_length=20)),
                ("told_at", models.DateTimeField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="cases.stagerun"),
                ),
                (
                    "seat",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.seat"),
                ),
            ],
            options={
                "ordering": ["run", "days", "id"],
                "constraints": [models.UniqueConstraint(fields=("run", "due_at", "days", "to"), name="cases_escalation_once")],
            },
        ),
    ]
