"""Short exercises and experiments: their screens, by ids. Every word of them stands in the word files."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Piece(Struct, frozen=True):
    """One screen of an exercise. `kind`: say, pick (or words behind a button), words (or one of the picks).

    `phrased`: a pick is said otherwise than its label; `made`: it stands in what is made; `most` signs of words, 0 for
    any number, which then stand in the journal alone; `ends`: words are closed as a sentence or a clause, or left.
    """

    id: str
    kind: Literal["say", "pick", "words"]
    picks: tuple[str, ...] = ()
    phrased: bool = False
    made: bool = True
    most: int = 120
    ends: Literal["sentence", "clause", ""] = ""


class Exercise(Struct, frozen=True):
    """A short exercise of at most five screens. `result`: lines, sentences (to copy), or none; `keep`: to be shown
    again; `menu`: on the list for any hour; `note`: a word of safety stands under the preview."""

    id: str
    day: str
    result: Literal["lines", "sentences", "none"]
    parts: tuple[Piece, ...]
    keep: bool = False
    menu: bool = False
    note: bool = False
    source: tuple[str, ...] = ()

    def part(self, part_id: str) -> Piece | None:
        """A screen by its id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    @property
    def result_parts(self) -> tuple[Piece, ...]:
        """The screens whose answers stand in what is made."""
        return tuple(p for p in self.parts if self.result != "none" and p.made and p.kind != "say" and p.most)


class Experiment(Struct, frozen=True):
    """A small new move to try. `leaning`: for whom it stands first ("" for anybody); `seconds` of a quiet timer, 0 for
    none; `guarded`: only where it is calm and the way out is open, which is asked; `tense`: it may come up in a tense
    talk, so the word of safety stands under it; `notch`: an action for those whose last try was bearable."""

    id: str
    leaning: Literal["a", "v", "both", "low", ""]
    cue: tuple[str, ...]
    then: tuple[str, ...]
    seconds: int = 0
    guarded: bool = False
    tense: bool = False
    notch: str = ""
    source: tuple[str, ...] = ()
