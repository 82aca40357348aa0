from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("programs", "0003_editing")]

    operations: ClassVar = [
        migrations.AddField(model_name="partappointment", name="ceiling", field=models.BigIntegerField(default=0)),
        migrations.AddField(model_name="partappointment", name="firms_max", field=models.PositiveIntegerField(null=True)),
        migrations.AddField(
            model_name="round",
            name="appointment",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="programs.partappointment"
            ),
        ),
        migrations.AddField(model_name="round", name="stepped_in_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="round", name="step_in_reason", field=models.CharField(blank=True, max_length=300)),
        migrations.AddConstraint(
            model_name="partappointment", constraint=models.CheckConstraint(name="programs_appointment_frame", condition=Q(ceiling__gte=0))
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                name="programs_round_operator", condition=Q(appointment=None) | Q(appointment__isnull=False, operator__isnull=False)
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                name="programs_round_stepped_in",
                condition=Q(stepped_in_at=None, step_in_reason="")
                | Q(stepped_in_at__isnull=False, operator__isnull=False) & ~Q(step_in_reason=""),
            ),
        ),
    ]
