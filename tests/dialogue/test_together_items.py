"""What two people let each other read, on their phones: at one moment, in words of their own, by numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot import buttons
from bot.domain.bond import ITEMS, MUTUAL
from bot.flows.together_items_from import PICKED
from tests.dialogue.couple import linked, someone_here
from tests.dialogue.items import (
    ADAS,
    MEIS,
    OURS,
    both_let,
    down_at,
    had_evenings,
    lets,
    lets_own,
    on_phone,
    opens,
    reads,
    takes_back,
    transcript,
)
from tests.dialogue.people import Someone
from tests.town import Town, library


# ------------------------------------------------------------------------------------------------- at one moment
async def test_strengths_can_be_read_on_both_phones_from_the_second_yes_on(both: Town) -> None:
    two = await linked(both)
    await lets(two.ada, "strengths", 2)
    for who in two:
        await who.say("/together")
        assert not who.offers("together.items.button.see")
    assert two.ada.text(ADAS) not in on_phone(two.mei)
    await lets(two.mei, "strengths", 4)
    read = [await reads(two.ada, "strengths"), await reads(two.mei, "strengths")]
    assert two.ada.text(MEIS) in read[0].text
    assert two.mei.text(ADAS) in read[1].text
    assert two.ada.sees("together.items.head.strengths", name="Mei")
    assert all(message.raw.get("has_protected_content") for message in read)


async def test_what_one_does_alone_changes_nothing_at_all_on_the_other_phone(here: Town) -> None:
    two = await linked(here)
    before = transcript(two.mei)
    for name in MUTUAL:
        await lets(two.ada, name)
        await takes_back(two.ada, name)
        await lets(two.ada, name)
    assert transcript(two.mei) == before
    # Nor does it change what she finds when she looks.
    offered = await looks_around(two.mei)
    for name in MUTUAL:
        await takes_back(two.ada, name)
    assert await looks_around(two.mei) == offered


async def looks_around(who: Someone) -> list[tuple[str, Any]]:
    """The shelf, what is shared, what may be read, and each thing there: what they say, with their keys."""
    found = []
    await who.say("/together")
    found.append((who.screen, who.phone.last.raw["reply_markup"]))
    await who.press("together.button.settings")
    found.append((who.screen, who.phone.last.raw["reply_markup"]))
    await who.press("together.items.button.open")
    found.append((who.screen, who.phone.last.raw["reply_markup"]))
    for name in PICKED:
        if name in MUTUAL:
            await who.press(f"together.items.button.{name}")
            found.append((who.screen, who.phone.last.raw["reply_markup"]))
            await who.press("together.items.button.back")
    return found


async def test_two_yeses_at_the_same_instant_are_one_reveal(both: Town) -> None:
    two = await linked(both)
    for who in two:
        await opens(who, "avoids")
        await who.press("together.items.button.pick", n=3)
        await who.press("together.items.button.preview")
    for who in two:
        who.phone.press(who.text("together.items.button.share"), on=who.phone.last)
    await both.settle()
    for who in two:
        await reads(who, "avoids")
        assert who.sees("two.avoid.3")


async def test_what_can_be_read_is_said_once_in_each_ones_own_next_message(here: Town) -> None:
    two = await linked(here)
    await both_let(two)
    await here.wait(days=3)
    for who in two:
        told = [at for at, text in who.nudges() if who.text("together.items.note") in text]
        assert told == [who.nudges()[0][0]]
        assert who.text(ADAS) not in "".join(text for _, text in who.nudges())


async def test_what_was_read_already_is_not_announced(here: Town) -> None:
    two = await linked(here)
    await both_let(two)
    await reads(two.mei, "strengths")
    await here.wait(days=2)
    assert not any(two.mei.text("together.items.note") in text for _, text in two.mei.nudges())
    assert any(two.ada.text("together.items.note") in text for _, text in two.ada.nudges())


# ------------------------------------------------------------------------------------------------- words of one's own
async def test_words_of_ones_own_arrive_as_they_were_written(here: Town) -> None:
    two = await linked(here)
    await lets(two.mei, "helps")
    for text in ("Sit by me & <b>wait</b> “a bit” {{ name }}", "水" * 200, "<" * 200):
        await opens(two.ada, "helps")
        await two.ada.press("together.items.button.write")
        await two.ada.say(text)
        assert f"“{text}”" in two.ada.screen
        await two.ada.press("together.items.button.share")
        await reads(two.mei, "helps")
        assert f"“{text}”" in two.mei.screen
        await takes_back(two.ada, "helps")


async def test_a_line_that_is_too_long_is_asked_for_again(here: Town) -> None:
    two = await linked(here)
    await opens(two.mei, "avoids")
    await two.mei.press("together.items.button.write")
    await two.mei.say("长" * 201)
    assert two.mei.sees("together.items.too-long", n=201, most=200)
    await two.mei.say("请先听我说完")
    assert two.mei.sees("together.items.preview", name="Ada")


async def test_words_of_danger_meet_the_help_card_and_go_nowhere_else(here: Town) -> None:
    two = await linked(here)
    before = transcript(two.mei)
    await opens(two.ada, "helps")
    await two.ada.press("together.items.button.write")
    await two.ada.say("Hold me or I will kill myself")
    assert two.ada.sees("crisis.kept")
    await opens(two.ada, "helps")
    await two.ada.press("together.items.button.preview")
    assert two.ada.toast == two.ada.text("together.items.toast.pick")
    await two.ada.say("/journal")
    assert "Hold me" in two.ada.screen
    assert transcript(two.mei) == before


# ------------------------------------------------------------------------------------------------- loop, line, proof
async def test_the_loop_is_read_in_each_ones_own_words(here: Town) -> None:
    two = await linked(here)
    await lets(two.ada, "loop")
    await lets(two.mei, "loop")
    for who in two:
        read = await reads(who, "loop")
        assert who.sees("two.loop.a-a.seen")
        assert who.sees("two.loop.limits")
        assert not any(sign.isdigit() for sign in read.text)


async def test_a_line_of_evenings_is_given_by_its_owner_alone_and_read_in_words(here: Town) -> None:
    two = await linked(here)
    await had_evenings(two.ada, 2, 2, 2, 0, 0, 0, 0, 4, 5, 4, 4, 0, 0, 0)
    await lets(two.ada, "line")
    await reads(two.mei, "line")
    assert two.mei.sees("evening.felt.2")
    assert two.mei.sees("evening.felt.4")
    assert not any(sign.isdigit() for sign in two.mei.screen)
    await two.ada.say("/together")
    assert not two.ada.offers("together.items.button.see")
    await takes_back(two.ada, "line")
    assert two.mei.text("together.gone") in two.mei.screen


async def test_a_proof_comes_with_day_49_and_goes_when_it_is_taken_back(here: Town) -> None:
    two = await linked(here)
    await two.mei.say("/together")
    await two.mei.press("together.button.settings")
    await two.mei.press("together.items.button.open")
    assert not two.mei.offers("together.items.button.proof")
    await down_at(two.mei, current="day-49")
    await lets_own(two.mei, "proof", "我先开口了")
    read = await reads(two.ada, "proof")
    assert "我先开口了" in read.text
    await takes_back(two.mei, "proof")
    assert two.ada.text("together.gone") in read.text
    assert "我先开口了" not in on_phone(two.ada)


# ------------------------------------------------------------------------------------------------- other phones
async def test_the_whole_of_it_by_numbers_alone(here: Town) -> None:
    two = await linked(here)
    for who in two:
        await who.send("1|tp|1")
    for who, line in ((two.ada, "two.strength.2"), (two.mei, "two.strength.4")):
        await who.say("/together")
        await by_number(who, "together.button.settings")
        await by_number(who, "together.items.button.open")
        await by_number(who, "together.items.button.strengths")
        await by_number(who, line)
        await by_number(who, "together.items.button.preview")
        await by_number(who, "together.items.button.share")
        assert who.sees("together.items.stands") or who.text("together.items.stands") in plain(who)
    for who, line in ((two.ada, MEIS), (two.mei, ADAS)):
        await who.say("/together")
        await by_number(who, "together.items.button.see")
        await by_number(who, "together.items.button.strengths")
        assert who.text(line) in plain(who)


def plain(who: Someone) -> str:
    """The newest message, as text alone."""
    return who.phone.last.text


async def by_number(who: Someone, key: str) -> None:
    """Type the number that stands in front of a choice."""
    wanted = who.text(key)
    for line in plain(who).splitlines():
        number, _, label = line.partition(" ")
        if label == wanted:
            await who.say(number.strip("./"))
            return
    raise AssertionError(f"no choice “{wanted}” in:\n{plain(who)}")


def keys(who: Someone) -> Iterator[str]:
    """The data of every button that stands on a phone."""
    for message in who.phone.replies:
        for row in message.rows:
            yield from (key["callback_data"] for key in row if "callback_data" in key)


async def test_buttons_of_a_couple_do_nothing_in_a_strangers_hand(here: Town) -> None:
    two = await linked(here)
    stolen = set()
    for who in two:
        for name in ("strengths", "helps"):
            await opens(who, name)
            stolen |= set(keys(who))
            await who.press("together.items.button.pick", n=2)
            await who.press("together.items.button.preview")
            stolen |= set(keys(who))
            await who.press("together.items.button.share")
            stolen |= set(keys(who))
        await reads(who, "strengths") if who is two.mei else None
        stolen |= set(keys(who))
    stolen = {data for data in stolen if data.split("|")[1] in OURS}
    assert {data.split("|")[1] for data in stolen} >= {"3i", "3o", "3p", "3w", "3v", "3s", "3t", "3r", "3l"}
    assert all(buttons.read(data) for data in stolen)
    sol = someone_here(here, "Sol")
    await sol.set_out()
    before = [(transcript(who), await who.memory()) for who in two]
    own = len(sol.phone.replies)
    for data in sorted(stolen):
        await sol.send(data)
    assert [(transcript(who), await who.memory()) for who in two] == before
    assert (await sol.memory()).bond is None
    said = "\n".join(message.text for message in sol.phone.replies[own:])
    for line in ("two.strength.2", "two.help.2"):
        assert sol.text(line) not in said
    assert "Mei" not in said


async def test_there_is_room_on_the_shelf_for_everything_that_can_be_read(here: Town) -> None:
    two = await linked(here)
    for who in two:
        await down_at(who, current="day-49")
        await had_evenings(who, 4, 4, 4)
        for name in ITEMS:
            await lets(who, name)
    await two.ada.say("/together")
    assert len(two.ada.phone.last.rows) <= 7
    await two.ada.press("together.items.button.see")
    for name in ITEMS:
        assert two.ada.offers(f"together.items.button.{name}")
    assert len(library().words["zh"]["together.items.button.see"]) <= 8
