"""The HTTP server: loopback only, every encoding, files."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot, InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest

from simulator.phone import Phone
from simulator.sendables import PIXEL
from simulator.server import Refused, Server, check_safe
from simulator.world import TOKEN, World


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_nothing_but_loopback_is_bound(world: World, host: str) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1 only"):
        Server(world, host=host)


def test_a_real_token_is_refused() -> None:
    real = "123456789:" + "A" * 35
    with pytest.raises(Refused, match="real token"):
        check_safe("127.0.0.1", [TOKEN], {"TELEGRAM_TOKEN": real})
    with pytest.raises(Refused, match="real token"):
        check_safe("127.0.0.1", [real], {})
    check_safe("127.0.0.1", [TOKEN], {"TELEGRAM_TOKEN": TOKEN})


async def test_every_encoding_is_read(server: Server, http: aiohttp.ClientSession, mei: Phone) -> None:
    url = f"{server.address}/bot{TOKEN}/sendMessage"
    async with http.get(url, params={"chat_id": mei.id, "text": "query"}) as answer:
        assert answer.status == 200
    await http.post(url, data={"chat_id": str(mei.id), "text": "form"})
    await http.post(url, json={"chat_id": mei.id, "text": "json"})
    form = aiohttp.FormData({"chat_id": str(mei.id), "text": "multipart"}, default_to_multipart=True)
    await http.post(url.replace("sendMessage", "SENDMESSAGE"), data=form)
    assert [message.text for message in mei.replies] == ["query", "form", "json", "multipart"]


async def test_a_broken_body_is_400(server: Server, http: aiohttp.ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{server.address}/bot{TOKEN}/getMe", data=b"{", headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["ok"] is False


async def test_another_path_is_404(server: Server, http: aiohttp.ClientSession) -> None:
    for path in ("/", f"/file/bot{TOKEN}/nothing", f"/bot{TOKEN}/", f"/bot{TOKEN}/sendLetter"):
        async with http.get(server.address + path) as answer:
            assert (answer.status, (await answer.json())["error_code"]) == (404, 404)
    server.world.faults.clear()


async def test_a_large_file_goes_up_and_comes_down(bot: Bot, mei: Phone) -> None:
    whole = b"x" * 3_000_000
    sent = await bot.send_document(mei.id, whole, filename="export.json", caption="All of it")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("export.json", 3_000_000)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == whole
    assert mei.last.image == whole


async def test_each_kind_of_file_is_sent(bot: Bot, mei: Phone) -> None:
    assert (await bot.send_photo(mei.id, PIXEL)).photo[-1].width == 1
    assert (await bot.send_voice(mei.id, b"ogg", duration=3)).voice is not None
    assert (await bot.send_animation(mei.id, b"gif", duration=2)).animation is not None
    assert (await bot.send_video(mei.id, b"mp4", duration=2)).video is not None
    assert (await bot.send_audio(mei.id, b"mp3", duration=2)).audio is not None
    assert (await bot.send_sticker(mei.id, b"webp")).sticker is not None
    assert (await bot.send_location(mei.id, 51.5, -0.1)).location is not None
    album = [InputMediaPhoto(PIXEL, caption="one"), InputMediaPhoto(PIXEL + b"\0")]
    assert len(await bot.send_media_group(mei.id, album)) == 2
    assert len(await bot.send_media_group(mei.id, [InputMediaDocument(b"a"), InputMediaDocument(b"b")])) == 2


async def test_what_is_no_picture_is_no_photo(bot: Bot, mei: Phone) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(mei.id, b"not a picture")


async def test_the_command_prints_its_address_and_serves(http: aiohttp.ClientSession) -> None:
    command = [sys.executable, "-m", "simulator.server", "--people", "1", "--no-check"]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        address = (await process.stdout.readline()).decode().strip()
        data = {"chat_id": "5000000001", "text": "hello"}
        async with http.post(f"{address}/bot{TOKEN}/sendMessage", data=data) as answer:
            assert (await answer.json())["result"]["text"] == "hello"
    finally:
        process.terminate()
        await process.communicate()
