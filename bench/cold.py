"""C1, C2, C4: from nothing to a ready application, and to empty tables; each arm in a process of its own."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import house
from bench.measuring import Report, Wrong

READY = """
import sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
TABLES = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
from django.db import connection
print(*sorted(connection.introspection.table_names()))
"""
HEAVY = frozenset({"typst", "xlsxwriter", "weasyprint", "ortools", "kiwipiepy", "pandas", "numpy", "polars"})


def run(report: Report) -> None:
    rounds = 5 if report.full else 3
    ready = {"house": "dure.config.settings", "bare": "bench.floors.bare"}
    found = _in_turn(report, "cold.ready", READY, ready, rounds)
    if loaded := HEAVY & set(found["house"][1].split()):
        raise Wrong(f"C4: a web worker loads {', '.join(sorted(loaded))}")
    report.ratio("C1.ready-against-bare", found["house"][0], found["bare"][0], goal=3, less_is_better=True)
    if os.environ.get(house.POSTGRES):
        report.note("C2 is about a fresh SQLite file; skipped on PostgreSQL")
        return
    tables = {"migrate": "dure.config.settings", "syncdb": "bench.floors.without_migrations"}
    found = _in_turn(report, "cold.tables", TABLES, tables, 3 if report.full else 1)
    if set(found["migrate"][1].split()) - {"django_migrations"} != set(found["syncdb"][1].split()) - {"django_migrations"}:
        raise Wrong("migrations and models make different tables")
    report.ratio("C2.migrate-against-syncdb", found["migrate"][0], found["syncdb"][0], goal=5, less_is_better=True)


def _in_turn(report: Report, name: str, program: str, arms: dict[str, str], rounds: int) -> dict[str, tuple[list[float], str]]:
    """CPU milliseconds of each arm's process, round by round, and what it printed last."""
    found: dict[str, tuple[list[float], str]] = {arm: ([], "") for arm in arms}
    spans: dict[str, list[float]] = {arm: [] for arm in arms}
    for _ in range(rounds):
        for arm, settings in arms.items():
            cpu, seconds, said = _alone(program, settings)
            found[arm] = ([*found[arm][0], cpu], said)
            spans[arm].append(seconds)
    for arm, (cpu_ms, _) in found.items():
        report.arm(f"{name}-{arm}", median(spans[arm]), "s", median(cpu_ms))
    return found


def _alone(program: str, settings: str) -> tuple[float, float, str]:
    with tempfile.TemporaryDirectory(prefix="dure-bench-cold-") as folder:
        environment = {**os.environ, "DURE_DATA": folder, "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(Path.cwd())}
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
        seconds, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        raise Wrong(f"{settings} does not start: {done.stderr[-400:]}")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000, seconds, done.stdout
