"""Every picture as it may come out: both languages and themes, empty and full data, and words of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bot.domain.library import Library
from bot.domain.speech import Picture, Words, words
from bot.flows import bowl, felt, whereabouts
from bot.flows import triggers as stirs
from bot.pictures.card_samples import cards

Facts = dict[str, str | int | bool | Words]
LANGS = ("en", "zh")
THEMES = ("light", "dark")
STEPS = "0:1,3:2,10:3,17:4,25:5,35:6"
FILLED = {
    "nothing yet": (),
    "one day": (1,),
    "two steps and a half": tuple(range(1, 14)),
    "31 days, three left open": tuple(n for n in range(1, 35) if n not in (9, 18, 27)),
    "a late start": (36, 37, 40),
    "whole": tuple(range(1, 51)),
}


NAMES = {
    "two short names": ("Ada", "Mei"),
    "hanzi": ("梅", "欧阳珺璟"),
    "from the right": ("ליאורה בת־שבע", "ليلى"),
    "emoji alone, and beside a name": ("🌙✨👩‍❤️‍👩", "Sol ☀️🇧🇷"),
    "sixty-four letters": ("Maximiliane-Theodora von und zu Wolkenkuckucksheim the Younger I.", "W" * 64),
    "markup and quotes": ("""</text><b>"A" & 'B'""", "{{ 7*7 }} &lt;"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture in one language, under a heading, with a name."""

    heading: str
    name: str
    lang: str
    picture: Picture


def samples(library: Library) -> Iterator[Sample]:
    """All of them, kind after kind."""
    for lang in LANGS:
        yield from _cards(lang)
        yield from _bowls(lang, library)
        yield from _films(lang, library)
        yield from _maps(lang)
        yield from _lines(lang)
        yield from _shelves(lang, library)
        yield from _triggers(lang)


def _cards(lang: str) -> Iterator[Sample]:
    for name, picture in cards():
        yield Sample("The share card", name, lang, picture)


def _bowls(lang: str, library: Library) -> Iterator[Sample]:
    golds = ",".join(day.gold for day in library.days)
    for theme in THEMES:
        for seed, (name, days) in enumerate(FILLED.items(), start=1):
            facts: Facts = {"seed": seed, "filled": ",".join(map(str, days)), "golds": golds, "theme": theme}
            facts["today"] = days[-1] if 0 < len(days) < 50 else 0
            alt = bowl.alt([library.days[day - 1].gold for day in days])
            yield Sample("The bowl", f"{theme}, {name}", lang, Picture("bowl", facts, alt))
        for number, last in enumerate((3, 10, 17, 25, 35, 50), start=1):
            facts = {"seed": 7, "filled": ",".join(map(str, range(1, last + 1))), "golds": golds, "theme": theme}
            facts |= {"today": last, "line": words(f"days.step-{number}.title")}
            alt = bowl.alt([day.gold for day in library.days[:last]])
            yield Sample("A finished step", f"{theme}, step {number}", lang, Picture("bowl", facts, alt))


def _films(lang: str, library: Library) -> Iterator[Sample]:
    golds = ",".join(day.gold for day in library.days)
    for theme in THEMES:
        # A film has no words, so each language hangs up bowls of its own.
        for seed, name in enumerate(("two steps and a half", "whole"), start=1 + 2 * LANGS.index(lang)):
            days = FILLED[name]
            facts: Facts = {"seed": seed, "filled": ",".join(map(str, days)), "golds": golds, "theme": theme}
            alt = words("film.alt", n=len(days))
            yield Sample("The film", f"{theme}, {name}, moving", lang, Picture("film", facts, alt))


def _maps(lang: str) -> Iterator[Sample]:
    names: Facts = {"x-name": words("results.scale.anxiety"), "y-name": words("results.scale.avoidance")}
    places = {"in the middle": (52, 47), "at a corner": (0, 100), "all the way": (100, 96), "low": (21, 12)}
    for theme in THEMES:
        for name, (x, y) in places.items():
            now = _ranges("", x, y)
            for before in ({}, _ranges("before-", min(100, x + 14), max(0, y - 9))):
                facts: Facts = {"theme": theme, **names, **now, **before}
                called = f"{theme}, {name}{', with the time before' if before else ''}"
                yield Sample("The map", called, lang, Picture("map", facts, whereabouts.alt(now, before)))


def _ranges(which: str, x: int, y: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for axis, score in (("x", x), ("y", y)):
        found |= {f"{which}{axis}": score, f"{which}{axis}-low": max(0, score - 8)}
        found[f"{which}{axis}-high"] = min(100, score + 8)
    return found


def _lines(lang: str) -> Iterator[Sample]:
    dice = Random("evenings")
    # One evening is mostly like the one before it.
    levels = [3]
    while len(levels) < 100:
        levels.append(min(5, max(1, levels[-1] + dice.choice((-1, -1, 0, 0, 0, 1, 1)))))
    dates = {
        "one evening": [0],
        "the first week": [0, 1, 3, 4, 5],
        "four weeks": [n for n in range(27) if n not in (8, 15, 16)],
        "fifty days with gaps": [n for n in range(50) if n not in (6, 7, 21, 33, 34, 35)],
        "a hundred dates": list(range(100)),
    }
    for theme in THEMES:
        for name, days in dates.items():
            steps = ",".join(one for one in STEPS.split(",") if days and int(one.partition(":")[0]) <= days[-1])
            nights = ",".join(f"{day}:{levels[day]}" for day in days)
            alt = felt.alt([levels[day] for day in days])
            facts: Facts = {"theme": theme, "nights": nights, "steps": steps}
            yield Sample("Felt security", f"{theme}, {name}", lang, Picture("line", facts, alt))


def _shelves(lang: str, library: Library) -> Iterator[Sample]:
    golds = ",".join(day.gold for day in library.days)
    filled = {"nothing yet": ((), 0), "not known": ((1, 2), -1), "on the way": (tuple(range(1, 20)), 31)}
    filled["both whole"] = (tuple(range(1, 51)), 50)
    for theme in THEMES:
        for at, (name, people) in enumerate(NAMES.items()):
            days, n = list(filled.values())[at % len(filled)]
            yield _shelf(lang, f"{theme}, {name}", people, (days, n), {"left-golds": golds, "theme": theme})
        for name, (days, n) in filled.items():
            facts: Facts = {"left-golds": golds, "theme": theme, "line": words("days.step-2.title")}
            yield _shelf(lang, f"{theme}, {name}, with a line", NAMES["two short names"], (days, n), facts)


def _shelf(lang: str, name: str, people: tuple[str, str], known: tuple[tuple[int, ...], int], more: Facts) -> Sample:
    left, right = (words("card.own", text=person) for person in people)
    facts: Facts = {"left-seed": 7, "right-seed": 8, "left-name": left, "right-name": right, **more}
    facts |= {"left-filled": ",".join(map(str, known[0])), "right-n": known[1]}
    alt = words("together.alt", name=people[1])
    return Sample("The shelf", name, lang, Picture("shelf", facts, alt))


def _triggers(lang: str) -> Iterator[Sample]:
    dice = Random("moments")
    picks = {
        "situation": ("silence", "tone", "criticism", "asked", "goodbye", "plans", "close", "someone", "own"),
        "body": ("chest", "stomach", "throat", "shoulders", "heart", "heat", "numb", "heavy", "own"),
        "thought": ("left", "too-much", "not-enough", "crowded", "alone", "wrong", "unfair", "unseen", "own"),
    }
    every = [":".join(part[at] for part in picks.values()) for at in range(9)]
    many = [":".join(part[min(dice.randint(0, 8), dice.randint(0, 8))] for part in picks.values()) for _ in range(100)]
    few = ["silence:chest:left"] * 2
    found = {
        "one moment": ("week", few[:1]),
        "a week of five": ("week", [*few, "silence:heart:left", "tone:chest:unfair", "own:own:alone"]),
        "twenty-one of one kind": ("week", ["someone:shoulders:not-enough"] * 21),
        "each its own": ("all", every),
        "a hundred moments": ("newest", every + many[9:]),
    }
    for theme in THEMES:
        for name, (span, moments) in found.items():
            facts: Facts = {"theme": theme, "span": span, "moments": ",".join(moments)}
            alt = stirs.alt([tuple(moment.split(":")) for moment in moments])
            yield Sample("What stirs", f"{theme}, {name}", lang, Picture("triggers", facts, alt))
