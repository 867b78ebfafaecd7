"""A small town for tests that talk like people: the real house and the real PTB application; only the wire is ours.

Mei lives in Shanghai and reads Chinese, Ada in London; Sol in São Paulo must never see a word of theirs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.app import Kintsugi, assemble, introduce
from bot.content.load import load
from bot.courier import Carries
from bot.domain.library import Library
from bot.porch import fetch
from bot.settings import Settings
from bot.store import inbox, outbox, people
from bot.store.engine import moment
from bot.wire import NeverSent
from scheduler.tick import Ticker
from simulator.phone import Phone
from simulator.wire import WorldRequest
from simulator.world import World

TOKEN = "700001:town-token-for-tests-only"
BEGINNING = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
ROUNDS = 2000
LANGUAGES = {"Ada": "en", "Mei": "zh-hans", "Sol": "en"}


@cache
def library() -> Library:
    """The words, read once a test run."""
    return load()


class Town:
    """A world with its people, a house, and a clock that only the test moves."""

    def __init__(self, database_url: str, now: datetime = BEGINNING, **settings: Any) -> None:
        self.now = now
        self.world = World(lambda: self.now)
        self.world.bot(TOKEN)
        self.settings = Settings(
            token=TOKEN, api_url="http://127.0.0.1:1", database_url=database_url, **{"send_rate": 100_000.0, **settings}
        )
        self.channels: dict[str, Carries] = {}
        self.offset = 0
        # What came unasked: when, to which person's id, and its text as it arrived.
        self.unasked: list[tuple[datetime, int, str]] = []
        self.house: Kintsugi

    async def open(self) -> None:
        """Put the house together; a second time is a restart."""
        request = WorldRequest(self.world, never_sent=NeverSent)
        self.house = await assemble(
            self.settings, request=request, now=lambda: self.now, library=library(), channels=self.channels
        )
        self.ticker = Ticker(self.house)
        await self.house.courier.recover(0.0)

    async def restart(self) -> None:
        """The process ends and begins again; what was not on disk is lost."""
        await self.house.close()
        await self.open()

    async def introduce(self) -> None:
        """Set menu and descriptions, as a start does."""
        await introduce(self.house)

    def phone(self, name: str, language: str | None = None) -> Phone:
        """A person with a phone, in their own language."""
        return self.world.phone(name, language or LANGUAGES.get(name, "en"))

    # ------------------------------------------------------------------------------------------------- time
    async def settle(self) -> None:
        """Let the house do all that it has to do now."""
        for _ in range(ROUNDS):
            raw = await self._updates()
            if raw:
                await self.house.porch.receive(raw)
            busy = await self.house.porch.round() | await self.house.courier.round()
            await asyncio.sleep(0)
            idle = self.house.porch.idle and self.house.courier.idle
            if not raw and not busy and idle and await self._nothing_left():
                return
            if not busy:
                await self._something_ends()
        raise AssertionError("the house does not come to rest")

    async def _something_ends(self) -> None:
        """Wait until some work under way is over; a little where there is none, and only the machine's clock helps."""
        under_way = self.house.porch._under_way | self.house.courier._under_way
        if under_way:
            await asyncio.wait(under_way, timeout=0.01, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(0.001)

    async def _updates(self) -> list[dict[str, Any]]:
        raw = await fetch(self.house.bot, self.offset, 0)
        if raw:
            self.offset = max(update["update_id"] for update in raw) + 1
        return raw

    async def _nothing_left(self) -> bool:
        async with self.house.store.reading() as db:
            return await inbox.waiting(db) == 0 and await outbox.waiting(db) == 0

    async def tick(self) -> int:
        """One look of the scheduler, and what comes of it."""
        before = {phone.id: len(phone.replies) for phone in self.world.phones.values()}
        played = await self.ticker.tick()
        await self.settle()
        for phone in self.world.phones.values():
            self.unasked += [(self.now, phone.id, m.text) for m in phone.replies[before[phone.id] :]]
        return played

    async def next_due(self) -> datetime | None:
        """When anybody is due next."""
        async with self.house.store.reading() as db:
            at = await people.next_due(db)
        return None if at is None else moment(at)

    async def until(self, then: datetime) -> None:
        """Let time pass up to an instant, stopping at every moment at which somebody is due."""
        await self.settle()
        while (due := await self.next_due()) is not None and due <= then:
            self.now = max(self.now, due)
            await self.tick()
        self.now = max(self.now, then)

    async def wait(self, **span: float) -> None:
        """Let some time pass."""
        await self.until(self.now + timedelta(**span))

    # ------------------------------------------------------------------------------------------------- doing
    async def say(self, phone: Phone, text: str) -> str:
        """Someone types; returns the text of the bot's newest message then."""
        phone.say(text)
        await self.settle()
        return phone.last.text

    async def press(self, phone: Phone, label: str) -> str:
        """Someone presses; the press is answered; returns the text of the bot's newest message then."""
        query = phone.press(label)
        await self.settle()
        assert query.answered, f"the press of {label!r} was not answered"
        return phone.last.text

    def words(self, lang: str, key: str) -> str:
        """A text as its file has it."""
        return library().words[lang][key]


@asynccontextmanager
async def town(database_url: str, **more: Any) -> AsyncIterator[Town]:
    """A town for one test."""
    here = Town(database_url, **more)
    await here.open()
    try:
        yield here
    finally:
        await here.house.close()


# ----------------------------------------------------------------------------------------------------- people
def label(lang: str, key: str) -> str:
    """A button's label as its file has it."""
    return library().words[lang][key]


def offered(phone: Phone, tag: str) -> str | None:
    """The callback data of the first button with a tag under the bot's newest message."""
    for row in phone.last.raw.get("reply_markup", {}).get("inline_keyboard", []):
        for key in row:
            if key.get("callback_data", "").startswith(f"1|{tag}|") or key.get("callback_data") == f"1|{tag}":
                return str(key["callback_data"])
    return None


async def answer(here: Town, phone: Phone, *tags: str) -> str | None:
    """Press the first button that is there of these tags; returns its data, or None when there is none."""
    for tag in tags:
        data = offered(phone, tag)
        if data is not None:
            query = phone.press_data(data, on=phone.last)
            await here.settle()
            assert query.answered, f"{data} was not answered"
            return data
    return None


async def take_quiz(here: Town, phone: Phone, options: tuple[int, ...] = (4, 2, 5, 3)) -> None:
    """From `/start` to the result of the short form, with these answers in turn."""
    await here.say(phone, "/start")
    await answer(here, phone, "qb")
    for n in range(12):
        here.now += timedelta(seconds=5)
        data = offered(phone, "qc")
        assert data is not None, phone.screen
        wanted = data.rsplit("|", 1)[0] + f"|{options[n % len(options)]}"
        phone.press_data(wanted, on=phone.last)
        await here.settle()


async def begin_path(here: Town, phone: Phone, zone: str) -> None:
    """From the result onto the path, in a zone: the set-up's own screens are tested elsewhere."""
    await answer(here, phone, "sb")
    await press_zone(here, phone, zone)
    await answer(here, phone, "sh")
    await answer(here, phone, "dy")


async def press_zone(here: Town, phone: Phone, zone: str) -> None:
    """Send the press of a city, as if it stood on the screen."""
    phone.press_data(f"1|sz|{zone}", on=phone.last)
    await here.settle()


DAILY = ("dy", "dd", "et", "ef", "em")


async def keep_up(here: Town, phone: Phone) -> None:
    """Answer whatever the newest message asks, as someone who does each small thing."""
    for _ in range(6):
        if await answer(here, phone, *DAILY) is None:
            return
