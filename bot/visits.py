"""Visits: who comes with which event, the scene that they find, and what their turn leaves to be said."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec.structs import replace as struct_replace

from bot import states
from bot.domain.bond import CLOSED, Couple, Peer, Window
from bot.domain.events import Event, Ticked
from bot.domain.facts import Forget
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import Address, Profile, reach_of
from bot.domain.scene import Scene, Turn
from bot.flows import calendar, house
from bot.store import facts, outbox, people, shelf
from bot.store.engine import instant
from bot.store.people import Change, Row
from bot.store.sql import Db

CHANCE = 24


@dataclass(frozen=True, slots=True)
class Visit:
    """Someone comes with an event. `ref` is the message that was pressed; `lang` and `name` are what the channel says
    of a person never met before; `update_id` is crossed off with the turn."""

    address: Address
    event: Event
    ref: str = ""
    lang: str = "en"
    name: str = ""
    update_id: int | None = None
    person_id: int | None = None

    @property
    def first_memory(self) -> Memory:
        """What is remembered of somebody who was never here."""
        return Memory(profile=Profile(lang=self.lang, name=self.name))


@dataclass(frozen=True, slots=True)
class Played:
    """What a press hears at once: a short word by key (or ""), in the person's language."""

    toast: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class House:
    """What every scene is given beside the person: the words, the plain link, and whether inline mode is on.

    `key`: at most 64 bytes that are this bot's alone, with which it makes digests that nobody else can.
    """

    library: Library
    link: str = ""
    inline: bool = True
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Near:
    """What stands beside a person in their scene: what they hang on, what they may see, who is at the other end."""

    couple: Couple | None = None
    window: Window = CLOSED
    peer: Peer | None = None


ALONE = Near()


def chance(_row: Row) -> bytes:
    """Bytes that nobody could have guessed, anew for every scene."""
    return secrets.token_bytes(CHANCE)


def scene_of(home: House, row: Row, now: datetime, near: Near = ALONE) -> Scene:
    """What a person finds, before anything is fetched for their event."""
    return Scene(
        memory=row.memory,
        now=now,
        library=home.library,
        turn=row.turn,
        seed=row.seed,
        reach=reach_of(row.address.channel, row.memory.profile),
        bot_link=home.link,
        inline=home.inline,
        person=row.id,
        chance=chance(row),
        couple=near.couple,
        window=near.window,
        peer=near.peer,
    )


async def step(db: Db, scene: Scene, event: Event) -> Turn:
    """Play one event in its scene, with what it wants fetched."""
    wanted = house.wants(scene, event)
    if wanted is not None:
        scene = struct_replace(scene, shelf=await shelf.fetch(db, scene.person, wanted))
    return house.play(scene, event)


async def keep(db: Db, work: Sequence[Work], now: datetime) -> None:
    """Write where turns leave people, and what they want kept. Raises `Stale` and `SlotTaken`."""
    stay = [w for w in work if not w.leaves]
    changes = [Change(w.row.id, w.row.turn, w.turn.then, calendar.next_at(w.turn.then, now)) for w in stay]
    if changes:
        await people.write(db, sorted(changes, key=lambda c: c.id))
    owned = [(w.row.id, fact) for w in stay for fact in w.turn.do]
    if owned:
        await facts.keep(db, owned, now)


@dataclass(frozen=True, slots=True)
class Work:
    """One person's turn, on its way into the database."""

    visit: Visit
    row: Row
    scene: Scene
    turn: Turn

    @property
    def leaves(self) -> bool:
        """Whether this person deletes everything."""
        return any(isinstance(fact, Forget) for fact in self.turn.do)

    def lines(self, now: datetime) -> list[outbox.Line]:
        """What this turn says, as lines to carry. What the clock brought goes behind replies, and expires.

        What is said in a group goes there, and never to a message of its person's own.
        """
        line = self.line(now)
        return [
            replace(
                line if not say.where else replace(line, chat=say.where, kind="post", ref=""),
                screen=say.screen,
                fresh=say.fresh or not self.scene.reach.edits,
                say=states.write_say(say),
                lent=",".join(say.lent),
            )
            for say in self.turn.say
            if not say.over
        ]

    def line(self, now: datetime) -> outbox.Line:
        """A line to this person that says nothing yet."""
        nudge = isinstance(self.visit.event, Ticked) and not self.turn.asked
        until = calendar.expires(self.turn.then, now) if nudge else None
        bond = self.turn.then.bond
        return outbox.Line(
            chat=people.chat_of(self.row.address),
            person_id=None if self.leaves else self.row.id,
            lang=self.turn.then.profile.lang,
            plain=not reach_of(self.row.address.channel, self.turn.then.profile).buttons,
            kind="nudge" if nudge else "reply",
            screen="",
            fresh=False,
            ref=self.visit.ref,
            say="",
            update_id=self.visit.update_id,
            expires_at=None if until is None else instant(until),
            couple=bond.couple if bond else None,
        )
