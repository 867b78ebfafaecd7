"""The communication questionnaire: how often somebody makes each of four moves of their own, as plain values.

Its four parts are no scales of attachment, so it has a structure of its own. Scores run from 0 (hardly ever) to 100
(nearly always). Nothing here holds words: ids lead to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from bot.domain.quiz import Quality

Move = Literal["press", "pull", "heat", "repair"]
Profile = Literal["press", "pull", "both", "light"]

MOVES: tuple[Move, ...] = get_args(Move)


@dataclass(frozen=True, slots=True)
class MoveItem:
    """One statement about a move of one's own. `opener`: asked first; `heavy`: never the last one asked."""

    id: str
    move: Move
    opener: bool = False
    heavy: bool = False
    reverse: bool = False

    @property
    def facet(self) -> str:
        """What an order keeps apart: two statements of one move never stand in a row."""
        return self.move


@dataclass(frozen=True, slots=True)
class Loop:
    """A question about who does what, with the ids of its answers. It is never scored."""

    id: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MovesQuiz:
    """The structure. `options` is the number of labelled points of the frequency scale, answered 1..options."""

    id: str = "communication"
    version: int = 1
    items: tuple[MoveItem, ...] = ()
    loops: tuple[Loop, ...] = ()
    options: int = 5


@dataclass(frozen=True, slots=True)
class MoveScore:
    """One move, 0-100; None when too few of its statements are answered."""

    move: Move
    score: int | None
    answered: int
    planned: int


@dataclass(frozen=True, slots=True)
class MovesResult:
    """What one run adds up to. `starts` and `quiet` are the two answers about the loop, as given ("" when skipped)."""

    scores: tuple[MoveScore, ...]
    profile: Profile | None
    quality: Quality
    version: int
    starts: str = ""
    quiet: str = ""

    def score(self, move: Move) -> int | None:
        """The score of that move, 0-100, or None."""
        return next((s.score for s in self.scores if s.move == move), None)


def moves_from(data: Mapping[str, Any]) -> MovesQuiz:
    """The questionnaire from its structure file (other keys, such as `source`, are left alone).

    Raises ValueError naming every fault at once: a doubled id, an unknown move, a loop question without two answers.
    """
    items = tuple(MoveItem(**row) for row in data["items"])
    loops = tuple(Loop(row["id"], tuple(row["answers"])) for row in data.get("loops", ()))
    faults = [f"{i.id}: unknown move {i.move!r}" for i in items if i.move not in MOVES]
    ids = [*(i.id for i in items), *(loop.id for loop in loops)]
    faults += [f"{id}: the id stands twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    faults += [f"{loop.id}: a question has two answers or more" for loop in loops if len(loop.answers) < 2]
    if faults:
        raise ValueError("; ".join(faults))
    return MovesQuiz(data["id"], data["version"], items, loops, data.get("options", 5))
