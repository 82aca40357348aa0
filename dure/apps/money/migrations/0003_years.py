"""Fiscal years, program lines and line transfers."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def open_years_of_books(apps: Any, _schema_editor: Any) -> None:
    """Years that have books are open: they were used before anybody opened years."""
    years = apps.get_model("money", "Book").objects.order_by("fiscal_year").values_list("fiscal_year", flat=True).distinct()
    rows = apps.get_model("money", "FiscalYear").objects
    for year in years:
        rows.get_or_create(year=year)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0002_operating")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="account",
            name="nature",
            field=models.CharField(
                choices=[
                    ("budget", "예산"),
                    ("line", "예산 항목"),
                    ("committed", "협약액"),
                    ("paid", "지급액"),
                    ("spent", "인정한 집행"),
                    ("owed", "돌려받을 돈"),
                    ("returned", "돌려받은 돈"),
                    ("carried", "다음 해로 이월한 돈"),
                    ("outside", "바깥"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("allot", "배정"),
                    ("commit", "협약"),
                    ("release", "협약액 되돌림"),
                    ("pay", "지급"),
                    ("spend", "집행 인정"),
                    ("disallow", "불인정"),
                    ("unspent", "집행잔액"),
                    ("return", "반납"),
                    ("interest", "이자"),
                    ("reverse", "바로잡음"),
                    ("carry", "이월"),
                    ("move", "전용"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="BudgetPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("line_key", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=160)),
                ("amount", models.BigIntegerField(default=0)),
                (
                    "mark",
                    models.CharField(
                        choices=[
                            ("stated", "원문에 있음"),
                            ("inferred", "추정"),
                            ("open", "금액 없음"),
                            ("rest", "원문에 항목별 금액이 없음"),
                        ],
                        max_length=8,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=300)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("order", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["year", "line_key", "order", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "line_key", "key"), name="money_budgetpart_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0), models.Q(models.Q(("mark", "open"), _negated=True), ("amount", 0), _connector="OR")
                        ),
                        name="money_budgetpart_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mark", "inferred"), _negated=True), models.Q(("basis", ""), _negated=True), _connector="OR"
                        ),
                        name="money_budgetpart_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarryOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "결재 기다림"), ("approved", "승인함"), ("declined", "받지 않음"), ("reported", "사후 보고")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by_name", models.CharField(max_length=120)),
                ("asked_seat_id", models.BigIntegerField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("decline_reason", models.CharField(blank=True, max_length=300)),
                ("from_year", models.PositiveSmallIntegerField()),
                ("line_key", models.CharField(max_length=100)),
                ("agreement_key", models.CharField(blank=True, max_length=80)),
                ("title", models.CharField(max_length=160)),
                ("amount", models.BigIntegerField()),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_carryover_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by_id", None), ("state__in", ["asked", "reported"])),
                            models.Q(
                                ("judged_at__isnull", False), ("judged_by_id__isnull", False), ("state__in", ["approved", "declined"])
                            ),
                            _connector="OR",
                        ),
                        name="money_carryover_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="money_carryover_reason"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="money_carryover_amount"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("from_year", "line_key", "agreement_key"),
                        name="money_carryover_waits_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FiscalYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "열림"), ("closing", "마감 중"), ("closed", "마감함")], default="open", max_length=8
                    ),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                ("opened_by_id", models.BigIntegerField(null=True)),
                ("opened_by_name", models.CharField(blank=True, max_length=120)),
                ("closing_at", models.DateTimeField(null=True)),
                ("closing_by_id", models.BigIntegerField(null=True)),
                ("closing_by_name", models.CharField(blank=True, max_length=120)),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by_id", models.BigIntegerField(null=True)),
                ("closed_by_name", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ["-year"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("year__gte", 2000), ("year__lte", 2199)), name="money_fiscalyear_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closing_at", None), ("state", "open")),
                            models.Q(
                                ("closed_at", None), ("closing_at__isnull", False), ("closing_by_id__isnull", False), ("state", "closing")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by_id__isnull", False),
                                ("closing_at__isnull", False),
                                ("state", "closed"),
                            ),
                            _connector="OR",
                        ),
                        name="money_fiscalyear_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by_id", None), models.Q(("closed_by_id", models.F("closing_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_fiscalyear_hands",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "결재 기다림"), ("approved", "승인함"), ("declined", "받지 않음"), ("reported", "사후 보고")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by_name", models.CharField(max_length=120)),
                ("asked_seat_id", models.BigIntegerField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("decline_reason", models.CharField(blank=True, max_length=300)),
                ("year", models.PositiveSmallIntegerField()),
                ("from_line", models.CharField(max_length=100)),
                ("to_line", models.CharField(max_length=100)),
                ("to_title", models.CharField(max_length=120)),
                (
                    "use",
                    models.CharField(
                        choices=[("other", "그 밖"), ("labor", "인건비"), ("meeting", "회의비")], default="other", max_length=8
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("why_approval", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["year", "from_line"], name="money_linetransfer_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_linetransfer_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by_id", None), ("state__in", ["asked", "reported"])),
                            models.Q(
                                ("judged_at__isnull", False), ("judged_by_id__isnull", False), ("state__in", ["approved", "declined"])
                            ),
                            _connector="OR",
                        ),
                        name="money_linetransfer_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="money_linetransfer_reason"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), models.Q(("from_line", models.F("to_line")), _negated=True)),
                        name="money_linetransfer_amount",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reversal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "결재 기다림"), ("approved", "승인함"), ("declined", "받지 않음"), ("reported", "사후 보고")],
                        default="asked",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("asked_by_id", models.BigIntegerField()),
                ("asked_by_name", models.CharField(max_length=120)),
                ("asked_seat_id", models.BigIntegerField(null=True)),
                ("judged_at", models.DateTimeField(null=True)),
                ("judged_by_id", models.BigIntegerField(null=True)),
                ("judged_by_name", models.CharField(blank=True, max_length=120)),
                ("decline_reason", models.CharField(blank=True, max_length=300)),
                ("entry", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reversals", to="money.entry")),
            ],
            options={
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("judged_by_id", None), models.Q(("judged_by_id", models.F("asked_by_id")), _negated=True), _connector="OR"
                        ),
                        name="money_reversal_hands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("judged_by_id", None), ("state__in", ["asked", "reported"])),
                            models.Q(
                                ("judged_at__isnull", False), ("judged_by_id__isnull", False), ("state__in", ["approved", "declined"])
                            ),
                            _connector="OR",
                        ),
                        name="money_reversal_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="money_reversal_reason"),
                    models.CheckConstraint(condition=models.Q(("state", "reported"), _negated=True), name="money_reversal_not_told"),
                    models.UniqueConstraint(condition=models.Q(("state", "asked")), fields=("entry",), name="money_reversal_waits_once"),
                ],
            },
        ),
        migrations.RunPython(open_years_of_books, migrations.RunPython.noop),
    ]
