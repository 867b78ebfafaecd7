"""Linking: what is lovely about it, one private screen, an invitation by link or code, and a yes from both.

Whatever does not lead on is answered with one and the same sentence: nobody learns from it which invitations there
are, who is linked, or what somebody answered.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import LIFE, Claim, Couple, Guest, Invite, Linking
from bot.domain.events import Event
from bot.domain.facts import DropInvite, KeepInvite
from bot.domain.memory import Memory
from bot.domain.people import Profile
from bot.domain.scene import Answers, Pair, Scene, Turn
from bot.domain.speech import Button, Say, words
from bot.flows import bonds, calendar, helping
from bot.flows.bonds import linking_of
from bot.flows.common import HELP, MENU, button, focused, is_for_two, say, turn

SCREEN = "two-link"
THENS = ("invite", "code", "accept")
HOUR = timedelta(hours=1)
NAMED = 12
OPEN = button("together.button.open", e.TwoOpen())


# ---------------------------------------------------------------------------------------------------- screens
def lovely(scene: Scene) -> Say:
    """What is lovely about two bowls on one shelf, and the two ways there. Never shown but where it is asked for."""
    lines = [words("together.lovely"), *(words(f"two.lovely.{n}") for n in (1, 2, 3)), words("together.lovely-how")]
    drop: list[Button] = []
    if bonds.open_invite(scene.memory, scene.now) is not None:
        lines.append(words("together.invite-open"))
        drop.append(button("together.button.drop", e.TwoDrop()))
    agreed = scene.memory.profile.agreed_at is not None
    invite = button(f"together.button.invite{'' if agreed else '-18'}", e.TwoGate("invite"), "primary")
    code = button(f"together.button.code{'' if agreed else '-18'}", e.TwoGate("code"))
    return say(SCREEN, *lines, rows=((invite,), (code, *drop), (MENU, HELP)))


def gate(scene: Scene, then: str) -> Say:
    """The private screen about fear and pressure. What is answered is not kept."""
    none = button("together.button.none", e.TwoNone(scene.turn, then), "primary")
    return say(SCREEN, words("together.gate"), rows=((none,), (button("together.button.fits", e.TwoFits()),), (MENU,)))


def unavailable(scene: Scene, toast: str = "") -> Turn:
    """The one sentence for all that does not lead on."""
    memory = replace(scene.memory, linking=replace(linking_of(scene.memory), guest=None), focus=None)
    return turn(memory, say(SCREEN, words("together.unavailable"), rows=((OPEN,), (MENU, HELP))), toast=toast)


def _alone(scene: Scene) -> Say:
    """Something fits: the path by oneself, and whom to call."""
    country = button("safety.button.country", e.CrisisCountries(0))
    lines = (words("together.unavailable"), words("together.solo"), *helping.sections(scene, abuse=True))
    return say(SCREEN, *lines, rows=((HELP,), (country,), (button("front.button.back", e.Here()), MENU)))


def invited(scene: Scene, token: str, code: str) -> Say:
    """A new invitation: its link to send, and its code to read out."""
    link = f"{scene.bot_link}?start={bonds.DOOR}{token}"
    share = f"https://t.me/share/url?url={quote(link, safe='')}"
    send = Button(words("together.button.send"), url=share, style="primary")
    lines = (
        words("together.invited", hours=int(LIFE / HOUR)),
        words("together.invited-code", code=bonds.grouped(code)),
        words("together.invited-link", link=link),
    )
    return say(SCREEN, *lines, rows=((send,), (button("together.button.drop", e.TwoDrop()),), (MENU,)))


def _guest(scene: Scene, guest: Guest) -> Say:
    """An invitation as its guest sees it: with a first name only when it came by link."""
    assert scene.peer is not None
    line = words("together.guest", name=scene.peer.name) if guest.named else words("together.guest-code")
    on = button("together.button.on", e.TwoGate("accept"), "primary")
    return say(
        SCREEN, line, words("together.lovely-how"), rows=((on,), (button("together.button.decline", e.TwoDecline()),))
    )


def _scope(scene: Scene) -> Say:
    """What both will see, before the guest's yes."""
    agreed = scene.memory.profile.agreed_at is not None
    yes = button(f"together.button.yes{'' if agreed else '-18'}", e.TwoAccept(_named(scene)), "primary")
    rows = ((yes,), (button("together.button.decline", e.TwoDecline()),))
    return say(SCREEN, words("together.scope"), rows=rows)


def _named(scene: Scene) -> str:
    """The invitation that is looked at, as a button names it."""
    guest = bonds.guest_of(scene)
    return guest.digest[:NAMED] if guest is not None else ""


# ---------------------------------------------------------------------------------------------------- answers
def ask_gate(scene: Scene, event: Event) -> Turn:
    """Each time anew, since what was answered before is not known."""
    assert isinstance(event, e.TwoGate)
    if scene.window.open:
        return linked_already(scene)
    if not is_for_two(scene):
        return unavailable(scene)
    if event.then not in THENS or (event.then == "accept" and bonds.guest_of(scene) is None):
        return unavailable(scene)
    return turn(scene.memory, gate(scene, event.then))


def nothing_fits(scene: Scene, event: Event) -> Turn:
    """On: to one's own invitation, to the code, or to what both will see."""
    assert isinstance(event, e.TwoNone)
    if event.turn != scene.turn - 1 or event.then not in THENS:
        return turn(scene.memory, gate(scene, event.then if event.then in THENS else "invite"), toast="front.toast.old")
    if event.then == "accept":
        return turn(scene.memory, _scope(scene)) if bonds.guest_of(scene) else unavailable(scene)
    scene = scene.with_memory(profile=_agreed(scene))
    return _invite(scene) if event.then == "invite" else _ask_code(scene)


def _agreed(scene: Scene) -> Profile:
    """The button that led here says that its presser is 18 or older and agrees."""
    profile = scene.memory.profile
    return replace(profile, agreed_at=profile.agreed_at or scene.now)


def _invite(scene: Scene) -> Turn:
    token, code = bonds.secrets_of(scene.chance)
    until = scene.now + LIFE
    made = Invite(bonds.link_digest(token), bonds.code_digest(code), until)
    memory = _with(scene.memory, invite=made)
    return turn(memory, invited(scene, token, code), do=(KeepInvite((made.link, made.code), until),))


def _with(memory: Memory, **changes: object) -> Memory:
    return replace(memory, linking=replace(linking_of(memory), **changes))


def _ask_code(scene: Scene, key: str = "together.code") -> Turn:
    memory = focused(scene.memory, bonds.CODE_PLACE, scene.now)
    return turn(memory, replace(say(SCREEN, words(key), rows=((OPEN, MENU),)), wants_words=True))


def something_fits(scene: Scene, event: Event) -> Turn:
    """The path by oneself. An open invitation of one's own ends; no trace is left of the answer."""
    memory = replace(scene.memory, linking=replace(linking_of(scene.memory), invite=None, guest=None))
    return turn(memory, _alone(scene), do=(DropInvite(),))


def drop(scene: Scene, event: Event) -> Turn:
    """Take back one's own invitation."""
    scene = scene.with_memory(linking=replace(linking_of(scene.memory), invite=None))
    return turn(scene.memory, lovely(scene), do=(DropInvite(),), toast="together.toast.dropped")


# ---------------------------------------------------------------------------------------------------- guests
def arrived(scene: Scene, event: Event) -> Turn:
    """Somebody came by a link."""
    assert isinstance(event, e.Started)
    return _looked_at(scene, bonds.link_digest(event.payload.removeprefix(bonds.DOOR)), named=True)


def typed(scene: Scene, event: e.Wrote) -> Turn:
    """Somebody typed a code; each try counts, whatever comes of it."""
    allowed = bonds.may_try(scene)
    if allowed:
        tries = (*bonds.recent(scene), scene.now)
        scene = scene.with_memory(linking=replace(linking_of(scene.memory), tries=tries), focus=None)
    return _looked_at(scene, bonds.code_digest(event.text), named=False) if allowed else unavailable(scene)


def _looked_at(scene: Scene, digest: str, named: bool) -> Turn:
    own = bonds.open_invite(scene.memory, scene.now)
    if own is not None and digest in (own.link, own.code):
        return turn(scene.memory, say(SCREEN, words("together.own"), rows=((OPEN,), (MENU, HELP))))
    if scene.window.open:
        return linked_already(scene)
    invite = scene.peer.invite if scene.peer is not None else None
    if invite is None or not _takes(scene, invite, digest):
        return unavailable(scene)
    guest = Guest(digest, invite.until, named, claimed=invite.claim is not None)
    return turn(_with(scene.memory, guest=guest), _guest(scene, guest))


def _takes(scene: Scene, invite: Invite, digest: str) -> bool:
    """Whether an invitation is this one, and nobody else has taken it up."""
    return digest in (invite.link, invite.code) and (invite.claim is None or invite.claim.by == scene.person)


def linked_already(scene: Scene) -> Turn:
    """Being linked oneself has a sentence of its own."""
    memory = _with(scene.memory, guest=None) if scene.memory.linking is not None else scene.memory
    return turn(memory, say(SCREEN, words("together.linked-already"), rows=((OPEN,), (MENU, HELP))))


def decline(scene: Scene, event: Event) -> Turn:
    """No, or not now: nobody hears of it."""
    return turn(_with(scene.memory, guest=None), say(SCREEN, words("together.declined"), rows=((OPEN,), (MENU, HELP))))


def accept(scene: Scene, event: Event) -> Turn:
    """The guest's yes: the inviter is asked. Where the inviter has already said yes to this one's, they are linked."""
    assert isinstance(event, e.TwoAccept)
    guest, peer = bonds.guest_of(scene), scene.peer
    if scene.window.open:
        return linked_already(scene)
    if guest is None or peer is None or peer.invite is None or not _takes(scene, peer.invite, guest.digest):
        return unavailable(scene)
    if event.invite != _named(scene):
        return turn(scene.memory, _scope(scene), toast="front.toast.old")
    scene = scene.with_memory(profile=_agreed(scene))
    if peer.took_mine:
        return _linked(scene)
    memory = _with(scene.memory, guest=replace(guest, claimed=True))
    told = e.Claimed(scene.person, memory.profile.name, guest.digest)
    asked = say(SCREEN, words("together.asked"), rows=((MENU, HELP),))
    return replace(turn(memory, asked), pair=Pair(tell=told))


def _linked(scene: Scene) -> Turn:
    """Both have said yes. The shelf comes with `Linked`, on both phones."""
    done = say(SCREEN, words("together.linked"), rows=((OPEN,),))
    made = Couple(scene.now, int.from_bytes(scene.chance[:4]), veil=scene.chance[4:20].hex())
    return replace(turn(scene.memory, done, do=(DropInvite(),)), pair=Pair(couple=made, links=True))


# --------------------------------------------------------------------------------------------------- inviters
def claimed(scene: Scene, event: Event) -> Turn:
    """Somebody took up one's invitation: is it who was meant? Asked for, so it comes at once; softly by night."""
    assert isinstance(event, e.Claimed)
    invite = bonds.open_invite(scene.memory, scene.now)
    if invite is None or event.digest not in (invite.link, invite.code):
        return Turn(scene.memory)
    memory = _with(scene.memory, invite=replace(invite, claim=Claim(event.by, event.name)))
    quiet = calendar.is_quiet(calendar.minute_of(scene.now, memory.profile.zone))
    asked = _claim_screen(invite_claim=Claim(event.by, event.name))
    return turn(memory, replace(asked, fresh=True, silent=quiet))


def _claim_screen(invite_claim: Claim) -> Say:
    yes = button("together.button.confirm", e.TwoConfirm(invite_claim.by), "primary")
    no = button("together.button.refuse", e.TwoRefuse(invite_claim.by))
    return say(SCREEN, words("together.claimed", name=invite_claim.name), words("together.scope"), rows=((yes,), (no,)))


def confirm(scene: Scene, event: Event) -> Turn:
    """The inviter's yes."""
    assert isinstance(event, e.TwoConfirm)
    invite = bonds.open_invite(scene.memory, scene.now)
    if scene.window.open:
        return linked_already(scene)
    claim = invite.claim if invite is not None else None
    if claim is None or claim.by != event.by or scene.peer is None or not scene.peer.took_mine:
        return unavailable(scene)
    return _linked(scene)


def refuse(scene: Scene, event: Event) -> Turn:
    """The inviter's no: the invitation ends, and nobody hears of it."""
    scene = scene.with_memory(linking=Linking(tries=linking_of(scene.memory).tries))
    return turn(scene.memory, lovely(scene), do=(DropInvite(),), toast="together.toast.dropped")


ANSWERS: Answers = {
    e.TwoGate: ask_gate,
    e.TwoNone: nothing_fits,
    e.TwoFits: something_fits,
    e.TwoDrop: drop,
    e.TwoAccept: accept,
    e.TwoDecline: decline,
    e.Claimed: claimed,
    e.TwoConfirm: confirm,
    e.TwoRefuse: refuse,
}
