"""The house's settings, tables made straight from the models."""

from dure.config.settings import *  # noqa: F403


class NoMigrations:
    """Every app answers that it has none."""

    def __contains__(self, _label: str) -> bool:
        return True

    def __getitem__(self, _label: str) -> None:
        return None


MIGRATION_MODULES = NoMigrations()
