"""Offers: which side lets a thing be read, by its name, and since when both do. Nobody's words are in it.

A thing is read by both or by nobody: when the second side offers it, it is revealed, at that instant; when one side
takes it back, it is revealed no more. Names: `reply:<day>`, `guess:<week>`, and those of items, as `strengths`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from msgspec.structs import replace

from bot.domain.bond import Couple
from bot.domain.rounds import day_begins, week_begins

BOTH = "ab"
# What hangs on a day or a week leaves the row after this, so that it stays small.
KEPT = timedelta(days=60)
Value = TypeVar("Value")


def offer(couple: Couple, side: str, name: str, now: datetime) -> Couple:
    """This side lets a thing be read. Offering it twice changes nothing."""
    sides = "".join(sorted({*couple.offers.get(name, ""), side}))
    offers = {**_young(couple.offers, now), name: sides}
    reveals = _young(couple.reveals, now)
    if sides == BOTH and name not in reveals:
        reveals[name] = now
    return replace(couple, offers=offers, reveals=reveals)


def withdraw(couple: Couple, side: str, name: str) -> Couple:
    """This side lets a thing be read no longer: from now on neither reads the other's."""
    sides = couple.offers.get(name, "").replace(side, "")
    offers = {own: s for own, s in couple.offers.items() if own != name}
    if sides:
        offers[name] = sides
    return replace(couple, offers=offers, reveals={own: at for own, at in couple.reveals.items() if own != name})


def is_revealed(couple: Couple | None, name: str) -> bool:
    """Whether both have let a thing be read. The only thing that a conversation may ask about the other's side."""
    return couple is not None and name in couple.reveals


def told(met: tuple[str, ...], name: str, now: datetime) -> tuple[str, ...]:
    """What its person was told about, with one more name; days and weeks of long ago are left out."""
    return (*(own for own in met if own != name and not _old(own, now)), name)


def _young(named: dict[str, Value], now: datetime) -> dict[str, Value]:
    return {name: value for name, value in named.items() if not _old(name, now)}


def _old(name: str, now: datetime) -> bool:
    kind, _, number = name.partition(":")
    if not number.isdecimal():
        return False
    begins = {"reply": day_begins, "guess": week_begins, "round": week_begins}.get(kind)
    return begins is not None and begins(int(number)) + KEPT < now
