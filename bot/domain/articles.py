"""The library's shelf: articles by their pages, and lines to copy by moment and tone. Ids only, no words."""

from __future__ import annotations

from msgspec import Struct


class Leaf(Struct, frozen=True, forbid_unknown_fields=True):
    """One page of an article. `source`: what its facts rest on, as author and year."""

    id: str
    source: tuple[str, ...] = ()


class Article(Struct, frozen=True, forbid_unknown_fields=True):
    """An article: pages that are read one at a time, in one message."""

    id: str
    pages: tuple[Leaf, ...]


class Situation(Struct, frozen=True, forbid_unknown_fields=True):
    """A moment with `lines` to copy in each tone; `note`: a word of safety stands under them."""

    id: str
    lines: int
    note: bool = False


class Phrases(Struct, frozen=True):
    """All lines to copy: tones in their order (the first is shown first), and moments."""

    tones: tuple[str, ...] = ()
    situations: tuple[Situation, ...] = ()

    def situation(self, situation_id: str) -> Situation | None:
        """A moment by its id, or None."""
        return next((one for one in self.situations if one.id == situation_id), None)
