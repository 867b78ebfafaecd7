"""A world with a clock that a test moves, and the same bot over both wires."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from simulator.house import House
from simulator.model import Happening
from simulator.page import Page
from simulator.phone import Phone
from simulator.server import Server
from simulator.wire import WorldRequest
from simulator.world import TOKEN, World
from tests.simulator.quiet import Events, QuietHouse


class Clock:
    """The world's time in a test: it stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **units: float) -> None:
        self.now += timedelta(**units)


class CheckedWorld(World):
    """A world that holds its own answers and updates against the published schema too."""

    def call(self, token: str, method: str, raw: Mapping[str, Any], files: Mapping[str, Any]) -> tuple[int, Any]:
        status, body = super().call(token, method, raw, files)
        if body["ok"]:
            assert self.schema.check_result(method, body["result"]) is None
        return status, body


def heard(world: World, kind: str) -> asyncio.Event:
    """Set when the next happening of a kind is heard."""
    event = asyncio.Event()

    def listen(happening: Happening) -> None:
        if happening.kind == kind:
            event.set()

    world.listen(listen)
    return event


@pytest.fixture(autouse=True)
def _new_time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """python-telegram-bot warns wherever it hands out seconds, unless told that time spans are wanted."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Iterator[World]:
    world = CheckedWorld(clock)
    bot = world.bot()
    yield world
    for update in bot.queue.history:
        assert world.schema.check("Update", update) is None


@pytest.fixture
def mei(world: World) -> Phone:
    """Mei in Shanghai, who has pressed start."""
    phone = world.phone("Mei", language_code="zh-hans")
    phone.say("/start")
    world.bot().queue.drain()
    return phone


@pytest.fixture
def ada(world: World, mei: Phone) -> Phone:
    """Ada in London, who knows Mei and has pressed start."""
    phone = world.phone("Ada", language_code="en")
    phone.say("/start")
    world.bot().queue.drain()
    return phone


@pytest.fixture
def sol(world: World, ada: Phone) -> Phone:
    """Sol in São Paulo, a stranger."""
    return world.phone("Sol", language_code="pt-br")


@pytest.fixture
async def near(world: World) -> AsyncIterator[Bot]:
    """The bot over the wire without HTTP."""
    request = WorldRequest(world)
    async with Bot(TOKEN, request=request, get_updates_request=request) as bot:
        yield bot


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with Server(world) as server:
        yield server


@pytest.fixture(params=["in process", "http"])
async def bot(request: pytest.FixtureRequest, world: World) -> AsyncIterator[Bot]:
    """The same bot over each wire in turn."""
    if request.param == "http":
        async with Server(world) as server, far(server) as bot:
            yield bot
    else:
        wire = WorldRequest(world)
        async with Bot(TOKEN, request=wire, get_updates_request=wire) as bot:
            yield bot


def far(server: Server) -> Bot:
    """The bot over HTTP, with python-telegram-bot's own transport."""
    return Bot(TOKEN, base_url=f"{server.address}/bot", base_file_url=f"{server.address}/file/bot")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A house without a bot."""
    async with QuietHouse(tmp_path / "house") as made:
        yield made


@pytest.fixture
async def page(house: House) -> AsyncIterator[Page]:
    """Its page."""
    made = Page(house)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def client(page: Page) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser at the page."""
    async with aiohttp.ClientSession(page.address) as session:
        yield session


@pytest.fixture
async def events(client: aiohttp.ClientSession) -> AsyncIterator[Events]:
    """What the page is told."""
    async with client.get("/events") as answer:
        yield Events(answer.content)
