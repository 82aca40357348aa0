"""The house's own settings for a server that a test starts and kills: no gathered static files, and one more app (see `served`)."""

from dure.config.settings import *  # noqa: F403
from dure.config.settings import INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.rehearsal.served.Served"]
MIDDLEWARE = ["tests.rehearsal.served.Answering", *MIDDLEWARE]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
