"""Papers: what a person takes along, as one HTML file that needs nothing but a browser, and prints well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.domain.speech import Chapter, Paper, Words
from bot.render import Renderer

TEMPLATES = Path(__file__).resolve().parent / "templates"
TAGS = {"en": "en", "zh": "zh-Hans"}
# Signs that some phone, drive or mailbox does not take in a file's name.
_UNFIT = re.compile(r"[^\w\-]+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A chapter as it is set: `bars` are (score, low, high) on 0-100, `blank` the lines to be written on by hand."""

    head: Markup
    note: Markup
    paragraphs: tuple[tuple[Markup, ...], ...]
    bars: tuple[tuple[int, int, int], ...]
    blank: int = 0


class Bindery:
    """Sets papers in a language."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def name(self, paper: Paper, lang: str) -> str:
        """The file's name, with its ending."""
        return f"{_UNFIT.sub('-', self._renderer.label(lang, paper.name)).strip('-')}.html"

    def bytes(self, paper: Paper, lang: str) -> bytes:
        """The file. Every word of its owner's is escaped; nothing in it is fetched from anywhere."""

        def text(words: Words | None) -> Markup:
            return self._renderer.text(lang, words) if words is not None else Markup("")

        template = self._environment.get_template("paper.html")
        page = template.render(
            lang=TAGS.get(lang, lang),
            kind=paper.kind,
            title=self._renderer.label(lang, paper.title),
            lead=text(paper.lead),
            foot=text(paper.foot),
            leaves=[self._leaf(chapter, lang) for chapter in paper.chapters],
        )
        return page.encode()

    def _leaf(self, chapter: Chapter, lang: str) -> Leaf:
        rendered = (self._renderer.text(lang, line) for line in chapter.lines)
        paragraphs = (tuple(Markup(part) for part in _lines(text)) for text in rendered)
        note = self._renderer.text(lang, chapter.note) if chapter.note is not None else Markup("")
        head = Markup.escape(self._renderer.label(lang, chapter.head))
        return Leaf(head, note, tuple(p for p in paragraphs if p), _bars(chapter.facts), chapter.facts.get("blank", 0))


def _lines(text: str) -> list[str]:
    """A paragraph's lines; what is empty is left out."""
    return [line for line in str(text).split("\n") if line.strip()]


def _bars(facts: dict[str, int]) -> tuple[tuple[int, int, int], ...]:
    """Bars of a map from `<name>.score`, `<name>.low` and `<name>.high`, in their order."""
    names = [key.removesuffix(".score") for key in facts if key.endswith(".score")]
    return tuple((facts[f"{n}.score"], facts[f"{n}.low"], facts[f"{n}.high"]) for n in names)
