"""D1, D2: agreements a second with the engine kept, and the year's timetable in its four forms."""

import time
from collections.abc import Callable
from datetime import datetime
from html import escape
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from typing import Any

from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bench.floors import timetable
from bench.measuring import Report, Wrong, interleaved
from dure.apps.grants import exports
from dure.apps.grants import facade as grants
from dure.kernel.clock import now
from dure.platform import papers

PAGE, PDF, XLSX, ICS = "/timetable/?year=2021", "/timetable/2021.pdf", "/timetable/2021.xlsx", "/timetable.ics?year=2021"
FORMS = {"html": PAGE, "xlsx": XLSX, "pdf": PDF, "ics": ICS}
TOGETHER_MS = 150.0


def run(report: Report) -> None:
    _agreements(report)
    _timetable(report)


def _agreements(report: Report) -> None:
    """The same paper by the house's kept compiler, and by a compiler made anew for each, as a first version would."""
    at = now()
    agreement = grants.Agreement.objects.select_related("case__party", "case__round__program").order_by("pk").first()
    if agreement is None:
        raise Wrong("the demo world has no agreement")
    text = exports.text_of(agreement)

    def kept() -> bytes:
        return exports.agreement_paper(agreement, text, at=at)

    def anew() -> bytes:
        papers._compiler.cache_clear()
        return exports.agreement_paper(agreement, text, at=at)

    if not kept() == kept() == anew() or not kept().startswith(b"%PDF"):
        raise Wrong("equal agreements gave different papers")
    cpu = interleaved({"kept": kept, "anew": anew}, rounds=report.rounds, calls=3)
    for name, each in cpu.items():
        report.arm(f"docs.agreement-{name}", 1000 / median(each), "papers/cpu-s", median(each))
    report.ratio("D1.engine-kept-against-anew", cpu["anew"], cpu["kept"], goal=None)
    if find_spec("weasyprint") is None:
        report.note(
            "D1's goal of 6 is against a WeasyPrint twin, which is not installed here: that arm is skipped, and the ratio above is not judged"
        )
        return
    _against_twin(report, agreement, kept, at)


def _against_twin(report: Report, agreement: grants.Agreement, kept: Callable[[], bytes], at: datetime) -> None:
    """The same words set by WeasyPrint. Both papers must say the party, the amount and the code before either is timed."""
    from bench.twins import agreement as twin

    text = exports.text_of(agreement)

    def ordinary() -> bytes:
        return twin.paper(agreement, text, at=at)

    for made in (kept(), ordinary()):
        said = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
        if not all("".join(words.split()) in said for words in (text["party"], text["amount"], text["number"])):
            raise Wrong("a paper of the twin lacks words of the house's paper")
    cpu = interleaved({"kept": kept, "weasyprint": ordinary}, rounds=report.rounds, calls=2)
    report.arm("docs.agreement-weasyprint", 1000 / median(cpu["weasyprint"]), "papers/cpu-s", median(cpu["weasyprint"]))
    report.ratio("D1.agreements-against-weasyprint", cpu["weasyprint"], cpu["kept"], goal=6)


def _timetable(report: Report) -> None:
    visitor = Client()

    def fetch(address: str) -> bytes:
        answer: Any = visitor.get(address)
        if answer.status_code != 200:
            raise Wrong(f"{address} does not answer: {answer.status_code}")
        return bytes(answer.getvalue())

    _same_year_in_all(fetch(PAGE).decode(), fetch(XLSX))
    if fetch(PDF) != fetch(PDF):
        raise Wrong("the same timetable gave two different PDF files")
    cpu = interleaved({"html": lambda: fetch(PAGE), "floor": lambda: timetable.page(timetable.rows(2021))}, rounds=report.rounds, calls=5)
    for name, each in cpu.items():
        report.arm(f"docs.timetable-{name}", median(each), "ms", median(each))
    report.ratio("D2.html-against-f-strings", cpu["html"], cpu["floor"], goal=20, less_is_better=True)
    _four_forms(report, fetch)


def _same_year_in_all(page: str, workbook: bytes) -> None:
    """Every program of the year stands in the page, in the floor's page and in the workbook."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
    cells = " ".join(str(cell) for row in sheet for cell in row)
    floor = timetable.page(timetable.rows(2021))
    for row in timetable.rows(2021):
        if escape(row[0]) not in page or escape(row[0]) not in floor or row[0] not in cells:
            raise Wrong(f"{row[0]} is missing in one form of the timetable")


def _four_forms(report: Report, fetch: Any) -> None:
    spent: dict[str, list[float]] = {name: [] for name in FORMS}
    for _ in range(report.rounds):
        for name, address in FORMS.items():
            begun = time.process_time()
            fetch(address)
            spent[name].append((time.process_time() - begun) * 1000)
    for name, each in spent.items():
        report.arm(f"docs.{name}", median(each), "ms", median(each))
    report.within("D2.four-forms-cpu-ms", [sum(each) for each in zip(*spent.values(), strict=True)], TOGETHER_MS)
