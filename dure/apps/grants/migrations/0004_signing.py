"""Signatures, amendments, duties and forms of the center."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("cases", "0006_precheck_answers"),
        ("grants", "0003_follow_up"),
        ("platform", "0003_rates"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="grants.agreement"),
                ),
                ("number", models.PositiveSmallIntegerField(null=True)),
                (
                    "kind",
                    models.CharField(choices=[("change", "협약 변경"), ("leaving", "참여 조직의 탈퇴")], default="change", max_length=12),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "승인 기다림"),
                            ("approved", "조직 서명 기다림"),
                            ("signed_by_grantee", "지원하는 쪽 서명 기다림"),
                            ("in_force", "적용"),
                            ("declined", "승인하지 않음"),
                            ("withdrawn", "거둠"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("before", models.JSONField(default=dict)),
                ("amount", models.BigIntegerField()),
                ("own_money", models.BigIntegerField(default=0)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("clauses", models.JSONField(default=list)),
                ("budget", models.JSONField(default=list)),
                (
                    "partner",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.partner"),
                ),
                ("leaves_on", models.DateField(null=True)),
                ("asked_side", models.CharField(choices=[("grantee", "지원받는 조직"), ("center", "지원하는 쪽")], max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(blank=True, max_length=120)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("judged_reason", models.CharField(blank=True, max_length=500)),
                ("document_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("grantee_signed_at", models.DateTimeField(null=True)),
                ("grantee_signed_by_id", models.BigIntegerField(null=True)),
                ("grantee_signed_by_name", models.CharField(blank=True, max_length=120)),
                ("center_signed_at", models.DateTimeField(null=True)),
                ("center_signed_by_id", models.BigIntegerField(null=True)),
                ("center_signed_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="grants_amendment_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "approved", "signed_by_grantee"])),
                        fields=("agreement",),
                        name="grants_amendment_one_open",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0), ("own_money__gte", 0)), name="grants_amendment_amounts"),
                    models.CheckConstraint(condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="grants_amendment_days"),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="grants_amendment_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "signed_by_grantee", "in_force"]), _negated=True),
                            models.Q(
                                ("document_sha256__regex", "^[0-9a-f]{64}$"),
                                ("file__isnull", False),
                                ("judged_at__isnull", False),
                                ("number__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="grants_amendment_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["signed_by_grantee", "in_force"]), _negated=True),
                            models.Q(("grantee_signed_at__isnull", False), ("grantee_signed_by_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="grants_amendment_grantee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True), ("center_signed_at__isnull", False), _connector="OR"
                        ),
                        name="grants_amendment_center",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True), models.Q(("judged_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="grants_amendment_declined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="grants_amendment_judge_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("center_signed_by_id", None),
                            models.Q(("center_signed_by_id", models.F("grantee_signed_by_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="grants_amendment_two_signers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "change"), ("leaves_on", None), ("partner", None)),
                            models.Q(("kind", "leaving"), ("leaves_on__isnull", False), ("partner__isnull", False)),
                            _connector="OR",
                        ),
                        name="grants_amendment_leaving",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentTranche",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "amendment",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tranches", to="grants.amendment"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["amendment", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("amendment", "number"), name="grants_amendment_tranche_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="grants_amendment_tranche_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amendment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="grants.amendment")),
                (
                    "partner",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.partner"),
                ),
                ("grant", models.BigIntegerField(default=0)),
                ("own", models.BigIntegerField(default=0)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("amendment", "partner"), name="grants_amendment_share_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("partner", None)), fields=("amendment",), name="grants_amendment_share_lead"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="grants.agreement"),
                ),
                (
                    "amendment",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="grants.amendment"
                    ),
                ),
                ("side", models.CharField(choices=[("grantee", "지원받는 조직"), ("center", "지원하는 쪽")], max_length=8)),
                ("way", models.CharField(choices=[("typed", "이름을 적음"), ("drawn", "손으로 그림")], max_length=6)),
                ("account_id", models.BigIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("for_whom", models.CharField(max_length=120)),
                ("document_sha256", models.CharField(max_length=64)),
                (
                    "drawing",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("document_sha256__regex", "^[0-9a-f]{64}$")), name="grants_signature_hash"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="grants_signature_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drawing", None), ("way", "typed")),
                            models.Q(("drawing__isnull", False), ("way", "drawn")),
                            _connector="OR",
                        ),
                        name="grants_signature_drawing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agreement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="grants.agreement")),
                ("key", models.CharField(max_length=40)),
                ("turn", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=160)),
                ("source", models.CharField(blank=True, max_length=160)),
                (
                    "who",
                    models.CharField(choices=[("grantee", "지원받는 조직"), ("center", "지원하는 쪽")], default="grantee", max_length=8),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("hand", "직접 확인"), ("report", "보고서로 지켜짐"), ("settlement", "정산으로 지켜짐")],
                        default="hand",
                        max_length=10,
                    ),
                ),
                ("which", models.CharField(blank=True, max_length=10)),
                ("due_on", models.DateField()),
                ("met_at", models.DateTimeField(null=True)),
                ("met_by_name", models.CharField(blank=True, max_length=120)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [models.Index(condition=models.Q(("met_at", None)), fields=["due_on"], name="grants_duty_open")],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "key", "turn"), name="grants_duty_once"),
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="grants_duty_title"),
                    models.CheckConstraint(
                        condition=models.Q(("met_at", None), models.Q(("met_by_name", ""), _negated=True), _connector="OR"),
                        name="grants_duty_met",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, unique=True)),
                ("opened_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("sample", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="PaperFormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="grants.paperform")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
                ),
                ("fields", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by_name", models.CharField(max_length=120)),
                ("mapped_at", models.DateTimeField(null=True)),
                ("mapped_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["form", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("form", "number"), name="grants_form_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("mapped_at", None), models.Q(("mapped_by_name", ""), _negated=True), _connector="OR"),
                        name="grants_form_version_mapped",
                    ),
                ],
            },
        ),
    ]
