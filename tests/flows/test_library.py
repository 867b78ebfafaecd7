"""The library as values: pages in their order, sources where there are facts, lines short enough to send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load
from bot.content.articles import articles_from, phrases_from
from bot.content.grades import reading_grades
from bot.content.pages import Shelf, read, texts
from bot.content.shape import shape_of
from bot.domain import events as e
from bot.domain.articles import Article, Leaf, Situation
from bot.domain.memory import Memory
from bot.domain.people import FULL
from bot.flows import library
from bot.flows.common import HELP, MENU
from tests.dialogue import looks
from tests.flows import scenes

BOOKS = scenes.library()
ARTICLES = {article.id: article for article in BOOKS.articles}
SITUATIONS, TONES = BOOKS.phrases.situations, BOOKS.phrases.tones
MOMENTS = ["late", "trip", "conflict", "space", "asking", "returning", "repairing", "boundary", "thanks", "news"]
SUBJECTS = [
    *("problem", "theory", "mechanisms", "distinctions", "entry", "coherence", "watching", "change"),
    *("stories", "insights", "labels", "people", "faq"),
]
LONGEST = {"en": 900, "zh": 420}
# What a program for everybody may not promise, in either language.
PROMISES = {"en": r"rewire|guarantee|proven|will become secure", "zh": "根治|保证你|彻底改变|重塑大脑"}


def _screens() -> Iterator[e.Press]:
    yield from (e.Page("library"), e.LinesAt("", ""))
    for article in BOOKS.articles:
        for n, leaf in enumerate(article.pages):
            yield e.ReadPage(article.id, n)
            if leaf.source:
                yield e.ReadSources(article.id, n)
    yield from (e.LinesAt(situation.id, tone) for situation in SITUATIONS for tone in TONES)


def _pages(lang: str) -> dict[str, str]:
    words = BOOKS.words[lang]
    return {key: text for key, text in words.items() if re.match(r"library\.article\.[\w-]+\.page\.", key)}


def _lines(lang: str) -> dict[str, str]:
    return {key: text for key, text in BOOKS.words[lang].items() if key.startswith(library.COPIES) and ".copy." in key}


# ---------------------------------------------------------------------------------------------------- the words
def test_every_subject_and_every_moment_is_on_the_shelf() -> None:
    assert list(ARTICLES) == SUBJECTS
    assert [situation.id for situation in SITUATIONS] == MOMENTS
    assert TONES == ("warm", "plain", "light")


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_a_page_is_short_and_no_page_promises_anything(lang: str) -> None:
    pages = _pages(lang)
    assert len(pages) == sum(len(article.pages) for article in BOOKS.articles)
    for key, text in pages.items():
        assert len(re.sub(r"</?\w+>", "", text)) <= LONGEST[lang], key
        assert not re.search(PROMISES[lang], text), key


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_questions_are_twelve_at_least(lang: str) -> None:
    pages = [text for key, text in _pages(lang).items() if ".faq." in key]
    asked = [line for text in pages for line in re.findall("<b>.*?[?？]</b>", text)]
    assert len(asked) == len(set(asked)) >= 12


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_there_are_sixty_lines_and_each_is_short_and_stands_once(lang: str) -> None:
    lines = _lines(lang)
    assert len(set(lines.values())) == len(lines) >= 60
    for situation in SITUATIONS:
        for tone in TONES:
            mine = [key for key in lines if key.startswith(f"library.lines.{situation.id}.copy.{tone}.")]
            assert len(mine) == situation.lines >= 2
    for key, text in lines.items():
        assert len(text) <= 200, key
        assert len(text.split()) <= 25, key
        assert not re.search(r"<|\{", text), key


def test_a_line_speaks_in_the_first_person() -> None:
    first = re.compile(r"\b(I|me|my|us|we)\b", re.IGNORECASE)
    assert [key for key, text in _lines("en").items() if not first.search(text)] == []


def test_the_people_of_the_stories_are_our_own() -> None:
    for lang in scenes.LANGS:
        told = " ".join(text for key, text in _pages(lang).items() if ".stories." in key)
        assert not re.search("Liu Min|Zhou Ting|刘敏|周婷|psychologist|EMDR", told)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_a_page_that_tells_of_a_study_has_a_source(lang: str) -> None:
    speaks = {"en": r"\b(stud(y|ies)|research|trial)\b", "zh": "研究里|各项研究|有一项研究|有个试验"}[lang]
    # Said of our own statements, of a way whose research is only named, or told again on a page that has the source.
    fine = {"entry.choose", "faq.exact"}
    for article in BOOKS.articles:
        for leaf in article.pages:
            text = BOOKS.words[lang][f"library.article.{article.id}.page.{leaf.id}"]
            if re.search(speaks, text, re.IGNORECASE) and f"{article.id}.{leaf.id}" not in fine:
                assert leaf.source, (article.id, leaf.id)


def test_english_is_easy_to_read() -> None:
    page = read(load.ROOT / "en/library.yaml", "en/library.yaml")
    grades = reading_grades(texts(page))
    assert grades.missing or grades.by_file["en/library.yaml"] <= 7


# --------------------------------------------------------------------------------------------------- the screens
@pytest.mark.parametrize("lang", scenes.LANGS)
def test_every_screen_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    for press in _screens():
        turned = scenes.play(scenes.scene(lang=lang), press)
        shown = scenes.renderer().screen(turned.say[0], lang, FULL)
        assert looks.height(shown) <= looks.ROOM, press
        assert not looks.too_wide(shown), press


def test_every_screen_leads_on_and_out_and_has_one_primary_button_at_most() -> None:
    for press in _screens():
        turned = scenes.play(scenes.scene(), press)
        assert MENU.event in scenes.events(turned)
        assert len([button for button in scenes.buttons(turned) if button.style == "primary"]) <= 1
        assert turned.then.counts == {}
        assert not turned.do


@pytest.mark.parametrize("article", SUBJECTS)
def test_an_article_is_read_forwards_and_backwards_page_by_page(article: str) -> None:
    scene, count = scenes.scene(), len(ARTICLES[article].pages)
    for n in range(count):
        presses = scenes.events(scenes.play(scene, e.ReadPage(article, n)))
        assert (e.ReadPage(article, n + 1) in presses) == (n + 1 < count)
        assert (e.ReadPage(article, n - 1) in presses) == (n > 0)
        assert (e.ReadSources(article, n) in presses) == bool(ARTICLES[article].pages[n].source)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_sources_of_a_page_are_named_and_lead_back_to_it(lang: str) -> None:
    scene = scenes.scene(lang=lang)
    turned = scenes.play(scene, e.ReadSources("change", 1))
    assert "Fraley 2021" in scenes.text(turned, lang)
    assert e.ReadPage("change", 1) in scenes.events(turned)


def test_tense_lines_carry_the_word_of_safety_and_the_way_to_help() -> None:
    for situation in SITUATIONS:
        turned = scenes.play(scenes.scene(), e.LinesAt(situation.id, ""))
        noted = "library.lines.note" in [line.key for line in turned.say[0].lines]
        assert noted == situation.note == (HELP.event in scenes.events(turned))
    assert {situation.id for situation in SITUATIONS if situation.note} == {"conflict", "boundary"}


def test_a_moment_opens_in_its_first_tone_and_offers_the_other_two() -> None:
    presses = scenes.events(scenes.play(scenes.scene(), e.LinesAt("late", "")))
    assert {e.LinesAt("late", "plain"), e.LinesAt("late", "light"), e.LinesAt("", "")} <= set(presses)
    assert e.LinesAt("late", "warm") not in presses
    assert e.CopyLine("library.lines.late.copy.warm.0") in presses


@pytest.mark.parametrize(
    "press",
    [
        *(e.ReadPage("problem", 99), e.ReadPage("problem", -1), e.ReadPage("nowhere", 0)),
        *(e.ReadSources("problem", 0), e.ReadSources("nowhere", 0)),
        *(e.LinesAt("nowhere", ""), e.LinesAt("late", "cold")),
    ],
)
def test_a_press_that_leads_nowhere_leads_to_the_shelf(press: e.Press) -> None:
    turned = scenes.play(scenes.scene(), press)
    assert turned.toast == "front.toast.old"
    assert turned.say == (library.shelf(scenes.scene()),)


def test_a_key_that_is_no_line_is_never_said_by_itself() -> None:
    for key in ("library.article.problem.page.knows", "library.lines.note", "library.lines.late.copy.cold.0"):
        turned = scenes.play(scenes.scene(), e.CopyLine(key))
        assert turned.toast == "front.toast.old"
        assert key not in [line.key for say in turned.say for line in say.lines]


def test_the_library_is_open_before_anybody_has_agreed_to_anything() -> None:
    scene = scenes.new_person()
    assert scenes.play(scene, e.Called("library")).say[0].screen == library.SCREEN
    assert scenes.play(scene, e.ReadPage("faq", 0)).say[0].screen == library.SCREEN


def test_the_menu_leads_to_the_library() -> None:
    assert e.Page("library") in scenes.events(scenes.play(scenes.scene(Memory()), e.Page("menu")))


# ------------------------------------------------------------------------------------------------ the structure
def test_structure_that_does_not_fit_is_told_with_its_place() -> None:
    told: list[tuple[str, str]] = []

    def wrong(path: str, what: str, remedy: str) -> None:
        assert remedy
        told.append((path, what))

    articles_from([Article("a", ()), Article("a", (Leaf("p"), Leaf("p")))], wrong)
    phrases_from(["warm", "warm"], [Situation("late", 1)], wrong)
    assert phrases_from("warm", [], wrong).tones == ()
    assert [path for path, _ in told] == [
        *("articles.0.pages", "articles.1.pages", "articles", "lines.situations.0.lines", "lines", "lines.tones"),
    ]


def test_a_missing_page_and_a_missing_line_are_found(tmp_path: Path) -> None:
    page = tmp_path / "lines.yaml"
    lines = "lines: {tones: [warm], situations: [{id: late, lines: 2}]}"
    page.write_text(f"{lines}\narticles: [{{id: a, pages: [{{id: p}}]}}]\n", "utf-8")
    shape = shape_of(Shelf({"library/lines.yaml": read(page, "library/lines.yaml")}, {}))
    assert set(shape.needed) == {
        *("library.lines.late.label", "library.lines.late.copy.warm.0", "library.lines.late.copy.warm.1"),
        *("library.article.a.label", "library.article.a.title", "library.article.a.page.p"),
        *("find.a-p", "find.lines-late"),
    }
