"""Two people: presses of linking, sharing and leaving, and what one person's press tells the other's house."""

from __future__ import annotations

from bot.domain.events.base import Event, Press


class TwoOpen(Press, frozen=True):
    """The shelf with two bowls; for somebody by themselves, what is lovely about linking."""


class TwoGate(Press, frozen=True):
    """The private screen about fear and pressure. `then`: invite, code or accept."""

    then: str


class TwoNone(Press, frozen=True):
    """Nothing of it fits. `turn` is the one in which the screen was drawn."""

    turn: int
    then: str


class TwoFits(Press, frozen=True):
    """Something fits: said once, and not kept."""


class TwoAccept(Press, frozen=True):
    """The guest's yes to the invitation whose digest begins so."""

    invite: str


class TwoDecline(Press, frozen=True):
    """The guest's no; nobody hears of it."""


class TwoConfirm(Press, frozen=True):
    """The inviter's yes to who took up the invitation, by that person's number."""

    by: int


class TwoRefuse(Press, frozen=True):
    by: int


class TwoDrop(Press, frozen=True):
    """Take back one's own open invitation."""


class TwoYes(Press, frozen=True):
    """Share again: sharing opens when both have said it."""

    couple: int


class TwoSettings(Press, frozen=True):
    """What is shared, and what may be."""

    couple: int


class TwoSwitch(Press, frozen=True):
    """days, step or shared: on (1) or off (0)."""

    couple: int
    name: str
    on: int


class TwoPause(Press, frozen=True):
    """Let everything shared rest; one's own path goes on."""

    couple: int


class TwoLeave(Press, frozen=True):
    """Ask once before leaving."""

    couple: int


class TwoLeaveYes(Press, frozen=True):
    """Leave, at once. `turn` is the one in which it was asked."""

    couple: int
    turn: int


class TwoGold(Press, frozen=True):
    """Send gold: once a local date."""

    couple: int


class Told(Event, frozen=True):
    """What the other's press made happen here, in the same transaction. Nobody has pressed or said anything here."""


class Claimed(Told, frozen=True):
    """Somebody took up one's invitation: their number and first name, and by which digest they came."""

    by: int
    name: str
    digest: str


class Linked(Told, frozen=True):
    """Both confirmed: two bowls stand on one shelf."""


class Opened(Told, frozen=True):
    """Both said yes: sharing is open again."""


class Shut(Told, frozen=True):
    """Sharing is not open any more, whatever the reason."""


class TakenBack(Told, frozen=True):
    """Something that the other had let be read is taken back, by the name under which it was lent."""

    item: str
