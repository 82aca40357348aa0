"""The money app."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "dure.apps.money"
    label = "money"
    verbose_name = "돈"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.money import doors, invariants, triggers
        from dure.apps.money.queries import deciding, dues
        from dure.apps.money.words import DEEDS
        from dure.platform import deeds

        doors.register()
        deeds.name(self.label, DEEDS)
        triggers.declare()
        assert dues  # so does what waits about money
        assert deciding  # what money says beside a payment
        assert invariants  # questions register themselves on import
