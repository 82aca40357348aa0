"""What the bank answered to a transfer file, and payments for expenses that were accepted before."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

SHA256 = "^[0-9a-f]{64}$"


def _id() -> tuple[str, models.Field]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0003_years")]
    operations: ClassVar = [
        migrations.AddField("transferfile", "turn", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("paymentorder", "spent_as", models.CharField(blank=True, default="", max_length=60)),
        migrations.CreateModel(
            name="TransferMark",
            fields=[
                _id(),
                ("deed", models.CharField(choices=[("sent", "은행에 보냄"), ("dropped", "쓰지 않기로 함")], max_length=8)),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField()),
                ("by_name", models.CharField(max_length=120)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="money.transferfile"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=["file", "deed"], name="money_mark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("deed", "dropped"), _negated=True) | models.Q(("reason", ""), _negated=True),
                        name="money_mark_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankResult",
            fields=[
                _id(),
                ("digest", models.CharField(max_length=64)),
                ("said_digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("paid_count", models.PositiveIntegerField()),
                ("paid_amount", models.BigIntegerField()),
                ("refused_count", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by_id", models.BigIntegerField()),
                ("by_name", models.CharField(max_length=120)),
                (
                    "file",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="result", to="money.transferfile"),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", SHA256), ("paid_amount__gte", 0), ("said_digest__regex", SHA256)),
                        name="money_result_digests",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BankResultLine",
            fields=[
                _id(),
                ("outcome", models.CharField(choices=[("paid", "이체함"), ("refused", "이체 못 함")], max_length=8)),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("paid_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "line",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="money.transferline"),
                ),
                (
                    "result",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="money.bankresult"),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "paid"), ("paid_on__isnull", False), ("reason", ""), models.Q(("reference", ""), _negated=True)
                        )
                        | models.Q(("outcome", "refused"), ("paid_on", None), ("reference", ""), models.Q(("reason", ""), _negated=True)),
                        name="money_resultline_whole",
                    )
                ],
            },
        ),
    ]
