"""Two who press at the same instant, in two processes: never three in a couple, nothing lost, nobody waits for ever."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from bot.content.load import load
from bot.domain import events as e
from bot.domain.bond import Claim, Guest, Invite, Linking
from bot.domain.facts import KeepInvite
from bot.domain.library import Library
from bot.domain.memory import Memory
from bot.domain.people import Address, Profile
from bot.flows import bonds
from bot.stage import House, Stage, Visit
from bot.store import couples, facts, people
from bot.store.engine import Store
from bot.store.people import Change
from bot.store.sql import Sql
from bot.tables import couple as couple_table
from tests.store.folk import NOW

ROUNDS = 25
UNTIL = NOW + timedelta(hours=48)
COUPLES = Sql(select(func.count()).select_from(couple_table))


@cache
def _library() -> Library:
    return load()


@dataclass(frozen=True, slots=True)
class Town:
    """Two processes on one database."""

    stages: tuple[Stage, Stage]
    store: Store

    async def somebody(self, name: str) -> int:
        """A person who agreed; their number."""
        memory = Memory(profile=Profile(name=name, agreed_at=NOW))
        async with self.store.writing() as db:
            await people.meet(db, [(_at(name), memory)], NOW)
            found = await people.peek_at(db, _at(name))
        assert found is not None
        return found.id

    async def has(self, name: str, **linking: object) -> None:
        """Put somebody on the way to a link."""
        async with self.store.writing() as db:
            row = (await people.find(db, [_at(name)]))[0]
            memory = replace(row.memory, linking=replace(row.memory.linking or Linking(), **linking))
            await people.write(db, [Change(row.id, row.turn, memory, None)])
            if invite := linking.get("invite"):
                assert isinstance(invite, Invite)
                await facts.keep(db, [(row.id, KeepInvite((invite.link, invite.code), UNTIL))], NOW)

    async def memory(self, name: str) -> Memory:
        async with self.store.reading() as db:
            found = await people.look(db, _at(name))
        assert found is not None
        return found

    async def turn(self, name: str) -> int:
        async with self.store.reading() as db:
            found = await people.peek_at(db, _at(name))
        assert found is not None
        return found.turn

    async def at_once(self, *presses: tuple[str, e.Event]) -> None:
        """All of these in the same instant, in one process and the other by turns."""
        visits = [Visit(_at(name), event, name=name) for name, event in presses]
        played = [self.stages[n % 2].play(visit) for n, visit in enumerate(visits)]
        await asyncio.wait_for(asyncio.gather(*played), 30)

    async def couples(self) -> int:
        async with self.store.reading() as db:
            return int((await db.rows(COUPLES))[0][0])


def _at(name: str) -> Address:
    return Address("tg", name)


def _invite(name: str, claim: Claim | None = None) -> Invite:
    return Invite(bonds.link_digest(name), bonds.code_digest(name), UNTIL, claim)


def _guest(of: str, claimed: bool = False) -> Guest:
    return Guest(bonds.link_digest(of), UNTIL, True, claimed)


def _yes(to: str) -> e.TwoAccept:
    """The guest's yes, as it stands on their screen."""
    return e.TwoAccept(bonds.link_digest(to)[:12])


@pytest.fixture
def town(store: Store, elsewhere: Store) -> Town:
    home = House(_library())
    return Town((Stage(store, home, lambda: NOW), Stage(elsewhere, home, lambda: NOW)), store)


async def test_of_two_who_take_up_one_invitation_at_once_exactly_one_does(town: Town) -> None:
    for n in range(ROUNDS):
        ada, mei, sol = (f"{name}-{n}" for name in ("ada", "mei", "sol"))
        numbers = {name: await town.somebody(name) for name in (ada, mei, sol)}
        await town.has(ada, invite=_invite(ada))
        for guest in (mei, sol):
            await town.has(guest, guest=_guest(ada))
        await town.at_once((mei, _yes(ada)), (sol, _yes(ada)))
        linking = (await town.memory(ada)).linking
        assert linking is not None
        assert linking.invite is not None
        assert linking.invite.claim is not None
        waiting = [name for name in (mei, sol) if _waits((await town.memory(name)).linking)]
        assert [numbers[name] for name in waiting] == [linking.invite.claim.by]


def _waits(linking: Linking | None) -> bool:
    return linking is not None and linking.guest is not None and linking.guest.claimed


async def test_two_yeses_at_once_with_one_person_between_them_never_link_three(town: Town) -> None:
    for n in range(ROUNDS):
        ada, mei, sol = (f"{name}-{n}" for name in ("ada", "mei", "sol"))
        numbers = {name: await town.somebody(name) for name in (ada, mei, sol)}
        # Mei said yes to Ada's invitation, and Ada to Sol's: now Ada and Sol both say the last yes.
        await town.has(mei, guest=_guest(ada, claimed=True))
        await town.has(ada, invite=_invite(ada, Claim(numbers[mei], mei)), guest=_guest(sol, claimed=True))
        await town.has(sol, invite=_invite(sol, Claim(numbers[ada], ada)))
        await town.at_once((ada, e.TwoConfirm(numbers[mei])), (sol, e.TwoConfirm(numbers[ada])))
        bonds_of = {name: (await town.memory(name)).bond for name in (ada, mei, sol)}
        linked = [name for name, bond in bonds_of.items() if bond is not None]
        assert ada in linked
        assert len(linked) == 2
        assert len({bond.couple for bond in bonds_of.values() if bond is not None}) == 1
    assert await town.couples() == ROUNDS


async def test_two_who_say_yes_to_each_other_at_once_are_one_couple(town: Town) -> None:
    for n in range(ROUNDS):
        ada, mei = f"ada-{n}", f"mei-{n}"
        for name, other in ((ada, mei), (mei, ada)):
            await town.somebody(name)
            await town.has(name, invite=_invite(name), guest=_guest(other))
        await town.at_once((ada, _yes(mei)), (mei, _yes(ada)))
        linked = [(await town.memory(name)).bond for name in (ada, mei)]
        assert all(bond is not None for bond in linked)
        assert len({bond.couple for bond in linked if bond is not None}) == 1
    assert await town.couples() == ROUNDS


async def test_whatever_two_press_at_once_nobody_waits_for_ever_and_both_stay_in_one_couple(town: Town) -> None:
    dice = Random(20261123)
    numbers = {name: await town.somebody(name) for name in ("ada", "mei")}
    await town.has("ada", invite=_invite("ada", Claim(numbers["mei"], "mei")))
    await town.has("mei", guest=_guest("ada", claimed=True))
    await town.at_once(("ada", e.TwoConfirm(numbers["mei"])))
    bond = (await town.memory("ada")).bond
    assert bond is not None
    number = bond.couple
    presses = (e.TwoPause(number), e.TwoYes(number), e.TwoSwitch(number, "days", 0), e.TwoSwitch(number, "days", 1))
    for _ in range(ROUNDS * 2):
        await town.at_once(*((name, dice.choice(presses)) for name in ("ada", "mei", "ada", "mei")))
    await town.at_once(("ada", e.TwoPause(number)), ("mei", e.TwoPause(number)))
    await town.at_once(("ada", e.TwoYes(number)), ("mei", e.TwoYes(number)))
    async with town.store.reading() as db:
        (found,) = (await couples.look(db, [number])).values()
    # Two yeses at the same instant are two yeses: sharing is open, and neither has to say it again.
    assert (found.couple.rest_at, found.couple.yes) == (None, ())
    assert {found.a, found.b} == set(numbers.values())


async def test_both_leave_at_once_and_nothing_of_the_couple_is_left(town: Town) -> None:
    for n in range(ROUNDS):
        ada, mei = f"ada-{n}", f"mei-{n}"
        for name, other in ((ada, mei), (mei, ada)):
            await town.somebody(name)
            await town.has(name, invite=_invite(name), guest=_guest(other))
        await town.at_once((ada, _yes(mei)), (mei, _yes(ada)))
        leaving = []
        for name in (ada, mei):
            bond = (await town.memory(name)).bond
            assert bond is not None
            await town.at_once((name, e.TwoLeave(bond.couple)))
            leaving.append((name, e.TwoLeaveYes(bond.couple, await town.turn(name) - 1)))
        await town.at_once(*leaving)
        # Whoever heard of a rest in between is asked once more; nobody is ever held.
        for name in (ada, mei):
            while (bond := (await town.memory(name)).bond) is not None:
                await town.at_once((name, e.TwoLeaveYes(bond.couple, await town.turn(name) - 1)))
    assert await town.couples() == 0
