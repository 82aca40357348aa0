"""G1, G3, G4: a public list page over HTTP against a hello and a naive twin behind the same middleware; its tail, its queries, its memory."""

import re
from contextlib import ExitStack
from html import unescape
from urllib.request import urlopen

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measuring import Report, Wrong
from bench.serving import HOUSE, Server, served
from bench.visiting import load

LIST_PAGE, HELLO = "/programs/", "/hello/"
MIXED = ["/", LIST_PAGE, "/calls/", "/timetable/", "/results/", "/center/", "/budget/", "/programs/2021/network-cooperation-grants/"]
TITLE = re.compile(r'<h3 class="card-title"><a href="([^"]+)">([^<]+)</a>')
AT_ONCE, TAIL = 64, 192


def run(report: Report) -> None:
    _queries(report)
    with ExitStack() as opened:
        page = opened.enter_context(served(HOUSE))
        hello = opened.enter_context(served("bench.floors.same_middleware"))
        twin = opened.enter_context(served("bench.twins.settings"))
        _same_programs(page, twin)
        arms = {"page": (page, LIST_PAGE, 60), "hello": (hello, HELLO, 600), "twin": (twin, LIST_PAGE, 12)}
        cpu = _in_turn(report, arms)
    report.ratio("G1.page-against-hello", cpu["hello"], cpu["page"], goal=0.20)
    report.ratio("G1.page-against-twin", cpu["twin"], cpu["page"], goal=4)
    with served(HOUSE) as page:
        _tail(report, page)
    with served(HOUSE) as page, served("bench.floors.bare") as bare:
        _memory(report, page, bare)


def _queries(report: Report) -> None:
    """Counted in process, for the year with few programs and for the one with many."""
    visitor, counts = Client(), []
    for address in (f"{LIST_PAGE}?year=2019", f"{LIST_PAGE}?year=2021", LIST_PAGE, "/calls/"):
        with CaptureQueriesContext(connection) as asked:
            visitor.get(address)
        counts.append(float(len(asked.captured_queries)))
    if len(set(counts[:3])) != 1:
        raise Wrong(f"the number of queries of {LIST_PAGE} grows with its rows: {counts}")
    report.within("G3.queries-of-list", counts, 4)


def _same_programs(page: Server, twin: Server) -> None:
    """Both list the same programs, all of them, however they order them."""
    ours, theirs = (_cards(server.port) for server in (page, twin))
    if not ours or ours != theirs:
        raise Wrong(f"the page lists {len(ours)} programs and its twin {len(theirs)}, or others")


def _cards(port: int) -> list[tuple[str, str]]:
    with urlopen(f"http://127.0.0.1:{port}{LIST_PAGE}", timeout=30) as answer:
        return sorted((href, unescape(title)) for href, title in TITLE.findall(answer.read().decode()))


def _in_turn(report: Report, arms: dict[str, tuple[Server, str, int]]) -> dict[str, list[float]]:
    """CPU milliseconds of the workers per request, arm after arm, round after round."""
    cpu: dict[str, list[float]] = {name: [] for name in arms}
    rates: dict[str, list[float]] = {name: [] for name in arms}
    for server, path, _ in arms.values():
        load(server.port, [path], requests=12, connections=4)
    for _ in range(report.rounds):
        for name, (server, path, requests) in arms.items():
            begun = server.cpu_ms()
            visit = load(server.port, [path], requests=requests, connections=8)
            cpu[name].append((server.cpu_ms() - begun) / requests)
            rates[name].append(visit.rate)
    for name in arms:
        report.arm(f"web.{name}", sorted(rates[name])[len(rates[name]) // 2], "requests/s", sorted(cpu[name])[len(cpu[name]) // 2])
    return cpu


def _tail(report: Report, page: Server) -> None:
    """In a closed loop p95 × rate / connections is one where everybody waits alike; errors stop the run."""
    load(page.port, [LIST_PAGE], requests=64, connections=8)
    tails = []
    for _ in range(3):
        begun = page.cpu_ms()
        visit = load(page.port, [LIST_PAGE], requests=TAIL, connections=AT_ONCE)
        tails.append(visit.quantile(0.95) * visit.rate / AT_ONCE)
        report.arm("web.p95-of-64", visit.quantile(0.95) * 1000, "ms", (page.cpu_ms() - begun) / TAIL)
    report.within("G3.tail", tails, 2.0)


def _memory(report: Report, page: Server, bare: Server) -> None:
    load(bare.port, [HELLO], requests=1000, connections=8)
    begun = page.cpu_ms()
    load(page.port, MIXED, requests=1000, connections=8)
    ours, floor = page.memory_mb(), bare.memory_mb()
    report.arm("web.memory", ours, "MB", (page.cpu_ms() - begun) / 1000)
    report.arm("web.memory-bare", floor, "MB", 0.0)
    report.ratio("G4.memory", [ours], [floor], goal=2.0, less_is_better=True)
    if report.full:
        load(page.port, MIXED, requests=5000, connections=8)
        report.ratio("G4.growth", [page.memory_mb()], [ours], goal=1.05, less_is_better=True)
