from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("money", "0001_initial"), ("people", "0001_initial")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="book",
            name="kind",
            field=models.CharField(
                choices=[("project", "사업비"), ("center_income", "센터 수입"), ("own_share", "자부담"), ("pass_through", "재교부")],
                max_length=14,
            ),
        ),
        migrations.RemoveConstraint(model_name="book", name="money_book_owner"),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.CheckConstraint(
                name="money_book_owner",
                condition=Q(kind__in=["own_share", "pass_through"]) & ~Q(owner_key="")
                | ~Q(kind__in=["own_share", "pass_through"]) & Q(owner_key=""),
            ),
        ),
        migrations.AddField(
            model_name="paymentorder",
            name="payer",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.party"),
        ),
        migrations.AddIndex(
            model_name="paymentorder",
            index=models.Index(condition=Q(payer__isnull=False), fields=["payer", "state"], name="money_order_payer"),
        ),
    ]
