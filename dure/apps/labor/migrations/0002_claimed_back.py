"""What is claimed back of a paid month."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("labor", "0001_initial"), ("platform", "0003_rates")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("left", "그만둔 사람이 있음"),
                            ("wage", "급여나 근무 시간을 바로잡음"),
                            ("insurance", "보험료를 돌려받음"),
                            ("other", "그 밖"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("amount", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "결재 기다림"),
                            ("declined", "승인하지 않음"),
                            ("approved", "돌려받을 돈"),
                            ("set_off", "다음 신청에서 뺌"),
                            ("refund", "반납 고지함"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(max_length=120)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=120)),
                ("declined_reason", models.CharField(blank=True, max_length=500)),
                ("settled_at", models.DateTimeField(null=True)),
                ("claim", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="labor.claim")),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                (
                    "set_off_in",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="set_offs", to="labor.claim"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["state", "asked_at"], name="labor_correction_waiting")],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("claim",), name="labor_correction_one_asked"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("reason", ""), _negated=True)), name="labor_correction_said"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "asked")),
                            models.Q(
                                ("decided_at__isnull", False), ("state", "declined"), models.Q(("declined_reason", ""), _negated=True)
                            ),
                            models.Q(("decided_at__isnull", False), ("state__in", ["approved", "set_off", "refund"])),
                            _connector="OR",
                        ),
                        name="labor_correction_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by_id", None), models.Q(("decided_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="labor_correction_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("set_off_in__isnull", False), ("settled_at__isnull", False), ("state", "set_off")),
                            models.Q(("set_off_in", None), ("settled_at__isnull", False), ("state", "refund")),
                            models.Q(("settled_at", None), ("state", "approved")),
                            models.Q(("set_off_in", None), ("settled_at", None), ("state__in", ["asked", "declined"])),
                            _connector="OR",
                        ),
                        name="labor_correction_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old", models.BigIntegerField()),
                ("new", models.BigIntegerField()),
                ("correction", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="labor.correction")),
                ("worker", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="labor.worker")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(fields=("correction", "worker"), name="labor_correction_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("new__gte", 0), ("new__lt", models.F("old"))), name="labor_correction_line_less"
                    ),
                ],
            },
        ),
    ]
