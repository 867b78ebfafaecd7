"""What somebody has consented to let the other see, written down apart from the code that keeps to it.

Two worlds in which these facts are the same must look the same to the other, whatever else differs. What is let be
read by one side alone is not among them: until both offer it, it is its owner's own, and may differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.bond import GIVEN, MUTUAL, Bond, Couple, Guessed
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.rounds import week_number

PRACTISED = ("done", "partly", "gentle")
TOLD = ("as-is", "line")
MONTH = timedelta(days=30)
Some = tuple[object, ...]


class Facts(NamedTuple):
    """`own`: what somebody lets be seen by themselves. `both`: what can be seen since both let it be; `reveals`: since
    when."""

    own: Some
    both: Some
    reveals: Some = ()


class Side(NamedTuple):
    """Somebody, who is at the other side, and what both hang on; None where there is nobody, or nothing.

    `suggested` is what the other's week brings.
    """

    memory: Memory | None
    other: Memory | None = None
    couple: Couple | None = None
    suggested: str = ""


def consented(library: Library, side: Side, now: datetime, renewals: bool = True) -> Facts:
    """Everything of somebody's that may make a difference to what the other sees.

    Without `renewals` it does not count when they last used what is shared: only over more than thirty days it may.
    """
    memory = side.memory
    if memory is None:
        return Facts((None,), ())
    bond = memory.bond
    if bond is None:
        return Facts((memory.profile.name, *_on_the_way(memory)), ())
    own = (
        bond.couple,
        memory.profile.name,
        bond.off,
        *practice(library, memory),
        bond.gold_at,
        tuple((name, bond.items[name]) for name in GIVEN if name in bond.items),
        bond.used_at if renewals else None,
        *_on_the_way(memory),
    )
    return Facts(own, tuple(_both(side, bond, now)), _reveals(side))


def _both(side: Side, bond: Bond, now: datetime) -> Iterator[object]:
    """What stands because both have said so."""
    other, couple = _beside(side), side.couple
    if couple is None or other is None:
        return
    # Since when it rests is nowhere to be seen, and neither is a yes of one side alone.
    yield couple.rest_at is not None or now >= min(bond.used_at, other.used_at) + MONTH
    together = _together(bond, other, couple)
    items = [(name, bond.items[name]) for name in sorted({*MUTUAL} & {*together})]
    yield tuple((name, item.keys, item.text, item.levels) for name, item in items)
    yield tuple((n, r.line) for n, r in sorted(bond.replies.items()) if f"reply:{n}" in together)
    weeks = [week for week in bond.guesses if f"guess:{week}" in together]
    yield sum(_right(bond.guesses[week], other.guesses[week]) for week in weeks)
    yield tuple(sorted({*bond.posts} & {*other.posts}))
    week = str(week_number(now))
    # A suggestion is nobody's consent unless both have marked it.
    marked = {*bond.marks.get(week, ())} & {*other.marks.get(week, ())}
    yield side.suggested if side.suggested in marked else ""


def _beside(side: Side) -> Bond | None:
    """The other's side of the same link."""
    own = side.memory.bond if side.memory is not None else None
    other = side.other.bond if side.other is not None else None
    return other if own is not None and other is not None and own.couple == other.couple else None


def _together(bond: Bond, other: Bond, couple: Couple) -> list[str]:
    """What both let be read: each by what stands on their own side, too."""
    return [name for name, sides in couple.offers.items() if sides == "ab" and _lets(bond, name) and _lets(other, name)]


def _lets(bond: Bond, name: str) -> bool:
    kind, _, number = name.partition(":")
    match kind:
        case "reply":
            return number in bond.replies and bond.replies[number].how in TOLD
        case "guess":
            return bool(number in bond.guesses and bond.guesses[number].own and bond.guesses[number].other)
    return name in bond.items


def _right(one: Guessed, two: Guessed) -> int:
    """How many of the two guesses of a round were right."""
    return (one.other == two.own) + (two.other == one.own)


def _reveals(side: Side) -> Some:
    """Since when both may read what both let be read."""
    bond, other = side.memory.bond if side.memory is not None else None, _beside(side)
    if bond is None or other is None or side.couple is None:
        return ()
    return tuple((name, side.couple.reveals.get(name)) for name in sorted(_together(bond, other, side.couple)))


def _on_the_way(memory: Memory) -> Some:
    """An open invitation, and a yes to another's: whoever was sent the one, or asked about the other, may see it."""
    linking = memory.linking
    if linking is None:
        return (None, None)
    invite, guest = linking.invite, linking.guest
    return (
        (invite.link, invite.until, invite.claim) if invite is not None else None,
        guest.digest if guest is not None and guest.claimed else None,
    )


def practice(library: Library, memory: Memory) -> Some:
    """What was practised, as far as its three switches let it be seen."""
    bond, walk = memory.bond, memory.walk
    assert bond is not None
    days = walk.days if walk is not None else {}
    done = sum(how in PRACTISED for how in days.values())
    settled = tuple(sorted(days))
    dates = tuple(d for d in walk.practised if d >= bond.since) if walk is not None else ()
    return (
        done if "days" not in bond.off else None,
        # Which days are behind somebody is their step, and which steps are behind them.
        _steps(library, settled) if "step" not in bond.off else None,
        dates if "shared" not in bond.off else None,
    )


def _steps(library: Library, settled: tuple[str, ...]) -> Some:
    waiting = [d.step for d in library.days if d.id not in settled]
    return waiting[:1], tuple(sorted({d.step for d in library.days} - set(waiting)))
