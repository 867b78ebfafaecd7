"""The shelf: two bowls of one size in one light, any names at all, and nothing by which one could be ranked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageDraw

from bot.domain.speech import Picture, words
from bot.pictures.bowl import Bowl
from bot.pictures.draw import Renderer
from bot.pictures.gallery import Gallery
from bot.pictures.samples import LANGS, NAMES
from bot.pictures.shelf import HEIGHT, MIDDLES, ONE_GOLD, WIDTH, Shelf, layout, shelf_svg, spots, told
from bot.pictures.told import Theme, Told
from tests.flows.scenes import renderer
from tests.test_bowl import GIVEN, golden
from tests.test_pictures import luminance, picture

THEMES: tuple[Theme, ...] = ("light", "dark")
EMPTY = Bowl(7, frozenset(), GIVEN)
LINE = "Ten days on which both of you practised, each in your own way and at your own hour"


def shelf(theme: Theme = "light", names: tuple[str, str] = ("Ada", "Mei"), line: str = LINE) -> Shelf:
    left, right = (replace(EMPTY, theme=theme, seed=seed, filled=frozenset(range(1, 20))) for seed in (7, 8))
    return Shelf(left, right, *names, line)


@cache
def drawn(shown: Shelf) -> Image.Image:
    return picture(shelf_svg(shown))


@cache
def bare(theme: Theme) -> Image.Image:
    """The same shelf without a word."""
    return picture(re.sub(r"<text.*?</text>", "", shelf_svg(shelf(theme)), flags=re.S))


def boxes(theme: Theme) -> dict[str, tuple[int, int, int, int]]:
    found = spots(theme).items()
    return {role: (int(s.x), int(s.y), round(s.x + s.width), round(s.y + s.height)) for role, s in found}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", NAMES)
def test_any_two_names_are_drawn_inside_their_boxes_and_can_be_read(theme: Theme, name: str) -> None:
    made = _told(theme=theme, names=NAMES[name])
    ink = ImageChops.difference(drawn(made), picture(re.sub(r"<text.*?</text>", "", shelf_svg(made), flags=re.S)))
    shown = ink.convert("L").point(lambda level: 255 if level > 20 else 0)
    for block in layout(made):
        assert shown.crop(boxes(theme)[block.role]).getbbox(), f"{block.role} is blank"
        assert max(block.fitted.widths) <= block.spot.width
        assert block.fitted.height <= block.spot.height
        assert block.fitted.size >= 30, "10 px on a screen of 360 px"
    assert {block.role for block in layout(made)} == set(spots(theme))
    for box in boxes(theme).values():
        ImageDraw.Draw(shown).rectangle(box, fill=0)
    assert shown.getbbox() is None, "ink outside every box"
    texts = [
        element.text for element in ElementTree.fromstring(shelf_svg(made)).iter() if element.tag.endswith("}text")
    ]
    assert texts == [word.text for block in layout(made) for word in block.words]


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out_and_their_boxes_lie_apart_below_the_bowls(theme: Theme) -> None:
    found = boxes(theme)
    for at, (role, (left, top, right, bottom)) in enumerate(found.items()):
        assert 0 <= left < right <= WIDTH
        assert 566 <= top < bottom <= HEIGHT, "below the board"
        for other in list(found.values())[at + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        fill = luminance(tuple(bytes.fromhex(spots(theme)[role].fill[1:])))
        for _, colour in bare(theme).crop(found[role]).getcolors(2**20) or []:
            assert isinstance(colour, tuple)
            low, high = sorted((fill, luminance(colour)))
            assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_two_bowls_with_the_same_seams_look_the_same_on_either_side(theme: Theme) -> None:
    """Neither is larger, nearer or in better light: moved onto the other, one cannot be told from it."""
    left = replace(EMPTY, theme=theme, filled=frozenset(range(1, 31)), golds=(ONE_GOLD,) * 50)
    shown = drawn(Shelf(left, left, "", "", ""))
    first, second = (shown.crop((int(middle) - 160, 150, int(middle) + 160, 400)) for middle in MIDDLES)
    assert (
        ImageChops.difference(first, second).convert("L").point(lambda level: 255 if level > 12 else 0).getbbox()
        is None
    )


@pytest.mark.parametrize("lang", LANGS)
def test_no_number_stands_on_the_shelf(lang: str) -> None:
    made = _told(lang=lang)
    texts = [word.text for block in layout(made) for word in block.words if block.role != "line"]
    assert texts == ["Ada", "Mei"]


def test_of_the_other_bowl_only_a_count_is_drawn_all_in_one_gold() -> None:
    made = _told(n=12)
    assert made.right.filled == frozenset(range(1, 13))
    assert set(made.right.golds) == {ONE_GOLD}
    assert made.left.filled == frozenset({1, 2, 40})
    assert len(set(made.left.golds)) == 3
    right = (int(MIDDLES[1]) - 252, 60, int(MIDDLES[1]) + 252, 505)
    counts = [golden(drawn(_told(n=n)).crop(right)) for n in (0, 1, 17, 31, 50)]
    assert counts == sorted(set(counts)), "more days, more gold"


def test_a_bowl_that_is_not_known_is_one_without_gold() -> None:
    assert _told(n=-1) == _told(n=0)
    assert _told(n=-1).right.filled == frozenset()
    assert _told(n=99) == _told(n=50)


def test_rings_are_gilded_on_a_whole_bowl_alone() -> None:
    gilded = 'stroke="#a87a22"'
    assert gilded not in shelf_svg(_told(n=49))
    assert shelf_svg(_told(n=50)).count(gilded) == 5


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_of_which_nothing_can_be_drawn_gives_way_to_words_of_ours(lang: str) -> None:
    made = _told(lang=lang, names=("👩‍❤️‍👩", " \u202e "))
    assert made.left_name == renderer().label(lang, words("pictures.shelf.left"))
    assert made.right_name == renderer().label(lang, words("pictures.shelf.right"))


@pytest.mark.parametrize("theme", THEMES)
def test_a_shelf_is_a_light_file(theme: Theme) -> None:
    assert len(Renderer().now(shelf_svg(_told(theme=theme, n=50))).bytes) < 300_000


def _told(lang: str = "en", theme: Theme = "light", names: tuple[str, str] = ("Ada", "Mei"), n: int = 12) -> Shelf:
    left, right = (words("card.own", text=name) for name in names)
    facts = Picture(
        "shelf",
        {
            **{"left-seed": 7, "left-filled": "1,2,40", "left-golds": ",".join(GIVEN), "left-name": left},
            **{"right-seed": 8, "right-n": n, "right-name": right, "theme": theme},
            "line": words("card.own", text=LINE),
        },
        words("together.alt", name=names[1]),
    )
    assert Gallery(renderer(), "").svg(facts, lang)
    return told(Told(lang, facts.facts, lambda said: renderer().label(lang, said)))
