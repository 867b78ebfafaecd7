"""The week in front of a Sunday's evening: what it says of what there was, and when it says nothing at all."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import Entry, KeepNight
from bot.domain.memory import Memory, Night, Rhythm, Walk
from bot.domain.people import FULL, NUMBERS
from bot.domain.scene import Scene, Shelf, Turn
from bot.domain.speech import Param, Words
from bot.flows import calendar, digest, evening, house
from tests.flows import scenes

SUNDAY = date(2026, 11, 29)
AT = datetime(2026, 11, 29, 20, 30, tzinfo=UTC)
DAY = timedelta(days=1)
BEGUN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def scene(
    *,
    nights: tuple[KeepNight, ...] = (),
    logs: tuple[Entry, ...] = (),
    practised: tuple[date, ...] = (),
    begun: datetime | None = BEGUN,
    lang: str = "en",
    **memory: Any,
) -> Scene:
    days = {"day-01": "done", "day-02": "done", "day-03": "done"} if practised else {}
    walk = Walk(days=days, steps=("step-1", "step-2"), current="day-04", opened_on=SUNDAY, practised=practised)
    rhythm = Rhythm(seen_on=SUNDAY, started_at=begun, morning_on=SUNDAY)
    found = scenes.scene(Memory(**{"walk": walk, "rhythm": rhythm, **memory}), lang=lang, now=AT, zone="Europe/London")
    return replace(found, shelf=Shelf(entries=logs, nights=nights))


def night(before: int, day: str = "day-03", tried: str = "done", felt: int = 4) -> KeepNight:
    return KeepNight(SUNDAY - before * DAY, day, tried, felt, 4)


def log(number: int, before: int = 1, situation: str = "silence", body: str = "chest", thought: str = "left") -> Entry:
    picks: dict[str, str | int] = {"situation": situation, "body": body, "thought": thought, "level": 5}
    return Entry("log", number, AT - before * DAY, SUNDAY - before * DAY, picks)


def said(found: digest.Digest | None, part: str) -> Words:
    assert found is not None
    words = found.told.params[part]
    assert isinstance(words, Words)
    return words


def keys(turned: Turn) -> list[str]:
    return [line.key for line in turned.say[0].lines]


PRACTISED = tuple(SUNDAY - n * DAY for n in (8, 6, 4, 3, 1, 0))
FULL_WEEK: dict[str, Any] = {"practised": PRACTISED, "nights": (night(1), night(3), night(9, felt=2))}


def test_the_days_of_the_last_seven_are_counted_and_no_others() -> None:
    first = said(digest.of(scene(practised=PRACTISED), SUNDAY), "first")
    assert (first.key, first.params) == ("digest.days", {"n": 5})


def test_a_young_path_is_not_measured_by_seven_dates() -> None:
    begun = AT - 3 * DAY
    first = said(digest.of(scene(practised=(SUNDAY - DAY,), begun=begun), SUNDAY), "first")
    assert (first.key, first.params) == ("digest.first-days", {"n": 1})
    assert digest.of(scene(practised=(SUNDAY - DAY,), begun=AT - DAY), SUNDAY) is None, "it has no week yet"


def test_without_a_practised_day_no_count_of_days_is_said() -> None:
    first = said(digest.of(scene(nights=(night(1, tried="not_today"),)), SUNDAY), "first")
    assert (first.key, first.params) == ("digest.evenings", {"n": 1})
    assert said(digest.of(scene(logs=(log(1),)), SUNDAY), "first").key == "digest.moments"


def test_a_week_that_holds_nothing_has_no_digest() -> None:
    long_ago: dict[str, Any] = {"practised": (SUNDAY - 7 * DAY,), "nights": (night(7), night(8)), "logs": (log(1, 7),)}
    assert digest.of(scene(), SUNDAY) is None
    assert digest.of(scene(**long_ago), SUNDAY) is None
    assert keys(evening.ask(scene(**long_ago), SUNDAY))[0] == "evening.hello"
    assert evening.ask(scene(**long_ago), SUNDAY).say[0].picture is None


@pytest.mark.parametrize("before", range(1, 7))
def test_no_other_date_has_a_digest(before: int) -> None:
    assert digest.of(scene(**FULL_WEEK), SUNDAY - before * DAY) is None


def test_what_came_back_most_is_named_and_ones_own_words_never() -> None:
    logs = (log(4), log(3, 2), log(2, 3, situation="own", body="heat"), log(1, 8, situation="tone"))
    brought = said(digest.of(scene(logs=logs), SUNDAY), "brought")
    assert brought.key == "digest.returned"
    what = brought.params["what"]
    assert isinstance(what, Words)
    assert what.key == "log.phrase.thought.left", "three times; silence and a tight chest twice"
    own = tuple(log(n, situation="own", body=body, thought="own") for n, body in ((2, "heat"), (1, "numb")))
    assert said(digest.of(scene(logs=own), SUNDAY), "brought").key != "digest.returned"


def test_else_the_golds_of_the_week_are_named_each_once() -> None:
    golds = {day.id: day.gold for day in scenes.library().days}
    one = [day for day in golds if golds[day] == "said"][:2]
    brought = said(digest.of(scene(nights=(night(1, one[0]), night(2, one[1]))), SUNDAY), "brought")
    assert brought.key == "digest.golds-1"
    every: dict[str, str] = {gold: day for day, gold in golds.items()}
    nights = tuple(night(n, day) for n, day in enumerate(every.values(), start=1))
    brought = said(digest.of(scene(nights=nights), SUNDAY), "brought")
    assert brought.key == "digest.golds-3"
    text = scenes.renderer().label("en", brought)
    assert all(scenes.renderer().label("en", Words(f"digest.gold.{gold}")) in text for gold in every)


def test_else_the_bowl_as_it_is_and_else_that_somebody_looked() -> None:
    assert said(digest.of(scene(practised=(SUNDAY,)), SUNDAY), "brought").key == "digest.bowl"
    assert said(digest.of(scene(nights=(night(1, "", "none"),)), SUNDAY), "brought").key == "digest.looked"


def test_the_line_forward_is_another_one_each_week() -> None:
    weeks = [
        digest.of(scene(practised=tuple(SUNDAY + n * DAY for n in range(0, 50, 7))), SUNDAY + n * 7 * DAY)
        for n in range(6)
    ]
    assert len({said(week, "forward").key for week in weeks}) == 6


# ---------------------------------------------------------------------------------------------- its picture
@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"nights": (night(1), night(3), night(20))}, "line"),
        ({"nights": (night(1), night(3)), "logs": (log(3), log(2), log(1, 6))}, "triggers"),
        ({"nights": (night(1), night(3)), "logs": (log(3), log(2), log(1, 7))}, "bowl"),
        ({"practised": (SUNDAY,)}, "bowl"),
    ],
)
def test_the_picture_fits_what_there_is(facts: dict[str, Any], kind: str) -> None:
    turned = evening.ask(scene(**facts), SUNDAY)
    assert turned.say[0].picture is not None
    assert turned.say[0].picture.kind == kind
    assert turned.then.night is not None
    assert turned.then.night.weekly == kind


def test_where_there_is_enough_for_both_the_line_and_the_map_take_turns() -> None:
    kinds = []
    for week in range(4):
        on = SUNDAY + 7 * week * DAY
        nights = tuple(night(n - 7 * week) for n in (1, 2, 3))
        logs = tuple(log(3, n - 7 * week) for n in (1, 2, 3))
        found = digest.of(scene(nights=nights, logs=logs), on)
        assert found is not None
        kinds.append(found.kind)
    assert kinds in (["line", "triggers"] * 2, ["triggers", "line"] * 2)


def test_the_picture_stays_above_each_further_step_and_the_last_one_is_the_bowl() -> None:
    here = scene(**FULL_WEEK)
    turned = house.play(here, e.Ticked())
    assert keys(turned) == ["evening.hello", "digest.told", "evening.ask.tried"]
    for press, asked in ((e.Tried(SUNDAY, "done"), "evening.ask.felt"), (e.Felt(SUNDAY, 4), "evening.ask.mood")):
        here = replace(here, memory=turned.then)
        wanted = house.wants(here, press)
        assert wanted == digest.WANT
        turned = house.play(here, press)
        assert keys(turned) == ["evening.hello", asked]
        assert turned.say[0].picture is not None
        assert turned.say[0].picture.kind == "line"
    last = house.play(replace(here, memory=turned.then), e.Mood(SUNDAY, 4))
    assert last.say[0].lines
    assert last.then.night is not None
    assert last.then.night.mood == 4


def test_a_step_without_its_facts_at_hand_has_the_bowl_and_never_no_picture() -> None:
    here = scene(**FULL_WEEK)
    turned = house.play(here, e.Ticked())
    bare = replace(here, memory=turned.then, shelf=Shelf())
    shown = house.play(bare, e.Unreadable()).say[0]
    assert shown.picture is not None
    assert shown.picture.kind == "bowl"


def test_what_it_needs_is_fetched_on_a_sundays_evening_and_for_its_own_steps_alone() -> None:
    here = scene(**FULL_WEEK)
    assert house.wants(here, e.Ticked()) == digest.WANT
    assert house.wants(replace(here, now=AT - timedelta(minutes=1)), e.Ticked()) is None
    assert house.wants(replace(here, now=AT + DAY), e.Ticked()) is None
    assert house.wants(here, e.Felt(SUNDAY, 4)) is None
    kept = replace(here, memory=replace(here.memory, night=Night(SUNDAY, "day-04", "done", weekly="bowl")))
    assert house.wants(kept, e.Felt(SUNDAY, 4)) is None, "a bowl needs nothing"


# ---------------------------------------------------------------------------------------------- in its slot
def test_where_nothing_is_missing_the_week_alone_is_the_evening_message() -> None:
    done = Night(SUNDAY, "day-04", "done", 4, 4)
    turned = evening.ask(scene(**FULL_WEEK, night=done), SUNDAY)
    assert keys(turned) == ["evening.hello", "digest.told"]
    assert turned.say[0].picture is not None
    assert evening.ask(scene(night=done), SUNDAY).say == (), "and silence where the week holds nothing"


def test_the_evening_after_a_crisis_asks_little_and_shows_no_week() -> None:
    rhythm = Rhythm(seen_on=SUNDAY, started_at=BEGUN, hush_until=AT - timedelta(hours=1))
    turned = evening.ask(scene(**FULL_WEEK, rhythm=rhythm), SUNDAY)
    assert keys(turned)[1] == "safety.next-evening"
    assert turned.say[0].picture is None


def test_a_rest_and_the_ladder_of_silence_hold_it_back_as_any_evening() -> None:
    for rhythm in (Rhythm(seen_on=SUNDAY - 4 * DAY), Rhythm(seen_on=SUNDAY, resting=True)):
        here = scene(**FULL_WEEK, rhythm=replace(rhythm, started_at=BEGUN, morning_on=SUNDAY))
        assert not [due for due in calendar.agenda(here.memory, AT) if due.slot == "evening" and due.on == SUNDAY]
        assert house.wants(here, e.Ticked()) is None
        assert house.play(here, e.Ticked()).say == ()


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_whom_numbers_suit_hears_the_greeting_first_then_the_week_and_its_picture_in_words(lang: str) -> None:
    here = replace(scene(**FULL_WEEK, lang=lang), reach=NUMBERS)
    shown = evening.ask(here, SUNDAY).say[0]
    assert shown.picture is None
    text = scenes.renderer().screen(shown, lang, NUMBERS).text
    assert text.startswith(scenes.renderer().label(lang, Words("evening.hello")))
    assert scenes.renderer().label(lang, digest.picture(here, "line").alt) in text


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_the_longest_week_fits_below_a_picture_with_room_for_two_notes(lang: str) -> None:
    def length(key: str, **params: Param) -> int:
        return len(scenes.renderer().label(lang, Words(key, params)))

    texts = scenes.library().words[lang]
    golds = {f"k{at}": Words(f"digest.gold.{gold}") for at, gold in enumerate(("stayed", "said", "accepted"), start=1)}
    phrases = max(length(key) for key in texts if key.startswith("log.phrase."))
    whole = length("evening.hello") + max(length("digest.days", n=7), length("digest.first-days", n=6))
    whole += max(length("digest.golds-3", **golds), length("digest.returned", what="") + phrases)
    whole += max(length(key) for key in texts if key.startswith("digest.forward."))
    titles = max(length(f"days.{day.id}.title") for day in scenes.library().days)
    whole += length("evening.ask.tried", title="") + titles + length("experiment.remind")
    assert whole < 1024 - 2 * 200


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_it_is_three_sentences_without_a_word_of_what_was_not(lang: str) -> None:
    found = digest.of(scene(**FULL_WEEK, lang=lang), SUNDAY)
    assert found is not None
    text = scenes.renderer().label(lang, found.told)
    assert sum(text.count(stop) for stop in (".", "。")) == 3
    assert not any(word in text.lower() for word in ("streak", "miss", "only", "than", "错过", "连续", "才", "比"))
    assert (
        len(scenes.renderer().screen(evening.ask(scene(**FULL_WEEK, lang=lang), SUNDAY).say[0], lang, FULL).text) < 1024
    )
