"""The refusals of the Bot API, in its own words (as the public server and TDLib phrase them)."""

from __future__ import annotations

from typing import Final

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
WRONG_FILE: Final = "wrong file identifier/HTTP URL specified"
CONFLICT_POLL: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_WEBHOOK: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Refusal(Exception):
    """An answer with `ok: false`: the HTTP status, the description, and perhaps `retry_after` in seconds, or the chat
    that a group was moved to."""

    def __init__(
        self, code: int, description: str, retry_after: int | None = None, migrate_to_chat_id: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to_chat_id = migrate_to_chat_id


class Dropped(Exception):
    """The connection was closed without an answer. `delivered` tells whether the request took effect."""

    def __init__(self, delivered: bool) -> None:
        super().__init__("connection dropped")
        self.delivered = delivered


class Hung(Exception):
    """The server never answers: the client runs into its read time-out. `delivered` as in `Dropped`."""

    def __init__(self, delivered: bool) -> None:
        super().__init__("no answer")
        self.delivered = delivered


class Unreachable(Exception):
    """The connection was never made, so the request surely had no effect."""


def bad(description: str) -> Refusal:
    """A 400 in Telegram's form, `Bad Request: …`."""
    return Refusal(400, f"Bad Request: {description}")


def forbidden(description: str) -> Refusal:
    """A 403 in Telegram's form, `Forbidden: …`."""
    return Refusal(403, f"Forbidden: {description}")


def moved(chat_id: int) -> Refusal:
    """A 400 of a group that became a supergroup, with the id that it has now."""
    said = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, said, migrate_to_chat_id=chat_id)


def too_many(retry_after: int) -> Refusal:
    """A 429 that asks for `retry_after` seconds of silence."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after)
