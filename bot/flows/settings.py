"""Settings: what comes unasked and when, the zone, the language, numbers instead of buttons, and rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory
from bot.domain.people import Profile
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, Moment, Say, Words, words
from bot.flows import calendar, front, zones
from bot.flows.common import BACK, MENU, button, local, today, turn

SCREEN = "settings"
OLD = "front.toast.old"


def screen(scene: Scene) -> Say:
    """Everything that a person may choose, as it is now."""
    profile = scene.memory.profile
    lines = (
        words("settings.title"),
        _state(scene),
        words("settings.numbers-on" if profile.plain else "settings.numbers-off"),
    )
    return Say(SCREEN, lines, rows=_rows(scene))


def _state(scene: Scene) -> Words:
    """The hours and the zone: with the instant of the next morning, which the phone draws in its own zone."""
    profile = scene.memory.profile
    place = zones.place(scene.library.cities, profile.zone)
    hours = {"morning": zones.clock(profile.morning), "evening": zones.clock(profile.evening)}
    if not profile.zone:
        return words("settings.hours-first", **hours)
    if _resting(scene):
        return words("settings.hours-resting", zone=place, **hours)
    if not scene.reach.buttons:
        # Without a phone that draws the instant itself, the clock of the place is what can be compared.
        now = zones.clock(calendar.minute_of(scene.now, profile.zone))
        return words("settings.hours-plain", zone=place, clock=now, **hours)
    return words("settings.hours", zone=place, next=_next_morning(profile, scene.now), **hours)


def _rows(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    profile = scene.memory.profile
    hours = (
        button("settings.button.morning", e.HoursAsk("morning"), hour=zones.clock(profile.morning)),
        button("settings.button.evening", e.HoursAsk("evening"), hour=zones.clock(profile.evening)),
    )
    language = button("settings.button.language", e.LangIs("zh" if profile.lang == "en" else "en"))
    numbers = (
        button("settings.button.buttons", e.PlainIs(0))
        if profile.plain
        else button("settings.button.numbers", e.PlainIs(1))
    )
    rows = [hours, (button("settings.button.zone", e.ZoneAsk()), language), (numbers,)]
    if _resting(scene):
        rows.append((button("settings.button.rest-end", e.RestEnd()),))
    elif scene.memory.walk is not None:
        rows.append((button("settings.button.rough-week", e.RestFor(7)), button("settings.button.rest", e.RestFor(0))))
    return (*rows, (BACK, MENU))


def _next_morning(profile: Profile, now: datetime) -> Moment:
    first = local(now, profile.zone).date()
    for ahead in range(3):
        at = calendar.instant(first + timedelta(days=ahead), profile.morning, profile.zone)
        if at is not None and at > now:
            break
    else:
        at = now
    return Moment(at, f"{local(at, profile.zone):%Y-%m-%d %H:%M}")


def _resting(scene: Scene) -> bool:
    rhythm = scene.memory.rhythm
    return rhythm.resting and (rhythm.rest_until is None or today(scene) < rhythm.rest_until)


def lang_is(scene: Scene, event: Event) -> Turn:
    """Another language, at once. Someone who has not begun is back at the door, in that language."""
    assert isinstance(event, e.LangIs)
    if event.lang not in scene.library.words:
        return turn(scene.memory, screen(scene), toast=OLD)
    changed = _with(scene, lang=event.lang)
    if changed.memory.profile.agreed_at is None:
        return front.here(changed, e.Here()).also(toast="settings.toast.language")
    return turn(changed.memory, screen(changed), toast="settings.toast.language")


def plain_is(scene: Scene, event: Event) -> Turn:
    """Numbers instead of buttons, or buttons again."""
    assert isinstance(event, e.PlainIs)
    changed = _with(scene, plain=event.on == 1)
    toast = "settings.toast.numbers" if event.on == 1 else "settings.toast.buttons"
    return turn(changed.memory, screen(changed), toast=toast)


def _with(scene: Scene, **changes: object) -> Scene:
    memory: Memory = scene.memory
    return scene.with_memory(profile=replace(memory.profile, **changes))


ANSWERS: dict[type[Event], Callable[[Scene, Event], Turn]] = {e.LangIs: lang_is, e.PlainIs: plain_is}
