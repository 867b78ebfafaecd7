"""Which keys there have to be: what the structure files ask for, and what the languages have of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.content.depths import DEPTHS, own_parts, untold
from bot.content.faults import Fault
from bot.content.pages import Page, Shelf, Text, namespace
from bot.content.two import TWO, words_for

DAY_PARTS: Final = ("title", "hello", "prime", "why", "action", "a", "v", "both", "low", "pair", "gentle", "evening")
STEP_PARTS: Final = ("title", "why", "opening", "yes", "review")
Texts = Mapping[str, Mapping[str, Text]]


@dataclass(slots=True)
class Shape:
    """Keys that have to be, each with what lacks it; lists of a fixed length; days with the keys of each.

    `homes`: the word file that a day's texts belong in, without its language. `untold`: what somebody reads who leaves
    the story out.
    """

    needed: dict[str, str] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    days: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    untold: list[str] = field(default_factory=list)

    def need(self, key: str, what: str) -> None:
        """This key has to be."""
        self.needed.setdefault(key, what)

    def home(self, key: str) -> str:
        """The word file where a day's text belongs, or ""."""
        return self.homes.get(".".join(key.split(".")[:2]), "")

    def many(self, prefix: str, count: Any, what: str) -> None:
        """The list under this key has to be so long."""
        if isinstance(count, int):
            self.lists[prefix] = count
            for n in range(count):
                self.need(f"{prefix}.{n}", f"{what} has {count} lines by the structure, and this one is missing")


def shape_of(shelf: Shelf) -> Shape:
    """What the structure files ask for. What is no structure is passed over: `load` reports it."""
    shape = Shape()
    for page in shelf.structure.values():
        data = page.data if isinstance(page.data, dict) else {}
        if page.name.startswith("quizzes/"):
            _quiz(data, shape)
        elif page.name.startswith("pathway/step-"):
            _step(data, shape)
        elif page.name == "pathway/cities.yaml":
            for row in _rows(data.get("cities")):
                shape.need(f"cities.{row.get('key')}", "the city has no name")
        elif page.name == "pathway/rhythm.yaml":
            _rhythm(data.get("rhythm"), "rhythm", shape)
        elif page.name == "pathway/scans.yaml":
            for form in _rows(data.get("scans")):
                for part in _rows(form.get("parts")):
                    shape.need(f"{form.get('kind')}.part.{part.get('id')}", "the part has no words")
        elif page.name == "pathway/exercises.yaml":
            _exercises(data, shape)
        elif page.name == "safety/helplines.yaml":
            _helplines(data.get("countries"), shape)
        elif page.name == TWO:
            for key, what in words_for(data):
                shape.need(key, what)
        elif page.name.startswith("library/"):
            _library(data, shape)
    return shape


def _library(data: dict[str, Any], shape: Shape) -> None:
    for row in _rows(data.get("sources")):
        shape.need(f"sources.what.{row.get('id')}", "the source has no words on what was found")
        shape.need(f"sources.kind.{row.get('kind')}", "the kind of source has no name")
    for row in _rows(data.get("articles")):
        key = f"library.article.{row.get('id')}"
        for part in ("label", "title"):
            shape.need(f"{key}.{part}", f"the article has no {part}")
        for leaf in _rows(row.get("pages")):
            shape.need(f"{key}.page.{leaf.get('id')}", "the page has no words")
            shape.need(f"find.{row.get('id')}-{leaf.get('id')}", "the page has no words by which it is looked for")
    lines = data.get("lines")
    tones = lines.get("tones", ()) if isinstance(lines, dict) else ()
    for row in _rows(lines.get("situations")) if isinstance(lines, dict) else ():
        key = f"library.lines.{row.get('id')}"
        shape.need(f"{key}.label", "the moment has no label")
        shape.need(f"find.lines-{row.get('id')}", "the moment has no words by which it is looked for")
        for tone in tones if isinstance(tones, list) else ():
            shape.many(f"{key}.copy.{tone}", row.get("lines"), "the tone")


def _quiz(data: dict[str, Any], shape: Shape) -> None:
    if data.get("kind") in ("moves", "report"):
        (_moves if data["kind"] == "moves" else _report)(data, shape)
        return
    for row in _rows(data.get("items")):
        shape.need(f"quiz.{data.get('id')}.item.{row.get('id')}", "the statement has no words")
    for option in range(1, data.get("options", 5) + 1):
        shape.need(f"quiz.agree.{option}", "the answer has no label")


def _moves(data: dict[str, Any], shape: Shape) -> None:
    for row in _rows(data.get("items")):
        shape.need(f"moves.item.{row.get('id')}", "the statement has no words")
    for option in range(1, data.get("options", 5) + 1):
        shape.need(f"moves.often.{option}", "the answer has no label")
    for row in _rows(data.get("loops")):
        for part in ("ask", *row.get("answers", ())):
            shape.need(f"moves.loop.{row.get('id')}.{part}", "the question or its answer has no words")


def _report(data: dict[str, Any], shape: Shape) -> None:
    for section in _rows(data.get("sections")):
        shape.need(f"report.title.{section.get('id')}", "the section has no title")
        kinds = section.get("kinds") or {}
        for pool, ids in (section.get("pools") or {}).items():
            for id in ids:
                if pool not in kinds:
                    shape.need(f"report.{section.get('id')}.{pool}.{id}", "the paragraph has no words")
                for kind in kinds.get(pool, ()):
                    for tone in section.get("tones", ()):
                        shape.need(f"report.copy.{pool}.{id}.{kind}.{tone}", "the line to say has no words")


def _step(data: dict[str, Any], shape: Shape) -> None:
    step = data.get("step")
    if not isinstance(step, dict):
        return
    for part in STEP_PARTS:
        shape.need(f"days.{step.get('id')}.{part}", f"the step has no {part}")
    for row in _rows(step.get("days")):
        day = f"days.{row.get('id')}"
        for part in DAY_PARTS:
            shape.need(f"{day}.{part}", f"the day has no {part}{' variant' if part == 'gentle' else ''}")
        shape.many(f"{day}.copy", row.get("copy"), "the day")
        for depth, part in own_parts(row):
            if part == "copy":
                shape.many(f"{day}.{depth}.copy", row.get("copy"), f"the day at the depth {depth}")
            else:
                shape.need(f"{day}.{depth}.{part}", f"neither words of its own for {depth} nor a part that fits it")
        shape.homes[day] = f"days/{step.get('id')}.yaml"
        shape.days[day] = {key for key in shape.needed if key.startswith(f"{day}.")}
        shape.untold += untold(row, shape.days[day])


def _rhythm(data: Any, prefix: str, shape: Shape) -> None:
    if isinstance(data, dict) and "lines" in data:
        shape.many(prefix, data["lines"], "the group")
    elif isinstance(data, dict):
        for name, inside in data.items():
            _rhythm(inside, f"{prefix}.{name}", shape)
    for row in _rows(data):
        key = f"{prefix}.{row.get('id')}"
        if "lines" in row:
            shape.many(key, row["lines"], "the group")
        else:
            for part in row.get("parts", ()) or ("",):
                shape.need(f"{key}.{part}".removesuffix("."), "the line is missing")


def _exercises(data: dict[str, Any], shape: Shape) -> None:
    for row in _rows(data.get("exercises")):
        key = f"exercises.{row.get('id')}"
        shape.need(f"{key}.title", "the exercise has no title")
        if row.get("note"):
            shape.need(f"{key}.note", "the exercise has no word of safety")
        for part in _rows(row.get("parts")):
            shape.need(f"{key}.{part.get('id')}.ask", "the part asks nothing")
            for pick in part.get("picks", ()):
                shape.need(f"{key}.{part.get('id')}.pick.{pick}", "the pick has no label")
                if part.get("phrased"):
                    shape.need(f"{key}.{part.get('id')}.say.{pick}", "the pick has no words of its own")
            if row.get("result") == "lines" and part.get("kind") != "say" and part.get("made", True):
                shape.need(f"{key}.{part.get('id')}.made", "the part has no line in the result")
    for row in _rows(data.get("experiments")):
        key = f"experiment.kind.{row.get('id')}"
        shape.need(f"{key}.about", "the experiment is not told")
        for name in ("cue", "then"):
            for pick in row.get(name) or ():
                shape.need(f"{key}.{name}.{pick}", "the pick has no label")


def _helplines(countries: Any, shape: Shape) -> None:
    for entries in countries.values() if isinstance(countries, dict) else ():
        for row in _rows(entries):
            shape.need(f"safety.services.{row.get('service')}", "the help line has no name")


def _rows(data: Any) -> list[dict[str, Any]]:
    return [row for row in data if isinstance(row, dict)] if isinstance(data, list) else []


# ---------------------------------------------------------------- what does not fit it
def shape_faults(shelf: Shelf, texts: Texts, shape: Shape) -> Iterator[Fault]:
    """Keys that are missing or too many, in each language. English is the model for the others."""
    model = texts.get("en", {})
    for lang, own in texts.items():
        yield from _missing(shelf, texts, lang, shape)
        for text in own.values():
            if text.key not in model and text.key not in shape.needed:
                yield _fault(text, "an extra key: English does not have it", "take it out, or add it to en")
            yield from _too_many(text, shape)


def _missing(shelf: Shelf, texts: Texts, lang: str, shape: Shape) -> Iterator[Fault]:
    pages = {page.name: page for page in shelf.words[lang]}
    absent: dict[str, list[str]] = {}
    for key in dict.fromkeys([*shape.needed, *texts.get("en", ())]):
        if key in texts[lang]:
            continue
        model = next((own[key] for own in texts.values() if key in own), None)
        page = _page_for(key, pages, model, f"{lang}/{shape.home(key)}", lang)
        if isinstance(page, str):
            absent.setdefault(page, []).append(key)
            continue
        what = shape.needed.get(key) or f"missing here, but {model.file.split('/')[0] if model else '?'} has it"
        remedy = f"add it; {model.file}:{model.line} says “{_short(model.text)}”" if model else "write it"
        yield page.fault(key.partition(".")[2], what, remedy, key)
    for name, keys in absent.items():
        yield Fault(name, 1, keys[0], f"the file is missing, with {len(keys)} texts", "write it, with the same keys")


def _page_for(key: str, pages: Mapping[str, Page], model: Text | None, home: str, lang: str) -> Page | str:
    """The page where a key belongs: its home, beside its nearest relatives, or the file named as in the other language.
    """
    if home in pages:
        return pages[home]
    space, _, path = key.partition(".")
    near = [page for page in pages.values() if namespace(page.name) == space]
    named = f"{lang}/{model.file.partition('/')[2]}" if model else f"{lang}/{space}.yaml"
    if named in pages:
        return pages[named]
    if model or not near:
        return named
    while path:
        path = path.rpartition(".")[0]
        if path and (found := [page for page in near if path in page.lines]):
            return found[0]
    return near[0]


def _too_many(text: Text, shape: Shape) -> Iterator[Fault]:
    prefix, _, number = text.key.rpartition(".")
    count = shape.lists.get(prefix)
    if count is not None and number.isdigit() and int(number) >= count:
        yield _fault(text, f"one line more than the {count} of the structure", "take it out, or count it there")
    found = re.match(r"days\.(?P<id>[^.]+)\.(?P<part>[^.]+)", text.key)
    if not found:
        return
    day = f"days.{found['id']}"
    if day not in shape.days and f"{day}.opening" not in shape.needed:
        yield _fault(text, f"the structure has no {found['id']}", "add it to bot/content/pathway, or take it out")
    elif found["part"] in DEPTHS:
        if text.key not in shape.needed and prefix not in shape.lists:
            what = f"the structure gives {found['part']} no words of its own here"
            yield _fault(text, what, "take it out, or take it out of `fits`")
    elif f"{day}.{found['part']}" not in shape.needed and found["part"] != "copy":
        yield _fault(text, f"no day or step has a part “{found['part']}”", "see the parts of its neighbours")


def _fault(text: Text, what: str, remedy: str) -> Fault:
    return Fault(text.file, text.line, text.key, what, remedy)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 50 else f"{line[:49]}…"
