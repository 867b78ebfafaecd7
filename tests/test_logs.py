"""Logs are for an operator: no token, no secret and nothing of a person's stands in them, whatever goes wrong."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bot import quiet
from bot.settings import Settings
from bot.store import outbox
from simulator.phone import Phone
from tests.town import TOKEN, Town, begin_path, take_quiz, town

SECRET = "a-secret-of-the-webhook"
WORD, NAME = "quillwort-7731", "Zephyrine"
PLACE = (48.137154, 11.576124)


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """What the real set-up of the logs prints, with our own loggers at their most talkative."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    quiet.logs(Settings(token=TOKEN, webhook_secret=SECRET))
    printed = io.StringIO()
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(printed)
    for name in ("bot", "scheduler"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield printed
    for name in ("bot", "scheduler", *quiet.LOUD):
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.handlers[:], root.level = before


def secrets_of(phone: Phone) -> tuple[str, ...]:
    return (TOKEN, TOKEN.partition(":")[2], SECRET, WORD, NAME, str(phone.id), *map(str, PLACE))


def look(printed: io.StringIO, phone: Phone) -> str:
    """What was printed, after a search for everything that may not stand there."""
    found = printed.getvalue()
    assert [secret for secret in secrets_of(phone) if secret in found] == []
    return found


async def lives(here: Town) -> Phone:
    """Somebody on the path, who has written and sent whatever people do."""
    phone = here.phone(NAME, "en")
    await take_quiz(here, phone)
    await begin_path(here, phone, "Europe/Berlin")
    for words in (f"I noticed {WORD}.", f"/nonsense {WORD}", f"I want to die, {WORD}"):
        await here.say(phone, words)
    phone.send_location(*PLACE)
    phone.send_voice()
    phone.press_data(f"1|zz|{WORD}", on=phone.last)
    await here.settle()
    await here.wait(days=2)
    return phone


async def test_a_day_without_faults_logs_nothing_of_anybodys(database_url: str, told: io.StringIO) -> None:
    async with town(database_url) as here:
        phone = await lives(here)
    found = look(told, phone)
    assert "ERROR" not in found
    assert "Traceback" not in found


async def test_a_database_that_fails_tells_where_and_not_what(database_url: str, told: io.StringIO) -> None:
    async with town(database_url) as here:
        phone = await lives(here)
        async with here.house.store.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE note RENAME TO away"))
        await here.say(phone, f"What I say now is {WORD}.")
    found = look(told, phone)
    assert "ERROR" in found
    assert "Traceback" in found
    assert "_notes" in found, "the operator sees where it broke"


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "answerCallbackQuery"])
async def test_whatever_telegram_answers_its_quotes_stay_out(database_url: str, told: io.StringIO, method: str) -> None:
    async with town(database_url) as here:
        phone = await lives(here)
        description = f'Bad Request: can\'t parse entities: unsupported start tag "{WORD}" at byte offset 3'
        here.world.fail(400, method=method, description=description)
        phone.say("/today")
        await here.settle()
        phone.press_data("1|p|menu", on=phone.last)
        await here.settle()
        async with here.house.store.reading() as db:
            assert await outbox.waiting(db) == 0
    assert "byte offset 3" in look(told, phone)


async def test_an_error_with_words_in_it_is_told_without_them(told: io.StringIO) -> None:
    try:
        try:
            raise ValueError(f"first\n{WORD}\n  {WORD} {TOKEN}\n{WORD}: and so on")
        except ValueError as error:
            raise KeyError(WORD) from error
    except KeyError:
        logging.getLogger("bot").exception("something broke at %s with %s", f"https://host/bot{TOKEN}/getMe", SECRET)
    found = told.getvalue()
    for secret in (WORD, TOKEN, TOKEN.partition(":")[2], SECRET):
        assert secret not in found
    assert found.index("ValueError") < found.index("KeyError"), "the cause stands before what came of it"
    assert "test_an_error_with_words_in_it" in found
