"""The film as people meet it: from /progress on the way, and in words for whom numbers suit."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.pictures.draw import DrawingError
from bot.pictures.gallery import Gallery
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


async def _days(who: Someone, count: int) -> None:
    """Set out, and practise some mornings long."""
    await who.set_out()
    for number in range(count):
        if number:
            await who.until(8, 31)
            await who.say("/today")
        await who.press("day.button.did-it")


@pytest.mark.parametrize("name", NAMES)
async def test_progress_shows_the_bowl_so_far_as_a_film(both: Town, name: str) -> None:
    who = someone(both, name)
    await _days(who, 3)
    await who.say("/progress")
    bubbles = who.bubbles
    await who.press("film.button.play")
    assert who.bubbles == bubbles + 1, "it is sent anew, to be kept"
    playing = who.phone.last
    assert playing.kind == "animation"
    assert who.sees("film.so-far", n=3)
    with Image.open(io.BytesIO(playing.files[0].data)) as shown:
        assert getattr(shown, "n_frames", 1) > 100
        assert playing.raw["animation"]["width"] == shown.width
    await who.press("pictures.button.bowl")
    assert who.phone.last.kind == "photo"
    assert who.sees("progress.count", n=3, week=3)


@pytest.mark.parametrize("name", NAMES)
async def test_with_too_few_seams_there_is_a_kind_word(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.say("/progress")
    assert not who.offers("film.button.play"), "an empty bowl has no film"
    await who.say("/today")
    await who.press("day.button.did-it")
    await who.say("/progress")
    await who.press("film.button.play")
    assert who.phone.last.kind == "text"
    assert who.sees("film.soon", few=3)
    assert who.offers("pictures.button.bowl")


async def test_a_film_is_made_once_and_telegrams_own_copy_goes_after_that(here: Town) -> None:
    ada = someone(here, "Ada")
    await _days(ada, 3)
    found = []
    for _ in range(2):
        await ada.say("/progress")
        await ada.press("film.button.play")
        assert ada.phone.last.kind == "animation"
        found.append(ada.phone.last.files[0])
    assert found[0] is found[1]


@pytest.mark.parametrize("name", NAMES)
async def test_who_uses_numbers_reads_what_the_film_shows(here: Town, name: str) -> None:
    who = someone(here, name)
    await _days(who, 3)
    await who.say("/settings")
    await who.press("settings.button.numbers")
    await who.say("/progress")
    await who.say(who.text("film.button.play"))
    assert who.phone.last.kind == "text"
    assert who.sees("film.alt", n=3)
    assert who.sees("film.so-far", n=3)


@pytest.mark.parametrize("name", NAMES)
async def test_a_film_that_cannot_be_made_is_said_in_words(
    here: Town, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = someone(here, name)
    await _days(who, 3)
    await who.say("/progress")

    def broken(*_: object) -> None:
        raise DrawingError("the film took too long")

    with monkeypatch.context() as patched:
        patched.setattr(Gallery, "bytes", broken)
        await who.press("film.button.play")
    assert who.phone.last.kind == "text"
    assert who.sees("film.alt", n=3)
    await who.press("pictures.button.bowl")
    assert who.phone.last.kind == "photo"
