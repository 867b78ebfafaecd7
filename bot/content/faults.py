"""What can be wrong in the files, said so that a writer can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to put right. `file` is relative to the content folder; `line` counts from 1; `key` may be empty."""

    file: str
    line: int
    key: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key or '(file)'}: {self.what} — {self.remedy}"


class ContentError(Exception):
    """The files cannot be used. `faults` lists everything that was found, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join([f"{len(self.faults)} faults in the content", *map(str, self.faults)]))
