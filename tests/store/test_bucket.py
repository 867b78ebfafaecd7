"""The bucket: no second ever sees more than the rate, whoever sends; a fifth is kept from the nudges."""

from __future__ import annotations

import pytest

from bot.store import outbox
from bot.store.engine import Store
from tests.store.folk import line, marked, said


async def _sent(stores: list[Store], rate: float, seconds: float, begin: float = 1000.0) -> list[tuple[float, str]]:
    """When each line was marked, by senders that look a hundred times a second in turn, and what kind it was."""
    times: list[tuple[float, str]] = []
    for tick in range(int(seconds * 100)):
        at = begin + tick / 100
        for each in await marked(stores[tick % len(stores)], at, rate=rate):
            times.append((at, each.kind))
            async with stores[0].writing() as db:
                await outbox.cross_off(db, [each.id])
    return times


@pytest.mark.parametrize("rate", [1.0, 7.0, 30.0])
async def test_two_senders_together_never_send_more_than_the_rate_in_any_second(
    store: Store, elsewhere: Store, rate: float
) -> None:
    await said(store, *(line(f"tg:{n}") for n in range(int(rate * 3) + 5)))
    times = [at for at, _ in await _sent([store, elsewhere], rate, 2.5)]
    assert len(times) >= 2.5 * rate * 0.85
    for at in times:
        assert sum(at <= other < at + 1 for other in times) <= rate


async def test_a_rest_saves_up_no_more_than_a_tenth_of_a_second(store: Store) -> None:
    await said(store, *(line(f"tg:{n}") for n in range(20)))
    assert len(await marked(store, 1000.0, rate=30)) == 3
    assert len(await marked(store, 9000.0, rate=30)) == 3


async def test_nudges_leave_a_fifth_to_those_who_press(store: Store) -> None:
    await said(store, *(line(f"tg:{n}", kind="nudge") for n in range(80)))
    alone = await _sent([store], 30, 2.0)
    assert 40 <= len(alone) <= 0.8 * 60 * 0.9 + 3
    await said(store, line("tg:999"))
    (first,) = await marked(store, 1002.1, rate=30, room=1)
    assert first.kind == "reply"


async def test_replies_may_take_everything(store: Store) -> None:
    await said(store, *(line(f"tg:{n}", kind="nudge") for n in range(10)), *(line(f"tg:1{n}") for n in range(80)))
    kinds = [kind for _, kind in await _sent([store], 30, 2.0)]
    assert kinds.count("nudge") == 0
    assert len(kinds) >= 2 * 30 * 0.85


async def test_a_pause_is_respected_by_everyone_and_only_ever_grows(store: Store, elsewhere: Store) -> None:
    await said(store, line("tg:1"), line("tg:2"))
    assert len(await marked(store, 1000.0, room=1)) == 1
    async with store.writing() as db:
        await outbox.pause(db, 1005.0)
        await outbox.pause(db, 1003.0)
    assert await marked(elsewhere, 1004.9) == []
    assert len(await marked(elsewhere, 1005.1)) == 1


async def test_a_clock_that_runs_behind_gains_nothing(store: Store, elsewhere: Store) -> None:
    await said(store, *(line(f"tg:{n}") for n in range(20)))
    assert len(await marked(store, 1000.0, rate=30)) == 3
    assert await marked(elsewhere, 990.0, rate=30) == []
    assert await marked(store, 1000.01, rate=30) == []


async def test_looking_without_sending_costs_nothing(store: Store) -> None:
    for tick in range(50):
        assert await marked(store, 1000.0 + tick, rate=30) == []
    await said(store, *(line(f"tg:{n}") for n in range(5)))
    assert len(await marked(store, 1049.0, rate=30)) == 3
