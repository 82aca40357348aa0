"""The budgets of single pages: CPU milliseconds of the worker and queries, at the size of the demo and, in full, at 10,000 applications."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import world
from bench.measuring import Report, Wrong
from bench.serving import cpu_ms_of
from dure.apps.cases import facade as cases
from dure.apps.people import facade as people
from dure.apps.programs import facade as programs
from dure.platform.models import Mark

MANY = 10_000


@dataclass(frozen=True)
class Budget:
    """A page of the table: who reads it, what it must show, and what it may cost at most."""

    name: str
    who: str
    address: str
    shows: str
    cpu_ms: float
    queries: int


def run(report: Report) -> None:
    _all(report, "demo")
    _submit(report)
    if report.many:
        world.fill(MANY)
        _all(report, "10000")


def _budgets() -> list[Budget]:
    running = world.round_called(world.RUNNING)
    case = cases.Case.objects.filter(round=running, outcome="running").order_by("pk").first()
    draft = cases.Case.objects.get(pk=_ready()[-1])
    section = programs.terms_of(draft.round_id).sections[0]
    desk = f"/desk/rounds/{running.pk}/"
    if case is None:
        raise Wrong("no application of the demo world is running")
    return [
        Budget("home", "", "/", "site-header", 6, 4),
        Budget("calls", "", "/calls/", "card-title", 6, 4),
        Budget("form", f"party:{draft.party_id}", f"/apply/{draft.pk}/{section.key}/", section.title, 14, 10),
        Budget("staff-list", "officer@example.test", f"{desk}applications/", case.receipt, 20, 10),
        Budget("staff-list-filtered", "officer@example.test", f"{desk}applications/?outcome=running", case.receipt, 20, 10),
        Budget("staff-detail", "officer@example.test", f"/desk/cases/{case.pk}/", case.receipt, 18, 15),
        Budget("staff-dashboard", "officer@example.test", desk, running.title, 20, 12),
        Budget("staff-todo", "officer@example.test", "/desk/", "<main", 20, 12),
    ]


def _ready() -> list[int]:
    return list(Mark.objects.values_list("value", flat=True).get(key=world.TOLD)["ready"])


def _visitor(who: str) -> Any:

    visitor = Client()
    if who.startswith("party:"):
        visitor.force_login(people.Member.objects.filter(party_id=int(who[6:]), until=None).order_by("pk")[0].account)
    elif who:
        visitor.force_login(people.Account.objects.get(email=who))
    return visitor


def _all(report: Report, size: str) -> None:
    for budget in _budgets():
        visitor = _visitor(budget.who)
        visitor.get(budget.address)
        with CaptureQueriesContext(connection) as asked:
            answer = visitor.get(budget.address)
        queries = len(asked.captured_queries)
        if answer.status_code != 200 or budget.shows not in answer.content.decode():
            raise Wrong(f"{budget.address} does not show {budget.shows}: {answer.status_code}")
        spent = [_spent(lambda: visitor.get(budget.address)) for _ in range(max(7, report.rounds))]  # noqa: B023  called at once
        _tell(report, f"pages.{size}.{budget.name}", spent, len(answer.content) / 1000, budget.cpu_ms, queries, budget.queries)


def _tell(report: Report, name: str, spent: list[float], size_kb: float, cpu_ms: float, queries: int, most: int) -> None:
    report.arm(name, size_kb, "KB", median(spent))
    report.within(f"{name}.cpu-ms", spent, cpu_ms)
    report.within(f"{name}.queries", [float(queries)], most)


def _spent(act: Callable[[], Any]) -> float:
    """CPU milliseconds of this process, and of the database's where it is another one on this machine."""
    database, begun = _database_cpu_ms(), time.process_time()
    act()
    return (time.process_time() - begun) * 1000 + _database_cpu_ms() - database


def _database_cpu_ms() -> float:
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return cpu_ms_of(pid) if Path(f"/proc/{pid}/stat").exists() else 0.0


def _submit(report: Report) -> None:
    """The final request alone, a fresh draft each time; every one must get the next number."""
    spent: list[float] = []
    for pk in [pk for pk in _ready()[:-1] if cases.Case.objects.get(pk=pk).is_draft][:8]:
        case = cases.Case.objects.get(pk=pk)
        last = cases.Case.objects.filter(round_id=case.round_id, receipt_number__isnull=False).count()
        visitor = _visitor(f"party:{case.party_id}")
        typed = {"key": f"bench-{pk}", **{f"consent-{text.key}": "on" for text in cases.consent_texts(case.started_at)}}
        spent.append(_spent(lambda: visitor.post(f"/apply/{pk}/check/", typed)))  # noqa: B023  called at once
        case.refresh_from_db()
        if case.receipt_number != last + 1:
            raise Wrong(f"a complete draft was not handed in, or not as number {last + 1}: {case.receipt_number}")
    if not spent:
        report.note("submit was not measured: every ready draft of this folder has been handed in")
        return
    report.arm("pages.submit", 1000 / median(spent), "submissions/cpu-s", median(spent))
    report.within("pages.submit.cpu-ms", spent, 11)
