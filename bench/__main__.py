"""`python -m bench quick|full|NAME`: prints ARM and RATIO lines, keeps them in bench/results, exits 1 for a wrong result."""

import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import docs, web
from bench.measuring import Report

BENCHES = {"web": web.run, "docs": docs.run}
RESULTS = Path(__file__).parent / "results"


def main(words: list[str]) -> int:
    asked = words or ["quick"]
    names = list(BENCHES) if asked[0] in {"quick", "full"} else asked
    if unknown := [name for name in names if name not in BENCHES]:
        print(f"bench: unknown: {', '.join(unknown)}; there are quick, full, {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    report = Report(rounds=15 if asked[0] == "full" else 5)
    print(f"python {platform.python_version()} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.2f}")
    for name in names:
        BENCHES[name](report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{datetime.now(UTC):%Y-%m-%d}.json").write_text(json.dumps(report.as_plain(), indent=1))
    return 1 if report.fails else 0


sys.exit(main(sys.argv[1:]))
