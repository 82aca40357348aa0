from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_initial"), ("platform", "0001_initial")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="WalletPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("issued_on", models.DateField()),
                ("expires_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                ("added_by_name", models.CharField(blank=True, max_length=120)),
                ("verified_at", models.DateTimeField(null=True)),
                ("verified_by_name", models.CharField(blank=True, max_length=120)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "file",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="people.party"),
                ),
                (
                    "replaced_by",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaces", to="people.walletpaper"
                    ),
                ),
            ],
            options={
                "ordering": ["party", "kind", "id"],
                "indexes": [models.Index(condition=models.Q(("replaced_by", None)), fields=["expires_on"], name="people_paper_expiring")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_on", None), ("expires_on__gte", models.F("issued_on")), _connector="OR"),
                        name="people_paper_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verified_at", None), models.Q(("verified_by_name", ""), _negated=True), _connector="OR"),
                        name="people_paper_verified",
                    ),
                ],
            },
        ),
    ]
