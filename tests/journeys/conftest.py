"""A browser before a live house. Journeys read like a person at a screen: they go to pages, fill in, press and look.

Chromium is Debian's own; axe looks at each page that a journey asks it to.
"""

import inspect
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from dure.kernel.clock import now
from dure.platform import worker
from tests import databases
from tests.conftest import WORKER
from tests.journeys import center as center_of_the_story

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
"""Playwright's own loop runs in the thread of the test; the house stays synchronous in it."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--font-render-hinting=none"]
SIZES = {"desk": (1440, 900), "phone": (390, 844), "narrow": (320, 640)}
PASSWORD = "dure-journey-2027"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser a journey is skipped; bin/test says so loudly."""
    if CHROMIUM is None:
        for item in items:
            if "journeys" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="chromium is not on this machine"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody at a browser of their own."""

    page: Page
    house: str

    def goes_to(self, address: str) -> None:
        answer = self.page.goto(self.house + address)
        assert answer is not None
        assert answer.status < 400, f"{address}: {answer.status}"

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        self.goes_to("/accounts/login/")
        form = self.page.locator("form:has(input[type=password])")
        form.locator("input[name=login]").fill(email)
        form.locator("input[name=password]").fill(password)
        form.locator("button[type=submit]").click()
        expect(self.page.locator("input[type=password]")).to_have_count(0)

    def fills_in(self, **fields: str) -> None:
        """By the names of the fields, as the form sends them."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").fill(value)

    def presses(self, words: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("button", name=words).click()

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def unfolds(self, words: str) -> None:
        """Open a part of the page that is folded away."""
        self.page.locator("summary", has_text=words).first.click()

    def picks(self, **chosen: str) -> None:
        """An answer of a row of choices, or an entry of a select, by the names and values of the form."""
        for name, value in chosen.items():
            if self.page.locator(f"select[name='{name}']").count():
                self.page.locator(f"select[name='{name}']").select_option(value)
            else:
                box = self.page.locator(f"[name='{name}'][value='{value}']")
                self.page.locator("label").filter(has=box).or_(self.page.locator(f"label[for='{box.get_attribute('id')}']")).click()
                expect(box).to_be_checked()

    def attaches(self, name: str, file: str, content: bytes) -> None:
        """Choose a file in the field of that name; a field for the camera may stand beside it."""
        self.page.locator(f"input[type=file][name='{name}']").first.set_input_files(
            [{"name": file, "mimeType": "application/pdf", "buffer": content}]
        )

    def reads(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)

    def does_not_read(self, *words: str) -> None:
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)

    def is_at(self, address: str) -> None:
        """The browser arrived at an address of that shape; a star stands for a number."""
        expect(self.page).to_have_url(re.compile(re.escape(self.house + address).replace(r"\*", r"\d+") + r"(\?.*)?(#.*)?$"))

    @property
    def number(self) -> int:
        """The last number in the address where the browser is."""
        return int(re.findall(r"/(\d+)/", self.page.url)[-1])

    def finds_nothing_at(self, address: str) -> None:
        """There is no such page for this person."""
        answer = self.page.goto(self.house + address)
        assert answer is not None
        assert answer.status == 404, f"{address}: {answer.status}"

    def fetches(self, address: str) -> bytes:
        """A file behind an address, with the browser's own session."""
        answer = self.page.request.get(address if address.startswith("http") else self.house + address)
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.body()

    def photographs(self, path: Path) -> None:
        self.page.screenshot(path=path, full_page=True)

    def finds_no_barrier(self) -> None:
        """axe's rules of WCAG 2.1 A and AA hold on this page."""
        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, found.generate_report()


@pytest.fixture
def somebody(chromium: Browser, live_server) -> Iterator[Callable[..., Person]]:
    """Open a browser for one more person: somebody("phone")."""
    contexts: list[BrowserContext] = []

    def open_browser(size: str = "desk", *, scripts: bool = True) -> Person:
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="ko-KR", java_script_enabled=scripts)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Person(context.new_page(), live_server.url)

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def travel() -> Iterator[Callable[[datetime], None]]:
    """Move the house's one clock: travel(at). The clock runs on from there; a session older than its age must sign in again."""
    traveller: list[time_machine.travel] = []

    def go(at: datetime) -> None:
        while traveller:
            traveller.pop().stop()
        journey = time_machine.travel(at, tick=True)
        journey.start()
        traveller.append(journey)

    yield go
    while traveller:
        traveller.pop().stop()


@pytest.fixture
def work() -> Callable[[], None]:
    """Let the worker do everything that is due at this moment, and what follows from it."""

    def until_done() -> None:
        for _ in range(20):
            if worker.work_once(at=now()) == 0:
                return

    return until_done


@pytest.fixture
def center(django_db_setup, django_db_blocker, transactional_db, settings) -> Iterator[center_of_the_story.Center]:
    """A center with the catalog, its sample people and an edition of the year in which the journeys play. It waives second factors as a demo does."""
    settings.DURE_DEMO = True
    with databases.house_with("journeys", WORKER, center_of_the_story.found, inspect.getsource(center_of_the_story)):
        yield center_of_the_story.Center()
