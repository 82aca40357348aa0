from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_wallet")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="reviewer",
            name="description",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="fields",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="most_open",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="organization",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="term_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="reviewer",
            name="term_until",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.CheckConstraint(
                condition=models.Q(("term_from", None), ("term_until", None), ("term_until__gte", models.F("term_from")), _connector="OR"),
                name="people_reviewer_term",
            ),
        ),
    ]
