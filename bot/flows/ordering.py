"""The order in which a run asks its statements: drawn from a seed, and within rules. Pure arithmetic."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from bot.domain.quiz import Form, Item, Quiz

_WORD = (1 << 64) - 1


class Asked(Protocol):
    """What an order looks at in a statement."""

    @property
    def id(self) -> str: ...
    @property
    def facet(self) -> str: ...
    @property
    def reverse(self) -> bool: ...
    @property
    def opener(self) -> bool: ...
    @property
    def heavy(self) -> bool: ...


A = TypeVar("A", bound=Asked)


def shuffled(ids: Sequence[str], seed: int) -> tuple[str, ...]:
    """Fisher-Yates driven by splitmix64 (Steele, Lea and Flood 2014): the same seed gives the same order forever."""
    out = list(ids)
    state = seed & _WORD
    for last in range(len(out) - 1, 0, -1):
        state = (state + 0x9E3779B97F4A7C15) & _WORD
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _WORD
        pick = (z ^ (z >> 31)) % (last + 1)
        out[last], out[pick] = out[pick], out[last]
    return tuple(out)


def order(quiz: Quiz, seed: int, form: Form) -> tuple[str, ...]:
    """Item ids as this run asks them. The full form begins with the express form of the same seed.

    Openers first; no two reversed items and no two of a facet in a row; neither the twelfth nor the last is heavy.
    Raises ValueError when a quiz is built so that no order obeys.
    """
    if form != "full":
        return _arranged(quiz, quiz.of(form), seed, None)
    head = order(quiz, seed, "express")
    rest = tuple(item for item in quiz.items if item.id not in head)
    return head + _arranged(quiz, rest, seed + 1, quiz.item(head[-1]) if head else None)


def _arranged(quiz: Quiz, items: Sequence[Item], seed: int, before: Item | None) -> tuple[str, ...]:
    found = arranged(items, seed, before)
    if found is None:
        raise ValueError(f"{quiz.id}: no order of the items obeys the rules")
    return tuple(item.id for item in found)


def arranged(items: Sequence[A], seed: int, before: A | None = None) -> tuple[A, ...] | None:
    """Statements in the order of a seed, by the rules of `order`; None when no order obeys them."""
    by_id = {item.id: item for item in items}
    return _place(tuple(by_id[id] for id in shuffled(tuple(by_id), seed)), before)


def _place(pool: tuple[A, ...], before: A | None) -> tuple[A, ...] | None:
    """The first arrangement of the pool, in its own order of preference, that follows `before`; or None."""
    if not pool:
        return ()
    for item in tuple(i for i in pool if i.opener) or pool:
        if before and ((before.reverse and item.reverse) or before.facet == item.facet):
            continue
        if len(pool) == 1 and item.heavy:
            continue
        rest = _place(tuple(i for i in pool if i is not item), item)
        if rest is not None:
            return (item, *rest)
    return None
