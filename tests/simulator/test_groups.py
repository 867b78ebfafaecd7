"""Groups on the page: made from a phone, seen by whoever is in them, and by nobody else. No bot runs here."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from simulator.house import House
from tests.simulator.quiet import Events, act, bot_says

LINK = [[{"text": "Write to me alone", "url": "https://t.me/kintsugi_bot"}]]


async def made(house: House, client: aiohttp.ClientSession) -> str:
    """A group of Ada, Mei and the bot, made on Ada's phone; its name on the page."""
    status, answer = await act(client, "group", who=str(house.handsets["mei"].phone.id))
    assert status == 200
    name: str = answer["chat"]
    return name


def heard(house: House) -> list[str]:
    """The kinds of what the bot was told, oldest first."""
    return [kind for update in house.world.bot().queue.history for kind in update if kind != "update_id"]


async def third(house: House, client: aiohttp.ClientSession) -> str:
    """Sol has a phone, too; their id on the page."""
    async with client.post("/phones", json={"do": "add", "phone": "sol"}) as answer:
        assert answer.status == 200
    return str(house.handsets["sol"].phone.id)


async def test_a_group_is_made_on_one_phone_and_stands_on_both(
    house: House, client: aiohttp.ClientSession, events: Events
) -> None:
    name = await made(house, client)
    told: list[Any] = [await events.next("members") for _ in range(2)]
    people = [str(house.handsets[key].phone.id) for key in ("ada", "mei")]
    assert {one["phone"] for one in told} == {"ada", "mei"}
    assert all(one["chat"] == name and one["group"] == {"title": "Ada & Mei", "people": people} for one in told)
    service = [(await events.next("message"))["message"]["service"] for _ in range(2)]
    assert service == [{"what": "made", "who": ["Ada"]}] * 2
    assert heard(house) == ["my_chat_member", "message"]


async def test_what_the_bot_posts_in_a_group_is_on_both_phones_and_its_commands_come_back(
    house: House, client: aiohttp.ClientSession
) -> None:
    name = await made(house, client)
    await act(client, "say", chat=name, text="/together@kintsugi_bot")
    await act(client, "say", chat=name, text="between us")
    assert heard(house)[2:] == ["message"]
    bot_says(house, int(name), text="Two bowls", reply_markup={"inline_keyboard": LINK})
    for key in ("ada", "mei"):
        shown = house.handsets[key].snapshot()["chats"]
        assert [one["text"] for one in shown[name][-2:]] == ["between us", "Two bowls"]
        assert shown[name][-1]["rows"][0][0]["url"] == "https://t.me/kintsugi_bot"
        assert shown["bot"] == []


async def test_a_third_person_comes_in_and_goes_and_the_bot_is_told_each_time(
    house: House, client: aiohttp.ClientSession, events: Events
) -> None:
    name, sol = await made(house, client), await third(house, client)
    assert name not in house.handsets["sol"].snapshot()["chats"]
    assert (await act(client, "bring", chat=name, who=sol))[0] == 200
    assert (await act(client, "bring", chat=name, who=sol))[0] == 409
    shown = house.handsets["sol"].snapshot()
    assert [one["service"]["what"] for one in shown["chats"][name]] == ["made", "came"]
    assert sol in shown["groups"][name]["people"]
    assert (await act(client, "leave", "sol", chat=name))[0] == 200
    gone = [one for _ in range(8) if (one := await events.next("members"))["group"] is None]
    assert [one["phone"] for one in gone] == ["sol"]
    assert name not in json.dumps(house.handsets["sol"].snapshot())
    assert heard(house) == ["my_chat_member", "message", "message", "message"]


async def test_somebody_who_is_not_in_a_group_can_do_nothing_there(house: House, client: aiohttp.ClientSession) -> None:
    name, sol = await made(house, client), await third(house, client)
    for what, more in (("say", {"text": "hello"}), ("bring", {"who": sol}), ("leave", {})):
        assert (await act(client, what, "sol", chat=name, **more))[0] == 409
    assert (await act(client, "leave", chat=sol))[0] == 409
    assert (await act(client, "group", who=str(house.handsets["ada"].phone.id)))[0] == 409


async def test_a_link_to_the_bot_alone_opens_its_chat_and_says_nothing_twice(house: House) -> None:
    ada = house.handsets["ada"].phone
    for _ in range(2):
        ada.open_link("https://t.me/kintsugi_bot")
    assert [message.text for message in ada.messages] == ["/start"]
