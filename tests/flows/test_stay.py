"""One more minute before leaving, without any phone: asked first, quiet, and free to go at any second."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepEntry, KeepPractice
from bot.domain.memory import Memory, Timer
from bot.domain.people import LETTERS
from bot.domain.scene import Scene, Turn
from bot.flows import stay
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.scenes import LANGS, NOW, scene

MINUTE = timedelta(minutes=1)


def _asked(**changes: object) -> Scene:
    before = scene(**changes)  # type: ignore[arg-type]
    return scenes.after(before, scenes.play(before, e.StayBegin()))


def _minute(**changes: object) -> Scene:
    asked = _asked(**changes)
    return scenes.after(asked, scenes.play(asked, e.StayIf(7, "yes")))


def _over(seconds: float = 60, **changes: object) -> tuple[Scene, Turn]:
    here = replace(_minute(**changes), now=NOW + timedelta(seconds=seconds))
    turned = scenes.play(here, e.Ticked())
    return scenes.after(here, turned), turned


@pytest.mark.parametrize("lang", LANGS)
def test_whether_it_is_calm_and_the_door_is_free_is_asked_before_any_minute(lang: str) -> None:
    asked = scenes.play(scene(lang=lang), e.StayBegin())
    assert scenes.library().words[lang]["hold.stay.safe"] in scenes.text(asked, lang)
    assert asked.then.timers == ()
    assert asked.then.counts == {}


@pytest.mark.parametrize("lang", LANGS)
def test_where_it_is_not_calm_the_way_out_comes_first_and_then_help(lang: str) -> None:
    turned = scenes.play(_asked(lang=lang), e.StayIf(7, "no"))
    assert turned.then.timers == ()
    assert scenes.events(turned)[0] == e.HelpNow()
    assert scenes.library().words[lang]["hold.stay.unsafe"].split("\n")[0] in scenes.text(turned, lang)


def test_anything_but_a_clear_yes_is_no() -> None:
    turned = scenes.play(_asked(), e.StayIf(7, "maybe"))
    assert turned.then.stay is not None
    assert turned.then.stay.stage == "unsafe"


def test_the_minute_ends_without_a_sound_and_counts() -> None:
    assert _minute().memory.timers == (Timer("stay", NOW + MINUTE, "7"),)
    here, turned = _over()
    assert [(say.fresh, say.silent) for say in turned.say] == [(True, True)]
    assert here.memory.counts == {"stayed": 1}
    (entry,) = [fact.entry for fact in turned.do if isinstance(fact, KeepEntry)]
    assert (entry.kind, entry.number, entry.data) == ("stay", 7, {"outcome": "stayed"})
    assert [fact.how for fact in turned.do if isinstance(fact, KeepPractice)] == ["done"]


def test_a_minute_that_ended_a_while_ago_says_so_and_goes_on_from_there() -> None:
    _, turned = _over(91)
    assert "a while ago" in scenes.text(turned)
    _, soon = _over(89)
    assert "a while ago" not in scenes.text(soon)


def test_leaving_in_the_middle_is_fine_and_stops_the_clock() -> None:
    turned = scenes.play(_minute(), e.StayLeave(7))
    assert turned.then.timers == ()
    assert turned.then.counts == {}
    assert [fact.how for fact in turned.do if isinstance(fact, KeepPractice)] == ["partly"]


@pytest.mark.parametrize(
    ("zone", "minutes", "said"),
    [
        ("", 20, "in 20 minutes."),
        ("Asia/Shanghai", 30, "in 30 minutes, at 20:31."),
        ("Asia/Shanghai", 60, "in 60 minutes, at 21:01."),
        ("", 0, "tonight."),
        ("", -1, "tomorrow morning."),
    ],
)
def test_a_pause_line_names_its_time_of_return_and_can_be_copied(zone: str, minutes: int, said: str) -> None:
    here, _ = _over(zone=zone)
    turned = scenes.play(here, e.StayBack(7, minutes))
    copied = scenes.buttons(turned)[0].copy
    assert copied is not None
    assert scenes.renderer().label("en", copied).endswith(said)


def test_tonight_is_offered_only_while_there_is_an_evening_left() -> None:
    def offered(zone: str) -> set[int]:
        _, turned = _over(zone=zone)
        return {event.minutes for event in scenes.events(turned) if isinstance(event, e.StayBack)} - {20, 30, 60}

    assert offered("Europe/London") == {0}
    assert offered("Pacific/Auckland") == {-1}, "it is one in the morning there"
    assert offered("") == {0, -1}


def test_where_nothing_can_be_copied_the_line_is_a_message_of_its_own() -> None:
    here, _ = _over(reach=LETTERS)
    here = scenes.after(here, scenes.play(here, e.StayBack(7, 20)))
    turned = scenes.play(here, e.StayCopy(7, 20))
    assert scenes.shown(turned.say[0]).endswith("in 20 minutes.")
    assert turned.say[1].rows


@pytest.mark.parametrize(
    "event", [e.StayIf(7, "yes"), e.StayLeave(7), e.StayBack(7, 20), e.StayEnd(7), e.StayCopy(7, 20)]
)
def test_an_old_button_starts_nothing(event: Event) -> None:
    turned = scenes.play(scene(), event)
    assert turned.then.stay is None
    assert turned.toast == "front.toast.old"
    here, _ = _over()
    done = scenes.after(here, scenes.play(here, e.StayEnd(7)))
    assert scenes.play(done, event).then == replace(done.memory, rhythm=scenes.play(done, event).then.rhythm,
                                                     options=scenes.play(done, event).then.options)  # fmt: skip


def test_a_time_that_nobody_offered_is_no_time() -> None:
    here, _ = _over()
    turned = scenes.play(here, e.StayBack(7, 99_999))
    assert turned.then.stay is not None
    assert turned.then.stay.stage == "stayed"


def test_a_minute_that_runs_is_not_begun_twice() -> None:
    here = _minute()
    turned = scenes.play(here, e.StayBegin())
    assert turned.then.stay == here.memory.stay
    assert turned.toast == "front.toast.here"


def test_help_in_the_middle_leads_back_to_the_minute() -> None:
    here = _minute()
    helped = scenes.after(here, scenes.play(here, e.HelpNow()))
    back = scenes.play(helped, e.CrisisBack())
    assert back.say[0].screen == stay.SCREEN


def test_words_of_danger_meanwhile_keep_the_minute_silent() -> None:
    here = _minute()
    met = scenes.after(here, scenes.play(here, e.Wrote("I want to kill myself")))
    turned = scenes.play(replace(met, now=NOW + MINUTE), e.Ticked())
    assert turned.say == ()


@pytest.mark.parametrize("lang", LANGS)
def test_every_screen_of_it_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    here, over = _over(lang=lang)
    pause = scenes.play(here, e.StayBack(7, 20))
    asked, minute = _asked(lang=lang), _minute(lang=lang)
    turns = [over, pause, scenes.play(minute, e.StayBegin()), scenes.play(minute, e.StayLeave(7))]
    turns += [scenes.play(asked, e.StayIf(7, "no")), scenes.play(scene(Memory(), lang=lang), e.StayBegin())]
    turns.append(scenes.play(scenes.after(here, pause), e.StayEnd(7)))
    for say in (say for turned in turns for say in turned.say):
        shown = scenes.renderer().screen(say, lang, here.reach)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown)
