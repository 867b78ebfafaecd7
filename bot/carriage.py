"""The Telegram carriage: one line to one chat, and what became of it, in the house's own words."""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass, replace
from typing import Any

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    InputMediaPhoto,
    LinkPreviewOptions,
    Message,
    SwitchInlineQueryChosenChat,
)
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.render import Key, Shown
from bot.store.outbox import Line
from bot.wire import NeverSent

log = logging.getLogger(__name__)
# Without it PTB warns of its own 429s, each time that it makes one.
os.environ.setdefault("PTB_TIMEDELTA", "1")

TEXT, PHOTO, DOCUMENT = "text", "photo", "document"
OVER = "over"
PAIR = 2
THERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)
# Telegram tells an animation by the name that it comes with.
FILM = "bowl.gif"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SAME = "message is not modified"
_LOST = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message",
    "there is no media in the message",
    "message_id_invalid",
)
_GONE = ("chat not found", "user is deactivated", "bot was blocked", "bot can't initiate", "peer_id_invalid")
_QUOTE = re.compile(r"""(?<!\w)(["'`]).*\1""", re.DOTALL)
_WRONG_FILE = ("wrong file identifier", "wrong remote file", "file reference")


@dataclass(frozen=True, slots=True)
class Arrived:
    """It is there. `file` is Telegram's id of the picture, where one was sent; `crowd`: others are there by now."""

    message: str
    kind: str
    file: str = ""
    crowd: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """It surely did not arrive, and may be carried again after `seconds`; `all_chats`: nothing may go before."""

    seconds: float
    all_chats: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """The person closed the door, or is no longer there."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows whether it arrived."""

    fault: str


@dataclass(frozen=True, slots=True)
class Ours:
    """Telegram will never take it as it is: a fault of ours."""

    fault: str


@dataclass(frozen=True, slots=True)
class Crowd:
    """It did not go: the group does not hold exactly those two and this bot, or Telegram would not say."""


Outcome = Arrived | Later | Gone | Unknown | Ours | Crowd


@dataclass(frozen=True, slots=True)
class Cargo:
    """A line as it is to be seen: its rendered screen, the message to edit ("" for a new one), its picture or its file.

    `photo` is the picture's bytes or Telegram's id of it; where it `moves` it is a film, shown as an animation.
    `document` is a file's name and bytes. It holds one person's words, so Telegram's id of it is never kept.
    `only_for` are the ids of two people: it goes only where they are alone with the bot. None: it goes anywhere.
    """

    line: Line
    shown: Shown
    target: str = ""
    target_kind: str = TEXT
    photo: bytes | str | None = None
    silent: bool = False
    protect: bool = False
    document: tuple[str, bytes] | None = None
    moves: bool = False
    only_for: tuple[str, ...] | None = None


class Carriage:
    """Carries cargo through PTB's Bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def carry(self, cargo: Cargo) -> Outcome:
        """Send or edit. Never raises what Telegram answers; says what became of it."""
        try:
            if cargo.only_for is None:
                return await self._put(cargo)
            return await self._post(cargo, cargo.only_for)
        except _SendAnew:
            return await self.carry(_as_new(cargo))
        except TelegramError as error:
            return sort(error)

    async def _put(self, cargo: Cargo) -> Outcome:
        return await self._edit(cargo) if cargo.target else await self._send(cargo)

    async def _post(self, cargo: Cargo, two: tuple[str, ...]) -> Outcome:
        """Put it where only two are. Telegram has no such condition of its own, so it is asked before and after."""
        if not await self._holds_only(_chat(cargo), two):
            return Crowd()
        outcome = await self._put(cargo)
        if isinstance(outcome, Arrived) and not await self._holds_only(_chat(cargo), two):
            return replace(outcome, crowd=True)
        return outcome

    async def _holds_only(self, chat: int, two: tuple[str, ...]) -> bool:
        """Whether a group holds these two and this bot, and nobody else. What Telegram will not say is a no."""
        if len(two) != PAIR:
            return False
        try:
            if await self._bot.get_chat_member_count(chat) != PAIR + 1:
                return False
            found = [await self._bot.get_chat_member(chat, who) for who in (*map(int, two), self._bot.id)]
        except TelegramError as error:
            log.info("a group was not looked into: %s", type(error).__name__)
            return False
        return all(one.status in THERE for one in found)

    async def _send(self, cargo: Cargo) -> Outcome:
        common: dict[str, Any] = {
            "chat_id": _chat(cargo),
            "reply_markup": markup(cargo.shown.keys),
            "disable_notification": cargo.silent,
            "protect_content": cargo.protect,
            "parse_mode": "HTML" if cargo.shown.html else None,
        }
        if cargo.document is not None:
            name, data = cargo.document
            sent = await self._bot.send_document(document=data, filename=name, caption=cargo.shown.text, **common)
            return Arrived(str(sent.message_id), DOCUMENT)
        if cargo.photo is None:
            sent = await self._bot.send_message(text=cargo.shown.text, link_preview_options=_NO_PREVIEW, **common)
            return Arrived(str(sent.message_id), TEXT)
        if cargo.moves:
            film = await self._bot.send_animation(
                animation=cargo.photo, caption=cargo.shown.text, filename=FILM, **common
            )
            return _photo(film)
        sent = await self._bot.send_photo(photo=cargo.photo, caption=cargo.shown.text, **common)
        return _photo(sent)

    async def _edit(self, cargo: Cargo) -> Outcome:
        where: dict[str, Any] = {"chat_id": _chat(cargo), "message_id": int(cargo.target)}
        keys = markup(cargo.shown.keys)
        mode = "HTML" if cargo.shown.html else None
        if cargo.document is not None or (cargo.photo is None and cargo.target_kind != TEXT):
            # Text may take a picture; a photo or a file never becomes text again, and nothing becomes a file.
            raise _SendAnew
        try:
            if cargo.photo is None:
                await self._bot.edit_message_text(
                    text=cargo.shown.text, parse_mode=mode, reply_markup=keys, link_preview_options=_NO_PREVIEW, **where
                )
                return Arrived(cargo.target, TEXT)
            media: InputMediaPhoto | InputMediaAnimation
            media = InputMediaPhoto(cargo.photo, caption=cargo.shown.text, parse_mode=mode)
            if cargo.moves:
                media = InputMediaAnimation(cargo.photo, caption=cargo.shown.text, parse_mode=mode, filename=FILM)
            edited = await self._bot.edit_message_media(media=media, reply_markup=keys, **where)
            return _photo(edited) if isinstance(edited, Message) else Arrived(cargo.target, PHOTO)
        except BadRequest as error:
            said = error.message.lower()
            if _SAME in said:
                return Arrived(cargo.target, cargo.target_kind)
            if any(lost in said for lost in _LOST):
                if cargo.line.kind == OVER:
                    # What is to be overwritten is gone already.
                    return Arrived(cargo.target, cargo.target_kind)
                raise _SendAnew from None
            raise


class _SendAnew(Exception):
    pass


def _chat(cargo: Cargo) -> int:
    return int(cargo.line.chat.partition(":")[2])


def _as_new(cargo: Cargo) -> Cargo:
    return replace(cargo, target="", target_kind=TEXT)


def _photo(message: Message) -> Arrived:
    """A picture that stands still or moves: to an edit both are the same kind of message."""
    shown = message.photo[-1] if message.photo else message.animation
    return Arrived(str(message.message_id), PHOTO, shown.file_id if shown else "")


def wrong_file(outcome: Outcome) -> bool:
    """Whether a kept picture is no longer known to Telegram and has to be uploaded again."""
    return isinstance(outcome, Ours) and any(said in outcome.fault.lower() for said in _WRONG_FILE)


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait; PTB gives whole seconds or a span, by its own setting."""
    pause = error.retry_after
    return float(pause) if isinstance(pause, int) else pause.total_seconds()


def sort(error: TelegramError) -> Outcome:
    """What a refusal means. The narrow class first: PTB's BadRequest and TimedOut are NetworkErrors too."""
    said = error.message.lower()
    if isinstance(error, RetryAfter):
        return Later(seconds_of(error), all_chats=True)
    if isinstance(error, Forbidden | BadRequest) and any(gone in said for gone in _GONE):
        return Gone()
    if isinstance(error, NeverSent):
        return Later(2.0)
    if isinstance(error, TimedOut):
        return Unknown("no answer in time")
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return Unknown(unquoted(error.message))
    return Ours(unquoted(error.message))


def unquoted(said: str) -> str:
    """A refusal without what it quotes of the message: that may be somebody's words, and this goes into a log."""
    return _QUOTE.sub("…", said)


def markup(rows: tuple[tuple[Key, ...], ...]) -> InlineKeyboardMarkup | None:
    """An inline keyboard; None where there are no keys."""
    return InlineKeyboardMarkup([[_button(key) for key in row] for row in rows]) if rows else None


def _button(key: Key) -> InlineKeyboardButton:
    extra: dict[str, Any] = {"style": key.style} if key.style else {}
    if key.copy:
        return InlineKeyboardButton(key.label, copy_text=CopyTextButton(key.copy), **extra)
    if key.url:
        return InlineKeyboardButton(key.label, url=key.url, **extra)
    if key.share:
        anyone = SwitchInlineQueryChosenChat(query=key.share, allow_user_chats=True, allow_group_chats=True)
        return InlineKeyboardButton(key.label, switch_inline_query_chosen_chat=anyone, **extra)
    return InlineKeyboardButton(key.label, callback_data=key.data, **extra)
