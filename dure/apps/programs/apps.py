"""The programs app."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "dure.apps.programs"
    label = "programs"
    verbose_name = "지원사업"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.programs import duties, invariants, notices, triggers
        from dure.apps.programs.words import DEEDS
        from dure.platform import deeds

        triggers.declare()
        deeds.name(self.label, DEEDS)
        assert duties  # they register themselves on import
        assert invariants  # so do these
        assert notices
