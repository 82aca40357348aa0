"""The gatherings app."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "dure.apps.gatherings"
    label = "gatherings"
    verbose_name = "모임"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.gatherings import doors, duties, notices
        from dure.apps.gatherings.words import DEEDS
        from dure.platform import deeds

        doors.register()
        deeds.name(self.label, DEEDS)
        assert duties  # they register themselves on import
        assert notices  # so do these
