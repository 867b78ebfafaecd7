"""Progress: the bowl, how many of fifty, how many of the last seven dates. No streak, no score, no loss."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, words
from bot.flows import bowl, chapters, felt, film, hold_screens
from bot.flows.common import HELP, MENU, button, say, today

CRACKS = 4


def screen(scene: Scene) -> Say:
    """The whole bowl as a picture, its counts, and the cracks that were left open to fill."""
    memory = scene.memory
    walk = memory.walk
    if walk is None:
        begin = button("quiz.button.path", e.PathBegin(), "primary")
        if scene.memory.known is None:
            begin = button("front.button.begin", e.QuizBegin(), "primary")
        return say("progress", words("progress.nothing-yet"), rows=((begin,), (MENU, HELP)))
    on = today(scene)
    week = sum(1 for d in walk.practised if on - timedelta(days=7) < d <= on)
    rows: list[tuple[Button, ...]] = [(button("progress.button.today", e.Here(), "primary"),)]
    for found in [d for d in scene.library.days if walk.days.get(d.id) == "skipped"][:CRACKS]:
        rows.append((button("day.button.fill", e.FillCrack(found.id), title=chapters.told(scene, found.id, "title")),))
    if memory.night is not None:
        rows.append((button("pictures.button.line", e.Page(felt.PAGE)),))
    as_film = (film.OFFER,) if bowl.filled(walk) else ()
    as_map = (button("log.button.map", e.LogMap()),) if memory.log is not None else ()
    if as_film or as_map:
        rows.append((*as_film, *as_map))
    rows.append((button("front.button.journal", e.JournalPage(0)), MENU))
    lines = (words("progress.count", n=bowl.filled(walk), week=week),)
    counted = hold_screens.summary(memory)
    lines = (*lines, *((counted,) if counted else ()))
    return replace(say("progress", *lines, rows=tuple(rows)), picture=bowl.picture(scene))
