"""The map of a week: what the logs of seven dates have in common, counted and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.facts import Entry
from bot.domain.speech import Words, words

PARTS = ("situation", "body", "thought")
OWN = "own"
PICKS: dict[str, tuple[str, ...]] = {
    "situation": ("silence", "tone", "criticism", "asked", "goodbye", "plans", "close", "someone"),
    "body": ("chest", "stomach", "throat", "shoulders", "heart", "heat", "numb", "heavy"),
    "thought": ("left", "too-much", "not-enough", "crowded", "alone", "wrong", "unfair", "unseen"),
}
KIND = "log"
STRONG = 7
FEW = 3
WEEK = timedelta(days=7)
Picks = tuple[str, ...]


def of_week(entries: Iterable[Entry], on: date) -> list[Entry]:
    """The logs of the seven dates that end with `on`, in the order given."""
    return [entry for entry in entries if entry.kind == KIND and on - WEEK < entry.on <= on]


def pick(entry: Entry, part: str) -> str:
    """What was picked for a part: an id that we know, or "own" for words of one's own."""
    found = str(entry.data.get(part, OWN))
    return found if found in PICKS[part] else OWN


def lines(entries: Iterable[Entry], on: date) -> tuple[Words, ...]:
    """The map of the seven dates that end with `on`. `entries` stand newest first."""
    week = of_week(entries, on)
    if not week:
        return (words("log.map.none"),)
    return _lines(week, words("log.map.title", n=len(week)))


def lines_of_all(entries: list[Entry]) -> tuple[Words, ...]:
    """The map of all these logs, newest first."""
    return _lines(entries, words("log.map.title-all", n=len(entries)))


def _lines(logs: list[Entry], title: Words) -> tuple[Words, ...]:
    if len(logs) < FEW:
        return (title, words("log.map.few"))
    found = [line for part in PARTS for line in _most(logs, part)]
    shared = found or [words("log.map.each-its-own")]
    return (title, *shared, *_chain(logs), *_strong(logs), words("log.map.no-verdict"))


def _most(logs: list[Entry], part: str) -> tuple[Words, ...]:
    """What stood most often in one part, where anything came twice; of two as frequent, the newer."""
    # A counter keeps the order in which it met things, and the newest stand first.
    counted = Counter(chosen for chosen in (pick(entry, part) for entry in logs) if chosen != OWN)
    top = counted.most_common(1)
    if not top or top[0][1] < 2:
        return ()
    chosen, n = top[0]
    return (words(f"log.map.{part}", n=n, all=len(logs), what=words(f"log.phrase.{part}.{chosen}")),)


def _chain(logs: list[Entry]) -> tuple[Words, ...]:
    """The three that came together most often, where they did at least twice."""
    whole = [tuple(pick(entry, part) for part in PARTS) for entry in logs]
    counted: Counter[Picks] = Counter(picks for picks in whole if OWN not in picks)
    top = counted.most_common(1)
    if not top or top[0][1] < 2:
        return ()
    picks, n = top[0]
    said = {part: words(f"log.phrase.{part}.{chosen}") for part, chosen in zip(PARTS, picks, strict=True)}
    return (words("log.map.chain", n=n, **said),)


def _strong(logs: list[Entry]) -> tuple[Words, ...]:
    """How many were strong; nothing is said of a week without."""
    strong = sum(1 for entry in logs if int(entry.data.get("level", 0)) >= STRONG)
    return (words("log.map.strong", n=strong),) if strong else ()
