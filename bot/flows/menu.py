"""The menu: what is always at hand, and, one tap behind it, what somebody made of their own answers.

Both fit one small screen: who looks for help at night should not have to scroll for it.
"""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, pairs, words
from bot.flows import exercise_screens, experiment_screens, library, together_link
from bot.flows.common import BACK, HELP, HOLD, LOG, MENU, NOW, SCAN, STAY, STORY, button, say

MINE = "mine"
"""The page of one's own results."""

Row = tuple[Button, ...]


def screen(scene: Scene) -> Say:
    """Everything that is always at hand."""
    memory = scene.memory
    rows: list[Row] = [(button("front.button.today", e.Here(), "primary"),), (NOW,)]
    rows += at_hand(scene)
    # One thing that waits is enough here; the others stand on one's own page.
    rows += waiting(scene)[:1]
    rows.append((button("front.button.progress", e.Page("progress")), button("front.button.journal", e.JournalPage(0))))
    rows.append((library.SHELF, together_link.OPEN))
    more = [button("front.button.mine", e.Page(MINE))] if _has_own(scene) else []
    if memory.walk is not None and not memory.rhythm.resting:
        more.append(button("front.button.rough-week", e.RestFor(7)))
    rows += [tuple(more)] if more else []
    about = button("front.button.about", e.Page("help"))
    rows.append((button("front.button.settings", e.Page("settings")), about, HELP))
    return say("menu", words("front.menu"), rows=tuple(rows))


def at_hand(scene: Scene) -> tuple[Row, ...]:
    """What is at hand at any hour beside the help button, two by two."""
    found = [LOG, SCAN] if scene.memory.profile.agreed_at is not None else []
    found += [HOLD, STAY]
    if scene.memory.profile.agreed_at is not None:
        found += [experiment_screens.TRY_LIST, exercise_screens.LIST, *exercise_screens.kit_button(scene)]
    if scene.memory.story is not None:
        found.append(STORY)
    return pairs(*found)


def waiting(scene: Scene) -> list[Row]:
    """Questions in the middle of which somebody stopped."""
    memory = scene.memory
    rows: list[Row] = []
    asking = memory.quiz
    if asking is not None and asking.stage in ("asking", "paused", "honest") and memory.walk is not None:
        rows.append((button("front.button.quiz", e.QuizResume(asking.run)),))
    look = memory.pulse.asking if memory.pulse else None
    if look is not None and look.stage != "done":
        rows.append((button("pulse.button.resume", e.SheetResume("pulse", look.run)),))
    return rows


def own(scene: Scene) -> Say:
    """What somebody answered, and what is made of it; without either, the menu."""
    if not _has_own(scene):
        return screen(scene)
    memory, rows = scene.memory, waiting(scene)
    if memory.known is not None:
        result = button("front.button.result", e.ShowResult(memory.known.run))
        rows.append((result, button("front.button.card", e.CardOpen(memory.known.run))))
        rows.append((button("report.button.open", e.ReportOpen(memory.known.run)),))
        if memory.quiz is not None and memory.quiz.stage == "done":
            rows[-1] = (*rows[-1], button("front.button.quiz-again", e.QuizAgain(memory.runs)))
    run = memory.moves.asking if memory.moves else None
    goes_on = run is not None and run.stage != "done"
    label = "moves.button.resume" if goes_on else "moves.button.menu"
    rows.append((button(label, e.SheetBegin("moves", "")),))
    return say("menu", words("front.mine"), rows=(*rows, (BACK, MENU, HELP)))


def _has_own(scene: Scene) -> bool:
    return scene.memory.profile.agreed_at is not None
