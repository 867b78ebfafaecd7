"""The banks of words for two: all there in both languages, short, fair to both, and silent about the other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load
from bot.content.faults import ContentError
from bot.content.pages import read_all, texts
from bot.content.shape import shape_faults, shape_of
from bot.domain.library import Library
from bot.domain.two import loop_id

LANGUAGES = ("en", "zh")
LEANINGS = ("a", "both", "low", "v")
HINTS = {
    "en": (
        "not answered",
        "hasn’t",
        "has not",
        "haven’t",
        "still waiting",
        "is waiting",
        "yet",
        "answered",
        "never replies",
    ),
    "zh": ("还没", "没有回", "没回", "尚未", "在等你", "还在等", "已经回答", "答了"),
}
WHO_OR_WHAT_COMES = {
    "en": (" will ", "won’t", "always", "never", "compatib", "match", "anxious", "avoidant", "score", "secure"),
    "zh": ("将会", "一定会", "永远", "从来", "般配", "合适度", "焦虑", "回避", "分数", "安全型"),
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load.load()


def bank(library: Library, lang: str, part: str = "") -> dict[str, str]:
    """The texts of a language whose keys begin with `two.` and the part."""
    return {key: text for key, text in library.words[lang].items() if key.startswith(f"two.{part}")}


def loops(library: Library, lang: str) -> Iterator[tuple[str, str]]:
    return ((key, text) for key, text in bank(library, lang, "loop.").items())


def test_there_is_enough_for_more_than_a_month_of_evenings(library: Library) -> None:
    two = library.two
    assert len(two.questions) >= 24
    assert len(two.guesses) >= 10
    assert len(two.suggestions) >= 16
    assert all(len(two.suggestions_in(step)) >= 6 for step in (3, 4, 5, 6))
    assert two.suggestions_in(1) == two.suggestions_in(2) == ()
    assert two.cards == ("1", "2", "3")
    fewest = {"soothe": 8, "solo": 6, "strength": 10, "help": 10, "avoid": 10, "proof": 8, "lovely": 3}
    assert two.lines == fewest


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_id_has_its_words(library: Library, lang: str) -> None:
    two, words = library.two, library.words[lang]
    keys = [f"two.question.{one.id}" for one in two.questions]
    for guess in two.guesses:
        keys += [f"two.guess.{guess.id}.own", f"two.guess.{guess.id}.other"]
        keys += [f"two.guess.{guess.id}.option.{option}" for option in guess.options]
    keys += [f"two.suggestion.{one.id}.{part}" for one in two.suggestions for part in ("title", "text")]
    keys += [f"two.card.{card}.{part}" for card in two.cards for part in ("title", "text")]
    keys += [f"two.loop.{loop}.{part}" for loop in two.loops for part in ("seen", "invite", "care")]
    keys += [f"two.milestone.{milestone}" for milestone in two.milestones]
    keys += [f"two.{name}.{n}" for name, count in two.lines.items() for n in range(1, count + 1)]
    assert {*keys, "two.loop.limits"} == {key for key in words if key.startswith("two.")}
    assert all(words[key] for key in keys)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_person_shows_of_themselves_is_one_short_line(library: Library, lang: str) -> None:
    most = {"en": 90, "zh": 40}[lang]
    for part in ("strength.", "help.", "avoid.", "proof."):
        for key, text in bank(library, lang, part).items():
            assert len(text) <= most, key
            assert "\n" not in text, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_is_one_line_and_asks_for_no_reason(library: Library, lang: str) -> None:
    most = {"en": 100, "zh": 36}[lang]
    for key, text in bank(library, lang, "question.").items():
        assert len(text) <= most, key
        assert "？" in text or text.endswith("?"), key
        assert not re.search(r"\bwhy\b|为什么|为啥|怎么不", text, re.IGNORECASE), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_hints_at_what_the_other_has_done_or_left_undone(library: Library, lang: str) -> None:
    for key, text in bank(library, lang).items():
        for hint in HINTS[lang]:
            assert not re.search(rf"\b{hint}\b" if lang == "en" else hint, text, re.IGNORECASE), f"{key}: {hint}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_soothing_step_and_a_week_alone_speak_of_nobody_else(library: Library, lang: str) -> None:
    others = {
        "en": r"\b(partner|they|them|two of you|both of you|answered|reply|replies|match)\b",
        "zh": "TA|对方|你们|两个人|伴侣",
    }
    for part in ("soothe.", "solo."):
        for key, text in bank(library, lang, part).items():
            assert not re.search(others[lang], text), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_loop_holds_no_number_no_type_and_no_forecast(library: Library, lang: str) -> None:
    for key, text in loops(library, lang):
        assert not re.search(r"[\d%％]|百分", text), key
        for word in WHO_OR_WHAT_COMES[lang]:
            assert word not in text, f"{key}: {word}"
        if key.endswith(".seen"):
            assert ("often" if lang == "en" else "常") in text, key


def test_every_two_leanings_have_one_loop_in_whichever_order(library: Library) -> None:
    for one in LEANINGS:
        for other in LEANINGS:
            assert loop_id(one, other) == loop_id(other, one)
            assert loop_id(one, other) in library.two.loops
    assert len(library.two.loops) == 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_touches_on_conflict_can_be_stopped_and_says_when_it_is_not_for(library: Library, lang: str) -> None:
    guarded = [one for one in library.two.suggestions if one.guarded]
    assert guarded
    for one in guarded:
        text = library.words[lang][f"two.suggestion.{one.id}.text"]
        words = ("stop", "shout", "threat", "door") if lang == "en" else ("停|不玩", "吼|气头上", "威胁", "门")
        assert all(re.search(word, text) for word in words), one.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_to_show_asks_for_secrecy_or_for_a_report(library: Library, lang: str) -> None:
    asks = {
        "en": r"tell (others|anyone|anybody|your)|secret|where you are|who with|password|I’m home|check in",
        "zh": "跟别人说|告诉别人|保密|你在哪|和谁在|跟谁在|密码|到家|报备|查岗",
    }
    for part in ("strength.", "help.", "avoid."):
        for key, text in bank(library, lang, part).items():
            assert not re.search(asks[lang], text), key


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the content to spoil."""
    copy = tmp_path / "content"
    shutil.copytree(load.ROOT, copy, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return copy


def test_a_word_that_is_missing_is_named(root: Path) -> None:
    words = root / "zh" / "two.yaml"
    words.write_text(words.read_text("utf-8").replace('  q-03: "', '  q-33: "', 1), "utf-8")
    shelf = read_all(root)
    own = {lang: {text.key: text for page in pages for text in texts(page)} for lang, pages in shelf.words.items()}
    found = [(fault.file, fault.key) for fault in shape_faults(shelf, own, shape_of(shelf))]
    assert sorted(found) == [("zh/two.yaml", "two.question.q-03"), ("zh/two.yaml", "two.question.q-33")]


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ("[sweet, salty, sour, crunchy]", "[sweet]", "two.guesses.3.options"),
        ("{id: s-03, steps: [3]}", "{id: s-03, steps: [2]}", "two.suggestions.2.steps"),
        ("low-low, a-low,", "low-low,", "two.loops"),
        ("{id: q-02}", "{id: q-01}", "two.questions"),
        ("cards: [", "cardz: [", "two"),
    ],
)
def test_a_shape_that_is_wrong_keeps_the_bot_from_starting(root: Path, before: str, after: str, key: str) -> None:
    structure = root / "library" / "two.yaml"
    sound = structure.read_text("utf-8")
    assert before in sound
    structure.write_text(sound.replace(before, after, 1), "utf-8")
    with pytest.raises(ContentError) as told:
        load.load(root)
    assert [(fault.file, fault.key) for fault in told.value.faults] == [("library/two.yaml", key)]
