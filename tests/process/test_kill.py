"""kill -9 at random moments, by polling and by webhook, while people write and nudges are due."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from simulator.model import Message
from simulator.phone import Phone
from simulator.webhook import Pusher
from tests.process.machine import PATIENCE, Machine, given_back, lent
from tests.town import begin_path, take_quiz

pytestmark = [pytest.mark.process, pytest.mark.slow]
KILLS = 14
WRITERS, SLEEPERS = 8, 6
SEED = random.SystemRandom().randrange(10**6)


async def moved_in(machine: Machine) -> tuple[list[Phone], list[Phone]]:
    """People who are on their path: some will write, the others only get what is due. All live in London."""
    here = await lent(machine)
    phones = [here.phone(f"Person {n}", "en") for n in range(WRITERS + SLEEPERS)]
    for phone in phones:
        await take_quiz(here, phone)
        await begin_path(here, phone, "Europe/London")
    await given_back(machine, here)
    return phones[:WRITERS], phones[WRITERS:]


async def writes(phone: Phone, dice: random.Random, sent: list[str]) -> None:
    """Somebody who writes numbered lines, and looks around with a press now and then."""
    for number in range(10_000):
        line = f"{phone.person.first_name} noticed thing {number} by the kiln"
        sent.append(line)
        phone.say(line)
        if dice.random() < 0.3:
            phone.press_data(dice.choice(("1|h", "1|p|menu", "1|p|help", "1|jp|0")), on=phone.last)
        # People, not a flood: replies go before nudges, so a backlog that only grows would hold every nudge back.
        await asyncio.sleep(dice.random() * 0.3)


async def kept(machine: Machine) -> Counter[str]:
    """What is in everybody's journals, and how often."""
    async with machine.store.engine.connect() as connection:
        rows = await connection.execute(text("SELECT text FROM note"))
        return Counter(row[0] for row in rows)


async def slots(machine: Machine, phone: Phone) -> int:
    """How many morning and evening messages somebody was due, as far as the database knows."""
    async with machine.store.engine.connect() as connection:
        said = "SELECT count(*) FROM slot JOIN person ON person.id = slot.person_id WHERE external = :id"
        return int((await connection.execute(text(said), {"id": str(phone.id)})).scalar_one())


async def lost(machine: Machine, phone: Phone) -> int:
    """How many nudges nobody knows the fate of: the bot died while they were on their way."""
    async with machine.store.engine.connect() as connection:
        said = "SELECT count(*) FROM outbox WHERE state = 'unknown' AND kind = 'nudge' AND chat = :chat"
        return int((await connection.execute(text(said), {"chat": f"tg:{phone.id}"})).scalar_one())


def unasked(phone: Phone, since: int) -> list[Message]:
    """What a sleeper got after a moment: nothing else than what the clock brought."""
    return [message for message in phone.replies if message.number > since]


async def no_nudge_waits(machine: Machine) -> None:
    """What is carried half a day late is dropped, as it should be: it must not look like a loss here."""
    said = text("SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending') AND kind = 'nudge'")
    async with asyncio.timeout(PATIENCE):
        while True:
            async with machine.store.engine.connect() as connection:
                if (await connection.execute(said)).scalar_one() == 0:
                    return
            await asyncio.sleep(0.01)


async def next_slot(machine: Machine, sleepers: list[Phone]) -> None:
    """Half a day on, to the next hour at which everybody is due; who only presses is there again, silently."""
    await no_nudge_waits(machine)
    for phone in sleepers:
        phone.press_data("1|h", on=phone.last)
    due = await machine.next_due()
    assert due is not None
    machine.move_to(due + timedelta(seconds=1))


async def test_after_kills_at_random_moments_each_acknowledged_update_was_played_once_and_no_nudge_came_twice(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print(f"seed {SEED}")
    monkeypatch.setattr(Pusher, "longest_wait", 0.5)
    dice = random.Random(SEED)
    async with Machine(database_url, tmp_path) as machine:
        writers, sleepers = await moved_in(machine)
        since = machine.world.number
        slots_before = {phone.id: await slots(machine, phone) for phone in sleepers}
        sent: list[str] = []
        typing = [asyncio.create_task(writes(phone, random.Random(dice.random()), sent)) for phone in writers]
        for _ in range(KILLS):
            await machine.begin(webhook=dice.random() < 0.5)
            if dice.random() < 0.85:
                await machine.ready()
                await next_slot(machine, sleepers)
            await asyncio.sleep(dice.random() * 0.6)
            assert not machine.stopped, machine.log
            await machine.kill()
            # A claim that died with its worker is free again after a minute of the world's time.
            machine.move(timedelta(seconds=61))
        for task in typing:
            task.cancel()
        await asyncio.gather(*typing, return_exceptions=True)
        await machine.start()
        await machine.rest()
        assert await machine.stop() == 0
        in_journals = await kept(machine)
        assert len(sent) > KILLS * WRITERS
        assert {line: in_journals[line] for line in sent if in_journals[line] != 1} == {}
        for phone in sleepers:
            came = len(unasked(phone, since))
            were_due = await slots(machine, phone) - slots_before[phone.id]
            assert came <= were_due
            assert were_due - came <= await lost(machine, phone)
        assert sum(len(unasked(phone, since)) for phone in sleepers) > KILLS
        assert not machine.world.faults
        assert "Traceback" not in machine.log, machine.log
