"""Packs made by the worker, and what the law asks of a party for a year's grants."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0012_flags_settled"), ("people", "0006_usual_days"), ("platform", "0003_rates")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PartyDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "key",
                    models.CharField(
                        choices=[("auditor_named", "감사인 선임"), ("audit_report", "감사보고서 제출"), ("disclosure", "정보공시")],
                        max_length=14,
                    ),
                ),
                ("due_on", models.DateField()),
                ("received", models.BigIntegerField()),
                ("source", models.CharField(max_length=160)),
                ("laid_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(null=True)),
                ("met_by_id", models.BigIntegerField(null=True)),
                ("met_by_name", models.CharField(blank=True, max_length=120)),
                ("skipped", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("told_on", models.DateField(null=True)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party")),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [models.Index(condition=models.Q(("met_at", None)), fields=["due_on"], name="grants_party_duty_open")],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "year", "key"), name="grants_party_duty_once"),
                    models.CheckConstraint(condition=models.Q(("received__gt", 0)), name="grants_party_duty_received"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met_at", None), ("met_by_name", ""), ("skipped", False)),
                            models.Q(
                                ("met_at__isnull", False),
                                ("skipped", True),
                                models.Q(("note", ""), _negated=True),
                                models.Q(("key", "disclosure"), _negated=True),
                                models.Q(("met_by_name", ""), _negated=True),
                            ),
                            models.Q(
                                ("file__isnull", False),
                                ("met_at__isnull", False),
                                ("skipped", False),
                                models.Q(("met_by_name", ""), _negated=True),
                            ),
                            models.Q(
                                ("key", "disclosure"),
                                ("met_at__isnull", False),
                                ("skipped", False),
                                models.Q(("link", ""), _negated=True),
                                models.Q(("met_by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grants_party_duty_met",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "만드는 중"), ("made", "받을 수 있음"), ("failed", "만들지 못함"), ("gone", "보관 기간 지남")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=120)),
                ("begun_at", models.DateTimeField(null=True)),
                ("whole", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField(null=True)),
                ("kept_until", models.DateField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("agreement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="packs", to="grants.agreement")),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(condition=models.Q(("state", "asked")), fields=["id"], name="grants_pack_asked")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="grants_pack_reason"),
                    models.CheckConstraint(condition=models.Q(("done__lte", models.F("whole"))), name="grants_pack_progress"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("file__isnull", False),
                                ("kept_until__isnull", False),
                                ("made_at__isnull", False),
                                ("state__in", ["made", "gone"]),
                            ),
                            models.Q(("file", None), ("made_at", None), ("state__in", ["asked", "failed"])),
                            _connector="OR",
                        ),
                        name="grants_pack_made",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")), fields=("agreement", "asked_by_id"), name="grants_pack_one_asked"
                    ),
                ],
            },
        ),
    ]
