"""A slot of a local date is used once, whoever asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.facts import KeepSlot
from bot.store import facts
from tests.town import answer, begin_path, take_quiz, town


async def test_a_slot_that_was_used_is_not_used_again_and_time_moves_on(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await take_quiz(here, ada)
        await begin_path(here, ada, "Europe/London")
        await answer(here, ada, "dd")
        due = await here.next_due()
        assert due is not None
        async with here.house.store.writing() as db:
            await facts.keep(db, [(1, KeepSlot(due.date(), "evening"))], here.now)
        before = len(ada.replies)
        await here.until(due)
        later = await here.next_due()
        assert len(ada.replies) == before
        assert later is not None
        assert later > due + timedelta(hours=6)
        assert not caplog.records
