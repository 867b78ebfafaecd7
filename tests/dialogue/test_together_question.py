"""A question for two, as Ada in London and Mei in Shanghai live it: nobody waits, nobody is told of the other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import buttons
from bot.domain import events as e
from bot.domain.rounds import day_number, open_questions, question_ends
from bot.flows.together_question_screens import seal
from simulator.model import Message
from tests.dialogue.couple import Two, linked, someone_here
from tests.dialogue.people import Someone
from tests.town import Town, library

TEA, NOODLES = "Tea by the window", "一碗热面"
ASK, CHOOSE, READY, QUIET = (f"together.question.{key}" for key in ("ask", "choose", "ready", "quiet"))
BUTTON = "together.question.button"
TICK = timedelta(microseconds=1)


# ---------------------------------------------------------------------------------------------------- what they do
async def opens(who: Someone) -> None:
    """From /together to the question."""
    await who.say("/together")
    await who.press(f"{BUTTON}.open")


async def wishes(who: Someone) -> None:
    """A question a day, from now on."""
    await opens(who)
    await who.press(f"{BUTTON}.on")


async def asking(here: Town) -> Two:
    """Ada and Mei, linked, who both wished for a question a day."""
    two = await linked(here)
    for who in two:
        await wishes(who)
    return two


async def answers(who: Someone, words: str) -> None:
    """From the shelf to the choice what becomes of an answer."""
    await opens(who)
    await who.press(f"{BUTTON}.answer")
    await who.say(words)


async def shares(who: Someone, words: str) -> None:
    """Answer, and let it be read as it is."""
    await answers(who, words)
    await who.press(f"{BUTTON}.share")


async def both_shared(here: Town) -> Two:
    """Both have let theirs be read, Mei last."""
    two = await asking(here)
    await shares(two.ada, TEA)
    await shares(two.mei, NOODLES)
    return two


def on_phone(who: Someone) -> str:
    """Every text that stands on a phone now."""
    return "\n".join(message.text for message in who.phone.replies if not message.deleted)


def question(who: Someone, number: int) -> str:
    """The words of a question, in somebody's language: whichever of the thirty stands on their phone is that one."""
    found = [t for q in library().two.questions if (t := who.text(f"two.question.{q.id}")) in on_phone(who)]
    assert len(found) == 1, number
    return found[0]


async def holding(who: Someone, number: int = 0) -> str:
    """What is remembered of somebody's answer: how it was decided, or "none"."""
    bond = (await who.memory()).bond
    assert bond is not None
    reply = bond.replies.get(str(number or day_number(who.here.now)))
    return "none" if reply is None else reply.how


# --------------------------------------------------------------------------------------------------- the evening
async def test_the_question_stands_in_ones_own_evening_and_stays_within_reach_while_it_is_tapped_through(
    here: Town,
) -> None:
    two = await asking(here)
    for who in (two.mei, two.ada):
        await who.until(20, 30)
        assert who.slots()[-1][1] == "20:30"
        assert who.sees("together.question.tonight", question=question(who, 0))
        evening = who.phone.last
        for key in ("evening.button.done", "evening.felt.4", "evening.mood.4"):
            assert who.offers(f"{BUTTON}.answer")
            await who.press(key)
        # The evening is the bowl now, and the question is still one tap away; it comes below, and nothing is lost.
        await who.press(f"{BUTTON}.answer", on=evening)
        assert who.sees(ASK)
        assert who.phone.last.id != evening.id


async def test_an_answer_can_be_begun_in_the_middle_of_the_evening_and_the_taps_go_on(here: Town) -> None:
    two = await asking(here)
    await two.ada.until(20, 30)
    evening = two.ada.phone.last
    await two.ada.press("evening.button.done")
    await two.ada.press(f"{BUTTON}.answer")
    await two.ada.press("evening.felt.4", on=evening)
    await two.ada.press(f"{BUTTON}.answer", on=evening)
    await two.ada.say(TEA)
    assert two.ada.sees(CHOOSE)
    await two.ada.press("evening.mood.4", on=evening)
    night = (await two.ada.memory()).night
    assert night is not None
    assert (night.felt, night.mood) == (4, 4)
    assert await holding(two.ada) == ""


async def test_who_never_wished_for_it_is_asked_nothing(here: Town) -> None:
    two = await linked(here)
    await wishes(two.ada)
    await two.mei.until(20, 30, days=2)
    assert not any(two.mei.text(f"two.question.{q.id}") in on_phone(two.mei) for q in library().two.questions)
    await two.mei.say("/together")
    assert not two.mei.offers("together.guess.button.open")


async def test_what_was_decided_on_is_not_asked_again_that_evening(here: Town) -> None:
    two = await asking(here)
    await shares(two.ada, TEA)
    await two.ada.until(20, 30)
    assert not two.ada.offers(f"{BUTTON}.answer")
    await two.ada.until(20, 30)
    assert two.ada.offers(f"{BUTTON}.answer")


# ------------------------------------------------------------------------------------------------- both may read
async def test_both_read_both_answers_and_the_other_hears_of_it_in_their_own_next_message(both: Town) -> None:
    two = await asking(both)
    await answers(two.ada, TEA)
    await two.ada.press(f"{BUTTON}.line")
    await two.ada.say("Tea")
    assert TEA in two.ada.screen
    await two.ada.press(f"{BUTTON}.share-line")
    assert two.ada.sees(READY)
    bubbles = two.ada.bubbles
    await both.restart()
    await shares(two.mei, NOODLES)
    assert two.mei.sees("together.question.both")
    await two.mei.press(f"{BUTTON}.read")
    assert two.mei.sees("together.question.theirs", name="Ada", text="Tea")
    assert two.mei.sees("together.question.own", text=NOODLES)
    assert two.mei.phone.last.raw["has_protected_content"]
    assert TEA not in on_phone(two.mei)
    # Nothing came to Ada: not before her own evening.
    assert two.ada.bubbles == bubbles
    assert NOODLES not in on_phone(two.ada)
    await two.ada.until(20, 30)
    assert two.ada.bubbles == bubbles + 1
    assert two.ada.offers(f"{BUTTON}.read")
    assert NOODLES not in on_phone(two.ada)
    await two.ada.press(f"{BUTTON}.read")
    assert two.ada.sees("together.question.theirs", name="Mei", text=NOODLES)
    await two.ada.until(8, 30)
    assert not two.ada.offers(f"{BUTTON}.read")


async def test_taking_back_empties_both_phones_and_the_question_is_as_if_it_had_not_been_shared(here: Town) -> None:
    two = await both_shared(here)
    read: dict[Someone | str, Message] = {}
    for who in two:
        await opens(who)
        await who.press(f"{BUTTON}.read")
        read[who.lang] = who.phone.last
    await two.ada.press(f"{BUTTON}.take-back")
    assert two.ada.toast == two.ada.text("together.question.toast.taken-back")
    assert NOODLES not in on_phone(two.ada)
    assert read["zh"].text == two.mei.text("together.gone")
    assert TEA not in on_phone(two.mei)
    await two.mei.send(buttons.write(e.ReplyRead(1, day_number(here.now))))
    assert two.mei.sees("together.gone")


async def test_an_entry_that_is_deleted_in_the_journal_leaves_the_other_phone_as_well(both: Town) -> None:
    two = await both_shared(both)
    await opens(two.mei)
    await two.mei.press(f"{BUTTON}.read")
    await two.ada.say("/journal")
    await two.ada.press("journal.button.open", date="11-23", start=f"{TEA[:11].rstrip()}…")
    await two.ada.press("journal.button.drop")
    await two.ada.press("journal.button.drop-yes")
    assert TEA not in on_phone(two.mei)
    assert await holding(two.ada) == "none"


async def test_an_answer_that_is_deleted_at_once_can_be_given_anew(both: Town) -> None:
    two = await asking(both)
    await shares(two.mei, NOODLES)
    await answers(two.ada, TEA)
    preview = two.ada.phone.last
    await two.ada.press(f"{BUTTON}.share")
    await opens(two.ada)
    assert two.ada.offers(f"{BUTTON}.read")
    number = (await two.ada.memory()).bond.replies[str(day_number(both.now))].notes[0]  # type: ignore[union-attr]
    await two.ada.send(buttons.write(e.NoteUndo(number)), on=preview)
    await opens(two.mei)
    assert not two.mei.offers(f"{BUTTON}.read")
    await shares(two.ada, "Coffee")
    await opens(two.mei)
    await two.mei.press(f"{BUTTON}.read")
    assert two.mei.sees("together.question.theirs", name="Ada", text="Coffee")


async def test_what_could_be_read_ends_for_both_after_seven_days(here: Town) -> None:
    two = await both_shared(here)
    for who in two:
        await opens(who)
        await who.press(f"{BUTTON}.read")
    await here.wait(days=8)
    assert NOODLES not in on_phone(two.ada)
    assert TEA not in on_phone(two.mei)


async def test_two_last_answers_at_the_same_instant_reveal_once(both: Town) -> None:
    two = await asking(both)
    await answers(two.ada, TEA)
    await answers(two.mei, NOODLES)
    presses = [who.phone.press(who.text(f"{BUTTON}.share"), on=who.phone.last) for who in two]
    await both.settle()
    assert all(press.answered for press in presses)
    for who, words in ((two.ada, NOODLES), (two.mei, TEA)):
        await opens(who)
        await who.press(f"{BUTTON}.read")
        assert words in who.screen


# ------------------------------------------------------------------------------------------------- when it is over
@pytest.mark.parametrize("early", [TICK, timedelta()], ids=["in time", "too late"])
async def test_36_hours_are_counted_alike_in_every_zone(here: Town, early: timedelta) -> None:
    two = await asking(here)
    await shares(two.ada, TEA)
    await answers(two.mei, NOODLES)
    number, preview = day_number(here.now), two.mei.phone.last
    await here.until(question_ends(number) - early)
    await two.mei.press(f"{BUTTON}.share", on=preview)
    assert (two.mei.text(QUIET) in preview.text) is not bool(early)
    assert (two.mei.text(f"{BUTTON}.read") in preview.buttons) is bool(early)
    await here.wait(days=2)
    assert (two.ada.text("together.question.readable", question="").split("\n")[0] in on_phone(two.ada)) is bool(early)


async def test_two_are_open_in_the_morning_and_each_is_answered_by_itself(here: Town) -> None:
    two = await asking(here)
    await two.ada.until(8, 31)
    newest, older = open_questions(here.now)
    await opens(two.ada)
    await two.ada.press(f"{BUTTON}.other")
    await two.ada.press(f"{BUTTON}.answer")
    await two.ada.say(TEA)
    await two.ada.press(f"{BUTTON}.mine")
    assert (await holding(two.ada, newest), await holding(two.ada, older)) == ("none", "mine")


# ------------------------------------------------------------------------------------------------- one's own words
async def test_what_is_kept_to_oneself_stays_in_ones_journal_and_a_mind_may_change(here: Town) -> None:
    two = await asking(here)
    await answers(two.ada, TEA)
    await two.ada.press(f"{BUTTON}.mine")
    assert two.ada.sees("together.question.mine")
    await two.ada.press(f"{BUTTON}.rethink")
    assert two.ada.sees(CHOOSE)
    await two.ada.press(f"{BUTTON}.share")
    await two.ada.press(f"{BUTTON}.rethink")
    await shares(two.mei, NOODLES)
    assert two.mei.sees(READY)
    await two.ada.say("/journal")
    assert TEA in two.ada.screen
    assert two.ada.sees("journal.place.two")


async def test_words_of_danger_bring_the_card_and_stay_with_their_writer(here: Town) -> None:
    two = await asking(here)
    await answers(two.mei, "我想死")
    assert two.mei.text("crisis.kept") in two.mei.screen
    assert await holding(two.mei) == "none"
    await shares(two.ada, TEA)
    assert two.ada.sees(READY)
    assert "想死" not in on_phone(two.ada)


async def test_a_voice_note_is_kept_and_declined_kindly(here: Town) -> None:
    two = await asking(here)
    await opens(two.ada)
    await two.ada.press(f"{BUTTON}.answer")
    two.ada.phone.send_voice()
    await here.settle()
    assert two.ada.sees("together.question.voice")
    await two.ada.say(TEA)
    assert two.ada.sees(CHOOSE)


async def test_it_can_be_answered_by_typing_numbers_alone(here: Town) -> None:
    two = await asking(here)
    await shares(two.ada, TEA)
    await two.mei.send(buttons.write(e.PlainIs(1)))
    for key in ("open", "answer", "share", "read"):
        if key == "open":
            await two.mei.say("/together")
        lines = two.mei.screen.splitlines()
        label = two.mei.text(f"{BUTTON}.{key}")
        number = next(line.split(".")[0] for line in lines if line.endswith(label))
        await two.mei.say(number)
        if key == "answer":
            await two.mei.say(NOODLES)
    assert two.mei.sees("together.question.theirs", name="Ada", text=TEA)


# --------------------------------------------------------------------------------------------------- strangers
async def test_sol_learns_nothing_from_anybodys_buttons(here: Town) -> None:
    two = await both_shared(here)
    sol = someone_here(here, "Sol")
    await sol.say("/start")
    number = day_number(here.now)
    stolen = [
        *(e.TwoQuestion(1, 0), e.TwoQuestion(1, number), e.TwoAnswer(1, number), e.ReplyLine(1, number)),
        *(e.ReplyShare(1, number, "as-is", seal(TEA)), e.ReplyMine(1, number), e.ReplyRethink(1, number)),
        *(e.ReplyTakeBack(1, number), e.ReplyRead(1, number), e.TwoAsks(1, 0), e.GuessOpen(1)),
        *(e.GuessPick(1, 2968, "sleep"), e.GuessThink(1, 2968, "sleep")),
    ]
    for event in stolen:
        await sol.send(buttons.write(event))
        assert TEA not in on_phone(sol)
        assert NOODLES not in on_phone(sol)
        assert "Ada" not in on_phone(sol)
    for who in two:
        await opens(who)
        assert who.offers(f"{BUTTON}.read")


# ---------------------------------------------------------------------------------------------------- the round
async def guesses(who: Someone, own: int, other: int) -> None:
    """Both taps of this week's round, by the places of the options."""
    await who.say("/together")
    await who.press("together.guess.button.open")
    for place in (own, other):
        await who.send(who.phone.last.raw["reply_markup"]["inline_keyboard"][place][0]["callback_data"])


async def test_a_guess_round_has_one_common_total_that_each_hears_of_in_their_own_time(both: Town) -> None:
    two = await asking(both)
    await guesses(two.ada, 0, 1)
    assert two.ada.sees("together.guess.done")
    await both.restart()
    await guesses(two.mei, 1, 2)
    assert two.mei.sees("together.guess.done")
    for who in (two.mei, two.ada):
        await who.until(20, 30)
        assert who.text("together.guess.together", n=1, own="").split("\n")[0] in who.screen
        await who.say("/together")
        assert who.sees("together.guess.total", n=1)


async def test_a_round_that_only_one_has_done_is_never_spoken_of(here: Town) -> None:
    two = await asking(here)
    await guesses(two.ada, 0, 1)
    await here.wait(days=9)
    for who in two:
        assert who.text("together.guess.together", n=0, own="").split("\n")[0] not in on_phone(who)


async def test_both_last_taps_of_a_round_at_the_same_instant_count_once(both: Town) -> None:
    two = await asking(both)
    for who, place in ((two.ada, 0), (two.mei, 1)):
        await who.say("/together")
        await who.press("together.guess.button.open")
        await who.send(who.phone.last.raw["reply_markup"]["inline_keyboard"][place][0]["callback_data"])
    for who, place in ((two.ada, 1), (two.mei, 0)):
        data = who.phone.last.raw["reply_markup"]["inline_keyboard"][place][0]["callback_data"]
        who.phone.press_data(data, on=who.phone.last)
    await both.settle()
    await two.ada.say("/together")
    assert two.ada.sees("together.guess.total", n=2)
