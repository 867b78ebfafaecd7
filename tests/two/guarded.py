"""Short stories in which one guard beside the window holds: each asserts what must not happen, and goes red without it.

They are played on a village: the real stage and store, with the courier's second reading of consent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot import lending
from bot.domain import events as e
from bot.domain.bond import Bond, Linking, Window
from bot.domain.people import Address
from bot.domain.rounds import day_number, week_number
from bot.flows.bonds import link_digest
from bot.flows.together_question_screens import seal
from bot.store import couples, outbox, people
from bot.store.outbox import Line
from bot.store.people import Row
from tests.two.scripts import (
    Acts,
    Script,
    accepts,
    comes_by_link,
    confirms,
    invited,
    leave,
    link_at_once,
    none,
    took_up,
)
from tests.two.village import ADA, GROUP, MEI, NUMBERS, SOL, Village

Story = Callable[[Village], Awaitable[None]]
LINE = "two.strength.1"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


# ------------------------------------------------------------------------------------------------- what is done
async def play(village: Village, acts: Acts, carried: bool = True) -> None:
    """These steps one after another, some seconds apart."""
    for who, step in acts:
        village.now += timedelta(seconds=7)
        row = await village.row(who)
        assert row is not None
        event = step if isinstance(step, e.Event) else None
        if event is None and not isinstance(step, type):
            event = step(village, row)  # type: ignore[operator]
        assert event is not None
        await village.happens(who, event, carried=carried)


async def does(village: Village, who: Address, *steps: Script | e.Event, carried: bool = True) -> None:
    """One person's steps."""
    flat = [s for step in steps for s in ([step] if isinstance(step, e.Event) else step)]
    await play(village, [(who, step) for step in flat], carried)


def lets_be_read(couple: int) -> Script:
    """A line is picked, looked at and let be read."""

    def share(_village: Village, row: Row) -> e.Event:
        assert row.memory.bond is not None
        return e.ItemShare(couple, "strengths", row.memory.bond.drafts["strengths"].turn)

    return [e.ItemPick(couple, LINE, 1), e.ItemPreview(couple, "strengths"), share]


async def both_let_be_read(village: Village, couple: int = 1, other: Address = MEI) -> None:
    for who in (ADA, other):
        await does(village, who, lets_be_read(couple))


def answers(village: Village, text: str = "Tea") -> Script:
    number = day_number(village.now)
    return [e.TwoAsks(1, 1), e.TwoAnswer(1, number), e.Wrote(text, ref="1")]


async def bond(village: Village, who: Address) -> Bond | None:
    memory = await village.memory(who)
    assert memory is not None
    return memory.bond


async def linking(village: Village, who: Address) -> Linking:
    memory = await village.memory(who)
    assert memory is not None
    return memory.linking or Linking()


async def sees(village: Village, who: Address) -> Window:
    """What somebody may see now."""
    row = await village.row(who)
    assert row is not None
    async with village.store.reading() as db:
        return (await lending.near(db, village.home, [row], village.now))[row.id].window


def reads(village: Village, who: Address) -> bool:
    """Whether the line of the other's stands on somebody's phone now."""
    shown = village.phones[people.chat_of(who)].shown.values()
    return any(LINE in came.say and "two-read" in came.say for came in shown)


async def turn_of(village: Village, who: Address) -> int:
    row = await village.row(who)
    assert row is not None
    return row.turn


async def rest_and_ask(village: Village, inviter: Address, guest: Address) -> None:
    """Ada and Mei rest; one of them and Sol are on the way to a link; then Ada and Mei share again."""
    await village.begin()
    await does(village, ADA, e.TwoPause(1))
    await play(village, [*invited(inviter), *took_up(guest, [comes_by_link(inviter)], accepts)])
    for who in (ADA, MEI):
        await does(village, who, e.TwoYes(1))
    assert (await sees(village, MEI)).open


# ------------------------------------------------------------------------------------------- what is on its way
async def late(village: Village, couple: int = 1) -> Line:
    """A line with something of Ada's that was written for Mei just before Ada changed her mind."""
    await does(village, MEI, e.ItemRead(couple, "strengths"), carried=False)
    async with village.store.writing() as db:
        lines = await outbox.take(db, 1e12, village.now, 1e9, 50)
        await outbox.cross_off(db, [line.id for line in lines])
    found = [line for line in lines if "strengths" in line.lent.split(",")]
    assert len(found) == 1
    return replace(found[0], id=0)


async def goes(village: Village, line: Line) -> Line:
    """The line as it goes, when it is taken up."""
    async with village.store.writing() as db:
        await outbox.put(db, [line])
        lines = await outbox.take(db, 1e12, village.now, 1e9, 50)
        # A chat gets one line at a time.
        await outbox.cross_off(db, [found.id for found in lines])
        mine = [found for found in lines if found.chat == line.chat]
        assert [found.say for found in mine] == [line.say]
        return await lending.may_go(db, village.home, mine[0], village.now)


async def taken_up_late(village: Village) -> None:
    """What was taken back before its line is taken up does not go."""
    await village.begin()
    await both_let_be_read(village)
    line = await late(village)
    assert (await goes(village, line)).say == line.say
    await does(village, ADA, e.ItemTakeBack(1, "strengths"))
    gone = await goes(village, line)
    assert LINE not in gone.say
    assert gone.lent == ""


async def of_an_old_couple(village: Village) -> None:
    """A line of a couple that is no more does not go, whatever the two let be read in their new one."""
    await village.begin()
    await both_let_be_read(village)
    line = await late(village)
    await play(village, [*leave(ADA, 1), *link_at_once(MEI, ADA)])
    found = await bond(village, MEI)
    assert found is not None
    assert found.couple != 1
    await both_let_be_read(village, found.couple)
    assert "strengths" in (await sees(village, MEI)).items
    assert LINE not in (await goes(village, line)).say


async def arrived_late(village: Village) -> None:
    """What was taken back while it was carried is overwritten when it has arrived."""
    await village.begin()
    await both_let_be_read(village)
    line = await late(village)
    await does(village, ADA, e.ItemTakeBack(1, "strengths"))
    message, kind = village._show(line)
    async with village.store.writing() as db:
        await lending.arrived(db, village.home, line, str(message), kind, village.now)
    await village.deliver()
    assert not reads(village, MEI)


async def on_the_phone(village: Village) -> None:
    """What stands on the other's phone goes with the taking back."""
    await village.begin()
    await both_let_be_read(village)
    await does(village, MEI, e.ItemRead(1, "strengths"))
    assert reads(village, MEI)
    await does(village, ADA, e.ItemTakeBack(1, "strengths"))
    assert not reads(village, MEI)


async def ended(village: Village) -> None:
    """What has ended after seven days leaves the phone on which it stands."""
    await village.begin()
    await both_let_be_read(village)
    await does(village, MEI, e.ItemRead(1, "strengths"))
    await village.until(village.now + 8 * DAY)
    assert not reads(village, MEI)


async def in_the_group(village: Village) -> None:
    """What is switched off is overwritten in the group."""
    await village.begin()
    await does(village, MEI, e.GroupCalled("together", GROUP))
    newest = max(village.phones[GROUP].shown)
    assert "their-days" in village.phones[GROUP].shown[newest].say
    await does(village, ADA, e.TwoPost(1, "days", 0))
    assert "their-days" not in village.phones[GROUP].shown[newest].say


# ------------------------------------------------------------------------------------------------------ the shelf
async def of_another_couple(village: Village) -> None:
    """A key of another couple's changes nothing."""
    await village.begin()
    await does(village, ADA, e.TwoSwitch(99, "days", 0))
    found = await bond(village, ADA)
    assert found is not None
    assert found.off == ()


async def switched_off(village: Village) -> None:
    """What is switched off leaves the other's shelf."""
    await village.begin()
    await does(village, MEI, e.TwoOpen())
    await does(village, ADA, e.TwoSwitch(1, "days", 0))
    shown = village.phones["tg:1907"].shown
    assert "their-days" not in shown[max(shown)].say


async def offered_and_taken_back(village: Village) -> None:
    """Where nothing could be read, a taking back happens on one side alone."""
    await village.begin()
    before = await turn_of(village, MEI)
    await does(village, ADA, lets_be_read(1), e.ItemTakeBack(1, "strengths"))
    assert await turn_of(village, MEI) == before


async def answered_and_thought_again(village: Village) -> None:
    """The same for an answer."""
    await village.begin()
    before = await turn_of(village, MEI)
    number = day_number(village.now)
    share = e.ReplyShare(1, number, "as-is", seal("Tea"))
    await does(village, ADA, answers(village), share, e.ReplyRethink(1, number))
    assert await turn_of(village, MEI) == before


async def rested_twice(village: Village) -> None:
    """A rest of what rests already happens on one side alone."""
    await village.begin()
    await does(village, ADA, e.TwoPause(1))
    before = await turn_of(village, MEI)
    await does(village, ADA, e.TwoPause(1))
    assert await turn_of(village, MEI) == before


async def not_previewed(village: Village) -> None:
    """What was picked after the preview is not let be read by the old key."""
    await village.begin()
    turn = await turn_of(village, ADA) + 1
    await does(village, ADA, e.ItemPick(1, LINE, 1), e.ItemPreview(1, "strengths"))
    await does(village, ADA, e.ItemPick(1, "two.strength.2", 1), e.ItemShare(1, "strengths", turn))
    found = await bond(village, ADA)
    assert found is not None
    assert "strengths" not in found.items


async def not_sealed(village: Village) -> None:
    """An answer under which a key was not drawn is not let be read by it."""
    await village.begin()
    number = day_number(village.now)
    await does(village, ADA, answers(village), e.ReplyShare(1, number, "as-is", seal("Coffee")))
    found = await bond(village, ADA)
    assert found is not None
    assert found.replies[str(number)].how == ""


async def once_over(village: Village) -> None:
    """A yes of before the seven days counts no more: both say it anew, or nothing is read."""
    await village.begin()
    await both_let_be_read(village)
    village.now += 8 * DAY
    await does(village, ADA, lets_be_read(1))
    assert "strengths" not in (await sees(village, MEI)).items
    await does(village, MEI, lets_be_read(1))
    assert "strengths" in (await sees(village, MEI)).items


async def guessed_alone(village: Village) -> None:
    """A round that one has done alone is nowhere to be seen."""
    await village.begin()
    week = week_number(village.now)
    await does(village, ADA, e.TwoAsks(1, 1), e.GuessOpen(1))
    data = [data.split("|") for _, data in village.phones["tg:1815"].data]
    option = next(parts[4] for parts in data if parts[1] == "4p")
    await does(village, ADA, e.GuessPick(1, week, option), e.GuessThink(1, week, option))
    found = await bond(village, ADA)
    assert found is not None
    assert found.guesses[str(week)].other == option
    assert (await sees(village, MEI)).both_guessed == ()


# -------------------------------------------------------------------------------------------------------- linking
async def old_gate(village: Village) -> None:
    """An answer to a gate of before opens nothing: it is asked anew each time."""
    await village.begin(linked=False)
    await does(village, ADA, e.TwoGate("invite"), e.Here(), e.Here())
    turn = await turn_of(village, ADA)
    await does(village, ADA, e.TwoNone(turn - 3, "invite"))
    assert (await linking(village, ADA)).invite is None


async def taken_by_another(village: Village) -> None:
    """An invitation that somebody has taken up is nobody else's any more."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), *took_up(SOL, [comes_by_link(ADA)], accepts)])
    await play(village, [(MEI, comes_by_link(ADA))])
    assert (await linking(village, MEI)).guest is None


async def taken_meanwhile(village: Village) -> None:
    """The same for somebody who had looked at it before."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), (MEI, comes_by_link(ADA))])
    await play(village, took_up(SOL, [comes_by_link(ADA)], accepts))
    await play(village, [(MEI, accepts)])
    invite = (await linking(village, ADA)).invite
    assert invite is not None
    assert invite.claim is not None
    assert invite.claim.by == NUMBERS[SOL]


async def only_looked_at(village: Village) -> None:
    """Who has only looked at an invitation has not said yes to it."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), *invited(MEI), (ADA, comes_by_link(MEI))])
    await play(village, took_up(MEI, [comes_by_link(ADA)], accepts))
    assert await bond(village, ADA) is None


async def went_elsewhere(village: Village) -> None:
    """A yes that was taken back links nobody."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), *took_up(MEI, [comes_by_link(ADA)], accepts), (MEI, e.TwoDecline())])
    await play(village, [(ADA, confirms)])
    assert await bond(village, ADA) is None


async def asked_about_another(village: Village) -> None:
    """A yes names whom it is for, and holds for nobody else."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), *took_up(MEI, [comes_by_link(ADA)], accepts)])
    await does(village, ADA, e.TwoConfirm(NUMBERS[SOL]))
    assert await bond(village, ADA) is None


async def after_two_days(village: Village) -> None:
    """A yes to somebody comes too late after 48 hours."""
    await village.begin(linked=False)
    await play(village, [*invited(ADA), *took_up(MEI, [comes_by_link(ADA)], accepts)])
    village.now += 49 * HOUR
    await play(village, [(ADA, confirms)])
    assert await bond(village, ADA) is None


async def used_up(village: Village) -> None:
    """A link that has linked two is found by nobody any more."""
    await village.begin(linked=False)
    await play(village, link_at_once(ADA, MEI))
    found = village.invitation(ADA)
    assert found is not None
    async with village.store.reading() as db:
        assert await couples.inviter(db, link_digest(found[0]), village.now) is None


async def tried_too_often(village: Village) -> None:
    """A sixth code within an hour is not looked at."""
    await village.begin(linked=False)
    await play(village, invited(ADA))
    found = village.invitation(ADA)
    assert found is not None
    for code in (*["22222 22222"] * 5, found[1]):
        await play(village, [(MEI, e.TwoGate("code")), (MEI, none("code")), (MEI, e.Wrote(code, ref="1"))])
    assert (await linking(village, MEI)).guest is None


async def guest_shares_again(village: Village) -> None:
    """Who shares again has no way to another link: the guest's yes of before holds no more."""
    await rest_and_ask(village, SOL, ADA)
    await play(village, [(SOL, confirms)])
    found = await bond(village, ADA)
    assert found is not None
    assert found.couple == 1


async def inviter_shares_again(village: Village) -> None:
    """The same for the inviter."""
    await rest_and_ask(village, ADA, SOL)
    await does(village, ADA, e.TwoConfirm(NUMBERS[SOL]))
    found = await bond(village, ADA)
    assert found is not None
    assert found.couple == 1


async def looked_and_shares_again(village: Village) -> None:
    """The same for who had looked at an invitation and not said yes."""
    await village.begin()
    await does(village, ADA, e.TwoPause(1))
    await play(village, [*invited(SOL), (ADA, comes_by_link(SOL))])
    for who in (ADA, MEI):
        await does(village, who, e.TwoYes(1))
    await play(village, [(ADA, accepts)])
    guest = (await linking(village, ADA)).guest
    assert guest is None or not guest.claimed
