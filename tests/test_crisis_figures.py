"""How much danger the rules meet, and how seldom they mistake an ordinary sentence: `make crisis` prints the figures.

The sentences were written apart from the rules (tests/data/crisis/README.md). A red test names the figures alone,
never a sentence: half of them are read by nobody.
"""

from __future__ import annotations

import pytest

from benchmarks.crisis import (
    LANGUAGES,
    SENTENCES,
    SETS,
    false_alarms,
    half_of,
    measure,
    recall,
    report,
    sentences,
    summary,
)
from bot.domain.safety import Rules
from tests.flows import scenes

RECALL = 0.95
FALSE_ALARMS = 1 / 50


@pytest.fixture(scope="module")
def rules() -> Rules:
    return scenes.library().rules


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nineteen_dangers_in_twenty_are_met_and_at_most_one_ordinary_sentence_in_fifty(lang: str, rules: Rules) -> None:
    seen = measure(lang, rules)
    figures = "\n".join(report(lang, seen))
    assert recall(seen) >= RECALL, figures
    assert false_alarms(seen) <= FALSE_ALARMS, figures


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_sentences_enough_to_say_so(lang: str, rules: Rules) -> None:
    seen = measure(lang, rules)
    labels = [one.sentence.label for one in seen]
    assert labels.count("ordinary") >= 500
    assert len(labels) - labels.count("ordinary") >= 150
    assert {"danger", "idiom", "negation", "third", "past"} <= set(labels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_half_that_nobody_reads_is_about_half_and_does_well_too(lang: str, rules: Rules) -> None:
    seen = measure(lang, rules)
    unread = [one for one in seen if half_of(one.sentence.text) == "unread"]
    assert 0.4 <= len(unread) / len(seen) <= 0.6
    assert recall(unread) >= 0.9, "\n".join(report(lang, unread))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_of_speech_are_seldom_taken_for_danger(lang: str, rules: Rules) -> None:
    idioms = [one for one in measure(lang, rules) if one.sentence.label == "idiom"]
    assert sum(one.met for one in idioms) <= len(idioms) / 10, "\n".join(report(lang, idioms))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_met_while_tuning_is_met_still(lang: str, rules: Rules) -> None:
    seen = measure(lang, rules, "tuned")
    lost = [one.sentence.text for one in seen if one.sentence.label == "danger" and not one.met]
    mistaken = [one.sentence.text for one in seen if one.sentence.label == "ordinary" and one.met]
    assert recall(seen) >= RECALL, lost
    assert false_alarms(seen) <= 1 / 16, mistaken  # they were written to be mistaken


HELD = [
    ("fresh", "en", 0.98, 1 / 50),
    ("fresh", "zh", 0.98, 1 / 50),
    ("second", "en", 0.97, 1 / 50),
    ("second", "zh", 0.97, 1 / 35),
    ("third", "en", 0.74, 1 / 35),
    ("third", "zh", 0.78, 1 / 22),
]
"""What each stranger's set reached when it was last measured, less a little: it may rise, and not fall unseen."""


@pytest.mark.parametrize(("kept", "lang", "met", "mistaken"), HELD)
def test_what_the_strangers_sets_reached_does_not_fall_unseen(
    kept: str, lang: str, met: float, mistaken: float, rules: Rules
) -> None:
    seen = measure(lang, rules, kept)
    assert recall(seen) >= met, summary(kept, lang, seen)
    assert false_alarms(seen) <= mistaken, summary(kept, lang, seen)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_stands_in_two_of_the_strangers_sets(lang: str) -> None:
    told = [one.text for kept in SETS if kept != "tuned" for one in sentences(lang, kept)]
    assert len(told) - len(set(told)) <= len(told) / 100


def test_the_sentences_stand_apart_from_the_rules() -> None:
    assert "bot" not in SENTENCES.relative_to(SENTENCES.parents[2]).parts
