"""Texts that say what studies found, and whether what they belong to names its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from bot.content.faults import Fault
from bot.content.pages import Text
from bot.content.style import Style, claims_in

# The unit (see bot/content/sources.py) that a key belongs to; the first that fits.
_UNITS: Final = (
    (r"days\.(day-\d\d)\..*", r"day.\1"),
    (r"library\.article\.([^.]+)\.page\.([^.]+)", r"page.\1.\2"),
    (r"exercises\.([^.]+)\..*", r"exercise.\1"),
    (r"experiment\.kind\.([^.]+)\..*", r"experiment.\1"),
    (r"two\.suggestion\.([^.]+)\..*", r"two.\1"),
    (r"two\.loop\..*", "two.loop"),
    (r"(scan|breath)\..*", r"\1"),
    (r"(?:quiz|results)\..*", "quiz.attachment"),
    (r"moves\..*", "quiz.communication"),
    (r"report\..*", "quiz.report"),
)


def claim_faults(
    texts: Iterable[Text], lang: str, style: Style, basis: Mapping[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """Each text of a language that speaks of studies and belongs to nothing that names a source."""
    for text in texts:
        said = claims_in(text, lang, style)
        if said and not _sourced(text.key, basis):
            remedy = "name it under `source:` in its structure file, or say it without the claim"
            yield Fault(text.file, text.line, text.key, f"“{said}” is a claim without a source", remedy)


def _sourced(key: str, basis: Mapping[str, tuple[str, ...]]) -> bool:
    for pattern, unit in _UNITS:
        found = re.fullmatch(pattern, key)
        if found:
            wanted = found.expand(unit)
            return any(cites for named, cites in basis.items() if named == wanted or named.startswith(f"{wanted}."))
    return False
