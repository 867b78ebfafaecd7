"""The front door: who this is, the first taps, the menu in each language, a closed door and an open one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.people import someone
from tests.town import Town

NAMES = ("Ada", "Mei")


@pytest.mark.parametrize("name", NAMES)
async def test_start_says_who_this_is_in_three_paragraphs_with_one_button_to_begin(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/start")
    assert who.bubbles == 1
    assert len([line for line in who.screen.split("\n") if line]) == 3
    primary = [b for row in who.phone.last.rows for b in row if b.get("style") == "primary"]
    assert [b["text"] for b in primary] == [who.text("front.button.begin")]


@pytest.mark.parametrize("name", NAMES)
async def test_the_first_question_comes_within_two_taps(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/start")
    await who.press("front.button.begin")
    assert who.offers("quiz.agree.1")
    assert "1/12" in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_the_begin_button_itself_says_that_its_presser_is_an_adult_and_agrees(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.say("/start")
    assert (await who.memory()).profile.agreed_at is None
    assert "18" in who.text("front.button.begin")
    assert ("agree" in who.text("front.button.begin")) or ("同意" in who.text("front.button.begin"))
    await who.press("front.button.begin")
    assert (await who.memory()).profile.agreed_at == here.now


async def test_a_language_can_be_chosen_at_the_door_before_anything_else(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.say("/start")
    await ada.press("front.button.lang-zh")
    ada.lang = "zh"
    assert ada.sees("front.greeting")
    await ada.press("front.button.begin")
    assert ada.offers("quiz.agree.1")


async def test_the_menu_and_the_descriptions_stand_in_each_language(here: Town) -> None:
    await here.introduce()
    for name in NAMES:
        who = someone(here, name)
        assert {"today", "progress", "settings", "privacy", "help"} <= set(who.phone.menu)
        assert len(who.phone.menu) <= 8
        assert who.phone.menu == {name: who.text(f"profile.command.{name}") for name in who.phone.menu}
        assert who.phone.profile("description") == who.text("profile.description")
        assert who.phone.profile("short_description") == who.text("profile.short")


async def test_every_command_of_the_menu_leads_somewhere(here: Town) -> None:
    await here.introduce()
    ada = someone(here, "Ada")
    await ada.set_out()
    for command in ada.phone.menu:
        await ada.say(f"/{command}")
        assert not ada.sees("typed.unknown-command"), command


@pytest.mark.parametrize("command", ["/progress", "/journal", "/settings", "/help", "/privacy", "/menu"])
async def test_a_command_in_the_middle_of_the_questions_leads_back_to_the_same_question(
    here: Town, command: str
) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.press("quiz.agree.4")
    question = ada.screen
    await ada.say(command)
    assert ada.screen != question
    if ada.offers("front.button.back"):
        await ada.press("front.button.back")
    elif ada.offers("front.button.today"):
        await ada.press("front.button.today")
    else:
        await ada.say("/today")
    assert ada.screen == question


async def test_a_second_start_in_the_middle_begins_nothing_anew(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.press("quiz.agree.4")
    question = ada.screen
    await ada.say("/start")
    assert ada.screen == question
    assert (await ada.memory()).runs == 1


async def test_a_start_link_with_a_payload_opens_the_same_door(here: Town) -> None:
    ada = someone(here, "Ada")
    ada.phone.open_link("https://t.me/kintsugi_bot?start=from-a-friend")
    await here.settle()
    assert ada.sees("front.greeting")


async def test_who_blocks_the_bot_hears_nothing_and_finds_everything_after(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    ada.phone.block()
    await both.settle()
    before = ada.bubbles
    await both.wait(days=20)
    assert ada.bubbles == before, "nothing is sent at the block, and nothing behind a closed door"
    ada.phone.unblock()
    await both.settle()
    assert ada.bubbles == before, "nothing is said until they say something"
    await ada.say("/today")
    assert ada.sees("days.day-01.gentle")


async def test_a_door_that_closes_unheard_is_noticed_at_the_first_refusal(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    ada.phone.chat.blocked = True
    await here.wait(days=3)
    refusals = [call for call in here.world.refused if "blocked" in call.description]
    assert len(refusals) == 1, "one refusal is enough to know"
    assert await here.next_due() is None


async def test_a_restart_in_the_middle_loses_neither_place_nor_screen(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.begin()
    for _ in range(6):
        await ada.press("quiz.agree.4")
    question, bubbles = ada.screen, ada.bubbles
    await both.restart()
    both.now += timedelta(days=3)
    await ada.press("quiz.agree.2")
    assert "8/12" in ada.screen
    assert ada.bubbles == bubbles, "the message is still edited in place"
    await ada.press("quiz.back")
    assert ada.screen == question
