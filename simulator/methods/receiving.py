"""getMe, getUpdates, webhooks, logOut, close."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from simulator.errors import CONFLICT_WEBHOOK, Refusal, bad
from simulator.methods.registry import Request, method
from simulator.model import Json
from simulator.updates import Webhook

if TYPE_CHECKING:
    from simulator.world import World

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@method("getMe")
def get_me(world: World, request: Request) -> Json:
    return {
        **request.bot.user(),
        "can_join_groups": True,
        "can_read_all_group_messages": request.bot.reads_groups,
        "supports_inline_queries": request.bot.supports_inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
    }


@method("getUpdates")
def get_updates(world: World, request: Request) -> list[Json]:
    queue = request.bot.queue
    if queue.webhook.url:
        raise Refusal(409, f"Conflict: {CONFLICT_WEBHOOK}")
    queue.allow(request.get("allowed_updates"))
    return queue.take(request.get("offset", 0), min(max(request.get("limit", 100), 1), 100))


@method("setWebhook")
def set_webhook(world: World, request: Request) -> bool:
    url, secret, queue = request.get("url", ""), request.get("secret_token", ""), request.bot.queue
    if request.get("drop_pending_updates"):
        queue.drain()
    if not url:
        queue.webhook = Webhook()
        return True
    parts = urlsplit(url)
    # A Bot API server of one's own takes plain HTTP; here only loopback can be meant by it.
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= request.get("max_connections", 40) <= 100:
        raise bad("bad webhook: max_connections must be between 1 and 100")
    queue.allow(request.get("allowed_updates"))
    queue.webhook = Webhook(url, secret, request.get("max_connections", 40))
    world.happened("webhook", what=request.bot)
    return True


@method("deleteWebhook")
def delete_webhook(world: World, request: Request) -> bool:
    if request.get("drop_pending_updates"):
        request.bot.queue.drain()
    request.bot.queue.webhook = Webhook()
    world.happened("webhook", what=request.bot)
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, request: Request) -> Json:
    queue = request.bot.queue
    hook = queue.webhook
    info: Json = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(queue.pending)}
    if hook.url:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if hook.last_error_date is not None:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


@method("logOut", "close")
def log_out(world: World, request: Request) -> bool:
    return True
