"""The queue of updates: offsets, kinds, waiting, two pollers, repeats."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken

from simulator.phone import Phone
from simulator.server import Server
from simulator.wire import WorldRequest
from simulator.world import World
from tests.simulator.conftest import far, heard


async def test_an_update_comes_again_until_it_is_confirmed(bot: Bot, mei: Phone) -> None:
    mei.say("one")
    mei.say("two")
    first, second = await bot.get_updates(timeout=0)
    assert [update.update_id for update in await bot.get_updates(timeout=0)] == [first.update_id, second.update_id]
    assert [update.update_id for update in await bot.get_updates(offset=second.update_id, timeout=0)] == [
        second.update_id
    ]
    assert await bot.get_updates(offset=second.update_id + 1, timeout=0) == ()


async def test_a_limit_and_a_negative_offset_are_kept(near: Bot, mei: Phone) -> None:
    for number in range(5):
        mei.say(str(number))
    assert len(await near.get_updates(limit=2, timeout=0)) == 2
    (last,) = await near.get_updates(offset=-1, timeout=0)
    assert last.message is not None
    assert last.message.text == "4"


async def test_only_the_kinds_that_were_asked_for_are_queued(near: Bot, mei: Phone) -> None:
    await near.get_updates(timeout=0, allowed_updates=["callback_query"])
    mei.say("unheard")
    await near.get_updates(timeout=0, allowed_updates=[])
    mei.say("heard")
    (update,) = await near.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.text == "heard"


async def test_a_poll_waits_for_an_update(bot: Bot, world: World, mei: Phone) -> None:
    polling = heard(world, "poll")
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await polling.wait()
    mei.say("now")
    (update,) = await waiting
    assert update.message is not None


async def test_a_second_poll_ends_the_first_with_409(near: Bot, world: World, mei: Phone) -> None:
    polling = heard(world, "poll")
    first = asyncio.create_task(near.get_updates(timeout=20))
    await polling.wait()
    second = asyncio.create_task(near.get_updates(timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    mei.say("now")
    assert len(await second) == 1


async def test_a_poll_beside_a_webhook_is_409(near: Bot) -> None:
    await near.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await near.get_updates(timeout=0)


async def test_an_update_is_delivered_twice_on_request(near: Bot, world: World, mei: Phone) -> None:
    world.bot().queue.double = 1
    mei.say("once")
    first, second = await near.get_updates(timeout=0)
    assert first.update_id == second.update_id
    world.bot().queue.again(first.update_id)
    (third,) = await near.get_updates(offset=first.update_id + 1, timeout=0)
    assert third.update_id == first.update_id
    assert await near.get_updates(offset=first.update_id + 1, timeout=0) == ()


@pytest.mark.parametrize(("token", "code", "words"), [("777:unknown", 401, "Unauthorized"), ("odd", 404, "Not Found")])
async def test_an_unknown_token_is_401_and_a_malformed_one_404(
    world: World, near: Bot, token: str, code: int, words: str
) -> None:
    assert await world.serve(token, "getMe", {}, {}) == (
        code,
        {"ok": False, "error_code": code, "description": words},
    )
    with pytest.raises(InvalidToken):
        await Bot(token, request=WorldRequest(world)).get_me()


async def test_the_same_world_is_seen_over_both_wires(near: Bot, server: Server, mei: Phone) -> None:
    async with far(server) as bot:
        await bot.send_message(mei.id, "from afar")
    await near.send_message(mei.id, "from here")
    assert [message.text for message in mei.replies] == ["from afar", "from here"]
