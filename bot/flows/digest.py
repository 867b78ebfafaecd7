"""The week: one picture and three sentences, in front of a Sunday's evening check-in. Never a message of its own.

It says what there was, and nothing of what there was not: no streak, no comparison, no verdict. A week that holds
nothing has no digest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, KeepNight
from bot.domain.memory import Walk
from bot.domain.scene import Scene, Want
from bot.domain.speech import Param, Picture, Say, Words, words
from bot.flows import bowl, calendar, felt, log_map, triggers
from bot.flows.common import local, today
from bot.flows.path import PRACTISED

SUNDAY = 6
WEEK = timedelta(days=7)
# Before its third date a path has no week to look at; before its seventh, seven dates say too much.
YOUNG, WHOLE = timedelta(days=2), timedelta(days=6)
# From how many evenings a line is drawn, and from how many logs a map.
FEW = 3
LINE, MAP, BOWL = "line", "triggers", "bowl"
WANT = Want("week", ref=log_map.KIND)
KEEPS = (e.Tried, e.Felt, e.Mood, e.EveningOpen, e.Here)


class Digest(Struct, frozen=True):
    """What a week brought: the kind of its picture, and its three sentences in one paragraph."""

    kind: str
    told: Words


def wants(scene: Scene, event: Event) -> Want | None:
    """The evening of a Sunday needs the week, and so do its further steps, which keep the picture."""
    on, night = today(scene), scene.memory.night
    if isinstance(event, e.Ticked):
        return WANT if on.weekday() == SUNDAY and _evening_comes(scene, on) else None
    kept = night is not None and night.on == on and night.weekly in (LINE, MAP)
    return WANT if kept and isinstance(event, KEEPS) else None


def _evening_comes(scene: Scene, on: date) -> bool:
    due = calendar.agenda(scene.memory, scene.now)
    return any(one.slot == calendar.EVENING and one.on == on and one.at <= scene.now for one in due)


def of(scene: Scene, on: date) -> Digest | None:
    """The digest of the seven dates that end with `on`; None where it is no Sunday, too early, or nothing was there."""
    walk, age = scene.memory.walk, _age(scene, on)
    if walk is None or on.weekday() != SUNDAY or age < YOUNG:
        return None
    nights = [night for night in scene.shelf.nights if on - WEEK < night.on <= on and night.felt]
    logs = log_map.of_week(scene.shelf.entries, on)
    days = sum(1 for day in walk.practised if on - WEEK < day <= on)
    if not (days or nights or logs):
        return None
    first = _counted(days, len(nights), len(logs), young=age < WHOLE)
    brought, forward = _brought(scene, walk, nights, logs), _forward(scene, on)
    return Digest(_kind(scene, logs, on), words("digest.told", first=first, brought=brought, forward=forward))


def _age(scene: Scene, on: date) -> timedelta:
    """How long the path has been walked; one whose beginning is not known is no young one."""
    begun = scene.memory.rhythm.started_at
    return WEEK if begun is None else on - local(begun, scene.memory.profile.zone).date()


def _kind(scene: Scene, logs: Sequence[Entry], on: date) -> str:
    """The line and the map, each where there is enough for it; where there is for both, they take turns by the week."""
    line, moments = len(felt.answered(scene)) >= FEW, len(logs) >= FEW
    if moments and (not line or on.isocalendar().week % 2):
        return MAP
    return LINE if line else BOWL


def _counted(days: int, nights: int, logs: int, young: bool) -> Words:
    """How much there was of what there was."""
    if days:
        return words("digest.first-days" if young else "digest.days", n=days)
    return words("digest.evenings", n=nights) if nights else words("digest.moments", n=logs)


def _brought(scene: Scene, walk: Walk, nights: Sequence[KeepNight], logs: Sequence[Entry]) -> Words:
    """What came back most; else which gold there was; else the bowl as it is."""
    # A counter keeps the order in which it met things, and the newest stand first.
    picks = ((part, log_map.pick(entry, part)) for part in log_map.PARTS for entry in logs)
    top = Counter(pick for pick in picks if pick[1] != log_map.OWN).most_common(1)
    if top and top[0][1] > 1:
        part, pick = top[0][0]
        return words("digest.returned", what=words(f"log.phrase.{part}.{pick}"))
    days = [scene.library.day(night.day) for night in nights if night.tried in PRACTISED]
    found = {day.gold for day in days if day is not None}
    golds = [gold for gold in bowl.GOLDS if gold in found]
    if golds:
        kinds: dict[str, Param] = {f"k{at}": words(f"digest.gold.{gold}") for at, gold in enumerate(golds, start=1)}
        return words(f"digest.golds-{len(golds)}", **kinds)
    n = bowl.filled(walk)
    return words("digest.bowl", n=n) if n else words("digest.looked")


def _forward(scene: Scene, on: date) -> Words:
    """A warm line, another one each week."""
    count = scene.library.count("digest.forward") or 1
    return words(f"digest.forward.{(on.toordinal() // WEEK.days + scene.seed) % count}")


def above(scene: Scene, week: Digest, shown: Say) -> Say:
    """A screen with the week between its greeting and the rest; where there are no pictures, with the picture's words.

    The greeting stays the first line: it is what a lock screen shows.
    """
    drawn = () if scene.reach.pictures else (picture(scene, week.kind).alt,)
    return kept(scene, week.kind, replace(shown, lines=(*shown.lines[:1], week.told, *drawn, *shown.lines[1:])))


def kept(scene: Scene, kind: str, shown: Say) -> Say:
    """A step of such an evening: the picture stays above it, since a photo never becomes text again."""
    return replace(shown, picture=picture(scene, kind)) if kind and scene.reach.pictures else shown


def picture(scene: Scene, kind: str) -> Picture:
    """The picture of that kind; the bowl, where what it is drawn from is not at hand."""
    nights, logs = felt.answered(scene), log_map.of_week(scene.shelf.entries, today(scene))
    if kind == LINE and nights:
        return felt.picture(scene, nights)
    return triggers.picture(scene, logs, "week") if kind == MAP and logs else bowl.picture(scene)
