"""Own moves, short looks, the go on day 50 and boosters, as people meet them: pressed, typed, stopped, restarted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot import states
from bot.domain.memory import Memory
from bot.flows import calendar
from bot.store import people
from bot.store.people import Change
from tests.dialogue.people import Someone, someone
from tests.plain_phone import CHANNEL, PlainPhone, PlainWire
from tests.town import Town, library, offered

NAMES = ("Ada", "Mei")
MOVES = library().moves
DAYS = tuple(day.id for day in library().days)


async def _answer(who: Someone, options: tuple[int, ...] = (4, 2, 5, 3, 1), count: int = 16) -> None:
    """So many statements of the sheet that is open."""
    for n in range(count):
        who.here.now += timedelta(seconds=5)
        data = offered(who.phone, "vc")
        assert data is not None, who.screen
        await who.send(data.rsplit("|", 1)[0] + f"|{options[n % len(options)]}")


async def _to_moves(who: Someone) -> None:
    await who.take_quiz()
    await who.say("/menu")
    await who.press("front.button.mine")
    await who.press("moves.button.menu")


async def _to_day(who: Someone, day: str) -> None:
    """As if the days before had been walked: a person put down at a day's screen, in the morning of it."""
    here = who.here
    await who.set_out()
    async with here.house.store.writing() as db:
        (row,) = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        memory = row.memory
        assert memory.walk is not None
        before = DAYS[: DAYS.index(day)]
        walk = replace(
            memory.walk, days=dict.fromkeys(before, "done"), steps=library().steps, current=day,
            opened_on=who.clock.date(), practised=(), done_on=None,
        )  # fmt: skip
        then = states.read_memory(states.write_memory(replace(memory, walk=walk)))
        await people.write(db, [Change(row.id, row.turn, then, calendar.next_at(then, here.now))])
    await who.say("/today")


async def _age(who: Someone, days: int) -> None:
    """As if the first result were so many dates older."""
    async with who.here.house.store.writing() as db:
        (row,) = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        memory: Memory = row.memory
        assert memory.first is not None
        assert memory.first.on is not None
        assert memory.afterwards is not None
        on = memory.first.on - timedelta(days=days)
        then = replace(
            memory, first=replace(memory.first, on=on), afterwards=replace(memory.afterwards, measured_on=on)
        )
        await people.write(db, [Change(row.id, row.turn, then, calendar.next_at(then, who.here.now))])


# ----------------------------------------------------------------------------------------------------- own moves
@pytest.mark.parametrize("name", NAMES)
async def test_sixteen_statements_and_two_questions_in_one_message_and_then_the_result(both: Town, name: str) -> None:
    who = someone(both, name)
    await _to_moves(who)
    assert who.sees("moves.lead")
    before = who.bubbles
    await _answer(who)
    assert who.sees("moves.loop.starts.ask")
    await who.press("moves.loop.starts.me")
    await who.press("moves.loop.quiet.other")
    assert who.bubbles == before, "one message, edited"
    assert who.offers("moves.button.card")
    kept = (await who.memory()).moves
    assert kept is not None
    assert kept.result is not None
    assert (kept.result.starts, kept.result.quiet, kept.lang) == ("me", "other", who.lang)
    await who.press("moves.button.more")
    assert who.sees(f"moves.protects.{kept.result.profile}")
    await who.press("moves.button.more")
    assert who.sees("moves.round.knock")
    assert who.sees("moves.part.because", what=who.text("moves.because.loop"))
    await who.press("moves.button.more")
    assert who.sees("moves.heat.private")


@pytest.mark.parametrize("name", NAMES)
async def test_it_is_offered_on_day_two_and_leads_back_to_the_day(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_day(who, "day-02")
    await who.press("practice.measure.day-02")
    await _answer(who, count=3)
    await who.press("quiz.pause")
    await who.press("front.button.back")
    assert who.sees("days.day-02.action")
    await who.press("practice.measure.day-02")
    assert "4/16" in who.screen


async def test_back_skip_pause_a_restart_and_days_between_keep_the_place(both: Town) -> None:
    ada = someone(both, "Ada")
    await _to_moves(ada)
    await _answer(ada, count=2)
    third = ada.screen
    await ada.press("moves.often.5")
    await ada.press("quiz.back")
    assert ada.screen == third
    await ada.press("quiz.skip")
    fourth = ada.screen
    await both.restart()
    both.now += timedelta(days=9)
    await ada.say("/menu")
    await ada.press("front.button.mine")
    await ada.press("moves.button.resume")
    assert ada.screen == fourth
    await ada.press("quiz.pause")
    assert ada.sees("quiz.paused")
    await ada.press("quiz.resume")
    assert ada.screen == fourth


async def test_a_double_tap_answers_once_and_an_old_button_leads_to_what_is_asked(here: Town) -> None:
    ada = someone(here, "Ada")
    await _to_moves(ada)
    first = offered(ada.phone, "vc")
    assert first is not None
    await ada.send(first)
    second = ada.screen
    await ada.send(first)
    assert ada.screen == second
    assert ada.toast == ada.text("front.toast.here")
    await ada.send("1|vc|nothing|1|my-part|3")
    assert ada.toast == ada.text("front.toast.old")


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_in_the_middle_leaves_the_statement_where_it_is(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.say("/menu")
    await who.press("front.button.mine")
    await who.press("moves.button.menu")
    await _answer(who, count=5)
    sheet = who.phone.last
    await who.until(8, 30)
    assert who.phone.last is not sheet, "the morning came below"
    data = next(k["callback_data"] for row in sheet.rows for k in row if k["callback_data"].startswith("1|vc|"))
    await who.send(data, on=sheet)
    assert "7/16" in sheet.text
    kept = (await who.memory()).moves
    assert kept is not None
    assert kept.asking is not None
    assert len(kept.asking.answers) == 6


@pytest.mark.parametrize("name", NAMES)
async def test_it_can_be_taken_again_and_the_old_result_stays_until_then(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_moves(who)
    await _answer(who)
    await who.press("moves.button.skip")
    await who.press("moves.button.skip")
    old = (await who.memory()).moves
    assert old is not None
    while who.offers("moves.button.more"):
        await who.press("moves.button.more")
    await who.press("moves.button.again")
    assert "1/16" in who.screen
    kept = (await who.memory()).moves
    assert kept is not None
    assert kept.result == old.result


@pytest.mark.parametrize("name", NAMES)
async def test_a_card_is_made_from_it_without_heat_and_without_a_score(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_moves(who)
    await _answer(who)
    await who.press("moves.loop.starts.turns")
    await who.press("moves.loop.quiet.nobody")
    await who.press("moves.button.card")
    assert any(who.sees(f"moves.card.{own}.strength.0") for own in ("repair", "room", "voice"))
    assert who.sees("card.without-style")
    assert who.offers("card.button.kind")
    await who.press("card.button.draw")
    assert who.phone.last.kind == "photo"
    said = who.screen.replace("t.me/kintsugi_bot", "")
    assert not any(sign.isdigit() for sign in said)
    assert who.text("moves.bar.heat.unknown").split("<")[0][:4] not in said


async def test_without_a_result_there_is_no_such_card(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz()
    await ada.press("quiz.button.card")
    assert not ada.offers("card.button.moves")
    await ada.send("1|cs|moves")
    assert ada.sees("card.part.strength", text=ada.text("results.card.kind.strength.0"))


async def test_nobody_comes_in_without_the_begin_button(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.say("/menu")
    assert not sol.offers("moves.button.menu")
    await sol.send("1|vb|moves|")
    assert (await sol.memory()).moves is None


@pytest.mark.parametrize(("name", "lang"), [("Ada", "en"), ("Mei", "zh")])
async def test_all_of_it_is_answered_by_number(sqlite_url: str, name: str, lang: str) -> None:
    here, wire = Town(sqlite_url), PlainWire()
    here.channels[CHANNEL] = wire
    await here.open()
    who = PlainPhone(here, wire, name, lang)
    await who.say("/start")
    await who.choose("front.button.begin")
    for n in range(12):
        await who.choose(f"quiz.agree.{(4, 2, 5, 3)[n % 4]}")
    await who.say("/menu")
    await who.choose("front.button.mine")
    await who.choose("moves.button.menu")
    for n in range(16):
        here.now += timedelta(seconds=4)
        await who.choose(f"moves.often.{(4, 2, 5, 3, 1)[n % 5]}")
    await who.choose("moves.loop.starts.other")
    await who.choose("moves.loop.quiet.me")
    await who.choose("moves.button.more")
    await who.choose("moves.button.more")
    assert who.text("moves.round.door") in who.last
    await here.house.close()


# --------------------------------------------------------------------------------------------------- short looks
@pytest.mark.parametrize("name", NAMES)
async def test_a_short_look_on_day_ten_is_a_row_of_dots_and_no_verdict(both: Town, name: str) -> None:
    who = someone(both, name)
    await _to_day(who, "day-10")
    await who.press("practice.measure.day-10")
    assert who.sees("pulse.lead")
    await _answer(who, count=4)
    await both.restart()
    await _answer(who, count=2)
    assert who.sees("pulse.legend")
    pulse = (await who.memory()).pulse
    assert pulse is not None
    (dot,) = pulse.dots
    assert (dot.day, dot.lang) == ("day-10", who.lang)
    assert who.screen.count("●") == 2
    assert str(dot.anxiety) in who.screen
    assert "results.style" not in who.screen
    await who.press("quiz.button.today")
    assert who.sees("days.day-10.action")
    await who.press("practice.measure.day-10")
    assert who.screen.count("●") == 2, "one look a day"


async def test_looks_stand_in_one_row_and_another_language_begins_its_own(here: Town) -> None:
    ada = someone(here, "Ada")
    await _to_day(ada, "day-17")
    for day in ("day-10", "day-17"):
        await ada.send(f"1|vb|pulse|{day}")
        await _answer(ada, count=6)
    assert ada.screen.count("●") == 4
    memory = await ada.memory()
    await _to_day_of(ada, memory, "day-25")
    await ada.send("1|tl|zh")
    ada.lang = "zh"
    await ada.send("1|vb|pulse|day-25")
    await _answer(ada, count=6)
    assert ada.screen.count("●") == 2
    assert ada.sees("pulse.other-language")


async def _to_day_of(who: Someone, memory: Memory, day: str) -> None:
    assert memory.walk is not None
    async with who.here.house.store.writing() as db:
        (row,) = await people.find(db, [people.address_of(f"tg:{who.phone.id}")])
        then = replace(row.memory, walk=replace(memory.walk, current=day))
        await people.write(db, [Change(row.id, row.turn, then, calendar.next_at(then, who.here.now))])


async def test_a_look_whose_day_has_not_come_is_no_way_in(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.send("1|vb|pulse|day-35")
    assert (await ada.memory()).pulse is None
    assert ada.toast == ada.text("front.toast.old")


async def test_a_skipped_statement_leaves_a_row_without_its_dot(here: Town) -> None:
    ada = someone(here, "Ada")
    await _to_day(ada, "day-25")
    await ada.press("practice.measure.day-25")
    await ada.press("quiz.skip")
    await _answer(ada, count=5)
    assert ada.screen.count("●") == 1
    assert "–" in ada.screen


# ------------------------------------------------------------------------------------------------ the go on day 50
@pytest.mark.parametrize("name", NAMES)
async def test_day_fifty_brings_the_whole_again_beside_the_first_and_no_new_label(both: Town, name: str) -> None:
    who = someone(both, name)
    await _to_day(who, "day-50")
    await _age(who, 55)
    known = (await who.memory()).known
    await who.press("practice.measure.day-50")
    assert "1/20" in who.screen
    await who.quiz(lambda item: 2, 11)
    await both.restart()
    await who.until(20, 30)
    await who.say("/menu")
    await who.press("front.button.quiz")
    await who.quiz(lambda item: 2, 9)
    await who.press("quiz.honest.yes")
    assert who.sees("retest.title")
    assert who.sees("results.change.anxiety.clear-down")
    assert who.sees("results.change.avoidance.same")
    assert who.sees("retest.beside", days=49, attempts=0, held=0, pauses=0)
    assert (await who.memory()).known == known
    await who.press("quiz.button.today")
    assert who.sees("days.day-50.prime") or who.sees("evening.hello")


@pytest.mark.parametrize("name", NAMES)
async def test_too_soon_after_the_last_it_says_from_when_on(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_day(who, "day-50")
    await who.press("practice.measure.day-50")
    assert (await who.memory()).quiz.purpose == ""  # type: ignore[union-attr]
    assert who.offers("quiz.button.today")


@pytest.mark.parametrize("name", NAMES)
async def test_boosters_come_on_their_mornings_and_a_day_is_walked_again_from_one(here: Town, name: str) -> None:
    who = someone(here, name)
    await _to_day(who, "day-50")
    await who.press("day.button.did-it")
    ended = who.clock.date()
    await who.until(21)
    here.unasked.clear()
    await here.wait(days=7)
    assert [(on - ended, hour) for on, hour in who.slots()] == [(timedelta(days=7), "08:30")]
    assert who.sees("booster.57.thing")
    await who.press("day.button.did-it")
    assert who.sees("booster.57.thanks")
    await who.press("booster.button.again")
    await who.press("days.step-2.title")
    await who.press("booster.button.day", n=7)
    assert who.sees("days.day-07.prime")
    await who.press("day.button.did-it")
    assert who.sees("booster.walked")
    walk = await who.walk()
    assert walk.days["day-07"] == "done"
    await here.wait(days=25)
    assert [on - ended for on, _ in who.slots()] == [timedelta(days=7), timedelta(days=30)]
    assert who.sees("booster.80.thing")
    assert who.offers("booster.button.retest")
    await who.press("booster.button.rest")
    await here.wait(days=120)
    assert len(who.slots()) == 2, "a rest holds until its owner ends it"
