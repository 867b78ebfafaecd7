"""The simulator as a process, its page in a real headless Chromium, and phones that are used as people use them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from simulator.house import VAR
from tests.conftest import CI, ROOT

CHROMIUM = shutil.which(os.environ.get("KINTSUGI_CHROMIUM") or "chromium")
NO_CHROMIUM = (
    "Chromium was not found (Debian's package chromium; KINTSUGI_CHROMIUM names another): the page was not looked at"
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SHOTS = ROOT / "var" / "screenshots"
PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("chromium") and CHROMIUM is None:
        if CI:
            pytest.fail(NO_CHROMIUM, pytrace=False)
        pytest.skip(NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.write_line(NO_CHROMIUM, yellow=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module. Its event loop must be gone before an asynchronous test comes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Place(NamedTuple):
    """A simulator: the address of its page, and the folder of its world."""

    address: str
    folder: Path


@contextmanager
def simulator(*options: str) -> Iterator[Place]:
    """A simulator of its own, started as a newcomer starts it; ended, it leaves no bot behind."""
    started = subprocess.Popen(
        [sys.executable, "-m", "simulator", *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert started.stdout is not None
    first = started.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", first)
    assert found, first
    try:
        yield Place(found[0], VAR / f"house-{started.pid}" / "world-1")
    finally:
        started.send_signal(signal.SIGTERM)
        rest, _ = started.communicate(timeout=30)
    assert started.returncode == 0, rest
    assert "Traceback" not in rest


@pytest.fixture
def address() -> Iterator[str]:
    """Where the page of a test's own simulator is."""
    with simulator() as place:
        yield place.address


class OnScreen:
    """A phone on the page, as its owner sees it."""

    def __init__(self, page: Page, key: str) -> None:
        self.page = page
        self.node = page.locator(f"#phone-{key}")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.node.locator(".msg").last

    @property
    def toast(self) -> Locator:
        return self.node.locator(".toast")

    def start(self) -> None:
        self.node.locator(".foot .wide").click()
        expect(self.last.locator(".row button").first).to_be_visible()

    def press(self, label: str) -> None:
        """Press the button of this label on the newest message that has it."""
        self.node.locator(".row button").filter(has_text=re.compile(f"^{re.escape(label)}")).last.click()

    def press_tag(self, tag: str, place: int = 0) -> None:
        """Press a button of the newest message by the tag in its data, and wait until the bot has answered."""
        wanted = self.last.locator(f'.row button[data-data*="|{tag}"]').nth(place)
        wanted.click()
        expect(self.node.locator(".row button.waits")).to_have_count(0)

    def say(self, text: str) -> None:
        field = self.node.locator(".composer textarea")
        field.fill(text)
        field.press("Enter")

    def take_the_quiz(self, answer: Callable[[int], int] = lambda number: number % 5) -> None:
        """From the first statement to the result."""
        self.press_tag("qb")
        for number in range(12):
            expect(self.last).to_contain_text(f"{number + 1}/12")
            self.press_tag("qc|", answer(number))
        expect(self.last.locator('[data-data*="|co|"]')).to_be_visible()

    def begin_the_path(self, zone: str) -> None:
        """From the result to the first day."""
        self.press_tag("sb")
        expect(self.last.locator('[data-data*="|sc|"]').first).to_be_visible()
        self.say(zone)
        self.press_tag("sh|")
        self.press_tag("dy|")
        expect(self.last.locator('[data-data*="|dd|"]').first).to_be_visible()


class Table:
    """The page with its phones."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ada = OnScreen(page, "ada")
        self.mei = OnScreen(page, "mei")
        self.sol = OnScreen(page, "sol")

    def clock(self, label: str) -> None:
        """Press a button of the clock and wait until that journey is over."""
        ended = "Number(document.body.dataset.journeys || 0)"
        before = self.page.evaluate(ended)
        self.page.get_by_role("button", name=label, exact=True).click()
        self.page.wait_for_function(f"{ended} > {before}")

    def shot(self, name: str) -> None:
        """Keep a picture of the page, without the short words over it, for whoever looks at the test run."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_function("[...document.images].every((one) => one.complete)")
        unveiled = ".toast { visibility: hidden; }"
        self.page.screenshot(path=SHOTS / f"{name}.png", animations="disabled", style=unveiled)


@contextmanager
def tables(browser: Browser, address: str) -> Iterator[Callable[..., Table]]:
    """Opens a page in windows of a size; an error on the page fails the test."""
    errors: list[str] = []
    contexts = []

    def opened(width: int = 1440, height: int = 960, **options: Any) -> Table:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(address)
        expect(page.locator("#phone-mei .foot *").first).to_be_attached()
        return Table(page)

    try:
        yield opened
    finally:
        for context in contexts:
            context.close()
    assert errors == []


@pytest.fixture
def open_table(browser: Browser, address: str) -> Iterator[Callable[..., Table]]:
    """As `tables`, at a simulator of the test's own."""
    with tables(browser, address) as opened:
        yield opened


@pytest.fixture
def table(open_table: Callable[..., Table]) -> Table:
    """The page in a wide window."""
    return open_table()
