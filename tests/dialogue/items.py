"""What two people do to let each other read something, on their phones."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from bot.domain.facts import KeepNight
from bot.domain.memory import Walk
from bot.flows import calendar
from bot.flows.common import date_of
from bot.flows.together_items_from import PICKED
from bot.store import facts, people
from bot.store.people import Change
from simulator.model import Message
from tests.dialogue.couple import Two
from tests.dialogue.people import Someone

ADAS, MEIS = "two.strength.2", "two.strength.4"
OURS = ("3i", "3o", "3p", "3w", "3y", "3v", "3s", "3t", "3r", "3l")


async def opens(who: Someone, name: str) -> None:
    """From the shelf to one thing that may be let be read."""
    await who.say("/together")
    await who.press("together.button.settings")
    await who.press("together.items.button.open")
    await who.press(f"together.items.button.{name}")


async def lets(who: Someone, name: str, pick: int = 1) -> None:
    """Pick a line where there are some, look at it, and let it be read."""
    await opens(who, name)
    if name in PICKED:
        await who.press("together.items.button.pick", n=pick)
        await who.press("together.items.button.preview")
    await who.press("together.items.button.share")


async def lets_own(who: Someone, name: str, text: str) -> None:
    """The same with a line of one's own."""
    await opens(who, name)
    await who.press("together.items.button.write")
    await who.say(text)
    await who.press("together.items.button.share")


async def reads(who: Someone, name: str) -> Message:
    """From the shelf to one thing of the other's; its message."""
    await who.say("/together")
    await who.press("together.items.button.see")
    await who.press(f"together.items.button.{name}")
    return who.phone.last


async def takes_back(who: Someone, name: str) -> None:
    """From the shelf to taking it back."""
    await who.say("/together")
    await who.press("together.button.settings")
    await who.press("together.items.button.open")
    await who.press("together.items.button.on", item=who.text(f"together.items.button.{name}"))
    await who.press("together.items.button.take-back")


async def both_let(two: Two) -> None:
    """Both let their strengths be read."""
    await lets(two.ada, "strengths", 2)
    await lets(two.mei, "strengths", 4)


def transcript(who: Someone) -> list[tuple[Any, ...]]:
    """Everything on a phone, byte for byte: each message with its keys, its edits and whether it is protected."""
    shown: list[tuple[Any, ...]] = [(m.id, m.at, m.raw, m.edits, m.deleted) for m in who.phone.messages]
    return [*shown, *((q.data, q.text) for q in who.phone.queries)]


def on_phone(who: Someone) -> str:
    """Every text that stands on a phone now."""
    return "\n".join(message.text for message in who.phone.replies)


async def down_at(who: Someone, **changes: Any) -> None:
    """As if the path had come to another place."""
    async with who.here.house.store.writing() as db:
        (row,) = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        walk = replace(row.memory.walk or Walk(), **changes)
        then = replace(row.memory, walk=walk)
        await people.write(db, [Change(row.id, row.turn, then, calendar.next_at(then, who.here.now))])


async def at_the_end(who: Someone) -> None:
    """As if day 50 had been practised yesterday."""
    ended = date_of(who.here.now, who.zone) - timedelta(days=1)
    days = {f"day-{n:02}": "done" for n in range(1, 51)}
    await down_at(who, days=days, current="day-50", finished=True, opened_on=ended, finished_on=ended)


async def had_evenings(who: Someone, *felt: int) -> None:
    """As if evenings had been answered, from a Monday on."""
    async with who.here.house.store.writing() as db:
        (row,) = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        nights = [KeepNight(date(2026, 10, 5) + timedelta(days=n), "", "done", one, 3) for n, one in enumerate(felt)]
        await facts.keep(db, [(row.id, night) for night in nights], who.here.now)
