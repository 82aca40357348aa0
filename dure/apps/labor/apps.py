"""The labor app."""

from django.apps import AppConfig


class LaborConfig(AppConfig):
    name = "dure.apps.labor"
    label = "labor"
    verbose_name = "인건비·사회보험료"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.labor import doors, duties, invariants, notices, triggers
        from dure.apps.labor.queries import dues, links, people
        from dure.apps.labor.words import DEEDS
        from dure.platform import deeds

        doors.register()
        deeds.name(self.label, DEEDS)
        links.register()
        people.register()
        triggers.declare()
        assert dues  # what waits, duties, questions and answers register themselves on import
        assert duties
        assert invariants
        assert notices
