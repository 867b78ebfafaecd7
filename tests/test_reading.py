"""Every result that can be, in words: its length, its order, its reasons and its rules, in both languages."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from bot.domain.quiz import (
    SCALES,
    Change,
    FacetScore,
    Measure,
    Quality,
    Quiz,
    Result,
    Scale,
    ScaleChange,
    quiz_from,
)
from bot.domain.speech import Words
from bot.flows import reading, scoring
from bot.flows.reading import HANGS, LEANINGS, Line

CONTENT = Path(reading.__file__).parents[1] / "content"
LANGUAGES = ("en", "zh")
JINJA = Environment(autoescape=True, undefined=StrictUndefined)
BANNED = {
    "en": r"you failed|streak|don.t break|lost you|has not|hasn.t|you are (anxious|avoidant|needy|clingy)|disorder"
    r"|trauma|trigger|broken|\b(always|never|should|must|diagnosis)\b",
    "zh": r"病态|缺陷|治愈|治疗|诊断|矫情|渣|巨婴|恋爱脑|PUA|玻璃心|原生家庭|挽回|拿捏"
    r"|必须|应该|您|你是(焦虑|回避)|型人",
}
# The one screen that has to say what this is not.
LIMITS = {"results.limits"}


@cache
def quiz() -> Quiz:
    return quiz_from(yaml.safe_load((CONTENT / "quizzes" / "attachment.yaml").read_text(encoding="utf-8")))


def flat(value: object, at: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, below in value.items():
                assert isinstance(key, str), f"{at}.{key}: YAML reads this key as {key!r}"
                yield from flat(below, f"{at}.{key}")
        case list():
            for n, below in enumerate(value):
                yield from flat(below, f"{at}.{n}")
        case str():
            yield at, value
        case _:
            raise AssertionError(f"{at}: {value!r} is not a text")


@cache
def texts(language: str) -> Mapping[str, str]:
    files = {name: CONTENT / language / f"{name}.yaml" for name in ("quiz", "results")}
    loaded = {name: yaml.safe_load(file.read_text(encoding="utf-8")) for name, file in files.items()}
    return {key: text for name, tree in loaded.items() for key, text in flat(tree, name)}


@cache
def template(language: str, key: str) -> Template:
    return JINJA.from_string(texts(language)[key])


def said(line: Words, language: str) -> str:
    params = {name: Markup(said(v, language)) if isinstance(v, Words) else v for name, v in line.params.items()}
    return template(language, line.key).render(params)


def plain(lines: reading.Reading, language: str) -> str:
    return re.sub(r"<[^>]+>", "", "\n".join(said(line.words, language) for line in lines))


def length(text: str, language: str) -> int:
    return len(text.split()) if language == "en" else len(re.sub(r"\s", "", text))


def result(anxious: int | None, avoidant: int | None, sems: tuple[float, float] = (7.8, 7.0), top: str = "") -> Result:
    measures: dict[Scale, Measure] = {
        scale: Measure(None, None, 3, 10, None) if score is None else Measure(1 + score / 25, score, 10, 10, sem)
        for scale, score, sem in zip(SCALES, (anxious, avoidant), sems, strict=True)
    }
    facets = tuple(
        FacetScore(facet, scale, 90 if facet == top else measures[scale].score, 3, 3) for facet, scale in quiz().facets
    )
    return Result(
        form="full",
        anxiety=measures["anxiety"],
        avoidance=measures["avoidance"],
        facets=facets,
        leaning=scoring.leaning(measures["anxiety"], measures["avoidance"]),
        near=tuple(scale for scale in SCALES if scoring.near_border(measures[scale])),
        secondary=scoring.secondary(facets),
        quality=Quality(),
        version=1,
    )


STEPS = (0, 12, 35, 40, 45, 50, 51, 55, 60, 65, 100)
RESULTS = [
    result(anxious, avoidant, sems, top)
    for anxious, avoidant, sems in product(STEPS, STEPS, ((7.8, 7.0), (10.0, 9.0), (17.3, 15.6)))
    for top in ("", *(facet for facet, _ in quiz().facets))
]


# ---------------------------------------------------------------- the files
def test_both_languages_have_the_same_keys() -> None:
    assert texts("en").keys() == texts("zh").keys()


def test_every_item_has_its_words_and_no_words_are_left_over() -> None:
    written = {k.removeprefix("quiz.attachment.item.") for k in texts("en") if k.startswith("quiz.attachment.item.")}
    assert written == {item.id for item in quiz().items}


@pytest.mark.parametrize(("language", "shortest", "longest"), [("en", 8, 15), ("zh", 10, 22)])
def test_a_statement_is_short_and_names_no_frequency(language: str, shortest: int, longest: int) -> None:
    often = re.compile(r"\b(always|often|sometimes|usually|rarely|never|not)\b|n’t|总是|经常|常常|有时|从来|从不|往往")
    for key, text in texts(language).items():
        if key.startswith("quiz.attachment.item."):
            assert shortest <= length(text, language) <= longest, text
            assert not often.search(text), text


@pytest.mark.parametrize(("language", "longest"), [("en", 26), ("zh", 12)])
def test_a_button_fits_a_narrow_phone(language: str, longest: int) -> None:
    buttons = re.compile(
        r"quiz\.(agree\.\d|back|skip|pause|resume|again|sharper|honest\.(yes|mostly|no)|attachment\.status\.(?!ask)\w+)$"
        r"|results\.(choice\.(a|v|both|low)|note\.retake)$"
    )
    found = [text for key, text in texts(language).items() if buttons.match(key)]
    assert len(found) == 5 + 6 + 1 + 3 + 3 + 4 + 1 - 1
    assert [text for text in found if len(text) > longest] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_that_we_do_not_use(language: str) -> None:
    rule = re.compile(BANNED[language], re.IGNORECASE)
    found = {key: text for key, text in texts(language).items() if key not in LIMITS and rule.search(text)}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_punctuation_is_the_languages_own(language: str) -> None:
    wrong = re.compile(r"['\"]|\.\.\." if language == "en" else r"(?<![<{])[,;:!?()'\"](?![^{]*}})|\.\.\.|您")
    bare = {key: re.sub(r"<[^>]+>|{[{%].*?[%}]}", "", text) for key, text in texts(language).items()}
    assert {key: text for key, text in bare.items() if wrong.search(text)} == {}


# ---------------------------------------------------------------- the result at once
@pytest.mark.parametrize(("language", "most"), [("en", 80), ("zh", 150)])
def test_the_result_at_once_is_short_in_every_combination(language: str, most: int) -> None:
    for one in RESULTS:
        text = plain(reading.short(one), language)
        assert length(text, language) <= most, text


def test_the_two_dimensions_come_first_and_the_style_after_them() -> None:
    for one in RESULTS:
        lines = reading.short(one)
        assert [line.because for line in lines[:2]] == [("anxiety",), ("avoidance",)]
        assert lines[0].params.keys() == {"score", "low", "high"}
        ends = [line.key.removeprefix("results.short.") for line in lines[-4:]]
        assert ends == ["style", "strength", "helps", "next"]


def test_near_a_border_the_result_says_so_and_offers_both() -> None:
    one = result(54, 20)
    assert "results.near.anxiety" in [line.key for line in reading.short(one)]
    assert reading.block(one) == "a-low"
    assert reading.neighbours(one) == ("a", "low")
    assert "results.near.anxiety" not in [line.key for line in reading.short(one, chosen="low")]
    assert reading.block(one, chosen="low") == "low"


def test_in_the_very_middle_the_nearer_border_is_offered() -> None:
    one = result(53, 49)
    assert reading.block(one) == "middle"
    assert reading.neighbours(one) == ("a", "both")


def test_far_from_any_border_there_is_nothing_to_choose() -> None:
    assert [reading.neighbours(result(*pair)) for pair in ((80, 20), (20, 80), (80, 80), (20, 20))] == [
        ("a",), ("v",), ("both",), ("low",)
    ]


def test_either_side_of_a_border_reads_the_same_border() -> None:
    for fixed in (10, 90):
        assert reading.block(result(48, fixed)) == reading.block(result(52, fixed))
        assert reading.block(result(fixed, 48)) == reading.block(result(fixed, 52))


def test_every_description_can_be_reached() -> None:
    assert {reading.block(one) for one in RESULTS} == set(HANGS)


def test_a_facet_that_stands_out_chooses_the_strength_and_the_step() -> None:
    keys = {}
    for facet in ("closeness", "opening", "leaning"):
        lines = reading.short(result(10, 70, top=facet))
        assert [line.because for line in lines[-3:]] == [(facet,)] * 3
        keys[facet] = [plain((line,), "en") for line in lines[-3:]]
    assert len({tuple(lines) for lines in keys.values()}) == 3


def test_what_could_not_be_scored_is_said_without_a_verdict() -> None:
    one = result(None, 80)
    assert [line.key for line in reading.short(one)] == ["results.bar.anxiety.unknown", "results.bar.avoidance.higher"]
    assert [line.key for line in reading.notes(one)] == ["results.note.not-enough.anxiety"]
    assert [line.key for line in reading.notes(result(None, None))] == ["results.note.not-enough.both"]
    assert (reading.description(one), reading.neighbours(one), reading.block(one)) == ((), (), None)


def flagged(quality: Quality) -> list[str]:
    one = result(70, 20)
    return [line.key for line in reading.notes(
        Result(one.form, one.anxiety, one.avoidance, one.facets, one.leaning, one.near, one.secondary, quality, 1)
    )]


def test_quality_notes_stand_apart_and_only_where_they_belong() -> None:
    assert flagged(Quality()) == []
    assert flagged(Quality(straight_run=True, quick=True, contradictory=("anxiety",))) == [
        "results.note.straight-run", "results.note.quick", "results.note.contradictory",
    ]


def test_all_the_same_says_one_thing_only() -> None:
    one = result(None, None)
    same = Result(one.form, one.anxiety, one.avoidance, one.facets, None, (), (), Quality(True, True, True), 1)
    assert reading.short(same) == ()
    assert [line.key for line in reading.notes(same)] == ["results.note.all-same"]


# ---------------------------------------------------------------- the longer words
def everything(one: Result) -> list[Line]:
    chosen = [reading.description(one, leaning) for leaning in ("", *LEANINGS)]
    return [*reading.short(one), *reading.notes(one), *reading.secondary_lines(one), *(li for d in chosen for li in d)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_has_words_and_a_reason_that_has_words_too(language: str) -> None:
    reasons = {key.removeprefix("results.because.") for key in texts(language) if key.startswith("results.because.")}
    for one in RESULTS[::7]:
        for line in everything(one):
            assert said(line.words, language).strip()
            assert line.because
            assert set(line.because) <= reasons


def test_strengths_come_before_any_difficulty_and_supports_outnumber_it() -> None:
    for fits in HANGS:
        one = next(r for r in RESULTS if reading.block(r) == fits)
        parts = [line.key.removeprefix("results.part.") for line in reading.description(one)]
        assert parts == ["strengths", "protects", "loud", "helps", "next"]
        strengths, *_, helps, _ = reading.description(one)
        assert len(strengths.params) >= 2
        assert len(helps.params) >= 2


def test_no_two_descriptions_share_a_sentence() -> None:
    for language in LANGUAGES:
        regions = [text for key, text in texts(language).items() if key.startswith("results.region.")]
        assert len(set(regions)) == len(regions)


def test_a_description_adds_another_step_to_the_one_said_at_once() -> None:
    for one in RESULTS:
        assert reading.short(one)[-1].because != reading.description(one)[-1].because


def test_secondary_areas_are_hints_of_their_own() -> None:
    one = result(20, 20, top="losing")
    assert one.secondary == ("losing",)
    (area,) = reading.secondary_lines(one)
    assert (area.key, area.because) == ("results.part.beside", ("losing",))
    parts = [held.key for held in area.params.values() if isinstance(held, Words)]
    assert parts == ["results.facet.losing", *(f"results.secondary.losing.{part}" for part in reading.PARTS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_description_can_be_met(language: str) -> None:
    used = {line.key for one in RESULTS for line in everything(one)}
    nested = {
        v.key for one in RESULTS for line in everything(one) for v in line.params.values() if isinstance(v, Words)
    }
    regions = {key for key in texts(language) if key.startswith(("results.region.", "results.style.", "results.near."))}
    assert regions - used - nested == set()


# ---------------------------------------------------------------- change and card
def test_a_change_is_told_in_words_with_one_line_of_care() -> None:
    up, level = ScaleChange("clear", "up", 25.0), ScaleChange("same", "down", -3.0)
    assert [line.key for line in reading.moved(Change(up, level))] == [
        "results.change.anxiety.clear-up", "results.change.avoidance.same", "results.change.up",
    ]
    assert [line.key for line in reading.moved(Change(None, level))] == [
        "results.change.avoidance.same", "results.change.same",
    ]
    assert [line.key for line in reading.moved(Change(None, None))] == ["results.change.unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_words(language: str) -> None:
    for tier, way in product(("same", "possible", "clear"), ("up", "down")):
        shift = ScaleChange(tier, way, 1.0)  # type: ignore[arg-type]
        assert all(said(line.words, language) for line in reading.moved(Change(shift, shift)))


@pytest.mark.parametrize(("language", "longest"), [("en", 60), ("zh", 22)])
def test_a_card_has_lines_to_pick_from_that_fit(language: str, longest: int) -> None:
    offered = [reading.card_lines(), *(reading.card_lines(one) for one in RESULTS)]
    for lines in offered:
        for kind in (lines.strength, lines.helps, lines.edge):
            assert len(kind) >= 3
            assert all(len(texts(language)[key]) <= longest for key in kind)
        assert not lines.style or texts(language)[lines.style]
    written = {key for key in texts(language) if key.startswith("results.card.")}
    assert written == {key for lines in offered for key in (*lines.strength, *lines.helps, *lines.edge)}


def test_a_card_says_no_score_no_zone_and_no_dimension() -> None:
    spoken = {
        "en": re.compile(r"\d|worry|distance|higher|lower|anxi|avoid|attach", re.IGNORECASE),
        "zh": re.compile(r"\d|焦虑|回避|依恋|偏高|偏低|居中"),
    }
    for language, rule in spoken.items():
        cards = {key: text for key, text in texts(language).items() if key.startswith("results.card.")}
        assert {key: text for key, text in cards.items() if rule.search(text)} == {}


def test_near_a_border_the_card_offers_lines_of_both_sides() -> None:
    assert reading.card_lines(result(54, 20)).edge == tuple(
        f"results.card.{side}.edge.{n}" for side in ("a", "low") for n in range(3)
    )
    chosen = reading.card_lines(result(54, 20), chosen="low")
    assert chosen.edge == tuple(f"results.card.low.edge.{n}" for n in range(3))
    assert reading.card_lines(result(None, 20)) == reading.card_lines()


def test_a_reading_is_plain_enough_to_store() -> None:
    for one in RESULTS[::97]:
        json.dumps([[li.key, [str(v) for v in li.params.values()], li.because] for li in everything(one)])
