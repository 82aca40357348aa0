"""Every page of the registry, in a browser, as somebody who may see it: nothing in the way at any width."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLResolver, get_resolver, reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.house.registry import ROWS, Row
from tests.house.world import World, lived_in
from tests.journeys.conftest import SIZES

FIRST_ASKED = ("passer_by", "applicant", "reviewer", "officer", "administrator", "approver", "finance", "citizen")
"""Whoever sees most comes before whoever sees less."""
PAGES = [row for row in ROWS if 200 in row.expected("GET").values() and not row.act]
NO_PAGES = ("public:health", "finding:count", "file", "money_desk:audit-evidence")
"""Answers without an ending in their address that are no pages either."""


def files() -> set[str]:
    """Names of addresses that end like a file: .pdf, .hwpx, .xlsx, .csv, or an ending that is asked for."""
    return {name for name, route in _routes(get_resolver()) if "." in route.rstrip("/").rsplit("/", 1)[-1]}


def _routes(resolver: URLResolver, within: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _routes(one, f"{within}{one.namespace}:" if one.namespace else within)
        elif one.name:
            yield f"{within}{one.name}", str(one.pattern)


class House:
    """The demo center behind a live server, and a browser for each role."""

    def __init__(self, browser: Browser, server: LiveServer, world: World) -> None:
        self._browser, self._server, self._world = browser, server, world
        self._rooms: dict[str, BrowserContext] = {}

    def address(self, row: Row) -> str:
        return self._server.url + reverse(row.name, kwargs=self._world.arguments(row.at))

    def opens(self, role: str) -> Page:
        """A new page in the role's own browser."""
        if role not in self._rooms:
            self._rooms[role] = self._browser.new_context(locale="ko-KR")
            cookies = [{"name": name, "value": value, "url": self._server.url} for name, value in self._world.cookies[role].items()]
            self._rooms[role].add_cookies(cookies)
        return self._rooms[role].new_page()

    def closes(self) -> None:
        for room in self._rooms.values():
            room.close()


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, chromium) -> Iterator[House]:
    with django_db_blocker.unblock(), lived_in() as world:
        server = LiveServer("127.0.0.1")
        house = House(chromium, server, world)
        yield house
        house.closes()
        server.stop()


def may_see(row: Row) -> str:
    answers = row.expected("GET")
    return next(role for role in (*FIRST_ASKED, *answers) if answers[role] == 200)


def barriers(page: Page, size: str) -> list[str]:
    """What axe finds, best practices included, and whether one must scroll sideways."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    found = Axe().run(page).response["violations"]
    told = [f"{size}: {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        told.append(f"{size}: one must scroll sideways")
    return told


@pytest.mark.parametrize("row", [row for row in PAGES if row.name not in {*NO_PAGES, *files()}], ids=lambda row: row.label)
def test_nothing_stands_in_the_way(row: Row, house: House):
    page, said = house.opens(may_see(row)), []
    page.on("console", lambda line: said.append(f"console: {line.text}") if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    answer = page.goto(house.address(row), wait_until="load")
    assert answer is not None
    assert answer.status == 200
    if not page.title().removesuffix("· 두레").strip():
        said.append("no title")
    if (headings := page.locator("h1:visible").count()) != 1:
        said.append(f"{headings} h1")
    said += [barrier for size in SIZES for barrier in barriers(page, size)]
    page.close()
    assert said == []
