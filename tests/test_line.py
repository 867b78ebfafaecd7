"""The line of felt security: every answer where it belongs, gaps that stay gaps, and words that stay in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from msgspec.structs import replace as changed
from PIL import Image, ImageChops, ImageDraw

from bot.domain import events as e
from bot.domain.facts import KeepNight
from bot.domain.memory import Memory
from bot.domain.people import FULL, NUMBERS
from bot.domain.scene import Scene, Shelf, Want
from bot.domain.speech import words
from bot.flows import felt, house
from bot.pictures.chart import COLOURS
from bot.pictures.draw import Renderer
from bot.pictures.gallery import Gallery
from bot.pictures.line import BOTTOM, LEFT, LEVELS, RIGHT, TOP, Heads, Line, edges, labels, layout, line_svg, ticks, up
from bot.pictures.told import Theme
from tests.flows import scenes
from tests.test_pictures import luminance, picture

THEMES: tuple[Theme, ...] = ("light", "dark")
HEADS = Heads("How safe", "safe", "shaky", "Step", "Days", "A gap is a gap.")
STEPS = ((0, 1), (3, 2), (11, 3), (18, 4), (25, 5), (36, 6))
FULL_LINE = Line("en", "light", tuple((n, n % 5 + 1) for n in range(50)), STEPS, HEADS)
WORDY = Heads(*["Every single evening, whatever it brought and however it went " * 2] * 6)
LINES = {
    "full": FULL_LINE,
    "one evening": replace(FULL_LINE, nights=((0, 3),), steps=((0, 1),)),
    "few": replace(FULL_LINE, nights=((0, 3), (1, 2), (3, 5)), steps=((0, 1), (3, 2))),
    "long words": replace(FULL_LINE, heads=WORDY),
    "chinese": replace(FULL_LINE, lang="zh", heads=Heads("每个晚上", "安心", "不安", "阶段", "天数", "空着的。" * 30)),
    "a hundred dates": replace(FULL_LINE, nights=tuple((n, n % 5 + 1) for n in range(100))),
}


@cache
def drawn(shown: Line) -> Image.Image:
    return picture(line_svg(shown))


@cache
def bare(shown: Line) -> Image.Image:
    """The same line without a word."""
    svg = line_svg(shown)
    for block in layout(shown):
        for word in block.words:
            svg = svg.replace(f">{word.text}</text>", "></text>")
    return picture(svg)


def boxes(shown: Line) -> list[tuple[int, int, int, int]]:
    spots = [label.spot for label in labels(shown)]
    return [(int(s.x), int(s.y), round(s.x + s.width), round(s.y + s.height)) for s in spots]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", LINES)
def test_every_word_is_drawn_inside_its_box(theme: Theme, name: str) -> None:
    shown = replace(LINES[name], theme=theme)
    ink = ImageChops.difference(drawn(shown), bare(shown)).convert("L").point(lambda level: 255 if level > 20 else 0)
    for label, box in zip(labels(shown), boxes(shown), strict=True):
        assert ink.crop(box).getbbox(), f"{label.role} is blank"
    for box in boxes(shown):
        ImageDraw.Draw(ink).rectangle(box, fill=0)
    assert ink.getbbox() is None


@pytest.mark.parametrize("name", LINES)
def test_no_two_boxes_of_words_touch_and_none_reaches_into_the_plot(name: str) -> None:
    found = boxes(LINES[name])
    plot = (int(LEFT) + 1, int(TOP) + 1, int(RIGHT) - 1, int(BOTTOM) - 1)
    for at, (left, top, right, bottom) in enumerate(found):
        assert 0 <= left < right <= 1080
        assert 0 <= top < bottom <= 864
        for other in (plot, *found[at + 1 :]):
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out_and_is_large_enough_for_a_small_phone(theme: Theme) -> None:
    ground = luminance(tuple(bytes.fromhex(COLOURS[theme].ground[1:])))
    for name in LINES:
        for block in layout(replace(LINES[name], theme=theme)):
            low, high = sorted((luminance(tuple(bytes.fromhex(block.spot.fill[1:]))), ground))
            assert (high + 0.05) / (low + 0.05) >= 4.5
            assert block.fitted.size / 3 >= 9, "on a screen of 360 px"


def test_each_answer_is_one_dot_at_its_own_day_and_level() -> None:
    shown = LINES["few"]
    assert shown.dots == tuple((shown.across(day), up(level)) for day, level in shown.nights)
    assert line_svg(shown).count("<circle") == 2 * 3, "a drop of gold and where it shines"
    gaps = {round(up(low + 1) - up(low), 6) for low in LEVELS[:-1]}
    assert len(gaps) == 1, "the levels stand equally far apart"
    assert shown.across(1) - shown.across(0) == pytest.approx(shown.across(13) - shown.across(12))


def test_only_neighbouring_evenings_are_joined() -> None:
    shown = LINES["few"]
    assert shown.joined.count("M") == 1
    gap = (round(shown.across(2)), round((up(2) + up(5)) / 2))
    beside = (gap[0] - 12, gap[1])
    assert drawn(shown).getpixel(gap) == drawn(shown).getpixel(beside), "nothing is drawn where nothing was answered"


def test_past_sixty_dates_there_are_dots_alone() -> None:
    sixty, more = (replace(FULL_LINE, nights=tuple((n, n % 5 + 1) for n in range(days))) for days in (60, 61))
    assert sixty.joined
    assert not more.joined
    assert len(more.dots) == 61


@pytest.mark.parametrize("theme", THEMES)
def test_a_step_is_clearly_unlike_the_page_and_closed_at_its_right_edge(theme: Theme) -> None:
    shown = replace(FULL_LINE, theme=theme)
    ground = tuple(bytes.fromhex(COLOURS[theme].ground[1:]))
    for left, right, _ in edges(shown):
        tint = drawn(shown).getpixel((round(left) + 4, round(BOTTOM) - 6))
        assert isinstance(tint, tuple)
        assert sum(abs(one - other) for one, other in zip(tint, ground, strict=True)) >= 24
        assert drawn(shown).getpixel((round(right), round(BOTTOM) - 6)) != tint


def test_the_axis_grows_with_the_path() -> None:
    assert LINES["one evening"].span == 14
    spans = [replace(FULL_LINE, nights=((0, 3), (day - 1, 3))).span for day in (14, 15, 28, 29, 50, 51, 100)]
    assert spans == [14, 28, 28, 50, 50, 51, 100]
    assert ticks(LINES["one evening"]) == (1, 7, 14)
    assert ticks(replace(FULL_LINE, nights=((27, 3),))) == (1, 7, 14, 21, 28)
    assert ticks(FULL_LINE) == (1, 10, 20, 30, 40, 50)
    assert ticks(LINES["a hundred dates"]) == (1, 20, 40, 60, 80, 100)


def test_a_step_begins_between_two_evenings_and_the_last_one_ends_with_the_last_evening() -> None:
    shown = LINES["few"]
    (left, middle, first), (also, right, second) = edges(shown)
    assert (first, second) == (1, 2)
    assert (left, middle, also) == (LEFT, shown.across(2.5), shown.across(2.5))
    assert right == shown.across(3.5)
    assert edges(FULL_LINE)[-1][1] == RIGHT


@pytest.mark.parametrize("theme", THEMES)
def test_a_line_is_a_light_file(theme: Theme) -> None:
    assert len(Renderer().now(line_svg(replace(LINES["a hundred dates"], theme=theme))).bytes) < 300_000


# ------------------------------------------------------------------------------------------- on its page
FIRST = date(2026, 11, 23)


def _scene(*nights: KeepNight, lang: str = "en") -> Scene:
    return changed(scenes.scene(Memory(), lang=lang), shelf=Shelf(nights=nights))


def _night(day: int, level: int, about: str = "") -> KeepNight:
    return KeepNight(FIRST + timedelta(days=day), about, "done", level, 4)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_page_says_in_words_what_the_line_shows(lang: str) -> None:
    nights = (_night(4, 5, "day-04"), _night(1, 2, "day-02"), _night(0, 2, "day-01"), _night(2, 0))
    shown = felt.screen(_scene(*nights, lang=lang))
    assert shown.picture is not None
    assert shown.picture.facts["nights"] == "0:2,1:2,4:5"
    assert shown.picture.facts["steps"] == "0:1,4:2"
    alt = scenes.renderer().label(lang, shown.picture.alt)
    assert alt in scenes.renderer().screen(shown, lang, NUMBERS).text
    assert scenes.renderer().label(lang, words("evening.felt.5")) in alt
    assert len(scenes.renderer().screen(shown, lang, FULL).text) < 1024
    assert Gallery(scenes.renderer(), "").svg(shown.picture, lang).count("<circle") == 2 * 3


def test_only_the_newest_hundred_dates_are_shown() -> None:
    shown = felt.screen(_scene(*(_night(day, 3) for day in (0, 60, 140))))
    assert shown.picture is not None
    assert shown.picture.facts["nights"] == "0:3,80:3"


def test_without_an_answered_evening_there_is_no_picture() -> None:
    shown = felt.screen(_scene(_night(0, 0)))
    assert shown.picture is None
    assert shown.lines[0].key == "pictures.line.empty"


def test_the_evenings_are_fetched_for_this_page_and_for_no_other() -> None:
    assert house.wants(_scene(), e.Page(felt.PAGE)) == Want("nights")
    assert house.wants(_scene(), e.Page("progress")) is None
