"""Payment kinds, withholding, imports, budgets and closed months."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0004_signing")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="BudgetVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="budget_versions", to="grants.agreement"),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "승인 기다림"), ("approved", "적용"), ("declined", "승인하지 않음")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("why", models.CharField(max_length=500)),
                ("reported", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField(null=True)),
                ("asked_by_name", models.CharField(blank=True, max_length=120)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("judged_reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["agreement", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "number"), name="grants_budget_number"),
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("agreement",), name="grants_budget_one_asked"),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="grants_budget_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("state", "asked")),
                            models.Q(("judged_at__isnull", False), ("state__in", ["approved", "declined"])),
                            _connector="OR",
                        ),
                        name="grants_budget_judged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True), models.Q(("judged_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="grants_budget_declined",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="grants_budget_judge_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VatStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="vat_standings", to="grants.agreement"),
                ),
                ("taxable", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("said_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ClosedMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agreement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="months", to="grants.agreement")),
                ("month", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("closed", "마감함"), ("accepted", "확인 끝"), ("reopened", "다시 엶")], default="closed", max_length=10
                    ),
                ),
                ("closed_at", models.DateTimeField()),
                ("closed_by_id", models.BigIntegerField(null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=120)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_by_id", models.BigIntegerField(null=True)),
                ("accepted_by_name", models.CharField(blank=True, max_length=120)),
                ("reopened_reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["agreement", "month"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "month"), name="grants_month_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="grants_month_first_day"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("state", "accepted"), _negated=True), ("accepted_at__isnull", False), _connector="OR"),
                        name="grants_month_accepted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "reopened"), _negated=True),
                            models.Q(("reopened_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="grants_month_reopened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by_id", None), models.Q(("accepted_by_id", models.F("closed_by_id")), _negated=True), _connector="OR"
                        ),
                        name="grants_month_two_people",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="spending",
            name="grants_spending_judged",
        ),
        migrations.AddField(
            model_name="spending",
            name="kind",
            field=models.CharField(default="goods", max_length=20),
        ),
        migrations.AddField(
            model_name="spending",
            name="vat",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="spending",
            name="vat_included",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="spending",
            name="withholding",
            field=models.CharField(
                blank=True,
                choices=[("", "떼지 않음"), ("other", "기타소득 8.8%"), ("business", "사업소득 3.3%")],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="income_tax",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="spending",
            name="local_tax",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="spending",
            name="payee_key",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="spending",
            name="used_at",
            field=models.TimeField(null=True),
        ),
        migrations.AddField(
            model_name="spending",
            name="person_name",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AddField(
            model_name="spending",
            name="person_birth_year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="spending",
            name="facts",
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name="spending",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "증빙 기다림"),
                    ("filed", "확인 기다림"),
                    ("accepted", "인정"),
                    ("disallowed", "불인정"),
                    ("withdrawn", "거둠"),
                ],
                default="filed",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_at", None), ("state__in", ["draft", "filed", "withdrawn"])),
                    models.Q(("judged_at__isnull", False), ("state__in", ["accepted", "disallowed"])),
                    _connector="OR",
                ),
                name="grants_spending_judged",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "withdrawn"]), models.Q(("category", ""), _negated=True), _connector="OR"),
                name="grants_spending_placed",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(("income_tax__gte", 0), ("local_tax__gte", 0), ("vat__gte", 0)), name="grants_spending_taxes"
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withholding", ""), _negated=True),
                    models.Q(("income_tax", 0), ("local_tax", 0), ("withholding", "")),
                    _connector="OR",
                ),
                name="grants_spending_withheld",
            ),
        ),
        migrations.AddField(
            model_name="spendingevidence",
            name="original",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
        ),
        migrations.AddField(
            model_name="spendingevidence",
            name="reused",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="spendingevidence",
            name="kind",
            field=models.CharField(
                choices=[
                    ("payment_voucher", "지출결의서"),
                    ("quotation", "견적서"),
                    ("tax_invoice", "세금계산서 또는 카드전표"),
                    ("transfer_confirmation", "이체확인증"),
                    ("acceptance_record", "검수조서 또는 사진"),
                    ("lecture_confirmation", "강의확인서"),
                    ("withholding_receipt", "원천징수영수증"),
                    ("attendance_roster", "참석자 명부"),
                    ("minutes", "회의록"),
                    ("contract", "계약서"),
                    ("payroll", "급여대장"),
                    ("insurance", "4대보험 가입확인"),
                    ("task_order", "과업지시서"),
                    ("tax_clearance", "국세·지방세 납세증명"),
                    ("deliverable", "결과물"),
                    ("bankbook_copy", "통장 사본"),
                    ("business_registration", "사업자등록증"),
                    ("resume", "이력서"),
                    ("employment_contract", "근로계약서"),
                    ("withholding_report", "원천징수 이행상황신고서"),
                    ("work_log", "출근부 또는 업무일지"),
                    ("internal_approval", "내부결재 문서"),
                    ("lease", "임대차계약서"),
                    ("photo", "사진"),
                    ("travel_order", "출장명령서"),
                    ("travel_report", "출장복명서"),
                    ("receipt", "영수증"),
                    ("sample", "샘플 또는 사진"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="BankFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bank_files", to="grants.agreement"),
                ),
                ("kind", models.CharField(choices=[("bank", "통장 거래내역"), ("card", "카드 사용내역")], max_length=10)),
                ("name", models.CharField(max_length=120)),
                ("sha256", models.CharField(max_length=64)),
                ("table", models.JSONField()),
                ("columns", models.JSONField(default=dict)),
                ("received_at", models.DateTimeField()),
                ("received_by_name", models.CharField(blank=True, max_length=120)),
                ("kept_at", models.DateTimeField(null=True)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [models.UniqueConstraint(fields=("agreement", "sha256"), name="grants_bank_file_once")],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="grants.bankfile")),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bank_lines", to="grants.agreement"),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("turn", models.PositiveSmallIntegerField(default=1)),
                ("on", models.DateField()),
                ("time", models.TimeField(null=True)),
                ("amount", models.BigIntegerField()),
                ("incoming", models.BooleanField(default=False)),
                ("payee", models.CharField(blank=True, max_length=120)),
                ("memo", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "fingerprint", "turn"), name="grants_bank_line_once"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="grants_bank_line_amount"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="grants.bankline")),
                (
                    "spending",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="bank_answers", to="grants.spending"
                    ),
                ),
                ("why", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("by_name", models.CharField(blank=True, max_length=120)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("undone_at", None)), fields=("line",), name="grants_bank_answer_one"),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="grants_bank_answer_why"),
                ],
            },
        ),
    ]
