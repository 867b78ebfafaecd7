"""A village of three on a real store and the real stage. What would be carried is written down instead of being sent.

Ada (London) and Mei (Shanghai) are linked; Sol (São Paulo) is a stranger to both. Everything that arrives on a phone
is kept byte for byte: when, in which place, and the whole screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace as struct_replace
from sqlalchemy import bindparam, delete, insert, text, update

from bot import lending, states
from bot.domain.bond import CLOSED, POSTED, Couple
from bot.domain.events import Event, Press
from bot.domain.facts import KeepNight
from bot.domain.memory import Made, Memory
from bot.domain.people import Address
from bot.flows import bonds, calendar, window
from bot.flows.walk_road import Mind, road
from bot.stage import House, Stage, Visit
from bot.store import couples, facts, outbox, people
from bot.store.engine import Store, instant
from bot.store.people import Row
from bot.store.sql import Sql
from bot.tables import metadata, person
from tests.town import library
from tests.two.spec import Side

ADA, MEI, SOL = Address("tg", "1815"), Address("tg", "1907"), Address("tg", "1977")
NUMBERS = {ADA: 1, MEI: 2, SOL: 3}
HOMES = {
    ADA: ("Ada", "en", "Europe/London"),
    MEI: ("Mei", "zh", "Asia/Shanghai"),
    SOL: ("Sol", "en", "America/Sao_Paulo"),
}
MINDS = {ADA: Mind(5, 1), MEI: Mind(1, 5), SOL: Mind(3, 3)}
# So many presses have been made before: the quiz, the beginning of the path, and its first two steps.
BEFORE = {ADA: 260, MEI: 240, SOL: 60}
BEGINNING = datetime.fromisoformat("2027-02-01T05:00:00+00:00")
IN_SIGHT = 5
# A group of Ada, Mei and the bot: what stands there is on Mei's phone as well.
GROUP = "tg:-100"
LATE = "day-49"
# Evenings of the two weeks before: enough of them for a line.
NIGHTS = tuple(
    KeepNight(BEGINNING.date() - timedelta(days=n), f"day-{20 - n:02}", "done", 2 + n % 3, 3)
    for n in (2, 3, 5, 9, 10, 12)
)
LINK = re.compile(r"start=two-([A-Za-z0-9_-]+)")
CODE = re.compile(r"\b([2-9A-HJ-NP-Z]{5} [2-9A-HJ-NP-Z]{5})\b")


class Came(NamedTuple):
    """Something that arrived on a phone, a new message or an edit of `message`: the whole screen as it was stored on
    its way out, with its words, keys, picture and protection, and in which language."""

    at: datetime
    message: int
    new: bool
    say: str
    keys: tuple[str, ...]
    picture: bool
    how: tuple[object, ...]


@dataclass(slots=True)
class Phone:
    """What stands on somebody's phone."""

    came: list[Came]
    shown: dict[int, Came]
    names: dict[str, int]
    toasts: list[tuple[datetime, str]]

    @property
    def data(self) -> list[tuple[int, str]]:
        """The keys in sight: the message that each is under, and its data."""
        newest = sorted(self.shown)[-IN_SIGHT:]
        return [(message, data) for message in newest for data in self.shown[message].keys]


@cache
def grown(who: Address, late: bool = False) -> Memory:
    """Somebody in the middle of their path, as they have come there by their own presses; `late`: at its day 49."""
    name, lang, zone = HOMES[who]
    place = None
    for n, stop in enumerate(road(library(), lang, MINDS[who])):
        place = stop.after
        path = place.memory.walk
        if path is None or path.asking_step:
            continue
        if path.current == LATE if late and who != SOL else n >= BEFORE[who]:
            break
    assert place is not None
    profile = struct_replace(place.memory.profile, name=name, zone=zone, lang=lang)
    # Time has stood still for them until the village opens: nothing waits from before.
    rhythm = struct_replace(place.memory.rhythm, seen_on=BEGINNING.date(), heard_at=BEGINNING, later_at=None)
    # What they answered long ago is left out: nothing here asks for it, and it would be read and written each time.
    lighter = {"moves": None, "first": None, "pulse": None, "timers": (), "focus": None, "options": ()}
    made = (Made(1, "look-back", words={"keep": f"What {name} keeps"}),) if late else place.memory.made
    return struct_replace(place.memory, profile=profile, rhythm=rhythm, made=made, **lighter)


class Village:
    """Three people, a clock, and their phones."""

    def __init__(self, store: Store) -> None:
        self.now = BEGINNING
        self.store = store
        self.home = House(library(), "https://t.me/kintsugi_bot")
        self.stage = Stage(store, self.home, lambda: self.now)
        self.phones: dict[str, Phone] = {}
        self.ticks = 0

    async def begin(self, linked: bool = True, late: bool = False) -> None:
        """Everything as it was at the beginning: the same people under the same numbers. `late`: at day 49."""
        self.now = BEGINNING
        self.phones = {chat: Phone([], {}, {}, []) for chat in (*(f"tg:{who.external}" for who in NUMBERS), GROUP)}
        async with self.store.writing() as db:
            for table in reversed(metadata.sorted_tables):
                await db.run(Sql(delete(table)))
            if not db.postgres:
                await db.run(Sql(text("DELETE FROM sqlite_sequence")))
            memories = {who: grown(who, late) for who in NUMBERS}
            for who, memory in memories.items():
                await db.run(_MEET, _row(who, memory, self.now))
            await facts.keep(db, [(NUMBERS[who], night) for who in (ADA, MEI) for night in NIGHTS], self.now)
            if linked:
                number = await couples.begin(db, Couple(self.now, 77), NUMBERS[ADA], NUMBERS[MEI])
                for who, side in ((ADA, "a"), (MEI, "b")):
                    linked_now = bonds.begun(memories[who], number, side, self.now)
                    # What one sees of the other is posted in their group as well, until one of them says no.
                    assert linked_now.bond is not None
                    bond = struct_replace(linked_now.bond, posts=POSTED)
                    begun = states.write_memory(struct_replace(linked_now, bond=bond))
                    await db.run(_SET, {"b_id": NUMBERS[who], "b_memory": begun})

    async def memory(self, who: Address) -> Memory | None:
        """What is remembered of somebody."""
        async with self.store.reading() as db:
            return await people.look(db, who)

    async def side(self, who: Address) -> Side:
        """Somebody and what stands beside them."""
        async with self.store.reading() as db:
            row = await people.peek_at(db, who)
            bond = row.memory.bond if row is not None else None
            found = await couples.look(db, [bond.couple]) if bond is not None else {}
            if row is None or bond is None or not found:
                return Side(row.memory if row is not None else None)
            number = found[bond.couple].other(row.id)
            other = (await people.peek(db, [number])).get(number) if number is not None else None
        return self.beside(row.memory, other.memory if other is not None else None, found[bond.couple].couple)

    def beside(self, memory: Memory, other: Memory | None, couple: Couple | None) -> Side:
        """Somebody as they would be beside the other."""
        seen = window.cut(library(), other, memory, couple, self.now) if other is not None else CLOSED
        return Side(memory, other, couple, seen.suggested)

    def invitation(self, who: Address) -> tuple[str, str] | None:
        """What stands behind `/start` in somebody's newest invitation, and its code."""
        for came in reversed(self.phones[people.chat_of(who)].came):
            link, code = LINK.search(came.say), CODE.search(came.say)
            if link is not None and code is not None:
                return link.group(1), code.group(1)
        return None

    async def row(self, who: Address) -> Row | None:
        """Somebody as stored."""
        async with self.store.reading() as db:
            return await people.peek_at(db, who)

    # --------------------------------------------------------------------------------------------- happening
    async def happens(self, who: Address, event: Event, message: int = 0, carried: bool = True) -> str:
        """Something is pressed or said, and what it brings arrives where it is `carried` at once. Returns the toast."""
        ref = ""
        if message:
            photo = self.phones[people.chat_of(who)].shown[message].picture
            ref = f"{message}{'p' if photo else ''}"
        name, lang, _ = HOMES[who]
        ref = ref if isinstance(event, Press) else ""
        played = await self.stage.play(Visit(who, event, ref=ref, lang=lang, name=name))
        if played.toast:
            self.phones[people.chat_of(who)].toasts.append((self.now, played.toast))
        if carried:
            await self.deliver()
        return played.toast

    async def until(self, then: datetime) -> None:
        """Let time pass, stopping wherever somebody is due."""
        while True:
            async with self.store.reading() as db:
                at = await people.next_due(db)
            if at is None or at > instant(then):
                break
            self.now = max(self.now, BEGINNING + timedelta(microseconds=at - instant(BEGINNING)))
            self.ticks += await self.stage.play_due()
            await self.deliver()
        self.now = max(self.now, then)
        await self.stage.look_over()
        await self.deliver()

    async def deliver(self) -> None:
        """Carry what waits, as the courier does: consent is read once more, and what it shows is remembered."""
        at = float(instant(self.now))
        while await self._waits(at):
            async with self.store.writing() as db:
                lines = await outbox.take(db, at, self.now, 1e9, 50)
                for line in lines:
                    go = await lending.may_go(db, self.home, line, self.now)
                    message, kind = self._show(go)
                    if go.couple is not None:
                        await lending.arrived(db, self.home, go, str(message), kind, self.now)
                if lines:
                    await outbox.cross_off(db, [line.id for line in lines])

    async def _waits(self, at: float) -> bool:
        async with self.store.reading() as db:
            return await outbox.any_ready(db, at)

    def _show(self, line: outbox.Line) -> tuple[int, str]:
        phone = self.phones[line.chat]
        # A screen's words are a function of its keys and values: these are what is compared.
        say = states.read_say(line.say)
        known = 0 if line.fresh else int(line.ref.rstrip("p") or phone.names.get(line.screen, 0))
        old = phone.shown.get(known)
        if old is None or (old.picture and say.picture is None):
            known = max(phone.shown, default=0) + 1
            old = None
        keys = tuple(button.data for row in say.rows for button in row if button.data)
        came = Came(self.now, known, old is None, line.say, keys, say.picture is not None, (line.lang, line.kind))
        phone.came.append(came)
        phone.shown[known] = came
        phone.names[line.screen] = known
        return known, "photo" if came.picture else "text"


_MEET = Sql(insert(person))
_SET = Sql(update(person).where(person.c.id == bindparam("b_id")).values(memory=bindparam("b_memory")))


def _row(who: Address, memory: Memory, now: datetime) -> dict[str, object]:
    due = calendar.next_at(memory, now)
    return {
        "id": NUMBERS[who],
        "channel": who.channel,
        "external": who.external,
        "memory": states.write_memory(memory),
        "turn": 0,
        "seed": people.seed_of(who),
        "next_at": None if due is None else instant(due),
        "met_at": instant(now),
    }
