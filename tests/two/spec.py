"""What somebody has consented to let the other see, written down apart from the code that keeps to it.

Two worlds in which these facts are the same must look the same to the other, whatever else differs.
"""

from __future__ import annotations

from bot.domain.library import Library
from bot.domain.memory import Memory

PRACTISED = ("done", "partly", "gentle")
TOLD = ("as-is", "line")


def consented(library: Library, memory: Memory, renewals: bool = True) -> tuple[object, ...]:
    """Everything of somebody's that may make a difference to what the other sees.

    Without `renewals` it does not count when they last used what is shared: only over more than thirty days it may.
    """
    bond = memory.bond
    if bond is None:
        return (None,)
    return (
        bond.couple,
        memory.profile.name,
        bond.off,
        *practice(library, memory),
        bond.gold_at,
        tuple(sorted(bond.items.items(), key=lambda pair: pair[0])),
        tuple((n, r.line) for n, r in sorted(bond.replies.items()) if r.how in TOLD),
        tuple(sorted((week, g) for week, g in bond.guesses.items() if g.own and g.other)),
        tuple(sorted(bond.marks.items())),
        bond.posts,
        bond.used_at if renewals else None,
    )


def practice(library: Library, memory: Memory) -> tuple[object, ...]:
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


def _steps(library: Library, settled: tuple[str, ...]) -> tuple[object, ...]:
    waiting = [d.step for d in library.days if d.id not in settled]
    return waiting[:1], tuple(sorted({d.step for d in library.days} - set(waiting)))
