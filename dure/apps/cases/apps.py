"""The cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "dure.apps.cases"
    label = "cases"
    verbose_name = "신청 건"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.cases import doors, duties, flow, invariants, notices, triggers
        from dure.apps.cases.queries import deeds as tellers
        from dure.apps.cases.words import DEEDS
        from dure.platform import deeds

        flow.register()
        deeds.name(self.label, DEEDS)
        tellers.register()
        doors.register()
        triggers.declare()
        assert duties  # timed duties register themselves on import
        assert invariants  # questions register themselves on import
        assert notices  # answers register themselves on import
