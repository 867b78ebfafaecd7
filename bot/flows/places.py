"""Where and when: the clock, the city and the two hours, asked when the path begins and changed from the settings."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Setup, Walk
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import calendar, clockwords, day, front, settings, zones
from bot.flows import place_screens as screens
from bot.flows.common import MENU, button, focus_of, focused, say, today, turn

FOCUS = "city"
HERE, OLD = "front.toast.here", "front.toast.old"


# ---------------------------------------------------------------------------------------------------------- screens
def screen(scene: Scene) -> Say | None:
    """What is open of the beginning of the path, for going back to it; None when nothing is."""
    setup = scene.memory.setup
    if setup is None:
        return None
    if setup.stage == "city" and zones.cities_at(scene.library.cities, setup.offset, scene.now):
        return screens.cities(scene, setup.offset)
    if setup.stage in ("clock", "city") or not scene.memory.profile.zone:
        return screens.clocks(scene)
    return screens.hours(scene)


# ----------------------------------------------------------------------------------------------------------- turns
def _asked(scene: Scene, shown: Say) -> Turn:
    """A screen on which a city or a clock may be typed as well; where choices are typed, only where it is asked."""
    if not (scene.reach.buttons or shown.wants_words):
        return turn(scene.memory, shown)
    memory = focused(scene.memory, FOCUS, scene.now)
    return turn(memory, replace(shown, wants_words=True))


def _at(scene: Scene, stage: str, offset: int | None = None) -> Scene:
    """The scene with the beginning of the path at a stage; changes from the settings leave no trace of their way."""
    setup = scene.memory.setup
    if setup is None:
        return scene
    return scene.with_memory(setup=replace(setup, stage=stage, offset=setup.offset if offset is None else offset))


def begin(scene: Scene, event: Event) -> Turn:
    """The path begins: first the clock. Where it has begun, what is open now."""
    memory = scene.memory
    if memory.walk is not None:
        return front.here(scene, e.Here()).also(toast=HERE)
    if memory.setup is None:
        scene = scene.with_memory(setup=Setup("hours" if memory.profile.zone else "clock"))
    shown = screen(scene)
    assert shown is not None
    stage = scene.memory.setup.stage if scene.memory.setup else ""
    return _asked(scene, shown) if stage in ("clock", "city") else turn(scene.memory, shown)


def zone_ask(scene: Scene, event: Event) -> Turn:
    """The clock, from the beginning."""
    scene = _at(scene, "clock")
    return _asked(scene, screens.clocks(scene))


def more_clocks(scene: Scene, event: Event) -> Turn:
    """Another page of clocks; 0 are the likeliest ones."""
    assert isinstance(event, e.MoreClocks)
    scene = _at(scene, "clock")
    return _asked(scene, screens.clocks(scene, max(0, event.page)))


def clock_is(scene: Scene, event: Event) -> Turn:
    """The hour that a person's clock shows: which city keeps it?"""
    assert isinstance(event, e.ClockIs)
    if not zones.cities_at(scene.library.cities, event.offset, scene.now):
        return zone_ask(scene, e.ZoneAsk()).also(toast=OLD)
    scene = _at(scene, "city", event.offset)
    return _asked(scene, screens.cities(scene, event.offset))


def city_is(scene: Scene, event: Event) -> Turn:
    """A city, or (without one) room to type it."""
    assert isinstance(event, e.CityIs)
    if not event.zone:
        return _asked(scene, screens.typing("places.city.not-here"))
    zone = zones.known(event.zone)
    return _settled(scene, zone) if zone else zone_ask(scene, e.ZoneAsk()).also(toast=OLD)


def _settled(scene: Scene, zone: str) -> Turn:
    """The zone is known: on with the hours, or back to where the change was asked for."""
    profile = replace(scene.memory.profile, zone=zone)
    scene = _at(scene.with_memory(profile=profile, focus=None), "hours")
    if scene.memory.setup is not None:
        return turn(scene.memory, screens.hours(scene))
    return _changed(scene, "places.toast.zone")


def _changed(scene: Scene, toast: str) -> Turn:
    walk = scene.memory.walk
    if walk is not None and walk.asking_step and not walk.steps:
        return _confirmed(scene).also(toast=toast)
    return turn(scene.memory, settings.screen(scene), toast=toast)


def hours_ask(scene: Scene, event: Event) -> Turn:
    """Choose one of the two hours."""
    assert isinstance(event, e.HoursAsk)
    if event.which not in ("morning", "evening"):
        return _back(scene, OLD)
    return turn(scene.memory, screens.hour(scene, event.which))


def hour_is(scene: Scene, event: Event) -> Turn:
    """One of the two hours, chosen."""
    assert isinstance(event, e.HourIs)
    if event.which not in ("morning", "evening") or event.minute not in screens.choices(scene.memory, event.which):
        return _back(scene, OLD)
    profile = replace(scene.memory.profile, **{event.which: event.minute})
    scene = _at(scene.with_memory(profile=profile), "hours" if profile.zone else "clock")
    if scene.memory.setup is None:
        return _changed(scene, "places.toast.hours")
    return _back(scene, "places.toast.hours")


def hours_are(scene: Scene, event: Event) -> Turn:
    """Both hours as they are on the button: the path begins."""
    assert isinstance(event, e.HoursAre)
    memory = scene.memory
    ready = memory.walk is None and memory.setup is not None and memory.profile.zone
    if not ready or not screens.fits(event.morning, event.evening):
        return _back(scene, HERE)
    profile = replace(memory.profile, morning=event.morning, evening=event.evening)
    return _confirmed(scene.with_memory(profile=profile, walk=Walk(), setup=None, focus=None))


def _back(scene: Scene, toast: str) -> Turn:
    shown = screen(scene)
    if shown is not None:
        return turn(scene.memory, shown, toast=toast)
    if scene.memory.walk is not None and toast == HERE:
        return front.here(scene, e.Here()).also(toast=toast)
    return turn(scene.memory, settings.screen(scene), toast=toast)


def _confirmed(scene: Scene) -> Turn:
    """The step that opens, below what was agreed and an instant that shows a wrong zone by itself."""
    on, rhythm = today(scene), scene.memory.rhythm
    # Day 1 is opened by hand, at once: it is this date's morning message.
    rhythm = replace(rhythm, morning_on=max(on, rhythm.morning_on or on))
    scene = scene.with_memory(rhythm=rhythm)
    opened = day.opened(scene, on)
    first = opened.say[0]
    wrong = button("places.button.wrong", e.ZoneAsk())
    shown = replace(first, lines=(screens.agreed(scene), *first.lines), rows=(*first.rows, (wrong,)))
    return replace(opened, say=(shown, *opened.say[1:]))


# ---------------------------------------------------------------------------------------------- typed and shared
def typed(scene: Scene, event: e.Wrote) -> Turn:
    """A city, an IANA name, an offset or a clock time; anything else is asked for again."""
    found = zones.named(scene.library, event.text)
    if len(found) == 1:
        return _settled(scene, found[0])
    if found:
        return _asked(scene, screens.several(scene, found))
    return _typed_clock(scene, event.text[: zones.LONGEST])


def _typed_clock(scene: Scene, text: str) -> Turn:
    folded = scene.library.rules.fold.folded(text)
    offset = clockwords.offset(folded)
    every = zones.offsets(scene.library.cities, scene.now)
    fitting = clockwords.fitting(clockwords.spans(folded), every, scene.now) if offset is None else [offset]
    if len(fitting) == 1 and zones.cities_at(scene.library.cities, fitting[0], scene.now):
        return clock_is(scene, e.ClockIs(fitting[0]))
    if len(fitting) > 1:
        return _asked(scene, screens.clocks(scene, found=tuple(fitting), head="places.clock.several"))
    return _asked(scene, screens.typing("places.city.unknown"))


def understands(scene: Scene, text: str) -> bool:
    """Whether a text names a place or a clock, for words that come while the clock is asked but not awaited."""
    folded = scene.library.rules.fold.folded(text[: zones.LONGEST])
    return bool(zones.named(scene.library, text) or clockwords.offset(folded) is not None or clockwords.spans(folded))


def located(scene: Scene, event: e.Located) -> Turn:
    """A shared place: its zone where one was asked for, else a question whether it is to count from now on."""
    zone = zones.known(event.zone)
    if not zone:
        scene = _at(scene, "clock")
        return _asked(scene, screens.clocks(scene, head="places.located.nowhere"))
    focus = focus_of(scene)
    if scene.memory.setup is not None or (focus is not None and focus.place == FOCUS):
        return _settled(scene, zone)
    line = words("places.located.ask", place=zones.place(scene.library.cities, zone),
                 clock=zones.clock(calendar.minute_of(scene.now, zone)))
    keep = button("places.button.keep", e.Here())
    rows = ((screens.place_button(scene, zone, "primary"),), (keep, MENU))
    return turn(scene.memory, say(screens.SCREEN, line, rows=rows))


ANSWERS: dict[type[Event], Callable[[Scene, Event], Turn]] = {
    e.PathBegin: begin,
    e.ClockIs: clock_is,
    e.MoreClocks: more_clocks,
    e.CityIs: city_is,
    e.HoursAre: hours_are,
    e.HoursAsk: hours_ask,
    e.HourIs: hour_is,
    e.ZoneAsk: zone_ask,
}
