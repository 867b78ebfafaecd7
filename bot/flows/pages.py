"""The pages that say what this is: in short, its limits, its commands, how it scores, and what is kept.

Each fits one small screen, so each is short and leads to the next.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.scene import Scene
from bot.domain.speech import Say, words
from bot.flows import quiz, sources, whereabouts
from bot.flows.common import BACK, MENU, NOW, button, say

WHAT = button("front.button.what", e.Page("help"))
PRIVACY = button("front.button.privacy", e.Page("privacy"))
SCORING = button("front.button.scoring", e.Page("scoring"))


def about(scene: Scene) -> Say:
    """What this is and is not, people to turn to, and the other pages."""
    now = button("front.button.help-now", e.HelpNow(), "primary")
    limits = button("front.button.limits", e.Page("limits"))
    commands = button("front.button.commands", e.Page("commands"))
    rows = ((now,), (NOW,), (limits, commands), (SCORING, PRIVACY), (BACK, MENU))
    return say("help", words("front.help"), words("front.not-therapy"), words("front.too-much"), rows=rows)


def limits(scene: Scene) -> Say:
    """How a day goes, and what to know beforehand."""
    return say("help", words("front.how"), words("front.disclaimers"), rows=((WHAT, MENU),))


def commands(scene: Scene) -> Say:
    """The commands by name: who cannot see the menu can type them."""
    return say("help", words("front.commands"), rows=((WHAT, MENU),))


def sureness(scene: Scene) -> Say:
    """How sure a result is, with the dot and its box on the map."""
    lines = (words("results.band"), words("results.limits"))
    back = button("front.button.back", e.ShowResult(scene.memory.runs))
    rows = ((SCORING, *sources.ask(scene, "quiz", quiz.QUIZ)), (back, MENU))
    return replace(say("about", *lines, rows=rows), picture=whereabouts.picture(scene))


def scoring(scene: Scene) -> Say:
    """How answers become numbers."""
    return say("about", words("front.scoring"), rows=((BACK, MENU),))


def privacy(scene: Scene) -> Say:
    """Who can read what, and the way to delete it all."""
    forget = button("front.button.forget", e.ForgetAsk(), "danger")
    rows = ((button("front.button.kept", e.Page("kept")),), (BACK, MENU), (forget,))
    return say("privacy", words("front.privacy"), words("front.privacy-delete"), rows=rows)


def kept(scene: Scene) -> Say:
    """Everything that is kept, and for how long."""
    return say("privacy", words("front.kept"), words("front.how-long"), rows=((PRIVACY, MENU),))


PAGES: dict[str, Callable[[Scene], Say]] = {
    "help": about,
    "limits": limits,
    "commands": commands,
    "about": sureness,
    "scoring": scoring,
    "privacy": privacy,
    "kept": kept,
}
