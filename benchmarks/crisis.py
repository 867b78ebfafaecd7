"""What the crisis rules meet and what they mistake: make crisis, or python -m benchmarks.crisis

The sentences in tests/data/crisis were written before the rules were tuned; its README tells what each label means.
Only a finding at tier 1 or 2 counts as met.

The sentences fall into two halves by the hash of their text (`half_of`). Rules are tuned on one (`--half tune`, whose
mistakes `--misses` prints); of the other, nobody who tunes reads a sentence, so that its figures tell what the rules do
with words that they were not made for. `--set fresh` measures sentences of another hand, whole; they were a measure
until a round of tuning read their mistakes. `--set tuned` measures those that were made up while tuning: they guard,
and measure nothing.
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
from bot.domain.safety import Finding, Rules
from bot.flows.watch import look

SENTENCES = Path(__file__).parents[1] / "tests" / "data" / "crisis"
LANGUAGES = ("en", "zh")
LABELS = ("danger", "idiom", "negation", "third", "past")
URGENT = (1, 2)
TAKEN = ("self", "abuse", "harm", "distress", "other", "none")

_ORDINARY = {"labelled": "ordinary", "fresh": "fresh-ordinary"}
"""The file of ordinary sentences that goes with a file of labelled ones."""

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
    """The sentences of a language, in the order of their files. `kept`: labelled or fresh (each with the ordinary ones
    of the same hand), or tuned, which holds its ordinary sentences itself, as `label: ordinary`.
    """
    labelled = yaml.safe_load((SENTENCES / f"{kept}-{lang}.yaml").read_text(encoding="utf-8"))
    ordinary = _ORDINARY.get(kept)
    texts = yaml.safe_load((SENTENCES / f"{ordinary}-{lang}.yaml").read_text(encoding="utf-8")) if ordinary else ()
    return [
        *(Sentence(one["text"], one["label"], one.get("about", "none"), one.get("tier")) for one in labelled),
        *(Sentence(text, "ordinary") for text in texts),
    ]


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


def main() -> None:
    """Print the measures of each language."""
    parser = argparse.ArgumentParser(description="What the crisis rules meet and what they mistake.")
    parser.add_argument("--half", choices=("tune", "unread", "all"), default="all")
    parser.add_argument("--set", choices=("labelled", "fresh", "tuned"), default="labelled", help="which sentences")
    parser.add_argument("--misses", action="store_true", help="print the mistakes of what the rules are tuned on")
    asked = parser.parse_args()
    if asked.misses and asked.half != "tune" and asked.set == "labelled":
        parser.error("of the labelled sentences only the mistakes of --half tune are shown: the others stay unread")
    rules = load().rules
    for lang in LANGUAGES:
        if not (SENTENCES / f"{asked.set}-{lang}.yaml").exists():
            print(f"{lang}: there is no {asked.set}-{lang}.yaml")
            continue
        seen = [one for one in measure(lang, rules, asked.set) if asked.half in ("all", half_of(one.sentence.text))]
        print("\n".join(report(lang, seen)))
        if asked.misses:
            print("\n".join(mistakes(seen)))


if __name__ == "__main__":
    main()
