"""After-notes as values: three feelings, one line, and nothing kept where nothing was said."""

from __future__ import annotations

import pytest

from bot.domain import events as e
from bot.domain.facts import DropEntry, Entry, KeepEntry, KeepNote
from bot.domain.memory import Aftertaste, Memory, Walk
from bot.domain.people import FULL
from bot.domain.scene import Scene
from bot.flows import aftertaste
from bot.flows.common import today
from tests.dialogue import looks
from tests.flows import scenes

ON = scenes.NOW.date()


def _scene(*feelings: str, note: int = 0, run: int = 7) -> Scene:
    after = Aftertaste(run, scenes.NOW, ON, "day-12", feelings, note)
    return scenes.scene(Memory(walk=Walk(current="day-12", days={"day-12": "done"}), aftertaste=after))


def test_asking_twice_on_one_date_goes_on_with_what_was_begun() -> None:
    scene = _scene("calm", run=3)
    assert today(scene) == ON
    again = scenes.play(scene, e.AfterAsk("day-12"))
    other = scenes.play(scene, e.AfterAsk("day-13"))
    assert again.then.aftertaste == scene.memory.aftertaste
    assert other.then.aftertaste is not None
    assert (other.then.aftertaste.run, other.then.aftertaste.feelings) == (7, ())


def test_each_tap_is_kept_whole_and_the_last_one_taken_out_drops_it() -> None:
    turned = scenes.play(_scene("calm"), e.AfterPick(7, "sad"))
    data: dict[str, str | int] = {"about": "day-12", "feeling-1": "calm", "feeling-2": "sad"}
    assert turned.do == (KeepEntry(Entry("after", 7, scenes.NOW, ON, data)),)
    assert scenes.play(_scene("calm"), e.AfterPick(7, "calm")).do == (DropEntry("after", 7),)


def test_a_fourth_feeling_waits_until_one_is_taken_out() -> None:
    scene = _scene("calm", "sad", "warm")
    turned = scenes.play(scene, e.AfterPick(7, "cross"))
    assert turned.then.aftertaste == scene.memory.aftertaste
    assert turned.toast == "after.toast.three"
    assert not turned.do


def test_a_line_is_a_note_of_its_day_and_the_entry_only_names_it() -> None:
    scene = _scene("warm")
    scene = scenes.after(scene, scenes.play(scene, e.AfterLine(7)))
    turned = scenes.play(scene, e.Wrote("Shaky, then fine."))
    note = next(fact.note for fact in turned.do if isinstance(fact, KeepNote))
    entry = next(fact.entry for fact in turned.do if isinstance(fact, KeepEntry))
    assert (note.text, note.place, note.day) == ("Shaky, then fine.", "after", "day-12")
    assert entry.data == {"about": "day-12", "feeling-1": "warm", "note": note.number}
    assert e.AfterLine(7) not in scenes.events(turned)


def test_words_whose_after_note_is_gone_are_kept_all_the_same() -> None:
    turned = aftertaste.wrote(scenes.scene(Memory()), e.Wrote("still mine"))
    assert [fact.note.text for fact in turned.do if isinstance(fact, KeepNote)] == ["still mine"]
    assert turned.say


@pytest.mark.parametrize("press", [e.AfterPick(6, "calm"), e.AfterPick(7, "furious"), e.AfterLine(6), e.AfterShow(6)])
def test_a_press_that_does_not_fit_changes_nothing(press: e.Press) -> None:
    scene = _scene("calm")
    turned = scenes.play(scene, press)
    assert turned.then.aftertaste == scene.memory.aftertaste
    assert not turned.do
    assert turned.toast == "front.toast.old"


@pytest.mark.parametrize("lang", scenes.LANGS)
def test_its_screen_fits_a_small_phone_with_whole_labels(lang: str) -> None:
    for after in (_scene().memory.aftertaste, _scene("relieved", "hopeful", "nervous", note=9).memory.aftertaste):
        assert after is not None
        shown = scenes.renderer().screen(aftertaste.screen(after), lang, FULL)
        assert looks.height(shown) <= looks.ROOM
        assert not looks.too_wide(shown)
