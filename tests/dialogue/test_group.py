"""Ada and Mei in a group of two: what both agreed to is posted, to them alone, and nothing else is heard there."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.carriage import Cargo, Carriage, Outcome
from bot.tables import metadata
from simulator.model import Chat, Message
from tests.dialogue.couple import Two, linked, someone_here
from tests.dialogue.people import Someone
from tests.town import Town

ALL = ("days", "step", "shared")
CANARY = "heron-under-the-stairs"


def group_of(here: Town, *people: Someone) -> Chat:
    """A group of these people and the bot."""
    return here.world.group("Us", *(who.phone for who in people))


async def agree(who: Someone, *names: str, now: str = "off") -> None:
    """Tap the switches of what may be posted; `now` is how they stand."""
    await who.say("/together")
    await who.press("together.button.settings")
    await who.press("together.group.button.open")
    for name in names:
        await who.press(f"together.group.button.{name}-{now}")


async def call(who: Someone, group: Chat, text: str = "/together") -> Message:
    """A command in the group; returns what stands there last."""
    who.phone.say(text, to=group)
    await who.here.settle()
    return said(group)[-1]


def said(group: Chat) -> list[Message]:
    """What the bot has said in a group."""
    return [message for message in group.visible if message.by_bot]


async def agreed(here: Town, *names: str) -> tuple[Two, Chat]:
    """Both practised a day, and on the next one agreed to have these things posted in their group."""
    two = await linked(here)
    for who in two:
        await who.say("/today")
        await who.press("day.button.did-it")
    here.now += timedelta(days=1)
    for who in two:
        await agree(who, *names)
    return two, group_of(here, *two)


async def kept(here: Town) -> str:
    """Every row of every table, as one text."""
    engine = create_async_engine(here.settings.database_url)
    async with engine.connect() as db:
        found = [repr(row) for table in metadata.sorted_tables for row in await db.execute(select(table))]
    await engine.dispose()
    return "\n".join(found)


# ----------------------------------------------------------------------------------------------------- consent
async def test_nothing_is_posted_until_both_agreed_to_it(here: Town) -> None:
    two = await linked(here)
    group = group_of(here, *two)
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    await agree(two.ada, *ALL)
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    assert (await call(two.mei, group)).text == two.mei.text("together.group.nothing")
    await agree(two.mei, "step")
    post = await call(two.ada, group)
    assert two.ada.text("together.same-step", step=two.ada.text("days.step-1.title"), name="Mei") in post.text
    assert two.ada.text("together.their-days", n=0, name="Mei") not in post.text
    assert post.kind == "text"


async def test_what_both_agreed_to_comes_with_both_bowls_in_the_askers_language(both: Town) -> None:
    two, group = await agreed(both, *ALL)
    for who in two:
        post = await call(who, group)
        names = ("Ada", "Mei") if who is two.ada else ("Mei", "Ada")
        assert post.kind == "photo"
        assert who.text("together.group.shelf", own=names[0], name=names[1]) in post.text
        for name in names:
            assert who.text("together.their-days", n=1, name=name) in post.text
        assert who.text("together.shared-days", n=1) in post.text
        assert post.buttons == [who.text("together.group.button.alone")]
        assert post.raw["has_protected_content"]


async def test_what_is_hidden_from_each_other_is_not_posted_either(here: Town) -> None:
    two, group = await agreed(here, "days", "step")
    await two.mei.say("/together")
    await two.mei.press("together.button.settings")
    await two.mei.press("together.button.days-on")
    post = await call(two.ada, group)
    assert post.kind == "text"
    assert two.ada.text("together.their-days", n=1, name="Mei") not in post.text


async def test_the_page_looks_the_same_whatever_the_other_agreed_to(here: Town) -> None:
    two = await linked(here)
    await agree(two.mei)
    before = (two.mei.screen, two.mei.phone.buttons, two.mei.bubbles)
    await agree(two.ada, *ALL)
    assert (two.mei.screen, two.mei.phone.buttons, two.mei.bubbles) == before
    await agree(two.mei)
    assert (two.mei.screen, two.mei.phone.buttons) == before[:2]


# ------------------------------------------------------------------------------------------------- who is there
async def test_a_third_person_hears_the_one_sentence_and_when_they_left_it_is_posted_again(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    sol = someone_here(here, "Sol")
    sol.phone.join(group)
    await here.settle()
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    assert "Mei" not in "\n".join(sol.phone.seen)
    sol.phone.leave(group)
    await here.settle()
    assert (await call(two.ada, group)).kind == "photo"


async def test_three_who_are_not_those_two_and_the_bot_hear_the_one_sentence(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    sol = someone_here(here, "Sol")
    two.mei.phone.leave(group)
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    sol.phone.join(group)
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    assert "Mei" not in "\n".join(sol.phone.seen)


async def test_asked_by_somebody_else_it_is_the_one_sentence_and_nothing_of_a_stranger_is_kept(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    sol = someone_here(here, "Sol")
    sol.phone.join(group)
    assert (await call(sol, group)).text == sol.text("together.group.nothing")
    assert (await call(sol, group, "/help@kintsugi_bot")).text == sol.text("together.group.help")
    assert str(sol.phone.id) not in await kept(here)
    await sol.set_out()
    assert (await call(sol, group)).text == sol.text("together.group.nothing")
    assert two.ada.phone.chat is not group


async def test_in_a_group_of_ones_own_nothing_of_anybody_is_posted(here: Town) -> None:
    await agreed(here, *ALL)
    sol = someone_here(here, "Sol")
    await sol.set_out()
    assert (await call(sol, group_of(here, sol))).text == sol.text("together.group.nothing")


@pytest.mark.parametrize("method", ["getChatMember", "getChatMemberCount"])
async def test_where_telegram_does_not_say_who_is_there_it_is_the_one_sentence(here: Town, method: str) -> None:
    two, group = await agreed(here, *ALL)
    here.world.fail(500, method=method)
    assert (await call(two.ada, group)).text == two.ada.text("together.group.nothing")
    here.world.calls.clear()
    assert (await call(two.ada, group)).kind == "photo"


async def test_it_is_asked_again_before_each_post(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    for _ in range(2):
        here.world.calls.clear()
        await call(two.ada, group)
        asked = [call.method for call in here.world.calls if call.params.get("chat_id") == group.id]
        there = ["getChatMemberCount", *["getChatMember"] * 3]
        assert asked == [*there, "sendPhoto", *there]


async def test_a_post_into_which_somebody_else_comes_is_overwritten_at_once(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    two, group = await agreed(here, *ALL)
    sol, send = someone_here(here, "Sol"), Carriage._send

    async def sends(self: Carriage, cargo: Cargo) -> Outcome:
        found = await send(self, cargo)
        sol.phone.join(group)
        return found

    monkeypatch.setattr(Carriage, "_send", sends)
    post = await call(two.ada, group)
    assert post.text == two.ada.text("together.gone")
    assert "Mei" not in post.text


# ------------------------------------------------------------------------------------------- what is not heard
async def test_nothing_that_is_said_in_a_group_is_read_or_kept(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    # At its worst: BotFather lets it read everything.
    next(iter(here.world.bots.values())).reads_groups = True
    before = (await two.ada.memory(), len(said(group)))
    bubbles = two.ada.bubbles
    ada = two.ada.phone
    written = ada.say(f"I want to die {CANARY}", to=group)
    ada.edit(written, f"{CANARY} again")
    ada.say(f"hello /journal {CANARY}", to=group)
    ada.say(f"/log@another_bot {CANARY}", to=group)
    ada.say(f"/nonsense {CANARY}", to=group)
    await here.settle()
    assert (await two.ada.memory(), len(said(group))) == before
    reply = await call(two.ada, group, f"/journal {CANARY}")
    assert reply.text == two.ada.text("together.group.help")
    assert two.ada.bubbles == bubbles
    assert await two.ada.memory() == before[0]
    assert CANARY not in await kept(here)


@pytest.mark.parametrize("command", ["/help", "/start", "/log", "/journal@kintsugi_bot", "/nonsense@kintsugi_bot"])
async def test_any_other_command_hears_that_only_commands_are_answered_here(here: Town, command: str) -> None:
    two = await linked(here)
    reply = await call(two.mei, group_of(here, *two), command)
    assert reply.text == two.mei.text("together.group.help")
    assert reply.rows[0][0]["url"] == "https://t.me/kintsugi_bot"


async def test_a_press_in_a_group_does_nothing(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    post = await call(two.ada, group)
    memory = await two.ada.memory()
    query = two.ada.phone.press_data("1|fy|0", on=post)
    two.ada.phone.press_data("1|2o", on=post)
    await here.settle()
    assert query.answered
    assert await two.ada.memory() == memory
    assert said(group)[-1] is post


async def test_a_group_is_no_reason_for_a_welcome_back_or_a_new_number(here: Town) -> None:
    two, group = await agreed(here, *ALL)
    await two.ada.say("/today")
    before = await two.ada.memory()
    await here.wait(days=4)
    before = await two.ada.memory()
    await call(two.ada, group)
    after = await two.ada.memory()
    assert (after.rhythm, after.options, after.focus) == (before.rhythm, before.options, before.focus)


# --------------------------------------------------------------------------------------------------- taking back
@pytest.mark.parametrize("how", ["not posted", "hidden", "rest", "leave", "delete"])
@pytest.mark.parametrize("who", ["the asker", "the other"])
async def test_what_is_taken_back_is_overwritten_in_the_group(here: Town, how: str, who: str) -> None:
    two, group = await agreed(here, "days")
    post = await call(two.ada, group)
    one = two.ada if who == "the asker" else two.mei
    await one.say("/together")
    if how == "delete":
        await one.say("/delete")
        await one.press("front.button.forget-yes")
    else:
        await one.press("together.button.settings")
    match how:
        case "not posted":
            await one.press("together.group.button.open")
            await one.press("together.group.button.days-on")
        case "hidden":
            await one.press("together.button.days-on")
        case "rest":
            await one.press("together.button.pause")
        case "leave":
            await one.press("together.button.leave")
            await one.press("together.button.leave-yes")
    assert post.text == two.ada.text("together.gone")
    assert said(group) == [post]
    assert (await call(two.mei, group)).text == two.mei.text("together.group.nothing")


async def test_what_lapses_is_overwritten_at_an_hour_that_is_nobodys(both: Town) -> None:
    two, group = await agreed(both, "step")
    post = await call(two.ada, group)
    shown = post.text
    await both.wait(days=31)
    assert post.text == shown
    await both.ticker.purge()
    await both.settle()
    assert post.text == two.ada.text("together.gone")


async def test_what_is_taken_back_on_its_way_gives_way_as_soon_as_it_is_there(here: Town) -> None:
    two, group = await agreed(here, "days")
    await agree(two.mei)
    held = here.world.hold(method="sendPhoto")
    # Two posts: one is on its way, the other waits behind it.
    for _ in range(2):
        two.ada.phone.say("/together", to=group)
    settling = asyncio.create_task(here.settle())
    await held.arrived.wait()
    answered = asyncio.Event()
    here.world.listen(lambda happening: answered.set() if happening.kind == "answer" else None)
    two.mei.phone.press(two.mei.text("together.group.button.days-on"), on=two.mei.phone.last)
    await answered.wait()
    held.release()
    await settling
    assert [m.text for m in said(group)] == [two.ada.text(f"together.{key}") for key in ("gone", "group.nothing")]


async def test_what_waits_for_a_group_holds_nothing_any_more_that_was_taken_back(here: Town) -> None:
    two, group = await agreed(here, "days")
    await agree(two.mei)
    two.ada.phone.say("/together", to=group)
    await only_played(here)
    assert "together.group.shelf" in await kept(here)
    two.mei.phone.press(two.mei.text("together.group.button.days-on"), on=two.mei.phone.last)
    await only_played(here)
    assert "together.group.shelf" not in await kept(here)
    await here.settle()
    assert [m.text for m in said(group)] == [two.ada.text("together.group.nothing")]


async def only_played(here: Town) -> None:
    """Let what was sent be played, while nothing is carried."""
    await here.house.porch.receive(await here._updates())
    while here.house.porch._under_way:
        await asyncio.wait(here.house.porch._under_way)


# ---------------------------------------------------------------------------------------------- the group itself
async def test_the_bot_comes_to_a_group_and_goes_and_nobody_has_blocked_it(here: Town) -> None:
    two, group = await agreed(here, "days")
    two.ada.phone.send_away(group)
    await here.settle()
    memory = await two.ada.memory()
    assert not memory.rhythm.away
    await two.ada.say("/together")
    assert two.ada.sees("together.shelf", name="Mei")


async def test_a_group_that_cannot_be_reached_hears_nothing_and_nobody_else_does(here: Town) -> None:
    two, group = await agreed(here, "days")
    post = await call(two.ada, group)
    bubbles = (two.ada.bubbles, two.mei.bubbles)
    two.mei.phone.send_away(group)
    await agree(two.mei, "days", now="on")
    two.ada.phone.say("/together", to=group)
    await here.settle()
    here.world.calls.clear()
    assert said(group) == [post]
    assert two.ada.bubbles == bubbles[0]
    assert f"tg:{group.id}" not in await kept(here)
    memory = await two.ada.memory()
    assert not memory.rhythm.away


async def test_a_group_that_grew_into_another_is_a_chat_like_any(here: Town) -> None:
    two, group = await agreed(here, "days")
    two.ada.phone.say("/together", to=group)
    grown = here.world.supergroup(group)
    await here.settle()
    here.world.calls.clear()
    assert not said(group)
    assert (await call(two.ada, grown)).kind == "photo"


async def test_a_group_that_was_filled_up_holds_nobody_else_up(here: Town) -> None:
    two, group = await agreed(here, "days")
    here.world.fail(429, chat_id=group.id, method="sendMessage", retry_after=60)
    two.ada.phone.say("/help", to=group)
    await here.settle()
    here.world.calls.clear()
    assert not said(group)
    await two.mei.say("/together")
    assert two.mei.sees("together.shelf", name="Ada")
