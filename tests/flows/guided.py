"""Somebody in the middle of a body scan, slow breath or a look round, for the tests of each."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, KeepEntry, KeepPractice
from bot.domain.library import Guided
from bot.domain.memory import Memory, Scan
from bot.domain.scene import Scene, Turn
from bot.flows.scan_screens import of
from tests.flows import scenes
from tests.flows.scenes import scene

FORMS = {one.id: one for one in scenes.library().scans if one.kind == "scan"}
BREATHS = {one.id: one for one in scenes.library().scans if one.kind == "breath"}


def form(name: str) -> Guided:
    """A form of the body scan."""
    return FORMS[name]


def next_turn(before: Scene, turned: Turn, seconds: float = 0) -> Scene:
    """Where a turn leaves somebody, some seconds later."""
    return replace(
        before, memory=turned.then, now=before.now + timedelta(seconds=seconds), turn=before.turn + 1
    )


def press(here: Scene, event: Event, seconds: float = 1) -> tuple[Scene, Turn]:
    """A press some seconds later; the scene after it."""
    here = replace(here, now=here.now + timedelta(seconds=seconds))
    turned = scenes.play(here, event)
    return next_turn(here, turned), turned


def rings(here: Scene, late: float = 0) -> tuple[Scene, Turn]:
    """The clock looks when the timer is due, or late."""
    (timer,) = here.memory.timers
    here = replace(here, now=timer.at + timedelta(seconds=late))
    turned = scenes.play(here, e.Ticked())
    return next_turn(here, turned), turned


def at_forms(lang: str = "en", **more: object) -> Scene:
    """Before a form is chosen."""
    asked = Memory(scan=Scan(asked=True, **more))  # type: ignore[arg-type]
    return press(scene(asked, lang=lang), e.ScanOpen(""))[0]


def begun(name: str = "3", before: int = 5, lang: str = "en", **more: object) -> Scene:
    """A scan at its first part."""
    here = at_forms(lang, **more)
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, name))
    return press(here, e.ScanLevel(run, "before", before))[0]


def act(here: Scene, what: str, seconds: float = 1) -> tuple[Scene, Turn]:
    """A press at the part that is open."""
    at = of(here).guide
    assert at is not None
    return press(here, e.ScanAct(at.run, at.part, what), seconds)


def part(here: Scene) -> str:
    """The part that is open."""
    at = of(here).guide
    assert at is not None
    return at.part


def entries(turned: Turn) -> list[Entry]:
    """What a turn keeps of a practice."""
    return [fact.entry for fact in turned.do if isinstance(fact, KeepEntry)]


def practised(turned: Turn) -> list[tuple[str, str]]:
    """What a turn counts as practised, and how."""
    return [(fact.what, fact.how) for fact in turned.do if isinstance(fact, KeepPractice)]
