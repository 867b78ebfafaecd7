"""`python -m bot.content` (make words): every fault of the words at once; exit 1 when there is one."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

from bot.content import check, load


def main(root: Path | None = None) -> int:
    """Print what was found under a content folder. Returns the exit code."""
    root = root or load.ROOT
    said = check.report(root)
    shown = os.path.relpath(root)
    for fault in said.faults:
        print(replace(fault, file=f"{shown}/{fault.file}"))
    for lang, counts in said.counts.items():
        print(
            f"{lang}: {counts['texts']} texts, {counts['days complete']} of {counts['days']} days complete, "
            f"{counts['copy lines']} copy lines"
        )
    if said.grades:
        file, grade = max(said.grades.items(), key=lambda item: item[1])
        print(f"en: reading grade at most {grade:.1f} ({file})")
    for note in said.notes:
        print(f"note: {note}")
    print(f"{len(said.faults)} faults" if said.faults else "no faults")
    return 1 if said.faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
