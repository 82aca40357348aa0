"""G1 and G3 in process: a public list page against a hello that went through the same middleware, and its queries."""

from statistics import median
from typing import Any

from bench import house
from bench.measuring import Report, interleaved

LIST_PAGE = "/programs/"
CALLS = 40


def run(report: Report) -> None:
    house.opened()
    from django.conf import settings
    from django.db import connection
    from django.http import HttpRequest, HttpResponse
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.urls import path

    def hello(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("hello")

    class OneAddress:
        """A URL table with nothing but a hello."""

        urlpatterns = (path("hello/", hello),)

    settings.ALLOWED_HOSTS = ["testserver"]
    visitor = Client()
    with CaptureQueriesContext(connection) as asked:
        first: Any = visitor.get(LIST_PAGE)
    if first.status_code != 200 or b"<main" not in first.content:
        raise SystemExit(f"{LIST_PAGE} does not answer: {first.status_code}")

    def say_hello() -> None:
        with override_settings(ROOT_URLCONF=OneAddress):
            visitor.get("/hello/")

    def plain_settings() -> None:
        with override_settings(ROOT_URLCONF=settings.ROOT_URLCONF):
            visitor.get(LIST_PAGE)

    cpu = interleaved({"page": plain_settings, "hello": say_hello}, rounds=report.rounds, calls=CALLS)
    for name, each in cpu.items():
        report.arm(f"web.{name}", 1000 / median(each), "requests/cpu-s", median(each))
    report.ratio("G1.page-against-hello", cpu["hello"], cpu["page"], goal=0.20)
    report.ratio("G3.queries", [float(len(asked))], [1.0], goal=4, less_is_better=True)
