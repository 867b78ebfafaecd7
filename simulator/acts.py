"""What the page lets a phone do: the person's fingers, and the switches of the phone itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from simulator.handset import Handset
from simulator.house import House
from simulator.model import Chat, Json, Message
from simulator.phone import Phone
from simulator.view import BOT, chat_of, name_of


class Refused(ValueError):
    """The page asked for something that this phone cannot do; its text says why."""


def do(house: House, asked: Json) -> Json:
    """Do what a page asks: `{"phone": "ada", "do": "say", …}`. Raises `Refused`."""
    handset = house.handsets.get(str(asked.get("phone")))
    act = ACTS.get(str(asked.get("do")))
    if handset is None or act is None:
        raise Refused("there is no such phone or button")
    try:
        return act(house, handset, asked) or {}
    except (AssertionError, KeyError, ValueError, TypeError) as fault:
        raise Refused(str(fault)) from fault


def _chat(handset: Handset, asked: Json) -> Chat:
    return chat_of(handset, str(asked.get("chat", BOT)))


def _message(handset: Handset, asked: Json) -> Message:
    message = _chat(handset, asked).messages.get(int(asked["id"]))
    if message is None:
        raise Refused("that message is gone")
    return message


def say(house: House, handset: Handset, asked: Json) -> None:
    quoted = _chat(handset, asked).messages.get(int(asked["reply"])) if asked.get("reply") else None
    handset.phone.say(str(asked["text"]), to=_chat(handset, asked), reply_to=quoted)


def press(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.press_data(str(asked["data"]), on=_message(handset, asked))


def edit(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.edit(_message(handset, asked), str(asked["text"]))


def copy(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.clipboard = str(asked["text"])


def follow(house: House, handset: Handset, asked: Json) -> Json:
    """Follow a link; what leads out of Telegram is handed back to the page."""
    before = len(handset.phone.opened)
    into = asked.get("into")
    other = house.world.phones[int(into)] if into else None
    handset.phone.open_link(str(asked["url"]), into=other)
    return {"outside": handset.phone.opened[before:]}


def pay(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.pay(_message(handset, asked))


def inline(house: House, handset: Handset, asked: Json) -> Json:
    """Ask the bot in inline mode; the answer comes as an event."""
    query = handset.phone.inline(str(asked.get("query", "")), into=_into(handset, asked), pick=None)
    return {"query": query.id}


def choose(house: House, handset: Handset, asked: Json) -> None:
    query = house.world.inline_queries[str(asked["query"])]
    if query.person is not handset.phone.person:
        raise Refused("that is somebody else's sheet")
    handset.phone.choose(query, int(asked.get("place", 0)), into=_into(handset, asked))


def _into(handset: Handset, asked: Json) -> Chat | None:
    return chat_of(handset, str(asked["into"])) if asked.get("into") else None


def send(house: House, handset: Handset, asked: Json) -> None:
    """A sticker, a voice note, a picture, or the phone's own place."""
    phone = handset.phone
    sends: dict[str, Callable[[], Any]] = {
        "sticker": phone.send_sticker,
        "voice": phone.send_voice,
        "photo": phone.send_photo,
        "location": lambda: phone.send_location(*handset.owner.city),
    }
    sends[str(asked["what"])]()


def group(house: House, handset: Handset, asked: Json) -> Json:
    """Make a group with somebody and the bot; the answer names it."""
    other = _phone(house, asked)
    assert other is not handset.phone, "a group needs somebody else"
    made = house.world.group(f"{handset.phone.person.first_name} & {other.person.first_name}", handset.phone, other)
    return {"chat": name_of(handset, made)}


def bring(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.bring(_phone(house, asked), _group(handset, asked))


def leave(house: House, handset: Handset, asked: Json) -> None:
    handset.phone.leave(_group(handset, asked))


def _phone(house: House, asked: Json) -> Phone:
    return house.world.phones[int(asked["who"])]


def _group(handset: Handset, asked: Json) -> Chat:
    chat = _chat(handset, asked)
    assert chat.is_group, "that is no group"
    return chat


def switch(house: House, handset: Handset, asked: Json) -> None:
    """Block the bot, or let it in again."""
    phone = handset.phone
    if bool(asked["on"]) == (not phone.chat.blocked):
        return
    if asked["on"]:
        phone.unblock()
    else:
        phone.block()


def zone(house: House, handset: Handset, asked: Json) -> None:
    handset.live_in(str(asked["zone"]))


def slow(house: House, handset: Handset, asked: Json) -> None:
    handset.answer_slowly(bool(asked["on"]))


Act = Callable[[House, Handset, Json], Json | None]
ACTS: Final[dict[str, Act]] = {
    "say": say,
    "press": press,
    "edit": edit,
    "copy": copy,
    "follow": follow,
    "pay": pay,
    "inline": inline,
    "choose": choose,
    "send": send,
    "group": group,
    "bring": bring,
    "leave": leave,
    "switch": switch,
    "zone": zone,
    "slow": slow,
}
