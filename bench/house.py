"""A house for the benches: its own folder (or an empty PostgreSQL database), the catalog of both years, and a fixed-seed demo world."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

POSTGRES = "DURE_BENCH_POSTGRES"


def prepare(folder: str | None) -> None:
    """Point the settings at the folder that is kept, or at one that goes when the run ends. Before Django is touched."""
    data = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="dure-bench-"))
    data.mkdir(parents=True, exist_ok=True)
    if folder is None:
        atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ |= {"DURE_DATA": str(data), "DURE_DEMO": "1", "DURE_LOCAL_CACHE": "1", "DJANGO_SETTINGS_MODULE": "dure.config.settings"}
    os.environ.pop("DURE_DATABASE_URL", None)
    if asked := os.environ.get(POSTGRES):
        os.environ["DURE_DATABASE_URL"] = asked


def opened(*, full: bool) -> None:
    """Migrate, apply the catalog and tell the demo world, unless the folder already holds one."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench import world
    from dure.config import catalog_apply
    from dure.kernel.clock import now
    from dure.platform.models import Mark

    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Mark.objects.filter(key=world.TOLD).exists():
        return
    list(catalog_apply.apply(at=now()))
    world.tell(at=now(), full=full)
