from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_pool")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                _ID,
                ("days", models.PositiveSmallIntegerField()),
                (
                    "to",
                    models.CharField(choices=[("holder", "맡은 자리"), ("approver", "결재자"), ("administrator", "관리자")], max_length=20),
                ),
                (
                    "organization",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="escalation_steps", to="people.party"),
                ),
            ],
            options={
                "ordering": ["organization", "days", "id"],
                "constraints": [models.UniqueConstraint(fields=("organization", "days", "to"), name="people_escalation_once")],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                _ID,
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("entered_at", models.DateTimeField()),
                ("entered_by_id", models.BigIntegerField(null=True)),
                ("entered_by_name", models.CharField(max_length=120)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "holding",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="leave", to="people.seatholding"),
                ),
                ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="leaves", to="people.seat")),
            ],
            options={
                "ordering": ["-first", "-id"],
                "constraints": [models.CheckConstraint(condition=Q(last__gte=F("first")), name="people_leave_days")],
            },
        ),
    ]
