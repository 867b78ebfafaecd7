"""The map of a week: what the logs of seven dates have in common, counted and said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.facts import Entry
from bot.domain.speech import Words, words

PARTS = ("situation", "body", "thought")
OWN = "own"
KIND = "log"
STRONG = 7
FEW = 3
WEEK = timedelta(days=7)
Picks = tuple[str, ...]


def lines(entries: Iterable[Entry], on: date) -> tuple[Words, ...]:
    """The map of the seven dates that end with `on`. `entries` stand newest first."""
    week = [entry for entry in entries if entry.kind == KIND and on - WEEK < entry.on <= on]
    if not week:
        return (words("log.map.none"),)
    if len(week) < FEW:
        return (words("log.map.title", n=len(week)), words("log.map.few"))
    found = [line for part in PARTS for line in _most(week, part)]
    shared = found or [words("log.map.each-its-own")]
    return (words("log.map.title", n=len(week)), *shared, *_chain(week), *_strong(week), words("log.map.no-verdict"))


def _most(week: list[Entry], part: str) -> tuple[Words, ...]:
    """What stood most often in one part, where anything came twice; of two as frequent, the newer."""
    # A counter keeps the order in which it met things, and the newest stand first.
    counted = Counter(pick for pick in (str(entry.data.get(part, "")) for entry in week) if pick not in ("", OWN))
    top = counted.most_common(1)
    if not top or top[0][1] < 2:
        return ()
    pick, n = top[0]
    return (words(f"log.map.{part}", n=n, all=len(week), what=words(f"log.phrase.{part}.{pick}")),)


def _chain(week: list[Entry]) -> tuple[Words, ...]:
    """The three that came together most often, where they did at least twice."""
    whole = [tuple(str(entry.data.get(part, "")) for part in PARTS) for entry in week]
    counted: Counter[Picks] = Counter(picks for picks in whole if OWN not in picks and "" not in picks)
    top = counted.most_common(1)
    if not top or top[0][1] < 2:
        return ()
    picks, n = top[0]
    said = {part: words(f"log.phrase.{part}.{pick}") for part, pick in zip(PARTS, picks, strict=True)}
    return (words("log.map.chain", n=n, **said),)


def _strong(week: list[Entry]) -> tuple[Words, ...]:
    """How many were strong; nothing is said of a week without."""
    strong = sum(1 for entry in week if int(entry.data.get("level", 0)) >= STRONG)
    return (words("log.map.strong", n=strong),) if strong else ()
