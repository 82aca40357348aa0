"""The money app."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "dure.apps.money"
    label = "money"
    verbose_name = "돈"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.apps.money import invariants, triggers

        triggers.declare()
        assert invariants  # questions register themselves on import
