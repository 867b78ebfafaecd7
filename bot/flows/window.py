"""The window: the only place where something of one person's becomes visible to another.

`cut` reads both memories and gives what the other's consent lets through, and nothing else leaves this file. Every line
that asks for a consent is one guard; the tests take each away in turn and see something turn red.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.domain.bond import CLOSED, FRESH, GIVEN, MUTUAL, Bond, Couple, Item, Window
from bot.domain.library import Library
from bot.domain.memory import Memory, Walk
from bot.flows import bowl

# What was let be read ends by itself; whoever likes lets it be read again.
ENDS = timedelta(days=7)
TOLD = ("as-is", "line")


def cut(library: Library, own: Memory, other: Memory | None, couple: Couple | None, now: datetime) -> Window:
    """What `own` may see of `other`. `other` is None when their side is free."""
    mine = own.bond
    theirs = other.bond if other is not None else None
    if mine is None or other is None or theirs is None or couple is None or theirs.couple != mine.couple:
        return CLOSED
    if not is_open(couple, mine, theirs, now):
        return CLOSED
    walk = other.walk or Walk()
    return Window(
        open=True,
        name=other.profile.name,
        practised=bowl.filled(walk) if allows(theirs, "days") else None,
        step=step_of(library, walk) if allows(theirs, "step") else None,
        shared=_shared(own, other, mine) if allows(theirs, "shared") and allows(mine, "shared") else None,
        finished=finished(library, walk) if allows(theirs, "step") else (),
        gold_at=theirs.gold_at,
        items=_items(mine, theirs, couple, now),
        replies=_replies(mine, theirs, couple, now),
        total=couple.total,
        both_guessed=tuple(name.partition(":")[2] for name in couple.reveals if name.startswith("guess:")),
        suggested="",
    )


def is_open(couple: Couple, mine: Bond, theirs: Bond, now: datetime) -> bool:
    """Whether sharing is open: nobody let it rest, and both used it within thirty days."""
    return couple.rest_at is None and now < lapses(mine, theirs)


def lapses(mine: Bond, theirs: Bond) -> datetime:
    """When sharing begins to rest by itself."""
    return min(mine.used_at, theirs.used_at) + FRESH


def allows(bond: Bond, name: str) -> bool:
    """Whether its owner lets days, step or shared be seen."""
    return name not in bond.off


def step_of(library: Library, walk: Walk) -> str:
    """The step that somebody is walking: that of the first day still open, or the last one."""
    waiting = next((d.step for d in library.days if d.id not in walk.days), None)
    return waiting or library.days[-1].step


def finished(library: Library, walk: Walk) -> tuple[str, ...]:
    """The steps in which no day waits any more."""
    open_steps = {d.step for d in library.days if d.id not in walk.days}
    return tuple(dict.fromkeys(d.step for d in library.days if d.step not in open_steps))


def _shared(own: Memory, other: Memory, mine: Bond) -> tuple[date, ...]:
    """The dates, since they are linked, on which both practised."""
    both = set((own.walk or Walk()).practised) & set((other.walk or Walk()).practised)
    return tuple(sorted(on for on in both if on >= mine.since))


def _items(mine: Bond, theirs: Bond, couple: Couple, now: datetime) -> dict[str, Item]:
    found = {name: theirs.items[name] for name in GIVEN if name in theirs.items and now < theirs.items[name].at + ENDS}
    for name in MUTUAL:
        both = name in mine.items and name in theirs.items
        if both and name in couple.reveals and now < couple.reveals[name] + ENDS:
            found[name] = theirs.items[name]
    return found


def _replies(mine: Bond, theirs: Bond, couple: Couple, now: datetime) -> dict[str, str]:
    """The other's answers that both have let be read, by the number of the question."""
    found = {}
    for number, reply in theirs.replies.items():
        own, at = mine.replies.get(number), couple.reveals.get(f"reply:{number}")
        if own is None or at is None or own.how not in TOLD or reply.how not in TOLD or now >= at + ENDS:
            continue
        found[number] = reply.line
    return found
