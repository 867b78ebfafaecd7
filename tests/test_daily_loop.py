"""One person's daily loop, as they live it: the questions, the card, the path, each morning and each evening."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.flows.bowl import PRACTISED
from bot.store import people
from tests.town import answer, begin_path, keep_up, label, offered, take_quiz, town

HOMES = [("Ada", "en", "Europe/London"), ("Mei", "zh", "Asia/Shanghai")]


@pytest.mark.parametrize(("name", "lang", "zone"), HOMES)
async def test_the_first_question_comes_within_two_taps(database_url: str, name: str, lang: str, zone: str) -> None:
    async with town(database_url) as here:
        phone = here.phone(name)
        await here.say(phone, "/start")
        await answer(here, phone, "qb")
        assert label(lang, "quiz.agree.1") in phone.buttons
        assert not here.world.faults


@pytest.mark.parametrize(("name", "lang", "zone"), HOMES)
async def test_twelve_answers_bring_the_result_in_the_same_message(
    database_url: str, name: str, lang: str, zone: str
) -> None:
    async with town(database_url) as here:
        phone = here.phone(name)
        await take_quiz(here, phone)
        assert label(lang, "quiz.button.card") in phone.buttons
        assert len(phone.replies) == 1, "one message, edited in place"
        assert not here.world.faults


@pytest.mark.parametrize(("name", "lang", "zone"), HOMES)
async def test_fifty_days_are_walked_each_at_its_local_hour(database_url: str, name: str, lang: str, zone: str) -> None:
    async with town(database_url) as here:
        phone = here.phone(name)
        await take_quiz(here, phone)
        await begin_path(here, phone, zone)
        hours = []
        for _ in range(120):
            await keep_up(here, phone)
            due = await here.next_due()
            if due is None:
                break
            before = len(phone.replies)
            await here.until(due)
            if len(phone.replies) > before:
                local = here.now.astimezone(ZoneInfo(zone))
                hours.append((local.hour, local.minute))
        async with here.house.store.reading() as db:
            memory = await people.look(db, people.address_of(f"tg:{phone.id}"))
        assert memory is not None
        assert memory.walk is not None
        assert sum(1 for how in memory.walk.days.values() if how in PRACTISED) == 50
        assert set(hours) == {(8, 30), (20, 30)}
        assert not here.world.faults


async def test_a_restart_at_any_point_loses_nothing(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        await answer(here, ada, "qb")
        for _ in range(6):
            await answer(here, ada, "qc")
        before = ada.last.text
        await here.restart()
        here.now += timedelta(days=3)
        await here.say(ada, "/today")
        assert ada.last.text == before


async def test_what_was_done_by_day_is_not_asked_again_at_night(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await take_quiz(here, ada)
        await begin_path(here, ada, "Europe/London")
        await answer(here, ada, "dd")
        await here.wait(hours=12)
        assert offered(ada, "et") is None
        assert offered(ada, "ef") is not None
