"""Statements asked one at a time, in one message: what every questionnaire does with its run. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from bot.domain.events import Press
from bot.domain.memory import Quizzing
from bot.domain.quiz import Answer
from bot.domain.speech import Button, Words, column, words
from bot.flows.common import button

# An answer that took longer than this was a walk round the block, not a slow answer.
AWAY = timedelta(minutes=5)
BAR = 10


class Presses(NamedTuple):
    """The presses of a questionnaire, each made from a run and the statement that it is drawn at."""

    chose: Callable[[int, str, int], Press]
    skip: Callable[[int, str], Press]
    back: Callable[[int, str], Press]
    pause: Callable[[int, str], Press]


def next_item(asking: Quizzing, total: int) -> str:
    """The statement that is asked now, or "" when all `total` are."""
    at = len(asking.answers)
    return asking.order[at] if at < total else ""


def is_asked(asking: Quizzing | None, run: int, item: str, total: int) -> bool:
    """Whether a press that names this run and statement fits the one that is asked now."""
    if asking is None or asking.run != run or asking.stage != "asking":
        return False
    return bool(item) and next_item(asking, total) == item


def answered(asking: Quizzing, item: str, option: int | None, now: datetime) -> Quizzing:
    """The run with one more answer (None is a skip), and how many seconds it took where that is known."""
    took = now - asking.asked_at if asking.asked_at else AWAY
    seconds = round(took.total_seconds(), 1) if timedelta(0) <= took < AWAY else None
    return replace(asking, answers=(*asking.answers, Answer(item, option, seconds)), asked_at=now)


def taken_back(asking: Quizzing, now: datetime) -> Quizzing:
    """The run without its newest answer."""
    return replace(asking, answers=asking.answers[:-1], asked_at=now)


def resumed(asking: Quizzing) -> Quizzing:
    """The run after a pause: how long it was is no answer's time."""
    return replace(asking, stage="asking", asked_at=None)


def bar(at: int, total: int) -> Words:
    """How far this is, as a bar and a number; `at` counts from 0."""
    full = round(at * BAR / total)
    return words("quiz.bar", bar="▰" * full + "▱" * (BAR - full), n=at + 1, total=total)


def rows(asking: Quizzing, total: int, options: int, label: str, presses: Presses) -> tuple[tuple[Button, ...], ...]:
    """The labelled points one below the other (`label` and the number is a key), then back, skip and pause."""
    run, item = asking.run, next_item(asking, total)
    points = column(*(button(f"{label}.{n}", presses.chose(run, item, n)) for n in range(1, options + 1)))
    last = [button("quiz.skip", presses.skip(run, item)), button("quiz.pause", presses.pause(run, item))]
    if asking.answers:
        last.insert(0, button("quiz.back", presses.back(run, item)))
    return (*points, tuple(last))
