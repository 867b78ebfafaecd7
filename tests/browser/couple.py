"""Ada in London, who reads English, and Mei in Shanghai, who reads Chinese: how they come to where a test begins.

What a test is about is tapped as people tap; what comes before it is pressed by the page's own requests.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, expect

from bot import clock
from bot.domain.bond import Couple
from bot.domain.facts import KeepNight
from bot.domain.memory import Memory
from bot.domain.speech import Param, words
from bot.flows import calendar
from bot.flows.quiz import QUIZ
from bot.render import Renderer
from bot.store import couples, facts, people
from bot.store.engine import Store, connect
from bot.store.people import Change
from tests.browser.conftest import PATIENCE, OnScreen, Place, Table, simulator, tables
from tests.town import library

LANGS = {"ada": "en", "mei": "zh", "sol": "en"}
# A new world gives out its numbers in this order.
IDS = {"ada": 5_000_000_001, "mei": 5_000_000_002}
LINK = re.compile(r"start=(two-[A-Za-z0-9_-]+)")
CODE = re.compile(r"\b([2-9A-HJ-NP-Z]{5} [2-9A-HJ-NP-Z]{5})\b")
HOMES = {"ada": "London", "mei": "Asia/Shanghai"}
# How each leans: the points (1-5) of anxiety and avoidance.
LEANS = {"ada": (4, 2), "mei": (2, 4)}
PLAY = Path(__file__).with_name("play.js").read_text("utf-8")
# What a message says, without its hour.
WORDS = """(words) => [...words.childNodes].filter((node) => node.className !== "stamp")
  .map((node) => node.textContent).join("")"""


@cache
def renderer() -> Renderer:
    """The words of both languages."""
    return Renderer(library())


class Partner(OnScreen):
    """A phone whose texts and labels are named by their keys, and found in its owner's language."""

    def __init__(self, page: Page, key: str) -> None:
        super().__init__(page, key)
        self.key = key

    def text(self, key: str, **params: Param) -> str:
        """A text as this phone shows it."""
        return renderer().label(LANGS[self.key], words(key, **params)).strip()

    def button(self, key: str, **params: Param) -> Locator:
        """The buttons of this label on the newest message."""
        return self.last.locator(".row").get_by_role("button", name=self.text(key, **params), exact=True)

    @property
    def messages(self) -> Locator:
        """Everything in the chat that is open."""
        return self.node.locator(".msg")

    @property
    def said(self) -> tuple[str, str]:
        """What the newest message says, without its hour, and the labels under it."""
        text: str = self.last.locator(".words").evaluate(WORDS)
        return text, "|".join(self.last.locator(".row button").all_inner_texts())

    def tap(self, key: str, **params: Param) -> None:
        """Press a button of the newest message, and wait until the bot has answered."""
        self.button(key, **params).click()
        expect(self.node.locator(".row button.waits")).to_have_count(0)

    def say(self, text: str) -> None:
        """Type, and wait until it stands there: from then on the newest message is not an older one."""
        own = self.node.locator(".msg.mine")
        before = own.count()
        super().say(text)
        expect(own).not_to_have_count(before)

    def sees(self, key: str, **params: Param) -> None:
        """The newest message says it, or will in a moment."""
        expect(self.last).to_contain_text(self.text(key, **params))

    def play(self, *steps: str) -> None:
        """Come so far by the page's own requests: words to say, and buttons by their tags, each beginning with |."""
        self.page.evaluate(PLAY, [self.key, list(steps), PATIENCE])

    def set_out(self) -> None:
        """From nothing onto the path."""
        anxiety, avoidance = LEANS[self.key]
        meant = [(item, anxiety if item.scale == "anxiety" else avoidance) for item in library().quizzes[QUIZ].items]
        answer = " ".join(f"|{item.id}|{6 - points if item.reverse else points}" for item, points in meant)
        self.play("/start", "|qb", *[answer] * 12, "|sb", HOMES[self.key], "|sh|", "|dy|")
        expect(self.last.locator('[data-data*="|dd|"]').first).to_be_visible()

    def opens_the_shelf(self) -> None:
        """/together, while sharing is open."""
        self.say("/together")
        expect(self.button("together.button.settings")).to_be_visible()


class Two(Table):
    """The page with both phones and, where a test wants one, a third. `place` is the simulator behind it."""

    ada: Partner
    mei: Partner
    sol: Partner

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__(page)
        self.place = place
        self.ada = Partner(page, "ada")
        self.mei = Partner(page, "mei")
        self.sol = Partner(page, "sol")

    @property
    def both(self) -> tuple[Partner, Partner]:
        """Ada and Mei."""
        return self.ada, self.mei

    def add_sol(self) -> None:
        """Put the third phone on the table."""
        self.page.get_by_role("button", name=re.compile("hird phone")).click()
        expect(self.sol.node).to_be_attached()

    def link(self, inviter: Partner, guest: Partner) -> None:
        """Link two who have pressed start."""
        inviter.play("/together", "|2g|invite", "|2n|")
        expect(inviter.last).to_contain_text("start=two-")
        guest.play(f"/start {self.link_of(inviter)}", "|2g|accept", "|2n|", "|2a|")
        inviter.play("|2c|")
        for one in (inviter, guest):
            expect(one.last.locator("img")).to_be_visible()

    def link_of(self, inviter: Partner) -> str:
        """What stands behind /start in the invitation that is on the screen."""
        found = LINK.search(inviter.last.inner_text())
        assert found is not None
        return found[1]

    def until_told(self, who: Partner) -> None:
        """Let time go on until something has come to somebody by itself."""
        before = who.messages.count()
        for _ in range(4):
            self.clock("Next nudge")
            if who.messages.count() > before:
                return
        raise AssertionError(f"nothing came to {who.key}")

    # ------------------------------------------------------------------------------------------ as if it had been
    def as_if(self, who: Partner, change: Callable[[Memory], Memory], *nights: KeepNight) -> None:
        """As if somebody's path had come to another place, and evenings had been answered."""
        at = self.now()

        async def written(store: Store) -> None:
            async with store.writing() as db:
                (row,) = await people.find(db, [people.address_of(f"tg:{IDS[who.key]}")])
                then = change(row.memory)
                await people.write(db, [Change(row.id, row.turn, then, calendar.next_at(then, at))])
                await facts.keep(db, [(row.id, night) for night in nights], at)

        self._in_the_house(written)

    def as_if_linked(self, change: Callable[[Couple], Couple]) -> None:
        """As if what the first couple hangs on were something else."""

        async def written(store: Store) -> None:
            async with store.writing() as db:
                found = (await couples.lock(db, [1]))[1]
                await couples.write(db, found, change(found.couple))

        self._in_the_house(written)

    def now(self) -> datetime:
        """The world's time, UTC."""
        return clock.moved_by(self.place.folder / "clock")()

    def _in_the_house(self, work: Callable[[Store], Any]) -> None:
        async def run() -> None:
            store = Store(connect(f"sqlite+aiosqlite:///{self.place.folder / 'kintsugi.db'}"))
            try:
                await work(store)
            finally:
                await store.close()

        # The browser's own event loop runs in this thread.
        with ThreadPoolExecutor(1) as other:
            other.submit(asyncio.run, run()).result()


@contextmanager
def two(browser: Browser, *options: str) -> Iterator[Two]:
    """Two phones that nobody has used, at a simulator of their own."""
    with simulator(*options) as place, tables(browser, place.address) as opened:
        # Nobody watches: without the motion a button can be pressed as soon as it is there.
        yield Two(opened(reduced_motion="reduce").page, place)


@contextmanager
def two_linked(browser: Browser) -> Iterator[Two]:
    """The same two on the path and linked, on a Monday morning."""
    with two(browser, "--begin", monday()) as here:
        for who in here.both:
            who.set_out()
        here.link(*here.both)
        yield here


def monday() -> str:
    """Next Monday's nine o'clock, for `--begin`: what belongs to a week has just begun."""
    now = clock.world()
    day = now.date() + timedelta(days=7 - now.weekday())
    return f"{datetime(day.year, day.month, day.day, 9, tzinfo=UTC):%Y-%m-%dT%H:%M}"


def linked(memory: Memory, **changes: object) -> Memory:
    """A memory with its side of the link changed."""
    assert memory.bond is not None
    return replace(memory, bond=replace(memory.bond, **changes))
