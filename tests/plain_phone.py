"""A phone on a wire without buttons, edits or pictures, that takes five messages in 48 hours and no more.

The shape of an Official Account: whatever its person chooses, they type the number in front of it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.carriage import TEXT, Arrived, Cargo, Outcome
from bot.domain import events as e
from bot.domain.memory import Memory
from bot.domain.people import Address
from bot.domain.speech import Param, words
from bot.stage import Visit
from bot.store import people
from tests.town import Town

CHANNEL = "plain"
MOST, SPAN, LONGEST = 5, timedelta(hours=48), 2048
# Every second number is typed as another keyboard would give it.
SCRIPTS = ("{}", "０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "〇一二三四五六七八九")
_CHOICE = re.compile(r"^/?(\d+)\.? (.+)$", re.MULTILINE)


def choices_of(texts: list[str]) -> dict[str, str]:
    """The numbered lines of the newest of these texts that has any: label -> number."""
    for text in reversed(texts):
        found = _CHOICE.findall(text.rpartition("\n\n")[2])
        if found:
            return {label: number for number, label in reversed(found)}
    return {}


class PlainWire:
    """Carries to plain phones, and refuses what their wire could not carry."""

    def __init__(self) -> None:
        self.phones: dict[str, PlainPhone] = {}

    async def carry(self, cargo: Cargo) -> Outcome:
        """One text, at the end of the chat."""
        assert not cargo.shown.keys, "no buttons on this wire"
        assert not cargo.shown.html, "no markup on this wire"
        assert not cargo.target, "no edits on this wire"
        assert cargo.photo is None, "no pictures on this wire"
        phone = self.phones[cargo.line.chat]
        phone.hears(cargo.shown.text)
        return Arrived(str(len(phone.heard)), TEXT)


class PlainPhone:
    """Somebody who types. `heard` is everything that came; `unasked` only what came by the clock, with its instant."""

    def __init__(self, here: Town, wire: PlainWire, name: str, lang: str) -> None:
        self.here = here
        self.name = name
        self.lang = lang
        self.address = Address(CHANNEL, name)
        self.heard: list[str] = []
        self.unasked: list[tuple[datetime, str]] = []
        self._speaking = False
        self._wrote_at: datetime | None = None
        self._since = 0
        self._typed = 0
        wire.phones[people.chat_of(self.address)] = self

    def hears(self, text: str) -> None:
        """A message arrives; the wire would refuse a sixth, a late and an overlong one."""
        assert self._wrote_at is not None, "nobody is written to first"
        assert self.here.now < self._wrote_at + SPAN, "the window is shut"
        self._since += 1
        assert self._since <= MOST, f"message {self._since} after their last one:\n{text}"
        assert 0 < len(text) <= LONGEST
        assert "<b>" not in text
        assert "&amp;" not in text
        self.heard.append(text)
        if not self._speaking:
            self.unasked.append((self.here.now, text))

    @property
    def last(self) -> str:
        """The newest message."""
        return self.heard[-1]

    def choices(self) -> dict[str, str]:
        """The numbered lines last said: label -> number."""
        return choices_of(self.heard)

    def text(self, key: str, **params: Param) -> str:
        """A text by its key, as this person reads it."""
        return self.here.house.renderer.label(self.lang, words(key, **params)).strip()

    def offers(self, key: str, **params: Param) -> bool:
        """Whether the newest choices have this one."""
        return self.text(key, **params) in self.choices()

    async def say(self, text: str) -> str:
        """Type; returns the newest message then."""
        self._wrote_at, self._since = self.here.now, 0
        event: e.Event = e.Wrote(text, ref=str(self._typed))
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            event = e.Started(rest) if name == "start" else e.Called(name, rest)
        self._typed += 1
        before, self._speaking = len(self.heard), True
        await self.here.house.stage.play(Visit(self.address, event, lang=self.lang, name=self.name))
        await self.here.settle()
        self._speaking = False
        assert len(self.heard) > before, f"{text!r} was met with silence"
        return self.last

    async def choose(self, key: str, **params: Param) -> str:
        """Type the number of a choice, each time on another keyboard."""
        label = self.text(key, **params)
        assert label in self.choices(), f"no choice {label!r} in:\n{self.last}"
        number = self.choices()[label]
        script = SCRIPTS[self._typed % len(SCRIPTS)] if len(number) == 1 else SCRIPTS[0]
        return await self.say(number if script == "{}" else script[int(number)])

    async def memory(self) -> Memory:
        """What the house remembers of this person."""
        async with self.here.house.store.reading() as db:
            found = await people.look(db, self.address)
        assert found is not None
        return found
