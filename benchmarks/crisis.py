"""What the crisis rules meet and what they mistake: python -m benchmarks.crisis

The sentences in tests/data/crisis were written before the rules were tuned; its README tells what each label means.
Only a finding at tier 1 or 2 counts as met.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.content.load import load
from bot.domain.safety import Rules
from bot.flows.watch import look

SENTENCES = Path(__file__).parents[1] / "tests" / "data" / "crisis"
LANGUAGES = ("en", "zh")
LABELS = ("danger", "idiom", "negation", "third", "past")
URGENT = (1, 2)


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


def main() -> None:
    """Print the measures of each language."""
    rules = load().rules
    for lang in LANGUAGES:
        print("\n".join(report(lang, measure(lang, rules))))


if __name__ == "__main__":
    main()
