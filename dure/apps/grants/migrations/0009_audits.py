"""Samples that auditors draw, their findings, and full exports."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("grants", "0008_flags"),
        ("platform", "0003_rates"),
        ("programs", "0005_watching"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AuditSample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, unique=True)),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "program",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("random", "무작위"),
                            ("largest", "큰 금액부터"),
                            ("flagged", "이상 징후부터"),
                            ("money", "금액 단위 추출"),
                        ],
                        max_length=10,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("seed", models.CharField(max_length=40)),
                ("population_count", models.PositiveIntegerField()),
                ("population_sum", models.BigIntegerField()),
                ("population_sha256", models.CharField(max_length=64)),
                (
                    "population_file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("drawn_at", models.DateTimeField()),
                ("drawn_by_id", models.BigIntegerField(null=True)),
                ("drawn_by_name", models.CharField(max_length=120)),
                ("drawn_seat_id", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=120)),
                ("opinion", models.TextField(blank=True)),
                ("sample", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("population_count__gte", models.F("size")),
                            ("population_sha256__regex", "^[0-9a-f]{64}$"),
                            ("population_sum__gt", 0),
                            ("size__gt", 0),
                        ),
                        name="grants_audit_population",
                    ),
                    models.CheckConstraint(condition=models.Q(("seed", ""), _negated=True), name="grants_audit_seed"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("opinion", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("opinion", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="grants_audit_ended",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AuditItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="grants.auditsample")),
                (
                    "spending",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="audit_items", to="grants.spending"),
                ),
                ("place", models.PositiveIntegerField()),
                ("amount", models.BigIntegerField()),
                ("hits", models.PositiveIntegerField(default=1)),
                ("why", models.CharField(max_length=160)),
                (
                    "verdict",
                    models.CharField(blank=True, choices=[("fine", "적정"), ("complete", "보완"), ("improper", "부적정")], max_length=10),
                ),
                ("error", models.BigIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("clause", models.CharField(blank=True, max_length=300)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("reply_until", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["audit", "place"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None), ("verdict__in", ["complete", "improper"])),
                        fields=["reply_until"],
                        name="grants_audit_finding_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("audit", "spending"), name="grants_audit_item_once"),
                    models.UniqueConstraint(fields=("audit", "place"), name="grants_audit_item_place"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0), ("hits__gt", 0)), name="grants_audit_item_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("error__gte", 0), ("error__lte", models.F("amount"))), name="grants_audit_item_error"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("error", 0), ("judged_at", None), ("verdict", "")),
                            models.Q(
                                ("answered_at", None), ("closed_at", None), ("error", 0), ("judged_at__isnull", False), ("verdict", "fine")
                            ),
                            models.Q(
                                ("judged_at__isnull", False),
                                ("reply_until__isnull", False),
                                ("verdict__in", ["complete", "improper"]),
                                models.Q(("clause", ""), _negated=True),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grants_audit_item_judged",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="grants.audititem")),
                (
                    "kind",
                    models.CharField(
                        choices=[("found", "지적"), ("answered", "답변"), ("asked", "다시 물음"), ("closed", "마침")], max_length=10
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                ("by_seat", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="grants_audit_turn_text")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AuditExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "program",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programs.program"),
                ),
                ("reason", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "만드는 중"), ("made", "받을 수 있음"), ("failed", "만들지 못함")], default="asked", max_length=8
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=120)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("made_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(condition=models.Q(("state", "asked")), fields=["id"], name="grants_export_asked")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="grants_export_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("made_at__isnull", False), ("state", "made")),
                            models.Q(models.Q(("state", "made"), _negated=True), ("file", None)),
                            _connector="OR",
                        ),
                        name="grants_export_made",
                    ),
                ],
            },
        ),
    ]
