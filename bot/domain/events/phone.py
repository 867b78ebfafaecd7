"""What comes from the phone without a button, and the presses that may stand anywhere."""

from __future__ import annotations

from bot.domain.events.base import Event, Press

# from the phone, not by a button


class Started(Event, frozen=True):
    payload: str = ""


class Called(Event, frozen=True):
    """A command from the menu or typed, without its slash."""

    command: str
    rest: str = ""


class Wrote(Event, frozen=True):
    """Words, or a voice note (`voice` is the channel's own reference to its sound). `ref` names the message."""

    text: str
    ref: str = ""
    voice: str = ""


class Amended(Event, frozen=True):
    """A message that its writer changed on the phone."""

    text: str
    ref: str


class Sent(Event, frozen=True):
    """A thing that is no words: a sticker, a photo, a file. One album has one id."""

    kind: str
    album: str = ""


class Located(Event, frozen=True):
    """A shared place, as the IANA name of its zone ("" where there is none): the desk keeps no degrees."""

    zone: str


class Blocked(Event, frozen=True):
    """The person closed the door (my_chat_member: kicked)."""


class Unblocked(Event, frozen=True):
    """The door is open again."""


class Ticked(Event, frozen=True):
    """The clock came to `next_at`; what is due is for the agenda to say."""


class Unreadable(Event, frozen=True):
    """A button that nobody can read any more, or that was forged."""


# everywhere


class Here(Press, frozen=True):
    """Lead back to whatever is open now."""


class Page(Press, frozen=True):
    """A page without a state of its own: help, privacy, menu, …"""

    name: str


class CopyLine(Press, frozen=True):
    """Say a line to copy as a message of its own (where the phone has no copy button)."""

    key: str
