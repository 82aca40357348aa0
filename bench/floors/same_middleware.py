"""The house's settings with a hello for its only page."""

from dure.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.floors.urls"
