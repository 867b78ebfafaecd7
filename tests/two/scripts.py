"""What people do on purpose: to share, to keep, to take back, to read, to link and to leave, step by step.

A step is an event, a kind of key that is pressed where one is in sight, or what follows from how things stand then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.domain import events as e
from bot.domain.bond import GIVEN, ITEMS, MUTUAL, SHOWN
from bot.domain.events import Event
from bot.domain.people import Address
from bot.domain.rounds import day_number, week_number
from bot.flows.bonds import DOOR
from bot.flows.together_items_from import PICKED
from bot.flows.together_link import NAMED
from bot.store.people import Row
from tests.two.village import ADA, MEI, SOL, Village

Step = Event | type[Event] | Callable[[Village, Row], Event | None]
Script = Sequence[Step]
Acts = Sequence[tuple[Address, Step]]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a script is made from. `topic`: what this story's two let each other read before all else; `word`: what is
    typed holds it."""

    couple: int
    dice: Random
    now: datetime
    topic: str
    word: str = "tea"

    @property
    def typed(self) -> Event:
        """Some words."""
        return e.Wrote(f"{self.word} {self.dice.randint(1, 99)}", ref="7")


# ------------------------------------------------------------------------------------------------ letting be read
def _switch(cue: Cue) -> Script:
    return [e.TwoSwitch(cue.couple, cue.dice.choice(SHOWN), cue.dice.choice((0, 1)))]


def _rest(cue: Cue) -> Script:
    return [e.TwoPause(cue.couple)] if cue.dice.random() < 0.3 else [e.TwoYes(cue.couple)]


def _small(cue: Cue) -> Script:
    did = e.Did(f"day-{cue.dice.randint(10, 25):02}", "done")
    return [cue.dice.choice((e.TwoGold(cue.couple), e.TwoOpen(), did))]


def _item(cue: Cue) -> Script:
    """Let something be read: made, previewed and let go; or taken back."""
    name = cue.topic if cue.dice.random() < 0.6 else cue.dice.choice(ITEMS)
    if cue.dice.random() < 0.2:
        return [e.TwoItems(cue.couple), e.ItemTakeBack(cue.couple, name)]
    return _made(cue, name)


def _made(cue: Cue, name: str) -> Script:
    couple, way = cue.couple, cue.dice.random()
    if name == "proof" and way < 0.6:
        return [e.TwoItem(couple, name), e.ItemProof(couple), e.ItemShare]
    if name in PICKED and way < 0.8:
        further: Script = [e.ItemLines] if cue.dice.random() < 0.4 else []
        return [e.TwoItem(couple, name), *further, e.ItemPick, e.ItemPreview(couple, name), e.ItemShare]
    if name in PICKED:
        return [e.TwoItem(couple, name), e.ItemWrite(couple, name), cue.typed, e.ItemShare]
    return [e.TwoItem(couple, name), e.ItemShare]


def _given(cue: Cue) -> Script:
    return _made(cue, cue.dice.choice(GIVEN))


def _answered(cue: Cue) -> Script:
    """The question of the day, answered."""
    number = day_number(cue.now)
    return [e.TwoAsks(cue.couple, 1), e.TwoAnswer(cue.couple, number), cue.typed]


def _reply(cue: Cue) -> Script:
    """Answer the question of the day and let it be read as it is or as a line, keep it, think again or take it back."""
    couple, number = cue.couple, day_number(cue.now)
    ways: list[Script] = [
        [*_answered(cue), e.ReplyShare],
        [*_answered(cue), e.ReplyShare],
        [*_answered(cue), e.ReplyLine(couple, number), cue.typed, e.ReplyShare],
        [*_answered(cue), e.ReplyMine(couple, number)],
        [*_answered(cue), e.NoteUndo],
        [e.ReplyRethink(couple, number), e.ReplyShare],
        [*_answered(cue), e.ReplyMine, e.ReplyRethink],
        [e.ReplyTakeBack(couple, number)],
        [e.TwoQuestion(couple, number), e.ReplyTakeBack],
        [e.JournalPage(0), e.NoteOpen, e.NoteDrop, e.NoteDropYes],
        [e.JournalPage(0), e.NoteOpen, e.NoteDrop, e.NoteDropYes],
    ]
    return cue.dice.choice(ways)


def _guess(cue: Cue) -> Script:
    return [e.TwoAsks(cue.couple, 1), e.GuessOpen(cue.couple), e.GuessPick, e.GuessThink]


def _marks(cue: Cue) -> Script:
    week = week_number(cue.now)
    marked = [e.TwoMark(cue.couple, week, f"s-{n:02}", 1) for n in cue.dice.sample(range(1, 24), 12)]
    return [e.TwoSafe(cue.couple, 0), *marked, e.TwoMark]


# -------------------------------------------------------------------------------------------------------- looking
def _read(cue: Cue) -> Script:
    """Read what there is of the other's."""
    couple, number = cue.couple, day_number(cue.now)
    ways: list[Script] = [
        [e.ItemsRead(couple), e.ItemRead],
        [e.ItemRead(couple, cue.topic)],
        [e.TwoOpen(), e.ItemsRead, e.ItemRead],
        [e.ReplyRead(couple, number)],
        [e.TwoQuestion(couple, number), e.ReplyRead],
        [e.TwoWeek(couple)],
    ]
    return cue.dice.choice(ways)


def _look(cue: Cue) -> Script:
    """Look at the pages of what is shared, where something of the other's might stand."""
    couple, dice = cue.couple, cue.dice
    ways: list[Script] = [
        [e.TwoOpen()],
        [e.TwoSettings(couple), e.TwoGroup(couple)],
        [e.TwoItems(couple), e.TwoItem],
        [e.TwoItem(couple, cue.topic)],
        [e.TwoQuestion(couple, 0)],
        [e.TwoCard(couple, dice.randint(1, 3))],
        [e.TwoSafe(couple, dice.randint(0, 3)), e.WhereFrom],
        [e.WhereFrom("two", dice.choice(("loop", "s-04")))],
        [e.TwoWeek(couple)],
        [e.TwoWeek(couple)],
    ]
    return dice.choice(ways)


Making = Callable[[Cue], Script]
# What somebody lets be seen or not any more, and looks at besides.
CONSENTS: tuple[Making, ...] = (
    *(_switch, _rest, _small, _item, _item, _item, _given, _reply, _reply, _reply, _reply),
    *(_guess, _guess, _marks, _read, _look, _look, _look),
)
# The same may be done for oneself alone, as far as nothing becomes visible by it.
PRIVATE: tuple[Making, ...] = (*(_rest, _item, _item, _reply, _reply, _reply, _guess, _marks, _read, _look),)


def together(cue: Cue) -> Making:
    """What both let each other read at one moment: the script of either."""
    ways: tuple[Making, ...] = (
        *(lambda cue: _made(cue, cue.topic), lambda cue: _made(cue, cue.topic)),
        *(lambda cue: [*_answered(cue), e.ReplyShare], lambda cue: [*_answered(cue), e.ReplyShare]),
        _guess,
    )
    return cue.dice.choice(ways)


def topic(dice: Random) -> str:
    """What this story's two let each other read before all else."""
    return dice.choice(MUTUAL)


# ----------------------------------------------------------------------------------------------- linking, leaving
def none(then: str) -> Step:
    """Nothing of the gate fits."""
    return lambda _village, row: e.TwoNone(row.turn - 1, then)


def comes_by_link(inviter: Address) -> Step:
    """Open the newest link of an inviter."""

    def step(village: Village, _row: Row) -> Event | None:
        found = village.invitation(inviter)
        return e.Started(f"{DOOR}{found[0]}") if found is not None else None

    return step


def _types_code(inviter: Address) -> Step:
    def step(village: Village, _row: Row) -> Event | None:
        found = village.invitation(inviter)
        return e.Wrote(found[1], ref="5") if found is not None else None

    return step


def accepts(_village: Village, row: Row) -> Event | None:
    """The guest's yes to what they look at."""
    guest = row.memory.linking.guest if row.memory.linking is not None else None
    return e.TwoAccept(guest.digest[:NAMED]) if guest is not None else None


def _claimant(press: Callable[[int], Event]) -> Step:
    def step(_village: Village, row: Row) -> Event | None:
        invite = row.memory.linking.invite if row.memory.linking is not None else None
        return press(invite.claim.by) if invite is not None and invite.claim is not None else None

    return step


# The inviter's yes to whoever took up the invitation.
confirms = _claimant(e.TwoConfirm)


def leave(who: Address, couple: int) -> Acts:
    """Leave, in two taps."""
    return [(who, e.TwoLeave(couple)), (who, lambda _village, row: e.TwoLeaveYes(couple, row.turn - 1))]


def delete(who: Address) -> Acts:
    """Delete everything, in two taps."""
    return [(who, e.ForgetAsk()), (who, lambda _village, row: e.ForgetYes(row.turn - 1))]


def ending(who: Address, couple: int, dice: Random) -> Acts:
    """Let it rest, leave, delete everything, or keep the bot from writing."""
    ways: tuple[Acts, ...] = (
        *([(who, e.TwoPause(couple))], leave(who, couple), leave(who, couple), delete(who)),
        *([(who, e.RestFor(7))], [(who, e.Blocked())], [(who, e.Unblocked())], [(who, e.Started(""))]),
    )
    return dice.choice(ways)


def invited(who: Address) -> Acts:
    """Make an invitation."""
    return [(who, e.TwoOpen()), (who, e.TwoGate("invite")), (who, none("invite"))]


def took_up(guest: Address, opening: Script, ends: Step) -> Acts:
    """Come to an invitation and through the gate, to what the guest says then."""
    return [(guest, step) for step in (*opening, e.TwoGate("accept"), none("accept"), ends)]


def _invites(who: Address, dice: Random) -> Acts:
    """Make an invitation; some find that something fits, and some take it back at once."""
    way = dice.random()
    if way < 0.2:
        return [(who, e.TwoOpen()), (who, e.TwoGate("invite")), (who, e.TwoFits())]
    return [*invited(who), (who, e.TwoDrop())] if way < 0.3 else invited(who)


def _takes_up(guest: Address, inviter: Address, dice: Random) -> Acts:
    """Come by the other's link or code, and say yes; or not."""
    by_code = dice.random() < 0.35
    code: Script = [e.TwoGate("code"), none("code"), _types_code(inviter)]
    ends: tuple[Step, ...] = (*([accepts] * 4), e.TwoDecline(), e.TwoFits())
    return took_up(guest, code if by_code else [comes_by_link(inviter)], dice.choice(ends))


def _answers_claim(inviter: Address, dice: Random) -> Acts:
    """The inviter's yes; or their no, or the invitation taken back."""
    drop: Step = e.TwoDrop()
    yes, no = confirms, _claimant(e.TwoRefuse)
    return [(inviter, dice.choice((yes, yes, yes, no, no, drop)))]


def link(dice: Random) -> list[Acts]:
    """The way of linking two of the three, a part of it at a time; now and then both invite each other."""
    one, two = dice.choice(((ADA, MEI), (ADA, MEI), (MEI, ADA), (MEI, ADA), (ADA, SOL), (SOL, ADA), (MEI, SOL)))
    if dice.random() < 0.15:
        crossed = [took_up(who, [comes_by_link(other)], accepts) for who, other in ((one, two), (two, one))]
        return [[*invited(one), *invited(two)], *crossed]
    return [_invites(one, dice), _takes_up(two, one, dice), _answers_claim(one, dice)]


def link_at_once(inviter: Address, guest: Address) -> Acts:
    """From an invitation to being linked."""
    took = took_up(guest, [comes_by_link(inviter)], accepts)
    return [*invited(inviter), *took, (inviter, confirms)]
