"""What a person's fingers do: press buttons, follow links, share in inline mode, pay."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from simulator import inline as inline_mode
from simulator.model import Bot, CallbackQuery, Chat, InlineQuery, Json, Message, Payment, Person
from simulator.paying import checkout
from simulator.screen import button_of

if TYPE_CHECKING:
    from simulator.world import World


class Hands:
    """The part of a phone that presses; what it is held by comes from the phone."""

    world: World
    person: Person
    bot: Bot
    queries: list[CallbackQuery]
    payments: list[Payment]
    clipboard: str | None
    opened: list[str]

    if TYPE_CHECKING:

        @property
        def id(self) -> int: ...

        @property
        def chat(self) -> Chat: ...

        @property
        def messages(self) -> list[Message]: ...

        @property
        def last(self) -> Message: ...

        @property
        def keyboard(self) -> list[str]: ...

        def say(self, text: str, *, to: Chat | Hands | None = None) -> Message: ...

    def chat_for(self, to: Chat | Hands | None) -> Chat:
        """The chat that a person means: the bot's (None, or this phone), another person's, or the chat itself."""
        if to is None or to is self:
            return self.chat
        return self.world.peer(self.person, to.person) if isinstance(to, Hands) else to

    def press(self, label: str, on: Message | None = None) -> CallbackQuery:
        """Press the button of this label, or beginning with it, on the newest message that has it."""
        message, button = self._button(label, on)
        assert "callback_data" in button, f"{label!r} is no callback button but {sorted(button)}: use tap()"
        return self.press_data(button["callback_data"], on=message)

    def press_data(self, data: str, on: Message | None = None) -> CallbackQuery:
        """Send callback data of one's own making, as a changed client can, from the newest message or `on`."""
        message = on if on is not None else self.last
        assert not message.chat.blocked, f"{self.person.first_name} has blocked the bot"
        query = self.world.pressed(self.person, self.bot, message, data)
        self.queries.append(query)
        return query

    def tap(self, label: str, on: Message | None = None, into: Hands | None = None) -> object:
        """Press any button by label, and let the phone do what that kind of button does.

        A key under the input field is sent as words (or asks for a location, then use `send_location`).
        """
        if on is None and label in self.keyboard:
            return self.say(label)
        message, button = self._button(label, on)
        if "callback_data" in button:
            return self.press_data(button["callback_data"], on=message)
        if "url" in button:
            return self.open_link(button["url"], into=into)
        if "copy_text" in button:
            return self.copy(label, on)
        if button.get("pay"):
            return self.pay(message)
        return self.share(label, into, on)

    def copy(self, label: str, on: Message | None = None) -> str:
        """Press a copy button: its text is on the clipboard."""
        text: str = self._button(label, on)[1]["copy_text"]["text"]
        self.clipboard = text
        return text

    def share(self, label: str, into: Hands | Chat | None, on: Message | None = None) -> InlineQuery:
        """Press a button that leads to inline mode, and tap the first result into a chat (None: only look)."""
        button = self._button(label, on)[1]
        chosen = button.get("switch_inline_query_chosen_chat")
        names = ("switch_inline_query", "switch_inline_query_current_chat")
        words = [button[name] for name in names if name in button]
        assert chosen is not None or words, f"{label!r} does not lead to inline mode but is {sorted(button)}"
        return self.inline(chosen.get("query", "") if chosen is not None else words[0], into=into)

    def _button(self, label: str, on: Message | None) -> tuple[Message, Json]:
        return button_of([on] if on is not None else self._everywhere(), label)

    def _everywhere(self) -> list[Message]:
        peers = [chat for key, chat in self.world.peers.items() if self.id in key]
        groups = [chat for chat in self.world.chats.values() if chat.is_group and self.person in chat.people]
        return [message for chat in (self.chat, *peers, *groups) for message in chat.visible]

    def inline(
        self, query: str, into: Hands | Chat | None = None, pick: int | str | None = 0, offset: str = ""
    ) -> InlineQuery:
        """Type `@bot query` in the chat `into` (another phone, a group, this phone itself: the bot's chat).

        `pick` (a place, an id, or how the title begins) is posted as soon as the answer is there; with `into` or
        `pick` None the phone only looks, and `choose` posts later.
        """
        chat = None if into is None else self.chat_for(into)
        return inline_mode.ask(self.world, self.bot, self.person, query, into=chat, pick=pick, offset=offset)

    def choose(self, query: InlineQuery, pick: int | str = 0, into: Hands | Chat | None = None) -> Message:
        """Tap a result of an answered inline query."""
        return inline_mode.choose(self.world, query, pick, None if into is None else self.chat_for(into))

    def open_link(self, url: str, into: Hands | None = None) -> Message | Payment | None:
        """Follow a link: `t.me/bot?start=…` presses start, an invoice is paid, `t.me/share` goes to `into`.

        A link to the bot alone presses start where that has not been done, and else says nothing.
        """
        if url in self.world.invoice_links:
            return self.pay(url)
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.hostname in ("t.me", "telegram.me") and parts.path == "/share/url":
            assert into is not None, "share with whom? name it in `into`"
            return self.say("\n".join(asked[name] for name in ("url", "text") if asked.get(name)), to=into)
        name = asked.get("domain", "") if parts.scheme == "tg" else parts.path.strip("/")
        inside = parts.scheme == "tg" or parts.hostname in ("t.me", "telegram.me")
        if not inside or name.lower() != self.bot.username.lower():
            self.opened.append(url)
            return None
        payload = asked.get("start", "")
        assert not payload or inline_mode.PAYLOAD.fullmatch(payload), f"Telegram drops the payload {payload!r}"
        if not payload and self.chat.started:
            return None
        return self.say(f"/start {payload}".strip())

    def pay(self, what: Message | str | None = None) -> Payment:
        """Pay an invoice: a message with a Pay button (the newest unless named), or a link."""
        if not isinstance(what, str):
            invoices = [message for message in self.messages if message.kind == "invoice"]
            message = what or invoices[-1]
            what = f"message:{message.chat.id}:{message.id}"
        bot, invoice = self.world.invoice_links[what]
        payment = checkout(self.world, bot, self.person, self.world.private(bot, self.person), invoice)
        self.payments.append(payment)
        return payment
