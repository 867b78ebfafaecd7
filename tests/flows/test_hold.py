"""Hold it for me, without any phone: the five minutes, how it ends, and what is remembered of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepEntry, KeepNote, KeepPractice
from bot.domain.memory import Crisis, Memory, Timer, Walk
from bot.domain.people import LETTERS, NUMBERS
from bot.flows import hold, hold_at
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.held import MINUTE, SECRET, asked_for, at_minute, holding, offered_back, previewed, through
from tests.flows.scenes import LANGS, NOW, scene


# ------------------------------------------------------------------------------------------------- the five minutes
@pytest.mark.parametrize("lang", LANGS)
def test_a_message_is_asked_for_and_then_held_with_its_five_minutes_on_it(lang: str) -> None:
    asked = scenes.play(scene(lang=lang), e.HoldBegin())
    assert asked.say[0].wants_words
    assert asked.then.focus is not None
    held = scenes.after(scene(lang=lang), asked)
    turned = scenes.play(held, e.Wrote(SECRET))
    assert "○○○○○" in scenes.text(turned, lang)
    assert turned.then.timers == (Timer("hold", NOW + MINUTE, "8"),)
    assert turned.then.counts == {"held": 1}
    assert turned.do == ()


def test_each_minute_fills_one_dot_in_place_and_shows_another_small_step() -> None:
    here, seen = holding(), []
    for n in range(1, 5):
        here = at_minute(here, n)
        turned = scenes.play(here, e.Ticked())
        assert [say.fresh for say in turned.say] == [False]
        assert turned.asked
        seen.append(scenes.text(turned))
        here = scenes.after(here, turned)
    assert [text.count("●") for text in seen] == [1, 2, 3, 4]
    assert len({text.split("\n\n")[1] for text in seen}) == 4


def test_after_five_minutes_it_comes_back_anew_and_says_none_of_its_words() -> None:
    turned = scenes.play(at_minute(holding(), 5), e.Ticked())
    assert [say.fresh for say in turned.say] == [False, True]
    assert not turned.say[1].silent
    assert SECRET not in scenes.text(turned), "it is seen on a lock screen"
    assert turned.then.hold is not None
    assert turned.then.hold.stage == "offered"
    assert [type(fact) for fact in turned.do] == [KeepPractice]


def test_a_tick_that_comes_late_shows_the_minute_that_it_is() -> None:
    turned = scenes.play(at_minute(holding(), 3, late=20), e.Ticked())
    assert "●●●○○" in scenes.text(turned)
    assert turned.then.timers[0].at == NOW + MINUTE * 4


def test_a_machine_that_stood_still_for_hours_offers_it_all_the_same() -> None:
    turned = scenes.play(at_minute(holding(), 120), e.Ticked())
    assert turned.say[-1].fresh
    assert turned.then.hold is not None
    assert turned.then.hold.stage == "offered"


@pytest.mark.parametrize("reach", [NUMBERS, LETTERS])
def test_where_nothing_can_be_edited_only_the_end_is_said(reach: object) -> None:
    held = holding(reach=reach)
    assert held.memory.timers == (Timer("hold", NOW + MINUTE * 5, "7"),)
    turned = scenes.play(at_minute(held, 5), e.Ticked())
    assert len(turned.say) == 1
    assert turned.then.rhythm.pushed == held.memory.rhythm.pushed + 1


def test_its_end_does_not_overfill_a_push_window_and_waits_for_the_next_word() -> None:
    held = holding(reach=LETTERS)
    full = held.with_memory(rhythm=replace(held.memory.rhythm, pushed=5))
    ended = scenes.play(at_minute(full, 5), e.Ticked())
    assert not ended.say, "a sixth message would be refused"
    assert ended.then.rhythm.pushed == 5
    back = scenes.play(scenes.after(at_minute(full, 6), ended), e.Here())
    assert back.say[0].lines[0].key == "hold.offered"
    assert back.then.rhythm.pushed == 1


def test_a_timed_edit_leaves_what_was_offered_and_asked_below_it_alone() -> None:
    held = holding()
    asking = scenes.after(held, scenes.play(held, e.CardWrite("edge")))
    turned = scenes.play(at_minute(asking, 1), e.Ticked())
    assert turned.say
    assert turned.then.focus == asking.memory.focus
    assert turned.then.options == asking.memory.options


def test_the_numbers_of_the_held_message_stay_while_it_is_the_last() -> None:
    held = holding()
    turned = scenes.play(at_minute(held, 1), e.Ticked())
    assert turned.then.options[0].data == "1|hs|7|1"


def test_the_menu_opens_below_so_that_no_later_minute_falls_upon_it() -> None:
    turned = scenes.play(holding(), e.HoldAside(7))
    assert turned.say[0].screen == "menu"
    assert turned.say[0].fresh


def test_a_second_one_is_not_begun_while_the_first_is_held() -> None:
    turned = scenes.play(holding(), e.HoldBegin())
    assert turned.toast == "front.toast.here"
    assert "○○○○○" in scenes.text(turned)
    assert turned.then.counts == {"held": 1}


def test_a_second_tap_on_another_step_does_not_skip_one() -> None:
    held, first = through(holding(), e.HoldStep(7, 1))
    second = scenes.play(held, e.HoldStep(7, 1))
    assert second.toast == "front.toast.here"
    assert scenes.text(second) == scenes.text(first)


def test_a_message_changed_on_the_phone_is_changed_where_it_is_held() -> None:
    turned = scenes.play(holding(), e.Amended("a kinder one", "55"))
    assert turned.then.hold is not None
    assert turned.then.hold.text == "a kinder one"
    other = scenes.play(holding(), e.Amended("a kinder one", "56"))
    assert other.then.hold is not None
    assert other.then.hold.text == SECRET


@pytest.mark.parametrize("event", [e.HoldGive(7), e.HoldLet(7), e.HoldStep(7, 1), e.HoldAsIs(7), e.HoldDone(7),
                                   e.HoldAsk(7, "need"), e.HoldPick(7, "need", 0), e.HoldTone(7, 1), e.HoldKeep(7),
                                   e.HoldShow(7), e.HoldCopy(7, "line"), e.HoldAside(7)])  # fmt: skip
def test_an_old_button_changes_nothing_and_leads_to_what_is_open(event: Event) -> None:
    turned = scenes.play(scene(), event)
    assert turned.then.hold is None
    assert turned.toast == "front.toast.old"
    assert turned.say
    newer = replace(holding(), turn=20)
    assert newer.memory.hold is not None
    other = newer.with_memory(hold=replace(newer.memory.hold, number=9))
    assert scenes.play(other, event).then.hold == other.memory.hold


@pytest.mark.parametrize("event", [e.HoldAsIs(7), e.HoldAsk(7, "need"), e.HoldPick(7, "need", 0), e.HoldTone(7, 1),
                                   e.HoldShow(7), e.HoldDone(7), e.HoldKeep(7), e.HoldCopy(7, "words")])  # fmt: skip
def test_a_forged_button_does_not_shorten_the_five_minutes(event: Event) -> None:
    held = holding()
    assert scenes.play(held, event).then.hold == held.memory.hold


# ------------------------------------------------------------------------------------------------- given back
def test_given_back_early_counts_as_partly_practised_and_stops_the_minutes() -> None:
    turned = scenes.play(holding(), e.HoldGive(7))
    assert [fact.how for fact in turned.do if isinstance(fact, KeepPractice)] == ["partly"]
    assert [timer.at for timer in turned.then.timers] == [NOW + hold_at.UNANSWERED]


def test_a_hold_makes_its_date_count_on_the_path() -> None:
    walking = holding().with_memory(walk=Walk(current="day-11"))
    walk = scenes.play(walking, e.HoldLet(7)).then.walk
    assert walk is not None
    assert len(walk.practised) == 1


def test_a_short_message_has_a_copy_button_and_a_long_one_stands_alone_whole() -> None:
    short = scenes.play(offered_back("x" * 256), e.HoldAsIs(7))
    assert scenes.buttons(short)[0].copy is not None
    assert len(short.say) == 1
    long = scenes.play(offered_back("y" * 4096), e.HoldAsIs(7))
    assert scenes.shown(long.say[0]) == "y" * 4096
    assert len(long.say) == 2
    assert all(button.copy is None for button in scenes.buttons(long))


def test_an_emoji_counts_twice_against_the_copy_button() -> None:
    turned = scenes.play(offered_back("😀" * 129), e.HoldAsIs(7))
    assert all(button.copy is None for button in scenes.buttons(turned))


def test_nothing_of_the_words_is_kept_but_counts_and_a_row_without_words() -> None:
    here, turned = through(offered_back(), e.HoldLet(7))
    (entry,) = [fact.entry for fact in turned.do if isinstance(fact, KeepEntry)]
    assert (entry.kind, entry.number, entry.data) == ("hold", 7, {"outcome": "let_go", "minutes": 0})
    assert not any(isinstance(fact, KeepNote) for fact in turned.do)
    gone = scenes.play(at_minute(here, 15, late=1), e.Ticked())
    assert gone.then.hold is None
    assert gone.say == ()
    assert SECRET not in repr(gone.then)
    assert gone.then.counts == {"held": 1, "let_go": 1}


def test_its_owner_may_keep_the_words_and_they_leave_the_memory_for_the_journal() -> None:
    here, _ = through(offered_back(), e.HoldLet(7))
    turned = scenes.play(here, e.HoldKeep(7))
    (note,) = [fact.note for fact in turned.do if isinstance(fact, KeepNote)]
    assert (note.text, note.place) == (SECRET, "hold")
    assert SECRET not in repr(turned.then)
    again = scenes.play(scenes.after(here, turned), e.HoldKeep(7))
    assert again.do == ()


def test_without_an_answer_the_words_are_forgotten_after_a_day() -> None:
    here = offered_back()
    turned = scenes.play(replace(here, now=NOW + hold_at.UNANSWERED), e.Ticked())
    assert turned.say == ()
    assert turned.then.hold is None
    assert SECRET not in repr(turned.then)
    (entry,) = [fact.entry for fact in turned.do if isinstance(fact, KeepEntry)]
    assert entry.data["outcome"] == "open"


def test_a_line_that_was_copied_without_another_word_counts_as_rewritten() -> None:
    here, _ = previewed()
    turned = scenes.play(replace(here, now=NOW + hold_at.UNANSWERED), e.Ticked())
    assert turned.then.counts["rewritten"] == 1


# ------------------------------------------------------------------------------------------------- danger, and doors
def test_words_of_danger_are_held_and_met_and_no_minute_falls_upon_the_card() -> None:
    asked = asked_for()
    turned = scenes.play(asked, e.Wrote("I want to kill myself"))
    assert turned.then.crisis is not None
    assert turned.then.hold is not None
    assert [say.screen for say in turned.say] == ["crisis"]
    here = scenes.after(asked, turned)
    ticked = scenes.play(at_minute(here, 1), e.Ticked())
    assert ticked.say == ()
    back = scenes.play(at_minute(scenes.after(here, ticked), 2), e.CrisisBack())
    assert "●●○○○" in scenes.text(back)
    assert back.then.timers == (Timer("hold", NOW + MINUTE * 3, "7"),)


def test_after_an_open_card_a_new_hold_gets_its_minutes() -> None:
    before = scene(Memory(crisis=Crisis(1, "self")))
    here, _ = through(before, e.HoldBegin(), e.Wrote(SECRET))
    assert scenes.play(replace(here, now=NOW + MINUTE), e.Ticked()).say


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("door", ["hold", "stay"])
def test_a_shared_link_leads_somebody_new_straight_in_by_one_button_that_agrees(lang: str, door: str) -> None:
    new = scenes.new_person(lang)
    greeted = scenes.play(new, e.Started(door))
    agree = scenes.label(greeted, scenes.library().words[lang]["front.button.begin"], lang)
    assert agree == e.HoldAgree(door)
    inside = scenes.play(scenes.after(new, greeted), agree)
    assert inside.then.profile.agreed_at == NOW
    assert inside.say[0].screen == door
    known = scenes.play(scene(lang=lang), e.Started(door))
    assert known.say[0].lines == inside.say[0].lines


def test_nobody_who_has_not_agreed_gets_in_by_another_button() -> None:
    new = scenes.new_person()
    for event in (e.HoldBegin(), e.StayBegin()):
        assert scenes.play(new, event).say[0].lines[0].key.startswith("hold.door.")
    assert scenes.play(new, e.HoldLet(7)).toast == "front.toast.old"


def test_the_counts_stand_in_one_line_and_nowhere_before_the_first() -> None:
    assert hold.summary(Memory()) is None
    line = hold.summary(Memory(counts={"held": 14, "rewritten": 9, "let_go": 3}))
    assert line is not None
    assert scenes.renderer().label("en", line) == "14 held, 9 rewritten, 3 let go."
    walking = scene(Memory(counts={"held": 14, "rewritten": 9, "let_go": 3}, walk=Walk(current="day-11")))
    assert "14 held" in scenes.text(scenes.play(walking, e.Page("progress")))
    done = replace(walking, memory=replace(walking.memory, walk=Walk(finished=True)))
    assert "14 held" in scenes.text(scenes.play(done, e.Here()))


def test_the_link_to_share_leads_straight_here() -> None:
    here = replace(offered_back(), bot_link="https://t.me/kintsugi_bot")
    urls = [button.url for button in scenes.buttons(scenes.play(here, e.HoldLet(7))) if button.url]
    assert urls == ["https://t.me/share/url?url=https://t.me/kintsugi_bot%3Fstart%3Dhold"]


# ------------------------------------------------------------------------------------------------- how it looks
@pytest.mark.parametrize("lang", LANGS)
def test_every_screen_of_it_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    held = holding(lang=lang)
    offered = scenes.after(held, scenes.play(held, e.HoldGive(7)))
    feeling, asked = through(offered, e.HoldAsk(7, "feeling"))
    need, needs = through(feeling, e.HoldPick(7, "feeling", 1))
    ask, asks = through(need, e.HoldPick(7, "need", 1))
    preview, line = through(ask, e.HoldPick(7, "ask", 1))
    turns = [scenes.play(held, e.HoldBegin()), scenes.play(held, e.HoldGive(7)), asked, needs, asks, line]
    turns += [scenes.play(preview, event) for event in (e.HoldDone(7), e.HoldLet(7), e.HoldAsk(7, "line"))]
    for say in (say for turned in turns for say in turned.say):
        shown = scenes.renderer().screen(say, lang, held.reach)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown)
