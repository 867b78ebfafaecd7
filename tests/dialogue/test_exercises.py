"""Short exercises as people do them: by buttons, by typing, with a restart, an early stop and a nudge in the middle."""

from __future__ import annotations

import pytest

from bot.domain.exercises import Exercise
from tests.dialogue.people import Someone, someone
from tests.dialogue.writers import choose
from tests.town import Town, library

NAMES = ("Ada", "Mei")
EXERCISES = tuple(library().exercises.values())
OWN = {"en": "my old blue cup", "zh": "我那只旧杯子"}
DAYS = {found.day: found for found in EXERCISES}


async def _begin(who: Someone, exercise: str) -> None:
    """As its button does, wherever it stands."""
    await who.send(f"1|zb|{exercise}")


async def _by_buttons(who: Someone, found: Exercise) -> None:
    """Each part by its first button; "words" by words."""
    for part in found.parts:
        assert who.sees(f"exercises.{found.id}.{part.id}.ask"), (part.id, who.screen)
        if part.kind == "say":
            await who.press("exercises.ui.button.next")
        elif part.kind == "words":
            await who.say(OWN[who.lang])
        else:
            await who.press(f"exercises.{found.id}.{part.id}.pick.{part.picks[0]}")


async def _keep(who: Someone, found: Exercise) -> None:
    if found.result != "none":
        await who.press("exercises.ui.button.keep")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("found", EXERCISES, ids=[found.id for found in EXERCISES])
async def test_an_exercise_is_done_by_buttons_and_taken_back(here: Town, found: Exercise, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _begin(who, found.id)
    await _by_buttons(who, found)
    words = any(part.kind == "words" and part.made and part.most for part in found.parts)
    if found.result != "none" and words:
        assert OWN[who.lang] in who.screen, "previewed, in their own words"
    await _keep(who, found)
    assert who.sees("exercises.ui.done")
    done = who.phone.last
    await who.say("/journal")
    assert (OWN[who.lang] in who.screen) is any(part.kind == "words" for part in found.parts)
    await who.press("exercises.ui.button.undo", on=done)
    assert who.text("exercises.ui.undone") in done.text
    await who.say("/journal")
    assert OWN[who.lang] not in who.screen


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("found", EXERCISES, ids=[found.id for found in EXERCISES])
async def test_an_exercise_is_done_by_typing_alone(here: Town, found: Exercise, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.send("1|tp|1")
    await _begin(who, found.id)
    for n, part in enumerate(found.parts):
        assert who.sees(f"exercises.{found.id}.{part.id}.ask"), (part.id, who.screen)
        if part.kind == "words":
            # A bare number is words here, so the choices stand behind a slash.
            assert "/1 " in who.screen
            await who.say("/1" if part.picks and n % 2 else OWN[who.lang])
        else:
            await who.say("1")
    if found.result != "none":
        await who.say("1")
    assert who.sees("exercises.ui.done")


@pytest.mark.parametrize("name", NAMES)
async def test_the_days_lead_into_their_exercises_and_these_mark_them_done(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    for day in library().days:
        for step in library().steps:
            if who.offers(f"days.{step}.yes"):
                await who.press(f"days.{step}.yes")
        found = DAYS.get(day.id)
        if day.id == "day-34":  # the letter belongs to a depth that its writer has chosen
            await who.send("1|gd")
            await choose(who, "medium")
            await who.say("/today")
        if found is None:
            await who.press("day.button.did-it")
        else:
            label = "also" if day.id == "day-03" else "button"
            await who.press(f"practice.{label}.{day.id}")
            await _by_buttons(who, found)
            await _keep(who, found)
            assert who.sees("exercises.ui.done-day"), day.id
            assert who.toast == who.text("day.toast.gold") or found.result == "none"
            await who.press("front.button.back")
        assert (await who.walk()).days[day.id] == "done"
        await who.until(8, 30)
    kept = {made.what for made in (await who.memory()).made}
    assert kept == {found.id for found in EXERCISES if found.keep and found.id != "calm-kit"}


@pytest.mark.parametrize("name", NAMES)
async def test_a_restart_in_the_middle_loses_nothing(both: Town, name: str) -> None:
    who, found = someone(both, name), library().exercises["repair"]
    await who.set_out()
    await _begin(who, "repair")
    await who.say(OWN[who.lang])
    await both.restart()
    await who.press("exercises.repair.mine.pick.sorry")
    await both.restart()
    await who.say(OWN[who.lang])
    assert who.sees("exercises.repair.note")
    await both.restart()
    await _keep(who, found)
    assert who.screen.count(OWN[who.lang]) == 2
    assert who.text("exercises.repair.mine.say.sorry") in who.screen


@pytest.mark.parametrize("name", NAMES)
async def test_an_early_stop_is_kind_counts_as_partly_and_goes_on_where_it_was(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await _begin(who, "chain")
    await who.press("exercises.ui.button.stop")
    assert who.sees("exercises.ui.left")
    assert not (await who.walk()).practised, "nothing was answered yet"
    await who.press("exercises.ui.button.go-on")
    await who.say(OWN[who.lang])
    await who.press("exercises.ui.button.stop")
    assert who.sees("exercises.ui.left-kept")
    assert (await who.walk()).practised
    assert "day-07" not in (await who.walk()).days
    await who.press("exercises.ui.button.go-on")
    assert who.sees("exercises.chain.body.ask")
    await who.press("exercises.ui.button.stop")
    await who.press("front.button.back")
    assert who.sees("days.day-01.action")


@pytest.mark.parametrize("name", NAMES)
async def test_a_nudge_in_the_middle_leaves_the_exercise_where_it_is(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.set_out()
    await who.until(20, 28)
    await _begin(who, "soft-start")
    await who.press("exercises.soft-start.topic.pick.plans")
    middle = who.phone.last
    await who.until(20, 30)
    assert who.sees("evening.ask.tried", title=who.text("days.day-01.title"))
    await who.press("exercises.soft-start.feeling.pick.tense", on=middle)
    assert who.text("exercises.soft-start.request.ask") in middle.text
    await who.say(OWN[who.lang])
    assert who.sees("exercises.soft-start.note")
    assert OWN[who.lang] in who.screen
    await who.say("/today")
    assert who.offers("evening.button.done"), "the evening still waits"


@pytest.mark.parametrize("name", NAMES)
async def test_the_calm_kit_is_at_hand_in_the_menu_and_in_a_hard_moment(here: Town, name: str) -> None:
    who, found = someone(here, name), library().exercises["calm-kit"]
    await who.set_out()
    await who.say("/menu")
    assert not who.offers("exercises.ui.button.kit")
    await _begin(who, "calm-kit")
    await _by_buttons(who, found)
    await _keep(who, found)
    await who.say("/menu")
    await who.press("exercises.ui.button.kit")
    assert who.text("exercises.calm-kit.touch.pick.hand") in who.screen
    await who.say("/menu")
    await who.press("now.button.open")
    await who.press("exercises.ui.button.kit")
    assert who.text("exercises.calm-kit.place.pick.window") in who.screen


async def test_what_was_made_stands_behind_its_name_on_the_list(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/menu")
    await ada.press("exercises.ui.button.list")
    await ada.press("exercises.pause.title")
    assert ada.sees("exercises.pause.need.ask"), "nothing was made yet, so it begins"
    await _by_buttons(ada, library().exercises["pause"])
    await ada.press("exercises.ui.button.keep")
    await ada.say("/menu")
    await ada.press("exercises.ui.button.list")
    await ada.press("exercises.pause.title")
    assert ada.offers("exercises.ui.button.copy")
    assert ada.text("exercises.pause.return.say.twenty") in ada.screen


async def test_words_deleted_in_the_journal_are_gone_from_the_kit(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.set_out()
    await _begin(ada, "calm-kit")
    await ada.press("exercises.ui.button.own")
    await ada.say("my old blue cup")
    await ada.press("exercises.calm-kit.place.pick.window")
    await ada.press("exercises.calm-kit.voice.pick.song")
    await ada.press("exercises.ui.button.keep")
    number = (await ada.memory()).kit.notes["touch"]  # type: ignore[union-attr]
    await ada.send(f"1|jo|{number}")
    await ada.press("journal.button.drop")
    await ada.press("journal.button.drop-yes")
    await ada.send("1|zs|calm-kit")
    assert "my old blue cup" not in ada.screen
    assert ada.text("exercises.calm-kit.place.pick.window") in ada.screen
    assert "my old blue cup" not in str(await ada.memory())


async def test_a_message_changed_on_the_phone_changes_the_line_that_was_made_of_it(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _begin(ada, "line")
    await ada.say("even when it rains")
    typed = next(m for m in reversed(ada.phone.messages) if m.text == "even when it rains")
    ada.phone.edit(typed, "Even when it pours")
    await here.settle()
    await ada.send(await _open(ada))
    assert f"Even when it pours, {ada.text('exercises.line.can.say.warm')}" in ada.screen


async def _open(who: Someone) -> str:
    doing = (await who.memory()).exercise
    assert doing is not None
    return f"1|zp|{doing.run}|can|warm"


async def test_words_of_danger_are_kept_and_the_way_back_leads_to_the_next_part(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _begin(ada, "letter")
    await ada.press("exercises.letter.begin.pick.wonder")
    await ada.say("I want to die")
    assert not ada.sees("exercises.letter.tone.ask")
    await ada.press("safety.button.misread")
    assert ada.sees("exercises.letter.tone.ask")
    await ada.say("/journal")
    assert "I want to die" in ada.screen


async def test_a_voice_note_counts_as_writing(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await _begin(ada, "repair")
    ada.phone.send_voice()
    await here.settle()
    assert ada.sees("exercises.repair.mine.ask")


async def test_somebody_who_has_not_agreed_yet_is_led_to_the_door(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.say("/start")
    await _begin(sol, "repair")
    assert sol.sees("front.greeting")
