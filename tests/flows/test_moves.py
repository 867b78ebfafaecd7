"""The communication questionnaire as pure arithmetic and words: orders, scores, profiles, cards, what hangs on what."""

from __future__ import annotations

import re
from itertools import pairwise, product

import pytest

from bot.domain.moves import MOVES, MovesResult, moves_from
from bot.domain.people import FULL
from bot.domain.quiz import Answer
from bot.flows import moves_scoring, moves_screens
from bot.flows.scoring import zone
from tests.dialogue import looks
from tests.flows import scenes

QUIZ = scenes.library().moves
ITEMS = {item.id: item for item in QUIZ.items}
FAR = {"press": 1, "pull": 2, "heat": 4, "repair": 5}


def sheet(points: dict[str, int | None], seconds: float = 5.0) -> list[Answer]:
    """Every statement of a move answered alike."""
    return [Answer(item.id, points[item.move], seconds) for item in QUIZ.items]


def result(press: int | None, pull: int | None, heat: int | None = 2, repair: int | None = 4) -> MovesResult:
    return moves_scoring.score(QUIZ, sheet({"press": press, "pull": pull, "heat": heat, "repair": repair}))


def test_sixteen_statements_four_a_move_and_two_questions_that_are_never_scored() -> None:
    assert [sum(item.move == move for item in QUIZ.items) for move in MOVES] == [4, 4, 4, 4]
    assert [loop.id for loop in QUIZ.loops] == ["starts", "quiet"]
    answers = sheet({"press": 4, "pull": 2, "heat": 1, "repair": 5})
    one, other = (moves_scoring.score(QUIZ, answers, *loop) for loop in (("me", "other"), ("other", "me")))
    assert one.scores == other.scores
    assert one.profile == other.profile


def test_every_order_begins_easy_keeps_moves_apart_and_ends_on_nothing_hot() -> None:
    for seed in range(400):
        ids = moves_scoring.order(QUIZ, seed)
        assert sorted(ids) == sorted(ITEMS)
        assert all(ITEMS[id].opener for id in ids[:2])
        assert all(ITEMS[a].move != ITEMS[b].move for a, b in pairwise(ids))
        assert not ITEMS[ids[-1]].heavy
    assert len({moves_scoring.order(QUIZ, seed) for seed in range(400)}) > 390


def test_means_are_told_on_0_to_100() -> None:
    found = result(press=5, pull=1, heat=3, repair=4)
    assert [found.score(move) for move in MOVES] == [100, 0, 50, 75]
    answers = [Answer(item.id, (5, 4, 4, 4)[n % 4], 5.0) for n, item in enumerate(sorted(QUIZ.items, key=str))]
    assert all(0 <= (score.score or 0) <= 100 for score in moves_scoring.score(QUIZ, answers).scores)


def test_a_move_is_scored_with_three_of_four_and_not_with_two() -> None:
    for skipped, scored in ((1, True), (2, False)):
        left = [item.id for item in QUIZ.items if item.move == "repair"][:skipped]
        answers = [
            Answer(a.item, None if a.item in left else a.option) for a in sheet({**FAR, "repair": 5})
        ]
        found = moves_scoring.score(QUIZ, answers)
        assert (found.score("repair") is not None) is scored
        assert found.scores[3].answered == 4 - skipped


def test_one_answer_everywhere_is_not_scored() -> None:
    found = result(3, 3, 3, 3)
    assert found.quality.all_same
    assert found.profile is None
    assert [found.score(move) for move in MOVES] == [None] * 4


def test_quick_answers_and_long_rows_are_noted() -> None:
    points: dict[str, int | None] = {"press": 5, "pull": 1, "heat": 1, "repair": 5}
    assert moves_scoring.score(QUIZ, sheet(points, seconds=0.5)).quality.quick
    in_a_row = sorted(sheet(points), key=lambda answer: answer.option or 0)
    assert moves_scoring.score(QUIZ, in_a_row).quality.straight_run


@pytest.mark.parametrize(
    ("press", "pull", "profile"),
    [(75, 25, "press"), (25, 75, "pull"), (60, 55, "both"), (50, 50, "both"), (62, 50, "press"), (61, 50, "both"),
     (49, 49, "light"), (0, 0, "light"), (None, 80, None), (80, None, None)],
)  # fmt: skip
def test_a_profile_names_the_side_of_the_loop(press: int | None, pull: int | None, profile: str | None) -> None:
    assert moves_scoring.profile(press, pull) == profile


def test_an_option_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="not in 1"):
        moves_scoring.score(QUIZ, [Answer("my-part", 6)])


def test_a_faulty_structure_is_refused_with_every_fault_at_once() -> None:
    rows = [{"id": "a", "move": "shout"}, {"id": "b", "move": "pull"}, {"id": "b", "move": "pull"}]
    with pytest.raises(ValueError, match=r"a: unknown move 'shout'; b: the id stands twice; starts: .*two answers"):
        moves_from({"id": "x", "version": 1, "items": rows, "loops": [{"id": "starts", "answers": ["me"]}]})


# ---------------------------------------------------------------------------------------------------- words
EVERY = [result(*points) for points in product((1, 3, 5), (1, 3, 5), (1, 3, 4), (1, 2, 4))]


@pytest.mark.parametrize("lang", scenes.LANGS)
@pytest.mark.parametrize("found", EVERY)
def test_every_result_can_be_said_and_no_paragraph_hangs_on_nothing(lang: str, found: MovesResult) -> None:
    scene = scenes.scene(lang=lang)
    pages = [moves_screens.longer(scene, found, 1, page) for page in moves_screens.PAGES]
    for say in (moves_screens.short(scene, found, 1), *pages):
        assert scenes.shown(say, lang)
    known = {*(move for move in MOVES if found.score(move) is not None), found.profile}
    for line in (*moves_screens.strengths(found), *moves_screens.reading(found)):
        assert set(line.because) <= {*known, "loop"}


def test_strengths_come_before_anything_else_and_repair_is_the_first_where_it_is_one() -> None:
    for found in (one for one in EVERY if one.profile is not None):
        keys = [line.key for line in moves_screens.strengths(found)]
        assert len(keys) == 2
        repair = found.score("repair")
        assert repair is not None
        expected = f"moves.repair.{zone(repair)}" if zone(repair) != "lower" else f"moves.strength.{found.profile}.0"
        assert keys[0] == expected


@pytest.mark.parametrize(
    ("starts", "quiet", "found"),
    [("me", "other", "knock"), ("other", "me", "door"), ("me", "me", "start-stop"), ("me", "both", "hush"),
     ("other", "nobody", "open"), ("turns", "me", "turns"), ("turns", "other", "turns"), ("other", "other", "tide"),
     ("", "me", ""), ("me", "", "")],
)  # fmt: skip
def test_two_answers_name_a_round_and_a_skip_names_none(starts: str, quiet: str, found: str) -> None:
    made = MovesResult((), None, EVERY[0].quality, 1, starts, quiet)
    assert moves_screens.rounds(made) == found


@pytest.mark.parametrize("heat", [1, 2, 4, 5])
def test_heat_never_changes_the_profile_the_strengths_or_the_card(heat: int) -> None:
    for press, pull, repair in product((1, 3, 5), (1, 3, 5), (2, 4)):
        cool, hot = result(press, pull, 3, repair), result(press, pull, heat, repair)
        if cool.quality.all_same or hot.quality.all_same:
            continue
        assert cool.profile == hot.profile
        assert moves_screens.strengths(cool) == moves_screens.strengths(hot)
        assert moves_scoring.warmest(cool) == moves_scoring.warmest(hot)


def test_a_card_begins_with_the_warmest_move() -> None:
    assert moves_scoring.warmest(None) == "repair"
    assert moves_scoring.warmest(result(5, 1, repair=4)) == "repair"
    assert moves_scoring.warmest(result(5, 1, repair=2)) == "voice"
    assert moves_scoring.warmest(result(1, 5, repair=2)) == "room"


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_no_word_of_a_card_speaks_of_heat(lang: str) -> None:
    hot = ("heat", "shout", "angry", "loud") if lang == "en" else ("火", "吼", "生气", "吵得")
    lines = [text for key, text in scenes.library().words[lang].items() if key.startswith("moves.card.")]
    assert len(lines) == 27
    assert not [line for line in lines if any(word in line.lower() for word in hot)]


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_no_statement_asks_about_fear_force_or_injury_or_names_a_gender(lang: str) -> None:
    never = {
        "en": r"\b(afraid|scared|fear|hit|hits|push|throw|slam|he|she|his|her|him|man|woman|wife|husband)\b",
        "zh": r"怕|打|推搡|摔|砸|伤|(?<!其)他|她|老公|老婆",
    }[lang]
    for item in QUIZ.items:
        text = scenes.library().words[lang][f"moves.item.{item.id}"].lower()
        assert not re.search(never, text), text
        assert len(text.split()) <= 15 if lang == "en" else len(text) <= 24


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_result_fits_one_small_screen(lang: str) -> None:
    for found in EVERY:
        shown = scenes.renderer().screen(moves_screens.short(scenes.scene(lang=lang), found, 1), lang, FULL)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown)
