"""Guided parts: when the next is due, what a timer finds, and what is kept of a scan, slow breath and five senses."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, KeepEntry, KeepNote, KeepPractice
from bot.domain.library import Guided
from bot.domain.memory import Memory, Scan, Timer
from bot.domain.people import FULL, LETTERS, NUMBERS
from bot.domain.scene import Scene, Turn
from bot.flows import guide, scan_screens, senses, settled
from bot.flows.common import BACK
from bot.flows.scan_screens import of
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.scenes import LANGS, NOW, scene

SECOND = timedelta(seconds=1)
FORMS = {one.id: one for one in scenes.library().scans if one.kind == "scan"}
BREATHS = {one.id: one for one in scenes.library().scans if one.kind == "breath"}


def form(name: str) -> Guided:
    return FORMS[name]


def next_turn(before: Scene, turned: Turn, seconds: float = 0) -> Scene:
    return replace(
        before, memory=turned.then, now=before.now + timedelta(seconds=seconds), turn=before.turn + 1
    )


def press(here: Scene, event: Event, seconds: float = 1) -> tuple[Scene, Turn]:
    """A press some seconds later; the scene after it."""
    here = replace(here, now=here.now + timedelta(seconds=seconds))
    turned = scenes.play(here, event)
    return next_turn(here, turned), turned


def rings(here: Scene, late: float = 0) -> tuple[Scene, Turn]:
    """The clock looks when the timer is due, or late."""
    (timer,) = here.memory.timers
    here = replace(here, now=timer.at + timedelta(seconds=late))
    turned = scenes.play(here, e.Ticked())
    return next_turn(here, turned), turned


def at_forms(lang: str = "en", **more: object) -> Scene:
    asked = Memory(scan=Scan(asked=True, **more))  # type: ignore[arg-type]
    return press(scene(asked, lang=lang), e.ScanOpen(""))[0]


def begun(name: str = "3", before: int = 5, lang: str = "en", **more: object) -> Scene:
    """A scan at its first part."""
    here = at_forms(lang, **more)
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, name))
    return press(here, e.ScanLevel(run, "before", before))[0]


def act(here: Scene, what: str, seconds: float = 1) -> tuple[Scene, Turn]:
    at = of(here).guide
    assert at is not None
    return press(here, e.ScanAct(at.run, at.part, what), seconds)


def part(here: Scene) -> str:
    at = of(here).guide
    assert at is not None
    return at.part


def entries(turned: Turn) -> list[Entry]:
    return [fact.entry for fact in turned.do if isinstance(fact, KeepEntry)]


def practised(turned: Turn) -> list[tuple[str, str]]:
    return [(fact.what, fact.how) for fact in turned.do if isinstance(fact, KeepPractice)]


# ----------------------------------------------------------------------------------------------------- the structure
def test_the_forms_have_the_lengths_that_they_are_named_for() -> None:
    assert {name: sum(p.seconds for p in one.parts) for name, one in FORMS.items()} == {
        "10": 600, "5": 300, "3": 180, "hands": 250,
    }  # fmt: skip
    assert {name: sum(p.seconds for p in one.parts) for name, one in BREATHS.items()} == {"5": 300, "1": 60}


def test_the_ten_minutes_start_each_part_when_the_plan_says() -> None:
    starts = {p.id: p.start for p in form("10").parts}
    assert starts == {
        "permission": 0, "arrive": 30, "anchor": 75, "feet": 120, "lower-legs": 170, "thighs": 210, "belly": 250,
        "chest": 300, "hands": 350, "shoulders": 400, "face": 445, "whole": 490, "widen": 540, "return": 570,
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_parts_words_fit_its_time(lang: str) -> None:
    own = scenes.library().words[lang]
    fewest, most = (25, 45) if lang == "en" else (40, 75)
    for one in {p.id for each in FORMS.values() for p in each.parts}:
        text = own[f"scan.part.{one}"].replace("{{ minutes }}", "10")
        count = len(text.split()) if lang == "en" else len(re.sub(r"\s", "", text))
        assert fewest <= count <= most, one


# ------------------------------------------------------------------------------------------------------ the mechanism
def test_a_late_look_does_not_push_the_rest_of_the_plan_back() -> None:
    here, started = begun(), begun().now
    here, _ = rings(here, late=9)
    assert here.memory.timers[0].at == started + timedelta(seconds=15 + 35)


def test_no_part_follows_another_within_a_quarter_of_a_minute() -> None:
    here = begun("5")
    here, _ = rings(here, late=29)
    assert part(here) == "anchor"
    assert here.memory.timers[0].at - here.now == guide.GAP


@pytest.mark.parametrize(("late", "plays"), [(0, True), (30, True), (30.5, False), (3600, False)])
def test_a_part_that_is_more_than_half_a_minute_late_offers_to_go_on(late: float, plays: bool) -> None:
    here, turned = rings(begun("3"), late=late)
    shown = scenes.text(turned)
    assert (scenes.library().words["en"]["scan.part.anchor"] in shown) is plays
    assert (scenes.library().words["en"]["scan.late"] in shown) is not plays
    assert len(here.memory.timers) == plays
    here, turned = act(here, "skip") if plays else act(here, "go")
    assert part(here) == ("feet" if plays else "anchor")


def test_a_pause_waits_and_the_part_begins_afresh() -> None:
    here, _ = rings(begun("3"))
    here, turned = act(here, "pause", seconds=20)
    assert here.memory.timers == ()
    assert e.ScanAct(of(here).run, "anchor", "go") in scenes.events(turned)
    here, turned = act(here, "go", seconds=3000)
    assert part(here) == "anchor"
    assert here.memory.timers == (Timer("scan", here.now + 35 * SECOND, f"{of(here).run}/anchor"),)


def test_whoever_went_elsewhere_is_not_called_back_and_has_practised() -> None:
    here, _ = rings(begun("3"))
    here, _ = press(here, e.Page("menu"))
    here, turned = rings(here)
    assert turned.say == ()
    assert practised(turned) == [("scan", "partly")]
    assert here.memory.timers == ()
    here, turned = press(here, e.ScanOpen(""))
    assert e.ScanAct(of(here).run, "anchor", "go") in scenes.events(turned)


def test_a_part_below_something_else_is_sent_anew_without_a_sound() -> None:
    here = begun("3")
    _, in_place = rings(here)
    assert [(say.fresh, say.silent) for say in in_place.say] == [(False, True)]
    _, below = rings(replace(here, turn=here.turn + 1))
    assert [(say.fresh, say.silent) for say in below.say] == [(True, True)]


def test_by_choice_each_part_comes_with_a_sound_as_a_message_of_its_own() -> None:
    here = at_forms()
    here, turned = press(here, e.ScanPick(of(here).run, "buzz"))
    assert turned.toast == "scan.toast.buzz"
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, "3"))
    here, _ = press(here, e.ScanLevel(run, "before", 5))
    soon, turned = rings(here)
    assert [(say.fresh, say.silent) for say in turned.say] == [(True, False)]
    _, turned = rings(soon, late=1200)
    assert [say.silent for say in turned.say] == [True], "hours later nobody is buzzed for it"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_comes_to_its_end_by_the_clock_alone(name: str) -> None:
    here = begun(name)
    began, heard = here.now, [part(here)]
    while here.memory.timers:
        here, turned = rings(here)
        heard.append(part(here))
    assert tuple(heard[:-1]) == tuple(p.id for p in form(name).parts)
    assert here.now - began == timedelta(seconds=sum(p.seconds for p in form(name).parts))
    assert practised(turned) == [("scan", "done")]
    assert entries(turned)[0].data["reached"] == entries(turned)[0].data["of"] == len(form(name).parts)


def test_where_few_messages_may_be_sent_each_part_waits_to_be_asked_for() -> None:
    here = replace(at_forms(), reach=LETTERS)
    run = of(here).run
    here, _ = press(here, e.ScanForm(run, "3"))
    here, turned = press(here, e.ScanLevel(run, "before", 5))
    assert here.memory.timers == ()
    assert not any(isinstance(event, e.ScanAct) and event.act == "pause" for event in scenes.events(turned))
    for _ in form("3").parts:
        here, turned = act(here, "skip", seconds=300)
    assert of(here).stage == "after"
    assert practised(turned) == [("scan", "done")]


# ------------------------------------------------------------------------------------------------------------ the scan
def test_what_speaks_against_a_scan_is_asked_once_and_not_kept() -> None:
    here, turned = press(scene(), e.ScanOpen(""))
    run = of(here).run
    assert e.ScanPick(run, "fits") in scenes.events(turned)
    here, turned = press(here, e.ScanPick(run, "fits"))
    assert turned.do == ()
    assert (of(here).form, of(here).lowered) == ("hands", True)
    assert {e.ScanForm(run, "hands"), e.ScanPick(run, "walk")} <= set(scenes.events(turned))
    here, turned = press(here, e.ScanOpen("10"))
    assert of(here).stage == "choose"
    assert scan_screens.suggested(of(here)) == "hands"
    assert e.ScanForm(of(here).run, "10") in scenes.events(turned), "it routes, and closes nothing"


def test_a_walk_counts_as_well() -> None:
    here, _ = press(scene(), e.ScanOpen(""))
    run = of(here).run
    for what in ("fits", "walk"):
        here, _ = press(here, e.ScanPick(run, what))
    here, turned = press(here, e.ScanPick(run, "walked"))
    assert practised(turned) == [("walk", "done")]
    assert BACK.event in scenes.events(turned)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("steps", [0, 2])
def test_a_stopped_scan_counts(lang: str, steps: int) -> None:
    here = begun("5", lang=lang)
    for _ in range(steps):
        here, _ = rings(here)
    here, turned = act(here, "stop")
    assert practised(turned) == [("scan", "partly")]
    data = entries(turned)[0].data
    assert (data["form"], data["ended"], data["reached"], data["of"]) == ("5", "stopped", steps + 1, 9)
    assert scenes.library().words[lang]["scan.stopped"].split("\n")[0] in scenes.text(turned, lang)
    assert here.memory.timers == ()
    assert here.memory.counts["scans"] == 1


def test_a_second_tap_on_stop_changes_nothing() -> None:
    here = begun()
    at = of(here).guide
    assert at is not None
    here, _ = act(here, "stop")
    here, turned = press(here, e.ScanAct(at.run, at.part, "stop"))
    assert (turned.toast, turned.do) == ("front.toast.here", ())
    assert here.memory.counts["scans"] == 1


def test_a_second_tap_on_skip_skips_once() -> None:
    here = begun()
    first = e.ScanAct(of(here).run, part(here), "skip")
    here, _ = press(here, first)
    due = here.memory.timers
    here, turned = press(here, first)
    assert (part(here), turned.toast, here.memory.timers) == ("anchor", "front.toast.here", due)


def test_feet_and_hands_can_be_taken_from_any_part() -> None:
    here, _ = rings(begun("10"))
    here, _ = act(here, "hands")
    assert (part(here), of(here).picked) == ("feet", "hands")
    here, turned = act(here, "skip")
    assert part(here) == "hands"
    assert not any(isinstance(event, e.ScanAct) and event.act == "hands" for event in scenes.events(turned))


def level(here: Scene, value: int) -> tuple[Scene, Turn]:
    return press(here, e.ScanLevel(of(here).run, "after", value))


@pytest.mark.parametrize(("after", "stirred"), [(7, False), (4, False), (3, False), (2, True), (0, True)])
def test_clearly_less_settled_leads_to_the_senses_and_a_shorter_form(after: int, stirred: bool) -> None:
    here, _ = act(begun("5", before=5), "stop")
    here, turned = level(here, after)
    assert ([say.screen for say in turned.say] == ["scan", "senses"]) is stirred
    if stirred:
        assert turned.say[1].fresh
        assert (of(here).form, of(here).lowered) == ("3", True)
        assert entries(turned)[0].data["after"] == after
    else:
        assert turned.say[0].wants_words


def test_unreal_leads_to_the_senses_however_it_is_said() -> None:
    here, _ = act(begun("10", before=-1), "stop")
    run = of(here).run
    _, by_button = press(here, e.ScanPick(run, "unreal"))
    asked, _ = level(here, -1)
    _, by_word = press(asked, e.ScanWord(run, "unreal"))
    _, typed = press(asked, e.Wrote("Far away."))
    for turned in (by_button, by_word, typed):
        assert [say.screen for say in turned.say] == ["scan", "senses"]
        assert turned.then.scan is not None
        assert (turned.then.scan.form, turned.then.scan.lowered) == ("5", True)
        assert entries(turned)[0].data["word"] == "unreal"


def test_a_lowered_form_stays_until_a_longer_one_went_well() -> None:
    lowered = Scan(form="3", lowered=True, picked="3")
    assert settled._learnt(lowered, hard=False).lowered
    again = settled._learnt(replace(lowered, picked="10"), hard=False)
    assert (again.form, again.lowered) == ("10", False)
    assert settled._learnt(Scan(picked="hands"), hard=True).form == "hands"


def test_a_day_may_ask_for_its_own_form() -> None:
    assert scan_screens.suggested(Scan(form="3", wish="10")) == "10"
    assert scan_screens.suggested(Scan(form="3", wish="10", lowered=True)) == "3"
    assert scan_screens.suggested(Scan(form="5", wish="")) == "5"


def test_a_word_of_ones_own_goes_into_the_journal() -> None:
    here, _ = act(begun("3"), "stop")
    here, _ = level(here, 6)
    here, turned = press(here, e.Wrote("porous", ref="88"))
    notes = [fact.note for fact in turned.do if isinstance(fact, KeepNote)]
    assert [(note.place, note.text, note.ref) for note in notes] == [("scan", "porous", "88")]
    assert entries(turned)[0].data["note"] == notes[0].number
    assert e.NoteUndo(notes[0].number) in scenes.events(turned)


def test_a_typed_number_is_the_level_that_it_says() -> None:
    here = replace(at_forms(), reach=NUMBERS)
    here, _ = press(here, e.ScanForm(of(here).run, "3"))
    for typed, value in (("7", 7), ("10", 10), ("0", 0), ("１", 1), ("三", 3)):
        after, _ = press(here, e.Wrote(typed))
        assert of(after).before == value, typed


@pytest.mark.parametrize(
    "event",
    [
        e.ScanLevel(1, "before", 11), e.ScanLevel(1, "after", 3), e.ScanForm(1, "99"), e.ScanPick(1, "nothing"),
        e.ScanWord(1, "calm"), e.ScanAct(1, "feet", "dance"), e.BreathForm(1, "7"), e.BreathAct(1, "fog", "fly"),
        e.SensesStep(1, "see", "found"), e.SensesAfter(1, "back"),
    ],
)  # fmt: skip
def test_a_forged_button_redraws_what_is_open(event: Event) -> None:
    for here in (scene(), at_forms(), begun()):
        turned = scenes.play(here, event)
        assert turned.say
        assert turned.do == ()
        assert turned.toast in ("front.toast.old", "front.toast.here")
        assert turned.then.timers == here.memory.timers


# --------------------------------------------------------------------------------------------------------- slow breath
def breathing(name: str = "5") -> Scene:
    here, _ = press(scene(), e.BreathOpen())
    assert here.memory.breath is not None
    return press(here, e.BreathForm(here.memory.breath.run, name))[0]


@pytest.mark.parametrize("name", BREATHS)
def test_slow_breath_says_a_line_every_quarter_of_a_minute_to_its_end(name: str) -> None:
    here, lines = breathing(name), 1
    began = here.now
    while here.memory.timers:
        before = here.now
        here, turned = rings(here)
        lines += 1
        assert 15 <= (here.now - before).total_seconds() <= 20
    assert (here.now - began).total_seconds() == int(name) * 60
    assert lines == len(BREATHS[name].parts) + 1
    assert practised(turned) == [("breath", "done")]


@pytest.mark.parametrize(("what", "ended"), [("dizzy", "feet"), ("stop", "stopped")])
def test_dizzy_leads_to_the_feet_and_any_end_counts(what: str, ended: str) -> None:
    here, _ = rings(breathing())
    at = here.memory.breath.guide if here.memory.breath else None
    assert at is not None
    here, turned = press(here, e.BreathAct(at.run, at.part, what))
    assert entries(turned)[0].data == {"form": "5", "reached": 2, "of": 15, "ended": ended}
    assert practised(turned) == [("breath", "partly")]
    assert scenes.library().words["en"][f"breath.{ended}"] in scenes.text(turned)
    assert (e.SensesBegin() in scenes.events(turned)) is (ended == "feet")
    assert here.memory.timers == ()


def test_slow_breath_pauses_goes_on_and_offers_to_after_a_late_line() -> None:
    here = breathing("1")
    at = here.memory.breath.guide if here.memory.breath else None
    assert at is not None
    here, _ = press(here, e.BreathAct(at.run, at.part, "pause"))
    assert here.memory.timers == ()
    here, _ = press(here, e.BreathAct(at.run, at.part, "go"))
    here, turned = rings(here, late=31)
    assert scenes.library().words["en"]["breath.late"] in scenes.text(turned)
    assert here.memory.timers == ()


def test_a_scan_and_slow_breath_keep_a_timer_each() -> None:
    here = begun()
    here, _ = press(here, e.BreathOpen())
    assert here.memory.breath is not None
    here, _ = press(here, e.BreathForm(here.memory.breath.run, "5"))
    assert sorted(timer.what for timer in here.memory.timers) == ["breath", "scan"]


# --------------------------------------------------------------------------------------------------------- five senses
def looked(how: str = "found", steps: int = 5) -> tuple[Scene, Turn]:
    here, turned = press(scene(), e.SensesBegin())
    assert here.memory.senses is not None
    for step in senses.STEPS[:steps]:
        here, turned = press(here, e.SensesStep(here.memory.senses.run, step, how), 20)
        assert here.memory.senses is not None
    return here, turned


@pytest.mark.parametrize(("how", "found"), [("found", 5), ("skip", 0)])
def test_five_taps_go_round_the_senses_and_count(how: str, found: int) -> None:
    _, turned = looked(how)
    assert practised(turned) == [("senses", "done")]
    assert entries(turned)[0].data == {"found": found, "of": 5, "near": ""}


@pytest.mark.parametrize("near", senses.NEAR)
def test_who_is_still_far_away_is_led_to_people(near: str) -> None:
    here, _ = looked()
    assert here.memory.senses is not None
    _, turned = press(here, e.SensesAfter(here.memory.senses.run, near))
    primary = [button.event for button in scenes.buttons(turned) if button.style == "primary"]
    assert (primary == [e.HelpNow()]) is (near == "far")
    assert entries(turned)[0].data["near"] == near


@pytest.mark.parametrize("steps", [0, 1])
def test_a_look_round_can_be_stopped_and_counts_from_the_first_thing_found(steps: int) -> None:
    here, _ = looked(steps=steps)
    assert here.memory.senses is not None
    _, turned = press(here, e.SensesStep(here.memory.senses.run, senses.STEPS[steps], "stop"))
    assert practised(turned) == ([("senses", "partly")] if steps else [])


def test_of_somebody_who_agreed_to_nothing_nothing_is_kept() -> None:
    here, _ = press(scenes.new_person(), e.SensesBegin())
    for step in senses.STEPS:
        assert here.memory.senses is not None
        here, turned = press(here, e.SensesStep(here.memory.senses.run, step, "found"))
        assert turned.do == ()


def test_the_help_card_leads_back_into_the_middle_of_each() -> None:
    for here, screen in ((begun(), "scan"), (breathing(), "breath"), (looked(steps=2)[0], "senses")):
        helped, _ = press(here, e.HelpNow())
        _, turned = press(helped, e.CrisisBack())
        assert [say.screen for say in turned.say] == [screen]


def test_a_guide_knows_each_of_its_forms() -> None:
    here = begun("3")
    at = of(here).guide
    assert at is not None
    assert guide.dots(form("3"), at) == "●○○○○○"
    assert guide.following(form("3"), at) == form("3").parts[1]
    assert guide.following(form("3"), replace(at, part="return")) is None
    assert guide.part_of(form("3"), replace(at, part="gone")) == form("3").parts[0]
    assert not guide.waits(replace(here, now=NOW + timedelta(days=1)), at)


@pytest.mark.parametrize("lang", LANGS)
def test_every_screen_of_a_scan_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    here, turned = press(scene(lang=lang), e.ScanOpen(""))
    run, seen = of(here).run, [turned]
    for what in ("fits", "walk"):
        seen.append(press(here, e.ScanPick(run, "fits"))[1])
        here, turned = press(here, e.ScanPick(run, what))
        seen.append(turned)
    here, turned = press(at_forms(lang), e.ScanPick(of(at_forms(lang)).run, "buzz"))
    seen += [turned, press(here, e.ScanForm(of(here).run, "10"))[1]]
    for name in FORMS:
        here = begun(name, lang=lang)
        seen.append(act(here, "pause")[1])
        while here.memory.timers:
            here, turned = rings(here)
            seen.append(turned)
    here, turned = level(here, 7)
    for say in (say for each in (*seen, turned) for say in each.say):
        shown = scenes.renderer().screen(say, lang, FULL)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown), shown.text
