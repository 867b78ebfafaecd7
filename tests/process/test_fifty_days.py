"""The real process takes two people from `/start` to the evening of day 50, in two languages and two time zones."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.memory import Memory
from bot.flows.path import PRACTISED
from bot.store import people
from simulator.phone import Phone
from tests.process.machine import Machine
from tests.town import DAILY, label, offered

pytestmark = [pytest.mark.process, pytest.mark.slow]
HOMES = {"Ada": ("en", "Europe/London"), "Mei": ("zh-hans", "Asia/Shanghai")}
# Due moments at which the bot is down: stopped before, started after.
DOWN = (1, 10, 37, 64, 101, 150)
FIFTY = timedelta(days=51)
MOST = 400


async def press(machine: Machine, phone: Phone, *tags: str) -> bool:
    """Press the first button of these kinds under the newest message, and wait for what comes of it."""
    for tag in tags:
        data = offered(phone, tag)
        if data is not None:
            query = phone.press_data(data, on=phone.last)
            await machine.rest()
            assert query.answered, f"{data} was not answered"
            return True
    return False


async def answers(machine: Machine, phone: Phone, option: int) -> None:
    """Press one of the five under the statement that is asked."""
    data = offered(phone, "qc")
    assert data is not None, phone.screen
    phone.press_data(f"{data.rsplit('|', 1)[0]}|{option}", on=phone.last)
    await machine.rest()


async def begins(machine: Machine, phone: Phone, zone: str, *, webhook: bool) -> None:
    """The questions, with a restart among them, and the way onto the path."""
    phone.say("/start")
    await machine.rest()
    assert await press(machine, phone, "qb")
    for number in range(12):
        if number == 5:
            before = phone.last.text
            assert await machine.stop() == 0
            await machine.start(webhook=webhook)
            assert phone.last.text == before
        await answers(machine, phone, 1 + number % 5)
    assert await press(machine, phone, "sb")
    phone.press_data(f"1|sz|{zone}", on=phone.last)
    await machine.rest()
    assert await press(machine, phone, "sh")
    assert await press(machine, phone, "dy")


async def memory_of(machine: Machine, phone: Phone) -> Memory:
    async with machine.store.reading() as db:
        found = await people.look(db, people.address_of(f"tg:{phone.id}"))
    assert found is not None
    return found


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_two_people_walk_fifty_days_each_at_their_local_hours_and_restarts_lose_nothing(
    database_url: str, tmp_path: Path, webhook: bool
) -> None:
    async with Machine(database_url, tmp_path) as machine:
        await machine.start(webhook=webhook)
        phones = {machine.world.phone(name, lang): zone for name, (lang, zone) in HOMES.items()}
        for phone, zone in phones.items():
            await begins(machine, phone, zone, webhook=webhook)
        begun = machine.now()
        nudged: dict[Phone, list[tuple[int, int]]] = {phone: [] for phone in phones}
        for moment in range(MOST):
            for phone in phones:
                while await press(machine, phone, *DAILY):
                    pass
            due = await machine.next_due()
            # What comes after the fifty days is no part of them.
            if due is None or due > begun + FIFTY:
                break
            seen = {phone: phone.last.number for phone in phones}
            if moment in DOWN:
                assert await machine.stop() == 0
            machine.move_to(due)
            if moment in DOWN:
                await machine.start(webhook=webhook)
            await machine.rest()
            for phone, zone in phones.items():
                new = [message for message in phone.replies if message.number > seen[phone]]
                assert len(new) <= 1, phone.screen
                nudged[phone] += [(at.hour, at.minute) for at in (m.at.astimezone(ZoneInfo(zone)) for m in new)]
        for phone in phones:
            memory = await memory_of(machine, phone)
            assert memory.walk is not None
            assert sum(how in PRACTISED for how in memory.walk.days.values()) == 50
            assert set(nudged[phone]) == {(8, 30), (20, 30)}
            assert nudged[phone].count((8, 30)) == 49, "the first day begins at once, each other one in the morning"
            assert nudged[phone].count((20, 30)) == 50
            assert label(memory.profile.lang, "evening.button.note") in phone.screen
        assert await machine.stop() == 0
        assert not machine.world.faults
        assert not machine.world.unanswered
        assert [call.description for call in machine.world.refused if "not modified" not in call.description] == []
        assert "Traceback" not in machine.log, machine.log
