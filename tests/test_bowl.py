"""The bowl: fifty cracks of a person's own, each of which fills with gold where it is, and words that stay in place."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from bot.domain.speech import Picture, Words, words
from bot.flows.bowl import alt
from bot.pictures import draw, gallery
from bot.pictures.bowl import GOLDS, LAST_OF_STEP, SPOTS, Bowl, bowl_svg, layout, legend, told
from bot.pictures.cracks import DAYS, ENDS, cracks
from bot.pictures.gallery import KINDS, Gallery
from bot.pictures.samples import LANGS
from bot.pictures.told import Theme, Told
from tests.flows.scenes import library, renderer
from tests.test_pictures import luminance, picture

THEMES: tuple[Theme, ...] = ("light", "dark")
GIVEN = tuple(GOLDS[n * 7 % 3] for n in range(50))
EMPTY = Bowl(7, frozenset(), GIVEN)
WHOLE = replace(EMPTY, filled=frozenset(range(1, 51)))


@cache
def drawn(bowl: Bowl) -> Image.Image:
    return picture(bowl_svg(bowl))


def ink(one: Bowl, other: Bowl) -> Image.Image:
    """White where two bowls visibly differ."""
    difference = ImageChops.difference(drawn(one), drawn(other)).convert("L")
    return difference.point(lambda level: 255 if level > 20 else 0)


def golden(image: Image.Image) -> int:
    """How many pixels are as yellow as gold: much more red than blue."""
    red, _, blue = image.split()
    return ImageChops.subtract(red, blue).point(lambda level: 255 if level > 55 else 0).histogram()[255]


def test_there_are_fifty_cracks_a_ring_for_each_step_of_the_path() -> None:
    steps = [day.step for day in library().days]
    assert tuple(steps.count(step) for step in dict.fromkeys(steps)) == DAYS
    assert [one.day for one in cracks(7)] == list(range(1, 51))
    for one in cracks(7):
        assert one.day in range(LAST_OF_STEP[one.step - 1] - DAYS[one.step - 1] + 1, LAST_OF_STEP[one.step - 1] + 1)


@pytest.mark.parametrize("seed", [0, 7, 2**62])
def test_all_cracks_of_a_bowl_differ(seed: int) -> None:
    assert len({one.body for one in cracks(seed)}) == 50
    assert len({one.hair for one in cracks(seed)}) == 50
    assert len({one.middle for one in cracks(seed)}) == 50


def test_a_seed_always_gives_the_same_bowl_and_another_seed_another() -> None:
    before = bowl_svg(WHOLE)
    cracks.cache_clear()
    assert bowl_svg(WHOLE) == before
    assert bowl_svg(replace(WHOLE, seed=8)) != before
    assert not {one.body for one in cracks(7)} & {one.body for one in cracks(8)}


def test_an_early_crack_stays_where_it_is_whatever_is_filled_later() -> None:
    """A person's bowl is drawn once: these very outlines are on their phone."""
    assert [round(value) for value in cracks(7)[0].middle] == [525, 544]
    assert [round(value) for value in cracks(7)[49].middle] == [196, 303]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("day", [1, 3, 9, 17, 24, 31, 44, 50])
def test_each_filled_day_adds_gold_at_its_crack_and_nowhere_far_from_it(theme: Theme, day: int) -> None:
    before = replace(EMPTY, theme=theme, filled=frozenset(range(1, day)) - {1} if day > 1 else frozenset())
    after = replace(before, filled=before.filled | {day})
    changed = ink(before, after).getbbox()
    assert changed, f"day {day} changes nothing"
    left, top, right, bottom = changed
    x, y = cracks(7)[day - 1].middle
    assert left - 8 <= x <= right + 8
    assert top - 8 <= y <= bottom + 8
    assert golden(drawn(after)) > golden(drawn(before))


@pytest.mark.parametrize("theme", THEMES)
def test_every_day_on_the_way_to_the_whole_bowl_brings_more_gold(theme: Theme) -> None:
    counts = [golden(drawn(replace(EMPTY, theme=theme, filled=frozenset(range(1, n + 1))))) for n in (0, 1, 17, 31, 50)]
    assert all(more > less * 1.1 for less, more in pairwise(counts)), counts


def test_days_filled_out_of_order_show_where_they_belong() -> None:
    inner, outer = replace(EMPTY, filled=frozenset({1})), replace(EMPTY, filled=frozenset({40}))
    assert ink(EMPTY, inner).getbbox() != ink(EMPTY, outer).getbbox()


def test_the_three_golds_are_three_hues() -> None:
    shown = [replace(EMPTY, filled=frozenset({10}), golds=(gold,) * 50) for gold in GOLDS]
    assert len({drawn(one).tobytes() for one in shown}) == 3


def test_a_step_that_is_whole_has_its_ring_in_gold_and_the_last_one_its_rim() -> None:
    almost = replace(WHOLE, filled=WHOLE.filled - {50})
    left = ink(almost, WHOLE).getbbox()
    assert left
    assert left[2] - left[0] > 880, "the whole rim"
    assert len(ENDS) == len(DAYS) == 6


@pytest.mark.parametrize("theme", THEMES)
def test_the_ring_of_a_step_that_ends_today_shines_and_is_quiet_the_day_after(theme: Theme) -> None:
    later = replace(EMPTY, theme=theme, filled=frozenset(range(1, 18)))
    today, without = replace(later, today=17), replace(later, filled=later.filled - {12})
    shines = ink(today, later).getbbox()
    assert shines
    assert shines[2] - shines[0] > 2 * 0.9 * ENDS[2] * 452, "all of its ring, not the seam alone"
    seam = ink(replace(without, today=17), without).getbbox()
    assert seam
    assert seam[2] - seam[0] < 300, "a step with an open crack has no ring of gold yet"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "line", ["A", "Staying when it gets loud, and saying so out loud " * 4, "愿意留下来，" * 20, "شكرا Ada 😀 <b>&"]
)
def test_the_line_below_the_bowl_is_drawn_inside_its_box_and_can_be_read(theme: Theme, line: str) -> None:
    bare = replace(WHOLE, theme=theme)
    said = replace(bare, line=line)
    spot = SPOTS[theme]
    box = (int(spot.x), int(spot.y), round(spot.x + spot.width), round(spot.y + spot.height))
    shown = ink(bare, said)
    assert shown.crop(box).getbbox(), "no ink"
    ImageDraw.Draw(shown).rectangle(box, fill=0)
    assert shown.getbbox() is None, "ink outside its box"
    fill = luminance(tuple(bytes.fromhex(spot.fill[1:])))
    for _, colour in drawn(bare).crop(box).getcolors(2**20) or []:
        assert isinstance(colour, tuple)
        low, high = sorted((fill, luminance(colour)))
        assert (high + 0.05) / (low + 0.05) >= 4.5
    root = ElementTree.fromstring(bowl_svg(said))
    texts = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert texts == [word.text for block in layout(said) for word in block.words]


@pytest.mark.parametrize("theme", THEMES)
def test_a_bowl_is_a_light_file(theme: Theme) -> None:
    assert len(draw.Renderer().now(bowl_svg(replace(WHOLE, theme=theme, today=50))).bytes) < 300_000


def _told(**facts: str | int | bool) -> Picture:
    given: dict[str, str | int | bool | Words] = {
        "seed": 7,
        "filled": "1,2,10",
        "golds": ",".join(GIVEN),
        "today": 10,
        "theme": "light",
    }
    return Picture("bowl", {**given, **facts, "line": words("days.step-2.title")}, words("progress.alt", n=3))


@pytest.mark.parametrize("lang", LANGS)
def test_a_finished_step_and_a_whole_bowl_name_the_three_golds(lang: str) -> None:
    names = [renderer().label(lang, words(f"digest.gold.{gold}")) for gold in GOLDS]
    step = told_of(_told(filled="1,2,3", today=3), lang)
    whole = told_of(_told(filled=",".join(map(str, range(1, 51))), line=""), lang)
    for shown in (step, whole):
        assert [part.text for part in legend(shown)] == names
        ends = [end for part in legend(shown) for end in (part.middle[0], part.left, part.left + part.width)]
        assert ends == sorted(ends)
    assert not legend(told_of(_told(), lang)), "no step is finished"


def told_of(shown: Picture, lang: str) -> Bowl:
    return told(Told(lang, shown.facts, lambda said: renderer().label(lang, said)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_a_bowl_count_each_kind_of_gold(lang: str) -> None:
    said = renderer().label(lang, alt(["stayed"] * 4 + ["said"] * 7 + ["accepted"] * 9))
    assert all(count in said for count in ("20", "4", "7", "9"))
    assert renderer().label(lang, alt(["said"])) == renderer().label(lang, words("progress.alt", n=1))


@pytest.mark.parametrize("theme", THEMES)
def test_todays_seam_is_the_strongest_gold(theme: Theme) -> None:
    """It stands out from the glaze beside it at least as much as the same seam does on any other day."""
    shown = replace(EMPTY, filled=frozenset(range(1, 18)), theme=theme)
    x, y = (round(value) for value in cracks(7)[16].middle)
    box = (x - 9, y - 9, x + 10, y + 10)
    ground = drawn(replace(shown, filled=frozenset(range(1, 17)))).crop(box)
    apart = [
        max(ImageStat.Stat(ImageChops.difference(drawn(replace(shown, today=today)).crop(box), ground)).mean)
        for today in (0, 17)
    ]
    assert apart[1] > apart[0]


def test_the_digest_is_the_same_for_the_same_facts_and_tells_all_others_apart() -> None:
    known = Gallery(renderer(), "https://t.me/kintsugi_bot")
    first = known.digest(_told(), "en")
    assert known.digest(_told(), "en") == first
    others = [_told(seed=8), _told(filled="1,2"), _told(today=0), _told(theme="dark")]
    assert len({first, known.digest(_told(), "zh"), *(known.digest(one, "en") for one in others)}) == 6


async def test_the_bowl_is_written_and_drawn_off_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    kind = KINDS["bowl"]

    def svg(made: Bowl) -> str:
        threads.append(threading.get_ident())
        return bowl_svg(made)

    monkeypatch.setitem(gallery.KINDS, "bowl", replace(kind, svg=svg))
    found = await Gallery(renderer(), "https://t.me/kintsugi_bot").bytes(_told(), "zh")
    assert found.startswith(b"\xff\xd8")
    assert threading.get_ident() not in threads
    assert threads


def test_the_outlines_stay_on_the_picture() -> None:
    for seed in range(12):
        for one in cracks(seed):
            found = [float(value) for value in re.findall(r"-?\d+\.\d", one.body)]
            assert min(found) > 40
            assert max(found) < 1040
