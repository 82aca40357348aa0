"""The grants app."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "dure.apps.grants"
    label = "grants"
    verbose_name = "협약·교부·정산"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.grants import doors, duties, flow, invariants, notices, triggers
        from dure.apps.grants.queries import deciding, dues, links
        from dure.apps.grants.words import DEEDS
        from dure.platform import deeds

        flow.register()
        deeds.name(self.label, DEEDS)
        doors.register()
        links.register()
        triggers.declare()
        assert deciding  # what grants says beside a payment
        assert invariants  # questions register themselves on import
        assert dues  # and what waits about grants
        assert duties  # so do these
        assert notices  # answers register themselves on import
