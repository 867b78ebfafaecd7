"""`python -m bot.content` (make words): every fault of the words at once; exit 1 when there is one.

With --counts it counts what there is instead, and states it in docs/content.md.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from bot.content import check, counts, load


def main(root: Path | None = None) -> int:
    """Print what was found under a content folder. Returns the exit code."""
    root = root or load.ROOT
    said = check.report(root)
    shown = os.path.relpath(root)
    for fault in said.faults:
        print(replace(fault, file=f"{shown}/{fault.file}"))
    for lang, there in said.counts.items():
        print(
            f"{lang}: {there['texts']} texts, {there['days complete']} of {there['days']} days complete, "
            f"{there['copy lines']} copy lines"
        )
    if said.grades:
        file, grade = max(said.grades.items(), key=lambda item: item[1])
        print(f"en: reading grade at most {grade:.1f} ({file})")
    for note in said.notes:
        print(f"note: {note}")
    print(f"{len(said.faults)} faults" if said.faults else "no faults")
    return 1 if said.faults else 0


def count() -> int:
    """Print what there is, and state it on the page for writers. Returns the exit code."""
    table = check.table()
    counts.state(table)
    print(table)
    return 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--counts"]:
        sys.exit(count())
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
