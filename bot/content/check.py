"""Every fault of the content at once, with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bot.content import counts, load, markup, repeats, style, walked
from bot.content.claims import claim_faults
from bot.content.depths import depth_faults
from bot.content.faults import ContentError, Fault
from bot.content.grades import reading_grades
from bot.content.lengths import range_faults, ranges_of
from bot.content.pages import Shelf, Text, read, read_all, texts
from bot.content.shape import Shape, shape_faults, shape_of
from bot.content.sources import basis, source_faults
from bot.content.style import Style
from bot.domain.library import Library
from bot.flows.bowl import DAYS

STYLE = "style.yaml"


@dataclass(slots=True)
class Report:
    """All faults in the order of files and lines, counts for each language, and notes on what was not looked at."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    grades: Mapping[str, float] = field(default_factory=dict)


def faults(root: Path | None = None) -> list[Fault]:
    """Every fault under a content folder (ours when none is named)."""
    return report(root).faults


def report(root: Path | None = None) -> Report:
    """Faults, counts and notes. The files are read once."""
    root = root or load.ROOT
    shelf = read_all(root)
    library, found = load.built(shelf)
    words = {lang: _texts(shelf, lang) for lang in sorted(shelf.words, key=lambda lang: (lang != "en", lang))}
    said = Report()
    shape = shape_of(shelf)
    rules = _heard(library, shape, _style(root, said), said)
    found += shape_faults(shelf, words, shape)
    found += _unlike(words)
    found += _uncracked(shelf, library)
    found += source_faults(shelf, library.sources) if library and library.sources else ()
    ranges, wrong = ranges_of(root)
    found += wrong
    for lang, own in words.items():
        found += (fault for text in own.values() for fault in range_faults(text, lang, ranges, rules.of(lang).spaces))
        found += _language(own, lang, rules, said)
        found += claim_faults(own.values(), lang, rules, basis(shelf))
        found += depth_faults(own, lang, shape.untold, rules)
        said.counts[lang] = _counts(own, shape)
    said.faults = sorted({*found, *said.faults})
    return said


def table(root: Path | None = None) -> str:
    """What there is, counted, as docs/content.md states it. Raises `ContentError` for content that cannot be used."""
    shelf = read_all(root or load.ROOT)
    library, found = load.built(shelf)
    if library is None:
        raise ContentError(found)
    return counts.counted({lang: _texts(shelf, lang) for lang in sorted(shelf.words)}, library, shape_of(shelf))


def _texts(shelf: Shelf, lang: str) -> dict[str, Text]:
    return {text.key: text for page in shelf.words[lang] for text in texts(page)}


def _style(root: Path, said: Report) -> Style:
    own = root / STYLE
    page = read(own if own.exists() else load.ROOT / STYLE, STYLE)
    said.faults += page.faults
    try:
        return style.style_from(page)
    except msgspec.ValidationError as error:
        said.faults.append(page.fault("", str(error), "write it like its neighbours"))
        return Style((), (), style.Once(()), {})


def _language(own: Mapping[str, Text], lang: str, rules: Style, said: Report) -> Iterator[Fault]:
    for text in own.values():
        yield from _markup(text)
        yield from style.text_faults(text, lang, rules)
    yield from repeats.sentences_twice(own.values(), lang, rules)
    yield from repeats.openings_alike(own.values(), lang, rules)
    highest = rules.of(lang).grade
    if highest is None:
        return
    read = [text for text in own.values() if not style.matches(text.key, rules.of(lang).names)]
    grades = reading_grades(read)
    said.grades = grades.by_file
    said.notes += [grades.missing] if grades.missing else []
    for file, grade in grades.by_file.items():
        if grade > highest:
            yield Fault(file, 1, "", f"reading grade {grade:.1f}, over {highest:g}", "shorter sentences, shorter words")


def _uncracked(shelf: Shelf, library: Library | None) -> Iterator[Fault]:
    """Days for which the bowl has no crack."""
    for day in library.days[DAYS:] if library else ():
        what = f"{day.id} is one more than the {DAYS} cracks of the bowl"
        page = shelf.structure[f"pathway/{day.step}.yaml"]
        yield page.fault("step.days", what, "write it in place of another day; a longer path is code")


def _markup(text: Text) -> Iterator[Fault]:
    taken = markup.template(text.text)
    trouble = dict.fromkeys([*taken.trouble, *(each for variant in taken.variants for each in markup.refused(variant))])
    for what, remedy in trouble:
        yield Fault(text.file, text.line, text.key, what, remedy)


def _unlike(words: Mapping[str, Mapping[str, Text]]) -> Iterator[Fault]:
    """A value that one language uses and another lacks, and words that only one language has left empty."""
    for key in dict.fromkeys(key for own in words.values() for key in own):
        there = {lang: own[key] for lang, own in words.items() if key in own}
        if any(text.text for text in there.values()):
            for text in there.values():
                if not text.text:
                    yield Fault(text.file, text.line, key, "empty here, not in another language", "write the words")
        names = {lang: markup.template(text.text).names for lang, text in there.items() if "{" in text.text}
        every = frozenset().union(*names.values())
        for lang, text in there.items():
            lacks = every - names.get(lang, frozenset())
            if lacks and not markup.template(text.text).trouble:
                what = f"lacks {', '.join(f'{{{{ {name} }}}}' for name in sorted(lacks))}, which another language has"
                yield Fault(text.file, text.line, key, what, "use it here too, or take it out there")


def _heard(library: Library | None, shape: Shape, rules: Style, said: Report) -> Style:
    """Adds the keys that the flows can say to the shape. Returns the style with their labels, toasts and copy lines."""
    if library is None:
        said.notes.append("the flows' keys were not looked for: the structure has to be right first")
        return rules
    heard = walked.said(library)
    if heard.absent:
        said.notes.append(f"the flows' keys were not looked for: {heard.trouble}")
    elif heard.trouble:
        said.faults.append(Fault("../flows/walk.py", 1, "", f"the walk broke off: {heard.trouble}", "mend the flow"))
    for key in heard.keys:
        shape.need(key, "a flow can say this, and there are no words for it")
    return rules.with_keys(heard.labels, {"toast": heard.toasts, "copy line": heard.copies})


def _counts(own: Mapping[str, Text], shape: Shape) -> dict[str, int]:
    complete = sum(needed <= own.keys() for needed in shape.days.values())
    copies = sum(".copy." in key for key in own if key.startswith("days.day-"))
    return {"texts": len(own), "days complete": complete, "days": len(shape.days), "copy lines": copies}
