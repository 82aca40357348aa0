"""The desks: pages that read several apps and keep nothing of their own."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    name = "dure.desks"
    label = "desks"
    verbose_name = "책상"

    def ready(self) -> None:
        from dure.desks import escalating, invariants, rails, reminding
        from dure.desks.money import letters, links, making

        rails.declare()
        assert reminding
        assert escalating
        assert invariants
        assert letters
        assert links
        assert making
