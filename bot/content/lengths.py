"""How long a kind of text is: the ranges of lengths.yaml, and what lies outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from bot.content.faults import Fault
from bot.content.markup import template, visible
from bot.content.pages import Text, read
from bot.content.style import matches

LENGTHS: Final = "lengths.yaml"
_SIGN: Final = re.compile(r"\w|[^\w\s]")


class Range(Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of text. `words`: language -> the least and the most, both allowed."""

    kind: str
    keys: tuple[str, ...]
    words: dict[str, tuple[int, int]]


class _Lengths(Struct, frozen=True, forbid_unknown_fields=True):
    ranges: tuple[Range, ...]


def ranges_of(root: Path) -> tuple[tuple[Range, ...], list[Fault]]:
    """The ranges of a content folder, and what is wrong with their file; none where there is no such file."""
    if not (root / LENGTHS).exists():
        return (), []
    page = read(root / LENGTHS, LENGTHS)
    try:
        found = msgspec.convert(page.data, _Lengths).ranges
    except msgspec.ValidationError as error:
        return (), [*page.faults, page.fault("", str(error), "write it like its neighbours")]
    return found, page.faults


def length(seen: str, spaces: bool) -> int:
    """Words where spaces stand between them, else signs without the spaces."""
    return len(seen.split()) if spaces else len(_SIGN.findall(seen))


def range_faults(text: Text, lang: str, ranges: tuple[Range, ...], spaces: bool) -> Iterator[Fault]:
    """What is wrong with one text's length; a text with branches is as long as each of them."""
    kind = next((one for one in ranges if matches(text.key, one.keys)), None)
    if kind is None or lang not in kind.words:
        return
    least, most = kind.words[lang]
    unit = "words" if spaces else "signs"
    for seen in dict.fromkeys(visible(variant) for variant in template(text.text).variants):
        count = length(seen, spaces)
        if not least <= count <= most:
            what = f"{count} {unit}, and {kind.kind} has {least} to {most}"
            yield Fault(text.file, text.line, text.key, what, "say more" if count < least else "say it shorter")
