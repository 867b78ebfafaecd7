"""Worlds that differ only in what Ada does for herself, and whether Mei could tell one from another.

A story is a row of moments, the same in all of its worlds. At each of them somebody does something: Mei and Sol press
and type what their own dice say; Ada does what she has consented to (the same in all worlds) or something of her own
(in each world something else). What of her own would touch a consented fact is left out; `spec.consented` says which
facts these are. At the end Mei's phone has to be the same in all of them, byte for byte, times and edits included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot import buttons, lending, visits
from bot.domain import events as e
from bot.domain.bond import POSTED
from bot.domain.events import Event, Unreadable
from bot.domain.people import Address
from bot.domain.rounds import day_number, week_number
from bot.flows import house
from bot.store import people
from bot.store.people import Row
from bot.visits import scene_of
from tests.town import library
from tests.two.spec import consented
from tests.two.village import ADA, BEGINNING, GROUP, MEI, SOL, Came, Phone, Village

# How many moments a story has; a short one is told quickly, a long one gets further.
MOMENTS = (4, 5, 6, 8, 10, 14)
ACTS = (
    *((ADA, "own"), (ADA, "own"), (ADA, "consent"), (ADA, "consent")),
    *((MEI, "consent"), (MEI, "any"), (MEI, "any"), (SOL, "any")),
)
# What closes the window. Whichever of them Ada chooses, Mei sees the same.
CLOSINGS = ("pause", "rough week", "leave", "delete")
# With how many other worlds the first one of a story is compared.
VARIANTS = 4
# What Ada types for herself holds this word; nobody else's phone ever does.
SECRET = "adasecret"
TYPED = ("{} one", "{} two 你好", "I want to kill myself {}", "2", "x {} " * 40, "/journal", "{} 想死")
COMMANDS = ("today", "progress", "journal", "menu", "log", "help", "settings", "library", "privacy", "card")


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody acts, who, and how: consent, own, or any."""

    at: datetime
    who: Address
    how: str
    number: int


@dataclass(slots=True)
class Story:
    """What one world was like."""

    facts: list[object] = field(default_factory=list)
    mei: list[Came] = field(default_factory=list)
    toasts: list[object] = field(default_factory=list)
    sol: str = ""
    acts: int = 0
    revealed: bool = False
    log: list[str] = field(default_factory=list)


def moments(seed: int, long: bool = False) -> Iterator[Moment]:
    """A row of moments: mostly minutes apart, now and then a night, and in a long story more than a month."""
    dice, now = Random(f"moments {seed}"), BEGINNING
    count = dice.choice(MOMENTS)
    for number in range(count):
        now += timedelta(seconds=dice.choice((20, 20, 90, 90, 600, 600, 2000, 5000, 15_000, 45_000)))
        if long and number == count // 2:
            now += timedelta(days=31)
        who, how = dice.choice(ACTS)
        yield Moment(now, who, how, number)


def chance(row: Row) -> bytes:
    """In place of real chance: the same in both worlds, for whoever meets it."""
    return hashlib.blake2b(f"{row.id} {row.turn if row.id == 2 else 0}".encode(), digest_size=24).digest()


class Teller:
    """Tells one story in one world. `closing` is how Ada closes the window, where the story is about that."""

    def __init__(self, village: Village, seed: int, world: int, closing: str = "", long: bool = False) -> None:
        self.village, self.seed, self.world, self.closing, self.long = village, seed, world, closing, long
        self.story, self._closed = Story(), False

    async def tell(self) -> Story:
        """From the beginning to the end."""
        await self.village.begin()
        row = list(moments(self.seed, self.long))
        for moment in row:
            await self.village.until(moment.at)
            await self._act(moment)
            await self._in_group(moment)
            memory = await self.village.memory(ADA)
            fact = consented(library(), memory, renewals=self.long) if memory is not None else (None,)
            self.story.facts.append(fact if not self.closing else None)
        # Now and then the next morning and evening come as well.
        await self.village.until(row[-1].at + timedelta(hours=Random(f"end {self.seed}").choice((1, 1, 25))))
        phones = self.village.phones
        self.story.revealed = await self.village.revealed()
        self.story.mei = [*phones["tg:1907"].came, *phones[GROUP].came]
        self.story.toasts = list(phones["tg:1907"].toasts)
        self.story.sol = repr(phones["tg:1977"].came)
        return self.story

    async def _act(self, moment: Moment) -> None:
        match moment.who, moment.how:
            case _, "own":
                dice = Random(f"own {self.seed} {moment.number} {self.world}")
                for _ in range(dice.choice((0, 1, 1, 2, 3))):
                    await self._own(dice)
            case _, "consent" if moment.who == ADA and self.closing and moment.number >= 2:
                await self._close()
            case who, "consent":
                await self._consent(who, Random(f"consent {self.seed} {moment.number}"))
            case who, _:
                await self._any(who, Random(f"any {self.seed} {moment.number}"))

    async def _in_group(self, moment: Moment) -> None:
        """Besides, now and then, Mei asks in their group, or somebody changes what may be posted there."""
        dice, who = Random(f"group {self.seed} {moment.number}"), moment.who
        if who == MEI and dice.random() < 0.4:
            await self._does(MEI, e.GroupCalled("together", GROUP), 0)
        elif moment.how == "consent" and not self.closing and dice.random() < 0.2:
            memory = await self.village.memory(who)
            if memory is not None and memory.bond is not None:
                press = e.TwoPost(memory.bond.couple, dice.choice(POSTED), dice.choice((0, 1)))
                await self._does(who, press, 0)

    # ------------------------------------------------------------------------------------------------- Ada
    async def _own(self, dice: Random) -> None:
        """Something of Ada's own, where it touches no consented fact."""
        event, message = self._pick(ADA, dice)
        if await self._is_own(event):
            await self._does(ADA, event, message)

    async def _is_own(self, event: Event) -> bool:
        row = await self.village.row(ADA)
        if row is None:
            return not isinstance(event, e.Started)
        async with self.village.store.reading() as db:
            near = (await lending.near(db, self.village.home, [row], self.village.now)).get(row.id, visits.ALONE)
            scene = scene_of(self.village.home, row, self.village.now, near)
            if house.meets(scene, event) is not None:
                return False
            turn = await visits.step(db, scene, event)
        # To look at the shelf is her own, too: it renews what she consents to, which shows after a month at most.
        before, after = (consented(library(), memory, renewals=self.long) for memory in (row.memory, turn.then))
        return before == after and turn.pair is None

    async def _consent(self, who: Address, dice: Random) -> None:
        """Something that somebody lets be seen, or not any more: the same in both worlds."""
        memory = await self.village.memory(who)
        if memory is None or memory.bond is None:
            return
        for kind in dice.choice(CONSENTS)(memory.bond.couple, dice, self.village.now):
            if isinstance(kind, Event):
                await self._does(who, kind, 0)
            else:
                await self._presses(who, kind, dice)

    async def _presses(self, who: Address, kind: type[Event], dice: Random) -> None:
        """Press a key of a kind, where one is in sight: which of them is for the dice, the same in both worlds."""
        seen = [(buttons.read(data), message) for message, data in self._phone(who).data]
        keys = {repr(event): (event, message) for event, message in seen if isinstance(event, kind)}
        if keys:
            await self._does(who, *keys[dice.choice(sorted(keys))])

    async def _close(self) -> None:
        memory = await self.village.memory(ADA)
        if memory is None or memory.bond is None or self._closed:
            return
        self._closed = True
        for event in await self._closing_events(memory.bond.couple):
            await self._does(ADA, event, 0)

    async def _closing_events(self, couple: int) -> list[Event]:
        row = await self.village.row(ADA)
        assert row is not None
        ways: dict[str, list[Event]] = {
            "pause": [e.TwoPause(couple)],
            "rough week": [e.RestFor(7)],
            "leave": [e.TwoLeave(couple), e.TwoLeaveYes(couple, row.turn)],
            "delete": [e.ForgetAsk(), e.ForgetYes(row.turn)],
        }
        return ways[self.closing]

    # ------------------------------------------------------------------------------------------------ others
    async def _any(self, who: Address, dice: Random) -> None:
        event, message = self._pick(who, dice)
        if who == SOL and dice.random() < 0.4:
            # Sol sends what stands on other people's keys.
            stolen = [data for other in ("tg:1815", "tg:1907") for _, data in self.village.phones[other].data]
            if stolen:
                event, message = buttons.read(dice.choice(stolen)), 0
        await self._does(who, event, message)

    def _pick(self, who: Address, dice: Random) -> tuple[Event, int]:
        keys = self._phone(who).data
        kind = dice.random()
        if keys and kind < 0.7:
            message, data = dice.choice(keys)
            event = buttons.read(data)
            if not isinstance(event, Unreadable):
                return event, message
        if kind < 0.8:
            return e.Called(dice.choice((*COMMANDS, "together"))), 0
        if kind < 0.85:
            return dice.choice((e.TwoOpen(), e.Here(), e.Blocked(), e.Unblocked(), e.HelpNow(), e.HoldBegin())), 0
        word = f"{SECRET} {self.world}" if who == ADA else "hello"
        return e.Wrote(dice.choice(TYPED).replace("{}", word), ref="9"), 0

    def _phone(self, who: Address) -> Phone:
        return self.village.phones[people.chat_of(who)]

    async def _does(self, who: Address, event: Event, message: int) -> None:
        self.story.acts += 1
        self.story.log.append(f"{self.village.now:%d %H:%M:%S} {who} {event!r}")
        await self.village.happens(who, event, message)


Script = list[Event | type[Event]]


def _switch(couple: int, dice: Random, now: datetime) -> Script:
    return [e.TwoSwitch(couple, dice.choice(("days", "step", "shared")), dice.choice((0, 1)))]


def _rest(couple: int, dice: Random, now: datetime) -> Script:
    return [e.TwoPause(couple)] if dice.random() < 0.3 else [e.TwoYes(couple)]


def _small(couple: int, dice: Random, now: datetime) -> Script:
    return [dice.choice((e.TwoGold(couple), e.TwoOpen(), e.Did(f"day-{dice.randint(10, 25):02}", "done")))]


def _item(couple: int, dice: Random, now: datetime) -> Script:
    """Let something be read: picked, previewed, and let go; or taken back."""
    name = dice.choice(("strengths", "helps", "avoids", "proof", "loop"))
    if dice.random() < 0.2:
        return [e.ItemTakeBack(couple, name)]
    return [e.TwoItem(couple, name), e.ItemPick, e.ItemPreview(couple, name), e.ItemShare]


def _reply(couple: int, dice: Random, now: datetime) -> Script:
    """Answer the question of the day and let it be read, or take it back."""
    number = day_number(now)
    if dice.random() < 0.2:
        return [e.ReplyTakeBack(couple, number)]
    line = e.Wrote(f"tea {dice.randint(1, 99)}", ref="7")
    return [e.TwoAsks(couple, 1), e.TwoAnswer(couple, number), line, e.ReplyShare]


def _guess(couple: int, dice: Random, now: datetime) -> Script:
    return [e.TwoAsks(couple, 1), e.GuessOpen(couple), e.GuessPick, e.GuessThink]


def _marks(couple: int, dice: Random, now: datetime) -> Script:
    week = week_number(now)
    return [e.TwoMark(couple, week, f"s-{n:02}", 1) for n in dice.sample(range(1, 24), 12)]


CONSENTS: tuple[Callable[[int, Random, datetime], Script], ...] = (
    *(_switch, _rest, _small, _item, _item, _item, _reply, _reply, _reply, _guess, _guess, _marks),
)


# ------------------------------------------------------------------------------------------------- the question
@dataclass(slots=True)
class Found:
    """What came of so many stories: those in which Mei could tell, those whose worlds were not comparable, and those in
    which something was let be read by both."""

    stories: int = 0
    acts: int = 0
    incomparable: int = 0
    revealed: int = 0
    told: list[str] = field(default_factory=list)

    def add(self, other: Found) -> None:
        """Add up what was found elsewhere."""
        self.stories += other.stories
        self.acts += other.acts
        self.incomparable += other.incomparable
        self.revealed += other.revealed
        self.told += other.told


async def ask(village: Village, seed: int, found: Found, variants: int = VARIANTS) -> None:
    """Tell one story in a world and in some others that differ from it; see whether Mei could tell any of them from
    the first, or Sol knows anything at all. Each of these pairs counts as one."""
    dice = Random(f"kind {seed}")
    kind = dice.choice(("own", "own", "own", "closing", "long"))
    closings = dice.sample(CLOSINGS, len(CLOSINGS)) if kind == "closing" else [""]
    worlds = [
        await Teller(village, seed, n, closings[n % len(closings)], kind == "long").tell() for n in range(variants + 1)
    ]
    found.acts += sum(world.acts for world in worlds)
    for n, other in enumerate(worlds[1:], start=1):
        found.stories += 1
        found.revealed += worlds[0].revealed
        if worlds[0].facts != other.facts:
            found.incomparable += 1
        elif (worlds[0].mei, worlds[0].toasts) != (other.mei, other.toasts):
            where = _first_difference([*worlds[0].mei, *worlds[0].toasts], [*other.mei, *other.toasts])
            found.told.append(f"story {seed} ({kind} {closings}), world {n}: {where}")
    for world in worlds:
        if SECRET in repr(world.mei) or SECRET in world.sol or "Mei" in world.sol or "Ada" in world.sol:
            found.told.append(f"story {seed} ({kind} {closings}): words that are not theirs")


def _first_difference(one: list[object], other: list[object]) -> str:
    for a, b in zip(one, other, strict=False):
        if a != b:
            return f"{a!r}\n   or {b!r}"
    return f"{len(one)} or {len(other)} things came"
