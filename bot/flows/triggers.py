"""The trigger map: what was logged as a picture of counts, for one's own eyes; a week of it, or all so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry
from bot.domain.scene import Scene, Want
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import bowl, log_map
from bot.flows.common import BACK, LOG, MENU, button, say, today
from bot.flows.log_map import KIND, OWN, PARTS

PAGE = "moments"
# As many as a shelf holds at most: more of them exist, perhaps.
NEWEST = 100
# How many picks of a part the words of the picture name.
NAMED = 3


def wants(scene: Scene, event: Event) -> Want | None:
    """Both spans are made of what was kept."""
    return Want("entries", ref=KIND) if isinstance(event, e.LogMap) or event == e.Page(PAGE) else None


def week(scene: Scene) -> Say:
    """The last seven dates; kind words alone where nothing was logged."""
    logs = _logs(scene)
    found = log_map.of_week(logs, today(scene))
    rows: tuple[tuple[Button, ...], ...] = ((LOG,), (BACK, MENU))
    if len(logs) > len(found):
        rows = ((button("log.button.all", e.Page(PAGE)),), *rows)
    shown = say("log-map", *log_map.lines(logs, today(scene)), rows=rows)
    return replace(shown, picture=picture(scene, found, "week")) if found else shown


def so_far(scene: Scene) -> Say:
    """All that was logged, the newest hundred at most."""
    logs = _logs(scene)
    if not logs:
        return week(scene)
    rows = ((button("log.button.week", e.LogMap()),), (LOG,), (BACK, MENU))
    span = "newest" if len(logs) >= NEWEST else "all"
    shown = say("log-map", *log_map.lines_of_all(logs), rows=rows)
    return replace(shown, picture=picture(scene, logs, span))


def _logs(scene: Scene) -> list[Entry]:
    return [entry for entry in scene.shelf.entries if entry.kind == KIND]


def picture(scene: Scene, logs: Sequence[Entry], span: str) -> Picture:
    """The map of these logs, newest first and not none; `span` is "week", "newest" or "all"."""
    moments = [tuple(log_map.pick(entry, part) for part in PARTS) for entry in logs]
    facts: dict[str, str | int | bool | Words] = {
        "moments": ",".join(map(":".join, moments)),
        "span": span,
        "theme": bowl.theme(scene),
    }
    return Picture("triggers", facts, alt(moments))


def alt(moments: Sequence[tuple[str, ...]]) -> Words:
    """A map in words. Each of the moments, which are not none, is its picks in the order of the parts."""
    parts = {part: _named([moment[at] for moment in moments], part) for at, part in enumerate(PARTS)}
    return words("pictures.triggers.alt", n=len(moments), **parts)


def _named(picks: Sequence[str], part: str) -> Words:
    """The most frequent picks of a part with their counts, in one line."""
    counted = Counter(picks).most_common()
    named = [words("pictures.triggers.tile", what=_phrase(part, pick), n=n) for pick, n in counted[:NAMED]]
    if len(counted) > NAMED:
        named.append(words("pictures.triggers.others"))
    line = named[-1]
    for before in reversed(named[:-1]):
        line = words("pictures.triggers.and", first=before, rest=line)
    return line


def _phrase(part: str, pick: str) -> Words:
    return words("log.own" if pick == OWN else f"log.phrase.{part}.{pick}")
