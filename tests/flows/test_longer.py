"""The longer words on a result and on one's own moves: strengths first, what it protects, what each hangs on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain import events as e
from bot.domain.memory import Known, Memory, Quizzing
from bot.domain.moves import MovesResult
from bot.domain.people import FULL
from bot.domain.quiz import Result
from bot.domain.scene import Scene
from bot.domain.speech import Say, Words
from bot.flows import longer, moves_screens, result
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.test_moves import EVERY
from tests.test_reading import RESULTS

LOOPS = (("me", "other"), ("other", "me"), ("me", "me"), ("other", "other"), ("turns", "both"), ("", ""))


def _scene(found: Result, lang: str = "en") -> Scene:
    return scenes.scene(Memory(known=Known(1, found), runs=1, quiz=Quizzing(1, "attachment-1", "full", ())), lang=lang)


def _fits(say: Say, lang: str) -> None:
    shown = scenes.renderer().screen(say, lang, FULL)
    assert looks.height(shown) <= looks.ROOM, (looks.height(shown), shown.text)
    assert not looks.too_wide(shown), looks.too_wide(shown)


def _within(words: Words) -> list[str]:
    """Its key, and the keys of all that it holds, in order."""
    return [words.key, *(key for held in words.params.values() if isinstance(held, Words) for key in _within(held))]


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_every_page_of_every_result_fits_a_small_phone_and_names_its_answers(lang: str) -> None:
    for found in RESULTS[::5]:
        here = _scene(found, lang)
        for n, page in enumerate(longer.pages(here), start=1):
            _fits(longer.screen(here, n), lang)
            assert all("results.part.because" in _within(paragraph) for paragraph in page)


def test_the_pages_go_from_strengths_to_a_next_step_and_then_to_what_stands_beside() -> None:
    for found in RESULTS[::7]:
        here = _scene(found)
        keys = [key for page in longer.pages(here) for paragraph in page for key in _within(paragraph)]
        frames = [key.removeprefix("results.part.") for key in keys if key.startswith("results.part.")]
        frames = [frame for frame in frames if frame not in ("because", "and", "themes", "comma")]
        assert frames == ["strengths", "protects", "loud", "helps", "next", *["beside"] * len(found.secondary)]


def test_a_secondary_area_begins_with_a_strength_and_says_what_it_protects() -> None:
    found = next(one for one in RESULTS if len(one.secondary) == 2)
    text = scenes.shown(longer.screen(_scene(found), 3))
    at = [text.index(scenes.library().words["en"][f"results.secondary.{found.secondary[0]}.{part}"])
          for part in ("strength", "protects", "loud", "helps", "next")]  # fmt: skip
    assert at == sorted(at)
    assert scenes.library().words["en"][f"results.because.{found.secondary[0]}"] in text


def test_the_pages_lead_on_and_back_to_the_result_and_an_old_number_to_the_last_one() -> None:
    found = next(one for one in RESULTS if len(one.secondary) == 1)
    here = _scene(found)
    shown = result.screen(here.memory)
    assert longer.OPEN in [button for row in shown.rows for button in row]
    for n in range(1, 4):
        turned = scenes.play(here, e.Page(longer.name(n)))
        assert turned.say == (longer.screen(here, n),)
        offered = scenes.events(turned)
        assert (e.Page(longer.name(n + 1)) in offered) is (n < 3)
        assert (e.Page(longer.name(n - 1)) in offered) is (n > 1)
        assert e.ShowResult(1) in offered
    assert longer.screen(here, 4) == longer.screen(here, 3)


def test_without_a_number_there_are_no_longer_words_and_no_button_to_them() -> None:
    none = next(one for one in RESULTS if one.leaning is None) if any(r.leaning is None for r in RESULTS) else None
    assert longer.screen(scenes.scene(Memory()), 1).screen == "menu"
    if none is not None:
        assert longer.OPEN not in [button for row in result.screen(_scene(none).memory).rows for button in row]


# ---------------------------------------------------------------------------------------------------- one's own moves
def _looped(found: MovesResult, loop: tuple[str, str]) -> MovesResult:
    return replace(found, starts=loop[0], quiet=loop[1])


@pytest.mark.parametrize("lang", scenes.LANGS)
@pytest.mark.parametrize("loop", LOOPS)
def test_every_page_on_ones_moves_fits_a_small_phone(lang: str, loop: tuple[str, str]) -> None:
    here = scenes.scene(lang=lang)
    for found in EVERY:
        made = _looped(found, loop)
        _fits(moves_screens.short(here, made, 1), lang)
        for page in moves_screens.PAGES:
            _fits(moves_screens.longer(here, made, 1, page), lang)


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_each_profile_says_what_it_protects_before_it_gets_loud_and_hangs_it_on_a_bar(lang: str) -> None:
    here, said = scenes.scene(lang=lang), scenes.library().words[lang]
    met = set()
    for found in (one for one in EVERY if one.profile is not None):
        text = scenes.shown(moves_screens.longer(here, found, 1, "long"), lang)
        protects, loud = (said[f"moves.{part}.{found.profile}"] for part in ("protects", "loud"))
        assert text.index(protects) < text.index(loud)
        assert text.count(said[f"moves.because.{found.profile}"]) == 2
        met.add(found.profile)
    assert met == {"press", "pull", "both", "light"}


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_short_page_names_the_bars_that_its_strengths_and_step_hang_on(lang: str) -> None:
    here, said = scenes.scene(lang=lang), scenes.library().words[lang]
    for found in (one for one in EVERY if one.profile is not None):
        text = scenes.shown(moves_screens.short(here, found, 1), lang)
        line = next(line for line in text.split("\n") if line.startswith(("<i>Because of:", "<i>依据：")))
        named = {id for strength in moves_screens.strengths(found) for id in strength.because} | {found.profile}
        assert all(said[f"moves.named.{id}"] in line for id in named)
        assert ("repair" in named) is (said["moves.named.repair"] in line)


def test_the_pages_on_ones_moves_follow_each_other_and_miss_none() -> None:
    here = scenes.scene()
    for found in EVERY:
        made = _looped(found, ("me", "other"))
        keys = [line.key for page in moves_screens.PAGES for line in moves_screens.reading(made)
                if line.key.rpartition(".")[2] in moves_screens.PAGES[page]]  # fmt: skip
        assert sorted(keys) == sorted(line.key for line in moves_screens.reading(made))
        page, seen = "long", []
        while page:
            shown = moves_screens.longer(here, made, 1, page)
            onward = [b.event for row in shown.rows for b in row if b.label.key == "moves.button.more"]
            seen.append(scenes.shown(shown))
            page = onward[0].page if onward and isinstance(onward[0], e.MovesPage) else ""
        assert len(set(seen)) == len(seen) <= 3
