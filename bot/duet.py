"""The duet: an event that concerns two people, in one transaction over both.

The couple's row is locked first, then both people in ascending id; who they are is found out before, without a lock,
and compared after: where it has changed meanwhile, the visit is `Stale` and is played again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec.structs import replace as struct_replace

from bot import lending
from bot.domain.bond import Couple
from bot.domain.events import Linked
from bot.domain.events.base import Event
from bot.domain.scene import Scene, Turn
from bot.flows import bonds, house, window
from bot.store import couples, inbox, people
from bot.store.couples import Pairing
from bot.store.engine import Store
from bot.store.people import Row, Stale
from bot.store.sql import Db
from bot.visits import ALONE, House, Near, Played, Visit, Work, keep, scene_of, step

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Two:
    """Two people as they are in this transaction, the visitor first; each one's couple, where there is one."""

    own: Row
    other: Row | None
    couples: dict[int, Pairing]

    def of(self, row: Row | None) -> Pairing | None:
        """The couple that one of them hangs on."""
        bond = row.memory.bond if row is not None else None
        found = self.couples.get(bond.couple) if bond is not None else None
        return found if found is not None and row is not None and row.id in (found.a, found.b) else None


async def play(store: Store, home: House, visit: Visit, now: datetime, unsaid: bool = False) -> Played:
    """Play one visit that concerns two. Raises `Stale` where somebody else moved first."""
    async with store.writing() as db:
        two, meeting = await _meet(db, home, visit, now)
        scene = await _scene(db, home, two, now, meeting)
        turn = await step(db, scene, visit.event)
        if meeting.kind == "invite" and meeting.typed:
            log.info("a code was tried (person %s): %s", two.own.id, "found" if two.other else "not found")
        work = await _both(db, home, two, Work(visit, two.own, scene, turn), now)
        if unsaid:
            work = [replace(w, turn=Turn(w.turn.then, pair=w.turn.pair)) for w in work]
        await keep(db, work, now)
        await lending.take_down(db, home, two.couples, now)
        await lending.withdraw(db, home, two.couples, now)
        await lending.say(db, home, work, now)
        if visit.update_id is not None:
            await inbox.done(db, [visit.update_id])
    return Played(work[0].turn.toast, work[0].turn.then.profile.lang)


async def _meet(db: Db, home: House, visit: Visit, now: datetime) -> tuple[Two, bonds.Meeting]:
    """Find out who the two are, lock what they hang on and then them, and see that nothing has changed."""
    own = await people.peek_at(db, visit.address)
    if own is None:
        raise Stale
    meeting = house.meets(scene_of(home, own, now), visit.event) or bonds.NOBODY
    found = await _other_id(db, own, meeting, now)
    # Somebody at their own invitation meets nobody.
    other_id = None if found == own.id else found
    seen = await people.peek(db, [i for i in (own.id, other_id) if i is not None])
    wanted = {row.memory.bond.couple for row in seen.values() if row.memory.bond is not None}
    locked = await couples.lock(db, sorted(wanted))
    rows = {row.id: row for row in await people.lock(db, sorted(seen))}
    if rows.keys() != seen.keys() or any(_couple(rows[i]) != _couple(seen[i]) for i in rows):
        raise Stale
    return Two(rows[own.id], rows.get(other_id or 0), locked), meeting


def _couple(row: Row) -> int | None:
    return row.memory.bond.couple if row.memory.bond is not None else None


async def _other_id(db: Db, own: Row, meeting: bonds.Meeting, now: datetime) -> int | None:
    match meeting.kind:
        case "invite":
            return await couples.inviter(db, meeting.digest, now)
        case "person":
            return meeting.person
        case "couple" if own.memory.bond is not None:
            found = await couples.look(db, [own.memory.bond.couple])
            return found[own.memory.bond.couple].other(own.id) if found else None
    return None


async def _scene(db: Db, home: House, two: Two, now: datetime, meeting: bonds.Meeting) -> Scene:
    """The visitor's scene: what they hang on with whom they are linked to, and who is at the other end."""
    rows = [row for row in (two.own, two.other) if row is not None]
    near = await lending.near(db, home, rows, now)
    beside, other = near.get(two.own.id, ALONE), two.other
    # Whoever is linked by now is at no other end: what they said while sharing rested holds no more.
    if meeting.kind in ("invite", "person") and other is not None and not near.get(other.id, ALONE).window.open:
        beside = replace(beside, peer=bonds.peer(two.own.memory, other.id, other.memory, now))
    return scene_of(home, two.own, now, beside)


# ------------------------------------------------------------------------------------------ what comes of it
async def _both(db: Db, home: House, two: Two, own: Work, now: datetime) -> list[Work]:
    """The visitor's turn and, where it concerns the other, the other's."""
    pair, pairing = own.turn.pair, two.of(two.own)
    if pair is None:
        return [own]
    if pair.links and two.other is not None:
        return await _link(db, home, two, own, now)
    if pairing is not None and pair.couple is not None:
        theirs = two.other.memory if two.other else None
        scored = window.scored(pairing.couple, pair.couple, own.turn.then, theirs)
        await couples.write(db, pairing, scored)
        pair = struct_replace(pair, couple=scored)
    if pairing is not None and pair.leaves:
        await couples.leave(db, pairing.id, two.own.id)
    if pair.tell is None or two.other is None:
        return [own]
    couple = pair.couple or (pairing.couple if pairing else None)
    own_row = replace(two.own, memory=own.turn.then)
    return [own, await _tell(db, home, two.other, None if pair.leaves else own_row, couple, pair.tell, now)]


async def _tell(
    db: Db, home: House, row: Row, partner: Row | None, couple: Couple | None, event: Event, now: datetime
) -> Work:
    """Let the other's house hear an event: their own memory, and what they may see now."""
    seen = window.cut(home.library, row.memory, partner.memory if partner else None, couple, now)
    scene = scene_of(home, row, now, Near(couple, seen))
    return Work(Visit(row.address, event), row, scene, await step(db, scene, event))


async def _link(db: Db, home: House, two: Two, own: Work, now: datetime) -> list[Work]:
    """A new couple: what either hung on before is left, and the shelf stands on both phones at once.

    Only what rests can be left for a new link, so nobody else sees anything change.
    """
    other = two.other
    assert other is not None
    for row in (two.own, other):
        old = two.of(row)
        if old is not None:
            await couples.leave(db, old.id, row.id)
    assert own.turn.pair is not None
    couple = own.turn.pair.couple
    assert couple is not None
    number = await couples.begin(db, couple, two.own.id, other.id)
    rows = [
        replace(two.own, memory=bonds.begun(own.turn.then, number, "a", now)),
        replace(other, memory=bonds.begun(other.memory, number, "b", now)),
    ]
    told = [await _tell(db, home, row, rows[1 - n], couple, Linked(), now) for n, row in enumerate(rows)]
    # What the pressed message becomes is said by the visitor's own turn; the rest is said anew on both phones.
    first = replace(told[0], visit=own.visit, turn=_joined(own.turn, told[0].turn))
    return [first, *told[1:]]


def _joined(pressed: Turn, told: Turn) -> Turn:
    """What the press itself brought, and then what being linked brings."""
    both = {"say": (*pressed.say, *told.say), "do": (*pressed.do, *told.do)}
    return struct_replace(told, toast=pressed.toast, **both)
