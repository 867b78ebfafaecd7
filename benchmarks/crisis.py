"""What the crisis rules meet and what they mistake: python -m benchmarks.crisis

The sentences in tests/data/crisis were written before the rules were tuned; its README tells what each label means.
Only a finding at tier 1 or 2 counts as met.

The sentences fall into two halves by the hash of their text (`half_of`). Rules are tuned on one (`--half tune`, whose
mistakes `--misses` prints); of the other, nobody who tunes reads a sentence, so that its figures tell what the rules do
with words that they were not made for.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

import yaml

from bot.content.load import load
from bot.domain.safety import Rules
from bot.flows.watch import look

SENTENCES = Path(__file__).parents[1] / "tests" / "data" / "crisis"
LANGUAGES = ("en", "zh")
LABELS = ("danger", "idiom", "negation", "third", "past")
URGENT = (1, 2)

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
    """A sentence, and the tier the rules gave it, or None."""

    sentence: Sentence
    tier: int | None

    @property
    def met(self) -> bool:
        """Whether it was found at tier 1 or 2."""
        return self.tier in URGENT


def half_of(text: str) -> Half:
    """The half that a text falls into, by its own letters alone: the order and number of the others change nothing."""
    return "tune" if sha256(text.encode()).digest()[0] % 2 == 0 else "unread"


def sentences(lang: str) -> list[Sentence]:
    """The labelled and the ordinary sentences of a language, in the order of their files."""
    labelled = yaml.safe_load((SENTENCES / f"labelled-{lang}.yaml").read_text(encoding="utf-8"))
    ordinary = yaml.safe_load((SENTENCES / f"ordinary-{lang}.yaml").read_text(encoding="utf-8"))
    return [
        *(Sentence(one["text"], one["label"], one["about"], one.get("tier")) for one in labelled),
        *(Sentence(text, "ordinary") for text in ordinary),
    ]


def measure(lang: str, rules: Rules) -> list[Seen]:
    """Every sentence of a language beside the tier `look` gives it."""
    found = ((one, look(one.text, rules)) for one in sentences(lang))
    return [Seen(one, finding.tier if finding else None) for one, finding in found]


def share(seen: list[Seen]) -> str:
    """How many of these were met, as a count and a share."""
    met = sum(one.met for one in seen)
    return f"{met:4} of {len(seen):4}  ({met / len(seen):.3f})"


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
    return lines


def mistakes(seen: list[Seen]) -> list[str]:
    """The sentences that were taken wrongly: dangers not met, and figures of speech and ordinary words met."""
    wrong = {"danger": False, "idiom": True, "ordinary": True}
    return [
        f"  {one.sentence.label}, {one.sentence.about}, given {one.tier or 'none'}: {one.sentence.text}"
        for one in seen
        if wrong.get(one.sentence.label) is one.met
    ]


def main() -> None:
    """Print the measures of each language."""
    parser = argparse.ArgumentParser(description="What the crisis rules meet and what they mistake.")
    parser.add_argument("--half", choices=("tune", "unread", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="print the mistakes of the half that rules are tuned on")
    asked = parser.parse_args()
    if asked.misses and asked.half != "tune":
        parser.error("only the mistakes of --half tune are shown: the other half stays unread")
    rules = load().rules
    for lang in LANGUAGES:
        seen = [one for one in measure(lang, rules) if asked.half in ("all", half_of(one.sentence.text))]
        print("\n".join(report(lang, seen)))
        if asked.misses:
            print("\n".join(mistakes(seen)))


if __name__ == "__main__":
    main()
