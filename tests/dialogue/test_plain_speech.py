"""Plain speech: a person who only types numbers, on a wire without buttons, edits and pictures, five messages wide."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.dialogue.people import HOMES, look_over
from tests.plain_phone import CHANNEL, PlainPhone, PlainWire
from tests.town import Town, library

PEOPLE = [("Ada", "en"), ("Mei", "zh")]
CITY = {"Ada": "cities.london", "Mei": "cities.shanghai"}
DAILY = (
    *(f"days.{step}.yes" for step in library().steps),
    "day.button.did-it", "evening.button.done", "evening.felt.4", "evening.mood.4",
)  # fmt: skip


@pytest.fixture
async def wire() -> PlainWire:
    """A wire without a phone yet."""
    return PlainWire()


@pytest.fixture
async def plain(sqlite_url: str, wire: PlainWire) -> AsyncIterator[Town]:
    """A town that such a wire leads to."""
    here = Town(sqlite_url)
    here.channels[CHANNEL] = wire
    await here.open()
    yield here
    look_over(here, [])
    await here.house.close()


async def _result(who: PlainPhone) -> None:
    await who.say("/start")
    await who.choose("front.button.begin")
    for n in range(12):
        await who.choose(f"quiz.agree.{(4, 2, 5, 3)[n % 4]}")


async def _set_out(who: PlainPhone) -> None:
    await _result(who)
    await who.choose("quiz.button.path")
    clock = who.here.now.astimezone(ZoneInfo(HOMES[who.name]))
    await who.choose("places.button.clock", clock=f"{clock:%H:%M}")
    await who.choose("places.button.city", city=who.text(CITY[who.name]))
    await who.choose("places.button.accept")
    await who.choose("days.step-1.yes")


async def _keep_up(who: PlainPhone) -> None:
    while key := next((key for key in DAILY if who.offers(key)), None):
        await who.choose(key)


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_who_only_types_numbers_walks_all_fifty_days(plain: Town, wire: PlainWire, name: str, lang: str) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await _set_out(who)
    while (due := await plain.next_due()) is not None:
        await _keep_up(who)
        due = await plain.next_due()
        if due is None:
            break
        await plain.until(due)
    walk = (await who.memory()).walk
    assert walk is not None
    assert len([how for how in walk.days.values() if how in ("done", "gentle")]) == 50
    assert walk.finished
    hours = {f"{at.astimezone(ZoneInfo(HOMES[name])):%H:%M}" for at, _ in who.unasked}
    assert hours == {"08:30", "20:30"}


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_the_questions_the_twelve_and_the_eight_are_answered_by_number(
    plain: Town, wire: PlainWire, name: str, lang: str
) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await _result(who)
    assert who.offers("quiz.button.path")
    await who.choose("quiz.sharper")
    assert "13/20" in who.last
    await who.choose("quiz.back")
    assert "12/20" in who.last
    await who.choose("quiz.skip")
    await who.choose("quiz.pause")
    await who.choose("quiz.resume")
    for _ in range(8):
        await who.choose("quiz.agree.4")
    await who.choose("quiz.honest.yes")
    assert not who.offers("quiz.sharper")


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_a_card_is_said_as_its_words(plain: Town, wire: PlainWire, name: str, lang: str) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await _result(who)
    await who.choose("quiz.button.card")
    await who.choose("card.button.own-strength")
    own = "I come back" if lang == "en" else "我会回来"
    await who.say(own)
    await who.choose("card.button.look")
    await who.choose("card.button.hills")
    await who.choose("card.button.draw")
    assert own in who.last
    assert who.text("results.card.kind.helps.0") in who.last
    assert who.last.count(who.text("card.look.hills-dark")) == 1, "what is to be seen, once"
    assert not who.offers("card.button.save"), "no file where there are none"
    assert "https://t.me/" in who.last


async def test_a_city_may_be_typed_where_the_clock_is_asked(plain: Town, wire: PlainWire) -> None:
    mei = PlainPhone(plain, wire, "Mei", "zh")
    await _result(mei)
    await mei.choose("quiz.button.path")
    await mei.say("上海")
    assert mei.offers("places.button.accept")
    assert (await mei.memory()).profile.zone == "Asia/Shanghai"


async def test_where_words_are_asked_a_number_is_words_and_a_slash_chooses(plain: Town, wire: PlainWire) -> None:
    ada = PlainPhone(plain, wire, "Ada", "en")
    await _result(ada)
    await ada.choose("quiz.button.card")
    await ada.choose("card.button.own-strength")
    await ada.say("2")
    assert ada.text("card.part.strength", text="2") in ada.last
    await ada.choose("card.button.own-strength")
    await ada.say("/1")
    assert ada.text("card.part.strength", text="2") in ada.last, "left as it is"


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_a_line_to_copy_comes_as_a_message_of_its_own_and_the_numbers_go_on(
    plain: Town, wire: PlainWire, name: str, lang: str
) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await _set_out(who)
    await who.choose("day.button.copy-1")
    assert who.last == who.text("days.day-01.copy.0")
    await who.choose("day.button.did-it")
    walk = (await who.memory()).walk
    assert walk is not None
    assert walk.days == {"day-01": "done"}


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_labels_can_be_typed_as_well(plain: Town, wire: PlainWire, name: str, lang: str) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await who.say("/start")
    await who.say(who.text("front.button.begin"))
    await who.say(who.text("quiz.agree.3"))
    assert "2/12" in who.last


async def test_whoever_falls_silent_gets_five_messages_in_two_days_and_then_none(plain: Town, wire: PlainWire) -> None:
    ada = PlainPhone(plain, wire, "Ada", "en")
    await _set_out(ada)
    await ada.choose("day.button.did-it")
    before = len(ada.heard)
    await plain.wait(days=60)
    assert 0 < len(ada.heard) - before <= 4, "the answer to their last word was one of the five"


async def test_an_answer_of_two_messages_leaves_room_for_three(plain: Town, wire: PlainWire) -> None:
    ada = PlainPhone(plain, wire, "Ada", "en")
    await _set_out(ada)
    await ada.say("a long evening " * 130)
    await ada.choose("journal.button.put")
    await plain.until(plain.now.replace(hour=8, minute=0) + timedelta(days=1))
    await ada.say("/journal")
    before = len(ada.heard)
    await ada.say("1")
    assert len(ada.heard) == before + 2, "too long for one message"
    await plain.wait(days=60)
    assert len(ada.heard) == before + 5


async def test_a_wrong_number_is_answered_with_the_choices_that_there_are(plain: Town, wire: PlainWire) -> None:
    ada = PlainPhone(plain, wire, "Ada", "en")
    await ada.say("/start")
    await ada.choose("front.button.begin")
    await ada.say("29")
    assert ada.text("typed.no-such-number") in ada.last
    assert ada.offers("quiz.agree.1")


@pytest.mark.parametrize(("name", "lang"), PEOPLE)
async def test_leaving_works_by_number_too(plain: Town, wire: PlainWire, name: str, lang: str) -> None:
    who = PlainPhone(plain, wire, name, lang)
    await _set_out(who)
    await who.say("/privacy")
    await who.choose("front.button.forget")
    await who.choose("front.button.forget-yes")
    assert who.text("front.forgotten") in who.last
    await who.say("/start")
    assert who.offers("front.button.begin")


@pytest.mark.parametrize(("name", "words"), [("Ada", "I want to kill myself"), ("Mei", "我想自杀")])
async def test_words_of_crisis_are_met_on_a_plain_wire_as_well(
    plain: Town, wire: PlainWire, name: str, words: str
) -> None:
    who = PlainPhone(plain, wire, name, dict(PEOPLE)[name])
    await _set_out(who)
    await who.say(words)
    assert who.offers("safety.button.more-lines")
    await who.choose("safety.button.misread")
    assert who.text("days.day-01.action") in who.last


async def test_rest_is_kept_on_a_plain_wire(plain: Town, wire: PlainWire) -> None:
    ada = PlainPhone(plain, wire, "Ada", "en")
    await _set_out(ada)
    await ada.say("/settings")
    await ada.choose("settings.button.rough-week")
    await plain.wait(days=20)
    assert not ada.unasked
