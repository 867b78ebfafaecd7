"""Ada, Mei and Sol as people: what stands on their phones, and what they press, in their own language."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.memory import Memory, Walk
from bot.domain.quiz import Item, Result
from bot.domain.speech import Param, words
from bot.flows.quiz import QUIZ
from bot.store import people
from simulator.model import CallbackQuery, Message
from simulator.phone import Phone
from tests.town import Town, library, offered, town

HOMES = {"Ada": "Europe/London", "Mei": "Asia/Shanghai", "Sol": "America/Sao_Paulo"}
LANGS = {"Ada": "en", "Mei": "zh", "Sol": "en"}
# What Telegram refuses in daily life; any other refusal is a fault of ours.
DAILY_LIFE = ("message is not modified", "message to edit not found", "query is too old", "blocked by the user")
ANY = re.compile(r"\{\{.*?\}\}")


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@asynccontextmanager
async def quiet_town(database_url: str, **more: Any) -> AsyncIterator[Town]:
    """A town that is looked over at the end."""
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        async with town(database_url, **more) as here:
            yield here
            look_over(here, errors.found)
    finally:
        logging.getLogger().removeHandler(errors)


def look_over(here: Town, errors: list[str]) -> None:
    """What must be true at the end of every dialogue."""
    strange = [call for call in here.world.refused if not any(s in call.description for s in DAILY_LIFE)]
    assert not here.world.faults
    assert not here.world.unanswered
    assert not strange
    assert not errors


@dataclass(slots=True)
class Someone:
    """A person in the town. Texts and labels are named by their keys, and found in the person's language."""

    here: Town
    phone: Phone
    lang: str
    zone: str

    # ------------------------------------------------------------------------------------------------- seeing
    def text(self, key: str, **params: Param) -> str:
        """A text as this person's phone shows it."""
        return self.here.house.renderer.label(self.lang, words(key, **params)).strip()

    def sees(self, key: str, **params: Param) -> bool:
        """Whether the newest message of the bot holds this text."""
        return self.text(key, **params) in self.phone.last.text

    def sees_one_of(self, prefix: str) -> bool:
        """Whether the newest message holds one of the texts `prefix.0`, `prefix.1` …"""
        return any(self.sees(f"{prefix}.{n}") for n in range(library().count(prefix)))

    def offers(self, key: str, **params: Param) -> bool:
        """Whether the newest message has this button."""
        return self.text(key, **params) in self.phone.buttons

    @property
    def screen(self) -> str:
        """The newest message of the bot."""
        return self.phone.last.text

    @property
    def bubbles(self) -> int:
        """How many messages of the bot there are."""
        return len(self.phone.replies)

    @property
    def toast(self) -> str | None:
        """The short word that the newest press was answered with."""
        return self.phone.queries[-1].text

    # -------------------------------------------------------------------------------------------------- doing
    async def press(self, key: str, on: Message | None = None, **params: Param) -> str:
        """Press a button of the newest message (or `on`); returns the newest message's text then."""
        query = self.phone.press(self.text(key, **params), on=on or self.phone.last)
        return await self._answered(query)

    async def send(self, data: str, on: Message | None = None) -> str:
        """Press as if a button with this data stood there."""
        return await self._answered(self.phone.press_data(data, on=on or self.phone.last))

    async def _answered(self, query: CallbackQuery) -> str:
        await self.here.settle()
        assert query.answered, f"{query.data} was not answered"
        return self.phone.last.text

    async def say(self, text: str) -> str:
        """Type; returns the newest message's text then."""
        return await self.here.say(self.phone, text)

    async def memory(self) -> Memory:
        """What the house remembers of this person."""
        async with self.here.house.store.reading() as db:
            found = await people.look(db, people.address_of(f"tg:{self.phone.id}"))
        assert found is not None
        return found

    async def walk(self) -> Walk:
        """The path as it is remembered."""
        walk = (await self.memory()).walk
        assert walk is not None
        return walk

    async def result(self) -> Result:
        """The newest result."""
        known = (await self.memory()).known
        assert known is not None
        return known.result

    # -------------------------------------------------------------------------------------------------- time
    @property
    def clock(self) -> datetime:
        """What this person's clock shows."""
        return self.here.now.astimezone(ZoneInfo(self.zone))

    async def until(self, hour: int, minute: int = 0, days: int = 0) -> None:
        """Let time pass until this person's clock shows an hour, `days` dates on (the next time it does)."""
        then = self.clock.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
        await self.here.until((then if then > self.clock else then + timedelta(days=1)).astimezone(ZoneInfo("UTC")))

    def nudges(self) -> list[tuple[datetime, str]]:
        """What came unasked, by this person's clock."""
        return [
            (at.astimezone(ZoneInfo(self.zone)), text)
            for at, who, text in self.here.unasked
            if who == self.phone.id
        ]

    def slots(self) -> list[tuple[date, str]]:
        """The local dates and hours at which something came unasked."""
        return [(at.date(), f"{at:%H:%M}") for at, _ in self.nudges()]

    # ------------------------------------------------------------------------------------------------- longer
    async def quiz(self, value: Callable[[Item], int | None], count: int = 12, seconds: float = 5) -> None:
        """Answer statements: `value` is the point meant (1-5, after recoding), None is a skip."""
        for _ in range(count):
            self.here.now += timedelta(seconds=seconds)
            data = offered(self.phone, "qc")
            assert data is not None, self.phone.screen
            item = library().quizzes[QUIZ].item(data.split("|")[3])
            meant = value(item)
            if meant is None:
                await self.press("quiz.skip")
            else:
                await self.press(f"quiz.agree.{6 - meant if item.reverse else meant}")

    async def begin(self) -> None:
        """From `/start` to the first statement."""
        await self.say("/start")
        await self.press("front.button.begin")

    async def take_quiz(self, anxiety: int = 4, avoidance: int = 2) -> None:
        """From `/start` to the result of the short form."""
        await self.begin()
        await self.quiz(lambda item: anxiety if item.scale == "anxiety" else avoidance)

    async def set_out(self, **scores: int) -> None:
        """From `/start` onto the path, with day 1 open."""
        await self.take_quiz(**scores)
        await self.press("quiz.button.path")
        await self.send(f"1|sz|{self.zone}")
        await self.press("places.button.accept")
        await self.press("days.step-1.yes")

    async def close_day(self) -> None:
        """The evening's three taps, for someone who did it and is well."""
        if self.offers("evening.button.done"):
            await self.press("evening.button.done")
        await self.press("evening.felt.4")
        await self.press("evening.mood.4")


def someone(here: Town, name: str) -> Someone:
    """Ada, Mei or Sol, with a phone, at home."""
    return Someone(here, here.phone(name), LANGS[name], HOMES[name])
