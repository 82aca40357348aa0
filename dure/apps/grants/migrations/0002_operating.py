from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("grants", "0001_initial")]

    operations: ClassVar = [
        migrations.AddField(model_name="agreement", name="pass_through", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="agreement", name="firms_max", field=models.PositiveIntegerField(null=True)),
        migrations.AddField(
            model_name="agreement",
            name="through",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="regrants", to="grants.agreement"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                name="grants_agreement_pass_through", condition=Q(pass_through__gte=0, pass_through__lte=F("amount"))
            ),
        ),
    ]
