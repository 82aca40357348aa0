from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0001_initial"), ("people", "0002_wallet")]

    operations: ClassVar = [
        migrations.AddField("sectionanswer", "prefilled", models.JSONField(default=dict)),
        migrations.AddField(
            "attachment",
            "paper",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.walletpaper"),
        ),
        migrations.AddField(
            "budgetrow",
            "partner",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="budget_rows", to="cases.partner"),
        ),
        migrations.AddField("partner", "invited_at", models.DateTimeField(null=True)),
        migrations.AddField("partner", "invited_by_name", models.CharField(blank=True, default="", max_length=120), preserve_default=False),
        migrations.AddField("partner", "signed_by_id", models.BigIntegerField(null=True)),
        migrations.AddField("partner", "signed_sha256", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("partner", "voided_at", models.DateTimeField(null=True)),
        migrations.AddField("partner", "voided_reason", models.CharField(blank=True, default="", max_length=300), preserve_default=False),
        migrations.AddIndex("partner", models.Index(fields=["party", "-id"], name="cases_partner_of_party")),
        migrations.AddConstraint(
            "partner",
            models.CheckConstraint(
                condition=models.Q(
                    ("signed_sha256", ""),
                    models.Q(("signed_at__isnull", False), models.Q(("signed_by_name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="cases_partner_signed_whole",
            ),
        ),
        migrations.CreateModel(
            name="PartnerAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=60)),
                ("data", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                ("saved_by_id", models.BigIntegerField(null=True)),
                ("saved_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="cases.partner"),
                ),
            ],
            options={
                "ordering": ["partner", "id"],
                "constraints": [models.UniqueConstraint(fields=("partner", "section"), name="cases_partner_answer_once")],
            },
        ),
        migrations.CreateModel(
            name="DraftPresence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=80)),
                ("account_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("seen_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="cases.case"),
                ),
            ],
            options={
                "ordering": ["case", "id"],
                "constraints": [models.UniqueConstraint(fields=("case", "place", "account_id"), name="cases_presence_once")],
            },
        ),
    ]
