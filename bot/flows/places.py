"""Where and when: the clock, the city and the two hours, asked when the path begins and changed from the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Memory, Setup, Walk
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, Moment, Say, Words, words
from bot.flows import calendar, clockwords, day, front, settings, zones
from bot.flows.common import MENU, button, focused, local, say, today, turn

SCREEN, FOCUS = "setup", "city"
A_PAGE = 12
MORNINGS = tuple(range(8 * 60, 12 * 60 + 1, 30))
EVENINGS = tuple(range(17 * 60, 21 * 60 + 31, 30))
APART = 6 * 60
HERE, OLD = "front.toast.here", "front.toast.old"


# ---------------------------------------------------------------------------------------------------------- screens
def screen(scene: Scene) -> Say | None:
    """What is open of the beginning of the path, for going back to it; None when nothing is."""
    setup = scene.memory.setup
    if setup is None:
        return None
    if setup.stage == "city" and zones.cities_at(scene.library.cities, setup.offset, scene.now):
        return _cities(scene, setup.offset)
    if setup.stage in ("clock", "city") or not scene.memory.profile.zone:
        return _clocks(scene)
    return _hours(scene)


def _clocks(scene: Scene, page: int = 0, found: tuple[int, ...] = (), head: str = "places.clock.ask") -> Say:
    """What time is it for you now? First the likeliest hours, then every clock in use, or those that were typed."""
    every = zones.offsets(scene.library.cities, scene.now)
    pages = -(-len(every) // A_PAGE)
    shown = found or tuple(every[(page - 1) * A_PAGE : page * A_PAGE])
    if not shown:
        page, shown = 0, tuple(zones.likely(scene.lang, scene.now))
    clocks = [_clock(scene, offset, first=not page and not found and n == 0) for n, offset in enumerate(shown)]
    following = 0 if page >= pages else page + 1
    more = button("places.button.clocks", e.MoreClocks(following if not found else 1))
    rows = (*_in_rows(clocks, 3 if page else 2), (more, button("places.button.type", e.CityIs(""))), (MENU,))
    return say(SCREEN, words(head), words("places.clock.how"), rows=rows)


def _clock(scene: Scene, offset: int, first: bool) -> Button:
    shown = zones.clock(zones.reading(offset, scene.now))
    return button("places.button.clock", e.ClockIs(offset), "primary" if first else "", clock=shown)


def _cities(scene: Scene, offset: int) -> Say:
    """The cities whose clocks show that hour now."""
    found = zones.cities_at(scene.library.cities, offset, scene.now)
    buttons = [button("places.button.city", e.CityIs(city.zone), city=words(city.key)) for city in found]
    shown = zones.clock(zones.reading(offset, scene.now))
    rows = (*_in_rows(buttons, 2), (button("places.button.not-here", e.CityIs("")),),
            (button("places.button.other-clock", e.ZoneAsk()), MENU))
    return say(SCREEN, words("places.city.ask", clock=shown), rows=rows)


def _several(scene: Scene, found: list[str]) -> Say:
    """Typed words that fit more than one zone."""
    buttons = [_place_button(scene, zone) for zone in found[:8]]
    rows = (*_in_rows(buttons, 1), (button("places.button.not-here", e.CityIs("")), MENU))
    return say(SCREEN, words("places.city.several"), rows=rows)


def _place_button(scene: Scene, zone: str, style: str = "") -> Button:
    return button("places.button.city", e.CityIs(zone), style, city=zones.place(scene.library.cities, zone))


def _typing(head: str) -> Say:
    """Room for a city, an IANA name or a clock time."""
    back = button("places.button.back-to-clocks", e.ZoneAsk())
    return replace(say(SCREEN, words(head), words("places.city.type"), rows=((back,), (MENU,))), wants_words=True)


def _hours(scene: Scene) -> Say:
    """The place as it was understood, and the two hours of every day: one tap accepts them."""
    profile = scene.memory.profile
    hours = {"morning": zones.clock(profile.morning), "evening": zones.clock(profile.evening)}
    rows = (
        (button("places.button.accept", e.HoursAre(profile.morning, profile.evening), "primary"),),
        tuple(button(f"places.button.{which}", e.HoursAsk(which)) for which in ("morning", "evening")),
        (button("places.button.wrong", e.ZoneAsk()), MENU),
    )
    return say(SCREEN, _place(scene), words("places.hours.ask", **hours), rows=rows)


def _place(scene: Scene) -> Words:
    zone = scene.memory.profile.zone
    return words("places.here", place=zones.place(scene.library.cities, zone),
                 clock=zones.clock(calendar.minute_of(scene.now, zone)))


def _hour(scene: Scene, which: str) -> Say:
    """Every half hour that one of the two may be, with the other as it is."""
    now = getattr(scene.memory.profile, which)
    buttons = [
        button("places.button.clock", e.HourIs(which, minute), "primary" if minute == now else "",
               clock=zones.clock(minute))
        for minute in _choices(scene.memory, which)
    ]
    back = e.Page("settings") if scene.memory.setup is None else e.PathBegin()
    rows = (*_in_rows(buttons, 3), (button("places.button.back", back), MENU))
    return say(SCREEN, words(f"places.hours.{which}"), words("places.hours.rule"), rows=rows)


def _choices(memory: Memory, which: str) -> tuple[int, ...]:
    profile = memory.profile
    if which == "morning":
        return tuple(minute for minute in MORNINGS if profile.evening - minute >= APART)
    return tuple(minute for minute in EVENINGS if minute - profile.morning >= APART)


def _in_rows(buttons: list[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


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
    return _asked(scene, _clocks(scene))


def more_clocks(scene: Scene, event: Event) -> Turn:
    """Another page of clocks; 0 are the likeliest ones."""
    assert isinstance(event, e.MoreClocks)
    scene = _at(scene, "clock")
    return _asked(scene, _clocks(scene, max(0, event.page)))


def clock_is(scene: Scene, event: Event) -> Turn:
    """The hour that a person's clock shows: which city keeps it?"""
    assert isinstance(event, e.ClockIs)
    if not zones.cities_at(scene.library.cities, event.offset, scene.now):
        return zone_ask(scene, e.ZoneAsk()).also(toast=OLD)
    scene = _at(scene, "city", event.offset)
    return _asked(scene, _cities(scene, event.offset))


def city_is(scene: Scene, event: Event) -> Turn:
    """A city, or (without one) room to type it."""
    assert isinstance(event, e.CityIs)
    if not event.zone:
        return _asked(scene, _typing("places.city.not-here"))
    zone = zones.known(event.zone)
    return _settled(scene, zone) if zone else zone_ask(scene, e.ZoneAsk()).also(toast=OLD)


def _settled(scene: Scene, zone: str) -> Turn:
    """The zone is known: on with the hours, or back to where the change was asked for."""
    profile = replace(scene.memory.profile, zone=zone)
    scene = _at(scene.with_memory(profile=profile, focus=None), "hours")
    if scene.memory.setup is not None:
        return turn(scene.memory, _hours(scene))
    return _changed(scene, "places.toast.zone")


def _changed(scene: Scene, toast: str) -> Turn:
    walk = scene.memory.walk
    if walk is not None and walk.asking_step and not walk.steps:
        return _confirmed(scene, day.here(scene)).also(toast=toast)
    return turn(scene.memory, settings.screen(scene), toast=toast)


def hours_ask(scene: Scene, event: Event) -> Turn:
    """Choose one of the two hours."""
    assert isinstance(event, e.HoursAsk)
    if event.which not in ("morning", "evening"):
        return _back(scene, OLD)
    return turn(scene.memory, _hour(scene, event.which))


def hour_is(scene: Scene, event: Event) -> Turn:
    """One of the two hours, chosen."""
    assert isinstance(event, e.HourIs)
    if event.which not in ("morning", "evening") or event.minute not in _choices(scene.memory, event.which):
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
    fits = event.morning in MORNINGS and event.evening in EVENINGS and event.evening - event.morning >= APART
    if memory.walk is not None or memory.setup is None or not memory.profile.zone or not fits:
        return _back(scene, HERE)
    profile = replace(memory.profile, morning=event.morning, evening=event.evening)
    on = today(scene)
    # Day 1 is opened by hand, at once: it is this date's morning message.
    rhythm = replace(memory.rhythm, morning_on=max(on, memory.rhythm.morning_on or on))
    scene = scene.with_memory(profile=profile, rhythm=rhythm, walk=Walk(), setup=None, focus=None)
    return _confirmed(scene, day.opened(scene, on))


def _back(scene: Scene, toast: str) -> Turn:
    shown = screen(scene)
    if shown is not None:
        return turn(scene.memory, shown, toast=toast)
    if scene.memory.walk is not None and toast == HERE:
        return front.here(scene, e.Here()).also(toast=toast)
    return turn(scene.memory, settings.screen(scene), toast=toast)


def _confirmed(scene: Scene, opened: Turn) -> Turn:
    """The step that opens, below what was agreed and an instant that shows a wrong zone by itself."""
    first = opened.say[0]
    wrong = button("places.button.wrong", e.ZoneAsk())
    shown = replace(first, lines=(_agreed(scene), *first.lines), rows=(*first.rows, (wrong,)))
    return replace(opened, say=(shown, *opened.say[1:]))


def _agreed(scene: Scene) -> Words:
    profile = scene.memory.profile
    hours = {"morning": zones.clock(profile.morning), "evening": zones.clock(profile.evening)}
    place = zones.place(scene.library.cities, profile.zone)
    if not scene.reach.buttons:
        # Without a phone that draws the instant itself, the clock of the place is what can be compared.
        now = zones.clock(calendar.minute_of(scene.now, profile.zone))
        return words("places.agreed-plain", place=place, clock=now, **hours)
    return words("places.agreed", place=place, at=next_morning(scene), **hours)


def next_morning(scene: Scene) -> Moment:
    """The first morning hour of a date after today's, as an instant."""
    profile = scene.memory.profile
    coming = (calendar.instant(today(scene) + timedelta(days=n), profile.morning, profile.zone) for n in (1, 2, 3))
    at = next((at for at in coming if at is not None), scene.now)
    return Moment(at, f"{local(at, profile.zone):%Y-%m-%d %H:%M}")


# ---------------------------------------------------------------------------------------------- typed and shared
def typed(scene: Scene, event: e.Wrote) -> Turn:
    """A city, an IANA name, an offset or a clock time; anything else is asked for again."""
    found = zones.named(scene.library, event.text)
    if len(found) == 1:
        return _settled(scene, found[0])
    if found:
        return _asked(scene, _several(scene, found))
    return _typed_clock(scene, event.text[: zones.LONGEST])


def _typed_clock(scene: Scene, text: str) -> Turn:
    folded = scene.library.rules.fold.folded(text)
    offset = clockwords.offset(folded)
    every = zones.offsets(scene.library.cities, scene.now)
    fitting = clockwords.fitting(clockwords.spans(folded), every, scene.now) if offset is None else [offset]
    if len(fitting) == 1 and zones.cities_at(scene.library.cities, fitting[0], scene.now):
        return clock_is(scene, e.ClockIs(fitting[0]))
    if len(fitting) > 1:
        return _asked(scene, _clocks(scene, found=tuple(fitting), head="places.clock.several"))
    return _asked(scene, _typing("places.city.unknown"))


def understands(scene: Scene, text: str) -> bool:
    """Whether a text names a place or a clock, for words that come while the clock is asked but not awaited."""
    folded = scene.library.rules.fold.folded(text[: zones.LONGEST])
    return bool(zones.named(scene.library, text) or clockwords.offset(folded) is not None or clockwords.spans(folded))


def located(scene: Scene, event: e.Located) -> Turn:
    """A shared place: its zone where one was asked for, else a question whether it is to count from now on."""
    zone = zones.known(event.zone)
    if not zone:
        scene = _at(scene, "clock")
        return _asked(scene, _clocks(scene, head="places.located.nowhere"))
    setup, focus = scene.memory.setup, scene.memory.focus
    if setup is not None or (focus is not None and focus.place == FOCUS):
        return _settled(scene, zone)
    line = words("places.located.ask", place=zones.place(scene.library.cities, zone),
                 clock=zones.clock(calendar.minute_of(scene.now, zone)))
    keep = button("places.button.keep", e.Here())
    return turn(scene.memory, say(SCREEN, line, rows=((_place_button(scene, zone, "primary"),), (keep, MENU))))


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
