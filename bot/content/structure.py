"""The structure files as values of their kinds. What does not fit is noted as a fault, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from bot.content.faults import Fault
from bot.content.pages import Page, Shelf

T = TypeVar("T")


class Structure:
    """The structure pages of a shelf. `faults` holds those of every page, and grows while values are read."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.faults = shelf.faults

    def page(self, name: str) -> Page | None:
        """The page of this name, where there is one."""
        return self.shelf.structure.get(name)

    def made(self, page: Page, make: Callable[[Mapping[str, Any]], T]) -> T | None:
        """What `make` makes of a whole page; None where it refuses."""
        try:
            return make(page.data)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            # These name the entry by its id; the line is that of the id where it can be found.
            what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            self.faults.append(Fault(page.name, _line_of(page, what), "", what, "see the comment at the file's top"))
            return None

    def rows(self, name: str, path: str, kind: type[T]) -> list[T]:
        """The list at a path of a page, each entry as one of a kind; without those that are none."""
        page = self.page(name)
        if page is None:
            self.faults.append(Fault(name, 1, path, "the file is missing", "bring it back"))
            return []
        rows = at(page.data, path)
        if not isinstance(rows, list):
            self.wrong(page, path, "there is no list here", f"write a list under {path}")
            return []
        found = []
        for n, row in enumerate(rows):
            try:
                found.append(msgspec.convert(row, kind))
            except msgspec.ValidationError as error:
                self.wrong(page, f"{path}.{n}", str(error), "write it like its neighbours")
        return found

    def wrong(self, page: Page, path: str, what: str, remedy: str) -> None:
        """Note what does not fit at a path of a page."""
        if page.data is not None:  # a page that is no YAML has its own fault already
            self.faults.append(page.fault(path, what, remedy))


def at(data: Any, path: str) -> Any:
    """What stands at a path of plain values (`step.days`), or None."""
    for part in path.split("."):
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _line_of(page: Page, what: str) -> int:
    for path, value in page.leaves.items():
        named = path.endswith(".id") and re.search(rf"(?<![\w-]){re.escape(str(value))}(?![\w-])", what)
        if named:
            return page.line(path)
    return 1
