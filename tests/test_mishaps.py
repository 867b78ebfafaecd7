"""What a network and its people do to a bot: refusals, silence, repeats, impatience. Nothing is lost or said twice."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import clock
from bot.domain.memory import Memory
from bot.store import inbox, outbox, people
from simulator.model import Call
from simulator.phone import Phone
from tests.town import TOKEN, Town, answer, begin_path, label, offered, take_quiz, town

MENU = re.sub("<[^>]+>", "", label("en", "front.menu"))
SENDS = ("sendMessage", "sendPhoto")


class Seconds:
    """The machine's clock, which leases, pauses and repeats go by, in the test's hands."""

    def __init__(self) -> None:
        self.at = clock.machine()

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    found = Seconds()
    monkeypatch.setattr(clock, "machine", found)
    return found


@pytest.fixture(autouse=True)
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever goes wrong on the wire is no error of ours, unless a test says so."""
    caplog.set_level(logging.WARNING)
    yield
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []


async def work(here: Town) -> None:
    """All that the house can do now; what has to wait for the machine's clock waits."""
    busy = True
    while busy or not (here.house.porch.idle and here.house.courier.idle):
        raw = await here._updates()
        if raw:
            await here.house.porch.receive(raw)
        busy = await here.house.porch.round() | await here.house.courier.round() | bool(raw)
        await asyncio.sleep(0 if busy else 0.001)


async def waits(here: Town) -> int:
    """How much is still to be done."""
    async with here.house.store.reading() as db:
        return await inbox.waiting(db) + await outbox.waiting(db)


async def long_enough(here: Town, seconds: Seconds) -> None:
    """A minute and a half of the machine's, second by second, until nothing is left to do."""
    for _ in range(90):
        await work(here)
        if not await waits(here):
            return
        seconds.at += 1.0
    raise AssertionError("something waits for ever")


def sends(here: Town, phone: Phone) -> list[Call]:
    """What the bot tried to send to somebody, arrived or not."""
    return [c for c in here.world.calls if c.method in SENDS and str(c.params.get("chat_id")) == str(phone.id)]


async def settled(here: Town, name: str = "Ada", zone: str = "Europe/London") -> Phone:
    """Somebody on the path, on the first day."""
    phone = here.phone(name)
    await take_quiz(here, phone)
    await begin_path(here, phone, zone)
    return phone


async def memory_of(here: Town, phone: Phone) -> Memory:
    async with here.house.store.reading() as db:
        found = await people.look(db, people.address_of(f"tg:{phone.id}"))
    assert found is not None
    return found


async def to_the_morning(here: Town) -> None:
    """To the moment before the next message that nobody asked for."""
    due = await here.next_due()
    assert due is not None
    here.now = max(here.now, due)


# ------------------------------------------------------------------------------------------------ refusals
async def test_after_a_429_nothing_goes_out_before_its_time_and_then_everything_does(
    database_url: str, seconds: Seconds
) -> None:
    async with town(database_url) as here:
        ada, mei = here.phone("Ada"), here.phone("Mei")
        here.world.fail(429, method="sendMessage", retry_after=7)
        ada.say("/start")
        await work(here)
        assert [call.status for call in sends(here, ada)] == [429]
        mei.say("/start")
        seconds.at += 6.0
        await work(here)
        assert len(sends(here, ada)) == 1
        assert sends(here, mei) == []
        await long_enough(here, seconds)
        assert len(ada.replies) == len(mei.replies) == 1


async def test_a_refused_answer_to_a_press_is_given_once_more(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        here.world.fail(500, method="answerCallbackQuery")
        await answer(here, ada, "qb")
        assert offered(ada, "qc")


async def test_who_blocked_the_bot_rests_until_the_door_is_open_again(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        before = await memory_of(here, ada)
        ada.chat.blocked = True  # and the update that tells so never comes
        tried = len(sends(here, ada))
        await here.wait(days=9, hours=3)
        assert [call.status for call in sends(here, ada)[tried:]] == [403]
        resting = await memory_of(here, ada)
        assert (resting.walk, resting.known) == (before.walk, before.known)
        ada.unblock()
        await here.settle()
        assert len(sends(here, ada)) == tried + 1, "nothing is said at the door"
        await here.wait(days=1)
        assert [call.status for call in sends(here, ada)[tried + 1 :]] == [200, 200]


async def test_nothing_is_sent_at_a_block(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        tried = len(sends(here, ada))
        ada.block()
        await here.wait(days=3)
        assert len(sends(here, ada)) == tried


async def test_a_screen_whose_message_was_deleted_comes_anew(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        old = ada.last
        old.deleted = True
        ada.press_data("1|qb", on=old)
        await here.settle()
        assert offered(ada, "qc")
        assert ada.last is not old


async def test_a_message_deleted_while_its_edit_is_on_the_way_comes_anew(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        old = ada.last
        ada.press_data("1|qb", on=old)
        old.deleted = True
        await here.settle()
        assert offered(ada, "qc")
        await answer(here, ada, "qc")
        assert len(ada.replies) == 1, "the new message is edited from then on"


async def test_a_press_older_than_its_answer_may_be_is_played_all_the_same(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        ada.press_data("1|qb", on=ada.last)
        here.now += timedelta(minutes=5)
        await here.settle()
        assert offered(ada, "qc")


# ------------------------------------------------------------------------------------------------ silence
async def test_a_nudge_whose_fate_nobody_knows_is_not_sent_again(database_url: str, seconds: Seconds) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        before = len(ada.replies)
        here.world.hang(method="sendMessage")
        await to_the_morning(here)
        await here.ticker.tick()
        await long_enough(here, seconds)
        assert len(ada.replies) == before + 1


async def test_an_answer_to_words_whose_fate_nobody_knows_goes_once_more_and_only_once(
    database_url: str, seconds: Seconds
) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        here.world.hang(method="sendMessage", times=9)
        ada.say("/start")
        await long_enough(here, seconds)
        assert len(ada.replies) == 2


@pytest.mark.parametrize("code", [500, 502])
async def test_an_answer_that_a_broken_server_swallowed_comes_with_the_second_try(
    database_url: str, seconds: Seconds, code: int
) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        here.world.fail(code, method="sendMessage")
        ada.say("/start")
        await long_enough(here, seconds)
        assert len(ada.replies) == 1


async def test_a_connection_lost_before_the_words_arrived_costs_nobody_an_answer(
    database_url: str, seconds: Seconds
) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        here.world.drop(method="sendMessage")
        ada.say("/start")
        await long_enough(here, seconds)
        assert len(ada.replies) == 1


async def test_a_nudge_that_surely_never_left_is_carried_again(database_url: str, seconds: Seconds) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        before = len(ada.replies)
        here.world.unreachable(method="sendMessage", times=3)
        await to_the_morning(here)
        await here.ticker.tick()
        await long_enough(here, seconds)
        assert len(ada.replies) == before + 1


async def test_an_edit_whose_fate_nobody_knows_is_simply_repeated(database_url: str, seconds: Seconds) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        here.world.hang(method="editMessageText", times=2)
        ada.press_data("1|qb", on=ada.last)
        await long_enough(here, seconds)
        assert offered(ada, "qc")
        assert len(ada.replies) == 1


# ------------------------------------------------------------------------------------------------ repeats
async def test_an_update_that_telegram_repeats_is_played_once(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        queue = here.world.bots[TOKEN].queue
        queue.double = 1
        before = len(ada.replies)
        await here.say(ada, "Something that I noticed.")
        queue.again(queue.history[-1]["update_id"])
        await here.settle()
        assert len(ada.replies) == before + 1


async def test_two_quick_presses_of_one_answer_answer_one_statement(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        await answer(here, ada, "qb")
        data = offered(ada, "qc")
        assert data is not None
        presses = [ada.press_data(data, on=ada.last) for _ in range(2)]
        await here.settle()
        found = await memory_of(here, ada)
        assert found.quiz is not None
        assert len(found.quiz.answers) == 1
        assert [press.text for press in presses] == [None, label("en", "front.toast.here")]


async def test_two_quick_presses_of_back_go_back_once(database_url: str) -> None:
    async with town(database_url) as here:
        ada = here.phone("Ada")
        await here.say(ada, "/start")
        for tag in ("qb", "qc", "qc", "qc"):
            await answer(here, ada, tag)
        data = offered(ada, "qk")
        assert data is not None
        for _ in range(2):
            ada.press_data(data, on=ada.last)
        await here.settle()
        found = await memory_of(here, ada)
        assert found.quiz is not None
        assert len(found.quiz.answers) == 2


# ------------------------------------------------------------------------------------------------ screens
async def test_a_press_on_an_old_message_edits_that_message(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        old = ada.last
        await here.say(ada, "/progress")
        newest, shown = ada.last, ada.last.text
        ada.press_data("1|p|menu", on=old)
        await here.settle()
        assert ada.last is newest
        assert newest.text == shown
        assert old.text == MENU


async def drawn_card(here: Town, phone: Phone) -> None:
    """The share card, as a picture."""
    phone.press_data("1|co|1", on=phone.last)
    await here.settle()
    await answer(here, phone, "cx")


async def test_a_picture_never_becomes_text_again(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        await drawn_card(here, ada)
        card = ada.last
        assert card.kind == "photo"
        ada.press_data("1|p|menu", on=card)
        await here.settle()
        assert card.kind == "photo"
        assert ada.last is not card
        assert ada.last.text == MENU
        assert all("no text in the message" not in call.description for call in here.world.refused)


async def test_a_text_takes_a_picture_in_its_place_and_where_it_may_not_the_picture_comes_anew(
    database_url: str,
) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        for refused in (False, True):
            await here.say(ada, "/menu")
            menu, there = ada.last, len(ada.replies)
            if refused:
                no = "Bad Request: there is no media in the message to edit"
                here.world.fail(400, method="editMessageMedia", description=no)
            ada.press_data("1|p|progress", on=menu)
            await here.settle()
            assert ada.last.kind == "photo"
            assert (ada.last is menu, len(ada.replies) - there) == (not refused, refused)


async def test_a_film_that_telegram_has_forgotten_is_uploaded_again(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        for day in ("day-01", "day-02", "day-03"):
            ada.press_data(f"1|dd|{day}|done", on=ada.last)
            await here.settle()
            await here.wait(days=1)
            await here.say(ada, "/today")
        for _ in range(2):
            ada.press_data("1|p|film", on=ada.last)
            await here.settle()
            assert ada.last.kind == "animation"
            assert len(ada.last.files[0].data) > 100_000
            here.world.bots[TOKEN].files.clear()
        assert any("wrong file" in call.description for call in here.world.refused)


async def test_a_picture_that_telegram_has_forgotten_is_uploaded_again(database_url: str) -> None:
    async with town(database_url) as here:
        ada = await settled(here)
        await drawn_card(here, ada)
        here.world.bots[TOKEN].files.clear()
        await here.say(ada, "/today")
        await drawn_card(here, ada)
        assert ada.last.kind == "photo"
        assert len(ada.last.image) > 1000
        assert any("wrong file" in call.description for call in here.world.refused)
