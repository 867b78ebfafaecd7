"""Who an event concerns beside its own person, and what a link is at its beginning."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Bond, Guest, Invite, Linking, Peer
from bot.domain.events import Event
from bot.domain.memory import Memory
from bot.domain.scene import Scene
from bot.flows.common import date_of, focus_of

DOOR = "two-"
CODE_PLACE = "two-code"
# Without signs that are mistaken for each other: 32 of them, so ten make fifty bits.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 10
# A person may try this many codes an hour. Nothing ever waits for anybody but one person.
TRIES = 5


class Meeting(Struct, frozen=True):
    """Who else an event is about. `kind`: couple (the one at the other side), invite (whose invitation this `digest`
    finds; `typed`: it came as a code), person (that number), or "" for nobody."""

    kind: str = ""
    digest: str = ""
    person: int = 0
    typed: bool = False


NOBODY = Meeting()
COUPLE = Meeting("couple")

# Presses that change what two people hang on, or tell the other. `bot/flows/conversations.py` adds to them.
SHARED: set[type[Event]] = {
    *(e.TwoYes, e.TwoSwitch, e.TwoPause, e.TwoLeaveYes, e.RestFor, e.ForgetYes),
}


def meets(scene: Scene, event: Event) -> Meeting | None:
    """Who else this event concerns; None when it is its person's own."""
    memory = scene.memory
    if type(event) in SHARED:
        return COUPLE if memory.bond is not None else None
    match event:
        case e.Started(payload) if payload.startswith(DOOR):
            return Meeting("invite", link_digest(payload.removeprefix(DOOR)))
        case e.TwoAccept():
            guest = guest_of(scene)
            return Meeting("invite", guest.digest) if guest is not None else None
        case e.TwoConfirm(by):
            return Meeting("person", person=by) if _claims(scene) == by else None
        case e.Wrote(text) if (focus := focus_of(scene)) is not None and focus.place == CODE_PLACE:
            # With no try left nothing is looked up; it is logged all the same.
            return Meeting("invite", code_digest(text) if may_try(scene) else "", typed=True)
    return None


def _claims(scene: Scene) -> int | None:
    invite = linking_of(scene.memory).invite
    return invite.claim.by if invite is not None and invite.claim is not None else None


def linking_of(memory: Memory) -> Linking:
    """How far somebody is on the way to a link."""
    return memory.linking or Linking()


def guest_of(scene: Scene) -> Guest | None:
    """The invitation that is being looked at, while its time is not over."""
    guest = linking_of(scene.memory).guest
    return guest if guest is not None and guest.until > scene.now else None


def may_try(scene: Scene) -> bool:
    """Whether this person may try another code now."""
    return len(recent(scene)) < TRIES


def recent(scene: Scene) -> tuple[datetime, ...]:
    """The tries of the last hour."""
    return tuple(at for at in linking_of(scene.memory).tries if (scene.now - at).total_seconds() < 3600)


# --------------------------------------------------------------------------------------------- the secrets
def secrets_of(chance: bytes) -> tuple[str, str]:
    """A link's token of 128 random bits and a code of fifty, from bytes that nobody could have guessed."""
    token = base64.urlsafe_b64encode(chance[:16]).rstrip(b"=").decode()
    number = int.from_bytes(chance[16:24])
    code = ""
    for _ in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        code += SIGNS[sign]
    return token, code


def link_digest(token: str) -> str:
    """What an invitation's link is kept and found as."""
    return hashlib.sha256(f"link:{token}".encode()).hexdigest()


def code_digest(typed: str) -> str:
    """What an invitation's code is kept and found as; spaces, dashes and small letters do not matter."""
    code = "".join(sign for sign in typed.upper() if sign in SIGNS)
    return hashlib.sha256(f"code:{code}".encode()).hexdigest()


def grouped(code: str) -> str:
    """A code as it is read out: two groups of five."""
    return f"{code[:5]} {code[5:]}"


# ------------------------------------------------------------------------------------------------ the peer
def peer(own: Memory, other_id: int, other: Memory, now: datetime) -> Peer:
    """The person at the other end, as far as an invitation tells."""
    theirs, guest = open_invite(other, now), linking_of(other).guest
    mine = open_invite(own, now)
    took = guest is not None and guest.claimed and mine is not None and guest.digest in (mine.link, mine.code)
    return Peer(other_id, other.profile.name, theirs, took)


def open_invite(memory: Memory, now: datetime) -> Invite | None:
    """One's own invitation while its time is not over. Whoever gets linked has none any more."""
    invite = linking_of(memory).invite
    return invite if invite is not None and invite.until > now else None


def begun(memory: Memory, couple: int, side: str, now: datetime) -> Memory:
    """The memory of somebody who is linked from now on: sharing is open, and only what is on by itself is shown."""
    on = date_of(now, memory.profile.zone)
    tries = linking_of(memory).tries
    return replace(memory, bond=Bond(couple, side, now, on, now), linking=Linking(tries=tries) if tries else None)
