"""The page's own door: what it shows, what its buttons do to a phone, and whom it lets in. No bot runs here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from simulator import album, habits
from simulator.__main__ import arguments
from simulator.house import House
from simulator.page import Page
from simulator.server import Refused
from simulator.world import TOKEN
from tests.simulator.quiet import Events, act, bot_says

ROOT = Path(__file__).resolve().parents[2]
KEYS = [[{"text": "I did it", "callback_data": "1|dd|day-01|done", "style": "success"}]]


async def test_a_page_that_opens_is_told_everything(house: House, events: Events) -> None:
    everything = await events.next("hello")
    assert [(one["name"], one["lang"], one["zone"]) for one in everything["phones"]] == [
        ("Ada", "en", "Europe/London"),
        ("Mei", "zh", "Asia/Shanghai"),
    ]
    assert everything["clock"]["moving"] is False


async def test_what_the_bot_says_reaches_the_phone_with_its_coloured_buttons(
    house: House, client: aiohttp.ClientSession, events: Events
) -> None:
    ada = house.handsets["ada"].phone
    await act(client, "say", text="/start")
    bot_says(house, ada, text="<b>Day 1</b> 😀", parse_mode="HTML", reply_markup={"inline_keyboard": KEYS})
    told = [await events.next("message") for _ in range(2)]
    assert [(one["phone"], one["message"]["text"]) for one in told] == [("ada", "/start"), ("ada", "Day 1 😀")]
    assert told[1]["message"]["rows"][0][0]["style"] == "success"
    assert told[1]["message"]["entities"][0]["type"] == "bold"


async def test_a_press_goes_to_the_bot_and_its_toast_comes_back(
    house: House, client: aiohttp.ClientSession, events: Events
) -> None:
    ada = house.handsets["ada"].phone
    ada.say("/start")
    sent = bot_says(house, ada, text="?", reply_markup={"inline_keyboard": KEYS})
    assert (await act(client, "press", id=sent["message_id"], data="1|dd|day-01|done"))[0] == 200
    query = house.world.bot().queue.history[-1]["callback_query"]
    house.world.call(TOKEN, "answerCallbackQuery", {"callback_query_id": query["id"], "text": "Gold."}, {})
    answer = await events.next("answer")
    assert (query["data"], answer["text"], answer["phone"]) == ("1|dd|day-01|done", "Gold.", "ada")


async def test_no_phone_is_told_what_another_one_hears(
    house: House, client: aiohttp.ClientSession, events: Events
) -> None:
    async with client.post("/phones", json={"do": "add", "phone": "sol"}) as answer:
        assert answer.status == 200
    mei = house.handsets["mei"].phone
    await act(client, "say", chat=str(mei.id), text="between us")
    told = [await events.next("message") for _ in range(2)]
    assert {one["phone"] for one in told} == {"ada", "mei"}
    assert "between us" not in json.dumps(house.handsets["sol"].snapshot())


async def test_a_phone_that_is_off_is_a_403_until_it_is_on_again(house: House, client: aiohttp.ClientSession) -> None:
    ada = house.handsets["ada"].phone
    ada.say("/start")
    await act(client, "switch", on=False)
    assert house.world.call(TOKEN, "sendMessage", {"chat_id": ada.id, "text": "?"}, {})[0] == 403
    assert (await act(client, "say", text="hello"))[0] == 409
    await act(client, "switch", on=True)
    kinds = [next(iter(update.keys() - {"update_id"})) for update in house.world.bot().queue.history]
    assert kinds == ["message", "my_chat_member", "my_chat_member"]
    assert bot_says(house, ada, text="again")["text"] == "again"


async def test_another_zone_is_the_phones_own_affair(house: House, client: aiohttp.ClientSession) -> None:
    assert (await act(client, "zone", zone="Asia/Kathmandu"))[0] == 200
    assert (await act(client, "zone", zone="Atlantis"))[0] == 409
    noon = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert f"{house.handsets['ada'].local(noon):%H:%M}" == "17:45"
    assert not house.world.bot().queue.history


async def test_a_slow_line_is_slow_for_that_phone_alone_and_only_while_it_lasts(
    house: House, client: aiohttp.ClientSession
) -> None:
    await act(client, "slow", on=True)
    await act(client, "slow", on=True)
    found = [(one.kind, one.chat_id) for one in house.world.mishaps]
    await act(client, "slow", on=False)
    assert found == [("slow", house.handsets["ada"].phone.id)]
    assert house.world.mishaps == []


async def test_a_new_account_begins_from_nothing_and_the_old_one_is_gone(
    house: House, client: aiohttp.ClientSession
) -> None:
    old = house.handsets["ada"].phone
    old.say("/start")
    async with client.post("/phones", json={"do": "reset", "phone": "ada"}) as answer:
        assert answer.status == 200
    new = house.handsets["ada"].phone
    assert new.id != old.id
    assert new.messages == []
    assert house.world.call(TOKEN, "sendMessage", {"chat_id": old.id, "text": "?"}, {})[0] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Content-Type": "text/plain"}, 403),
    ],
)
async def test_a_strange_page_in_the_same_browser_can_do_nothing(
    client: aiohttp.ClientSession, headers: dict[str, str], status: int
) -> None:
    body = json.dumps({"phone": "ada", "do": "say", "text": "hi"})
    async with client.post("/act", data=body, headers={"Content-Type": "application/json", **headers}) as answer:
        assert answer.status == status


async def test_what_cannot_be_done_is_refused_with_a_reason(client: aiohttp.ClientSession) -> None:
    for asked in ({"phone": "nobody", "do": "say"}, {"phone": "ada", "do": "fly"}, {"phone": "ada", "do": "press"}):
        async with client.post("/act", json=asked) as answer:
            assert (answer.status, bool((await answer.json())["error"])) == (409, True)
    async with client.post("/clock", json={"do": "yesterday"}) as answer:
        assert answer.status == 409


async def test_the_files_of_the_page_are_served_and_no_others(client: aiohttp.ClientSession) -> None:
    found = {}
    for path in ("/", "/static/app.js", "/static/../house.py", "/file/nothing", "/font"):
        async with client.get(path) as answer:
            found[path] = answer.status
    assert found == {
        "/": 200, "/static/app.js": 200, "/static/../house.py": 404, "/file/nothing": 404, "/font": 200,
    }  # fmt: skip


async def test_the_page_listens_on_loopback_only(house: House) -> None:
    with pytest.raises(Refused):
        Page(house, host="0.0.0.0")


def test_the_simulator_does_not_start_beside_a_token() -> None:
    environment = {**os.environ, "TELEGRAM_TOKEN": "123456:not-a-real-one"}
    done = subprocess.run(
        [sys.executable, "-m", "simulator"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "TELEGRAM_TOKEN is set" in done.stderr
    assert "not-a-real-one" not in done.stdout + done.stderr


def test_the_world_may_begin_at_an_instant_to_come_and_at_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert arguments([]).begin == timedelta()
    ahead = arguments(["--begin", "2999-01-07T09:00"]).begin
    then = datetime.now(UTC) + ahead
    assert abs(then - datetime(2999, 1, 7, 9, tzinfo=UTC)) < timedelta(minutes=1)
    for instant in ("1999-01-07T09:00", "soon"):
        with pytest.raises(SystemExit):
            arguments(["--begin", instant])
        assert "--begin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("shown", "taken"),
    [
        (["1|p|menu", "1|dd|day-03|done", "1|dd|day-03|partly"], "1|dd|day-03|done"),
        (["1|et|2026-03-01|done", "1|dd|day-03|done"], "1|et|2026-03-01|done"),
        (["1|sz|", "1|sz|Europe/Paris", "1|sz|Europe/London"], "1|sz|Europe/London"),
        (["1|df|day-03|undo", "1|do|day-03", "1|p|menu"], None),
    ],
)
async def test_somebody_who_practises_every_day_presses_what_fits(
    house: House, shown: list[str], taken: str | None
) -> None:
    ada = house.handsets["ada"]
    ada.phone.say("/today")
    rows = [[{"text": data, "callback_data": data}] for data in shown]
    bot_says(house, ada.phone, text="?", reply_markup={"inline_keyboard": rows})
    found = habits.choice(ada)
    assert (found and found[1]["callback_data"]) == taken


def test_a_page_of_screens_shows_words_as_they_are_and_never_as_markup() -> None:
    text = "😀 <b> & bold here"
    entities = [{"type": "bold", "offset": 9, "length": 4}, {"type": "italic", "offset": 9, "length": 9}]
    assert album.marked(text, entities) == "😀 &lt;b&gt; &amp; <i><b>bold</b> here</i>"
