"""The bot as a process of its own, beside a Bot API server on loopback, with a clock that the test moves."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import clock, settings
from bot.store import inbox, outbox, people
from bot.store.engine import Store, connect, moment
from simulator.server import Server
from simulator.world import World
from tests.town import Town

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "700001:process-token-for-tests-only"
SECRET = "the-secret-of-the-webhook"
# Morning in London, afternoon in Shanghai: early enough for a first evening.
BEGINNING = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
# How long anything may take before the test gives up: no test is about a machine's speed.
PATIENCE = 120.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
        return port


async def until(done: Callable[[], bool], what: str, process: Machine | None = None) -> None:
    """Wait for something that comes about by itself."""
    async with asyncio.timeout(PATIENCE):
        while not done():
            if process is not None and process.stopped:
                raise AssertionError(f"the bot stopped while {what} was awaited:\n{process.log}")
            await asyncio.sleep(0.005)


class Machine:
    """A machine with one database, on which the bot is started and stopped, and a world around it.

    The bot and its world read the same clock: the machine's, moved by the seconds in a file.
    """

    def __init__(self, database_url: str, folder: Path) -> None:
        self.database_url = database_url
        self.clock = folder / "clock"
        self.clock.write_text(repr((BEGINNING - clock.world()).total_seconds()))
        self.now = clock.moved_by(self.clock)
        self.world = World(self.now)
        # What happens around a kill takes as long as it takes.
        self.world.callback_seconds = PATIENCE
        self.world.bot(TOKEN)
        self.server = Server(self.world)
        self.port = free_port()
        self.said = folder / "said"
        self.store = Store(connect(settings.database_url(database_url)))
        self.process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Machine:
        await self.server.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if not self.stopped:
            await self.kill()
        await self.server.stop()
        await self.store.close()

    # -------------------------------------------------------------------------------------------------- the bot
    def environment(self, *, webhook: bool = False, **more: str) -> dict[str, str]:
        """What the bot is told."""
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{self.port}", "WEBHOOK_SECRET": SECRET, "PORT": str(self.port)}
        return {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME", "TMPDIR")},
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.address,
            "DATABASE_URL": self.database_url,
            "CLOCK": str(self.clock),
            "TICK_SECONDS": "0.05",
            "SEND_RATE": "100000",
            **(hook if webhook else {}),
            **more,
        }

    async def begin(self, *, webhook: bool = False, **more: str) -> None:
        """Start the bot; whether it comes up is seen by `ready`."""
        with self.said.open("ab") as said:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "--with-scheduler"),
                cwd=ROOT,
                env=self.environment(webhook=webhook, **more),
                stdout=said,
                stderr=said,
            )

    async def ready(self) -> None:
        """Wait for the line that the bot says when it is up."""
        starts = self.log.count("ready: @")
        await until(lambda: self.log.count("ready: @") > starts, "its ready line", self)

    async def start(self, *, webhook: bool = False, **more: str) -> None:
        """Start the bot and wait until it is up."""
        await self.begin(webhook=webhook, **more)
        await self.ready()

    async def stop(self) -> int:
        """SIGTERM; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def kill(self) -> None:
        """SIGKILL: nothing can be put in order."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()

    @property
    def stopped(self) -> bool:
        return self.process is None or self.process.returncode is not None

    @property
    def log(self) -> str:
        """Everything that the bot has printed, from its first start on."""
        return self.said.read_text("utf-8") if self.said.exists() else ""

    # ---------------------------------------------------------------------------------------------------- time
    def move(self, span: timedelta) -> None:
        """Let time pass at once."""
        self._write(float(self.clock.read_text()) + span.total_seconds())

    def move_to(self, then: datetime) -> None:
        """Let it be a moment in the future."""
        if then > self.now():
            self.move(then - self.now())

    def _write(self, seconds: float) -> None:
        # Whoever reads meanwhile must never find half of it.
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(repr(seconds))
        fresh.replace(self.clock)

    async def next_due(self) -> datetime | None:
        """When anybody is due next."""
        async with self.store.reading() as db:
            at = await people.next_due(db)
        return None if at is None else moment(at)

    async def quiet(self) -> bool:
        """Whether everything that came has been worked off and carried."""
        if self.world.bots[TOKEN].queue.pending:
            return False
        async with self.store.reading() as db:
            return await inbox.waiting(db) == 0 and await outbox.waiting(db) == 0

    async def rest(self) -> None:
        """Wait until nothing is left to do, of what is due now too."""
        async with asyncio.timeout(PATIENCE):
            # In this order: once nobody is due nothing begins by itself any more.
            while not (await self._nobody_due() and await self.quiet()):
                assert not self.stopped, f"the bot stopped:\n{self.log}"
                await asyncio.sleep(0.01)

    async def _nobody_due(self) -> bool:
        # Who is being played now has been claimed, which is a minute's lease: nobody is due by themselves that soon.
        due = await self.next_due()
        return due is None or due > self.now() + people.LEASE


async def lent(machine: Machine) -> Town:
    """A town over the machine's database and world, while the bot is not running: people get to where a test begins."""
    here = Town(machine.database_url, now=machine.now())
    here.world, here.world.now = machine.world, lambda: here.now
    machine.world.bots[TOKEN].username = "kintsugi_bot"
    here.settings = replace(here.settings, token=TOKEN)
    await here.open()
    return here


async def given_back(machine: Machine, here: Town) -> None:
    """The town is over: the machine goes on at its hour."""
    await here.house.close()
    machine.world.now = machine.now
    machine.move_to(here.now)
