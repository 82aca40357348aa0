"""The web server."""

import os
import sys
from argparse import Namespace

from dure.config.commands.checks import before_opening


def web(options: Namespace) -> int:
    """Start gunicorn in this process; the checks of the database must pass first."""
    before_opening()
    os.execv(sys.executable, gunicorn(options.port, options.workers))  # noqa: S606  the words are our own


def gunicorn(port: int, workers: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "dure.config.wsgi:application",
        f"--bind=127.0.0.1:{port}",
        f"--workers={workers}",
        "--threads=2",
        "--timeout=60",
        "--graceful-timeout=2",
        "--log-level=warning",
        "--no-control-socket",
    ]
