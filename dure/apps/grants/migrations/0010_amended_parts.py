"""An amendment lays instalments anew, and changes what an operator passes on."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0009_audits")]

    operations: ClassVar = [
        migrations.AddField("tranche", "gate", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("tranche", "planned_on", models.DateField(null=True)),
        migrations.AddField("tranche", "amended", models.BooleanField(default=False)),
        migrations.AddField("tranche", "dropped", models.BooleanField(default=False)),
        migrations.AddField("amendment", "pass_through", models.BigIntegerField(null=True)),
        migrations.AddField("amendment", "firms_max", models.PositiveIntegerField(null=True)),
        migrations.AddField("amendment", "relays", models.BooleanField(default=False)),
        migrations.AddConstraint(
            "amendment",
            models.CheckConstraint(
                name="grants_amendment_passing",
                condition=Q(pass_through=None, firms_max=None) | Q(pass_through__gte=0, pass_through__lte=F("amount")),
            ),
        ),
        migrations.AddField("amendmenttranche", "share_percent", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("amendmenttranche", "gate", models.CharField(blank=True, default="", max_length=40), preserve_default=False),
        migrations.AddField("amendmenttranche", "planned_on", models.DateField(null=True)),
        migrations.AlterField(
            "agreementduty",
            "way",
            models.CharField(
                choices=[
                    ("hand", "직접 확인"),
                    ("report", "보고서로 지켜짐"),
                    ("settlement", "정산으로 지켜짐"),
                    ("tranche", "사업비 신청으로 지켜짐"),
                ],
                default="hand",
                max_length=10,
            ),
        ),
    ]
