"""The share card, as it is being made."""

from __future__ import annotations

from msgspec import Struct


class CardDraft(Struct, frozen=True):
    """The share card as its owner last made it: the number of our line, or words of one's own.

    `theme` "": the one that its design began with; `edition` grows with each change, so that an old picture is known.
    `month`: 1 to 12, the one that stands on it, or 0 for none, as at first.
    """

    style: str = "kind"
    design: str = "porcelain"
    strength: int = 0
    helps: int = 0
    edge: int = 0
    own: dict[str, str] = {}
    made: bool = False
    theme: str = ""
    size: str = "portrait"
    edition: int = 0
    month: int = 0
