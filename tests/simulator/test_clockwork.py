"""The world's clock: by way of every due moment, at rest at each, never backwards."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot import clock
from simulator.books import Books, Ledger
from simulator.clockwork import A_MOMENT, LEASE, Clockwork, Stuck

START = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)


class Scheduler:
    """A bot that looks at the clock whenever it is slept for: it claims whoever is due, and then plays them."""

    def __init__(self, *dues: datetime) -> None:
        self.machine = START
        self.waiting = sorted(dues)
        self.first = 0
        self.played: list[tuple[datetime, datetime]] = []
        self.claimed: datetime | None = None
        self.carrying = 0
        self.clockwork: Clockwork

    def look(self) -> Ledger:
        due = list(self.waiting)
        if self.claimed is not None:
            due[0] = self.claimed + LEASE - timedelta(seconds=1)
        return Ledger({str(n): at for n, at in enumerate(due, self.first)}, outbox=self.carrying)

    async def sleep(self, seconds: float) -> None:
        self.machine += timedelta(seconds=seconds)
        now = self.clockwork.now()
        self.carrying = max(0, self.carrying - 1)
        if self.claimed is not None:
            self.played.append((self.waiting.pop(0), now))
            self.claimed, self.carrying = None, 2
            self.first += 1
        elif self.waiting and self.waiting[0] <= now:
            self.claimed = now
        await asyncio.sleep(0)


def clockwork(folder: Path, scheduler: Scheduler) -> Clockwork:
    made = Clockwork(folder / "clock", scheduler, machine=lambda: scheduler.machine, sleep=scheduler.sleep)
    scheduler.clockwork = made
    return made


def after(**units: float) -> datetime:
    return START + timedelta(**units)


async def test_it_stops_at_every_due_moment_on_its_way(tmp_path: Path) -> None:
    scheduler = Scheduler(after(hours=12), after(hours=24), after(hours=24, minutes=1), after(days=3))
    work = clockwork(tmp_path, scheduler)
    assert await work.forward(timedelta(days=2))
    late = [(at - due).total_seconds() for due, at in scheduler.played]
    assert [due for due, _ in scheduler.played] == [after(hours=12), after(hours=24), after(hours=24, minutes=1)]
    assert max(late) < 5
    assert after(days=2) <= work.now() < after(days=2, minutes=1)


@given(minutes=st.lists(st.integers(1, 72 * 60), max_size=8))
def test_nobody_is_ever_played_later_than_their_own_moment(minutes: list[int]) -> None:
    scheduler = Scheduler(*(after(minutes=one) for one in minutes))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(clockwork(Path(folder), scheduler).forward(timedelta(days=3, minutes=1)))
    assert [due for due, _ in scheduler.played] == sorted(after(minutes=one) for one in minutes)
    assert all(at - due < timedelta(seconds=10) for due, at in scheduler.played)


async def test_whoever_is_claimed_is_waited_for_and_their_lease_is_no_due_moment(tmp_path: Path) -> None:
    scheduler = Scheduler(after(hours=1))
    work = clockwork(tmp_path, scheduler)
    assert await work.to_next()
    assert [due for due, _ in scheduler.played] == [after(hours=1)]
    assert work.now() < after(hours=1) + LEASE / 2


async def test_the_next_nudge_is_where_it_stops_and_nobody_due_moves_nothing(tmp_path: Path) -> None:
    scheduler = Scheduler(after(hours=1), after(hours=2))
    work = clockwork(tmp_path, scheduler)
    assert await work.to_next()
    assert len(scheduler.played) == 1
    assert await work.to_next()
    before = work.offset
    assert not await work.to_next()
    assert work.offset == before


async def test_at_each_moment_it_is_at_rest_before_somebody_acts(tmp_path: Path) -> None:
    scheduler = Scheduler(after(hours=1), after(hours=2))
    seen: list[tuple[int, int]] = []

    async def each() -> None:
        seen.append((len(scheduler.played), scheduler.look().outbox))

    await clockwork(tmp_path, scheduler).forward(timedelta(hours=3), each)
    assert seen == [(0, 0), (1, 0), (2, 0), (2, 0)]


async def test_it_never_runs_backwards(tmp_path: Path) -> None:
    work = clockwork(tmp_path, Scheduler())
    await work.forward(timedelta(hours=1))
    before = work.offset
    await work.to(START)
    assert work.offset == before
    with pytest.raises(ValueError, match="backwards"):
        work.write(before - 1)


async def test_stop_ends_the_journey_at_the_next_moment(tmp_path: Path) -> None:
    scheduler = Scheduler(after(hours=1), after(hours=2))
    work = clockwork(tmp_path, scheduler)

    async def each() -> None:
        if scheduler.played:
            work.stop()

    assert not await work.forward(timedelta(days=1), each)
    assert len(scheduler.played) == 1
    assert await work.forward(timedelta(days=1)), "it can go on later"


async def test_one_journey_at_a_time(tmp_path: Path) -> None:
    work = clockwork(tmp_path, Scheduler())

    async def each() -> None:
        with pytest.raises(RuntimeError, match="moving already"):
            await work.forward(timedelta(hours=1))

    assert await work.forward(timedelta(hours=1), each)


@pytest.mark.parametrize(
    ("ledger", "words"),
    [
        (Ledger(inbox=2, outbox=1), "2 updates and 1 messages"),
        (Ledger(open=False), "did not open"),
        (Ledger({"1": START}), "the scheduler does not come"),
    ],
)
async def test_a_bot_that_does_not_come_to_rest_is_told_of(tmp_path: Path, ledger: Ledger, words: str) -> None:
    scheduler = Scheduler()
    scheduler.look = lambda: ledger  # type: ignore[method-assign]
    work = clockwork(tmp_path, scheduler)
    with pytest.raises(Stuck, match=words):
        await work.forward(timedelta(hours=1))
    assert not work.moving


async def test_a_query_without_its_answer_holds_the_clock(tmp_path: Path) -> None:
    work = clockwork(tmp_path, Scheduler())
    work.idle = lambda: False
    with pytest.raises(Stuck, match="without its answer"):
        await work.settle()


def test_the_bot_reads_the_offset_that_is_written(tmp_path: Path) -> None:
    work = clockwork(tmp_path, Scheduler())
    now = clock.moved_by(work.file)
    work.write(86_400.0)
    ahead = now() - datetime.now(UTC)
    assert timedelta(hours=23, minutes=59) < ahead <= timedelta(days=1)
    assert timedelta() < A_MOMENT < timedelta(seconds=1)


def test_books_that_are_not_there_yet_are_closed(tmp_path: Path) -> None:
    assert Books(tmp_path / "none.db").look() == Ledger(open=False)
    assert Ledger(open=False).busy


@pytest.mark.sqlite
async def test_the_books_tell_who_is_due_and_what_waits(sqlite_template: Path) -> None:
    file = sqlite_template.with_name("books.db")
    shutil.copy(sqlite_template, file)
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")
    due = int(after(hours=1).timestamp() * 1_000_000)
    async with engine.begin() as db:
        for external, at in (("7", due), ("8", None)):
            row = {"external": external, "at": at}
            await db.execute(
                text(
                    "INSERT INTO person (channel, external, memory, seed, next_at, met_at)"
                    " VALUES ('tg', :external, '{}', 1, :at, 0)"
                ),
                row,
            )
        await db.execute(text("INSERT INTO inbox (update_id, chat, body, got_at) VALUES (1, 'tg:7', '{}', 0)"))
    await engine.dispose()
    assert Books(file).look() == Ledger({"7": after(hours=1)}, inbox=1, outbox=0)
