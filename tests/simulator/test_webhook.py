"""Webhooks: the secret, repeats until 2xx, the answer that is a request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from simulator.phone import Phone
from simulator.server import Server
from simulator.webhook import SECRET_HEADER, Pusher
from tests.simulator.conftest import heard


class Hook:
    """A webhook that answers as it is told, and remembers what came."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any]] = []
        self.got: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()
        self.url = ""

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        status, body = self.answers.pop(0) if self.answers else (200, None)
        self.got.put_nowait((request.headers.get(SECRET_HEADER), await request.json()))
        return web.Response(status=status) if body is None else web.json_response(body)


@pytest.fixture
async def hook(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hook]:
    monkeypatch.setattr(Pusher, "first_wait", 0.0)
    hook = Hook()
    runner = web.ServerRunner(web.Server(hook.handle), shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_an_update_is_pushed_with_the_secret(server: Server, hook: Hook, near: Bot, mei: Phone) -> None:
    await near.set_webhook(hook.url, secret_token="s3cret", allowed_updates=["message"])
    mei.say("hello")
    secret, update = await hook.got.get()
    assert (secret, update["message"]["text"]) == ("s3cret", "hello")
    assert (await near.get_webhook_info()).allowed_updates == ("message",)


async def test_an_update_is_pushed_again_until_it_is_taken(server: Server, hook: Hook, near: Bot, mei: Phone) -> None:
    hook.answers = [(500, None), (403, None)]
    taken = heard(server.world, "pushed")
    mei.say("waited before the hook was set")
    await near.set_webhook(hook.url)
    ids = [(await hook.got.get())[1]["update_id"] for _ in range(3)]
    assert len(set(ids)) == 1
    await taken.wait()
    assert (await near.get_webhook_info()).pending_update_count == 0
    assert (await near.get_webhook_info()).last_error_message == "Wrong response from the webhook: 403 Forbidden"


async def test_a_webhook_that_nobody_answers_keeps_its_updates(
    server: Server, hook: Hook, near: Bot, mei: Phone
) -> None:
    failed = heard(server.world, "push failed")
    await near.set_webhook("http://127.0.0.1:9/hook")
    mei.say("hello")
    await failed.wait()
    assert (await near.get_webhook_info()).last_error_message == "Connection refused"
    assert (await near.get_webhook_info()).pending_update_count == 1
    await near.delete_webhook()
    assert len(await near.get_updates(timeout=0)) == 1


async def test_a_chats_updates_keep_their_order_and_do_not_hold_up_others(
    server: Server, hook: Hook, near: Bot, mei: Phone, ada: Phone
) -> None:
    hook.answers = [(500, None)]
    for phone in (mei, mei, ada):
        phone.say(f"{phone.person.first_name} {len(phone.messages) + 1}")
    await near.set_webhook(hook.url, max_connections=3)
    came = [(await hook.got.get())[1]["message"]["text"] for _ in range(4)]
    assert set(came) == {"Ada 2", "Mei 2", "Mei 3"}
    assert came.index("Mei 2") < came.index("Mei 3")


async def test_an_answer_may_be_a_request(server: Server, hook: Hook, near: Bot, mei: Phone) -> None:
    pushed = heard(server.world, "pushed")
    hook.answers = [(200, {"method": "sendMessage", "chat_id": mei.id, "text": "by return"})]
    await near.set_webhook(hook.url)
    mei.say("hello")
    await pushed.wait()
    assert mei.last.text == "by return"


async def test_a_webhook_needs_https_or_loopback_and_a_proper_secret(near: Bot) -> None:
    with pytest.raises(BadRequest, match="an https url must be provided for webhook"):
        await near.set_webhook("http://example.org/hook")
    with pytest.raises(BadRequest, match="Secret token contains unallowed characters"):
        await near.set_webhook("https://example.org/hook", secret_token="a b")


async def test_pending_updates_are_dropped_only_on_request(near: Bot, mei: Phone) -> None:
    mei.say("kept")
    await near.set_webhook("https://example.org/hook")
    assert (await near.get_webhook_info()).pending_update_count == 1
    await near.delete_webhook(drop_pending_updates=True)
    assert await near.get_updates(timeout=0) == ()
