"""What rests on which source: read from `source:` in the structure files, and compared with the list of sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.content.exercises import Wrong
from bot.content.faults import Fault
from bot.content.pages import Page, Shelf
from bot.domain.sources import Source

SOURCES: Final = "library/sources.yaml"
_NAMED = re.compile(r"(?P<holder>.*?)\.?(?P<name>source|\w+_source)\.\d+")
# A unit's kind by its file; in exercises.yaml and scans.yaml it is the list's name, and the row's own kind.
_KINDS: Final = {"pathway/step-": "day", "library/articles.yaml": "page", "quizzes/": "quiz"}


def sources_from(rows: Iterable[Source], wrong: Wrong) -> Mapping[str, Source]:
    """The sources by the name that other files call them. What does not fit is told to `wrong`."""
    found = tuple(rows)
    for names in ([row.id for row in found], [row.cite for row in found]):
        for twice in (name for name, count in Counter(names).items() if count > 1):
            wrong("sources", f"{twice} stands twice", "keep one")
    return MappingProxyType({row.cite: row for row in found})


def basis(shelf: Shelf) -> Mapping[str, tuple[str, ...]]:
    """Unit -> what it rests on, as `cite`. Units: day.<id>, page.<article>.<page>, exercise.<id>, quiz.<id> …"""
    found: dict[str, list[str]] = {}
    for page, path, cite in _cited(shelf):
        found.setdefault(_unit(page, path), []).append(cite)
    return MappingProxyType({unit: tuple(cites) for unit, cites in found.items()})


def source_faults(shelf: Shelf, known: Mapping[str, Source]) -> Iterator[Fault]:
    """Sources that nobody knows, and those that nothing rests on."""
    named = set()
    for page, path, cite in _cited(shelf):
        named.add(cite)
        if cite not in known:
            yield page.fault(path, f"there is no source “{cite}”", f"add it to {SOURCES}, or name one that is there")
    for n, source in enumerate(known.values()):
        if source.cite not in named:
            what = f"nothing rests on {source.cite}"
            yield shelf.structure[SOURCES].fault(f"sources.{n}", what, "take it out, or name it under `source:`")


def _cited(shelf: Shelf) -> Iterator[tuple[Page, str, str]]:
    for page in shelf.structure.values():
        # Help lines have sources of their own: a page on which a number was read.
        if page.name == SOURCES or page.name.startswith("safety/"):
            continue
        for path, value in page.leaves.items():
            if _NAMED.fullmatch(path) and isinstance(value, str):
                yield page, path, value


def _unit(page: Page, path: str) -> str:
    """The unit that a source belongs to, by the ids around it."""
    found = _NAMED.fullmatch(path)
    assert found is not None
    holder, ids = found["holder"], []
    at = holder
    while True:
        name = page.leaves.get(f"{at}.id" if at else "id")
        ids += [str(name)] if name is not None else []
        if not at:
            break
        at = at.rpartition(".")[0]
    kind = _kind(page, holder)
    if found["name"] != "source":
        return f"{kind}.{found['name'].removesuffix('_source')}"
    return f"{kind}.{'.'.join(reversed(ids)) if kind == 'page' else ids[0]}"


def _kind(page: Page, holder: str) -> str:
    for start, kind in _KINDS.items():
        if page.name.startswith(start):
            return kind
    if page.name == "pathway/scans.yaml":
        return str(page.leaves[f"{holder}.kind"])
    if page.name == "pathway/exercises.yaml":
        return holder.partition(".")[0].removesuffix("s")
    return page.name.rpartition("/")[2].removesuffix(".yaml")
