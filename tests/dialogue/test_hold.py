"""Hold it for me, as people use it: five minutes on the message itself, given back, rewritten, or let go."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.memory import Memory
from simulator.model import Message
from tests.dialogue.people import HOMES, LANGS, Someone, look_over, quiet_town, someone
from tests.plain_phone import CHANNEL, PlainPhone, PlainWire
from tests.town import Town

NAMES = ("Ada", "Mei")
SECRETS = {"Ada": "You never answer. I’m done waiting for you.", "Mei": "你从来不回我，我不想再等了。"}
PEOPLE = [("Ada", "en"), ("Mei", "zh")]


async def _come_by_link(here: Town, name: str, door: str = "hold") -> Someone:
    who = someone(here, name)
    await who.say(f"/start {door}")
    await who.press("front.button.begin")
    return who


async def _held(here: Town, name: str, text: str = "") -> tuple[Someone, Message]:
    """Somebody who has given a message; and the bot's message that shows its minutes."""
    who = await _come_by_link(here, name)
    await who.say(text or SECRETS[name])
    return who, who.phone.last


def _shows(message: Message, dots: str) -> bool:
    return dots in message.text


async def _forgotten(who: Someone) -> None:
    """A quarter of an hour after the end none of the words is remembered."""
    await who.here.wait(minutes=16)
    memory = await who.memory()
    assert memory.hold is None
    assert SECRETS[who.phone.person.first_name] not in repr(memory)


# ------------------------------------------------------------------------------------------------- five minutes
@pytest.mark.parametrize("name", NAMES)
async def test_somebody_new_comes_by_a_shared_link_and_has_it_held_two_taps_later(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.say("/start hold")
    assert who.sees("hold.door.hold")
    assert who.phone.buttons[0] == who.text("front.button.begin")
    await who.press("front.button.begin")
    assert who.sees("hold.ask")
    await who.say(SECRETS[name])
    assert who.sees("hold.held", dots="○○○○○")
    assert (await who.memory()).profile.agreed_at is not None


@pytest.mark.parametrize("name", NAMES)
async def test_the_message_itself_shows_each_minute_and_then_it_comes_back_with_a_buzz(both: Town, name: str) -> None:
    who, message = await _held(both, name)
    bubbles, seen = who.bubbles, [message.text]
    for dots in ("●○○○○", "●●○○○", "●●●○○", "●●●●○"):
        await both.wait(minutes=1)
        assert _shows(message, dots)
        assert who.bubbles == bubbles, "an edit makes no new message"
        seen.append(message.text)
    assert len(set(seen)) == 5
    await both.wait(minutes=1)
    assert who.bubbles == bubbles + 1
    assert who.sees("hold.offered")
    assert not who.phone.last.raw.get("disable_notification")
    assert message.text == who.text("hold.over", dots="●●●●●")
    assert not message.buttons
    assert SECRETS[name] not in who.screen, "a lock screen shows the newest message"
    await both.wait(hours=3)
    assert who.bubbles == bubbles + 1


@pytest.mark.parametrize("name", NAMES)
async def test_while_it_waits_there_are_small_steps_and_a_menu_that_stays_a_menu(here: Town, name: str) -> None:
    who, message = await _held(here, name)
    before = message.text
    await who.press("hold.button.step")
    assert message.text != before
    await who.press("front.button.menu")
    menu = who.phone.last
    assert menu is not message
    await here.wait(minutes=2)
    assert _shows(message, "●●○○○")
    assert menu.text == who.text("front.menu")


@pytest.mark.parametrize("name", NAMES)
async def test_the_process_may_die_in_the_middle_and_each_minute_still_comes_once(both: Town, name: str) -> None:
    who, message = await _held(both, name)
    await both.wait(minutes=2)
    await both.restart()
    await both.wait(minutes=1)
    assert _shows(message, "●●●○○")
    await both.restart()
    both.now += timedelta(minutes=10)
    bubbles = who.bubbles
    await both.restart()
    await both.wait(seconds=1)
    assert who.bubbles == bubbles + 1
    assert who.sees("hold.offered")
    await both.wait(hours=1)
    assert who.bubbles == bubbles + 1


async def test_it_is_given_back_early_and_the_minutes_stop(here: Town) -> None:
    ada, message = await _held(here, "Ada")
    await here.wait(minutes=1)
    await ada.press("hold.button.give")
    assert ada.sees("hold.offered-early")
    shown = message.text
    await here.wait(minutes=10)
    assert message.text == shown
    assert ada.phone.last is message


async def test_a_second_one_is_not_begun_while_one_is_held(here: Town) -> None:
    ada, _ = await _held(here, "Ada")
    await here.wait(minutes=2)
    for again in ("/hold", "/start hold", "/menu"):
        await ada.say(again)
    await ada.press("front.button.hold")
    assert ada.sees("hold.held", dots="●●○○○")
    await here.wait(minutes=1)
    assert ada.sees("hold.held", dots="●●●○○"), "the newest copy of it is the one that goes on"
    assert (await ada.memory()).counts == {"held": 1}


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_in_the_middle_comes_between_and_the_minutes_go_on_above_it(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.set_out()
    await who.until(20, 27)
    await who.say("/hold")
    await who.say(SECRETS[name])
    message = who.phone.last
    await both.wait(minutes=4)
    nudge = who.phone.last
    assert nudge is not message
    assert who.text("evening.hello") in nudge.text
    assert _shows(message, "●●●●○")
    await who.say("1")
    assert who.sees("evening.ask.felt"), "the number belongs to the newest message"
    await both.wait(minutes=1)
    assert who.sees("hold.offered")
    await who.press("hold.button.let")
    assert (await who.memory()).counts["let_go"] == 1


async def test_the_clocks_own_nudges_keep_their_slots_beside_a_hold(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    here.unasked.clear()
    await ada.until(20, 28)
    await ada.say("/hold")
    await ada.say("late again")
    await ada.until(23)
    said = [(f"{at:%H:%M}", text.split("\n")[0]) for at, text in ada.nudges()]
    assert [hour for hour, _ in said] == ["20:30", "20:33"]


# ------------------------------------------------------------------------------------------------- what becomes of it
@pytest.mark.parametrize("name", NAMES)
async def test_it_is_rewritten_in_three_picks_and_copied(both: Town, name: str) -> None:
    who, _ = await _held(both, name)
    await both.wait(minutes=5)
    await who.press("hold.button.rewrite")
    assert SECRETS[name][:20] in who.screen
    await who.press("hold.button.feeling-1")
    await who.press("hold.button.need-2")
    await who.press("hold.button.ask-0")
    line = who.text("hold.line.0", **{p: who.text(f"hold.pick.{p}.{n}") for p, n in
                                      (("feeling", 1), ("need", 2), ("ask", 0))})  # fmt: skip
    assert line in who.screen
    who.phone.tap(who.text("hold.button.copy"))
    assert who.phone.clipboard == line
    await who.press("hold.button.done")
    assert who.text("hold.summary", held=1, rewritten=1, let_go=0, stayed=0) in who.screen
    await _forgotten(who)


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_rewritten_in_words_of_ones_own_and_changed_again(here: Town, name: str) -> None:
    who, _ = await _held(here, name)
    await who.press("hold.button.give")
    await who.press("hold.button.rewrite")
    for words in ("tiny & <tired>", "a hug", "stay"):
        await who.say(words)
    assert who.sees("hold.line.0", feeling="tiny & <tired>", need="a hug", ask="stay")
    await who.press("hold.button.tone")
    assert who.sees("hold.line.1", feeling="tiny & <tired>", need="a hug", ask="stay")
    await who.press("hold.button.need")
    await who.press("hold.button.need-0")
    await who.press("hold.button.own")
    await who.say("2")
    assert "2" in (await _hold_line(who))
    await who.press("hold.button.done")
    assert (await who.memory()).counts == {"held": 1, "rewritten": 1}


async def _hold_line(who: Someone) -> str:
    held = (await who.memory()).hold
    assert held is not None
    return held.line


@pytest.mark.parametrize("name", NAMES)
async def test_a_short_one_is_copied_as_it_is(here: Town, name: str) -> None:
    who, _ = await _held(here, name)
    await here.wait(minutes=5)
    await who.press("hold.button.as-is")
    who.phone.tap(who.text("hold.button.copy"))
    assert who.phone.clipboard == SECRETS[name]
    assert (await who.memory()).counts == {"held": 1, "sent_as_is": 1}
    await _forgotten(who)


async def test_one_of_4096_characters_comes_back_whole_as_a_message_of_its_own(both: Town) -> None:
    text = "I <b>wait</b> & wait. " * 200
    text = (text + "x" * 4096)[:4096]
    ada, _ = await _held(both, "Ada", text)
    await both.wait(minutes=5)
    await ada.press("hold.button.as-is")
    assert ada.phone.replies[-2].text == text
    assert ada.sees("hold.done.as-is-long")


@pytest.mark.parametrize("name", NAMES)
async def test_a_voice_note_is_held_as_well(here: Town, name: str) -> None:
    who = await _come_by_link(here, name)
    who.phone.send_voice()
    await here.settle()
    assert who.sees("hold.held", dots="○○○○○")
    await here.wait(minutes=5)
    await who.press("hold.button.as-is")
    assert who.sees("hold.done.voice")
    await who.press("hold.button.keep")
    await who.say("/journal")
    assert who.sees("journal.voice")


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_let_go_and_only_counts_remain(both: Town, name: str) -> None:
    who, _ = await _held(both, name)
    await who.press("hold.button.let")
    assert who.sees("hold.done.let_go")
    assert not who.offers("hold.button.copy")
    await _forgotten(who)
    await who.say("/journal")
    assert who.sees("journal.empty")
    assert (await who.memory()).counts == {"held": 1, "let_go": 1}


@pytest.mark.parametrize("name", NAMES)
async def test_its_owner_keeps_the_words_and_takes_even_that_back(both: Town, name: str) -> None:
    who, _ = await _held(both, name)
    await who.press("hold.button.let")
    await who.press("hold.button.keep")
    assert who.sees("hold.kept")
    assert (await who.memory()).hold is None
    await who.say("/journal")
    assert SECRETS[name] in who.screen
    assert who.text("journal.place.hold") in who.screen


async def test_the_words_are_gone_where_somebody_comes_back_too_late_to_keep_them(here: Town) -> None:
    ada, message = await _held(here, "Ada")
    await ada.press("hold.button.let")
    await here.wait(minutes=20)
    await ada.press("hold.button.keep", on=message)
    assert ada.toast == ada.text("front.toast.old")
    await ada.say("/journal")
    assert ada.sees("journal.empty")


async def test_what_is_deleted_is_not_offered_back(here: Town) -> None:
    ada, _ = await _held(here, "Ada")
    await ada.say("/delete")
    await ada.press("front.button.forget-yes")
    bubbles = ada.bubbles
    await here.wait(hours=30)
    assert ada.bubbles == bubbles


async def test_who_blocks_the_bot_meanwhile_gets_nothing_and_loses_nothing(here: Town) -> None:
    ada, _ = await _held(here, "Ada")
    ada.phone.block()
    await here.settle()
    await here.wait(minutes=10)
    ada.phone.unblock()
    await here.settle()
    await ada.say("/hold")
    assert ada.offers("hold.button.rewrite")


async def test_a_hold_counts_as_practised(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/hold")
    await ada.say("why are you like this")
    await ada.press("hold.button.let")
    assert len((await ada.walk()).practised) == 1
    await ada.say("/progress")
    assert ada.sees("hold.summary", held=1, rewritten=0, let_go=1, stayed=0)


async def test_a_changed_message_is_the_one_that_comes_back(here: Town) -> None:
    ada = await _come_by_link(here, "Ada")
    own = ada.phone.say("you are the worst")
    await here.settle()
    ada.phone.edit(own, "I miss you")
    await here.settle()
    await here.wait(minutes=5)
    await ada.press("hold.button.as-is")
    ada.phone.tap(ada.text("hold.button.copy"))
    assert ada.phone.clipboard == "I miss you"


@pytest.mark.parametrize(("name", "words"), [("Ada", "I want to kill myself"), ("Mei", "我想自杀")])
async def test_words_of_danger_are_met_first_and_lead_back_to_the_held_message(
    both: Town, name: str, words: str
) -> None:
    who = await _come_by_link(both, name)
    await who.say(words)
    assert who.offers("safety.button.more-lines")
    bubbles, card = who.bubbles, who.phone.last
    await both.wait(minutes=2)
    assert who.bubbles == bubbles
    assert who.offers("safety.button.more-lines"), "no minute falls upon the card"
    await who.press("safety.button.back", on=card)
    assert who.sees("hold.held", dots="●●○○○")
    await both.wait(minutes=3)
    assert who.sees("hold.offered")


async def test_no_word_of_it_ever_reaches_anybody_else(here: Town) -> None:
    ada, mei, sol = await _held(here, "Ada"), someone(here, "Mei"), someone(here, "Sol")
    await mei.say("/start")
    await sol.say("/start hold")
    await here.wait(minutes=30)
    for other in (mei, sol):
        assert not any(SECRETS["Ada"] in seen for seen in other.phone.seen)
    assert ada[0].sees("hold.offered")


# ------------------------------------------------------------------------------------------------- plain speech
@pytest.fixture
async def wire() -> PlainWire:
    """A wire without a phone yet."""
    return PlainWire()


@pytest.fixture
async def plain(sqlite_url: str, wire: PlainWire) -> AsyncIterator[Town]:
    """A town that such a wire leads to."""
    here = Town(sqlite_url)
    here.channels[CHANNEL] = wire
    await here.open()
    yield here
    look_over(here, [])
    await here.house.close()


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_who_only_types_has_it_held_and_rewritten_by_numbers(
    plain: Town, wire: PlainWire, name: str, lang: str
) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await who.say("/start hold")
    await who.choose("front.button.begin")
    await who.say(SECRETS[name])
    heard = len(who.heard)
    await plain.wait(minutes=5)
    assert len(who.heard) == heard + 1, "no edits on this wire, so only the end is said"
    await who.choose("hold.button.rewrite")
    for key in ("feeling-0", "need-0", "ask-0"):
        assert who.offers(f"hold.button.{key}")
        await who.say(f"/{who.choices()[who.text(f'hold.button.{key}')]}")
    await who.choose("hold.button.copy")
    line = who.text("hold.line.0", **{p: who.text(f"hold.pick.{p}.0") for p in ("feeling", "need", "ask")})
    assert who.heard[-2] == line
    await who.choose("hold.button.done")
    assert (await who.memory()).counts == {"held": 1, "rewritten": 1}


async def test_at_two_in_the_morning_a_hold_is_no_nudge(sqlite_url: str) -> None:
    night = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    async with quiet_town(sqlite_url, now=night) as here:
        ada, _ = await _held(here, "Ada")
        await here.wait(minutes=5)
        assert ada.sees("hold.offered")
        memory: Memory = await ada.memory()
        assert memory.rhythm.morning_at is None


def test_the_people_of_this_file_are_at_home() -> None:
    assert {name: LANGS[name] for name, _ in PEOPLE} == dict(PEOPLE)
    assert set(NAMES) < set(HOMES)
