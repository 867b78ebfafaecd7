"""Order, scores and profile of the communication questionnaire: pure arithmetic.

A move's score is the mean of its statements on 1-5, as 0-100; it is scored when at least three of its four are
answered. How the answers were given is judged as in the attachment questionnaire (`bot/flows/scoring.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from statistics import fmean

from bot.domain.moves import MOVES, Move, MoveScore, MovesQuiz, MovesResult, Profile
from bot.domain.quiz import Answer
from bot.flows.ordering import arranged
from bot.flows.scoring import BORDER, ENOUGH, manner, whole

# Two moves of four statements each lie apart when it is more than chance: one SEM of such a scale is about 12 points.
APART = 12
# From here on a move is one that its owner makes about half the time or more.
OFTEN = BORDER


def order(quiz: MovesQuiz, seed: int) -> tuple[str, ...]:
    """Item ids as this run asks them: openers first, no two of a move in a row, never a heavy one last.

    Raises ValueError when the questionnaire is built so that no order obeys.
    """
    found = arranged(quiz.items, seed)
    if found is None:
        raise ValueError(f"{quiz.id}: no order of the items obeys the rules")
    return tuple(item.id for item in found)


def score(quiz: MovesQuiz, answers: Sequence[Answer], starts: str = "", quiet: str = "") -> MovesResult:
    """The result of a run. An item's last answer counts; nothing is scored when every answer is the same."""
    items = {item.id: item for item in quiz.items}
    given = tuple({a.item: a for a in answers if a.item in items}.values())
    points = {a.item: _checked(a.item, a.option, quiz.options) for a in given if a.option is not None}
    quality = manner(given)
    counted = {} if quality.all_same else points
    scores = tuple(_score(move, quiz, points, counted) for move in MOVES)
    known = {s.move: s.score for s in scores}
    return MovesResult(scores, profile(known["press"], known["pull"]), quality, quiz.version, starts, quiet)


def _checked(item: str, option: int, options: int) -> int:
    if not 1 <= option <= options:
        raise ValueError(f"{item}: option {option} is not in 1..{options}")
    return option


def _score(move: Move, quiz: MovesQuiz, points: dict[str, int], counted: dict[str, int]) -> MoveScore:
    asked = [item.id for item in quiz.items if item.move == move]
    values = [counted[id] for id in asked if id in counted]
    enough = bool(values) and len(values) >= ceil(ENOUGH * len(asked))
    answered = sum(id in points for id in asked)
    return MoveScore(move, whole(fmean(values)) if enough else None, answered, len(asked))


def profile(press: int | None, pull: int | None) -> Profile | None:
    """Which of the two sides of the loop is one's own: pressing, pulling back, both about as often, or neither much.

    None when one of the two is not scored. Heat and repair have no part in it.
    """
    if press is None or pull is None:
        return None
    if max(press, pull) < OFTEN:
        return "light"
    if abs(press - pull) < APART:
        return "both"
    return "press" if press > pull else "pull"


def warmest(result: MovesResult | None) -> str:
    """Which kind words a card begins with: repair, room (of pulling back) or voice (of pressing). Never from heat."""
    if result is None:
        return "repair"
    repair, press, pull = result.score("repair"), result.score("press"), result.score("pull")
    if press is None or pull is None or (repair is not None and repair >= OFTEN):
        return "repair"
    return "room" if pull >= press else "voice"
