"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "dure.apps.people"
    label = "people"
    verbose_name = "사람과 조직"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.people import doors, duties, notices
        from dure.apps.people.words import DEEDS
        from dure.platform import deeds

        doors.register()
        deeds.name(self.label, DEEDS)
        assert duties  # the duty registers itself on import
        assert notices  # answers register themselves on import
