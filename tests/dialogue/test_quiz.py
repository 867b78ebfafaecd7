"""The questionnaire as people meet it: one message, back, skip, pause, days between; then the result."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.quiz import Item
from tests.dialogue.people import Someone, someone
from tests.town import Town

NAMES = ("Ada", "Mei")


def steady(item: Item) -> int:
    """Worried, not distant: the same picture from every statement."""
    return 4 if item.scale == "anxiety" else 2


def near(item: Item) -> int:
    """Clearly worried, and in the middle where it is about distance."""
    return 5 if item.scale == "anxiety" else 3


async def _width(who: Someone, scale: str = "anxiety") -> int:
    result = await who.result()
    band = result.measure("anxiety" if scale == "anxiety" else "avoidance").band
    assert band is not None
    return band[1] - band[0]


@pytest.mark.parametrize("name", NAMES)
async def test_all_twelve_are_asked_in_one_message_that_is_edited(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    for n in range(1, 13):
        assert f"{n}/12" in who.screen
        rows = [[b["text"] for b in row] for row in who.phone.last.rows]
        assert rows[:5] == [[who.text(f"quiz.agree.{k}")] for k in range(1, 6)], "five labels one below the other"
        small = ["quiz.skip", "quiz.pause"]
        small = [*small, "quiz.button.who"] if n == 1 else ["quiz.back", *small]
        assert rows[5:] == [[who.text(key) for key in small]]
        await who.press("quiz.agree.4")
    assert who.bubbles == 1, "the greeting became every question, and then the result"


async def test_the_answer_that_is_taken_back_is_asked_again(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    first = ada.screen
    await ada.press("quiz.agree.4")
    second = ada.screen
    await ada.press("quiz.back")
    assert ada.screen == first
    assert not ada.offers("quiz.back")
    await ada.press("quiz.agree.1")
    assert ada.screen == second


async def test_a_double_tap_on_back_goes_back_once(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    for _ in range(3):
        await ada.press("quiz.agree.4")
    back = next(b["callback_data"] for row in ada.phone.last.rows for b in row if b["callback_data"].startswith("1|qk"))
    await ada.send(back)
    await ada.send(back)
    assert "3/12" in ada.screen
    assert ada.toast == ada.text("front.toast.here")


async def test_a_double_tap_on_an_answer_answers_one_statement_only(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    first = ada.phone.last.rows[3][0]["callback_data"]
    await ada.send(first)
    second = ada.screen
    await ada.send(first)
    assert ada.screen == second
    assert ada.toast == ada.text("front.toast.here")


@pytest.mark.parametrize("name", NAMES)
async def test_a_pause_keeps_the_place_for_days(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.quiz(steady, 5)
    question = who.screen
    await who.press("quiz.pause")
    assert who.sees("quiz.paused")
    here.now += timedelta(days=9)
    await who.press("quiz.resume")
    assert who.screen == question
    assert who.toast == who.text("quiz.resumed")


@pytest.mark.parametrize("way", ["/start", "/today"])
async def test_who_comes_back_days_later_without_a_pause_stands_at_the_same_statement(here: Town, way: str) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.quiz(steady, 7)
    question = ada.screen
    here.now += timedelta(days=30)
    await ada.say(way)
    assert ada.screen == question


async def test_days_between_two_answers_are_not_counted_as_slow_ones(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.quiz(steady, 3, seconds=1.2)
    here.now += timedelta(days=2)
    await ada.quiz(steady, 9, seconds=1.2)
    assert ada.sees("results.note.quick")


async def test_skipped_statements_widen_the_band(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    await ada.take_quiz()
    await sol.begin()
    skipped: list[str] = []

    def one_left_out(item: Item) -> int | None:
        if item.scale == "anxiety" and not skipped:
            skipped.append(item.id)
            return None
        return steady(item)

    await sol.quiz(one_left_out)
    assert await _width(sol) > await _width(ada)
    assert await _width(sol, "avoidance") == await _width(ada, "avoidance")


@pytest.mark.parametrize("name", NAMES)
async def test_with_too_many_skipped_there_is_no_number_and_no_guess(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.quiz(lambda item: None if item.scale == "anxiety" else steady(item))
    assert who.sees("results.bar.anxiety.unknown")
    assert who.sees("results.note.not-enough.anxiety")
    assert (await who.result()).leaning is None
    assert who.offers("quiz.button.path"), "the path is open without a number too"


async def test_someone_who_skips_everything_still_gets_on(here: Town) -> None:
    sol = someone(here, "Sol")
    await sol.begin()
    await sol.quiz(lambda item: None)
    assert sol.offers("quiz.button.path")
    assert sol.offers("quiz.button.card")


@pytest.mark.parametrize("name", NAMES)
async def test_the_same_answer_everywhere_is_not_scored_and_may_be_taken_again(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    for _ in range(12):
        here.now += timedelta(seconds=4)
        await who.press("quiz.agree.4")
    assert who.sees("results.note.all-same")
    assert (await who.result()).anxiety.score is None
    await who.press("results.note.retake")
    assert "1/12" in who.screen


async def test_answers_given_too_fast_are_read_with_a_kind_note(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.begin()
    await ada.quiz(steady, seconds=0.6)
    assert ada.sees("results.note.quick")
    assert (await ada.result()).anxiety.score is not None


async def test_answers_that_contradict_each_other_widen_the_band_by_half(here: Town) -> None:
    ada, sol = someone(here, "Ada"), someone(here, "Sol")
    await ada.begin()
    await ada.quiz(lambda item: 3 if item.scale == "anxiety" else steady(item))
    await sol.begin()
    torn = {True: 5, False: 1}
    await sol.quiz(lambda item: torn[item.reverse] if item.scale == "anxiety" else steady(item))
    assert (await sol.result()).quality.contradictory == ("anxiety",)
    assert sol.sees("results.note.contradictory")
    wide, usual = (await sol.result()).anxiety.sem, (await ada.result()).anxiety.sem
    assert wide is not None
    assert usual is not None
    assert wide == pytest.approx(1.5 * usual)


@pytest.mark.parametrize("name", NAMES)
async def test_eight_more_make_the_band_visibly_narrower_in_the_same_run(both: Town, name: str) -> None:
    who = someone(both, name)
    await who.take_quiz()
    before = await _width(who)
    await who.press("quiz.sharper")
    assert "13/20" in who.screen
    await who.quiz(steady, 8)
    assert who.sees("quiz.honest.ask")
    await who.press("quiz.honest.mostly")
    assert who.sees("quiz.honest.thanks.mostly")
    result = await who.result()
    assert result.form == "full"
    assert await _width(who) < before
    low, high = result.anxiety.band or (0, 0)
    shown = {"score": result.anxiety.score or 0, "low": low, "high": high}
    assert who.sees("results.bar.anxiety.higher", **shown), "the narrower range is what is shown"
    assert not who.offers("quiz.sharper")
    assert (await who.memory()).runs == 1


@pytest.mark.parametrize("name", NAMES)
async def test_near_a_border_its_owner_chooses_and_can_change_the_choice(here: Town, name: str) -> None:
    who = someone(here, name)
    await who.begin()
    await who.quiz(near)
    assert (await who.result()).near == ("avoidance",)
    assert who.sees("results.choice.ask")
    await who.press("results.choice.both")
    assert who.toast == who.text("results.choice.stay")
    assert who.sees("results.style.both")
    assert (await who.memory()).known.leaning == "both"  # type: ignore[union-attr]


async def test_far_from_every_border_nothing_has_to_be_chosen(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz(anxiety=5, avoidance=1)
    assert not ada.sees("results.choice.ask")
    assert ada.sees("results.style.a")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scores", [(5, 1), (1, 5), (5, 5), (1, 1), (5, 3), (3, 1), (1, 3), (4, 2)])
async def test_the_result_stands_at_once_in_at_most_eighty_words(
    here: Town, name: str, scores: tuple[int, int]
) -> None:
    who = someone(here, name)
    await who.begin()
    await who.quiz(lambda item: scores[0] if item.scale == "anxiety" else scores[1])
    said = who.screen.replace(who.text("results.choice.ask"), "")
    if who.lang == "en":
        assert len(said.split()) <= 80
    else:
        assert sum("一" <= sign <= "鿿" for sign in said) <= 150
    first, second = (await who.result()).anxiety, (await who.result()).avoidance
    assert who.screen.index(str(first.score)) < who.screen.rindex(str(second.score)), "two dimensions first"


async def test_the_result_can_be_read_again_at_any_time(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz()
    result = ada.screen
    await ada.press("quiz.button.about")
    assert ada.sees("results.limits")
    await ada.press("front.button.back")
    assert ada.screen == result
    await ada.say("/menu")
    await ada.press("front.button.mine")
    await ada.press("front.button.result")
    assert ada.screen == result


async def test_a_new_run_can_be_begun_and_a_second_tap_begins_no_third(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.take_quiz()
    await ada.say("/menu")
    again = f"1|qa|{(await ada.memory()).runs}"
    await ada.press("front.button.mine")
    await ada.press("front.button.quiz-again")
    assert "1/12" in ada.screen
    await ada.press("quiz.agree.5")
    await ada.send(again)
    assert "2/12" in ada.screen
    assert (await ada.memory()).runs == 2


async def test_questions_taken_again_on_the_path_do_not_hide_the_day(here: Town) -> None:
    ada = someone(here, "Ada")
    await ada.set_out()
    await ada.say("/menu")
    await ada.press("front.button.mine")
    await ada.press("front.button.quiz-again")
    await ada.quiz(steady, 4)
    question = ada.screen
    await ada.say("/today")
    assert ada.sees("days.day-01.action")
    await ada.say("/menu")
    await ada.press("front.button.quiz")
    assert ada.screen == question


# ------------------------------------------------------------------------------------------------------- about whom
@pytest.mark.parametrize("status", ["partnered", "dating", "single"])
@pytest.mark.parametrize("name", NAMES)
async def test_whoever_asks_about_whom_is_told_by_their_own_life(here: Town, name: str, status: str) -> None:
    who = someone(here, name)
    await who.begin()
    statement, bubbles = who.screen, who.bubbles
    assert who.sees("quiz.attachment.lead.any")
    await who.press("quiz.button.who")
    assert who.sees("quiz.attachment.status.ask")
    await who.press(f"quiz.attachment.status.{status}")
    assert who.sees(f"quiz.attachment.lead.{status}")
    assert statement.split("\n\n")[-2] in who.screen, "the same statement"
    assert who.bubbles == bubbles
    await who.press("quiz.agree.3")
    assert "2/12" in who.screen
    assert not who.offers("quiz.button.who"), "only the first statement asks"


async def test_about_whom_can_be_left_as_it_is_and_an_old_button_of_it_changes_nothing(both: Town) -> None:
    ada = someone(both, "Ada")
    await ada.begin()
    question = ada.screen
    await ada.press("quiz.button.who")
    await both.restart()
    await ada.press("quiz.back")
    assert ada.screen == question
    await ada.press("quiz.agree.3")
    second = ada.screen
    await ada.send("1|qw|1|single")
    assert ada.screen == second
    assert ada.toast == ada.text("front.toast.here")
