"""Scenes for the pure conversations: a person, a moment, the real words; and what was said, as a person reads it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from msgspec.structs import replace

from bot.content.load import load
from bot.domain.events import Event, Press
from bot.domain.facts import Note
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import FULL, Profile, Reach
from bot.domain.scene import Scene, Shelf, Turn
from bot.domain.speech import Button, Say
from bot.flows import house
from bot.render import Renderer

NOW = datetime.fromisoformat("2026-11-23T12:00:00+00:00")
HOUR = timedelta(hours=1)
LANGS = ("en", "zh")


@cache
def library() -> Library:
    """The real words and structure, read once."""
    return load()


@cache
def renderer() -> Renderer:
    """The real renderer over them."""
    return Renderer(library())


def scene(
    memory: Memory | None = None,
    *,
    lang: str = "en",
    now: datetime = NOW,
    turn: int = 7,
    notes: tuple[Note, ...] = (),
    more: bool = False,
    reach: Reach = FULL,
    **profile: object,
) -> Scene:
    """A person somewhere, with what was fetched for the event."""
    memory = memory or Memory()
    own = replace(memory.profile, **{"lang": lang, "agreed_at": NOW, **profile})
    return Scene(replace(memory, profile=own), now, library(), turn=turn, shelf=Shelf(notes, more), reach=reach)


def new_person(lang: str = "en") -> Scene:
    """Someone who has not begun."""
    return Scene(Memory(profile=Profile(lang=lang)), NOW, library())


def after(before: Scene, turned: Turn, *, later: timedelta = timedelta(), notes: tuple[Note, ...] = ()) -> Scene:
    """The scene that follows a turn."""
    return replace(
        before, memory=turned.then, now=before.now + later, turn=before.turn + 1, shelf=Shelf(notes)
    )


def play(before: Scene, event: Event) -> Turn:
    """The whole house answers."""
    return house.play(before, event)


def text(turned: Turn, lang: str = "en") -> str:
    """Everything that a turn says, as it is rendered."""
    return "\n---\n".join(shown(say, lang, FULL) for say in turned.say)


def shown(say: Say, lang: str = "en", reach: Reach = FULL) -> str:
    """One screen as it is rendered, with its buttons' labels below."""
    screen = renderer().screen(say, lang, reach)
    return "\n".join([screen.text, *(key.label for row in screen.keys for key in row)])


def buttons(turned: Turn) -> list[Button]:
    """All buttons of a turn."""
    return [button for say in turned.say for row in say.rows for button in row]


def events(turned: Turn) -> list[Press | None]:
    """What the buttons of a turn make happen."""
    return [button.event for button in buttons(turned)]


def label(turned: Turn, wanted: str, lang: str = "en") -> Press:
    """The press behind the button of that label."""
    for button in buttons(turned):
        if renderer().label(lang, button.label) == wanted and button.event is not None:
            return button.event
    raise AssertionError(f"no button “{wanted}” in:\n{text(turned, lang)}")


def behind(turned: Turn, key: str) -> Press:
    """The press behind the button whose label has that key, in whatever words."""
    for button in buttons(turned):
        if button.label.key == key and button.event is not None:
            return button.event
    raise AssertionError(f"no button {key} in:\n{text(turned)}")
