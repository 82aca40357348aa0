from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0002_drafting"),
        ("people", "0001_initial"),
        ("platform", "0001_initial"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="TierReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tier_returns", to="cases.case")),
                (
                    "from_run",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="returns_asked", to="cases.stagerun"),
                ),
                (
                    "to_run",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="return_answered", to="cases.stagerun"),
                ),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by_name", models.CharField(max_length=120)),
                ("due_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=120)),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["case", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="cases_return_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("due_at", None), ("due_at__gt", models.F("asked_at")), _connector="OR"), name="cases_return_due"
                    ),
                    models.UniqueConstraint(condition=models.Q(("answered_at", None)), fields=("from_run",), name="cases_return_one_open"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Precheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="precheck", to="cases.stagerun")),
                ("findings", models.TextField()),
                (
                    "recommendation",
                    models.CharField(
                        choices=[("apply", "신청 권함"), ("prepare", "준비한 뒤 신청 권함"), ("other", "다른 사업이나 상담 권함")],
                        max_length=12,
                    ),
                ),
                ("advice", models.TextField(blank=True)),
                ("shared", models.BooleanField(default=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by_id", models.BigIntegerField(null=True)),
                ("recorded_by_name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.CheckConstraint(condition=models.Q(("findings", ""), _negated=True), name="cases_precheck_says")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="cases.case")),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="cases.stagerun")),
                ("planned_for", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("visitors", models.CharField(max_length=200)),
                ("planned_at", models.DateTimeField()),
                ("planned_by_name", models.CharField(max_length=120)),
                ("points", models.JSONField(default=list)),
                ("answers", models.JSONField(default=dict)),
                ("findings", models.TextField(blank=True)),
                ("opinion", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                ("saved_by_name", models.CharField(blank=True, max_length=120)),
                ("visitor_id", models.BigIntegerField(null=True)),
                ("visitor_name", models.CharField(blank=True, max_length=120)),
                ("visited_name", models.CharField(blank=True, max_length=60)),
                ("visited_role", models.CharField(blank=True, max_length=60)),
                ("visited_strokes", models.TextField(blank=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancel_reason", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["case", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("place", ""), _negated=True), models.Q(("visitors", ""), _negated=True)),
                        name="cases_visit_has_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sha256", ""), ("signed_at", None)),
                            models.Q(
                                ("sha256__regex", "^[0-9a-f]{64}$"),
                                ("signed_at__isnull", False),
                                ("visitor_id__isnull", False),
                                models.Q(("visitor_name", ""), _negated=True),
                                models.Q(("visited_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="cases_visit_signed_by_both",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cancelled_at", None), ("signed_at", None), _connector="OR"),
                        name="cases_visit_cancelled_or_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProxyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="proxy", to="cases.case")),
                ("person_name", models.CharField(max_length=60)),
                ("person_role", models.CharField(blank=True, max_length=60)),
                ("person_phone", models.CharField(blank=True, max_length=20)),
                ("started_at", models.DateTimeField()),
                ("entered_by_id", models.BigIntegerField(null=True)),
                ("entered_by_name", models.CharField(max_length=120)),
                (
                    "consent",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"
                    ),
                ),
                ("consent_at", models.DateTimeField(null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("code_expires_at", models.DateTimeField(null=True)),
                ("printed_at", models.DateTimeField(null=True)),
                ("printed_sha256", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("person_name", ""), _negated=True), models.Q(("entered_by_name", ""), _negated=True)),
                        name="cases_proxy_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code_hash", ""), models.Q(("code_expires_at__isnull", False), ("printed_at__isnull", False)), _connector="OR"
                        ),
                        name="cases_proxy_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirmed_at", None), models.Q(("printed_sha256", ""), _negated=True), _connector="OR"),
                        name="cases_proxy_confirmed_print",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CoverSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="cover_sheets", to="cases.case")),
                ("document", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=8, unique=True)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("case", "document"), name="cases_cover_once")],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=60)),
                ("name", models.CharField(max_length=255)),
                ("first_page", models.PositiveIntegerField(default=1)),
                ("pages", models.PositiveIntegerField(default=1)),
                (
                    "file",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("received_at", models.DateTimeField()),
                ("received_by_name", models.CharField(max_length=120)),
                (
                    "attachment",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="scan", to="cases.attachment"
                    ),
                ),
                ("bound_at", models.DateTimeField(null=True)),
                ("bound_by_name", models.CharField(blank=True, max_length=120)),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["bound_at", "dropped_at", "id"], name="cases_scan_tray")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attachment", None), ("bound_at", None)),
                            models.Q(("attachment__isnull", False), ("bound_at__isnull", False), ("dropped_at", None)),
                            _connector="OR",
                        ),
                        name="cases_scan_bound_or_not",
                    ),
                    models.CheckConstraint(condition=models.Q(("first_page__gte", 1), ("pages__gte", 1)), name="cases_scan_has_pages"),
                ],
            },
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="reminded_days",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="completionrequest",
            name="lapsed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="completionrequest",
            name="cases_completion_one_open",
        ),
        migrations.AddConstraint(
            model_name="completionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None), ("lapsed_at", None)), fields=("run",), name="cases_completion_one_open"
            ),
        ),
        migrations.AddField(
            model_name="screening",
            name="organization",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
    ]
