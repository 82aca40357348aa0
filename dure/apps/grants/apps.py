"""The grants app."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "dure.apps.grants"
    label = "grants"
    verbose_name = "협약·교부·정산"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.grants import doors, duties, flow, invariants, notices, triggers

        flow.register()
        doors.register()
        triggers.declare()
        assert invariants  # questions register themselves on import
        assert duties  # so do these
        assert notices  # answers register themselves on import
