"""Papers of instalments."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0006_settling"), ("platform", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="TranchePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField()),
                ("by_name", models.CharField(max_length=120)),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.agreement"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"
                    ),
                ),
                (
                    "tranche",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="grants.tranche"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["tranche", "name"], name="grants_tranchepaper_name")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="grants_tranchepaper_named")
                ],
            },
        ),
    ]
