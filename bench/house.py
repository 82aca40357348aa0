"""A house for the benches: settings, a fresh folder, and the catalog of both years in it."""

import atexit
import os
import shutil
import tempfile
from functools import cache


@cache
def opened() -> None:
    """Set Django up on a new SQLite file with the catalog applied; once per run."""
    folder = tempfile.mkdtemp(prefix="dure-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {"DURE_DATA": folder, "DURE_LOCAL_CACHE": "1", "DJANGO_SETTINGS_MODULE": "dure.config.settings"}
    os.environ.pop("DURE_DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from dure.config import catalog_apply
    from dure.kernel.clock import now

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    list(catalog_apply.apply(at=now()))
