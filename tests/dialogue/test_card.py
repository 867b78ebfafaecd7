"""The share card: words that its owner picks, two designs, and one tap that sends it on, to nobody else's harm."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.domain.speech import words
from bot.flows.card_draft import DESIGNS, SIZES, THEMES, look_of
from bot.pictures.draw import DrawingError
from bot.pictures.gallery import Gallery
from simulator.model import Call
from tests.dialogue.people import Someone, look_over, someone
from tests.town import TOKEN, Town

NAMES = ("Ada", "Mei")


async def _with_card(here: Town, name: str = "Ada") -> Someone:
    who = someone(here, name)
    await who.take_quiz(anxiety=5, avoidance=1)
    await who.press("quiz.button.card")
    return who


def _calls(here: Town, method: str) -> list[Call]:
    return [call for call in here.world.calls if call.method == method]


@pytest.mark.parametrize("name", NAMES)
async def test_the_card_begins_with_kind_words_and_nothing_from_the_result(here: Town, name: str) -> None:
    who = await _with_card(here, name)
    assert who.sees("card.without-style")
    assert who.sees("card.part.strength", text=who.text("results.card.kind.strength.0"))
    assert not who.sees("results.style.a")


@pytest.mark.parametrize("name", NAMES)
async def test_its_owner_may_show_the_leaning_and_take_it_back(here: Town, name: str) -> None:
    who = await _with_card(here, name)
    await who.press("card.button.leaning")
    assert who.sees("card.with-style", style=who.text("results.style.a"))
    assert who.sees("card.part.strength", text=who.text("results.card.a.strength.0"))
    await who.press("card.button.kind")
    assert who.sees("card.without-style")


async def test_each_line_can_be_changed_for_another(here: Town) -> None:
    ada = await _with_card(here)
    for part in ("strength", "helps", "edge"):
        await ada.press(f"card.button.next-{part}")
        assert ada.sees(f"card.part.{part}", text=ada.text(f"results.card.kind.{part}.1"))
    for _ in range(2):
        await ada.press("card.button.next-edge")
    assert ada.sees("card.part.edge", text=ada.text("results.card.kind.edge.0")), "after the last comes the first"


@pytest.mark.parametrize(
    ("name", "own", "most"), [("Ada", "I stay, <b>even</b> & late", 120), ("Mei", "我会留下来，也会开口", 60)]
)
async def test_its_owner_writes_words_of_their_own(here: Town, name: str, own: str, most: int) -> None:
    who = await _with_card(here, name)
    await who.send("1|cw|strength")
    assert who.sees("card.write.strength", most=most)
    await who.say(own)
    assert own in who.screen
    await who.press("card.button.draw")
    assert who.phone.last.kind == "photo"
    assert own in (await who.memory()).card.own.values()  # type: ignore[union-attr]


async def test_a_line_too_long_is_asked_for_again_and_nothing_is_cut(here: Town) -> None:
    ada = await _with_card(here)
    await ada.send("1|cw|helps")
    await ada.say("x" * 121)
    assert ada.sees("card.too-long", n=121, most=120)
    await ada.say("shorter now")
    assert "shorter now" in ada.screen


async def test_sixty_hanzi_take_the_room_of_a_hundred_and_twenty_letters(here: Town) -> None:
    mei = await _with_card(here, "Mei")
    await mei.send("1|cw|helps")
    await mei.say("听" * 61)
    assert mei.sees("card.too-long", n=61, most=60)
    await mei.say("听" * 60)
    assert "听" * 60 in mei.screen


@pytest.mark.parametrize("name", NAMES)
async def test_the_picture_comes_as_a_photo_of_its_own_with_one_button_to_share(here: Town, name: str) -> None:
    who = await _with_card(here, name)
    before = who.bubbles
    await who.press("card.button.draw")
    assert who.bubbles == before + 1
    photo = who.phone.last
    assert photo.kind == "photo"
    assert Image.open(io.BytesIO(photo.files[0].data)).size == (1080, 1350)
    share = photo.rows[0][0]
    assert share["text"] == who.text("card.button.share")
    assert share["switch_inline_query_chosen_chat"]["query"]
    assert "t.me/kintsugi_bot" in photo.text, "a plain link for everybody else"


# --------------------------------------------------------------------------------------------------- how it looks
LOOKS = [
    ("Ada", "porcelain", "dark", "story", (1080, 1920)),
    ("Mei", "ink", "light", "square", (1080, 1080)),
    ("Ada", "celadon", "light", "square", (1080, 1080)),
    ("Mei", "hills", "dark", "story", (1080, 1920)),
]


@pytest.mark.parametrize(("name", "design", "theme", "size", "extent"), LOOKS)
async def test_design_theme_and_size_are_pressed_by_their_names_and_drawn(
    here: Town, name: str, design: str, theme: str, size: str, extent: tuple[int, int]
) -> None:
    who = await _with_card(here, name)
    await who.press("card.button.look")
    for choice in (design, theme, size):
        if not who.offers("card.button.now", choice=words(f"card.button.{choice}")):
            await who.press(f"card.button.{choice}")
        assert who.offers("card.button.now", choice=words(f"card.button.{choice}"))
    chosen = {at: words(f"card.button.{one}") for at, one in (("design", design), ("theme", theme), ("size", size))}
    assert who.sees("card.looks", **chosen)
    assert who.sees("card.story-room") is (size == "story")
    await who.press("card.button.draw")
    photo = who.phone.last
    assert Image.open(io.BytesIO(photo.files[0].data)).size == extent
    assert who.sees(f"card.look.{design}-{theme}"), "its words stand below it, for who cannot see it"
    assert who.sees("results.card.kind.strength.0")


async def test_every_look_that_there_is_can_be_pressed_and_is_another_picture(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.look")
    pictures = set()
    for design in DESIGNS:
        for theme in THEMES:
            for size in SIZES:
                for data in (f"1|cd|{design}", f"1|ct|{theme}", f"1|cz|{size}"):
                    assert data in [button.get("callback_data") for row in ada.phone.last.rows for button in row]
                    await ada.send(data)
                memory = await ada.memory()
                assert memory.card is not None
                assert look_of(memory.card) == (design, theme, size)
                pictures.add(look_of(memory.card))
    assert len(pictures) == 24


async def test_the_look_leads_back_to_the_words_and_changes_none_of_them(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.next-edge")
    before = ada.screen
    await ada.press("card.button.look")
    await ada.press("card.button.celadon")
    await ada.press("card.button.words")
    assert ada.sees("card.part.edge", text=ada.text("results.card.kind.edge.1"))
    assert ada.screen.replace(ada.text("card.button.celadon"), ada.text("card.button.porcelain")) == before


@pytest.mark.parametrize("data", ["1|cd|ink", "1|cd|porcelain"])
async def test_a_design_button_of_last_month_still_chooses_its_design_in_its_own_theme(here: Town, data: str) -> None:
    ada = await _with_card(here)
    await ada.send(data)
    design, theme = ("ink", "dark") if data.endswith("ink") else ("porcelain", "light")
    memory = await ada.memory()
    assert memory.card is not None
    assert look_of(memory.card) == (design, theme, "portrait")


@pytest.mark.parametrize("data", ["1|cd|mud", "1|ct|pink", "1|cz|poster", "1|ct|", "1|cf|99"])
async def test_a_look_that_nobody_offers_changes_nothing(here: Town, data: str) -> None:
    ada = await _with_card(here)
    before = (await ada.memory()).card
    await ada.send(data)
    assert (await ada.memory()).card == before
    assert ada.offers("card.button.draw")


# ------------------------------------------------------------------------------------------------------- to keep
@pytest.mark.parametrize("name", NAMES)
async def test_one_tap_saves_the_card_as_a_file_in_which_nothing_is_lost(here: Town, name: str) -> None:
    who = await _with_card(here, name)
    await who.press("card.button.look")
    await who.press("card.button.story")
    await who.press("card.button.draw")
    drawn = Image.open(io.BytesIO(who.phone.last.files[0].data)).convert("RGB")
    await who.press("card.button.save")
    sent = who.phone.last
    assert sent.kind == "document"
    assert sent.files[0].name == f"{who.text('card.file.name')}.png"
    kept = Image.open(io.BytesIO(sent.files[0].data))
    assert (kept.format, kept.size) == ("PNG", (1080, 1920))
    difference = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), drawn))
    assert max(difference.mean) < 3, "the same picture, but for what a photo loses"
    assert who.sees("card.look.porcelain-light")
    assert who.sees("card.file.ready", link="https://t.me/kintsugi_bot")
    assert who.offers("card.button.share")


@pytest.mark.parametrize("name", NAMES)
async def test_a_file_that_cannot_be_drawn_is_said_in_words(
    here: Town, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await _with_card(here, name)
    await who.press("card.button.draw")

    def broken(*_: object) -> None:
        raise DrawingError("the renderer panicked")

    with monkeypatch.context() as patched:
        patched.setattr(Gallery, "file", broken)
        await who.press("card.button.save")
    assert who.phone.last.kind == "text"
    assert who.screen.count(who.text("card.look.porcelain-light")) == 1


async def test_from_the_file_the_card_can_be_changed_and_the_file_stays(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.draw")
    await ada.press("card.button.save")
    await ada.press("card.button.change")
    assert [m.kind for m in ada.phone.replies][-3:] == ["photo", "document", "text"]
    assert ada.offers("card.button.draw")


async def test_an_old_picture_saves_no_other_card_than_the_one_on_it(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.draw")
    old = ada.phone.last
    await ada.press("card.button.change")
    await ada.press("card.button.next-strength")
    await ada.press("card.button.save", on=old)
    assert ada.toast == ada.text("card.changed")
    assert not [m for m in ada.phone.replies if m.kind == "document"]
    assert ada.offers("card.button.draw")


async def test_a_picture_saves_its_card_again_after_a_look_that_changed_nothing(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.draw")
    old = ada.phone.last
    await ada.press("card.button.change")
    await ada.press("card.button.look")
    await ada.send("1|cd|porcelain")
    await ada.press("card.button.save", on=old)
    assert ada.phone.last.kind == "document"


# --------------------------------------------------------------------------------------------- each time anew
async def test_whether_the_leaning_stands_on_it_is_chosen_anew_each_time(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.leaning")
    assert ada.offers("card.button.now", choice=words("card.button.leaning"))
    assert ada.offers("card.button.kind"), "two equal choices, side by side"
    await ada.press("card.button.draw")
    await ada.press("card.button.change")
    assert ada.sees("card.with-style", style=ada.text("results.style.a")), "who comes back from the picture goes on"
    await ada.say("/menu")
    await ada.press("front.button.mine")
    await ada.press("front.button.card")
    assert ada.sees("card.without-style")
    assert not ada.sees("results.style.a")


async def test_the_same_card_is_drawn_and_uploaded_once(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.draw")
    await ada.press("card.button.change")
    await ada.press("card.button.draw")
    photos = [m for m in ada.phone.replies if m.kind == "photo"]
    assert len(photos) == 2
    assert photos[0].files[0] is photos[1].files[0], "the second one is Telegram's own copy of the first"


async def test_one_tap_sends_adas_card_into_meis_chat_as_the_cached_photo(both: Town) -> None:
    ada, mei = await _with_card(both), someone(both, "Mei")
    await ada.press("card.button.draw")
    card = ada.phone.last.files[0]
    ada.phone.share(ada.text("card.button.share"), into=mei.phone)
    await both.settle()
    (sent,) = ada.phone.chat_with(mei.phone)
    assert sent.kind == "photo"
    assert sent.files[0].data == card.data
    (answer,) = _calls(both, "answerInlineQuery")
    assert answer.params["is_personal"] is True
    assert answer.params["cache_time"] == 0
    assert answer.params["results"][0]["photo_file_id"] == ada.phone.last.raw["photo"][-1]["file_id"]
    assert len(_calls(both, "sendPhoto")) == 1, "the file is known, so nothing is uploaded for it"


async def test_sols_inline_query_never_gives_adas_card(both: Town) -> None:
    ada, sol = await _with_card(both), someone(both, "Sol")
    await ada.send("1|cw|strength")
    await ada.say("only for Mei")
    await ada.press("card.button.draw")
    ada.phone.share(ada.text("card.button.share"), into=None)
    await both.settle()
    for typed in ("card", "", "Ada"):
        asked = sol.phone.inline(typed, pick=None)
        await both.settle()
        assert not asked.cached
        assert [one["kind"] for one in asked.results or []] == ["text"]
    assert not any("only for Mei" in seen for seen in sol.phone.seen)


async def test_who_has_no_card_yet_offers_the_link_and_not_a_blank(here: Town) -> None:
    sol = someone(here, "Sol")
    asked = sol.phone.inline("card", pick=None)
    await here.settle()
    assert asked.results is not None
    assert "t.me/kintsugi_bot" in asked.results[0]["content"]["text"]


async def test_a_changed_card_is_not_sent_by_the_old_picture(here: Town) -> None:
    ada, mei = await _with_card(here), someone(here, "Mei")
    await ada.press("card.button.draw")
    first = ada.phone.last
    await ada.press("card.button.change")
    await ada.press("card.button.next-strength")
    ada.phone.share(ada.text("card.button.share"), into=mei.phone, on=first)
    await here.settle()
    (sent,) = ada.phone.chat_with(mei.phone)
    assert sent.kind == "text" or sent.files[0].data != first.files[0].data


async def test_the_card_never_shows_a_score_or_a_name(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.leaning")
    await ada.press("card.button.draw")
    result, said = await ada.result(), ada.screen.replace("t.me/kintsugi_bot", "")
    assert "Ada" not in said
    assert str(result.anxiety.score) not in said
    assert not any(sign.isdigit() for sign in said)


async def test_the_old_photo_stays_when_the_card_is_changed(here: Town) -> None:
    ada = await _with_card(here)
    await ada.press("card.button.draw")
    await ada.press("card.button.change")
    assert [m.kind for m in ada.phone.replies][-2:] == ["photo", "text"]
    assert ada.offers("card.button.draw")


# ------------------------------------------------------------------------------------------------ no inline mode
@pytest.fixture
async def without_inline(sqlite_url: str) -> AsyncIterator[Town]:
    """A bot for which BotFather has inline mode switched off."""
    here = Town(sqlite_url)
    here.world.bot(TOKEN).supports_inline = False
    await here.open()
    yield here
    look_over(here, [])
    await here.house.close()


@pytest.mark.parametrize("name", NAMES)
async def test_without_inline_mode_the_button_gives_way_to_the_link(without_inline: Town, name: str) -> None:
    who = await _with_card(without_inline, name)
    await who.press("card.button.draw")
    button = who.phone.last.rows[0][0]
    assert button["text"] == who.text("card.button.link")
    friend = someone(without_inline, "Sol")
    who.phone.open_link(button["url"], into=friend.phone)
    assert "t.me/kintsugi_bot" in who.phone.chat_with(friend.phone)[-1].text
