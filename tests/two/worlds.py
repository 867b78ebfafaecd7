"""Worlds that differ only in what Ada does for herself, and whether the others could tell one from another.

A story is a row of moments, the same in all of its worlds. At each of them somebody does something: Mei and Sol press
and type what their own dice say; Ada does what she has consented to (the same in all worlds) or something of her own
(in each world something else). What of her own would touch a consented fact is left out; `spec.consented` says which
facts these are. As long as the facts of two worlds are the same, Mei's phone has to be the same in both, byte for
byte, times and edits included; and Sol's as well where Sol may be linked.
"""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bot import buttons, lending, visits
from bot.domain import events as e
from bot.domain.bond import POSTED
from bot.domain.events import Event, Press, Unreadable
from bot.domain.facts import Forget
from bot.domain.people import Address
from bot.flows import house
from bot.store import people
from bot.store.people import Row
from bot.visits import scene_of
from tests.town import library
from tests.two import scripts
from tests.two.plots import Moment, Plot, moments
from tests.two.scripts import Acts, Cue, Script, Step
from tests.two.spec import Facts, Side, consented
from tests.two.village import ADA, GROUP, MEI, SOL, Phone, Village

# What Ada types for herself holds this word; nobody else's phone does while the facts are the same.
SECRET = "adasecret"
TYPED = ("{} one", "{} two 你好", "I want to kill myself {}", "2", "x {} " * 40, "/journal", "{} 想死")
COMMANDS = ("today", "progress", "journal", "menu", "log", "help", "settings", "library", "privacy", "card")
OLD = "front.toast.old"


@dataclass(frozen=True, slots=True)
class Mark:
    """How things stood after a moment: the facts after each of its acts, and how much had come to each place."""

    facts: tuple[Facts, ...]
    came: tuple[int, ...]


@dataclass(slots=True)
class Story:
    """What one world was like. `came`: all that arrived in each of the places that have to be the same."""

    marks: list[Mark] = field(default_factory=list)
    came: tuple[Sequence[object], ...] = ()
    sol: str = ""
    acts: int = 0
    pressed: Counter[str] = field(default_factory=Counter)
    log: list[str] = field(default_factory=list)


def chance(row: Row) -> bytes:
    """In place of real chance: the same in both worlds, for whoever meets it."""
    return hashlib.blake2b(f"{row.id} {row.turn if row.id == 2 else 0}".encode(), digest_size=24).digest()


class Teller:
    """Tells one story in one world. `closing` is how Ada closes the window, where the story is about that."""

    def __init__(self, village: Village, plot: Plot, world: int, closing: str = "") -> None:
        self.village, self.plot, self.world, self.closing = village, plot, world, closing
        self.story, self._closed = Story(), False
        self._facts: list[Facts] = []
        self._parts: deque[Acts] = deque()
        # Mei's keys are drawn under the numbers of her turns: these would tell what else happened on her side.
        self._turns: list[object] = []

    def _dice(self, what: str, moment: Moment, *more: object) -> Random:
        return Random(f"{what} {self.plot.seed} {moment.number} {more}")

    async def tell(self) -> Story:
        """From the beginning to the end."""
        await self.village.begin(self.plot.linked, self.plot.late)
        row = list(moments(self.plot))
        for moment in row:
            await self.village.until(moment.at)
            await self._act(moment)
            await self._in_group(moment)
            await self._mark()
        # Now and then the next morning and evening come as well.
        hours = Random(f"end {self.plot.seed}").choice((1, 1, 25))
        await self.village.until(row[-1].at + timedelta(hours=hours))
        await self._mark()
        self.story.came = self._places()
        self.story.sol = repr(self.village.phones["tg:1977"].came)
        return self.story

    def _places(self) -> tuple[Sequence[object], ...]:
        """Everything that has to be the same. Sol's phone only where Sol presses nothing of what stands on Ada's."""
        mei, group, sol = (self.village.phones[name] for name in ("tg:1907", GROUP, "tg:1977"))
        hers = (list(mei.came), list(mei.toasts), list(group.came), self._turns)
        return (*hers, list(sol.came), list(sol.toasts)) if self.plot.kind == "ways" else hers

    async def _mark(self) -> None:
        await self._note()
        row = await self.village.row(MEI)
        self._turns.append(f"Mei's turn {row.turn}" if row is not None else "no Mei")
        self.story.marks.append(Mark(tuple(self._facts), tuple(len(place) for place in self._places())))
        self._facts = []

    async def _note(self) -> None:
        """What is consented to now, where it is not the same as before. Once the window is closed nothing counts."""
        if self._closed:
            return
        facts = self._of(await self.village.side(ADA))
        if not self._facts or self._facts[-1] != facts:
            self._facts.append(facts)

    def _of(self, side: Side) -> Facts:
        # When what is shared was last used makes a difference only where a month goes by without it.
        return consented(library(), side, self.village.now, renewals=self.plot.gap)

    # ------------------------------------------------------------------------------------------------ moments
    async def _act(self, moment: Moment) -> None:
        match moment.who, moment.how:
            case _, "own":
                dice = self._dice("own", moment, self.world)
                for _ in range(dice.choice((0, 1, 1, 2, 3))):
                    await self._own(dice)
            case _, "consent" if moment.who == ADA and self.closing and moment.number >= 2:
                await self._close()
            case who, "consent":
                dice = self._dice("consent", moment)
                await self._script(who, dice.choice(scripts.CONSENTS), dice)
            case _, "both":
                await self._both(moment)
            case _, "link":
                await self._on_the_way(moment)
            case who, "end":
                await self._end(who, self._dice("end", moment))
            case who, _:
                await self._any(who, self._dice("any", moment))

    async def _in_group(self, moment: Moment) -> None:
        """Besides, now and then, Mei asks in their group, or somebody changes what may be posted there."""
        dice, who = self._dice("group", moment), moment.who
        if who == MEI and dice.random() < 0.3:
            await self._does(MEI, e.GroupCalled("together", GROUP), 0)
        elif moment.how == "consent" and not self.closing and dice.random() < 0.2:
            memory = await self.village.memory(who)
            if memory is not None and memory.bond is not None:
                press = e.TwoPost(memory.bond.couple, dice.choice(POSTED), dice.choice((0, 1)))
                await self._does(who, press, 0)

    async def _both(self, moment: Moment) -> None:
        """Both let each other read one thing, one after the other, and one of them looks."""
        dice = self._dice("both", moment)
        making = scripts.together(self._cue(0, dice))
        pair = [ADA, MEI if self.plot.kind != "ways" else await self._partner()]
        dice.shuffle(pair)
        for who in pair:
            if who != ADA or not (self.closing and moment.number >= 2):
                await self._script(who, making, self._dice("both", moment, who))
        reader = dice.choice((MEI, MEI, ADA))
        looks: Script = [e.TwoOpen(), e.ItemsRead, e.ItemRead, e.ReplyRead]
        await self._script(reader, lambda _: looks, self._dice("reads", moment))

    async def _partner(self) -> Address:
        """Who is at Ada's other side: Mei, or Sol."""
        memory, sol = await self.village.memory(ADA), await self.village.memory(SOL)
        theirs = sol.bond if sol is not None else None
        hers = memory.bond if memory is not None else None
        return SOL if theirs is not None and hers is not None and theirs.couple == hers.couple else MEI

    async def _on_the_way(self, moment: Moment) -> None:
        """The next part of a way to a link; the first begins with a rest, so that there may be a new one."""
        dice = self._dice("link", moment)
        if not self._parts:
            self._parts.extend(scripts.link(dice))
            who = self._parts[0][0][0]
            memory = await self.village.memory(who)
            if memory is not None and memory.bond is not None and dice.random() < 0.7:
                couple = memory.bond.couple
                away: Acts = scripts.leave(who, couple) if dice.random() < 0.5 else [(who, e.TwoPause(couple))]
                self._parts[0] = [*away, *self._parts[0]]
        await self._all_of(self._parts.popleft(), dice)

    async def _end(self, who: Address, dice: Random) -> None:
        memory = await self.village.memory(who)
        couple = memory.bond.couple if memory is not None and memory.bond is not None else 0
        await self._all_of(scripts.ending(who, couple, dice), dice)

    async def _close(self) -> None:
        memory = await self.village.memory(ADA)
        if memory is None or memory.bond is None or self._closed:
            return
        # Until here the worlds have been the same.
        await self._note()
        self._closed = True
        rests = self._of(await self.village.side(ADA)).both[:1] == (True,)
        await self._all_of(self._closing(memory.bond.couple, rests), Random(0))

    def _closing(self, couple: int, rests: bool) -> Acts:
        pause: Acts = [(ADA, e.TwoPause(couple))]
        elsewhere = scripts.link_at_once(ADA, SOL)
        ways: dict[str, Acts] = {
            "pause": pause,
            "rough week": [(ADA, e.RestFor(7))],
            "leave": scripts.leave(ADA, couple),
            "delete": scripts.delete(ADA),
            "leave and link": [*scripts.leave(ADA, couple), *elsewhere],
            "pause and link": [*pause, *elsewhere],
            # What rests by itself looks the same whatever Ada does or leaves.
            "nothing": [] if rests else pause,
        }
        return ways[self.closing]

    # -------------------------------------------------------------------------------------------------- steps
    def _cue(self, couple: int, dice: Random, word: str = "tea") -> Cue:
        return Cue(couple, dice, self.village.now, self.plot.topic, word)

    async def _script(self, who: Address, making: scripts.Making, dice: Random) -> None:
        """Something that somebody lets be seen, or not any more, or looks at: the same in both worlds."""
        memory = await self.village.memory(who)
        if memory is not None and memory.bond is not None:
            steps: Script = making(self._cue(memory.bond.couple, dice))
            await self._all_of([(who, step) for step in steps], dice)

    async def _all_of(self, acts: Acts, dice: Random) -> None:
        # How many dice a step throws must not change what comes after it.
        for (who, step), number in zip(acts, [dice.random() for _ in acts], strict=True):
            found = await self._found(who, step, Random(number))
            if found is not None:
                await self._does(who, *found)
                await self._note()

    async def _found(self, who: Address, step: Step, dice: Random) -> tuple[Event, int] | None:
        """A step as what is pressed or said, and on which message."""
        if isinstance(step, Event):
            return step, 0
        if isinstance(step, type):
            return self._key(who, step, dice)
        row = await self.village.row(who)
        event = step(self.village, row) if row is not None else None
        return (event, 0) if event is not None else None

    def _key(self, who: Address, kind: type[Event], dice: Random) -> tuple[Event, int] | None:
        """A key of a kind in sight, mostly one of the newest message that has any."""
        seen = [(buttons.read(data), message) for message, data in self._phone(who).data]
        keys = [(event, message) for event, message in seen if isinstance(event, kind)]
        if not keys:
            return None
        newest = max(message for _, message in keys)
        among = [key for key in keys if key[1] == newest] if dice.random() < 0.8 else keys
        return dice.choice(sorted(among, key=repr))

    # ---------------------------------------------------------------------------------------------------- Ada
    async def _own(self, dice: Random) -> None:
        """Something of Ada's own, where it touches no consented fact: at random, or on purpose."""
        memory = await self.village.memory(ADA)
        bond = memory.bond if memory is not None else None
        if bond is None or dice.random() < 0.45:
            await self._does_own(*self._pick(ADA, dice))
            return
        cue = self._cue(bond.couple, dice, f"{SECRET} {self.world}")
        for step in dice.choice(scripts.PRIVATE)(cue):
            found = await self._found(ADA, step, dice)
            if found is not None:
                await self._does_own(*found)

    async def _does_own(self, event: Event, message: int) -> None:
        if await self._is_own(event):
            await self._does(ADA, event, message)

    async def _is_own(self, event: Event) -> bool:
        """Whether all that is consented to would stay as it is. To look at the shelf is one's own, too: it renews
        what one consents to, which shows after a month at most."""
        row, side = await self.village.row(ADA), await self.village.side(ADA)
        if row is None:
            return not isinstance(event, e.Started)
        async with self.village.store.reading() as db:
            near = (await lending.near(db, self.village.home, [row], self.village.now)).get(row.id, visits.ALONE)
            scene = scene_of(self.village.home, row, self.village.now, near)
            if self._closed and isinstance(house.understood(scene, event), e.TwoYes):
                # To share again is a consent, and facts are not looked at any more.
                return False
            met = house.meets(scene, event)
            if met is not None and met.kind != "couple":
                return isinstance(event, e.Started | e.Wrote) and not _has_said_yes(row)
            turn = await visits.step(db, scene, event)
        if any(isinstance(fact, Forget) for fact in turn.do):
            return False
        couple = turn.pair.couple if turn.pair is not None and turn.pair.couple is not None else side.couple
        return self._of(side) == self._of(self.village.beside(turn.then, side.other, couple))

    # ------------------------------------------------------------------------------------------------ at random
    async def _any(self, who: Address, dice: Random) -> None:
        event, message = self._pick(who, dice)
        if who == SOL and dice.random() < 0.4:
            # Sol sends what stands on other people's keys.
            others = ("tg:1907",) if self.plot.kind == "ways" else ("tg:1815", "tg:1907")
            stolen = [data for other in others for _, data in self.village.phones[other].data]
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
        if kind < 0.87:
            return dice.choice((e.TwoOpen(), e.Here(), e.Blocked(), e.Unblocked(), e.HelpNow(), e.HoldBegin())), 0
        if kind < 0.9 and (who == ADA or self.plot.kind == "ways"):
            found = self.village.invitation(dice.choice((ADA, MEI, SOL)))
            return e.Started(f"two-{found[0] if found is not None else 'nobody-made-this'}"), 0
        word = f"{SECRET} {self.world}" if who == ADA else "hello"
        return e.Wrote(dice.choice(TYPED).replace("{}", word), ref="9"), 0

    def _phone(self, who: Address) -> Phone:
        return self.village.phones[people.chat_of(who)]

    async def _does(self, who: Address, event: Event, message: int) -> None:
        self.story.acts += 1
        self.story.log.append(f"{self.village.now:%d %H:%M:%S} {who.external} {event!r}")
        toast = await self.village.happens(who, event, message)
        if isinstance(event, Press) and toast != OLD:
            self.story.pressed[f"{type(event).__name__} {who.external}"] += 1


def _has_said_yes(row: Row) -> bool:
    """Whether somebody waits for the other's yes: looking at another invitation would end that."""
    guest = row.memory.linking.guest if row.memory.linking is not None else None
    return guest is not None and guest.claimed
