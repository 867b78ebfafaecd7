"""The courier: carries the outbox. Marks a line before it goes, crosses it off after, and sorts the refusals."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from msgspec import structs

from bot import clock, lending, states
from bot.carriage import PHOTO, TEXT, Arrived, Cargo, Crowd, Gone, Later, Ours, Outcome, Unknown, wrong_file
from bot.domain.events import Blocked
from bot.domain.people import FULL, LETTERS, NUMBERS, Reach, is_group
from bot.domain.speech import Paper, Picture, Say
from bot.flows.front import apology
from bot.pictures.draw import DrawingError
from bot.render import Renderer
from bot.stage import Stage, Visit
from bot.store import couples, outbox, people, screens
from bot.store.engine import Store
from bot.store.outbox import Line
from bot.store.screens import Shown
from bot.store.sql import Db

log = logging.getLogger(__name__)
IN_FLIGHT = 64
# Replies that may wait for their picture besides: at a tenth of a second each, none waits until it counts as left.
WAITING = 400
STALE = 60.0
TRIES = 5
REST = 0.25
# A file's name and its bytes.
File = tuple[str, bytes]


class Carries(Protocol):
    """What brings cargo to a channel."""

    async def carry(self, cargo: Cargo) -> Outcome: ...


class Draws(Protocol):
    """What turns a picture into bytes, and names its content."""

    def digest(self, picture: Picture, lang: str) -> str: ...

    def moves(self, picture: Picture) -> bool: ...

    async def bytes(self, picture: Picture, lang: str) -> bytes: ...

    async def file(self, picture: Picture, lang: str) -> File: ...


class Binds(Protocol):
    """What turns a paper into a file."""

    def name(self, paper: Paper, lang: str) -> str: ...

    def bytes(self, paper: Paper, lang: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Done:
    line: Line
    outcome: Outcome
    digest: str
    picture: str = ""


class Courier:
    """One a process; several share the outbox and the bucket through the database. `rate`: messages a second."""

    def __init__(
        self,
        store: Store,
        stage: Stage,
        renderer: Renderer,
        draws: Draws,
        binds: Binds,
        carriages: Mapping[str, Carries],
        *,
        bot_name: str,
        rate: float,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._stage = stage
        self._renderer = renderer
        self._draws = draws
        self._binds = binds
        self._carriages = carriages
        self._bot_name = bot_name
        self._rate = rate
        self._now = now
        self._poke = asyncio.Event()
        self._finished: list[_Done] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._drawing = 0
        self._closing = False
        self._rest = REST

    def poke(self) -> None:
        """There may be lines to carry."""
        self._poke.set()

    @property
    def idle(self) -> bool:
        """Whether nothing of this courier's is under way."""
        return not self._under_way and not self._finished and not self._poke.is_set()

    async def run(self, alone: bool = False) -> None:
        """Carry until told to finish. A fault of the database's is told to the operator and tried again.

        `alone`: no other process carries, so what is found in flight was left by one that died.
        """
        await self.recover(0.0 if alone else STALE)
        while not self._closing or self._under_way or self._finished:
            try:
                rested = not await self.round()
            except Exception:
                log.exception("the courier stumbled; it goes on")
                await asyncio.sleep(1.0)
                continue
            if rested:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._poke.wait(), self._rest)

    def finish(self) -> None:
        """Carry nothing more; `run` ends when what is on its way has arrived and is crossed off."""
        self._closing = True
        self._poke.set()

    async def round(self) -> bool:
        """Cross off what arrived and start what may go, in one commit. Returns whether there was anything to do."""
        self._poke.clear()
        finished, self._finished = self._finished, []
        try:
            lines = await self._turn_over(finished, clock.machine())
        except Exception:
            # What became of these lines is known; only the database does not know it yet.
            self._finished = finished + self._finished
            raise
        for done in finished:
            if isinstance(done.outcome, Gone):
                await self._say_gone(done.line)
        if lines:
            await self._start(lines)
        return bool(finished or lines)

    async def _turn_over(self, finished: list[_Done], at: float) -> list[Line]:
        room, nudges = self._room()
        if not finished:
            async with self._store.reading() as db:
                if room <= 0 or not await outbox.any_ready(db, at):
                    self._rest = REST
                    return []
        async with self._store.writing() as db:
            if finished:
                await self._cross_off(db, finished)
            lines = await outbox.take(db, at, self._now(), self._rate, room, nudges) if room > 0 else []
            # Consent is read once more, at the last moment before a line goes.
            lines = [await lending.may_go(db, self._stage.home, line, self._now()) for line in lines]
        # With lines waiting and no token left, the next token is what is waited for.
        self._rest = REST if lines or finished else min(REST, 1 / self._rate)
        return lines

    def _room(self) -> tuple[int, int]:
        """How many lines may be taken, and how many of them may be nudges.

        A line that waits for its picture holds no other reply up: who asks for cards delays nobody's press. A crowd of
        nudges with pictures waits in the outbox instead.
        """
        if self._closing:
            return 0, 0
        all_of_them = len(self._under_way)
        room = min(IN_FLIGHT - (all_of_them - self._drawing), IN_FLIGHT + WAITING - all_of_them)
        return max(0, room), max(0, IN_FLIGHT - all_of_them)

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        """While a picture is drawn, the line's place is another's."""
        self._drawing += 1
        self._poke.set()
        try:
            yield
        finally:
            self._drawing -= 1

    async def _start(self, lines: list[Line]) -> None:
        known = await self._known(lines)
        for line in lines:
            task = asyncio.create_task(self._carry(line, known.get((line.person_id or 0, line.screen))))
            self._under_way.add(task)
            task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._poke.set()

    async def _known(self, lines: list[Line]) -> dict[tuple[int, str], Shown]:
        async with self._store.reading() as db:
            wanted = [(x.person_id, x.screen) for x in lines if x.person_id is not None and not x.fresh]
            return await screens.known(db, wanted)

    async def _carry(self, line: Line, known: Shown | None) -> None:
        digest, name = "", ""
        outcome: Outcome
        try:
            cargo, digest, name = await self._load(line, known)
            # What was shown last is no reason to stay silent: the message may show another screen since, or be gone.
            outcome = await self._carriages[line.chat.partition(":")[0]].carry(cargo)
            if isinstance(outcome, Crowd):
                line = lending.unposted(self._stage.home, line)
                cargo, digest, name = await self._load(line, None)
                outcome = await self._carriages["tg"].carry(cargo)
            if wrong_file(outcome) and isinstance(cargo.photo, str):
                fresh = await self._draws.bytes(_picture(cargo), line.lang)
                outcome = await self._carriages["tg"].carry(replace(cargo, photo=fresh))
        except Exception as error:
            log.exception("a line could not be carried (line %s, update %s)", line.id, line.update_id)
            outcome = Ours(type(error).__name__)
        self._finished.append(_Done(line, outcome, digest, name))
        self._poke.set()

    async def _load(self, line: Line, known: Shown | None) -> tuple[Cargo, str, str]:
        say = states.read_say(line.say)
        shown = self._renderer.screen(say, line.lang, _reach(line))
        photo: bytes | str | None = None
        file: File | None = None
        name = ""
        try:
            if shown.picture is not None and shown.picture.file is not None:
                with self._waiting():
                    file = await self._draws.file(shown.picture, line.lang)
            elif shown.picture is not None:
                name = self._draws.digest(shown.picture, line.lang)
                async with self._store.reading() as db:
                    photo = await screens.file_of(db, self._bot_name, name) or None
                if photo is None:
                    with self._waiting():
                        photo = await self._draws.bytes(shown.picture, line.lang)
        except DrawingError:
            log.warning("a picture could not be drawn, its words go instead (line %s)", line.id, exc_info=True)
            shown, name = self._renderer.screen(in_words(say), line.lang, _reach(line)), ""
        if shown.paper is not None:
            file = (self._binds.name(shown.paper, line.lang), self._binds.bytes(shown.paper, line.lang))
        target, kind = _target(line, known)
        moves = shown.picture is not None and self._draws.moves(shown.picture)
        cargo = Cargo(
            line, shown, target, kind, photo, silent=say.silent, protect=say.protect, document=file, moves=moves
        )
        return replace(cargo, only_for=await self._only_for(line)), shown.digest, name

    async def _only_for(self, line: Line) -> tuple[str, ...] | None:
        """Who alone may be in a group for a post of something of theirs to go there."""
        if not line.lent or not is_group(line.chat):
            return None
        async with self._store.reading() as db:
            return await lending.the_two(db, line)

    async def _cross_off(self, db: Db, finished: list[_Done]) -> None:
        arrived = [d for d in finished if isinstance(d.outcome, Arrived)]
        if arrived:
            await outbox.cross_off(db, [d.line.id for d in arrived])
        for done in finished:
            if not isinstance(done.outcome, Arrived):
                await self._settle(db, done)
        for done in arrived:
            if done.picture and isinstance(done.outcome, Arrived) and done.outcome.file:
                await screens.keep_file(db, self._bot_name, done.picture, done.outcome.file)
        for done in arrived:
            if done.line.couple is not None and isinstance(done.outcome, Arrived) and done.outcome.message:
                message, kind = done.outcome.message, done.outcome.kind
                await lending.arrived(db, self._stage.home, done.line, message, kind, self._now())
        shown = [shown for done in arrived if (shown := _shown(done))]
        if shown:
            await screens.shown(db, shown)

    async def _settle(self, db: Db, done: _Done) -> None:
        line, at = done.line, clock.machine()
        match done.outcome:
            case Later(all_chats=True) if line.kind == "post":
                # A group has a limit of its own; whoever fills one up must not hold up everybody else.
                await self._lose(db, line)
            case Later(seconds, all_chats):
                if all_chats and not is_group(line.chat):
                    await outbox.pause(db, at + seconds)
                await outbox.put_back(db, line, at + seconds)
            case Gone() | Ours() if is_group(line.chat):
                await self._lose(db, line)
            case Unknown(fault):
                await self._after_unknown(db, line, fault)
            case Gone():
                await outbox.bury(db, line, "dead", "gone")
            case Ours(fault):
                log.error("refused for good: %s (line %s, update %s)", fault, line.id, line.update_id)
                await outbox.bury(db, line, "dead", fault)
                if line.screen != "sorry" and line.kind == "reply":
                    await outbox.put(db, [sorry(line)])

    async def _lose(self, db: Db, line: Line) -> None:
        """A group that cannot be reached: gone, full, or grown into another. Nobody is told, and nothing is kept."""
        log.info("a post did not reach its group (line %s)", line.id)
        await outbox.cross_off(db, [line.id])
        await couples.shows_no_more(db, line.chat, line.ref.rstrip("p"))

    async def _after_unknown(self, db: Db, line: Line, fault: str) -> None:
        """Edits simply repeat; a reply goes once more; a nudge is not sent again (nine in ten had arrived)."""
        repeats = line.kind != "nudge" and line.tries < (TRIES if not line.fresh else 2)
        if repeats:
            await outbox.put_back(db, line, clock.machine() + 1.0)
        else:
            await outbox.bury(db, line, "unknown", fault)

    async def _say_gone(self, line: Line) -> None:
        async with self._store.writing() as db:
            await outbox.silence(db, line.chat)
        if line.person_id is not None and not is_group(line.chat):
            await self._stage.play(Visit(people.address_of(line.chat), Blocked()))

    async def recover(self, age: float = STALE) -> None:
        """Deal with lines that were in flight when a courier died, `age` seconds ago or more."""
        async with self._store.writing() as db:
            for line in await outbox.left_in_flight(db, clock.machine() - age):
                await self._after_unknown(db, line, "the courier stopped")
        self._poke.set()


def _reach(line: Line) -> Reach:
    if line.chat.startswith("plain:"):
        return LETTERS
    return NUMBERS if line.plain else FULL


def _target(line: Line, known: Shown | None) -> tuple[str, str]:
    """The message to edit, and what it is: the pressed one, or the one that showed this screen last."""
    if line.fresh:
        return "", TEXT
    if line.ref:
        return line.ref.rstrip("p"), PHOTO if line.ref.endswith("p") else TEXT
    return (known.message, known.kind) if known else ("", TEXT)


def _shown(done: _Done) -> Shown | None:
    if (
        done.line.person_id is None
        or is_group(done.line.chat)
        or not isinstance(done.outcome, Arrived)
        or not done.outcome.message
    ):
        return None
    return Shown(done.line.person_id, done.line.screen, done.outcome.message, done.outcome.kind, done.digest)


def _picture(cargo: Cargo) -> Picture:
    if cargo.shown.picture is None:
        raise ValueError("no picture")
    return cargo.shown.picture


def in_words(say: Say) -> Say:
    """A screen whose picture could not be drawn: what the picture shows is said above its other lines."""
    if say.picture is None:
        return say
    others = (line for line in say.lines if line != say.picture.alt)
    return structs.replace(say, picture=None, lines=(say.picture.alt, *others))


def sorry(line: Line) -> Line:
    """An apology in place of a line that Telegram will not take, leading back to what is open."""
    return replace(
        line, screen="sorry", fresh=True, ref="", say=states.write_say(apology()), kind="reply", expires_at=None
    )
