"""Short exercises and experiments as pure conversations: each screen fits, nothing is lost, old buttons do nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.content.exercises import exercises_from
from bot.domain import events as e
from bot.domain.exercises import Exercise, Piece
from bot.domain.facts import DropEntry, DropNote, DropPractice, KeepEntry, KeepNote, KeepPractice, Note
from bot.domain.memory import Memory, Walk
from bot.domain.people import FULL
from bot.domain.scene import Scene, Turn
from bot.flows import plan, practice
from bot.flows.experiment_screens import PICKS
from tests.dialogue import looks
from tests.flows import scenes
from tests.flows.scenes import NOW, after, play

LANGS = ("en", "zh")
EXERCISES = tuple(scenes.library().exercises.values())
EXPERIMENTS = tuple(scenes.library().experiments.values())
LONG = "a quiet word or two, " * 5


def on_the_day(day: str, lang: str = "en") -> Scene:
    """Somebody whose path stands at a day."""
    return scenes.scene(Memory(walk=Walk(current=day, steps=scenes.library().steps)), lang=lang)


def through(found: Exercise, scene: Scene, words: str = "") -> Iterator[tuple[Scene, Turn]]:
    """Every turn of an exercise up to its preview or end, with our first picks or with words of one's own."""
    turned = play(scene, e.ExBegin(found.id))
    for part in found.parts:
        scene = after(scene, turned)
        yield scene, turned
        run = run_of(scene)
        if words and part.kind == "pick":
            turned = play(scene, e.ExOwn(run, part.id))
            scene = after(scene, turned)
            yield scene, turned
        if words and part.kind != "say":
            turned = play(scene, e.Wrote(words, ref=f"m{scene.turn}"))
        else:
            turned = play(scene, e.ExPick(run, part.id, part.picks[0] if part.picks else ""))
            if turned.then.exercise is not None and turned.then.exercise.part == part.id:
                turned = play(scene, e.ExSkip(run, part.id))
    yield after(scene, turned), turned


def made(found: Exercise, scene: Scene, words: str = "") -> tuple[Scene, Turn]:
    """The exercise carried to its end."""
    *_, (scene, turned) = through(found, scene, words)
    if scene.memory.exercise is not None and scene.memory.exercise.part == "preview":
        turned = play(scene, e.ExKeep(run_of(scene)))
        scene = after(scene, turned)
    return scene, turned


def run_of(scene: Scene) -> int:
    assert scene.memory.exercise is not None
    return scene.memory.exercise.run


# ------------------------------------------------------------------------------------------------------ how it looks
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("found", EXERCISES, ids=[x.id for x in EXERCISES])
def test_every_screen_of_an_exercise_fits_one_small_screen_with_whole_labels(found: Exercise, lang: str) -> None:
    for words in ("", "好" * 40 if lang == "zh" else LONG):
        end, last = made(found, on_the_day(found.day, lang), words)
        assert end.memory.exercise is not None
        for turned in (*(turned for _, turned in through(found, on_the_day(found.day, lang), words)), last):
            shown = scenes.renderer().screen(turned.say[-1], lang, FULL)
            assert looks.height(shown) <= looks.ROOM, shown.text
            assert not looks.too_wide(shown)
            assert all(len(key.copy.encode("utf-16-le")) // 2 <= 256 for row in shown.keys for key in row)


@pytest.mark.parametrize("found", EXERCISES, ids=[x.id for x in EXERCISES])
def test_every_screen_of_an_exercise_has_a_way_out_and_an_exercise_is_short(found: Exercise) -> None:
    assert len(found.parts) <= 5
    for _, turned in through(found, on_the_day(found.day)):
        kinds = {type(button.event) for row in turned.say[-1].rows for button in row}
        assert kinds & {e.ExLeave, e.Here, e.Page}


@pytest.mark.parametrize("found", EXERCISES, ids=[x.id for x in EXERCISES])
def test_every_exercise_is_led_into_from_its_day(found: Exercise) -> None:
    assert e.ExBegin(found.id) in (practice.CONVERSATIONS.get(found.day), practice.ALSO.get(found.day))


# ------------------------------------------------------------------------------------------------------ what it keeps
@pytest.mark.parametrize("found", EXERCISES, ids=[x.id for x in EXERCISES])
def test_an_exercise_marks_its_day_and_keeps_what_was_picked(found: Exercise) -> None:
    end, last = made(found, on_the_day(found.day))
    assert end.memory.walk is not None
    assert end.memory.walk.days[found.day] == "done"
    assert KeepPractice(end.memory.walk.practised[-1], found.day, "done") in last.do
    kept = [fact.entry for fact in last.do if isinstance(fact, KeepEntry)]
    assert [entry.kind for entry in kept] == ["exercise"]
    assert kept[0].data["exercise"] == found.id


@pytest.mark.parametrize("found", EXERCISES, ids=[x.id for x in EXERCISES])
def test_words_of_ones_own_go_into_the_journal_and_an_undo_takes_all_of_them_back(found: Exercise) -> None:
    scene, notes = on_the_day(found.day), []
    turns = [turned for _, turned in through(found, scene, "my own way")]
    notes = [fact.note for turned in turns for fact in turned.do if isinstance(fact, KeepNote)]
    assert [note.text for note in notes] == ["my own way"] * sum(part.kind != "say" for part in found.parts)
    assert {note.day for note in notes} == {found.day}
    end, last = made(found, scene, "my own way")
    assert all("my own way" not in str(fact.entry.data) for fact in last.do if isinstance(fact, KeepEntry))
    undone = play(end, e.ExUndo(run_of(end)))
    assert {fact.number for fact in undone.do if isinstance(fact, DropNote)} == {note.number for note in notes}
    assert any(isinstance(fact, DropEntry) for fact in undone.do)
    assert any(isinstance(fact, DropPractice) for fact in undone.do)
    assert undone.then.walk is not None
    assert found.day not in undone.then.walk.days
    assert undone.then.walk.practised == ()
    assert "my own way" not in str((undone.then.exercise, undone.then.kit, undone.then.made))


def test_what_is_deleted_in_the_journal_is_gone_from_what_was_made_of_it() -> None:
    found = scenes.library().exercises["calm-kit"]
    end, _ = made(found, on_the_day("day-03"), "my blue cup")
    assert end.memory.kit is not None
    assert set(end.memory.kit.words.values()) == {"my blue cup"}
    number = end.memory.kit.notes["touch"]
    note = replace(next(iter(_notes(found))), number=number)
    gone = play(replace(end, shelf=replace(end.shelf, notes=(note,))), e.NoteDropYes(number))
    assert gone.then.kit is not None
    assert "touch" not in {*gone.then.kit.picks, *gone.then.kit.words, *gone.then.kit.notes}
    changed = play(replace(end, shelf=replace(end.shelf, notes=(note,))), e.Amended("my  green cup", "m1"))
    assert changed.then.kit is not None
    assert changed.then.kit.words["touch"] == "my green cup"


def _notes(found: Exercise) -> Iterator[Note]:
    for _, turned in through(found, on_the_day(found.day), "my blue cup"):
        yield from (fact.note for fact in turned.do if isinstance(fact, KeepNote))


def test_what_is_made_is_escaped_and_previewed_before_it_is_kept() -> None:
    found = scenes.library().exercises["repair"]
    *_, (_, turned) = through(found, on_the_day("day-39"), "I said <b>no</b> & left")
    shown = scenes.renderer().screen(turned.say[-1], "en", FULL)
    assert "I said &lt;b&gt;no&lt;/b&gt; &amp; left." in shown.text, "with the full stop that it lacked"
    _, last = made(found, on_the_day("day-39"), "I said <b>no</b> & left")
    copies = [key.copy for row in scenes.renderer().screen(last.say[-1], "en", FULL).keys for key in row if key.copy]
    assert copies == [" ".join(["I said <b>no</b> & left."] * 3)]


def test_a_line_too_long_for_one_tap_has_no_copy_button_and_one_too_long_for_the_line_is_asked_again() -> None:
    found = scenes.library().exercises["repair"]
    _, last = made(found, on_the_day("day-39"), "x" * 120)
    assert not [button for button in scenes.buttons(last) if button.copy]
    scene = after(s := on_the_day("day-39"), play(s, e.ExBegin("repair")))
    again = play(scene, e.Wrote("x" * 121))
    assert any(isinstance(fact, KeepNote) and fact.note.text == "x" * 121 for fact in again.do), "nothing is lost"
    assert again.then.exercise is not None
    assert again.then.exercise.part == "event"
    shorter = play(after(scene, again), e.Wrote("I was late."))
    assert any(isinstance(fact, DropNote) for fact in shorter.do), "the shorter one takes its place"


def test_everything_skipped_is_partly_done_and_makes_nothing() -> None:
    found = scenes.library().exercises["pause"]
    scene = on_the_day("day-15")
    turned = play(scene, e.ExBegin("pause"))
    for part in found.parts:
        scene = after(scene, turned)
        turned = play(scene, e.ExSkip(run_of(scene), part.id))
    assert turned.then.walk is not None
    assert turned.then.walk.days["day-15"] == "partly"
    assert turned.then.made == ()


# ------------------------------------------------------------------------------------------------------ old buttons
def test_a_second_tap_and_an_old_button_only_redraw() -> None:
    scene = after(s := on_the_day("day-39"), play(s, e.ExBegin("repair")))
    run = run_of(scene)
    once = after(scene, play(scene, e.ExPick(run, "event", "sharp")))
    for old in (e.ExPick(run, "event", "quiet"), e.ExSkip(run, "event"), e.ExPick(run, "event", "forged")):
        again = play(once, old)
        assert again.then.exercise is not None
        assert again.then.exercise.picks == {"event": "sharp"}
        assert again.then.exercise.part == "mine"
        assert again.toast == "front.toast.here"
    for forged in (e.ExPick(run + 7, "mine", "sorry"), e.ExKeep(run), e.ExUndo(run), e.ExUnsay(run, "mine")):
        assert play(once, forged).do == ()


def test_what_was_left_in_the_middle_goes_on_where_it_was_and_after_a_day_it_begins_anew() -> None:
    scene = after(s := on_the_day("day-39"), play(s, e.ExBegin("repair")))
    scene = after(scene, play(scene, e.ExPick(run_of(scene), "event", "sharp")))
    left = play(scene, e.ExLeave(run_of(scene), "mine"))
    assert any(isinstance(fact, KeepPractice) and fact.how == "partly" for fact in left.do)
    assert left.then.walk is not None
    assert "day-39" not in left.then.walk.days
    again = play(after(scene, left), e.ExBegin("repair"))
    assert again.then.exercise is not None
    assert (again.then.exercise.part, again.then.exercise.picks) == ("mine", {"event": "sharp"})
    later = play(after(scene, left, later=timedelta(days=2)), e.ExBegin("repair"))
    assert later.then.exercise is not None
    assert later.then.exercise.picks == {}


# ------------------------------------------------------------------------------------------------------ the structure
@pytest.mark.parametrize(
    ("row", "what"),
    [
        (Exercise("a", "day-99", "none", (Piece("one", "say"),)), "there is no day-99"),
        (Exercise("a", "day-03", "lines", (Piece("one", "say"),)), "no part is in the result"),
        (Exercise("a", "day-03", "none", (Piece("one", "pick"),)), "one has nothing to pick"),
        (Exercise("a", "day-03", "none", ()), "0 parts"),
        (Exercise("a", "day-03", "none", (Piece("one", "say"), Piece("one", "say"))), "one stands twice"),
    ],
)
def test_a_fault_in_the_structure_is_told(row: Exercise, what: str) -> None:
    faults: list[str] = []
    exercises_from((row,), scenes.library().days, lambda path, fault, remedy: faults.append(fault))
    assert what in faults


# ------------------------------------------------------------------------------------------------------ experiments
ANSWERS = ("cue", "then", "expect", "likely", "size", "when")


def planning(kind: str, scene: Scene, when: str = "evening", size: str = "3") -> Iterator[tuple[Scene, Turn]]:
    """Every turn from the list of experiments to the plan that stands."""
    turned = play(scene, e.TryOpen(""))
    scene = after(scene, turned)
    yield scene, turned
    assert scene.memory.experiment is not None
    run, found = scene.memory.experiment.run, scenes.library().experiments[kind]
    picks = {"kind": kind, "cue": found.cue[0], "then": found.then[0], "likely": "4", "size": size, "when": when}
    for part in ("kind", *(("safe",) if found.guarded else ()), *ANSWERS):
        pick = picks.get(part) or PICKS[part][0]
        turned = play(scene, e.TryPick(run, part, pick))
        scene = after(scene, turned)
        yield scene, turned
    if scene.memory.experiment.stage == "hour":  # type: ignore[union-attr]
        turned = play(scene, e.TryPick(run, "hour", "7"))
        scene = after(scene, turned)
        yield scene, turned
    turned = play(scene, e.TryDo(run, "preview", "keep"))
    yield after(scene, turned), turned


def planned(kind: str, scene: Scene, when: str = "evening") -> Scene:
    *_, (end, _) = planning(kind, scene, when)
    assert end.memory.experiment is not None
    assert end.memory.experiment.stage == "planned"
    return end


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [x.id for x in EXPERIMENTS])
def test_every_screen_of_an_experiment_fits_one_small_screen_with_whole_labels(kind: str, lang: str) -> None:
    for _, turned in planning(kind, on_the_day("day-11", lang)):
        shown = scenes.renderer().screen(turned.say[-1], lang, FULL)
        assert looks.height(shown) <= looks.ROOM, shown.text
        assert not looks.too_wide(shown)


@pytest.mark.parametrize("kind", [x.id for x in EXPERIMENTS if x.tense])
def test_a_plan_for_a_tense_talk_carries_the_word_of_safety(kind: str) -> None:
    *_, (_, preview), (_, stands) = planning(kind, on_the_day("day-11"))
    for turned in (preview, stands):
        assert "experiment.safe" in {line.key for say in turned.say for line in say.lines}


def test_one_more_minute_is_planned_only_where_it_is_calm_and_the_way_is_free() -> None:
    scene = after(s := on_the_day("day-11"), play(s, e.TryOpen("day-11")))
    assert scene.memory.experiment is not None
    run = scene.memory.experiment.run
    scene = after(scene, play(scene, e.TryPick(run, "kind", "stay")))
    no = play(scene, e.TryPick(run, "safe", "no"))
    assert no.then.experiment is not None
    assert no.then.experiment.stage == "kind"
    assert no.say[-1].lines[0].key == "experiment.not-safe"


def test_a_plan_of_a_big_size_is_met_with_a_kind_word_first() -> None:
    turns = list(planning("once", on_the_day("day-11"), size="6"))
    assert any("experiment.big" in {line.key for line in turned.say[-1].lines} for _, turned in turns)
    assert turns[-1][0].memory.experiment is not None
    assert "size" not in turns[-1][0].memory.experiment.picks, "nothing is taken before it was said again"


def test_attempts_are_counted_when_they_are_compared_and_an_undo_takes_one_back() -> None:
    scene = planned("once", on_the_day("day-12"))
    assert scene.memory.experiment is not None
    run = scene.memory.experiment.run
    scene = after(scene, play(scene, e.TryDo(run, "planned", "partly")))
    turned = play(scene, e.TryPick(run, "happened", "easier"))
    assert turned.then.counts["attempts"] == 1
    assert turned.then.walk is not None
    assert turned.then.walk.days["day-12"] == "partly"
    entry = next(fact.entry for fact in turned.do if isinstance(fact, KeepEntry))
    assert (entry.kind, entry.data["happened"], entry.data["how"]) == ("experiment", "easier", "partly")
    undone = play(after(scene, turned), e.TryDo(run, "done", "undo"))
    assert undone.then.counts["attempts"] == 0
    assert undone.then.walk is not None
    assert "day-12" not in undone.then.walk.days
    assert undone.then.experiment is not None
    assert undone.then.experiment.stage == "planned"


@pytest.mark.parametrize(
    ("when", "morning", "evening"),
    [("morning", True, False), ("midday", True, False), ("evening", True, False), ("happens", True, False),
     ("hour", False, True)],
)  # fmt: skip
def test_a_plan_is_shown_back_in_the_message_before_its_likely_time(when: str, morning: bool, evening: bool) -> None:
    scene = planned("once", on_the_day("day-13"), when)  # "hour" is at 07:00 here
    tomorrow = replace(scene, now=NOW.replace(hour=8, minute=30) + timedelta(days=1))
    tonight = replace(scene, now=NOW.replace(hour=20, minute=30))
    assert (plan.reminder(tomorrow) is not None) is morning
    assert (plan.reminder(tonight) is not None) is evening
    after_four_dates = replace(scene, now=NOW.replace(hour=8, minute=30) + timedelta(days=4))
    assert plan.reminder(after_four_dates) is None


def test_one_notch_up_is_offered_on_its_day_to_those_who_could_bear_the_last_one() -> None:
    scene = planned("soothe", on_the_day("day-12"))
    assert scene.memory.experiment is not None
    run = scene.memory.experiment.run
    scene = after(scene, play(scene, e.TryDo(run, "planned", "tried")))
    scene = after(scene, play(scene, e.TryPick(run, "happened", "easier")))
    scene = after(scene, play(scene, e.TryOpen("day-45")))
    scene = after(scene, play(scene, e.TryPick(run_of_try(scene), "kind", "soothe")))
    turned = play(scene, e.TryPick(run_of_try(scene), "cue", "late"))
    assert e.TryPick(run_of_try(scene), "then", "ten") in scenes.events(turned)
    fresh = after(s := on_the_day("day-45"), play(s, e.TryOpen("day-45")))
    fresh = after(fresh, play(fresh, e.TryPick(run_of_try(fresh), "kind", "soothe")))
    turned = play(fresh, e.TryPick(run_of_try(fresh), "cue", "late"))
    assert e.TryPick(run_of_try(fresh), "then", "ten") not in scenes.events(turned)


def run_of_try(scene: Scene) -> int:
    assert scene.memory.experiment is not None
    return scene.memory.experiment.run
