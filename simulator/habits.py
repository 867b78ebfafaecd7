"""What somebody does who practises every day: which button is pressed, by the tag in its callback data."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from typing import Final

from simulator.handset import Handset
from simulator.model import Json, Message

MOST_PRESSES: Final = 60
Settle = Callable[[], Awaitable[None]]
Choice = tuple[Message, Json]

# Callback data is a public format, `1|tag|field|field`; the first of these that is on the screen is pressed.
_WISHES: Final = ("et", "ef", "em", "dd", "dy", "sh", "sz", "sc", "qh", "qc", "qr", "qb", "sb")


async def live(handset: Handset, settle: Settle, *, due: bool = True) -> int:
    """Press what waits on this phone until nothing does. Returns how many presses that took.

    due: whether the bot will come back to this person by itself; else they ask what is open. A phone without buttons
    has nothing to press and waits.
    """
    phone = handset.phone
    if phone.chat.blocked:
        return 0
    if not phone.chat.started or (not due and choice(handset) is None):
        phone.say("/today" if phone.chat.started else "/start")
        await settle()
    presses = 0
    while presses < MOST_PRESSES:
        found = choice(handset)
        if found is None:
            break
        _take(handset, *found)
        presses += 1
        await settle()
    return presses


def _take(handset: Handset, message: Message, button: Json) -> None:
    """Press it; but a clock that is not this phone's own is answered with the name of the phone's zone."""
    fields = _fields(button)
    if fields[1] == "sc" and fields[-1] != ahead(handset):
        handset.phone.say(handset.zone)
    else:
        handset.phone.press_data(button["callback_data"], on=message)


def choice(handset: Handset) -> Choice | None:
    """The button to press next among the bot's two newest messages, or None."""
    for message in reversed(handset.phone.replies[-2:]):
        buttons = [button for row in message.rows for button in row if "callback_data" in button]
        for wish in _WISHES:
            fitting = [
                button for button in buttons if _fields(button)[1:2] == [wish] and button["callback_data"][-1] != "|"
            ]
            if fitting:
                return message, _among(handset, wish, fitting)
    return None


def _fields(button: Json) -> list[str]:
    fields: list[str] = button["callback_data"].split("|")
    return fields


def _among(handset: Handset, wish: str, buttons: list[Json]) -> Json:
    """Of several buttons of one kind, the one that this person takes today."""
    if wish == "sz":
        return next((one for one in buttons if _fields(one)[-1] == handset.zone), buttons[0])
    if wish == "sc":
        return next((one for one in buttons if _fields(one)[-1] == ahead(handset)), buttons[0])
    if wish in ("qc", "ef", "em"):
        return buttons[_taste(handset, buttons[0]["callback_data"], _TASTES[wish], len(buttons))]
    return buttons[0]


def ahead(handset: Handset) -> str:
    """How many minutes this phone's clock is ahead of UTC."""
    away = handset.local(handset.phone.world.now()).utcoffset()
    return str(round(away.total_seconds() / 60)) if away is not None else ""


# How often, out of ten, each of five answers is given.
_TASTES: Final = {"qc": (2, 3, 2, 2, 1), "ef": (0, 1, 3, 4, 2), "em": (0, 1, 3, 4, 2)}


def _taste(handset: Handset, data: str, weights: tuple[int, ...], count: int) -> int:
    """An answer that looks like a person's and is the same in every run of the same question on the same phone."""
    drawn = hashlib.sha256(f"{handset.key} {data.rpartition('|')[0]}".encode()).digest()[0] % sum(weights)
    for place, weight in enumerate(weights):
        drawn -= weight
        if drawn < 0:
            return min(place, count - 1)
    return count - 1
