"""How the clock, the city and the two hours are asked, and how what was agreed is said back."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Memory
from bot.domain.scene import Scene
from bot.domain.speech import Button, Moment, Say, Words, words
from bot.flows import calendar, zones
from bot.flows.common import MENU, button, local, say, today

SCREEN = "setup"
A_PAGE = 12
MORNINGS = tuple(range(8 * 60, 12 * 60 + 1, 30))
EVENINGS = tuple(range(17 * 60, 21 * 60 + 31, 30))
APART = 6 * 60


def clocks(scene: Scene, page: int = 0, found: tuple[int, ...] = (), head: str = "places.clock.ask") -> Say:
    """What time is it for you now? First the likeliest hours, then every clock in use, or those that were typed."""
    every = zones.offsets(scene.library.cities, scene.now)
    pages = -(-len(every) // A_PAGE)
    shown = found or tuple(every[(page - 1) * A_PAGE : page * A_PAGE])
    if not shown:
        page, shown = 0, tuple(zones.likely(scene.lang, scene.now))
    buttons = [_clock(scene, offset, first=not page and not found and n == 0) for n, offset in enumerate(shown)]
    following = 0 if page >= pages else page + 1
    more = button("places.button.clocks", e.MoreClocks(following if not found else 1))
    rows = (*_in_rows(buttons, 3 if page else 2), (more, button("places.button.type", e.CityIs(""))), (MENU,))
    return say(SCREEN, words(head), words("places.clock.how"), rows=rows)


def _clock(scene: Scene, offset: int, first: bool) -> Button:
    shown = zones.clock(zones.reading(offset, scene.now))
    return button("places.button.clock", e.ClockIs(offset), "primary" if first else "", clock=shown)


def cities(scene: Scene, offset: int) -> Say:
    """The cities whose clocks show that hour now."""
    found = zones.cities_at(scene.library.cities, offset, scene.now)
    buttons = [button("places.button.city", e.CityIs(city.zone), city=words(city.key)) for city in found]
    shown = zones.clock(zones.reading(offset, scene.now))
    rows = (*_in_rows(buttons, 2), (button("places.button.not-here", e.CityIs("")),),
            (button("places.button.other-clock", e.ZoneAsk()), MENU))
    return say(SCREEN, words("places.city.ask", clock=shown), rows=rows)


def several(scene: Scene, found: list[str]) -> Say:
    """Typed words that fit more than one zone."""
    buttons = [place_button(scene, zone) for zone in found[:8]]
    rows = (*_in_rows(buttons, 1), (button("places.button.not-here", e.CityIs("")), MENU))
    return say(SCREEN, words("places.city.several"), rows=rows)


def place_button(scene: Scene, zone: str, style: str = "") -> Button:
    """A zone to choose, by its city."""
    return button("places.button.city", e.CityIs(zone), style, city=zones.place(scene.library.cities, zone))


def typing(head: str) -> Say:
    """Room for a city, an IANA name or a clock time."""
    back = button("places.button.back-to-clocks", e.ZoneAsk())
    return replace(say(SCREEN, words(head), words("places.city.type"), rows=((back,), (MENU,))), wants_words=True)


def hours(scene: Scene) -> Say:
    """The place as it was understood, and the two hours of every day: one tap accepts them."""
    profile = scene.memory.profile
    both = {"morning": zones.clock(profile.morning), "evening": zones.clock(profile.evening)}
    rows = (
        (button("places.button.accept", e.HoursAre(profile.morning, profile.evening), "primary"),),
        tuple(button(f"places.button.{which}", e.HoursAsk(which)) for which in ("morning", "evening")),
        (button("places.button.wrong", e.ZoneAsk()), MENU),
    )
    return say(SCREEN, _place(scene), words("places.hours.ask", **both), rows=rows)


def _place(scene: Scene) -> Words:
    zone = scene.memory.profile.zone
    return words("places.here", place=zones.place(scene.library.cities, zone),
                 clock=zones.clock(calendar.minute_of(scene.now, zone)))


def hour(scene: Scene, which: str) -> Say:
    """Every half hour that one of the two may be, with the other as it is."""
    now = getattr(scene.memory.profile, which)
    buttons = [
        button("places.button.clock", e.HourIs(which, minute), "primary" if minute == now else "",
               clock=zones.clock(minute))
        for minute in choices(scene.memory, which)
    ]
    back = e.Page("settings") if scene.memory.setup is None else e.PathBegin()
    rows = (*_in_rows(buttons, 3), (button("places.button.back", back), MENU))
    return say(SCREEN, words(f"places.hours.{which}"), words("places.hours.rule"), rows=rows)


def choices(memory: Memory, which: str) -> tuple[int, ...]:
    """What one of the two hours may become, in minutes after midnight, while the other stays."""
    profile = memory.profile
    if which == "morning":
        return tuple(minute for minute in MORNINGS if fits(minute, profile.evening))
    return tuple(minute for minute in EVENINGS if fits(profile.morning, minute))


def fits(morning: int, evening: int) -> bool:
    """Whether two hours are among those offered, and far enough apart."""
    return morning in MORNINGS and evening in EVENINGS and evening - morning >= APART


def _in_rows(buttons: list[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def agreed(scene: Scene) -> Words:
    """The two hours and the zone, with something that shows by itself when the zone is wrong."""
    profile = scene.memory.profile
    both = {"morning": zones.clock(profile.morning), "evening": zones.clock(profile.evening)}
    place = zones.place(scene.library.cities, profile.zone)
    if not scene.reach.buttons:
        # Without a phone that draws the instant itself, the clock of the place is what can be compared.
        now = zones.clock(calendar.minute_of(scene.now, profile.zone))
        return words("places.agreed-plain", place=place, clock=now, **both)
    return words("places.agreed", place=place, at=next_morning(scene), **both)


def next_morning(scene: Scene) -> Moment:
    """The first morning hour of a date after today's, as an instant."""
    profile = scene.memory.profile
    coming = (calendar.instant(today(scene) + timedelta(days=n), profile.morning, profile.zone) for n in (1, 2, 3))
    at = next((at for at in coming if at is not None), scene.now)
    return Moment(at, f"{local(at, profile.zone):%Y-%m-%d %H:%M}")
