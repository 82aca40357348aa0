"""Rates that the center adds."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("platform", "0002_notices")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="OwnRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=19)),
                ("source", models.CharField(max_length=200)),
                ("put_at", models.DateTimeField()),
                ("put_by_id", models.BigIntegerField(null=True)),
                ("put_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["key", "since", "id"],
                "constraints": [
                    models.CheckConstraint(name="platform_rate_said", condition=Q(value__gte=0) & ~Q(source="") & ~Q(key=""))
                ],
                "indexes": [models.Index(fields=["key", "since"], name="platform_rate_key")],
            },
        ),
    ]
