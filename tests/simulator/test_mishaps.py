"""What a test can make go wrong."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from simulator.phone import Phone
from simulator.server import Server
from simulator.wire import WorldRequest
from simulator.world import TOKEN, World


async def test_a_429_says_how_long_to_wait(bot: Bot, world: World, mei: Phone, ada: Phone) -> None:
    world.fail(429, retry_after=7, method="sendMessage", chat_id=mei.id)
    await bot.send_message(ada.id, "not meant")
    with pytest.raises(RetryAfter, match="Retry in 0:00:07"):
        await bot.send_message(mei.id, "meant")
    assert (await bot.send_message(mei.id, "again")).text == "again"
    assert [message.text for message in mei.replies] == ["again"]


@pytest.mark.parametrize(("code", "kind"), [(500, NetworkError), (502, NetworkError), (403, Forbidden)])
async def test_any_code_can_be_answered(near: Bot, world: World, mei: Phone, code: int, kind: type[Exception]) -> None:
    world.fail(code, times=2, description="scripted")
    for _ in range(2):
        with pytest.raises(kind, match="scripted"):
            await near.send_message(mei.id, "x")
    await near.send_message(mei.id, "x")
    assert [call.status for call in world.calls if call.method == "sendMessage"] == [code, code, 200]


async def test_a_5xx_may_hide_a_delivery(near: Bot, world: World, mei: Phone) -> None:
    world.fail(502, deliver=True)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await near.send_message(mei.id, "arrived")
    assert mei.last.text == "arrived"


@pytest.mark.parametrize("deliver", [True, False])
async def test_a_hang_is_a_time_out_and_tells_nothing(near: Bot, world: World, mei: Phone, deliver: bool) -> None:
    world.hang(method="sendMessage", deliver=deliver)
    with pytest.raises(TimedOut):
        await near.send_message(mei.id, "perhaps")
    assert ("perhaps" in mei.screen) is deliver


async def test_a_hang_over_http_runs_into_the_clients_time_out(server: Server, world: World, mei: Phone) -> None:
    impatient = HTTPXRequest(read_timeout=0.05)
    async with Bot(TOKEN, base_url=f"{server.address}/bot", request=impatient) as bot:
        world.hang(method="sendMessage")
        with pytest.raises(TimedOut):
            await bot.send_message(mei.id, "arrived")
    assert mei.last.text == "arrived"


@pytest.mark.parametrize("deliver", [True, False])
async def test_a_dropped_connection_is_a_network_error(bot: Bot, world: World, mei: Phone, deliver: bool) -> None:
    world.drop(method="sendMessage", deliver=deliver)
    with pytest.raises(NetworkError) as error:
        await bot.send_message(mei.id, "perhaps")
    assert not isinstance(error.value, BadRequest)
    assert ("perhaps" in mei.screen) is deliver


async def test_an_unmade_connection_raises_what_the_transport_calls_it(world: World, mei: Phone) -> None:
    class NeverSent(NetworkError):
        pass

    wire = WorldRequest(world, never_sent=NeverSent)
    async with Bot(TOKEN, request=wire, get_updates_request=wire) as bot:
        world.unreachable()
        with pytest.raises(NeverSent):
            await bot.send_message(mei.id, "x")
    assert mei.replies == []


async def test_a_held_request_waits_until_it_is_released(near: Bot, world: World, mei: Phone) -> None:
    hold = world.hold(method="sendMessage")
    sending = asyncio.create_task(near.send_message(mei.id, "late"))
    await hold.arrived.wait()
    assert mei.replies == []
    hold.release()
    await sending
    assert mei.last.text == "late"


async def test_a_slow_answer_comes_all_the_same(near: Bot, world: World, mei: Phone) -> None:
    world.slow(0.0, method="sendMessage")
    assert (await near.send_message(mei.id, "slow")).text == "slow"


async def test_a_forgotten_file_is_a_wrong_one(near: Bot, world: World, mei: Phone) -> None:
    from simulator.sendables import PIXEL

    file_id = (await near.send_photo(mei.id, PIXEL)).photo[-1].file_id
    assert (await near.send_photo(mei.id, file_id)).photo[-1].file_id == file_id
    with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
        await near.send_document(mei.id, file_id)
    world.bot().files.clear()
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await near.send_photo(mei.id, file_id)
