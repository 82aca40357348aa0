"""What goes along when an agreement is carried over: what it has not settled, and the mirror of what it passes on."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0004_bank_results")]

    operations: ClassVar = [
        migrations.AlterField(
            "account",
            "nature",
            models.CharField(
                choices=[
                    ("budget", "예산"),
                    ("line", "예산 항목"),
                    ("committed", "협약액"),
                    ("paid", "지급액"),
                    ("spent", "인정한 집행"),
                    ("owed", "돌려받을 돈"),
                    ("returned", "돌려받은 돈"),
                    ("carried", "다음 해로 이월한 돈"),
                    ("handed", "정산을 다음 해로 넘긴 돈"),
                    ("outside", "바깥"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField("carryover", "hands_on", models.BooleanField(default=False)),
        migrations.AddField("carryover", "unsettled", models.BigIntegerField(default=0)),
        migrations.AddField("carryover", "mirrored", models.BigIntegerField(default=0)),
        migrations.RemoveConstraint("carryover", "money_carryover_amount"),
        migrations.AddConstraint(
            "carryover",
            models.CheckConstraint(
                name="money_carryover_amount",
                condition=Q(amount__gt=0, unsettled__gte=0, mirrored__gte=0)
                | Q(amount=0, hands_on=True, unsettled__gte=0, mirrored__gte=0) & ~Q(agreement_key="") & ~Q(unsettled=0, mirrored=0),
            ),
        ),
    ]
