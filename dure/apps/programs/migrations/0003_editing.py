from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programs", "0002_origin")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DefinitionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.JSONField()),
                ("lock", models.PositiveIntegerField(default=0)),
                ("saves", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                ("saved_by_id", models.BigIntegerField(null=True)),
                ("saved_by_name", models.CharField(blank=True, max_length=120)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.definitionversion"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="programs.edition"),
                ),
                (
                    "program",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="programs.program"),
                ),
            ],
            options={
                "ordering": ["-saved_at", "-id"],
                "indexes": [models.Index(fields=["closed_at", "-saved_at"], name="programs_draft_open")],
                "constraints": [
                    models.UniqueConstraint(fields=["program"], name="programs_draft_one_open", condition=Q(closed_at=None)),
                ],
            },
        ),
    ]
