"""The whole questionnaire again: on day 50, and by choice on days 80 and 140. Said beside the first, never a label."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.scene import Answers, Scene, Turn
from bot.flows import afterwards, day, path, quiz, retest_screens
from bot.flows.common import today, turn


def begin(scene: Scene, event: Event) -> Turn:
    """Begin, go on with, or show the go of a day. It takes the place of an ordinary run that lies unfinished."""
    assert isinstance(event, e.RetestBegin)
    memory, on = scene.memory, today(scene)
    asking = memory.quiz
    if asking is not None and afterwards.retest_of(asking) and asking.stage != "done":
        return quiz.resumed(scene)
    if afterwards.retested(memory, event.day):
        return turn(memory, retest_screens.shown(scene, memory), toast="front.toast.here")
    if not _has_come(scene, event.day):
        return day.here(scene).also(toast="front.toast.old")
    if not afterwards.may_measure(memory, on):
        return turn(memory, retest_screens.too_soon(scene))
    return quiz.ask(scene, quiz.new_run(scene, memory, "full", f"{afterwards.RETEST}{event.day}"))


def _has_come(scene: Scene, number: int) -> bool:
    if number == afterwards.RETESTS[0]:
        return path.known(scene, f"day-{number}")
    at = afterwards.date_of_day(scene.memory, number)
    return number in afterwards.RETESTS and at is not None and at <= today(scene)


ANSWERS: Answers = {e.RetestBegin: begin}
