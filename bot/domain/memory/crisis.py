"""A crisis card that is open."""

from __future__ import annotations

from msgspec import Struct


class Crisis(Struct, frozen=True):
    """A crisis card that is open. `times` counts the cards in a row, so that no list is said twice running."""

    tier: int
    kind: str
    other: bool = False
    stage: str = "card"
    times: int = 1
    stem: str = ""
