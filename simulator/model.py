"""The nouns of the stand-in: people, bots, chats, messages, queries, files, and what happens between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.updates import Queue

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Person:
    """An account. `seen` keeps every text that was ever shown to this person, also what was edited away since."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    deactivated: bool = False
    stars: int = 1000
    seen: deque[str] = field(default_factory=deque)

    def user(self) -> Json:
        raw: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            raw["username"] = self.username
        if self.language_code:
            raw["language_code"] = self.language_code
        return raw


@dataclass(slots=True, eq=False)
class File:
    """Stored bytes. `kind` is the Bot API's word ("photo", "voice"), `attributes` the fields beside the ids."""

    unique_id: str
    kind: str
    data: bytes
    name: str
    mime: str
    attributes: Json
    path: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file inside a request."""

    name: str
    data: bytes
    mime: str = "application/octet-stream"


@dataclass(slots=True, eq=False)
class Bot:
    """A bot and its switches at BotFather (`supports_inline`, `inline_feedback`: send `chosen_inline_result`)."""

    token: str
    id: int
    username: str
    first_name: str
    supports_inline: bool = True
    inline_feedback: bool = False
    reads_groups: bool = False
    queue: Queue = field(default_factory=Queue)
    files: dict[str, File] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int, Json] = field(default_factory=dict)
    stars: int = 0
    transactions: list[Json] = field(default_factory=list)

    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(slots=True, eq=False)
class Message:
    """A message in a chat: `raw` is its Bot API form and is replaced by an edit, so a message held stays current."""

    chat: Chat
    id: int
    raw: Json
    by_bot: bool
    at: datetime
    number: int
    inline_id: str | None = None
    deleted: bool = False
    edits: int = 0
    kind: str = "text"
    files: tuple[File, ...] = ()

    @property
    def text(self) -> str:
        """The text or the caption; empty where there is neither."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def rows(self) -> list[list[Json]]:
        """The inline keyboard as the Bot API gives it, row by row."""
        rows: list[list[Json]] = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline keyboard, in reading order."""
        return [button["text"] for row in self.rows for button in row]

    def files_fields(self) -> list[str]:
        """The names of the fields in `raw` that hold media."""
        names = ("photo", "document", "animation", "video", "audio", "voice", "video_note", "sticker", "location")
        return [name for name in names if name in self.raw]

    @property
    def image(self) -> bytes:
        """The bytes of the file shown; raises LookupError when the message has none."""
        if not self.files:
            raise LookupError("the message holds no file")
        return self.files[0].data


@dataclass(slots=True, eq=False)
class Chat:
    """A conversation: of a person with a bot ("private"), a "group" or "supergroup" with a bot, or of two people
    ("peer"). Of a group the first person is its owner; `left` were there once, `moved_to` is the supergroup of it."""

    bot: Bot | None
    id: int
    kind: str
    people: list[Person]
    title: str = ""
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    started: bool = False
    blocked: bool = False
    keyboard: list[list[Json]] | None = None
    pinned: list[int] = field(default_factory=list)
    action: tuple[str, datetime] | None = None
    left: list[Person] = field(default_factory=list)
    moved_to: int | None = None

    @property
    def is_group(self) -> bool:
        return self.kind in ("group", "supergroup")

    @property
    def instance(self) -> str:
        return str(7_000_000_000_000 + abs(self.id) * 7 + len(self.people))

    def raw(self) -> Json:
        if self.is_group:
            return {"id": self.id, "type": self.kind, "title": self.title}
        person = self.people[0]
        raw: Json = {"id": self.id, "type": "private", "first_name": person.first_name}
        if person.username:
            raw["username"] = person.username
        return raw

    @property
    def visible(self) -> list[Message]:
        """What is on the screen, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]


@dataclass(slots=True, eq=False)
class CallbackQuery:
    """A press. After `answerCallbackQuery`, `answered` is true and `text` the toast (None: without words)."""

    id: str
    bot: Bot
    person: Person
    message: Message
    data: str
    at: datetime
    answered: bool = False
    text: str | None = None
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True, eq=False)
class InlineQuery:
    """Words typed after the bot's name. `results` is None until answered; `cached`: the bot was never asked."""

    id: str
    bot: Bot
    person: Person
    query: str
    offset: str
    at: datetime
    into: Chat | None = None
    pick: int | str | None = None
    results: list[Json] | None = None
    button: Json | None = None
    cached: bool = False
    sent: Message | None = None


@dataclass(slots=True, eq=False)
class Payment:
    """A checkout in Stars, from the press on "Pay" to the charge and perhaps the refund."""

    id: str
    bot: Bot
    person: Person
    invoice: Json
    chat: Chat
    at: datetime
    answered: bool = False
    paid: bool = False
    refunded: bool = False
    error: str | None = None
    charge: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that the bot made, and how it was answered (`status` 0: never)."""

    at: datetime
    bot: Bot
    method: str
    params: Mapping[str, Any]
    status: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A request that Telegram's schema or a client's limit does not allow."""

    method: str
    what: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a page may show: "message", "edit", "delete", "answer", "action", "inline", "payment" …"""

    kind: str
    chat: Chat | None = None
    message: Message | None = None
    person: Person | None = None
    what: Any = None
