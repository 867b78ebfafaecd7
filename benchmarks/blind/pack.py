"""One pack: ten whole reports as their owners read them, ten sheets of answers in words, and which belongs to which."""

from __future__ import annotations

import html
import random
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec.structs import replace

from benchmarks.blind.people import Person, person
from bot.content.load import load
from bot.domain.library import Library
from bot.domain.people import FULL
from bot.domain.quiz import Answer
from bot.domain.scene import Scene
from bot.domain.speech import words
from bot.flows import report, report_sections
from bot.render import Renderer

REPORTS = 10
LETTERS = "ABCDEFGHIJ"
THEN = datetime(2026, 1, 1, tzinfo=UTC)
_TAG = re.compile(r"<[^>]+>")

HOW = """# {trials} sheets of answers

Somebody answered two questionnaires; each sheet below shows every statement and the answer that was chosen. One of the
reports in `reports.md` was made from each sheet. One report may be the right one for several sheets, or for none.

For each sheet say which report belongs to it. Write one line a sheet: `{name} <number of the sheet> <letter>`.

{scales}"""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a reader gets (`reports`, `trials`), and what a reader never gets: the letter of each trial."""

    name: str
    reports: str
    trials: str
    key: tuple[str, ...]


class Maker:
    """Makes packs in one language. The same language, seed and number give the same pack.

    `without` names sections that are left out of the reports, for a harder reading: with the map's numbers and the
    loop at hand a reader hardly needs the rest.
    """

    def __init__(self, lang: str, library: Library | None = None, without: frozenset[str] = frozenset()) -> None:
        self._lang = lang
        self._without = without
        self._library = library or load()
        self._renderer = Renderer(self._library)

    def pack(self, seed: int, number: int, trials: int) -> Pack:
        """The pack of a number from 1; the person of each trial is drawn anew, so that none can be ruled out."""
        dice = random.Random(f"{self._lang}-{seed}-{number}")
        people = [person(self._library, dice) for _ in range(REPORTS)]
        chosen = [dice.randrange(REPORTS) for _ in range(trials)]
        name = f"pack-{number:02}"
        lettered = zip(LETTERS, people, strict=True)
        reports = "\n\n".join(f"# Report {letter}\n\n{self.report(one)}" for letter, one in lettered)
        sheets = [f"## Sheet {n}\n\n{self.sheet(people[at])}" for n, at in enumerate(chosen, start=1)]
        how = HOW.format(trials=trials, name=name, scales=self._scales())
        return Pack(name, reports + "\n", "\n\n".join([how, *sheets]) + "\n", tuple(LETTERS[at] for at in chosen))

    def report(self, one: Person) -> str:
        """All twelve sections, as they are read page by page, but for those that are left out."""
        profile = replace(one.memory.profile, lang=self._lang, agreed_at=THEN)
        scene = Scene(replace(one.memory, profile=profile), THEN, self._library)
        built = (section for section in report_sections.built(scene) if section.id not in self._without)
        pages = (report.page(scene, section) for section in built)
        return "\n\n".join(_plain(self._renderer.screen(page, self._lang, FULL).text) for page in pages)

    def sheet(self, one: Person) -> str:
        """Both questionnaires in words, in the order in which they were asked."""
        lines = [self._said("quiz.attachment.title")]
        lines += [self._line(f"quiz.attachment.item.{a.item}", "quiz.agree", a) for a in one.attachment]
        lines += ["", self._said("moves.title")]
        lines += [self._line(f"moves.item.{a.item}", "moves.often", a) for a in one.moves]
        for loop, answer in one.loops:
            chosen = self._said(f"moves.loop.{loop}.{answer}") if answer else "–"
            lines.append(f"- {self._said(f'moves.loop.{loop}.ask')} → {chosen}")
        return "\n".join(lines)

    def _scales(self) -> str:
        """The five choices of each questionnaire, as somebody who answers sees them, from least to most."""
        return "\n".join(
            "- " + " < ".join(self._said(f"{at}.{n}") for n in range(1, 6)) for at in ("quiz.agree", "moves.often")
        )

    def _line(self, item: str, labels: str, answer: Answer) -> str:
        chosen = self._said(f"{labels}.{answer.option}") if answer.option is not None else "–"
        return f"- {self._said(item)} → {chosen}"

    def _said(self, key: str) -> str:
        return self._renderer.label(self._lang, words(key))


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))
