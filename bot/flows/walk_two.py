"""Somebody at the other side, for the walk: they take up every invitation, say every yes, let everything be read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import GIVEN, LIFE, MUTUAL, Bond, Couple, Guessed, Invite, Item, Peer, Reply, Window
from bot.domain.events import Event
from bot.domain.library import Library
from bot.domain.memory import Made, Memory
from bot.domain.people import Profile
from bot.domain.rounds import day_number, week_number
from bot.domain.scene import Turn
from bot.flows import bonds, window

# Their number, their name, and what stands behind `/start` in a link of theirs.
NUMBER, NAME, TOKEN = 2, "Mei", "walk"
COUPLE = 1
GROUP = "tg:-100200"
SIDE = "b"
# What was written on day 49, as a proof that may be given.
LOOKED_BACK = Made(1, "look-back", {"one": "own"}, {"one": "I waited"})


class Beside(Struct, frozen=True):
    """What a scene is given of two: what both hang on, what may be seen, who is at the other end."""

    couple: Couple | None = None
    window: Window = Window()
    peer: Peer | None = None


def beside(library: Library, memory: Memory, couple: Couple | None, now: datetime, turn: int) -> Beside:
    """What stands beside somebody on the walk."""
    invite = Invite(bonds.link_digest(TOKEN), bonds.code_digest(TOKEN), now + LIFE)
    # Now and then they have said yes to this person's own invitation already.
    peer = Peer(NUMBER, NAME, invite, took_mine=memory.linking is not None and turn % 2 == 0)
    if memory.bond is None or couple is None:
        return Beside(peer=peer)
    couple = _offering(couple, now)
    return Beside(couple, window.cut(library, memory, other(library, memory, now), couple, now), peer)


def other(library: Library, memory: Memory, now: datetime) -> Memory:
    """Their memory: as far on the path as this person, and open in everything."""
    lines = {"strengths": "two.strength.1", "helps": "two.help.1", "avoids": "two.avoid.1", "proof": "two.proof.1"}
    items = {name: Item(now, keys=(lines[name],)) for name in (*MUTUAL, *GIVEN) if name in lines}
    items |= {"loop": Item(now, keys=("leaning:v",)), "line": Item(now, levels=(3, 4, 4))}
    days, week = day_number(now), week_number(now)
    bond = Bond(COUPLE, SIDE, now, now.date() - timedelta(days=50), now, items=items, asks=True, gold_at=now)
    replies = {str(n): Reply(now, "tea", "as-is", "tea") for n in (days, days - 1)}
    every = tuple(one.id for one in library.two.suggestions)
    bond = replace(bond, replies=replies, guesses={str(week): Guessed("a", "b")}, marks={str(week): every})
    return Memory(profile=Profile(lang="zh", name=NAME), walk=memory.walk, bond=bond)


def _offering(couple: Couple, now: datetime) -> Couple:
    """The couple with everything offered from the other side."""
    names = [*MUTUAL, f"guess:{week_number(now)}", *(f"reply:{day_number(now) - n}" for n in (0, 1))]
    offers = {name: "".join(sorted({*couple.offers.get(name, ""), SIDE})) for name in names}
    return replace(couple, offers={**couple.offers, **offers})


def after(turn: Turn, couple: Couple | None, now: datetime) -> tuple[Memory, Couple | None]:
    """Where a turn leaves somebody and what they hang on: linked, at rest, open again, or alone."""
    pair, memory = turn.pair, turn.then
    if pair is None:
        return memory, couple
    if pair.links:
        return bonds.begun(memory, COUPLE, "a", now), pair.couple
    if pair.leaves:
        return memory, None
    couple = pair.couple or couple
    # They say every yes at once.
    return memory, replace(couple, yes=tuple(sorted({*couple.yes, SIDE}))) if couple and couple.rest_at else couple


def told(memory: Memory) -> Iterator[Event]:
    """What their presses may make happen here."""
    invite = memory.linking.invite if memory.linking is not None else None
    if invite is not None and invite.claim is None:
        yield e.Claimed(NUMBER, NAME, invite.link)
    if memory.bond is not None:
        yield from (e.Linked(), e.Opened(), e.Shut(), e.TakenBack("days"), e.TakenBack("strengths"))
        yield from (e.GroupCalled(command, GROUP) for command in ("together", "help", "journal"))
