"""D2: the year's timetable as pages and papers; equal input gives equal bytes."""

import time
from statistics import median

from bench import house
from bench.measuring import Report

FORMS = ("/timetable/2021/", "/timetable/2021.pdf", "/timetable/2021.xlsx", "/timetable/2021.ics")
GOAL_MS = 150.0


def run(report: Report) -> None:
    house.opened()
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["testserver"]
    visitor = Client()

    def fetch(address: str) -> bytes:
        answer = visitor.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} does not answer: {answer.status_code}")
        return answer.getvalue()

    if fetch("/timetable/2021.pdf") != fetch("/timetable/2021.pdf"):
        raise SystemExit("the same timetable gave two different PDF files")
    spent: dict[str, list[float]] = {address: [] for address in FORMS}
    for address in FORMS:
        fetch(address)
    for _ in range(report.rounds):
        for address in FORMS:
            begun = time.perf_counter()
            fetch(address)
            spent[address].append((time.perf_counter() - begun) * 1000)
    for address, each in spent.items():
        report.arm(f"docs{address}", median(each), "ms", median(each))
    together = [sum(each) for each in zip(*spent.values(), strict=True)]
    report.ratio("D2.four-forms-in-ms", together, [1.0] * len(together), goal=GOAL_MS, less_is_better=True)
