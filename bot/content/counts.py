"""What there is, counted from the files, and stated between two markers in docs/content.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from bot.content.depths import DEPTHS
from bot.content.load import ROOT
from bot.content.pages import Text
from bot.content.shape import Shape
from bot.domain.library import Library

PAGE: Final = ROOT.parents[1] / "docs" / "content.md"
BEGIN, END = "<!-- counts: python -m bot.content --counts -->", "<!-- end of counts -->"
VARIANTS: Final = (
    *("a", "v", "both", "low", "pair", "gentle"),
    *(f"{depth}.{part}" for depth in DEPTHS for part in ("action", "pair", "gentle")),
)
ENDS: Final = ("opening", "review")

Texts = Mapping[str, Mapping[str, Text]]


def counted(words: Texts, library: Library, shape: Shape) -> str:
    """The counts as Markdown: a table of what people meet, a column a language, and all texts by their files."""
    langs = list(words)
    rows = _rows(library, shape)
    table = [f"| What | {' | '.join(langs)} |", f"| --- | {' | '.join('---:' for _ in langs)} |"]
    for name, keys in rows:
        table.append(f"| {name} | {' | '.join(str(_there(keys, words[lang])) for lang in langs)} |")
    return "\n".join([*table, "", _by_file(words)])


def _rows(library: Library, shape: Shape) -> list[tuple[str, list[str]]]:
    """Names, and for each the keys of which one text each stands for one of it."""
    days = [f"days.{day.id}" for day in library.days]
    pages = [f"library.article.{one.id}.page.{leaf.id}" for one in library.articles for leaf in one.pages]
    return [
        ("Days", [f"{day}.action" for day in days]),
        ("Variants of days", [f"{day}.{part}" for day in days for part in VARIANTS]),
        ("Openings and reviews of steps", [f"days.{s}.{part}" for s in library.steps for part in ENDS]),
        ("Statements on closeness", [f"quiz.{q.id}.item.{i.id}" for q in library.quizzes.values() for i in q.items]),
        ("Statements on one’s own moves", [f"moves.item.{item.id}" for item in library.moves.items]),
        ("Questions on the loop", [f"moves.loop.{loop.id}.ask" for loop in library.moves.loops]),
        ("Paragraphs of the deeper report", _paragraphs(library)),
        ("Lines to copy in the days", [k for k in shape.needed if k.startswith("days.day-") and ".copy." in k]),
        ("Lines to copy in the deeper report", [key for key in shape.needed if key.startswith("report.copy.")]),
        ("Lines to copy in the library", _lines(library)),
        ("Exercises", [f"exercises.{id}.title" for id in library.exercises]),
        ("Experiments", [f"experiment.kind.{id}.about" for id in library.experiments]),
        ("Segments of body scans", [key for key in shape.needed if key.startswith("scan.part.")]),
        ("Articles of the library", [f"library.article.{one.id}.title" for one in library.articles]),
        ("Pages of the library", pages),
        ("Sources", [f"sources.what.{source.id}" for source in library.sources.values()]),
        ("Help lines", [f"safety.services.{line.service}" for line in library.helplines.lines]),
    ]


def _paragraphs(library: Library) -> list[str]:
    return [
        f"report.{section.id}.{pool}.{id}"
        for section in library.report.sections
        for pool, ids in section.pools.items()
        if pool not in section.kinds
        for id in ids
    ]


def _lines(library: Library) -> list[str]:
    return [
        f"library.lines.{one.id}.copy.{tone}.{n}"
        for one in library.phrases.situations
        for tone in library.phrases.tones
        for n in range(one.lines)
    ]


def _there(keys: Iterable[str], own: Mapping[str, Text]) -> int:
    return sum(key in own for key in keys)


def _by_file(words: Texts) -> str:
    """How many texts there are in all and in each name space: the same in every language, or told for each."""
    told = []
    for lang, own in words.items():
        spaces = Counter(key.partition(".")[0] for key in own)
        named = ", ".join(f"{space} {count}" for space, count in sorted(spaces.items()))
        told.append((lang, f"{len(own):,} texts: {named}."))
    same = len({line for _, line in told}) == 1
    lines = [f"In each language {told[0][1]}"] if same else [f"{lang}: {line}" for lang, line in told]
    return "\n\n".join(lines)


def stated(page: Path = PAGE) -> str:
    """The counts as the page states them. Raises ValueError for a page without the two markers."""
    _, begin, rest = page.read_text("utf-8").partition(BEGIN)
    inside, end, _ = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page}: the markers of the counts are gone: {BEGIN} … {END}")
    return inside.strip()


def state(counts: str, page: Path = PAGE) -> None:
    """Write the counts between the two markers. Raises ValueError for a page without them."""
    stated(page)
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{counts}\n{END}{after}", "utf-8")
