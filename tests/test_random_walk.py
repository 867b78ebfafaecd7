"""Ten thousand presses and texts, in the middle of anything: no fault, no silence, no screen that cannot be left.

What is owed: each press the answer of its query; each message with words, a thing, a place or a command in it, and each
changed text, something to see (a new message, an edit or a toast). Not owed anything: the pictures of an album after
its first, an update that Telegram repeats, a block and its end, a press that waited longer than Telegram lets anybody
answer (15 seconds). A press that leads where its message is already is answered without words.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from datetime import timedelta

import pytest

from bot.carriage import TEXT, Arrived, Cargo, Outcome
from bot.domain.events import Wrote
from bot.domain.people import Address
from bot.stage import Visit
from bot.store import sqlite
from simulator.model import CallbackQuery, Message
from simulator.phone import Phone
from tests.fingers import Fingers
from tests.oddities import SAID
from tests.town import Town, town

# PostgreSQL answers over a socket, so the long walk is on SQLite.
STEPS = {"sqlite": 10_000, "postgresql": 2_500}
SEED = 20261123
DAILY_LIFE = (
    "message is not modified",
    "message to edit not found",
    "query is too old",
    "bot was blocked by the user",
    # Two presses at once on a text: by the second, the first has put a picture in its place. It is answered anew.
    "there is no text in the message to edit",
)


class Letters:
    """A wire without buttons, edits and pictures, on which somebody reads and types."""

    def __init__(self) -> None:
        self.came: list[str] = []

    async def carry(self, cargo: Cargo) -> Outcome:
        assert not cargo.shown.keys
        assert cargo.photo is None
        assert not cargo.target
        self.came.append(cargo.shown.text)
        return Arrived(str(len(self.came)), TEXT)


class Walker(Fingers):
    """Does one thing after another, by the dice of a seed."""

    def __init__(self, here: Town, letters: Letters, seed: int) -> None:
        super().__init__(here, random.Random(seed))
        self.letters = letters
        self.steps = 0
        self.late: set[str] = set()
        here.world.keep = 400

    async def walk(self, steps: int) -> None:
        """So many presses and texts."""
        while self.steps < steps:
            await self._round()
            if self.steps % 500 < 3:
                await self.leave(self.dice.choice(self.phones))
        for phone in self.phones:
            await self.leave(phone)

    async def _round(self) -> None:
        kind = self.dice.random()
        if kind < 0.01:
            await self.time_passes()
        elif kind < 0.02:
            await self.come_and_go(self.dice.choice(self.phones))
        elif kind < 0.08:
            await self.write_a_letter()
        elif kind < 0.0815:
            await self.here.restart()
        else:
            await self.acts()

    def actors(self) -> list[Phone]:
        """Who does something now: somebody, several at once, or somebody several times before any answer."""
        kind = self.dice.random()
        if kind < 0.7:
            return self.dice.sample(self.phones, self.dice.choice((1, 2, 3)))
        return [self.dice.choice(self.phones)] * self.dice.choice((1, 1, 2, 4))

    async def acts(self) -> None:
        """Things done at once, and what they are owed."""
        owed: set[int] = set()
        before = Counter(self.watch.reactions)
        presses = [len(phone.queries) for phone in self.phones]
        for phone in self.actors():
            if phone.chat.blocked:
                phone.unblock()
            if self.act(phone):
                owed.add(phone.id)
            self.steps += 1
        if self.dice.random() < 0.3:
            self.here.now += timedelta(seconds=self.dice.randrange(20))
        await self.here.settle()
        for phone, seen in zip(self.phones, presses, strict=True):
            for query in phone.queries[seen:]:
                self.late_or_answered(query)
            assert phone.id not in owed or self.watch.reactions[phone.id] > before[phone.id], self.told("silence")

    def late_or_answered(self, query: CallbackQuery) -> None:
        """A press was answered, or was too old for it."""
        if not query.answered:
            waited = self.here.now - query.at
            assert waited.total_seconds() > self.here.world.callback_seconds, self.told(f"no answer to {query.data}")
            self.late.add(query.id)

    def told(self, what: str) -> str:
        """A failure with what led to it."""
        return f"{what} at step {self.steps} of seed {SEED}; the last were: {'; '.join(self.trail[-8:])}"

    async def time_passes(self) -> None:
        """Minutes, hours, days: the clock stops wherever somebody is due."""
        self.trail.append("time")
        hours = self.dice.choice((0.1, 0.3, 1, 3, 8, 12, 24, 24, 48, 24 * 9))
        await self.here.wait(hours=hours)

    async def come_and_go(self, phone: Phone) -> None:
        """The door is shut, time may pass, and it is open again."""
        self.trail.append(f"{phone.person.first_name} blocks")
        if phone.chat.blocked:
            phone.unblock()
        else:
            phone.chat.started = True
            phone.block()
        await self.here.settle()

    async def write_a_letter(self) -> None:
        """The person on the wire without buttons types a number or words."""
        text = str(self.dice.randrange(1, 13)) if self.dice.random() < 0.7 else self.dice.choice(SAID).strip()
        self.trail.append("a letter")
        before = len(self.letters.came)
        await self.here.house.stage.play(Visit(Address("plain", "wei"), Wrote(text, ref=str(self.steps)), lang="zh"))
        await self.here.settle()
        self.steps += 1
        assert len(self.letters.came) > before, self.told(f"no letter back to {text[:40]!r}")

    async def leave(self, phone: Phone) -> None:
        """From whatever screen is the last, some button leads on; and a command brings one that has a button."""
        if phone.chat.blocked:
            phone.unblock()
        message = self.newest(phone)
        for data in [key["callback_data"] for row in message.rows for key in row if "callback_data" in key]:
            before = (self.newest(phone), message.raw)
            phone.press_data(data, on=message)
            self.steps += 1
            await self.here.settle()
            if (self.newest(phone), message.raw) != before:
                break
        else:
            assert not message.rows, self.told(f"no button leads on: {message.buttons}")
        for words in ("/today", "/settings"):
            await self.here.say(phone, words)
            found = self.newest(phone)
            assert found.rows or "1." in found.text or "/1" in found.text, self.told(f"no way on from {words}")

    def newest(self, phone: Phone) -> Message:
        """The newest message of the bot's with this phone; a start where there is none."""
        found = [m for m in self.watch.messages.get(phone.id, [])[-50:] if not m.deleted]
        return found[-1] if found else phone.say("/start")


@pytest.mark.slow
async def test_thousands_of_presses_and_texts_are_all_answered_and_none_breaks_anything(
    database_url: str, engine_name: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is unplugged here: a third of the time would be spent on waiting for the disk.
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "synchronous=OFF"))
    caplog.set_level(logging.WARNING)
    async with town(database_url) as here:
        letters = Letters()
        here.channels["plain"] = letters
        await here.restart()
        walker = Walker(here, letters, SEED)
        await walker.walk(STEPS[engine_name])
        refused = Counter(call.description for call in here.world.refused)
        strange = {what: n for what, n in refused.items() if not any(known in what for known in DAILY_LIFE)}
        assert not strange
        assert not here.world.faults
        assert {query.id for query in here.world.unanswered} == walker.late
        assert [record.getMessage() for record in caplog.records] == []
