"""People made up from a seed: what they answered in both questionnaires, and what they would remember of it.

Each has a level of their own on both dimensions, a leaning towards each theme, and a frequency for each move, drawn
from broad distributions; every answer lies around these with noise of its own, as answers of people do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.domain.library import Library
from bot.domain.memory import Known, Memory, Moves
from bot.domain.quiz import SCALES, Answer, Item
from bot.flows import moves_scoring, ordering, scoring
from bot.flows.quiz import QUIZ

# On the scale of 1 to 5. The two dimensions lie where 39,057 public answer sheets of a longer questionnaire had them
# (means 3.06 and 2.54), a little broader.
LEVELS = {"anxiety": (3.06, 1.0), "avoidance": (2.6, 1.0)}
THEME, NOISE = 0.45, 0.7
FREQUENT = (1.2, 4.4)
SKIPPED = 0.01
SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with both results. The answers stand in the order in which they were asked; loops: "" for a skip."""

    attachment: tuple[Answer, ...]
    moves: tuple[Answer, ...]
    loops: tuple[tuple[str, str], ...]
    memory: Memory


def person(library: Library, dice: random.Random) -> Person:
    """One person whose scales and moves can all be scored."""
    while True:
        found = _drawn(library, dice)
        moves = found.memory.moves
        if found.memory.known and found.memory.known.leaning and moves and moves.result and moves.result.profile:
            return found


def _drawn(library: Library, dice: random.Random) -> Person:
    quiz, own = library.quizzes[QUIZ], library.moves
    level = {scale: dice.gauss(*LEVELS[scale]) for scale in SCALES}
    theme = {facet: level[scale] + dice.gauss(0, THEME) for facet, scale in quiz.facets}
    often = {item.move: dice.uniform(*FREQUENT) for item in own.items}
    asked = [quiz.item(id) for id in ordering.order(quiz, dice.randrange(1 << 30), "full")]
    attachment = tuple(_answer(dice, item.id, _meant(item, theme[item.facet])) for item in asked)
    of = {item.id: item for item in own.items}
    order = moves_scoring.order(own, dice.randrange(1 << 30))
    moves = tuple(_answer(dice, id, often[of[id].move]) for id in order)
    loops = _loops(library, dice, often["press"], often["pull"])
    result = moves_scoring.score(own, moves, **dict(loops))
    known = Known(1, scoring.score(quiz, attachment, "full"))
    return Person(attachment, moves, loops, Memory(known=known, moves=Moves(result=result)))


def _meant(item: Item, level: float) -> float:
    return 6 - level if item.reverse else level


def _answer(dice: random.Random, id: str, level: float) -> Answer:
    point = min(5, max(1, round(dice.gauss(level, NOISE))))
    return Answer(id, None if dice.random() < SKIPPED else point, SECONDS)


def _loops(library: Library, dice: random.Random, press: float, pull: float) -> tuple[tuple[str, str], ...]:
    """Who presses starts more often, who pulls back goes quiet more often; and sometimes it is otherwise."""
    likely = {"starts": "me" if press > pull else "other", "quiet": "me" if pull > press else "other"}
    return tuple(
        (loop.id, likely[loop.id] if dice.random() < 0.6 else dice.choice(loop.answers)) for loop in library.moves.loops
    )
