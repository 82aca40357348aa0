"""Disallowances, refund orders, verification and late reports."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("grants", "0005_spending"),
        ("people", "0006_usual_days"),
        ("platform", "0003_rates"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="RefundAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party")),
                ("since", models.DateField()),
                ("bank", models.CharField(max_length=40)),
                ("holder", models.CharField(max_length=60)),
                ("account", models.CharField(max_length=40)),
                ("put_at", models.DateTimeField()),
                ("put_by_name", models.CharField(max_length=120)),
                ("sample", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("bank", ""), _negated=True), models.Q(("account", ""), _negated=True)),
                        name="grants_refund_account_said",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RefundOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "settlement",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="refund", to="grants.settlement"),
                ),
                ("number", models.CharField(max_length=60, unique=True)),
                ("principal", models.BigIntegerField()),
                ("interest", models.BigIntegerField()),
                ("already_returned", models.BigIntegerField(default=0)),
                ("due_on", models.DateField()),
                ("bank", models.CharField(max_length=40)),
                ("holder", models.CharField(max_length=60)),
                ("account", models.CharField(max_length=40)),
                ("issued_at", models.DateTimeField()),
                ("issued_by_name", models.CharField(max_length=120)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("overdue_told_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("already_returned__gte", 0),
                            ("interest__gte", 0),
                            ("principal__gte", 0),
                            (
                                "principal__gt",
                                django.db.models.expressions.CombinedExpression(models.F("already_returned"), "-", models.F("interest")),
                            ),
                        ),
                        name="grants_refund_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bank", ""), _negated=True),
                            models.Q(("holder", ""), _negated=True),
                            models.Q(("account", ""), _negated=True),
                        ),
                        name="grants_refund_payee",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="LateReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="late_report", to="grants.agreement"),
                ),
                ("party", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party")),
                ("kind", models.CharField(choices=[("settlement", "정산보고")], default="settlement", max_length=12)),
                ("due_on", models.DateField()),
                ("handed_in_on", models.DateField()),
                ("months_late", models.PositiveSmallIntegerField()),
                ("cut_over", models.PositiveSmallIntegerField(default=0)),
                ("cut_to", models.PositiveSmallIntegerField(default=0)),
                ("source", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("handed_in_on__gt", models.F("due_on"))), name="grants_late_days"),
                    models.CheckConstraint(
                        condition=models.Q(("cut_over__lte", models.F("cut_to")), ("cut_to__lte", 100)), name="grants_late_cut"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "settlement",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="verification", to="grants.settlement"),
                ),
                ("firm", models.CharField(max_length=120)),
                ("firm_kind", models.CharField(choices=[("firm", "회계법인"), ("team", "감사반")], max_length=10)),
                ("accountant_id", models.BigIntegerField()),
                ("accountant_name", models.CharField(max_length=120)),
                ("named_at", models.DateTimeField()),
                ("named_by_name", models.CharField(max_length=120)),
                ("checks", models.JSONField(default=dict)),
                (
                    "opinion",
                    models.CharField(
                        blank=True, choices=[("clean", "적정"), ("qualified", "지적 사항 있음"), ("adverse", "부적정")], max_length=12
                    ),
                ),
                ("remarks", models.TextField(blank=True)),
                ("figures", models.JSONField(default=dict)),
                (
                    "report",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("signed_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", ""), ("signed_at", None)),
                            models.Q(
                                ("report__isnull", False),
                                ("signed_at__isnull", False),
                                models.Q(("opinion", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grants_verification_signed",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="InterestMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "settlement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="interest_months", to="grants.settlement"),
                ),
                ("turn", models.PositiveSmallIntegerField()),
                ("account", models.CharField(max_length=60)),
                ("month", models.DateField()),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["account", "month", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("settlement", "turn", "account", "month"), name="grants_interest_month_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="grants_interest_month_amount"),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Disallowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="disallowances", to="grants.agreement"),
                ),
                (
                    "spending",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="disallowances", to="grants.spending"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("announced", "답 기다림"), ("replied", "답이 왔음"), ("ended", "정해짐")],
                        default="announced",
                        max_length=10,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("clause", models.CharField(max_length=300)),
                ("reply_until", models.DateField()),
                ("announced_at", models.DateTimeField()),
                ("announced_by_id", models.BigIntegerField(null=True)),
                ("announced_by_name", models.CharField(max_length=120)),
                ("final_amount", models.BigIntegerField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ended"), _negated=True), fields=("spending",), name="grants_disallowance_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("clause", ""), _negated=True)), name="grants_disallowance_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("final_amount__gte", 0),
                                ("final_amount__lte", models.F("amount")),
                                ("state", "ended"),
                            ),
                            models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at", None), ("final_amount", None)),
                            _connector="OR",
                        ),
                        name="grants_disallowance_ended",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="DisallowanceTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "disallowance",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="grants.disallowance"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("announced", "불인정 예고"),
                            ("replied", "소명"),
                            ("kept", "그대로 불인정"),
                            ("lowered", "금액을 낮춤"),
                            ("withdrawn", "거둠"),
                        ],
                        max_length=10,
                    ),
                ),
                ("amount", models.BigIntegerField(null=True)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                ("by_grantee", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"), name="grants_turn_amount"
                    )
                ],
                "indexes": [],
            },
        ),
    ]
