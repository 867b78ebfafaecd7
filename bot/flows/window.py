"""The window: the only place where something of one person's becomes visible to another.

`cut` reads both memories and gives what the other's consent lets through, and nothing else leaves this file. Every line
that asks for a consent is one guard; the tests take each away in turn and see something turn red.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from bot.domain.bond import CLOSED, FRESH, GIVEN, MUTUAL, POSTED, Bond, Counted, Couple, Item, Window
from bot.domain.library import Library
from bot.domain.memory import Memory, Walk
from bot.domain.rounds import day_number, week_begins, week_number
from bot.domain.scene import Scene
from bot.flows import bowl, offers
from bot.flows.offers import BOTH

# What was let be read ends by itself; whoever likes lets it be read again.
ENDS = timedelta(days=7)
TOLD = ("as-is", "line")
# From this moment of a week on its marks stand, and the week has what it has.
DECIDES = timedelta(days=3)
# Of 256: in one week of four everybody gets something for oneself.
ALONE = 64


def cut(library: Library, own: Memory, other: Memory | None, couple: Couple | None, now: datetime) -> Window:
    """What `own` may see of `other`. `other` is None when their side is free."""
    mine = own.bond
    theirs = other.bond if other is not None else None
    if mine is None or theirs is None or couple is None or theirs.couple != mine.couple:
        return CLOSED
    assert other is not None
    if not is_open(couple, mine, theirs, now):
        return CLOSED
    own_walk, walked = _walked(own, mine, now), _walked(other, theirs, now)
    walk, since = walked or Walk(), max(mine.since, theirs.since)
    items = _items(mine, theirs, couple, now)
    return Window(
        open=True,
        name=other.profile.name,
        practised=bowl.filled(walk) if allows(theirs, "days") else None,
        step=_begun(library, walked) if allows(theirs, "step") else None,
        shared=_shared(own_walk, walked, since) if allows(theirs, "shared") and allows(mine, "shared") else None,
        finished=finished(library, walk) if allows(theirs, "step") else (),
        gold_at=theirs.gold_at,
        items=items,
        replies=_replies(mine, theirs, couple, now),
        total=couple.total,
        both_guessed=tuple(name.partition(":")[2] for name in couple.reveals if name.startswith("guess:")),
        suggested=_suggested(mine, theirs, couple, now),
        posts=_posts(mine, theirs, items),
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


def _begun(library: Library, walk: Walk | None) -> str | None:
    """The step that somebody is walking; None for who has not begun the path."""
    return step_of(library, walk) if walk is not None else None


def step_of(library: Library, walk: Walk) -> str:
    """The step that somebody is walking: that of the first day still open, or the last one."""
    waiting = next((d.step for d in library.days if d.id not in walk.days), None)
    return waiting or library.days[-1].step


def finished(library: Library, walk: Walk) -> tuple[str, ...]:
    """The steps in which no day waits any more."""
    open_steps = {d.step for d in library.days if d.id not in walk.days}
    return tuple(dict.fromkeys(d.step for d in library.days if d.step not in open_steps))


def counted(scene: Scene) -> Scene:
    """The scene in which what the other sees of the path is what it was when the day of both began."""
    bond, walk, day = scene.memory.bond, scene.memory.walk, day_number(scene.now)
    if bond is None or (bond.counted is not None and bond.counted.day == day):
        return scene
    now = Counted(day, True, walk.days, walk.practised) if walk is not None else Counted(day)
    return scene.with_memory(bond=replace(bond, counted=now))


def _walked(memory: Memory, bond: Bond, now: datetime) -> Walk | None:
    """A path as it stood at 06:00 UTC: whoever looks every minute does not learn at which one somebody practised."""
    seen = bond.counted
    if seen is None or seen.day != day_number(now):
        # Nothing has happened here since that day began.
        return memory.walk
    return Walk(days=seen.days, practised=seen.practised) if seen.begun else None


def _shared(one: Walk | None, other: Walk | None, since: date) -> tuple[date, ...]:
    """The dates on which both practised, from the one on which both were linked: the same seen from either side."""
    both = set((one or Walk()).practised) & set((other or Walk()).practised)
    return tuple(sorted(on for on in both if on >= since))


def _items(mine: Bond, theirs: Bond, couple: Couple, now: datetime) -> dict[str, Item]:
    """What the other lets be read. Of what is mutual, both read the other's from one moment on, or neither does.

    Seen from here it begins with that moment: when the other had let it be read before is nobody's to know.
    """
    found = {name: theirs.items[name] for name in GIVEN if name in theirs.items and now < theirs.items[name].at + ENDS}
    for name in MUTUAL:
        if name not in mine.items:
            continue
        if name not in theirs.items:
            continue
        if couple.offers.get(name) != BOTH:
            continue
        if not can_be_read(couple, name, now):
            continue
        found[name] = replace(theirs.items[name], at=couple.reveals[name])
    return found


def _posts(mine: Bond, theirs: Bond, items: Mapping[str, Item]) -> tuple[str, ...]:
    """What may be posted where both are: each agreed to it by itself, and each sees it of the other anyway."""
    found = []
    for name in POSTED:
        if name not in mine.posts:
            continue
        if name not in theirs.posts:
            continue
        if not allows(mine, name):
            continue
        if not allows(theirs, name):
            continue
        # What is mutual is seen by both or by neither.
        if name in MUTUAL and name not in items:
            continue
        found.append(name)
    return tuple(found)


def kept(couple: Couple, mine: Bond, theirs: Bond | None, now: datetime) -> Couple:
    """The couple without yeses to something mutual that found no second one in time.

    What was offered in November is not read in June: each one's yes holds as long as what both read.
    """
    for bond in (mine, theirs) if theirs is not None else (mine,):
        for name, item in bond.items.items():
            if name in MUTUAL and name not in couple.reveals and now >= item.at + ENDS:
                couple = offers.withdraw(couple, bond.side, name)
    return couple


def can_be_read(couple: Couple, name: str, now: datetime) -> bool:
    """Whether something mutual was revealed, and is not over."""
    at = couple.reveals.get(name)
    return at is not None and now < at + ENDS


def _replies(mine: Bond, theirs: Bond, couple: Couple, now: datetime) -> dict[str, str]:
    """The other's answers that both have let be read, by the number of the question: the line that was shared."""
    found = {}
    for number, reply in theirs.replies.items():
        own = mine.replies.get(number)
        if own is None or own.how not in TOLD:
            continue
        if reply.how not in TOLD:
            continue
        if couple.offers.get(f"reply:{number}") != BOTH:
            continue
        if not can_be_read(couple, f"reply:{number}", now):
            continue
        found[number] = reply.line
    return found


def _suggested(mine: Bond, theirs: Bond, couple: Couple, now: datetime) -> str:
    """At most one thing that both marked this week, once its marks stand; in one week of four there is none.

    Which weeks those are is drawn from the veil, which nobody sees: a fixed beat, or one that could be worked out from
    the order of the questions, would tell whoever marks everything in which weeks the other marked nothing.
    """
    week = week_number(now)
    if now < week_begins(week) + DECIDES:
        return ""
    drawn = hashlib.blake2b(f"{couple.veil}/{week}".encode(), digest_size=8).digest()
    if drawn[0] < ALONE:
        return ""
    both = sorted({*mine.marks.get(str(week), ())} & {*theirs.marks.get(str(week), ())})
    return both[int.from_bytes(drawn[1:]) % len(both)] if both else ""


# -------------------------------------------------------------------------------------------- the guess round
def scored(before: Couple, after: Couple, own: Memory, other: Memory | None) -> Couple:
    """The couple with the right guesses of a round that both have done with this press: their sum and nothing else.

    `before` and `after` the press; `own` is its presser's memory then. A round counts once, when it is revealed.
    """
    mine, theirs = own.bond, other.bond if other is not None else None
    if mine is None or theirs is None or mine.couple != theirs.couple:
        return after
    names = [name for name in after.reveals if name.startswith("guess:") and name not in before.reveals]
    return replace(after, total=after.total + sum(_right(mine, theirs, name.partition(":")[2]) for name in names))


def _right(mine: Bond, theirs: Bond, week: str) -> int:
    """How many of the two guesses of a round were right: 0, 1 or 2."""
    one, two = mine.guesses.get(week), theirs.guesses.get(week)
    if one is None or two is None:
        return 0
    return int(one.other == two.own) + int(two.other == one.own)
