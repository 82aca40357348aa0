"""The platform as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PlatformConfig(AppConfig):
    name = "dure.platform"
    label = "platform"
    verbose_name = "공통"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dure.platform import checks, triggers  # checks register themselves on import
        from dure.platform.guards import journal_guards

        journal_guards()
        pre_migrate.connect(triggers.stand_aside_for_migrations, sender=self, dispatch_uid="platform.triggers")
        post_migrate.connect(triggers.remake_after_migrate, sender=self, dispatch_uid="platform.triggers")
        assert checks
