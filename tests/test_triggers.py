"""The trigger map: every height a count, words in their boxes, nobody's own words, and kind words for an empty week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace as changed
from PIL import Image, ImageChops, ImageDraw

from bot.domain import events as e
from bot.domain.facts import Entry
from bot.domain.memory import Memory
from bot.domain.people import FULL, NUMBERS
from bot.domain.scene import Scene, Shelf
from bot.domain.speech import Picture, words
from bot.flows import house, triggers
from bot.flows.common import today
from bot.pictures.blocks import PAD
from bot.pictures.chart import COLOURS
from bot.pictures.draw import Renderer
from bot.pictures.gallery import Gallery
from bot.pictures.samples import LANGS, samples
from bot.pictures.told import Theme, Told
from bot.pictures.triggers import (
    FOOT,
    LEFTS,
    TILE,
    TOP,
    Triggers,
    column,
    labels,
    layout,
    ribbons,
    tiles,
    told,
    triggers_svg,
)
from tests.flows import scenes
from tests.test_pictures import luminance, picture

THEMES: tuple[Theme, ...] = ("light", "dark")
SAMPLES = [one for one in samples(scenes.library()) if one.picture.kind == "triggers"]
WEEK = (
    ("silence", "chest", "left"),
    ("silence", "chest", "left"),
    ("silence", "heart", "left"),
    ("tone", "chest", "own"),
    ("own", "own", "own"),
    ("own", "own", "own"),
)


def told_of(shown: Picture, lang: str) -> Triggers:
    return told(Told(lang, shown.facts, lambda said: scenes.renderer().label(lang, said)))


def made(*moments: tuple[str, str, str], lang: str = "en", theme: Theme = "light") -> Triggers:
    given = ",".join(":".join(moment) for moment in moments)
    return told_of(Picture("triggers", {"moments": given, "span": "week", "theme": theme}, words("menu.title")), lang)


@cache
def drawn(shown: Triggers) -> Image.Image:
    return picture(triggers_svg(shown))


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: f"{one.lang} {one.name}")
def test_every_word_is_drawn_inside_its_box_and_large_enough_for_a_small_phone(one: Any) -> None:
    shown = told_of(one.picture, one.lang)
    bare = triggers_svg(shown)
    for block in layout(shown):
        assert block.fitted.size >= 30, "10 px on a screen of 360 px"
        assert max(block.fitted.widths) <= block.spot.width
        assert block.fitted.height <= block.spot.height
        assert not block.fitted.lines[-1].endswith("…")
        for word in block.words:
            bare = bare.replace(f">{word.text}</text>", "></text>")
    ink = ImageChops.difference(drawn(shown), picture(bare)).convert("L").point(lambda level: 255 if level > 20 else 0)
    boxes = [(int(s.x), int(s.y), round(s.x + s.width), round(s.y + s.height)) for s in _spots(shown)]
    for box, label in zip(boxes, labels(shown), strict=True):
        assert ink.crop(box).getbbox(), f"{label.role} is blank"
    for box in boxes:
        ImageDraw.Draw(ink).rectangle(box, fill=0)
    assert ink.getbbox() is None


def _spots(shown: Triggers) -> list[Any]:
    return [label.spot for label in labels(shown)]


@pytest.mark.parametrize("one", SAMPLES, ids=lambda one: f"{one.lang} {one.name}")
def test_no_two_boxes_of_words_touch_and_none_lies_below_a_ribbon(one: Any) -> None:
    shown = told_of(one.picture, one.lang)
    spots = _spots(shown)
    for at, first in enumerate(spots):
        assert 0 <= first.x < first.x + first.width <= 1080
        assert 0 <= first.y < first.y + first.height <= round(shown.height)
        for other in spots[at + 1 :]:
            apart = first.x + first.width <= other.x or other.x + other.width <= first.x
            assert apart or first.y + first.height <= other.y or other.y + other.height <= first.y
    inside = [spot for spot in spots if TOP <= spot.y < shown.height - FOOT]
    assert all(any(left - PAD <= s.x and s.x + s.width <= left + TILE + PAD for left in LEFTS) for s in inside)


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out(theme: Theme) -> None:
    colours = COLOURS[theme]
    for block in layout(made(*WEEK, theme=theme)):
        for ground in (colours.ground, colours.plot):
            pair = (luminance(tuple(bytes.fromhex(colour[1:]))) for colour in (block.spot.fill, ground))
            low, high = sorted(pair)
            assert (high + 0.05) / (low + 0.05) >= 4.5


def test_every_height_is_its_count_times_one_and_the_same_length() -> None:
    shown = made(*WEEK)
    for part, row in enumerate(tiles(shown)):
        assert {tile.pick: tile.count for tile in row} == dict(column(shown.moments, part))
        assert all(tile.bar_height == pytest.approx(tile.count * shown.unit) for tile in row)
        assert sum(tile.bar_height for tile in row) == pytest.approx(len(WEEK) * shown.unit), "nothing is left out"
    for moments in (WEEK, hundred().moments):
        shown = made(*moments)
        widths = [ribbon.width for ribbon in ribbons(shown)]
        assert sum(widths) == pytest.approx(2 * len(moments) * shown.unit)


def hundred() -> Triggers:
    return next(told_of(one.picture, "en") for one in SAMPLES if "a hundred" in one.name)


def test_the_five_most_frequent_are_named_and_the_others_counted_together() -> None:
    for part in range(3):
        *named, (last, others) = column(hundred().moments, part)
        assert len(named) == 5
        assert last == "others"
        assert others == 100 - sum(count for _, count in named)
    assert [label.text for label in labels(hundred())].count("Others") == 3
    six = [("silence", "chest", pick) for pick in ("left", "too-much", "alone", "wrong", "unseen", "own")]
    assert len(column(tuple(six), 2)) == 6, "six have room by their names"


def test_a_bar_stays_low_however_often_its_pick_came() -> None:
    for count in (1, 2, 21, 100):
        shown = made(*[WEEK[0]] * count)
        assert max(tile.bar_height for row in tiles(shown) for tile in row) <= 104


def test_the_most_frequent_stands_first_and_own_words_stand_last() -> None:
    assert column(WEEK, 0) == (("silence", 3), ("tone", 1), ("own", 2))
    assert column(WEEK, 1) == (("chest", 3), ("heart", 1), ("own", 2))


def test_gold_is_what_came_together_most_and_never_ones_own_words() -> None:
    shown = made(*WEEK)
    gold = [ribbon for ribbon in ribbons(shown) if ribbon.gold]
    # Silence and a tight chest twice; a tight chest and that thought twice.
    assert [ribbon.width for ribbon in gold] == [pytest.approx(2 * shown.unit)] * 2
    assert ribbons(shown)[-2:] == tuple(gold), "above the others"
    assert not any(ribbon.gold for ribbon in ribbons(made(*WEEK[4:])))
    assert not any(label.role == "legend-1" for label in labels(made(*WEEK[4:]))), "no word of gold without gold"
    gilded = [ribbon.width for ribbon in ribbons(hundred()) if ribbon.gold]
    assert len(gilded) == 3, "and three at the most"


def test_a_hundred_moments_fit_one_picture_and_one_moment_makes_a_small_one() -> None:
    assert hundred().height <= 1350
    assert len(Renderer().now(triggers_svg(hundred())).bytes) < 400_000
    assert made(WEEK[0]).height < 500


# ------------------------------------------------------------------------------------------------ on its screens
def _entry(number: int, days: int = 0, **data: str | int) -> Entry:
    picks: dict[str, str | int] = {"situation": "silence", "body": "chest", "thought": "left", "level": 5, **data}
    return Entry("log", number, scenes.NOW, scenes.NOW.date() - timedelta(days=days), picks)


def _scene(*entries: Entry, lang: str = "en") -> Scene:
    return changed(scenes.scene(Memory(), lang=lang), shelf=Shelf(entries=entries))


def test_a_week_shows_the_last_seven_dates_and_leads_to_all_so_far_and_back() -> None:
    scene = _scene(_entry(3), _entry(2, 6, thought="own"), _entry(1, 7, situation="tone"))
    week, whole = house.play(scene, e.LogMap()), house.play(scene, e.Page(triggers.PAGE))
    assert week.say[0].picture is not None
    assert whole.say[0].picture is not None
    assert week.say[0].picture.facts["moments"] == "silence:chest:left,silence:chest:own"
    assert whole.say[0].picture.facts["moments"] == "silence:chest:left,silence:chest:own,tone:chest:left"
    assert e.Page(triggers.PAGE) in scenes.events(week)
    assert e.LogMap() in scenes.events(whole)
    assert today(scene) == scenes.NOW.date()


def test_an_empty_week_has_kind_words_and_no_chart() -> None:
    for scene in (_scene(), _scene(_entry(1, 9))):
        shown = triggers.week(scene)
        assert shown.picture is None
        assert [line.key for line in shown.lines] == ["log.map.none"]
    assert triggers.so_far(_scene()).picture is None
    assert triggers.so_far(_scene(_entry(1, 9))).picture is not None


def test_a_week_that_is_all_there_is_offers_no_second_picture_of_it() -> None:
    assert e.Page(triggers.PAGE) not in [b.event for row in triggers.week(_scene(_entry(1))).rows for b in row]


def test_of_more_than_a_shelf_holds_the_title_says_the_newest() -> None:
    shown = triggers.so_far(_scene(*(_entry(n) for n in range(100))))
    assert shown.picture is not None
    assert shown.picture.facts["span"] == "newest"


def test_own_words_and_picks_that_we_do_not_know_are_never_printed() -> None:
    scene = _scene(_entry(2, situation="<b>my secret</b>", body="own"), _entry(1, situation="own"))
    shown = triggers.week(scene).picture
    assert shown is not None
    assert shown.facts["moments"] == "own:own:left,own:chest:left"
    assert "secret" not in Gallery(scenes.renderer(), "").svg(shown, "en")


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_the_picture_name_the_most_frequent_and_say_when_there_are_more(lang: str) -> None:
    bodies = ("chest", "chest", "heart", "heat", "numb")
    scene = _scene(*(_entry(n, body=body) for n, body in enumerate(bodies)), lang=lang)
    shown = triggers.week(scene)
    assert shown.picture is not None
    alt = scenes.renderer().label(lang, shown.picture.alt)
    for key, n in (("log.phrase.situation.silence", 5), ("log.phrase.body.chest", 2), ("log.phrase.body.heart", 1)):
        said = scenes.renderer().label(lang, words("pictures.triggers.tile", what=words(key), n=n))
        assert said in alt
    assert scenes.renderer().label(lang, words("pictures.triggers.others")) in alt
    assert scenes.renderer().label(lang, words("log.phrase.body.numb")) not in alt
    assert alt in scenes.renderer().screen(shown, lang, NUMBERS).text
    assert len(scenes.renderer().screen(shown, lang, FULL).text) < 1024


def test_the_theme_is_the_persons_own() -> None:
    shown = made(*WEEK)
    assert drawn(replace(shown, theme="dark")).getpixel((5, 5)) != drawn(shown).getpixel((5, 5))
