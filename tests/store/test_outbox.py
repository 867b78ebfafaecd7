"""The outbox: one line in flight a chat, in order, replies first; nothing is sent twice because somebody was slow."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import outbox
from bot.store.engine import Store, connect, instant
from bot.store.outbox import KEPT, Line
from bot.store.sql import Sql
from bot.tables import outbox as table
from tests.store.folk import NOW, line, marked, said, waiting

EVERYTHING = Sql(select(table.c.state, table.c.say, table.c.fault).order_by(table.c.id))


async def _go(store: Store, at: float = 100.0) -> list[str]:
    return [x.say for x in await marked(store, at)]


async def _cross(store: Store, *lines: Line) -> None:
    async with store.writing() as db:
        await outbox.cross_off(db, [x.id for x in lines])


async def _kept(store: Store) -> list[tuple[str, str, str | None]]:
    async with store.reading() as db:
        return [(state, say, fault) for state, say, fault in await db.rows(EVERYTHING)]


async def test_a_line_goes_out_as_it_came_in(store: Store) -> None:
    kept = line(plain=True, fresh=False, ref="77p", update_id=2**40, expires_at=instant(NOW) + 1, lang="zh", say="好")
    await said(store, kept)
    (found,) = await marked(store)
    assert found == Line(
        "tg:1", 1, "zh", True, "reply", "day", False, "77p", "好", 2**40, instant(NOW) + 1, id=found.id, tries=1
    )


async def test_a_chat_has_one_line_in_flight_in_order(store: Store) -> None:
    await said(store, line(say="1"), line(say="2"), line("tg:2", say="other"))
    one, other = await marked(store)
    assert (one.say, other.say) == ("1", "other")
    assert await marked(store) == []
    await _cross(store, one)
    assert await _go(store) == ["2"]


async def test_a_reply_never_waits_behind_a_nudge_of_its_chat(store: Store) -> None:
    await said(store, line(say="nudge", kind="nudge"), line(say="reply"), line(say="reply 2"))
    (first,) = await marked(store)
    assert first.say == "reply"
    await _cross(store, first)
    (second,) = await marked(store)
    assert second.say == "reply 2"
    await _cross(store, second)
    assert await _go(store) == ["nudge"]


async def test_replies_go_before_the_nudges_of_others(store: Store) -> None:
    await said(store, line("tg:1", say="nudge", kind="nudge"), line("tg:2", say="reply"))
    assert [x.say for x in await marked(store, room=1)] == ["reply"]
    assert [x.say for x in await marked(store, room=1)] == ["nudge"]


async def test_a_line_that_waits_holds_back_what_comes_after_it(store: Store) -> None:
    await said(store, line(say="1"), line(say="2"))
    (one,) = await marked(store)
    async with store.writing() as db:
        await outbox.put_back(db, one, 200.0)
    assert await _go(store, 199.9) == []
    assert await _go(store, 200.0) == ["1"]


async def test_waiting_edits_of_one_screen_collapse_to_the_last(store: Store) -> None:
    await said(store, line(say="1", fresh=False, ref="5"), line(say="2", fresh=False, ref="5"))
    assert await waiting(store) == 1
    await said(store, line(say="of another message", fresh=False, ref="6"), line(say="new", screen="day"))
    await said(store, line(say="of another screen", fresh=False, ref="5", screen="menu"))
    await said(store, line("tg:2", say="of another chat", fresh=False, ref="5"))
    await said(store, line(say="3", fresh=False, ref="5"))
    left = [say for _, say, _ in await _kept(store)]
    assert left == ["of another message", "new", "of another screen", "of another chat", "3"]


async def test_an_edit_in_flight_is_never_collapsed(store: Store) -> None:
    await said(store, line(say="1", fresh=False, ref="5"))
    (flying,) = await marked(store)
    await said(store, line(say="2", fresh=False, ref="5"))
    assert await waiting(store) == 2
    await _cross(store, flying)
    assert await _go(store) == ["2"]


async def test_what_a_dead_courier_left_in_flight_is_found_again(store: Store) -> None:
    await said(store, line(say="1"), line("tg:2", say="2"))
    one, two = await marked(store, 100.0)
    async with store.writing() as db:
        assert await outbox.left_in_flight(db, 100.0) == []
        assert sorted(await outbox.left_in_flight(db, 100.1), key=lambda x: x.id) == [one, two]
        await outbox.bury(db, one, "unknown", "the courier stopped")
        await outbox.put_back(db, two, 101.0)
        assert await outbox.left_in_flight(db, 1e9) == []
    assert await _kept(store) == [("unknown", "", "the courier stopped"), ("ready", "2", None)]
    (again,) = await marked(store, 101.0)
    assert (again.say, again.tries) == ("2", 2)


async def test_a_courier_that_was_thought_dead_touches_nothing_that_another_took_up(store: Store) -> None:
    await said(store, line(say="1"))
    (slow,) = await marked(store, 100.0)
    async with store.writing() as db:
        await outbox.put_back(db, slow, 0.0)
    (quick,) = await marked(store, 160.0)
    async with store.writing() as db:
        await outbox.put_back(db, slow, 0.0)
        await outbox.bury(db, slow, "dead", "late news")
    assert await marked(store, 161.0) == []
    await _cross(store, quick)
    await said(store, line(say="2"))
    await _cross(store, slow)  # an id is never given twice
    assert await _go(store, 162.0) == ["2"]


async def test_a_buried_line_keeps_its_fault_and_not_its_words(store: Store) -> None:
    await said(store, line(say="words", screen="note-7"), line("tg:9", say="to someone who left", person_id=None))
    for each in await marked(store):
        async with store.writing() as db:
            await outbox.bury(db, each, "dead", "x" * 500)
    assert await _kept(store) == [("dead", "", "x" * 200)]
    assert await waiting(store) == 0


async def test_a_nudge_whose_hour_has_passed_is_never_marked(store: Store) -> None:
    late, soon = instant(NOW), instant(NOW + timedelta(seconds=1))
    await said(store, *(line(f"tg:{n}", say="late", kind="nudge", expires_at=late) for n in range(5)))
    await said(store, line("tg:0", say="next", kind="nudge", expires_at=soon))
    await said(store, line("tg:9", say="free", kind="nudge"))
    assert sorted([x.say for x in await marked(store, room=2)]) == ["free", "next"]
    assert [state for state, _, _ in await _kept(store)] == ["sending", "sending"]


async def test_expiring_drops_what_is_late_and_waits(store: Store) -> None:
    late = instant(NOW)
    await said(store, line(say="flies", kind="nudge", expires_at=late + 1))
    await marked(store)
    await said(store, line("tg:2", say="late", kind="nudge", expires_at=late), line("tg:3", say="stays"))
    async with store.writing() as db:
        assert await outbox.expire(db, NOW) == 1
    assert [say for _, say, _ in await _kept(store)] == ["flies", "stays"]


async def test_what_did_not_go_is_dropped_after_three_months(store: Store) -> None:
    await said(store, line(say="1"), line("tg:2", say="2"), line("tg:3", say="3"))
    one, two, _ = await marked(store, 100.0)
    async with store.writing() as db:
        await outbox.bury(db, one, "unknown", "")
        await outbox.bury(db, two, "dead", "")
        await outbox.purge(db, 100.0 + KEPT)
    assert len(await _kept(store)) == 3
    async with store.writing() as db:
        await outbox.purge(db, 100.1 + KEPT)
    assert [state for state, _, _ in await _kept(store)] == ["sending"]


async def test_silence_drops_what_waits_for_one_chat(store: Store) -> None:
    await said(store, line(say="flies"), line(say="waits"), line("tg:2", say="another's"))
    await marked(store, room=1)
    async with store.writing() as db:
        await outbox.silence(db, "tg:1")
        assert await outbox.any_ready(db, 100.0)
    assert [say for _, say, _ in await _kept(store)] == ["flies", "another's"]


async def test_whether_anything_may_go_now(store: Store) -> None:
    async def ready(at: float) -> bool:
        async with store.reading() as db:
            return await outbox.any_ready(db, at)

    assert not await ready(100.0)
    await said(store, line())
    assert await ready(100.0)
    (flying,) = await marked(store)
    assert not await ready(100.0)
    async with store.writing() as db:
        await outbox.put_back(db, flying, 105.0)
    assert [await ready(104.9), await ready(105.0)] == [False, True]


async def test_two_couriers_at_once_never_have_two_lines_of_a_chat(database_url: str, store: Store) -> None:
    await said(store, *(line(f"tg:{n % 6}", say=str(n), kind="nudge" if n % 5 == 0 else "reply") for n in range(60)))
    flying: set[str] = set()
    order: dict[str, list[int]] = {}

    async def work() -> None:
        mine = Store(connect(database_url))
        while sum(map(len, order.values())) < 60:
            for each in await marked(mine, room=3):
                assert each.chat not in flying
                flying.add(each.chat)
                order.setdefault(f"{each.chat} {each.kind}", []).append(int(each.say))
                await asyncio.sleep(0)
                flying.remove(each.chat)
                await _cross(mine, each)
            await asyncio.sleep(0)
        await mine.close()

    await asyncio.wait_for(asyncio.gather(work(), work(), work()), 60)
    assert all(numbers == sorted(numbers) for numbers in order.values())
    assert await waiting(store) == 0


async def test_a_transaction_that_fails_says_nothing(store: Store) -> None:
    async def stumbling() -> None:
        async with store.writing() as db:
            await outbox.put(db, [line()])
            raise LookupError

    with pytest.raises(LookupError):
        await stumbling()
    assert await waiting(store) == 0


async def test_nudges_leave_room_for_replies(store: Store) -> None:
    lines = [line(f"tg:{n}", kind="nudge" if n % 2 else "reply") for n in range(20)]
    await said(store, *lines)
    async with store.writing() as db:
        taken = await outbox.take(db, 100.0, NOW, 10_000.0, 15, 3)
    kinds = [one.kind for one in taken]
    assert (kinds.count("reply"), kinds.count("nudge")) == (10, 3)
    async with store.writing() as db:
        assert await outbox.take(db, 100.0, NOW, 10_000.0, 15, 0) == []
