"""Who is there: bots, people with their phones, and the chats between them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, cast

from simulator.model import Bot, Chat, Person
from simulator.phone import Phone
from simulator.posting import post

if TYPE_CHECKING:
    from simulator.world import World

TOKEN: Final = "4242:kintsugi-simulator"


class Places:
    """The part of a world that knows who is there."""

    keep: int | None

    def __init__(self) -> None:
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.phones: dict[int, Phone] = {}
        self.chats: dict[tuple[int, int], Chat] = {}
        self.peers: dict[frozenset[int], Chat] = {}

    def bot(self, token: str = TOKEN, username: str = "kintsugi_bot", first_name: str = "Kintsugi") -> Bot:
        """The bot of a token, made on first use; its switches at BotFather are attributes of it."""
        if token not in self.bots:
            self.bots[token] = Bot(token, int(token.split(":")[0]), username, first_name)
        return self.bots[token]

    def phone(
        self, name: str, language_code: str | None = "en", *, bot: Bot | None = None, username: str | None = None
    ) -> Phone:
        """A new person with a phone that is open at the bot (the first bot of the world unless named).

        Ids are larger than 32 bits, as they may be at Telegram.
        """
        person = Person(5_000_000_001 + len(self.people), name, language_code, username)
        if self.keep is not None:
            person.seen = deque(maxlen=self.keep)
        self.people[person.id] = person
        owner = bot or next(iter(self.bots.values()), None) or self.bot()
        self.phones[person.id] = Phone(cast("World", self), person, owner)
        return self.phones[person.id]

    def private(self, bot: Bot, person: Person) -> Chat:
        """The chat of a person with a bot; not `started` until the person has written or pressed start."""
        key = (bot.id, person.id)
        if key not in self.chats:
            self.chats[key] = Chat(bot, person.id, "private", [person])
        return self.chats[key]

    def peer(self, one: Person, other: Person) -> Chat:
        """The chat of two people, which no bot can read."""
        key = frozenset((one.id, other.id))
        if key not in self.peers:
            self.peers[key] = Chat(None, other.id, "peer", [one, other])
        return self.peers[key]

    def group(self, title: str, *phones: Phone, bot: Bot | None = None) -> Chat:
        """A group of these people and a bot, which is told that it was added."""
        owner = bot or phones[0].bot
        number = -(4_000_000 + len(self.chats) + 1)
        chat = Chat(owner, number, "group", [phone.person for phone in phones], title, started=True)
        self.chats[(owner.id, number)] = chat
        phones[0].membership(chat, "left", "member")
        cast("World", self).happened("members", chat)
        message = post(cast("World", self), chat, {"group_chat_created": True}, phones[0].person, kind="service")
        owner.queue.push("message", message.raw)
        return chat

    def supergroup(self, group: Chat) -> Chat:
        """A group grows into a supergroup: another id, and whoever calls the old one is told so."""
        assert group.bot is not None
        number = -(1_000_000_000_000 + 4_000_000 + len(self.chats) + 1)
        grown = Chat(group.bot, number, "supergroup", list(group.people), group.title, started=True)
        self.chats[(group.bot.id, number)] = grown
        group.moved_to = number
        owner = group.people[0]
        for chat, told in ((group, {"migrate_to_chat_id": number}), (grown, {"migrate_from_chat_id": group.id})):
            message = post(cast("World", self), chat, told, owner, kind="service")
            group.bot.queue.push("message", message.raw)
        return grown
