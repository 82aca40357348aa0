"""The house's settings and middleware, with the naive program list in place of its own."""

from pathlib import Path

from dure.config.settings import *  # noqa: F403
from dure.config.settings import TEMPLATES as HOUSE_TEMPLATES

ROOT_URLCONF = "bench.twins.urls"
TEMPLATES = [{**HOUSE_TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]
