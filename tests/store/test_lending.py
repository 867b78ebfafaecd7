"""A line with something of another's, between being written and being taken up: it goes only while it may be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import states
from bot.domain import events as e
from bot.flows import together
from bot.store import people
from bot.store.engine import Store
from tests.two import guarded
from tests.two.scripts import Acts, delete, leave, link_at_once
from tests.two.village import ADA, MEI, SOL, Village

# What may happen while a line waits; after each of these nothing of Ada's may go to Mei any more.
MEANWHILE: dict[str, Acts] = {
    "Ada takes it back": [(ADA, e.ItemTakeBack(1, "strengths"))],
    "Mei takes hers back": [(MEI, e.ItemTakeBack(1, "strengths"))],
    "Ada lets everything rest": [(ADA, e.TwoPause(1))],
    "Ada leaves": leave(ADA, 1),
    "Ada deletes everything": delete(ADA),
    "Mei, who was to read it, leaves": leave(MEI, 1),
    "Ada is linked with somebody else": [*leave(ADA, 1), *link_at_once(ADA, SOL)],
    "they are linked anew": [*leave(ADA, 1), *link_at_once(ADA, MEI)],
    "thirty days go by": [],
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
async def test_a_line_that_waited_too_long_goes_as_neutral_words(store: Store, meanwhile: str) -> None:
    village = Village(store)
    await village.begin()
    await guarded.both_let_be_read(village)
    line = await guarded.late(village)
    await guarded.play(village, MEANWHILE[meanwhile])
    if not MEANWHILE[meanwhile]:
        village.now += timedelta(days=30)
    gone = await guarded.goes(village, line)
    say = states.read_say(gone.say)
    assert (say.lines, say.rows) == (together.GONE.lines, states.read_say(states.write_say(together.GONE)).rows)
    assert gone.lent == ""
    assert guarded.LINE not in gone.say


async def test_it_does_not_go_either_where_both_let_it_be_read_in_a_new_link(store: Store) -> None:
    await guarded.of_an_old_couple(Village(store))


async def test_a_line_that_may_still_be_seen_goes_as_it_was_written(store: Store) -> None:
    village = Village(store)
    await village.begin()
    await guarded.both_let_be_read(village)
    line = await guarded.late(village)
    assert (await guarded.goes(village, line)).say == line.say


async def test_a_line_whose_reader_deleted_everything_finds_nobody(store: Store) -> None:
    village = Village(store)
    await village.begin()
    await guarded.both_let_be_read(village)
    line = await guarded.late(village)
    await guarded.play(village, delete(MEI))
    async with store.reading() as db:
        assert await people.peek_at(db, MEI) is None
    assert guarded.LINE not in (await guarded.goes(village, line)).say
