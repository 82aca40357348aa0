"""A browser before a live house. Journeys read like a person at a screen: they go to pages, fill in, press and look.

Chromium is Debian's own; axe looks at each page that a journey asks it to.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dure.kernel.clock import now
from dure.platform import worker

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
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("form:has(input[name=password]) button[type=submit]").click()
        expect(self.page.locator("input[name=password]")).to_have_count(0)

    def fills_in(self, **fields: str) -> None:
        """By the names of the fields, as the form sends them."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").fill(value)

    def presses(self, words: str) -> None:
        self.page.get_by_role("button", name=words).click()

    def follows(self, words: str) -> None:
        self.page.get_by_role("link", name=words).first.click()

    def reads(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

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
