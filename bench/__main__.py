"""`python -m bench quick|full|NAME… [--data DIR] [--many]`: prints ARM and RATIO lines, keeps them in bench/results, exits 1 for a wrong result."""

import argparse
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from bench import house
from bench.measuring import Report, Wrong

BENCHES = ("web", "docs", "pages", "rules", "ledger", "cold")
QUICK = ("web", "docs", "pages", "rules", "ledger")
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    words = argparse.ArgumentParser(prog="bench", description="Figures as ratios; docs/performance.md tells what they mean.")
    words.add_argument(
        "names", nargs="*", default=["quick"], choices=["quick", "full", *BENCHES], metavar="quick|full|web|docs|pages|rules|ledger|cold"
    )
    words.add_argument("--data", help="a folder for the demo world; one that holds a world already is used again")
    words.add_argument("--many", action="store_true", help="pages also at 10,000 applications, as in a full run")
    asked = words.parse_args()
    full = "full" in asked.names
    names = list(BENCHES) if full else list(QUICK) if "quick" in asked.names else asked.names
    report = Report(rounds=15 if full else 3, full=full, many=full or asked.many)
    begun, machine = time.monotonic(), _machine()
    print(machine, flush=True)
    house.prepare(asked.data)
    try:
        house.opened(full=full)
        for name in names:
            import_module(f"bench.{name}").run(report)  # they read the house's rows, so the house must stand
    except Wrong as wrong:
        print(f"WRONG {wrong}", file=sys.stderr)
        return 1
    print(f"load after {os.getloadavg()[0]:.2f} · {time.monotonic() - begun:.0f} s")
    RESULTS.mkdir(exist_ok=True)
    kept = {"asked": asked.names, "machine": machine, "load_after": os.getloadavg()[0], **report.as_plain()}
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1))
    return 1 if report.fails else 0


def _machine() -> str:
    versions = " · ".join(f"{name} {version(name)}" for name in ("django", "gunicorn", "django-cotton", "typst"))
    database = "PostgreSQL" if os.environ.get(house.POSTGRES) else "SQLite"
    return f"python {platform.python_version()} · {versions} · {database} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.2f}"


sys.exit(main())
