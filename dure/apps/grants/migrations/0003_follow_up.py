from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0002_operating")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("months", models.PositiveSmallIntegerField()),
                ("opens_on", models.DateField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("data", models.JSONField(default=dict)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="grants.agreement"),
                ),
            ],
            options={
                "ordering": ["opens_on", "id"],
                "indexes": [models.Index(fields=["opens_on"], name="grants_follow_up_open", condition=Q(answered_at=None))],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "months"), name="grants_follow_up_once"),
                    models.CheckConstraint(name="grants_follow_up_days", condition=Q(due_on__gte=F("opens_on"))),
                    models.CheckConstraint(name="grants_follow_up_answered", condition=Q(answered_at=None) | ~Q(answered_by_name="")),
                ],
            },
        ),
    ]
