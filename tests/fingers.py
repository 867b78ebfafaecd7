"""Everything that somebody may do with a phone, one act at a time, by the dice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.model import Happening, Message
from simulator.phone import Phone
from tests.oddities import COMMANDS, FORGED, PLACES, SAID
from tests.town import TOKEN, Town


@dataclass
class Watch:
    """What each phone got: everything of the bot's in its chat, and how often anything came."""

    messages: dict[int, list[Message]] = field(default_factory=dict)
    reactions: Counter[int] = field(default_factory=Counter)

    def hear(self, happening: Happening) -> None:
        chat = happening.chat
        if chat is None:
            return
        if happening.kind == "message" and happening.message is not None and happening.message.by_bot:
            self.messages.setdefault(chat.id, []).append(happening.message)
            self.reactions[chat.id] += 1
        elif happening.kind == "edit" or (happening.kind == "answer" and happening.what.text):
            self.reactions[chat.id] += 1


class Fingers:
    """Acts. Each only queues updates, and says whether something to see is owed for it."""

    def __init__(self, here: Town, dice: random.Random) -> None:
        self.here = here
        self.dice = dice
        self.watch = Watch()
        self.trail: list[str] = []
        self.own: dict[int, list[Message]] = {}
        self.phones = [here.phone(name) for name in ("Ada", "Mei", "Sol")]
        here.world.listen(self.watch.hear)

    def act(self, phone: Phone) -> bool:
        """One act of somebody's, whatever it is."""
        chosen = self.dice.choices(list(ACTS), list(ACTS.values()))[0]
        self.trail.append(f"{phone.person.first_name}: {chosen.__name__}")
        return chosen(self, phone)

    def press(self, phone: Phone) -> bool:
        return self._press(phone, self.watch.messages.get(phone.id, [])[-1:])

    def press_old(self, phone: Phone) -> bool:
        return self._press(phone, self.watch.messages.get(phone.id, []))

    def press_twice(self, phone: Phone) -> bool:
        return self._press(phone, self.watch.messages.get(phone.id, [])[-1:], times=2)

    def _press(self, phone: Phone, among: list[Message], times: int = 1) -> bool:
        message = self.dice.choice(among) if among else None
        keys = [key for row in message.rows for key in row] if message else []
        if message is None or not keys:
            return self.command(phone)
        key = self.dice.choice(keys)
        if "switch_inline_query_chosen_chat" in key:
            phone.inline(key["switch_inline_query_chosen_chat"].get("query", ""), into=self.dice.choice(self.phones))
        elif "callback_data" in key:
            for _ in range(times):
                phone.press_data(key["callback_data"], on=message)
        return False

    def forge(self, phone: Phone) -> bool:
        messages = self.watch.messages.get(phone.id, [])
        if not messages:
            return self.command(phone)
        phone.press_data(self.dice.choice(FORGED), on=self.dice.choice(messages))
        return False

    def words(self, phone: Phone) -> bool:
        return self._sent(phone.say(self.dice.choice(SAID)))

    def number(self, phone: Phone) -> bool:
        return self._sent(phone.say(str(self.dice.randrange(1, 15))))

    def label(self, phone: Phone) -> bool:
        among = self.watch.messages.get(phone.id, [])[-1:]
        labels = among[0].buttons if among else []
        return self._sent(phone.say(self.dice.choice(labels or ["Begin"])))

    def command(self, phone: Phone) -> bool:
        return self._sent(phone.say(self.dice.choice(COMMANDS)))

    def thing(self, phone: Phone) -> bool:
        send = self.dice.choice((phone.send_sticker, phone.send_voice, phone.send_photo, phone.send_video))
        more = self.dice.choice((phone.send_document, phone.send_contact, phone.send_dice, send))
        return self._sent(more())

    def album(self, phone: Phone) -> bool:
        phone.send_album(self.dice.randrange(2, 10), caption=self.dice.choice(("", "we two")))
        return True

    def place(self, phone: Phone) -> bool:
        return self._sent(phone.send_location(*self.dice.choice(PLACES)))

    def amend(self, phone: Phone) -> bool:
        texts = [m for m in self.own.get(phone.id, []) if m.kind == "text" and m.id in phone.chat.messages]
        if not texts:
            return self.command(phone)
        phone.edit(self.dice.choice(texts), f"{self.dice.choice(SAID)[:4000]} {len(self.trail)}")
        return True

    def forward(self, phone: Phone) -> bool:
        own = self.own.get(phone.id)
        return self._sent(phone.forward(self.dice.choice(own))) if own else self.command(phone)

    def again(self, phone: Phone) -> bool:
        history = self.here.world.bots[TOKEN].queue.history
        if history:
            self.here.world.bots[TOKEN].queue.again(self.dice.choice(history)["update_id"])
        return False

    def delete(self, phone: Phone) -> bool:
        for message in self.dice.sample(phone.messages, min(2, len(phone.messages))):
            message.deleted = True
        return self.command(phone)

    def _sent(self, message: Message) -> bool:
        self.trail.append(f"{message.kind} {message.text[:60]!r}")
        own = self.own.setdefault(message.chat.id, [])
        own.append(message)
        del own[:-100]
        return True


Act = Callable[[Fingers, Phone], bool]
ACTS: dict[Act, int] = {
    Fingers.press: 45,
    Fingers.press_old: 15,
    Fingers.press_twice: 4,
    Fingers.forge: 5,
    Fingers.words: 8,
    Fingers.number: 4,
    Fingers.label: 3,
    Fingers.command: 6,
    Fingers.thing: 3,
    Fingers.album: 1,
    Fingers.place: 2,
    Fingers.amend: 2,
    Fingers.forward: 1,
    Fingers.again: 2,
    Fingers.delete: 1,
}
