"""The house's own settings, in a folder that goes away, with a fixed key and a hasher that costs nothing."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="dure-tests-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["DURE_DATA"] = _FOLDER
os.environ["DURE_SECRET_KEY"] = "a-key-for-tests-only-a-key-for-tests-only-a-key-for-tests-only"
os.environ["DURE_LOCAL_CACHE"] = "1"
for name in ("DURE_DEMO", "DURE_DEBUG", "DURE_HTTPS", "DURE_REDIS_URL", "DURE_SMTP_HOST", "DURE_HOSTS"):
    os.environ.pop(name, None)

from dure.config.settings import *  # noqa: E402, F403
from dure.config.settings import STORAGES, TEMPLATES  # noqa: E402
from tests.strict import UnknownVariable  # noqa: E402

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TEMPLATES[0]["OPTIONS"] |= {"string_if_invalid": UnknownVariable()}  # type: ignore[operator]
WHITENOISE_AUTOREFRESH = True
