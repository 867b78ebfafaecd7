"""Somebody whose message is held, for the tests of the hold and of the rewrite."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Focus, Memory
from bot.domain.scene import Scene, Turn
from bot.flows import hold_screens
from tests.flows import scenes
from tests.flows.scenes import NOW, scene

SECRET = "You never answer me. I am so done with waiting."
MINUTE = timedelta(minutes=1)


def asked_for(**changes: object) -> Scene:
    """The message is asked for."""
    return scene(Memory(focus=Focus("hold", NOW + timedelta(minutes=15))), **changes)  # type: ignore[arg-type]


def holding(text: str = SECRET, **changes: object) -> Scene:
    """The message is held."""
    before = asked_for(**changes)
    return scenes.after(before, scenes.play(before, e.Wrote(text, ref="55")))


def offered_back(text: str = SECRET) -> Scene:
    """The message was given back early."""
    held = holding(text)
    return scenes.after(held, scenes.play(held, e.HoldGive(7)))


def through(here: Scene, *events: Event) -> tuple[Scene, Turn]:
    """One event after the other; where they lead, and the last turn."""
    turned = Turn(here.memory)
    for event in events:
        turned = scenes.play(here, event)
        here = scenes.after(here, turned)
    return here, turned


def previewed(text: str = SECRET, lang: str = "en") -> tuple[Scene, Turn]:
    """The line stands there, made of our picks."""
    asks: list[Event] = [e.HoldAsk(7, "feeling"), *(e.HoldPick(7, part, 1) for part in hold_screens.PARTS)]
    held = holding(text, lang=lang)
    return through(scenes.after(held, scenes.play(held, e.HoldGive(7))), *asks)


def at_minute(held: Scene, n: int, late: float = 0) -> Scene:
    """The same, so many minutes later and some seconds."""
    return replace(held, now=NOW + MINUTE * n + timedelta(seconds=late))
