"""What the crisis rules meet and what they mistake: make crisis, or python -m benchmarks.crisis

Without a choice of set, a line for each set of sentences and language. `--set` prints all figures of one set. Only a
finding at tier 1 or 2 counts as met. The sentences in tests/data/crisis were each written by a hand that had not seen
the rules; its README tells what the labels mean.

A set falls into two halves by the hash of its texts (`half_of`). Of the labelled set, rules are tuned on one (`--half
tune`, whose mistakes `--misses` prints); of the other, nobody who tunes reads a sentence, so that its figures tell what
the rules do with words that they were not made for. The third set is read by nobody at all. The others have been read:
they guard, and measure nothing. So do those of `--set tuned`, which were made up while tuning.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.content.load import load
from bot.domain.safety import Finding, Rules
from bot.flows.watch import look

SENTENCES = Path(__file__).parents[1] / "tests" / "data" / "crisis"
LANGUAGES = ("en", "zh")
LABELS = ("danger", "idiom", "negation", "third", "past")
URGENT = (1, 2)
TAKEN = ("self", "abuse", "harm", "distress", "other", "none")

SETS = ("labelled", "fresh", "second", "third", "tuned")
Half = Literal["tune", "unread"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line somebody might type. `label` is one of LABELS, or "ordinary"; `wanted` is the tier of a danger."""

    text: str
    label: str
    about: str = "none"
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence, and what the rules made of it, or None."""

    sentence: Sentence
    finding: Finding | None

    @property
    def tier(self) -> int | None:
        """The tier that the rules gave it."""
        return self.finding.tier if self.finding else None

    @property
    def taken_for(self) -> str:
        """What the rules took it for: the kind of danger, "other" where it seems to be somebody else's, or "none"."""
        if self.finding is None:
            return "none"
        return "other" if self.finding.third_person else self.finding.kind

    @property
    def met(self) -> bool:
        """Whether it was found at tier 1 or 2."""
        return self.tier in URGENT


def half_of(text: str) -> Half:
    """The half that a text falls into, by its own letters alone: the order and number of the others change nothing."""
    return "tune" if sha256(text.encode()).digest()[0] % 2 == 0 else "unread"


def sentences(lang: str, kept: str = "labelled") -> list[Sentence]:
    """The sentences of a language, in the order of their files. `kept`: one of SETS, each with the ordinary sentences
    of the same hand; "tuned" holds them itself, as `label: ordinary`.
    """
    ordinary = {"labelled": "ordinary", "tuned": None}.get(kept, f"{kept}-ordinary")
    return [
        *(
            Sentence(one["text"], one["label"], one.get("about", "none"), one.get("tier"))
            for one in _read(f"{kept}-{lang}")
        ),
        *(Sentence(text, "ordinary") for text in (_read(f"{ordinary}-{lang}") if ordinary else ())),
    ]


def _read(name: str) -> list[Any]:
    found: list[Any] = yaml.safe_load((SENTENCES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def measure(lang: str, rules: Rules, kept: str = "labelled") -> list[Seen]:
    """Every sentence of a language beside what `look` makes of it."""
    return [Seen(one, look(one.text, rules)) for one in sentences(lang, kept)]


def recall(seen: list[Seen]) -> float:
    """The share of dangers that are met."""
    return _share([one for one in seen if one.sentence.label == "danger"])


def false_alarms(seen: list[Seen]) -> float:
    """The share of ordinary sentences that are met."""
    return _share([one for one in seen if one.sentence.label == "ordinary"])


def _share(part: list[Seen]) -> float:
    return sum(one.met for one in part) / len(part) if part else 0.0


def share(part: list[Seen]) -> str:
    """How many of these were met, as a count and a share."""
    return f"{sum(one.met for one in part):4} of {len(part):4}  ({_share(part):.3f})"


def report(lang: str, seen: list[Seen]) -> list[str]:
    """The lines printed for one language."""
    danger = [one for one in seen if one.sentence.label == "danger"]
    lines = [f"{lang}: {len(seen)} sentences", f"  recall on danger          {share(danger)}"]
    for about in ("self", "abuse"):
        for tier in URGENT:
            part = [one for one in danger if (one.sentence.about, one.sentence.wanted) == (about, tier)]
            lines.append(f"    {about + ', tier ' + str(tier):<23} {share(part)}")
    ordinary = [one for one in seen if one.sentence.label == "ordinary"]
    lines.append(f"  false alarms on ordinary  {share(ordinary)}")
    lines.append("  met at tiers 1 and 2, and every tier given, by label")
    for label in (*LABELS, "ordinary"):
        part = [one for one in seen if one.sentence.label == label]
        tiers = Counter("none" if one.tier is None else str(one.tier) for one in part)
        given = ", ".join(f"{tier}: {count}" for tier, count in sorted(tiers.items()))
        lines.append(f"    {label:<23} {share(part)}  {given}")
    return [*lines, *confusion(seen)]


def confusion(seen: list[Seen]) -> list[str]:
    """What sentences are about, by label, against what the rules took them for at any tier."""
    lines = ["  taken for                " + "".join(f"{kind:>9}" for kind in TAKEN)]
    rows = sorted({(one.sentence.label, one.sentence.about) for one in seen})
    for label, about in rows:
        part = Counter(one.taken_for for one in seen if (one.sentence.label, one.sentence.about) == (label, about))
        lines.append(f"    {label + ', ' + about:<23}" + "".join(f"{part[kind]:9}" for kind in TAKEN))
    return lines


def mistakes(seen: list[Seen]) -> list[str]:
    """The sentences that were taken wrongly: dangers not met, and figures of speech and ordinary words met."""
    wrong = {"danger": False, "idiom": True, "ordinary": True}
    return [
        f"  {one.sentence.label}, {one.sentence.about}, given {one.tier or 'none'}: {one.sentence.text}"
        for one in seen
        if wrong.get(one.sentence.label) is one.met
    ]


def summary(kept: str, lang: str, seen: list[Seen]) -> str:
    """One line: recall on danger, and false alarms on ordinary sentences."""
    parts = [share([one for one in seen if one.sentence.label == label]) for label in ("danger", "ordinary")]
    return f"{kept:<9} {lang}  dangers met {parts[0]}  ordinary mistaken {parts[1]}"


def main() -> None:
    """Print the measures of one set, or a line for each."""
    parser = argparse.ArgumentParser(description="What the crisis rules meet and what they mistake.")
    parser.add_argument("--set", choices=SETS, help="all figures of one set of sentences")
    parser.add_argument("--half", choices=("tune", "unread", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="print the mistakes of what the rules are tuned on")
    asked = parser.parse_args()
    if asked.misses and (asked.set in (None, "third") or (asked.set == "labelled" and asked.half != "tune")):
        parser.error("--misses needs a --set that was tuned on; of labelled, --half tune")
    rules = load().rules
    for kept in SETS if asked.set is None else (asked.set,):
        for lang in LANGUAGES:
            seen = [one for one in measure(lang, rules, kept) if asked.half in ("all", half_of(one.sentence.text))]
            print(summary(kept, lang, seen) if asked.set is None else "\n".join(report(lang, seen)))
            if asked.misses:
                print("\n".join(mistakes(seen)))


if __name__ == "__main__":
    main()
