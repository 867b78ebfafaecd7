"""The map: a dot inside the box of its own uncertainty, true to its axes, with words that stay in place."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageDraw

from bot.domain import events as e
from bot.domain.memory import Afterwards, Known, Measured, Memory
from bot.domain.people import FULL, NUMBERS
from bot.domain.quiz import Measure, Quality, Result
from bot.flows import house, whereabouts
from bot.pictures.chart import COLOURS
from bot.pictures.draw import Renderer
from bot.pictures.gallery import Gallery
from bot.pictures.map import (
    INSET,
    LEFT,
    SIDE,
    TOP,
    WIDTH,
    Heads,
    Map,
    Place,
    Range,
    across,
    labels,
    layout,
    legend,
    map_svg,
    up,
)
from bot.pictures.told import Theme
from tests.flows import scenes
from tests.test_pictures import luminance, picture

THEMES: tuple[Theme, ...] = ("light", "dark")
NOW = Place(Range(54, 62, 70), Range(31, 38, 45))
BEFORE = Place(Range(66, 74, 82), Range(36, 43, 50))
HEADS = Heads("Where", "Worry", "Distance", "0, less", "100, more", "now", "before", "about two of three")
SHORT = Map("en", "light", NOW, BEFORE, HEADS)
CHINESE = Heads("在哪里", "依恋焦虑", "依恋回避" * 9, "0，少", "100，多", "这次", "上一次", "约两次。" * 9)
LONG = "Keeping well out of everybody’s way on most days of the week: more this way"
CORNERS = Place(Range(0, 0, 8), Range(93, 100, 100))
MAPS = {
    "short": SHORT,
    "long": replace(SHORT, heads=Heads(LONG, LONG, LONG, "0, less", "100, more", "now", "the time before", LONG)),
    "chinese": replace(
        SHORT,
        lang="zh",
        heads=Heads("在哪里", "依恋焦虑", "依恋回避" * 9, "0，少", "100，多", "这次", "上一次", "约两次。" * 9),
    ),
    "at the corners": replace(SHORT, now=CORNERS, before=None),
}


@cache
def bare(shown: Map) -> Image.Image:
    """The same map without a word."""
    svg = map_svg(shown)
    for block in layout(shown):
        for word in block.words:
            svg = svg.replace(f">{word.text}</text>", "></text>")
    return picture(svg)


def box(x: float, y: float, width: float, height: float) -> tuple[int, int, int, int]:
    return int(x), int(y), round(x + width), round(y + height)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", MAPS)
def test_every_word_is_drawn_inside_its_box(theme: Theme, name: str) -> None:
    shown = replace(MAPS[name], theme=theme)
    ink = ImageChops.difference(picture(map_svg(shown)), bare(shown)).convert("L")
    ink = ink.point(lambda level: 255 if level > 20 else 0)
    for label in labels(shown):
        spot = label.spot
        assert ink.crop(box(spot.x, spot.y, spot.width, spot.height)).getbbox(), f"{label.role} is blank"
    for label in labels(shown):
        ImageDraw.Draw(ink).rectangle(box(label.spot.x, label.spot.y, label.spot.width, label.spot.height), fill=0)
    assert ink.getbbox() is None


def test_no_two_boxes_of_words_touch() -> None:
    boxes = [box(one.spot.x, one.spot.y, one.spot.width, one.spot.height) for one in labels(SHORT)]
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= 1080
        assert 0 <= top < bottom <= 1080
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out_four_and_a_half_to_one(theme: Theme) -> None:
    shown = replace(SHORT, theme=theme)
    for label in labels(shown):
        fill = luminance(tuple(bytes.fromhex(label.spot.fill[1:])))
        ground = luminance(tuple(bytes.fromhex(COLOURS[theme].ground[1:])))
        low, high = sorted((fill, ground))
        assert (high + 0.05) / (low + 0.05) >= 4.5, label.role


def test_the_axes_are_true_to_the_numbers() -> None:
    room = SIDE - 2 * INSET
    assert (across(0), across(100)) == (LEFT + INSET, LEFT + SIDE - INSET)
    assert (up(100), up(0)) == (TOP + INSET, TOP + SIDE - INSET)
    assert [across(tick + 50) - across(tick) for tick in (0, 50)] == [room / 2] * 2
    left, top, width, height = NOW.box
    assert (left, top) == (across(54), up(45))
    assert width == pytest.approx(room * 16 / 100)
    assert height == pytest.approx(room * 14 / 100)


def test_the_dot_lies_inside_its_box_and_both_inside_the_field_with_room_around_them() -> None:
    for place in (NOW, BEFORE, CORNERS):
        left, top, width, height = place.box
        assert left <= place.dot[0] <= left + width
        assert top <= place.dot[1] <= top + height
        assert LEFT + 40 <= left <= left + width <= LEFT + SIDE - 40
        assert TOP + 40 <= top <= top + height <= TOP + SIDE - 40


def test_only_whole_numbers_stand_on_it() -> None:
    numbers = [word.text for block in layout(SHORT) for word in block.words if any(c.isdigit() for c in word.text)]
    assert sorted(numbers) == sorted(2 * ["0, less", "100, more"])


def test_no_word_stands_in_the_field() -> None:
    for label in labels(SHORT):
        across_, down = label.spot.x, label.spot.y
        beside = across_ + label.spot.width <= LEFT or across_ >= LEFT + SIDE
        assert beside or down + label.spot.height <= TOP or down >= TOP + SIDE, label.role


@pytest.mark.parametrize("name", MAPS)
def test_the_legend_is_one_line_with_a_mark_before_each_of_its_parts(name: str) -> None:
    parts = legend(MAPS[name])
    assert [part.mark for part in parts] == (["now", "before", "band"] if MAPS[name].before else ["now", "band"])
    assert len({part.middle[1] for part in parts}) == 1
    ends = [end for part in parts for end in (part.middle[0], part.left, part.left + part.width)]
    assert ends == sorted(ends)
    assert 0 <= ends[0] <= ends[-1] <= WIDTH


def test_a_seam_of_gold_joins_the_time_before_to_the_latest() -> None:
    assert SHORT.seam in map_svg(SHORT)
    assert SHORT.seam
    assert not replace(SHORT, before=None).seam
    assert not replace(SHORT, before=NOW).seam


def test_before_and_now_are_told_apart_without_colour() -> None:
    assert 'stroke-dasharray="12 9"' in map_svg(SHORT)
    assert 'stroke-dasharray="12 9"' not in map_svg(replace(SHORT, before=None))


@pytest.mark.parametrize("theme", THEMES)
def test_a_map_is_a_light_file(theme: Theme) -> None:
    assert len(Renderer().now(map_svg(replace(SHORT, theme=theme))).bytes) < 300_000


# ------------------------------------------------------------------------------------------- on its page
def _result(worry: int | None, distance: int | None) -> Result:
    def measure(score: int | None) -> Measure:
        return Measure(3.0, score, 10, 10, 7.8) if score is not None else Measure(None, None, 3, 10, None)

    return Result("full", measure(worry), measure(distance), (), None, (), (), Quality(), 1)


def _memory(now: Result, *retests: Result) -> Memory:
    first = Measured(Known(1, now), "en")
    goes = tuple(Measured(Known(2 + at, one), "en", day=50) for at, one in enumerate(retests))
    return Memory(known=Known(1, now), first=first, afterwards=Afterwards(retests=goes), runs=1)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_page_on_how_sure_this_is_shows_the_map_with_the_range_in_its_words(lang: str) -> None:
    scene = scenes.scene(_memory(_result(62, 38)), lang=lang)
    shown = house.play(scene, e.Page("about")).say[0]
    assert shown.picture is not None
    assert (shown.picture.facts["x"], shown.picture.facts["x-low"], shown.picture.facts["x-high"]) == (62, 54, 70)
    alt = scenes.renderer().label(lang, shown.picture.alt)
    assert "54" in alt
    assert "70" in alt
    assert "62" not in alt, "a range, never one number"
    said = scenes.renderer().screen(shown, lang, FULL)
    assert len(said.text) < 1024, "Telegram's limit for words below a photo"
    assert alt in scenes.renderer().screen(shown, lang, NUMBERS).text
    assert Gallery(scenes.renderer(), "").svg(shown.picture, lang).startswith("<svg")


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_after_another_go_both_stand_on_the_map(lang: str) -> None:
    found = whereabouts.picture(scenes.scene(_memory(_result(74, 43), _result(62, 38)), lang=lang))
    assert found is not None
    assert (found.facts["x"], found.facts["before-x"]) == (62, 74)
    alt = scenes.renderer().label(lang, found.alt)
    assert alt.index("54") < alt.index("66")


def test_a_dimension_without_a_number_leaves_the_page_without_a_map() -> None:
    scene = scenes.scene(_memory(_result(62, None)))
    assert house.play(scene, e.Page("about")).say[0].picture is None
