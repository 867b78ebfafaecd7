"""The bot's house on loopback: a world, its Bot API server, the real bot as a process, a database, and the phones."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from bot import clock
from simulator.books import Books
from simulator.clockwork import Clockwork
from simulator.handset import CAST, Handset
from simulator.model import Happening
from simulator.server import Server
from simulator.world import TOKEN, World

ROOT: Final = Path(__file__).resolve().parents[1]
VAR: Final = ROOT / "var" / "simulator"
KEEP: Final = 400
SEND_RATE: Final = 1000
# What is set for a bot of one's own is nothing that this one may use.
_OTHERS: Final = frozenset(("WEBHOOK_URL", "WEBHOOK_SECRET", "PORT"))


class House:
    """Everything but the page. `heard` is called with whatever happens in the world; `fell` with the last words of a
    bot that ended by itself. `tick_seconds`: how often the scheduler looks.
    """

    tick_seconds = 0.2

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or VAR / f"house-{os.getpid()}"
        self.heard: Callable[[Happening], None] = lambda happening: None
        self.fell: Callable[[str], None] = lambda words: None
        self.handsets: dict[str, Handset] = {}
        self._numbers = count(1)
        self._bot: asyncio.subprocess.Process | None = None
        self._watch: asyncio.Task[None] | None = None
        self._polled = asyncio.Event()
        self.world: World
        self.server: Server
        self.clockwork: Clockwork
        self.log: Path

    async def __aenter__(self) -> House:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self, ahead: timedelta = timedelta()) -> None:
        """Open a new world, whose time is so far ahead of the machine's, with Ada and Mei in it."""
        _sweep()
        rooms = self.folder / f"world-{next(self._numbers)}"
        rooms.mkdir(parents=True)
        self.log = rooms / "bot.log"
        self.clockwork = Clockwork(rooms / "clock", Books(rooms / "kintsugi.db"), idle=self.idle)
        self.clockwork.write(ahead.total_seconds())
        self.world = World(clock.moved_by(rooms / "clock"), keep=KEEP)
        self.world.bot()
        self.world.listen(self._hear)
        self.server = Server(self.world)
        await self.server.start()
        self.handsets = {}
        for key in ("ada", "mei"):
            self.add(key)
        await self._run_bot()

    async def stop(self, *, keep: bool = False) -> None:
        """Close everything that runs, and throw the database away."""
        self.clockwork.stop()
        await self._stop_bot()
        await self.server.stop()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    async def reset(self) -> None:
        """A new world: another database, new accounts, and the time as it is."""
        await self.stop()
        await self.start()

    async def restart(self) -> None:
        """The same world with the bot started anew: it reads its words and its code again."""
        await self._stop_bot()
        await self._run_bot()

    async def ready(self, seconds: float = 20.0) -> None:
        """Wait until the bot asks for updates. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            await self._polled.wait()

    def now(self) -> datetime:
        """The world's time, UTC."""
        return self.clockwork.now()

    def idle(self) -> bool:
        """Whether every update was taken by the bot, and every fresh query answered."""
        world = self.world
        presses = [query for handset in self.handsets.values() for query in handset.phone.queries[-3:]]
        asked = list(world.inline_queries.values())[-3:]
        late = world.now() - timedelta(seconds=world.callback_seconds)
        waits = any(not one.answered and one.at > late for one in presses)
        waits = waits or any(one.results is None and one.at > late for one in asked)
        return not waits and not world.bot().queue.pending

    # The phones

    def add(self, key: str) -> Handset:
        """Hand a phone to somebody of the cast who has none yet."""
        owner = CAST[key]
        phone = self.world.phone(owner.name, language_code=owner.language)
        self.handsets[key] = Handset(owner, phone, owner.zone)
        return self.handsets[key]

    def renew(self, key: str) -> Handset:
        """Take the account behind a phone away and begin with a new one."""
        old = self.handsets[key]
        old.answer_slowly(False)
        old.phone.deactivate()
        old.phone.clear()
        return self.add(key)

    # The bot

    async def _run_bot(self) -> None:
        self._polled.clear()
        with self.log.open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--with-scheduler", cwd=ROOT, env=self._environment(),
                stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        self._watch = asyncio.create_task(self._until_it_falls(self._bot))

    def _environment(self) -> dict[str, str]:
        mine = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.server.address,
            "DATABASE_URL": f"sqlite:///{self.clockwork.file.with_name('kintsugi.db')}",
            "CLOCK": str(self.clockwork.file),
            "TICK_SECONDS": str(self.tick_seconds),
            "SEND_RATE": str(SEND_RATE),
        }
        return {name: value for name, value in os.environ.items() if name not in _OTHERS} | mine

    async def _stop_bot(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        bot, self._bot = self._bot, None
        if bot is None or bot.returncode is not None:
            return
        bot.terminate()
        try:
            async with asyncio.timeout(5):
                await bot.wait()
        except TimeoutError:
            bot.kill()
            await bot.wait()

    async def _until_it_falls(self, bot: asyncio.subprocess.Process) -> None:
        await bot.wait()
        lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        self.fell(lines[-1] if lines else f"it ended with code {bot.returncode}")

    def _hear(self, happening: Happening) -> None:
        if happening.kind == "poll":
            self._polled.set()
        self.heard(happening)


def _sweep() -> None:
    """Throw away what simulators left behind that are no longer there."""
    for old in VAR.glob("house-*"):
        number = old.name.removeprefix("house-")
        if number.isdigit() and not _alive(int(number)):
            shutil.rmtree(old, ignore_errors=True)


def _alive(process: int) -> bool:
    with contextlib.suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
