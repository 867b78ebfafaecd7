"""Can people tell their own report from nine others?

    python -m benchmarks.blind make --lang en --seed 1 --out packs --key key.json [--packs 10 --trials 10]
    python -m benchmarks.blind score --key key.json --answers answers.txt [more.txt ...]

`make` writes a folder a pack: `reports.md` with ten reports, A to J, and `trials.md` with sheets of answers. Give a
reader one such folder and nothing else. The key stays elsewhere: it is refused inside the folder of the packs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.blind.marks import Key, Marks, answers, marked
from benchmarks.blind.pack import Maker


def make(lang: str, seed: int, out: Path, key: Path, packs: int, trials: int, without: Sequence[str] = ()) -> None:
    """Write the packs, and their key outside of them. Raises ValueError for a key inside the packs' folder."""
    if key.resolve().is_relative_to(out.resolve()):
        raise ValueError(f"{key} lies among the packs: readers would find it")
    maker, letters = Maker(lang, without=frozenset(without)), {}
    for number in range(1, packs + 1):
        pack = maker.pack(seed, number, trials)
        folder = out / pack.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "reports.md").write_text(pack.reports, encoding="utf-8")
        (folder / "trials.md").write_text(pack.trials, encoding="utf-8")
        letters[pack.name] = list(pack.key)
    key.parent.mkdir(parents=True, exist_ok=True)
    key.write_text(json.dumps({"lang": lang, "seed": seed, "packs": letters}, indent=1) + "\n", encoding="utf-8")


def score(key: Path, given: Sequence[Path]) -> Marks:
    """The marks of all files of answers together."""
    packs: Key = {name: tuple(letters) for name, letters in json.loads(key.read_text("utf-8"))["packs"].items()}
    return marked(packs, answers("\n".join(file.read_text("utf-8") for file in given)))


def told(marks: Marks) -> str:
    """The marks as they are printed."""
    lines = [f"{pack}: {right} of {total}" for pack, (right, total) in marks.by_pack.items()]
    lines += [
        f"{pack}: {right} taken for {said}, {n} times" if n > 1 else f"{pack}: {right} taken for {said}"
        for (pack, right, said), n in marks.confused.items()
    ]
    return "\n".join([*lines, f"right: {marks.right} of {marks.total} ({marks.share:.2f}); chance alone: 0.10"])


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code: 2 for what cannot be done, with one line that says why."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.blind", description="Blind matching of reports.")
    does = parser.add_subparsers(dest="do", required=True)
    making = does.add_parser("make", help="write packs and their key")
    making.add_argument("--lang", choices=("en", "zh"), required=True)
    making.add_argument("--seed", type=int, required=True)
    making.add_argument("--out", type=Path, required=True)
    making.add_argument("--key", type=Path, required=True)
    making.add_argument("--packs", type=int, default=10)
    making.add_argument("--trials", type=int, default=10)
    making.add_argument("--without", nargs="*", default=(), help="sections to leave out of the reports, as map moves")
    scoring = does.add_parser("score", help="compare answers with a key")
    scoring.add_argument("--key", type=Path, required=True)
    scoring.add_argument("--answers", type=Path, nargs="+", required=True)
    asked = parser.parse_args(argv)
    try:
        if asked.do == "make":
            make(asked.lang, asked.seed, asked.out, asked.key, asked.packs, asked.trials, asked.without)
        else:
            print(told(score(asked.key, asked.answers)))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
