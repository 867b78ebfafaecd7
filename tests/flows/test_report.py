"""The deeper report over random people: whole, within its length, and never the same for most of them."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import DropEntry, KeepEntry
from bot.domain.memory import Known, Memory, Moves, Reporting, Walk
from bot.domain.people import FULL, LETTERS, NUMBERS, Reach
from bot.domain.quiz import Answer, Form, Item, Result
from bot.domain.scene import Scene
from bot.flows import moves_scoring, report, report_sections, scoring, summary
from bot.flows.quiz import QUIZ
from bot.flows.report_sections import FIXED, Built, candidates
from bot.papers import Bindery
from bot.render import Renderer
from simulator.html import parse_html
from tests.dialogue import looks
from tests.flows import scenes

LANGS = ("en", "zh")
PEOPLE = 200
IDS = ("read", "map", "strengths", "signals", "protects", "secondary", "moves", "experiments", "phrases", "close",
       "first", "help")  # fmt: skip
OPEN = IDS[2:11]
WHOLE = {"en": (900, 1300), "zh": (1500, 2200)}
MESSAGE = {"en": 900, "zh": 420}
KINDS = ("uniform", "leaning", "skipping", "express", "moves")
# “Helps:”, “Days 1–3:”, “To ask:” name what follows, and say nothing of anybody.
LABEL = re.compile(r"<b>[^<]*[:：.。]</b>")
HAN = re.compile(r"[㐀-鿿，。！？；：、“”（）…—～《》｜]")


# --------------------------------------------------------------------------------------------------------- people
def _answers(dice: random.Random, items: tuple[Item, ...], kind: str) -> list[Answer]:
    """Answers at random: each by itself, or around two leanings of their own; one kind skips now and then."""
    lean = {"anxiety": dice.gauss(3.0, 0.8), "avoidance": dice.gauss(2.7, 0.8)}
    found = []
    for item in items:
        point = dice.randint(1, 5)
        if kind != "uniform":
            wanted = round(dice.gauss(lean[item.scale], 0.9))
            point = min(5, max(1, wanted))
            point = 6 - point if item.reverse else point
        skipped = kind == "skipping" and dice.random() < 0.08
        found.append(Answer(item.id, None if skipped else point, 5.0))
    return found


def _memory(seed: int, kind: str) -> Memory:
    """Somebody with a result in which both scales are scored; one kind also knows their own moves."""
    dice = random.Random(f"{kind}-{seed}")
    quiz = scenes.library().quizzes[QUIZ]
    form: Form = "express" if kind == "express" else "full"
    while True:
        result = scoring.score(quiz, _answers(dice, quiz.of(form), kind), form)
        if result.leaning is not None:
            break
    moves = None
    if kind == "moves":
        own = scenes.library().moves
        answers = [Answer(item.id, dice.randint(1, 5), 5.0) for item in own.items]
        starts, quiet = (dice.choice(("", *loop.answers)) for loop in own.loops)
        moves = Moves(result=moves_scoring.score(own, answers, starts, quiet))
    chosen = dice.choice(("", result.leaning)) if result.near else ""
    return Memory(known=Known(1, result, chosen), moves=moves)


@dataclass(frozen=True, slots=True)
class Seen:
    """One person's report as it is read: sections, and each one's text."""

    scene: Scene
    sections: tuple[Built, ...]
    texts: dict[str, str]


@cache
def reports(lang: str, kind: str) -> tuple[Seen, ...]:
    """The reports of 200 people."""
    found = []
    for seed in range(PEOPLE):
        scene = scenes.scene(_memory(seed, kind), lang=lang)
        sections = report_sections.built(scene)
        texts = {one.id: _text(scenes.renderer(), report.page(scene, one), lang) for one in sections}
        found.append(Seen(scene, sections, texts))
    return tuple(found)


def _text(renderer: Renderer, say: object, lang: str) -> str:
    return parse_html(renderer.screen(say, lang, FULL).text)[0]  # type: ignore[arg-type]


def _length(text: str, lang: str) -> int:
    return len(text.split()) if lang == "en" else len(HAN.findall(text)) + len(re.findall(r"[A-Za-z]+|\d+", text))


# ---------------------------------------------------------------------------------------------------- 200 people
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_report_has_twelve_whole_sections(lang: str, kind: str) -> None:
    for seen in reports(lang, kind):
        assert tuple(one.id for one in seen.sections) == IDS
        for one in seen.sections:
            assert one.paragraphs, one.id
            ids = [paragraph.id for paragraph in one.paragraphs]
            assert len(set(ids)) == len(ids), f"{one.id} says a thing twice: {ids}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_a_report_keeps_its_length_and_each_section_its_message(lang: str, kind: str) -> None:
    least, most = WHOLE[lang]
    totals = [_length("\n".join(seen.texts.values()), lang) for seen in reports(lang, kind)]
    assert least <= min(totals), min(totals)
    assert max(totals) <= most, max(totals)
    longest = max((len(text), text) for seen in reports(lang, kind) for text in seen.texts.values())
    assert longest[0] <= MESSAGE[lang], longest


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_no_paragraph_stands_in_more_than_two_thirds_of_the_reports(lang: str, kind: str) -> None:
    counted = Counter(
        paragraph.id for seen in reports(lang, kind) for one in seen.sections if one.id in OPEN
        for paragraph in one.paragraphs
    )
    id, times = counted.most_common(1)[0]
    assert times <= PEOPLE * 2 / 3, f"{id} stands in {times} of {PEOPLE} reports"


@pytest.mark.parametrize("lang", LANGS)
def test_a_sentence_of_the_open_sections_is_wrong_for_one_in_three(lang: str) -> None:
    """By their text, whatever their ids: a sentence may not hide in several paragraphs."""
    counted: Counter[str] = Counter()
    for seen in reports(lang, "leaning"):
        said: set[str] = set()
        for one in (one for one in seen.sections if one.id in OPEN):
            for paragraph in one.paragraphs:
                text = parse_html(LABEL.sub("", scenes.renderer().text(lang, paragraph.words)))[0]
                said |= {s.strip() for s in re.split(r"(?<=[.!?。！？：:])", text) if _length(s, lang) > 3}
        counted.update(said)
    sentence, times = counted.most_common(1)[0]
    assert times <= PEOPLE * 2 / 3, f"“{sentence}” stands in {times} of {PEOPLE} reports"


@pytest.mark.parametrize("kind", KINDS)
def test_every_paragraph_of_the_open_sections_names_why_it_is_there(kind: str) -> None:
    for seen in reports("en", kind):
        for one in (one for one in seen.sections if one.id in OPEN):
            assert all(paragraph.because for paragraph in one.paragraphs), one.id
            assert seen.texts[one.id].count("Because of ") == len(one.paragraphs), one.id


def test_every_paragraph_of_the_plan_stands_in_somebodys_report() -> None:
    met = {p.id for kind in KINDS for seen in reports("en", kind) for one in seen.sections for p in one.paragraphs}
    planned = {
        f"{section.id}.{pool}.{id}"
        for section in scenes.library().report.sections
        for pool, ids in section.pools.items()
        for id in ids
    }
    assert planned - met == set()


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_said_of_a_facet_hangs_on_its_score(lang: str) -> None:
    for seen in reports(lang, "uniform"):
        known = seen.scene.memory.known
        assert known is not None
        points = {facet.facet: facet.score for facet in known.result.facets}
        for one in seen.sections:
            for paragraph in one.paragraphs:
                facet, _, side = paragraph.id.rpartition(".")[2].partition("-")
                score = points.get(facet)
                if side in ("higher", "lower") and score is not None:
                    assert (score >= 50) is (side == "higher"), paragraph.id


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_fits_small_screens_with_whole_labels(lang: str) -> None:
    for seen in reports(lang, "uniform")[:25]:
        for one in seen.sections:
            shown = scenes.renderer().screen(report.page(seen.scene, one), lang, FULL)
            assert not looks.too_wide(shown), one.id
            # The lines to say have the tallest page: it may be scrolled, but not twice.
            assert looks.height(shown) <= 2 * looks.ROOM, one.id
        shown = scenes.renderer().screen(report.contents(seen.scene), lang, FULL)
        assert looks.height(shown) <= looks.ROOM
        assert not looks.too_wide(shown)


# --------------------------------------------------------------------------------------------------- worked people
def _result(**scores: int) -> Result:
    """A result from one answer a facet, 1 to 5 after recoding."""
    quiz = scenes.library().quizzes[QUIZ]
    points = {item.id: scores.get(item.facet, 3) for item in quiz.items}
    answers = [Answer(i.id, 6 - points[i.id] if i.reverse else points[i.id], 5.0) for i in quiz.items]
    return scoring.score(quiz, answers, "full")


def _known(chosen: str = "", **scores: int) -> Known:
    return Known(1, _result(**scores), chosen)


def _at(lang: str = "en", memory: Memory | None = None, **scores: Any) -> Scene:
    return scenes.scene(memory or Memory(known=_known(**scores)), lang=lang)


WORRIED: dict[str, Any] = {"losing": 5, "reassurance": 4, "closeness": 1, "opening": 2, "leaning": 1}
CALM: dict[str, Any] = {"losing": 1, "reassurance": 2, "closeness": 2, "opening": 1, "leaning": 2}


def test_the_highest_facets_come_first_and_calm_scales_after_them() -> None:
    assert candidates(_known(**WORRIED), "high") == ["losing-higher", "reassurance-higher", "avoidance-lower"]
    assert candidates(_known(**CALM), "high") == ["anxiety-lower", "avoidance-lower"]


def test_strengths_are_those_of_the_facets_furthest_from_the_middle() -> None:
    assert candidates(_known(**WORRIED), "apart")[0] == "losing-higher"
    assert "closeness-lower" in candidates(_known(**WORRIED), "apart")[:3]


def test_a_leaning_that_its_owner_chose_is_the_one_that_counts() -> None:
    assert candidates(_known(chosen="low", **WORRIED), "leaning") == ["low"]


def test_without_a_secondary_area_it_says_which_side_leads_or_that_none_does() -> None:
    assert candidates(_known(leaning=2, opening=2, closeness=2, losing=2, reassurance=2), "secondary") == ["flat"]
    assert candidates(_known(losing=2, reassurance=2, closeness=1, opening=1, leaning=1), "secondary") == [
        "anxiety-leads"
    ]
    assert candidates(_known(losing=1, reassurance=1, closeness=2, opening=2, leaning=1), "secondary") == [
        "avoidance-leads"
    ]


def test_own_moves_take_the_place_of_a_guess_and_heat_stays_out() -> None:
    seen = reports("en", "moves")[0]
    moves = next(one for one in seen.sections if one.id == "moves")
    assert moves.note is None
    assert all(paragraph.id.startswith("moves.") for paragraph in moves.paragraphs)
    assert not any(".heat." in p.id for seen in reports("en", "moves") for one in seen.sections for p in one.paragraphs)
    guessed = report_sections.section(_at(**WORRIED), "moves")
    assert guessed is not None
    assert guessed.note is not None


def test_without_two_scores_there_is_no_report_and_a_way_to_one() -> None:
    quiz = scenes.library().quizzes[QUIZ]
    few = scoring.score(quiz, [Answer(i.id, 4, 5.0) for i in quiz.of("express")[:3]], "express")
    turned = scenes.play(scenes.scene(Memory(known=Known(1, few), runs=1)), e.ReportOpen(1))
    assert [line.key for line in turned.say[0].lines] == ["report.none"]
    assert e.QuizAgain(1) in scenes.events(turned)
    assert scenes.play(scenes.scene(Memory(known=Known(1, few), runs=1)), e.ReportPage(1, "map")).toast


# ------------------------------------------------------------------------------------------------------- pressing
def test_a_doubt_is_kept_shown_and_taken_back() -> None:
    turned = scenes.play(_at(**WORRIED), e.ReportDoubt(1, "signals", 1))
    (fact,) = turned.do
    assert isinstance(fact, KeepEntry)
    assert (fact.entry.kind, fact.entry.number) == ("doubt", 104)
    assert fact.entry.data["section"] == "signals"
    assert "signals.line.losing-higher" in str(fact.entry.data["paragraphs"])
    assert "You said: not like me" in scenes.text(turned)
    again = scenes.play(scenes.after(_at(), turned), e.ReportDoubt(1, "signals", 1))
    assert again.do == ()
    shown = scenes.play(scenes.after(_at(), turned), e.ReportPage(1, "map"))
    assert "not like you: 1" in scenes.text(shown), "beside the bands"
    back = scenes.play(scenes.after(_at(), turned), e.ReportDoubt(1, "signals", 0))
    assert back.do == (DropEntry("doubt", 104),)
    assert "You said: not like me" not in scenes.text(back)


def test_what_is_the_same_for_all_is_not_doubted_or_left_out() -> None:
    for section in FIXED:
        assert scenes.play(_at(**WORRIED), e.ReportDoubt(1, section, 1)).toast == "front.toast.old"
        assert scenes.play(_at(**WORRIED), e.ReportLeave(1, section, 1)).toast == "front.toast.old"


def test_a_button_of_an_older_result_leads_to_the_newest_and_changes_nothing() -> None:
    scene = _at(memory=Memory(known=Known(3, _result(**WORRIED)), report=Reporting(1, scenes.NOW, doubts=("close",))))
    for press in (e.ReportDoubt(1, "signals", 1), e.ReportPage(1, "map"), e.ReportTone(1, "light"), e.ReportFile(1)):
        turned = scenes.play(scene, press)
        assert turned.toast == "front.toast.old"
        assert turned.do == ()
        assert turned.say[0].lines[0].key == "report.contents"
    assert report.of(scene).doubts == (), "doubts belong to the result that they were said of"


@pytest.mark.parametrize("tone", ["warm", "plain", "light"])
def test_the_lines_come_in_three_tones_each_to_be_copied(tone: str) -> None:
    turned = scenes.play(_at(**WORRIED), e.ReportTone(1, tone))
    keys = [button.copy.key for button in scenes.buttons(turned) if button.copy]
    assert len(keys) == 6
    assert all(key.endswith(f".{tone}") for key in keys)
    said = scenes.play(scenes.after(_at(), turned), e.CopyLine(keys[0]))
    assert [line.key for line in said.say[0].lines] == [keys[0]]


@pytest.mark.parametrize("lang", LANGS)
def test_a_line_to_say_is_short_and_speaks_of_oneself(lang: str) -> None:
    lines = {k: v for k, v in scenes.library().words[lang].items() if k.startswith("report.copy.")}
    assert len(lines) == 42
    for key, text in lines.items():
        assert _length(text, lang) <= (25 if lang == "en" else 45), key
    assert len(set(lines.values())) == len(lines)


# ----------------------------------------------------------------------------------------------------------- paper
@pytest.mark.parametrize("lang", LANGS)
def test_the_file_holds_all_but_what_its_owner_left_out(lang: str) -> None:
    left = scenes.play(_at(lang, **WORRIED), e.ReportLeave(1, "close", 1))
    turned = scenes.play(scenes.after(_at(lang), left), e.ReportFile(1))
    paper = turned.say[0].paper
    assert paper is not None
    assert turned.say[0].fresh
    assert len(paper.chapters) == 11
    assert "report.title.close" not in repr(paper)
    assert "report.title.first" in repr(paper)
    names = ("score", "low", "high")
    assert set(paper.chapters[1].facts) == {f"{s}.{n}" for s in ("anxiety", "avoidance") for n in names}


@pytest.mark.parametrize("reach", [NUMBERS, LETTERS])
def test_where_no_file_can_go_the_sections_are_text(reach: Reach) -> None:
    scene = replace(_at(**WORRIED), reach=reach)
    turned = scenes.play(scene, e.ReportFile(1))
    assert turned.say[0].paper is None
    assert "report.title.read" in repr(turned.say[0].lines)
    page = scenes.play(scenes.after(scene, scenes.play(scene, e.SummaryItem(1, "strengths", 1))), e.SummaryFile(1))
    assert page.say[0].paper is None
    assert "report.strengths.line.losing-higher" in repr(page.say[0].lines)


# --------------------------------------------------------------------------------------------------------- summary
def test_nothing_stands_on_the_page_that_was_not_switched_on() -> None:
    scene = _at(**WORRIED)
    assert scenes.play(scene, e.SummaryFile(1)).say[0].paper is None
    turned = scenes.play(scene, e.SummaryItem(1, "bars", 1))
    paper = scenes.play(scenes.after(scene, turned), e.SummaryFile(1)).say[0].paper
    assert paper is not None
    assert len(paper.chapters) == 1
    text = " ".join(str(scenes.renderer().text("en", line)) for line in paper.chapters[0].lines)
    assert text == "Closeness worry: higher on this questionnaire Keeping distance: lower on this questionnaire"
    off = scenes.play(scenes.after(scene, turned), e.SummaryItem(1, "bars", 0))
    assert off.then.report is not None
    assert off.then.report.items == ()


def test_without_a_question_there_is_room_to_write_one_by_hand() -> None:
    turned = scenes.play(_at(**WORRIED), e.SummaryItem(1, "ask", 1))
    paper = scenes.play(scenes.after(_at(), turned), e.SummaryFile(1)).say[0].paper
    assert paper is not None
    assert Bindery(scenes.renderer()).bytes(paper, "en").decode().count("<hr") == 4


def test_the_wider_range_is_that_of_nine_in_ten_retakes() -> None:
    map_ = report_sections.section(_at(**WORRIED), "map")
    assert map_ is not None
    band = next(paragraph.words for paragraph in map_.paragraphs if paragraph.id == "map.band")
    # Anxiety 88 with one SEM of 7.8 on ten items: 88 ± 12.8, kept within 100.
    assert (band.params["a_low"], band.params["a_high"]) == (75, 100)


def test_the_page_counts_what_was_practised_and_never_what_was_not() -> None:
    walk = Walk(days={"day-01": "done", "day-02": "skipped", "day-03": "partly"})
    memory = Memory(known=_known(**WORRIED), walk=walk, counts={"held": 4})
    lines = [str(scenes.renderer().text("en", line)) for line in summary.practised(_at(memory=memory))]
    assert lines == ["Days of a fifty-day practice: 2", "Messages held for five minutes before sending: 4"]
    assert [line.key for line in summary.practised(_at(**WORRIED))] == ["report.summary.nothing"]


def test_ones_own_question_is_asked_for_kept_and_shortened() -> None:
    scene = _at(**WORRIED)
    asked = scenes.play(scene, e.SummaryAsk(1))
    assert asked.say[0].wants_words
    there = scenes.after(scene, asked)
    long = scenes.play(there, e.Wrote("x" * 301))
    assert long.say[0].wants_words
    kept = scenes.play(there, e.Wrote("How do I  begin <b>?"))
    assert kept.then.report is not None
    assert (kept.then.report.ask, kept.then.report.items) == ("How do I begin <b>?", ("ask",))
    assert "How do I begin &lt;b&gt;?" in scenes.text(kept)
    assert kept.then.focus is None
