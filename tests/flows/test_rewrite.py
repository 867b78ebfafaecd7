"""The rewrite of a held message: a feeling, a need and an ask become one line."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.flows import hold_screens, rewrite
from tests.flows import scenes
from tests.flows.held import holding, offered_back, previewed, through
from tests.flows.scenes import LANGS


@pytest.mark.parametrize("lang", LANGS)
def test_three_picks_make_a_line_of_one_feeling_one_need_and_one_ask(lang: str) -> None:
    here, turned = previewed(lang=lang)
    assert here.memory.hold is not None
    line = scenes.renderer().label(lang, hold_screens.line(here.memory.hold))
    for part in hold_screens.PARTS:
        assert scenes.library().words[lang][f"hold.pick.{part}.1"] in line
    assert line in scenes.text(turned, lang)
    assert scenes.buttons(turned)[0].copy is not None


@pytest.mark.parametrize("lang", LANGS)
def test_every_line_fits_the_copy_button_and_says_little(lang: str) -> None:
    here, _ = previewed(lang=lang)
    assert here.memory.hold is not None
    counts = [range(scenes.library().count(f"hold.pick.{part}")) for part in hold_screens.PARTS]
    for tone in range(hold_screens.TONES):
        for picks in product(*counts):
            parts: dict[str, int | str] = dict(zip(hold_screens.PARTS, picks, strict=True))
            line = scenes.renderer().label(lang, hold_screens.line(replace(here.memory.hold, parts=parts, tone=tone)))
            assert len(line.split()) <= 25
        longest = replace(here.memory.hold, parts=dict.fromkeys(hold_screens.PARTS, "W" * hold_screens.PART), tone=tone)
        assert hold_screens.units(scenes.renderer().label(lang, hold_screens.line(longest))) <= hold_screens.COPY


@pytest.mark.parametrize(
    ("lang", "typed", "line"),
    [
        ("en", ("I feel tiny.", "i need air", "could you stay?"), "I feel tiny, and I need air. Could you stay?"),
        ("en", ("I'm scared", "I needle less", "stay"), "I feel scared, and I need I needle less. Could you stay?"),
        ("zh", ("我现在想哭", "我需要抱抱。", "你能不能抱抱我？"), "我现在想哭，想要抱抱。你能不能抱抱我？"),
    ],
)  # fmt: skip
def test_words_of_ones_own_find_their_place_in_the_line(lang: str, typed: tuple[str, ...], line: str) -> None:
    held = holding(lang=lang)
    here = scenes.after(held, scenes.play(held, e.HoldGive(7)))
    _, turned = through(here, e.HoldAsk(7, "feeling"), *(e.Wrote(text) for text in typed))
    assert line in scenes.text(turned, lang)


def test_a_part_that_is_too_long_or_said_by_voice_is_asked_for_again() -> None:
    here, _ = through(offered_back(), e.HoldAsk(7, "feeling"))
    long = scenes.play(here, e.Wrote("x" * 51))
    assert "At most 50" in scenes.text(long)
    assert long.say[0].wants_words
    spoken = scenes.play(here, e.Wrote("", voice="v1"))
    assert "typed words" in scenes.text(spoken)
    assert spoken.then.hold == here.memory.hold


def test_one_part_can_be_changed_alone_and_the_tone_and_the_whole_line() -> None:
    here, _ = previewed()
    here, changed = through(here, e.HoldAsk(7, "need"), e.HoldPick(7, "need", 4))
    assert "to be heard" in scenes.text(changed)
    here, toned = through(here, e.HoldTone(7, 1))
    assert scenes.text(toned) != scenes.text(changed)
    here, own = through(here, e.HoldAsk(7, "line"), e.Wrote("Call me?"))
    assert "<blockquote>Call me?</blockquote>" in scenes.text(own)
    here, done = through(here, e.HoldDone(7))
    assert done.then.counts == {"held": 1, "rewritten": 1}
    assert "Call me?" in scenes.text(done)


def test_a_line_of_ones_own_that_is_long_is_said_alone() -> None:
    here, _ = previewed()
    here, own = through(here, e.HoldAsk(7, "line"), e.Wrote("z" * 300))
    assert scenes.buttons(own)[0].copy is None
    _, copied = through(here, e.HoldCopy(7, "line"))
    assert scenes.shown(copied.say[0]) == "z" * 300
    assert copied.say[1].rows


def test_a_second_tap_on_a_pick_answers_no_second_question() -> None:
    here, _ = through(offered_back(), e.HoldAsk(7, "feeling"), e.HoldPick(7, "feeling", 0))
    turned = scenes.play(here, e.HoldPick(7, "feeling", 0))
    assert turned.then.hold == here.memory.hold
    assert turned.toast == "front.toast.here"


@pytest.mark.parametrize("part", ["nonsense", "line", "preview"])
def test_no_line_is_shown_before_it_is_made(part: str) -> None:
    turned = scenes.play(offered_back(), e.HoldAsk(7, part))
    assert turned.then.hold is not None
    assert turned.then.hold.stage == "offered"


def test_words_of_danger_in_the_rewrite_stay_out_of_the_journal() -> None:
    here, _ = through(offered_back(), e.HoldAsk(7, "feeling"))
    turned = scenes.play(here, e.Wrote("I want to kill myself"))
    assert turned.then.crisis is not None
    assert turned.do == ()


def test_every_place_that_asks_for_words_has_an_owner() -> None:
    assert set(rewrite.PLACES) == {"hold-feeling", "hold-need", "hold-ask", "hold-line"}
