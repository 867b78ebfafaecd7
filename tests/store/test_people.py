"""People: met once, written with the turn that was seen, claimed by one worker, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.memory import Memory
from bot.domain.people import Address
from bot.store import people
from bot.store.engine import Store, connect
from bot.store.people import Change, Stale
from tests.store.folk import ADA, MEI, NOW, SOL, due, met, named


async def _write(store: Store, *changes: Change) -> None:
    async with store.writing() as db:
        await people.write(db, changes)


async def test_a_person_comes_back_as_written(store: Store) -> None:
    (ada,) = await met(store, ADA)
    await _write(store, Change(ada.id, ada.turn, named(ada.memory, "Ada"), NOW))
    async with store.reading() as db:
        (found,) = await people.find(db, [ADA])
        assert await people.look(db, ADA) == found.memory
        assert await people.next_due(db) == 1_795_431_600_000_000
    assert (found.memory.profile.name, found.turn, found.seed) == ("Ada", ada.turn + 1, people.seed_of(ADA))


async def test_a_stranger_is_nobody(store: Store) -> None:
    async with store.reading() as db:
        assert await people.find(db, [SOL]) == []
        assert await people.lock(db, [7]) == []
        assert await people.look(db, SOL) is None
        assert await people.next_due(db) is None
        assert await people.claim_due(db, NOW, 10) == []


async def test_who_was_met_is_left_as_they_are(store: Store) -> None:
    (ada,) = await met(store, ADA)
    await _write(store, Change(ada.id, ada.turn, named(ada.memory, "Ada"), None))
    mei, again = await met(store, MEI, ADA)
    assert (again.id, again.memory.profile.name) == (ada.id, "Ada")
    assert mei.id != ada.id


async def test_the_same_number_on_two_channels_is_two_people(store: Store) -> None:
    one, other = await met(store, ADA, Address("plain", ADA.external))
    assert one.id != other.id


async def test_the_turn_that_was_seen_may_be_written_once(store: Store, elsewhere: Store) -> None:
    (ada,) = await met(store, ADA)
    change = Change(ada.id, ada.turn, named(ada.memory, "first"), None)
    await _write(store, change)
    with pytest.raises(Stale):
        await _write(elsewhere, Change(ada.id, ada.turn, named(ada.memory, "second"), None))
    (found,) = await met(store, ADA)
    assert (found.memory.profile.name, found.turn) == ("first", ada.turn + 1)


async def test_one_stale_turn_takes_back_the_whole_batch(store: Store) -> None:
    ada, mei = await met(store, ADA, MEI)
    with pytest.raises(Stale):
        await _write(store, Change(ada.id, 0, named(ada.memory, "new"), None), Change(mei.id, 9, mei.memory, None))
    (found,) = await met(store, ADA)
    assert found == ada


async def test_four_writers_at_once_lose_no_update(database_url: str, store: Store) -> None:
    (ada,) = await met(store, ADA)
    times = 25

    async def work() -> None:
        mine = Store(connect(database_url))
        for _ in range(times):
            async with mine.writing() as db:
                (row,) = await people.lock(db, [ada.id])
                await asyncio.sleep(0)
                name = str(int(row.memory.profile.name) + 1)
                await people.write(db, [Change(row.id, row.turn, named(row.memory, name), None)])
        await mine.close()

    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(4))), 60)
    (found,) = await met(store, ADA)
    assert int(found.memory.profile.name) == int(ADA.external) + 4 * times
    assert found.turn == 4 * times


async def test_two_batches_that_name_people_in_different_orders_do_not_lock_each_other_out(
    store: Store, elsewhere: Store
) -> None:
    crowd = [Address("tg", str(n)) for n in range(20)]
    rows = await met(store, *crowd)
    ids = [row.id for row in rows]

    async def work(at: Store, order: list[int], addresses: list[Address]) -> None:
        for number in range(15):
            async with at.writing() as db:
                found = await (people.lock(db, order) if number % 2 else people.find(db, addresses))
                await asyncio.sleep(0)
                await people.write(db, [Change(r.id, r.turn, r.memory, None) for r in found])

    both = (work(store, ids, crowd), work(elsewhere, ids[::-1], crowd[::-1]))
    await asyncio.wait_for(asyncio.gather(*both), 60)
    assert {row.turn for row in await met(store, *crowd)} == {30}


async def test_two_who_meet_the_same_strangers_in_different_orders_both_go_on(store: Store, elsewhere: Store) -> None:
    for wave in range(10):
        crowd = [Address("tg", f"{wave}-{n}") for n in range(10)]

        async def meet(at: Store, order: list[Address]) -> None:
            async with at.writing() as db:
                await people.meet(db, [(a, Memory()) for a in order], NOW)
                await asyncio.sleep(0)
                assert len(await people.find(db, order)) == len(order)

        await asyncio.wait_for(asyncio.gather(meet(store, crowd), meet(elsewhere, crowd[::-1])), 60)


async def test_a_claim_takes_those_whose_time_has_come_earliest_first(store: Store) -> None:
    first, second, third = await due(store, NOW, ADA, MEI, SOL)
    async with store.writing() as db:
        assert await people.claim_due(db, NOW - timedelta(seconds=1), 10) == []
        assert await people.claim_due(db, NOW + timedelta(seconds=1), 1) == [first]
        assert await people.claim_due(db, NOW + timedelta(seconds=1), 10) == [second]
        assert await people.claim_due(db, NOW + timedelta(seconds=2), 10) == [third]


async def test_a_claim_is_a_lease_that_ends(store: Store) -> None:
    (ada,) = await due(store, NOW, ADA)
    async with store.writing() as db:
        assert await people.claim_due(db, NOW, 10) == [ada]
        assert await people.claim_due(db, NOW + people.LEASE - timedelta(microseconds=1), 10) == []
        assert await people.claim_due(db, NOW + people.LEASE, 10) == [ada]


async def test_many_claimers_at_once_take_nobody_twice(database_url: str, store: Store) -> None:
    crowd = [Address("tg", str(n)) for n in range(200)]
    everyone = await due(store, NOW, *crowd)
    claimed: list[int] = []

    async def work() -> None:
        mine = Store(connect(database_url))
        while True:
            async with mine.writing() as db:
                ids = await people.claim_due(db, NOW + timedelta(seconds=300), 7)
                await asyncio.sleep(0)
            if not ids:
                break
            claimed.extend(ids)
        await mine.close()

    await asyncio.wait_for(asyncio.gather(*(work() for _ in range(4))), 60)
    assert sorted(claimed) == sorted(everyone)


async def test_people_of_no_next_time_are_never_due(store: Store) -> None:
    (ada,) = await met(store, ADA)
    await _write(store, Change(ada.id, ada.turn, ada.memory, None))
    async with store.writing() as db:
        assert await people.claim_due(db, NOW + timedelta(days=9999), 10) == []


async def test_an_id_is_never_given_to_a_second_person(store: Store) -> None:
    (ada,) = await met(store, ADA)
    async with store.writing() as db:
        await people.forget(db, ada.id, ADA)
    (mei,) = await met(store, MEI)
    assert mei.id > ada.id


def test_a_seed_is_the_same_for_ever_and_fits_thirty_one_bits() -> None:
    assert people.seed_of(ADA) == people.seed_of(Address("tg", "1815"))
    seeds = {people.seed_of(Address("tg", str(n))) for n in range(500)}
    assert len(seeds) == 500
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_an_address_becomes_one_text_and_back() -> None:
    for address in (ADA, Address("plain", "a:b")):
        assert people.address_of(people.chat_of(address)) == address
