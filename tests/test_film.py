"""The film: a bowl that mends seam after seam, as long and as light as it has to be, made beside other pictures."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.domain.speech import Picture, words
from bot.pictures import film, gif
from bot.pictures.bowl import GOLDS
from bot.pictures.cracks import cracks
from bot.pictures.draw import DrawingError, Renderer
from bot.pictures.film import SIZE, Film
from bot.pictures.gallery import Gallery
from bot.pictures.told import Theme
from tests import snapshot
from tests.flows.scenes import renderer
from tests.reels import FILMS, GIVEN, THEMES, WHOLE, films, frames, made, unpacked

FEW = frozenset({1, 2, 5})
LIMIT = 1_000_000


def still(days: frozenset[int], theme: Theme) -> Image.Image:
    """The bowl itself, drawn by itself, at the film's size."""
    svg = film.poster(Film(7, days, GIVEN, theme))
    return Renderer().layer(svg).convert("RGB").resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def gold(image: Image.Image) -> int:
    """How many pixels are as yellow as gold."""
    red, _, blue = image.split()
    return ImageChops.subtract(red, blue).point(lambda level: 255 if level > 55 else 0).histogram()[255]


def apart(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("days", [WHOLE, FEW, frozenset({40})])
def test_a_film_lasts_ten_to_fifteen_seconds_however_many_seams_it_has(days: frozenset[int]) -> None:
    shown = frames("light", days)
    assert 10_000 <= sum(lasts for _, lasts in shown) <= 15_000
    assert {lasts for _, lasts in shown} == {80}, "even steps: no player has to guess"
    assert {image.size for image, _ in shown} == {(SIZE, SIZE)}
    assert 120 <= len(shown) <= 190


@pytest.mark.parametrize("theme", THEMES)
def test_a_film_begins_without_gold_and_rests_with_all_of_it(theme: Theme) -> None:
    shown = [image for image, _ in frames(theme, WHOLE)]
    assert gold(shown[0]) == gold(still(frozenset(), theme)) == 0
    assert apart(shown[0], still(frozenset(), theme)) < 3
    assert apart(shown[-1], still(WHOLE, theme)) < 3
    assert apart(shown[-1], shown[-25]) < 0.2, "it rests for two seconds"
    assert apart(shown[-1], still(WHOLE - {44}, theme)) > apart(shown[-1], still(WHOLE, theme))


@pytest.mark.parametrize("name", FILMS)
def test_a_film_looks_as_it_did_when_it_was_last_looked_at(name: str) -> None:
    now = snapshot.small(dict(films())[name])
    assert snapshot.same(now, snapshot.pinned(name)), snapshot.apart(now, snapshot.pinned(name))


def test_a_film_of_other_golds_of_fewer_days_or_at_another_time_does_not_pass() -> None:
    for wrong in (Film(7, WHOLE, ("said",) * 50), Film(7, WHOLE - {30, 40}, GIVEN)):
        last = unpacked(asyncio.run(film.make(wrong, Renderer())))[-1][0]
        assert not snapshot.same(snapshot.small(last), snapshot.pinned("film: light, 100 of 100"))
    late = frames("light", WHOLE)[len(frames("light", WHOLE)) // 2 + 6][0]
    assert not snapshot.same(snapshot.small(late), snapshot.pinned("film: light, 50 of 100"))


def test_every_seam_comes_after_the_one_before_it() -> None:
    shown = [image for image, _ in frames("light", WHOLE)]
    first, last = shown[0], shown[-1]
    came = []
    for day in (1, 3, 10, 17, 25, 35, 50):
        x, y = (round(value * SIZE / 1080) for value in cracks(7)[day - 1].middle)
        box = (x - 2, y - 2, x + 3, y + 3)
        half = apart(first.crop(box), last.crop(box)) / 2
        came.append(next(n for n, image in enumerate(shown) if apart(first.crop(box), image.crop(box)) > half))
    assert came == sorted(came)
    assert len(set(came)) == len(came)


def test_days_that_are_not_practised_stay_open_to_the_end() -> None:
    assert apart(frames("light", FEW)[-1][0], still(FEW, "light")) < 3
    assert gold(frames("light", FEW)[-1][0]) < gold(frames("light", WHOLE)[-1][0]) / 5


def test_the_three_golds_keep_their_hues() -> None:
    last = frames("light", WHOLE)[-1][0]
    for kind in GOLDS:
        day = next(n for n, given in enumerate(GIVEN, start=1) if given == kind and n > 10)
        x, y = (round(value * SIZE / 1080) for value in cracks(7)[day - 1].middle)
        box = (x - 6, y - 6, x + 7, y + 7)
        assert apart(last.crop(box), still(WHOLE, "light").crop(box)) < 14, kind


@pytest.mark.parametrize("theme", THEMES)
def test_a_film_is_light_enough_to_be_sent_at_once_and_plays_for_ever(theme: Theme) -> None:
    data = made(theme, WHOLE)
    assert data.startswith(b"GIF89a")
    assert len(data) < LIMIT
    with Image.open(io.BytesIO(data)) as image:
        assert image.info["loop"] == 0


def test_the_same_bowl_gives_the_same_film_and_another_one_another() -> None:
    again = asyncio.run(film.make(Film(7, FEW, GIVEN), Renderer()))
    assert again == made("light", FEW)
    assert asyncio.run(film.make(Film(8, FEW, GIVEN), Renderer())) != again


async def test_a_film_is_made_off_the_loop_and_no_picture_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = Renderer()
    threads: set[int] = set()
    begun, drawn = asyncio.Event(), threading.Event()
    loop, work = asyncio.get_running_loop(), drawer.work

    def told(part: Callable[[], Any]) -> Coroutine[Any, Any, Any]:
        def here() -> Any:
            threads.add(threading.get_ident())
            loop.call_soon_threadsafe(begun.set)
            assert drawn.wait(60), "the film holds the pictures up"
            return part()

        return work(here)

    monkeypatch.setattr(drawer, "work", told)
    making = asyncio.create_task(film.make(Film(7, FEW, GIVEN), drawer))
    await begun.wait()
    await drawer.draw('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    drawn.set()
    assert (await making).startswith(b"GIF89a")
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_what_breaks_in_a_film_is_a_drawing_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such colours")

    monkeypatch.setattr(gif, "colours", broken)
    with pytest.raises(DrawingError):
        await film.make(Film(7, FEW, GIVEN), Renderer())


async def test_a_film_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = Renderer()

    async def stuck(_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(drawer, "work", stuck)
    monkeypatch.setattr(film, "LONGEST", 0.01)
    with pytest.raises(DrawingError):
        await film.make(Film(7, FEW, GIVEN), drawer)


def test_a_film_is_told_from_its_bowl_and_from_other_films() -> None:
    known = Gallery(renderer(), "https://t.me/kintsugi_bot")

    def named(kind: str, **facts: str | int) -> str:
        given: dict[str, Any] = {"seed": 7, "filled": "1,2,5", "golds": ",".join(GIVEN), "theme": "light"}
        return known.digest(Picture(kind, {**given, **facts}, words("film.alt", n=3)), "en")

    assert named("film") == named("film")
    others = [named("bowl"), named("film", seed=8), named("film", filled="1,2"), named("film", theme="dark")]
    assert len({named("film"), *others}) == 5
    assert known.digest(Picture("film", {"seed": 7}, words("film.alt", n=3)), "zh")
