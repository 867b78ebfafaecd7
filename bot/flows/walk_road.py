"""The straight roads of the walk: a few people go through the fifty days, each of their own mind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.flows import afterwards, chapters
from bot.flows.walk_step import Place, Stop, at, begin, due, presses, step


class Mind(NamedTuple):
    """What somebody thinks about the two scales, 1 to 5, and after how many presses they fall silent."""

    anxiety: int
    avoidance: int
    presses: int = 1000


# Every result there is, and so every variant of a day; between two of them; and somebody who stays away.
MINDS = (Mind(5, 1), Mind(1, 5), Mind(5, 5), Mind(1, 1), Mind(3, 3), Mind(5, 3), Mind(5, 1, 60))
ONWARD = (
    *(e.QuizBegin, e.Honest, e.Leans, e.QuizMore, e.PathBegin, e.ClockIs, e.CityIs, e.HoursAre, e.StepYes),
    *(e.Tried, e.Felt, e.Mood, e.BoosterDid, e.StoryCheck, e.StoryMinutes),
)
LONGEST = 1000
# Who starts and who goes quiet, a pair a mind: every round that there are words for.
LOOPS = (
    *(("me", "other"), ("other", "me"), ("me", "me"), ("turns", "both")),
    *(("me", "nobody"), ("turns", "other"), ("other", "other")),
)


def road(library: Library, lang: str, mind: Mind) -> Iterator[Stop]:
    """One person's straight way from the first `/start` to the evening of the last day."""
    stop = step(library, begin(lang), e.Started())
    yield stop
    for taken in range(LONGEST):
        place = stop.after
        pressed = _onward(library, place, mind, taken) if taken < mind.presses else None
        event = pressed or next(iter(due(place)), None)
        if event is None:
            return
        stop = step(library, at(place, event), event)
        yield stop


def _onward(library: Library, place: Place, mind: Mind, taken: int) -> Event | None:
    offered = list(presses(place))
    for press in offered:
        if isinstance(press, e.Chose) and press.option == _option(library, press.item, mind):
            return press
        if isinstance(press, e.SheetChose) and press.option == _point(library, press.item, mind):
            return press
        if isinstance(press, e.MovesLoop) and press.answer == _loop(mind, press.question):
            return press
        if _is_new_sheet(place.memory, press) or _is_depth(place.memory, press, mind):
            return press
    fitting = [p for kind in ONWARD for p in offered if type(p) is kind]
    if fitting:
        same = [p for p in fitting if type(p) is type(fitting[0])]
        return same[_answer(place, same[0], taken) % len(same)]
    return _day(offered)


def _answer(place: Place, asked: Press, taken: int) -> int:
    """Another evening each day; mostly not a low one, since it makes the next day gentler."""
    days = len(place.memory.walk.days) if place.memory.walk else 0
    match asked:
        case e.Tried():
            return taken
        case e.Felt():
            return days
        case e.Mood():
            return days // 2 % 5 or 4
    return 0


def _option(library: Library, item_id: str, mind: Mind) -> int:
    item = next(i for quiz in library.quizzes.values() for i in quiz.items if i.id == item_id)
    option = mind.anxiety if item.scale == "anxiety" else mind.avoidance
    return 6 - option if item.reverse else option


def _loop(mind: Mind, question: str) -> str:
    return LOOPS[MINDS.index(mind) % len(LOOPS)][question == "quiet"]


def _point(library: Library, item_id: str, mind: Mind) -> int:
    """A statement of a short look, or one on a move: who worries presses, who keeps distance pulls back."""
    move = next((item.move for item in library.moves.items if item.id == item_id), None)
    if move is None:
        return _option(library, item_id, mind)
    return {"press": mind.anxiety, "repair": 6 - mind.avoidance}.get(move, mind.avoidance)


def _is_new_sheet(memory: Memory, press: Press) -> bool:
    """Whether this begins a questionnaire that a day brings and that was not begun yet; then, or its next answer."""
    match press:
        case e.SheetBegin("moves", _):
            return memory.moves is None
        case e.SheetBegin(_, day):
            return memory.pulse is None or memory.pulse.day < day
        case e.RetestBegin(day):
            run = memory.quiz
            return run is not None and run.purpose < f"retest-{day}" and not afterwards.retested(memory, day)
    return False


def _is_depth(memory: Memory, press: Press, mind: Mind) -> bool:
    """Whether this chooses how deep the story goes: once, and each depth by somebody."""
    if isinstance(press, e.StoryPick):
        return press.depth == chapters.DEPTHS[(MINDS.index(mind) + 1) % len(chapters.DEPTHS)]
    return isinstance(press, e.StoryDepth) and memory.story is None


def _day(offered: list[Press]) -> Event | None:
    """A day is done at once, or left to be asked about in the evening; one in ten is skipped."""
    for press in offered:
        number = int(press.day.rpartition("-")[2]) if isinstance(press, e.Did | e.SkipDay) else 0
        if isinstance(press, e.SkipDay) and number % 10 == 9:
            return press
        if isinstance(press, e.Did) and number % 10 != 9 and number % 3:
            return press
    return None
