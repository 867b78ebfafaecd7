"""Body scans: what is asked before and after, what is kept, and what a heavy one leads to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepNote
from bot.domain.memory import Scan
from bot.domain.people import FULL, NUMBERS
from bot.domain.scene import Scene, Turn
from bot.flows import scan_screens, settled
from bot.flows.common import BACK
from bot.flows.scan_screens import of
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.guided import FORMS, act, at_forms, begun, entries, part, practised, press, rings
from tests.flows.scenes import LANGS, scene


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
