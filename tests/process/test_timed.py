"""What people asked for at a time (a scan's parts, a held message, a quiet minute, a plan) survives kill -9."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store import people
from tests.dialogue.people import HOMES, LANGS, Someone
from tests.process.machine import PATIENCE, Machine, given_back, lent, until
from tests.town import Town, library

pytestmark = [pytest.mark.process, pytest.mark.slow]
SEED = random.SystemRandom().randrange(10**6)
MINUTE = timedelta(minutes=1)
WORDS = {"en": "You never answer. I’m done waiting.", "zh": "你从来不回我，我不想再等了。"}
HOLDERS = STAYERS = 8


# ------------------------------------------------------------------------------------------------- how it begins
def somebody(here: Town, name: str, home: str) -> Someone:
    """A person with a phone who lives and speaks as one of the three does."""
    return Someone(here, here.phone(name, "zh-hans" if LANGS[home] == "zh" else "en"), LANGS[home], HOMES[home])


async def scans(who: Someone, *, buzz: bool = False) -> None:
    """A scan of three minutes begins now."""
    await who.begin()
    await who.say("/menu")
    await who.press("scan.button.menu")
    await who.press("scan.button.none")
    if buzz:
        await who.press("scan.button.buzz")
    await who.press("scan.button.minutes", n=3)
    await who.press("scan.button.level", n=5)


async def holds(who: Someone) -> None:
    """A message is held from now on."""
    await who.say("/start hold")
    await who.press("front.button.begin")
    await who.say(WORDS[who.lang])


async def stays(who: Someone) -> None:
    """A quiet minute begins now."""
    await who.say("/start stay")
    await who.press("front.button.begin")
    await who.press("hold.button.calm")


async def plans(who: Someone) -> None:
    """On the path, with a plan for the early hours of the night."""
    await who.set_out()
    await who.send("1|wo|")
    await who.press("experiment.kind.soothe.title")
    await who.press("experiment.kind.soothe.cue.late")
    found = library().experiments["soothe"]
    await who.press(f"experiment.kind.soothe.then.{found.then[0]}")
    await who.press("experiment.expect.awkward")
    await who.press("experiment.likely.4")
    await who.press("experiment.number", n="3")
    await who.press("experiment.when.hour")
    await who.press("experiment.clock", at="07:00")
    await who.press("experiment.button.keep")


# ------------------------------------------------------------------------------------------------- what came of it
async def played(machine: Machine, everybody: list[Someone]) -> None:
    """Wait until nothing that was asked for is due any more, and all of it has been carried."""
    async with asyncio.timeout(PATIENCE):
        while True:
            assert not machine.stopped, machine.log
            async with machine.store.reading() as db:
                found = [await people.look(db, people.address_of(f"tg:{who.phone.id}")) for who in everybody]
            timers = [timer.at for memory in found if memory is not None for timer in memory.timers]
            if all(at > machine.now() for at in timers) and await machine.quiet():
                return
            await asyncio.sleep(0.01)


def parts_seen(who: Someone) -> list[int]:
    """How often each part of the scan was on the phone, in order; and the question after it, at last."""
    found = library().guided("scan", "3")
    assert found is not None
    said = [who.text(f"scan.part.{part.id}", minutes=3) for part in found.parts]
    return [sum(words in seen for seen in who.phone.seen) for words in (*said, who.text("scan.after"))]


def minutes_seen(who: Someone) -> list[int]:
    """How often each minute of a hold was on the phone, in order; and that it came back, at last."""
    dots = ["●" * n + "○" * (5 - n) for n in range(5)]
    return [sum(words in seen for seen in who.phone.seen) for words in (*dots, who.text("hold.offered"))]


def came(who: Someone, key: str) -> int:
    """In how many messages something stands."""
    return sum(who.text(key) in message.text for message in who.phone.replies)


# ------------------------------------------------------------------------------------------------- the tests
async def test_each_comes_once_and_at_its_time_though_the_bot_is_killed_before_every_one_of_them(
    database_url: str, tmp_path: Path
) -> None:
    async with Machine(database_url, tmp_path) as machine:
        here = await lent(machine)
        ada, mei = somebody(here, "Ada", "Ada"), somebody(here, "Mei", "Mei")
        ben, lin = somebody(here, "Ben", "Ada"), somebody(here, "Lin", "Mei")
        ida, sol = somebody(here, "Ida", "Ada"), somebody(here, "Sol", "Sol")
        await plans(ida)
        await sol.take_quiz()
        began, messages = here.now, len(sol.phone.replies)
        await scans(ada)
        await scans(mei, buzz=True)
        await holds(ben)
        await stays(lin)
        await given_back(machine, here)
        everybody = [ada, mei, ben, lin, ida]
        await lives_through(machine, everybody, began + MINUTE * 8)
        assert parts_seen(ada) == [1] * len(parts_seen(ada))
        assert parts_seen(mei) == [1] * len(parts_seen(mei))
        assert minutes_seen(ben) == [1] * 6
        assert came(lin, "hold.stay.stayed") == 1
        assert len(sol.phone.replies) == messages
        await evening(machine, ida)
        assert sum(ida.text("experiment.kind.soothe.cue.late") in m.text for m in ida.phone.replies[-1:]) == 1
        assert came(ida, "evening.hello") == 1
        assert not machine.world.faults
        assert "Traceback" not in machine.log, machine.log


async def lives_through(machine: Machine, everybody: list[Someone], ends: datetime) -> None:
    """From one moment at which something is due to the next; the bot is up for one and down for the other."""
    await machine.start()
    for number in range(100):
        due = await machine.next_due()
        if due is None or due > ends:
            return
        await machine.kill()
        if number % 2:
            machine.move_to(due)
        await machine.start()
        machine.move_to(due)
        await played(machine, everybody)
    raise AssertionError("it does not come to an end")


async def evening(machine: Machine, who: Someone) -> None:
    """The hour of the evening message, for which the bot comes up after a kill."""
    due = await machine.next_due()
    assert due is not None
    await machine.kill()
    machine.move_to(due)
    await machine.start()
    await machine.rest()
    assert who.text("evening.hello") in who.phone.last.text


async def test_after_kills_at_any_moment_nothing_that_was_asked_for_is_lost_and_only_what_was_on_its_way_may_repeat(
    database_url: str, tmp_path: Path
) -> None:
    print(f"seed {SEED}")
    dice = random.Random(SEED)
    async with Machine(database_url, tmp_path) as machine:
        here = await lent(machine)
        holders = [somebody(here, f"Holder {n}", ("Ada", "Mei")[n % 2]) for n in range(HOLDERS)]
        stayers = [somebody(here, f"Stayer {n}", ("Ada", "Mei")[n % 2]) for n in range(STAYERS)]
        for who in holders:
            await holds(who)
        for who in stayers:
            await stays(who)
        ends = (here.now + MINUTE, here.now + MINUTE * 5)
        await given_back(machine, here)
        on_their_way: Counter[str] = Counter()
        for end in ends:
            await machine.start()
            machine.move_to(end)
            await asyncio.sleep(dice.random() * 0.2)
            await machine.kill()
            on_their_way += await in_flight(machine)
            # A claim that died with its worker is free again after a minute of the world's time.
            machine.move(MINUTE + timedelta(seconds=1))
        await machine.start()
        await played(machine, [*holders, *stayers])
        for who, key in [*((who, "hold.offered") for who in holders), *((who, "hold.stay") for who in stayers)]:
            times = came(who, key) if key == "hold.offered" else came(who, f"{key}.stayed") + came(who, f"{key}.late")
            assert 1 <= times <= 1 + on_their_way[f"tg:{who.phone.id}"], who.phone.screen
        assert not machine.world.faults
        assert "Traceback" not in machine.log, machine.log


async def in_flight(machine: Machine) -> Counter[str]:
    """Chats with a new message on its way at a kill: nobody knows whether it arrived, so it goes once more."""
    async with machine.store.engine.connect() as connection:
        rows = await connection.execute(text("SELECT chat FROM outbox WHERE state = 'sending' AND fresh = 1"))
        return Counter(row[0] for row in rows)


async def test_one_whose_messages_do_not_get_through_makes_nobody_else_wait(database_url: str, tmp_path: Path) -> None:
    async with Machine(database_url, tmp_path) as machine:
        here = await lent(machine)
        ada, mei = somebody(here, "Ada", "Ada"), somebody(here, "Mei", "Mei")
        sol = somebody(here, "Sol", "Sol")
        await sol.take_quiz()
        await holds(ada)
        await holds(mei)
        ends = here.now + MINUTE * 5
        await given_back(machine, here)
        stuck = machine.world.hold(chat_id=ada.phone.id, times=1000)
        await machine.start()
        machine.move_to(ends)
        await asyncio.wait_for(stuck.arrived.wait(), PATIENCE)
        sol.phone.say("/menu")
        await until(lambda: came(mei, "hold.offered") == 1, "the end of another hold", machine)
        await until(lambda: sol.text("front.button.hold") in sol.phone.buttons, "an answer", machine)
        stuck.release()
        await until(lambda: came(ada, "hold.offered") > 0, "the end of the one that was stuck", machine)
        assert minutes_seen(mei)[-1] == 1
        assert "Traceback" not in machine.log, machine.log
