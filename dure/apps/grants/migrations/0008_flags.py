"""What looks wrong with an expense, and what people decided about it."""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models


def keep_warnings(apps: Any, schema_editor: Any) -> None:
    """What was kept as a warning is a flag; one of an expense that was judged in view of it is decided."""
    flag, turn = apps.get_model("grants", "Flag"), apps.get_model("grants", "FlagTurn")
    for spending in apps.get_model("grants", "Spending").objects.exclude(warnings=[]).order_by("pk").iterator():
        judged = spending.state in {"accepted", "disallowed"}
        state = {"accepted": "cleared", "disallowed": "disallowed"}.get(spending.state, "open")
        for place, words in enumerate(spending.warnings, 1):
            kept = flag.objects.create(
                agreement_id=spending.agreement_id,
                spending=spending,
                kind="earlier",
                mark=f"warning-{place}",
                pair=f"0:{spending.pk}:warning-{place}",
                says=str(words)[:400],
                state=state,
                raised_at=spending.filed_at,
                decided_at=spending.judged_at if judged else None,
                decided_by_id=spending.judged_by_id if judged else None,
                decided_by_name=spending.judged_by_name if judged else "",
            )
            if judged:
                turn.objects.create(
                    flag=kept,
                    kind=state,
                    text=spending.clause or "집행을 판단하며 함께 봄",
                    at=spending.judged_at,
                    by_id=spending.judged_by_id,
                    by_name=spending.judged_by_name,
                )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


KINDS = [
    ("same_invoice", "같은 승인번호"),
    ("same_file", "같은 증빙 파일"),
    ("split", "나누어 산 것"),
    ("just_below", "기준 바로 아래 금액"),
    ("related", "관계있는 거래처"),
    ("outside", "협약 기간 밖"),
    ("paid_twice", "한 사람에게 두 번"),
    ("night", "밤에 쓴 카드"),
    ("holiday", "휴일에 쓴 카드"),
    ("quotes_missing", "견적서 부족"),
    ("quotes_alike", "같은 곳의 견적서"),
    ("payee_number", "받는 곳의 사업자번호"),
    ("untaxed", "원천징수 없음"),
    ("asset", "운영비로 산 자산"),
    ("paper_changed", "확인 뒤 바뀐 증빙"),
    ("refunded", "취소·환불된 결제"),
    ("own_share", "자부담이 뒤처짐"),
    ("underused", "집행이 적은 비목"),
    ("earlier", "전에 남긴 경고"),
]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0007_paying")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("mark", models.CharField(max_length=80)),
                ("pair", models.CharField(max_length=160)),
                ("says", models.CharField(max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "판단 기다림"),
                            ("completion", "보완 기다림"),
                            ("cleared", "설명으로 충분"),
                            ("disallowed", "불인정으로 판단"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=120)),
                (
                    "agreement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="grants.agreement"),
                ),
                (
                    "other",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.spending"),
                ),
                (
                    "spending",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="grants.spending"),
                ),
            ],
            options={
                "ordering": ["raised_at", "id"],
                "indexes": [
                    models.Index(fields=["state", "raised_at"], name="grants_flag_waiting"),
                    models.Index(fields=["kind", "pair"], name="grants_flag_pair"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("spending__isnull", False)), fields=("spending", "kind", "mark"), name="grants_flag_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("spending", None)),
                        fields=("agreement", "kind", "mark"),
                        name="grants_flag_of_agreement_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("says", ""), _negated=True), models.Q(("pair", ""), _negated=True)),
                        name="grants_flag_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other", None), models.Q(("other", models.F("spending")), _negated=True), _connector="OR"),
                        name="grants_flag_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("decided_at__isnull", False), ("state__in", ["completion", "cleared", "disallowed"])),
                            _connector="OR",
                        ),
                        name="grants_flag_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlagTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("explained", "조직의 설명"),
                            ("cleared", "설명으로 충분"),
                            ("completion", "보완을 부탁함"),
                            ("disallowed", "불인정으로 판단"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("remembered", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("by_name", models.CharField(max_length=120)),
                ("flag", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="grants.flag")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="grants_flag_turn_text"),
                    models.CheckConstraint(
                        condition=models.Q(("remembered", False), ("kind", "cleared"), _connector="OR"),
                        name="grants_flag_turn_remembered",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_warnings, migrations.RunPython.noop),
        migrations.RemoveField(model_name="spending", name="warnings"),
    ]
