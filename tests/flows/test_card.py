"""The share card as pure steps: its look, its editions, the file to keep, and cards that were made long ago."""

from __future__ import annotations

import json
from typing import get_args

import msgspec
import pytest
from msgspec.structs import replace

from bot import states
from bot.domain import events as e
from bot.domain.events import Press
from bot.domain.memory import CardDraft, Known, Memory
from bot.domain.people import FULL, LETTERS, Profile, Reach
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, Say, Words, words
from bot.flows import bowl, card, card_draft
from bot.pictures import looks
from tests.flows import scenes
from tests.test_reading import result

LOOKS = [(design, theme, size) for design in card_draft.DESIGNS for theme in card_draft.THEMES for size in looks.SIZES]
KIND = Memory(card=CardDraft())


def scene(memory: Memory = KIND, reach: Reach = FULL) -> Scene:
    return Scene(memory, scenes.NOW, scenes.library(), turn=7, reach=reach, bot_link="https://t.me/kintsugi_bot")


def known(memory: Memory = KIND) -> Memory:
    """The same with a result that leans to one side."""
    return replace(memory, known=Known(1, result(78, 30)))


def said(turn: Turn) -> Say:
    (say,) = turn.say
    return say


def pressed(memory: Memory, *presses: Press) -> Turn:
    """One press after another."""
    turn = Turn(memory)
    for press in presses:
        turn = card.ANSWERS[type(press)](scene(turn.then), press)
    return turn


def buttons(say: Say) -> list[Button]:
    return [button for row in say.rows for button in row]


def offered(say: Say) -> list[Press | None]:
    return [button.event for button in buttons(say)]


def made(turn: Turn) -> CardDraft:
    assert turn.then.card is not None
    return turn.then.card


def test_the_flow_and_the_pictures_know_the_same_looks() -> None:
    assert (*card_draft.DESIGNS,) == get_args(looks.Design) == looks.DESIGNS
    assert (*card_draft.THEMES,) == looks.THEMES
    assert (*card_draft.SIZES,) == get_args(looks.Size) == (*looks.SIZES,)
    assert card_draft.OWN_THEME == looks.OWN_THEME


@pytest.mark.parametrize(("design", "theme", "size"), LOOKS)
def test_each_look_is_three_presses_that_name_their_choices(design: str, theme: str, size: str) -> None:
    turn = pressed(KIND, e.CardLook(), e.CardDesign(design), e.CardTheme(theme), e.CardSize(size))
    assert card_draft.look_of(made(turn)) == (design, theme, size)
    assert {e.CardDesign(design), e.CardTheme(theme), e.CardSize(size)} <= {*offered(said(turn))}
    marked = [button.label.params["choice"] for button in buttons(said(turn)) if button.label.key == "card.button.now"]
    assert marked == [words(f"card.button.{one}") for one in (design, theme, size)]
    drawn = said(pressed(turn.then, e.CardDraw()))
    assert drawn.picture is not None
    assert (drawn.picture.facts["design"], drawn.picture.facts["theme"], drawn.picture.facts["size"]) == (
        design,
        theme,
        size,
    )
    assert drawn.picture.alt.params["look"] == words(f"card.look.{design}-{theme}")
    assert drawn.lines[0] == drawn.picture.alt, "its words stand below it"


def test_the_look_is_a_screen_of_five_rows_and_so_are_the_words() -> None:
    assert len(said(pressed(KIND, e.CardLook())).rows) == 5
    with_both = known(KIND)
    assert len(said(pressed(with_both, e.CardOpen(1))).rows) == 5


@pytest.mark.parametrize("press", [e.CardDesign("mud"), e.CardTheme("pink"), e.CardTheme(""), e.CardSize("poster")])
def test_a_forged_look_changes_nothing(press: Press) -> None:
    turn = pressed(KIND, press)
    assert turn.then == KIND
    assert offered(said(turn)) == offered(said(pressed(KIND, e.CardLook())))


# ------------------------------------------------------------------------------------------------------ editions
@pytest.mark.parametrize(
    "press", [e.CardNext("edge", 1), e.CardDesign("hills"), e.CardTheme("dark"), e.CardSize("story")]
)
def test_each_change_is_another_edition_and_an_old_picture_saves_none_of_them(press: Press) -> None:
    drawn = pressed(KIND, e.CardDraw())
    (save,) = [event for event in offered(said(drawn)) if isinstance(event, e.CardSave)]
    changed = pressed(drawn.then, press)
    assert made(changed).edition == made(drawn).edition + 1
    late = pressed(changed.then, save)
    assert late.toast == "card.changed"
    assert said(late).picture is None
    assert made(late) == made(changed)


@pytest.mark.parametrize("press", [e.CardOpen(0), e.CardLook(), e.CardDesign("porcelain"), e.CardTheme("pink")])
def test_what_changes_nothing_is_no_edition(press: Press) -> None:
    assert made(pressed(KIND, press)).edition == 0


def test_the_file_is_the_picture_that_was_drawn_with_a_name_to_keep_it_under() -> None:
    drawn = pressed(KIND, e.CardSize("square"), e.CardDraw())
    kept = pressed(drawn.then, e.CardSave(made(drawn).edition))
    photo, file = said(drawn).picture, said(kept).picture
    assert photo is not None
    assert file is not None
    assert photo.file is None
    assert file.file == words("card.file.name")
    assert (file.facts, file.alt) == (photo.facts, photo.alt)
    assert said(kept).fresh


def test_a_channel_without_pictures_is_offered_no_file_and_says_the_card() -> None:
    drawn = card.draw(scene(reach=LETTERS), e.CardDraw())
    assert not [event for event in offered(said(drawn)) if isinstance(event, e.CardSave)]
    typed = card.save(scene(reach=LETTERS), e.CardSave(0))
    assert said(typed).screen == "card-picture"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("reach", [LETTERS, FULL])
def test_the_words_of_a_card_are_said_once_whether_it_is_seen_or_not(lang: str, reach: Reach) -> None:
    drawn = card.draw(scene(reach=reach), e.CardDraw())
    look = scenes.renderer().label(lang, words("card.look.porcelain-light"))
    assert scenes.renderer().screen(said(drawn), lang, reach).text.count(look) == 1


# ------------------------------------------------------------------------------------------------------ each time
def test_from_a_result_or_a_menu_a_card_begins_with_kind_words_and_keeps_its_look_and_own_words() -> None:
    before = CardDraft(style="leaning", strength=2, own={"helps": "A slow walk"}, design="ink", theme="light")
    turn = pressed(known(Memory(card=before)), e.CardOpen(3))
    after = made(turn)
    assert (after.style, after.strength, after.own) == ("kind", 0, {"helps": "A slow walk"})
    assert card_draft.look_of(after) == ("ink", "light", "portrait")


def test_kind_words_and_a_leaning_stand_side_by_side_with_the_same_weight() -> None:
    row = said(pressed(known(KIND), e.CardOpen(1))).rows[1]
    assert [button.event for button in row] == [e.CardStyle("kind"), e.CardStyle("leaning")]
    assert {button.style for button in row} == {""}


# ---------------------------------------------------------------------------------------------------- long ago
OLD = '{"style":"kind","design":"%s","strength":1,"helps":0,"edge":2,"own":{},"made":true}'


@pytest.mark.parametrize(
    ("design", "look"),
    [
        ("porcelain", ("porcelain", "light", "portrait")),
        ("ink", ("ink", "dark", "portrait")),
        ("a design of another time", ("porcelain", "light", "portrait")),
    ],
)
def test_a_card_from_before_themes_and_sizes_looks_as_it_did(design: str, look: tuple[str, str, str]) -> None:
    memory = states.read_memory(json.dumps({"version": 1, "card": json.loads(OLD % design)}))
    assert memory.card is not None
    assert card_draft.look_of(memory.card) == look
    assert (memory.card.edition, memory.card.strength, memory.card.edge) == (0, 1, 2)
    shown = card_draft.picture(memory)
    assert shown is not None
    assert [shown.facts[at] for at in ("design", "theme", "size")] == [*look]
    assert bowl.theme(scene(memory)) == look[1], "the bowl keeps its light too"


def test_a_picture_that_was_on_its_way_before_there_were_files_is_still_a_photo() -> None:
    picture = {"kind": "card", "facts": {"design": "ink"}, "alt": {"type": "words", "key": "card.own"}}
    say = msgspec.convert({"screen": "card-picture", "lines": [], "picture": picture}, Say)
    assert say.picture is not None
    assert say.picture.file is None
    assert isinstance(say.picture.alt, Words)


@pytest.mark.parametrize(("lang", "text", "fits"), [
    ("en", "x" * 120, True), ("en", "x" * 121, False), ("zh", "听" * 60, True), ("zh", "听" * 61, False),
    ("en", "听" * 61, False), ("zh", "x" * 120, True),
])  # fmt: skip
def test_a_line_takes_the_room_of_its_signs(lang: str, text: str, fits: bool) -> None:
    asked = pressed(Memory(card=CardDraft(), profile=Profile(lang=lang)), e.CardWrite("edge"))
    turn = card.wrote(scene(asked.then), e.Wrote(text))
    assert (made(turn).own == {"edge": text}) is fits
    assert said(turn).wants_words is not fits
