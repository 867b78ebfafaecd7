"""The person's side: talk to the bot as people do. Each act only queues an update; the test's harness waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.entities import finish
from simulator.hands import Hands
from simulator.methods.profile import commands_for, text_for
from simulator.model import Bot, CallbackQuery, Chat, Json, Message, Payment, Person
from simulator.posting import change, post
from simulator.screen import drawn
from simulator.sendables import Sendables

if TYPE_CHECKING:
    from simulator.world import World


class Phone(Hands, Sendables):
    """A person's phone, open at one bot's chat; chats with other people are reached with `chat_with`.

    queries: every press so far, newest last. clipboard: what a copy button put there. opened: links that lead out
    of Telegram.
    """

    def __init__(self, world: World, person: Person, bot: Bot) -> None:
        self.world = world
        self.person = person
        self.bot = bot
        self.queries: list[CallbackQuery] = []
        self.payments: list[Payment] = []
        self.clipboard: str | None = None
        self.opened: list[str] = []

    def __repr__(self) -> str:
        return f"<phone of {self.person.first_name}>"

    # What is on the screen

    @property
    def id(self) -> int:
        """The person's user id, which is also the id of the chat with the bot."""
        return self.person.id

    @property
    def chat(self) -> Chat:
        """The chat with the bot."""
        return self.world.private(self.bot, self.person)

    @property
    def messages(self) -> list[Message]:
        """What the chat with the bot shows, oldest first (both sides; deleted messages are gone)."""
        return self.chat.visible

    @property
    def replies(self) -> list[Message]:
        """The bot's messages that are visible, oldest first."""
        return [message for message in self.messages if message.by_bot]

    @property
    def last(self) -> Message:
        """The newest message of the bot; raises AssertionError when it has said nothing."""
        replies = self.replies
        assert replies, f"the bot has said nothing to {self.person.first_name}"
        return replies[-1]

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        return self.last.buttons

    @property
    def keyboard(self) -> list[str]:
        """The labels of the keyboard under the input field."""
        return [key["text"] for row in self.chat.keyboard or [] for key in row]

    @property
    def screen(self) -> str:
        """The chat with the bot as text."""
        return drawn(self.messages)

    @property
    def toasts(self) -> list[str]:
        """The words of all answers to presses, oldest first."""
        return [query.text for query in self.queries if query.text]

    @property
    def seen(self) -> list[str]:
        """Every text that this person was ever shown, in any chat, also what was edited or deleted since."""
        return list(self.person.seen)

    @property
    def typing(self) -> str | None:
        """The bot's chat action ("typing") while it lasts: five seconds, or until its next message."""
        action = self.chat.action
        if action is None or (self.world.now() - action[1]).total_seconds() > 5:
            return None
        return action[0]

    @property
    def menu(self) -> dict[str, str]:
        """The command menu as this person sees it: command -> description."""
        listed = commands_for(self.bot, self.person.language_code, self.id)
        return {one["command"]: one["description"] for one in listed}

    def profile(self, what: str) -> str:
        """The bot's "name", "description" or "short_description" in this person's language."""
        return text_for(self.bot, what, self.person.language_code)

    def chat_with(self, other: Phone) -> list[Message]:
        """What the chat with another person shows, oldest first."""
        return self.world.peer(self.person, other.person).visible

    # Words

    def say(self, text: str, *, to: Chat | Hands | None = None, reply_to: Message | None = None) -> Message:
        """Type and send. What is longer than 4,096 characters goes as several messages; the last is returned."""
        chat = self.chat_for(to)
        parts = [text[at : at + 4096] for at in range(0, len(text), 4096)]
        assert parts, "a phone does not send an empty message"
        return [self._say(chat, part, reply_to) for part in parts][-1]

    def _say(self, chat: Chat, text: str, reply_to: Message | None) -> Message:
        words, found = finish(text, [])
        assert words, "a phone does not send white space alone"
        content: Json = {"text": words, **({"entities": found} if found else {})}
        if reply_to is not None:
            content["reply_to_message"] = reply_to.raw
        return self.put(chat, content, "text")

    def edit(self, message: Message, text: str) -> None:
        """Change the words of an own message."""
        assert message.raw["from"]["id"] == self.id, "only one's own messages can be edited"
        words, found = finish(text, [])
        names = ("text", "entities") if message.kind == "text" else ("caption", "caption_entities")
        kept = {key: message.raw[key] for key in message.raw if key in message.files_fields()}
        content: Json = {**kept, names[0]: words, **({names[1]: found} if found else {})}
        change(self.world, message, content, kind=message.kind, files=message.files)
        if message.chat.bot is not None:
            message.chat.bot.queue.push("edited_message", message.raw)

    def forward(self, message: Message) -> Message:
        """Forward a message that this person sees to the bot."""
        origin = {"type": "user", "sender_user": message.raw["from"], "date": message.raw["date"]}
        words = {name: message.raw[name] for name in ("text", "entities") if name in message.raw}
        kept = {name: message.raw[name] for name in message.files_fields()} | words
        return self.put(self.chat, {"forward_origin": origin, **kept}, message.kind, message.files)

    def put(self, chat: Chat, content: Json, kind: str, files: tuple[object, ...] = ()) -> Message:
        """Send a message of any content; the bot hears of it where it may."""
        assert not chat.blocked or chat.kind != "private", f"{self.person.first_name} has blocked the bot"
        chat.started = True
        message = post(self.world, chat, content, self.person, kind=kind, files=files)  # type: ignore[arg-type]
        if chat.bot is not None and (chat.kind == "private" or self._reaches(chat.bot, message)):
            chat.bot.queue.push("message", message.raw)
        return message

    def _reaches(self, bot: Bot, message: Message) -> bool:
        """A bot in a group hears commands, its own name and replies to it, unless BotFather lets it read all."""
        text = message.text
        quoted = message.raw.get("reply_to_message", {}).get("from", {}).get("id") == bot.id
        return bot.reads_groups or text.startswith("/") or f"@{bot.username}" in text or quoted

    # Coming and going

    def block(self) -> None:
        """Block the bot: it is told, and everything that it sends comes back with 403."""
        self.chat.blocked = True
        self.membership(self.chat, "member", "kicked")

    def unblock(self) -> None:
        """Unblock the bot: it is told."""
        self.chat.blocked = False
        self.membership(self.chat, "kicked", "member")

    def deactivate(self) -> None:
        """Delete the account: the bot is not told, and gets 403 "user is deactivated"."""
        self.person.deactivated = True

    def clear(self) -> None:
        """Clear the chat for both sides."""
        for message in self.chat.messages.values():
            message.deleted = True

    def join(self, group: Chat) -> None:
        """Come into a group: everybody there sees it, and the bot is told."""
        self.bring(self, group)

    def bring(self, other: Phone, group: Chat) -> None:
        """Let somebody into a group; see `join`."""
        assert other.person not in group.people, f"{other.person.first_name} is there already"
        group.people.append(other.person)
        group.left = [person for person in group.left if person is not other.person]
        self.world.happened("members", group)
        self._service(group, {"new_chat_members": [other.person.user()]})

    def leave(self, group: Chat) -> None:
        """Go from a group."""
        self._service(group, {"left_chat_member": self.person.user()})
        group.people.remove(self.person)
        group.left.append(self.person)
        self.world.happened("members", group)

    def _service(self, group: Chat, content: Json) -> None:
        assert group.bot is not None
        message = post(self.world, group, content, self.person, kind="service")
        group.bot.queue.push("message", message.raw)

    def send_away(self, group: Chat) -> None:
        """Remove the bot from a group: it is told, and everything that it sends there comes back with 403."""
        group.blocked = True
        self.membership(group, "member", "kicked")

    def membership(self, chat: Chat, old: str, new: str) -> None:
        """Tell the bot that its own place in a chat has changed (`my_chat_member`)."""
        assert chat.bot is not None
        sides = [
            {"status": status, "user": chat.bot.user(), **({"until_date": 0} if status == "kicked" else {})}
            for status in (old, new)
        ]
        chat.bot.queue.push(
            "my_chat_member",
            {
                "chat": chat.raw(),
                "from": self.person.user(),
                "date": int(self.world.now().timestamp()),
                "old_chat_member": sides[0],
                "new_chat_member": sides[1],
            },
        )
