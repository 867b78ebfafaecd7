"""Days 26 to 35 as deep as was chosen: every depth, gentle or not, in every variant, alone and as two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from msgspec.structs import replace

from bot.content.check import faults
from bot.content.depths import PARTS
from bot.domain import events as e
from bot.domain.bond import Window
from bot.domain.memory import Known, Memory, Night, Rhythm, Story, Walk
from bot.domain.scene import Scene
from bot.domain.speech import Say, Words
from bot.flows import chapters, evening, faces
from tests.flows import scenes
from tests.flows.scenes import NOW, scene
from tests.test_reading import result

DEPTHS = ("", "light", "medium", "skip")
LEANINGS = ("a", "v", "both", "low")
FACES = ("main", "gentle", "pair", "why")
DAYS = tuple(f"day-{n}" for n in range(26, 36))
# What a face may be replaced by: a chapter's own conversation is offered only where the chapter is.
WRITES = (e.StoryBegin, e.ExBegin)


def _at(day_id: str, depth: str, leaning: str = "low", **memory: object) -> Scene:
    done = {f"day-{n:02}": "done" for n in range(1, int(day_id[-2:]))}
    walk = Walk(days=done, current=day_id, steps=tuple(f"step-{n}" for n in range(1, 6)))
    known = Known(1, result(78, 30), leaning)
    here = scene(Memory(story=Story(depth), walk=walk, known=known, **memory))  # type: ignore[arg-type]
    return replace(here, window=Window(open=True, step="step-5"))


def _keys(found: object) -> Iterator[str]:
    """Every key that a screen says, those inside of others too."""
    match found:
        case Words():
            yield found.key
            for value in dict(found.params).values():
                yield from _keys(value)
        case Say():
            for line in found.lines:
                yield from _keys(line)
            for button in (button for row in found.rows for button in row):
                yield from _keys(button.label)
                yield from _keys(button.copy)


def _days_keys(found: Say, day_id: str) -> set[str]:
    return {key.removeprefix(f"days.{day_id}.") for key in _keys(found) if key.startswith(f"days.{day_id}.")}


def _layers(parts: set[str]) -> dict[str, str]:
    """Each part that is said with the depth whose own words say it, "" for the day's own."""
    split = {part: part.partition(".") for part in parts}
    return {
        (rest if head in ("light", "skip") else part).partition(".")[0]: head if head in ("light", "skip") else ""
        for part, (head, _, rest) in split.items()
    }


def _expected(day_id: str, depth: str, part: str) -> str:
    """Whose words say a part, by the structure alone: what `fits` does not name belongs to the depth."""
    if day_id == "day-26" and not depth:
        return ""
    layer = {"": "skip", "medium": ""}.get(depth, depth)
    own = any(key.startswith(f"days.{day_id}.{layer}.{part}") for key in scenes.library().words["en"])
    return layer if layer and own else ""


@pytest.mark.parametrize("day_id", DAYS)
def test_every_text_of_a_day_belongs_to_the_depth_that_was_chosen(day_id: str) -> None:
    found = scenes.library().day(day_id)
    assert found is not None
    met: set[str] = set()
    for depth, leaning, face in product(DEPTHS, LEANINGS, FACES):
        said = _layers(_days_keys(faces.day(_at(day_id, depth, leaning), found, face), day_id))
        for part, layer in said.items():
            if part not in (*LEANINGS, "prime"):
                assert layer == _expected(day_id, depth, part), (depth, leaning, face, part)
                met.add(part)
        if set(LEANINGS) & said.keys():
            assert said["action"] == "", "a variant goes with the action that it varies"
    assert met == set(PARTS) - {"evening"}


@pytest.mark.parametrize("day_id", DAYS[1:])
@pytest.mark.parametrize("depth", ["", "skip"])
def test_nothing_of_a_day_asks_for_story_work_that_was_not_chosen(day_id: str, depth: str) -> None:
    found = scenes.library().day(day_id)
    assert found is not None
    for leaning, face in product(LEANINGS, FACES):
        shown = faces.day(_at(day_id, depth, leaning), found, face)
        assert not _days_keys(shown, day_id) & set(LEANINGS)
        presses = [b.event for row in shown.rows for b in row if isinstance(b.event, WRITES)]
        for press in presses:
            calm = press == chapters.CALM.get(day_id, ("", None))[1] or day_id == "day-35"
            chooses = not depth and "practice.button.day-26" in _keys(shown)
            assert calm or chooses, press


@pytest.mark.parametrize("day_id", DAYS[1:])
def test_after_a_low_evening_the_gentler_way_asks_for_no_more_than_the_depth(day_id: str) -> None:
    found = scenes.library().day(day_id)
    assert found is not None
    for depth in DEPTHS:
        here = _at(day_id, depth)
        walk = here.memory.walk
        assert walk is not None
        low = here.with_memory(walk=replace(walk, gentle=True))
        said = _layers(_days_keys(faces.day(low, found, "gentle"), day_id))
        assert said["gentle"] == _expected(day_id, depth, "gentle")


@pytest.mark.parametrize("day_id", DAYS)
@pytest.mark.parametrize("depth", DEPTHS)
def test_the_evening_asks_what_fits_the_depth(day_id: str, depth: str) -> None:
    night = Night(NOW.date(), day_id, "done", 4, 4, shown=True)
    here = _at(day_id, depth, night=night)
    walk = here.memory.walk
    assert walk is not None
    here = here.with_memory(walk=replace(walk, days={day_id: "done"}, practised=(NOW.date(),)))
    said = _layers(_days_keys(evening.screen(here, night), day_id))
    assert said == {"evening": _expected(day_id, depth, "evening")}
    asked = _layers(_days_keys(scenes.play(here, e.NoteAsk(night.on)).say[0], day_id))
    assert asked == said
    fresh = replace(night, tried="", felt=0, mood=0)
    assert _layers(_days_keys(evening.screen(here, fresh), day_id)) == {"title": _expected(day_id, depth, "title")}


@pytest.mark.parametrize("day_id", DAYS)
def test_while_the_story_rests_each_day_speaks_as_if_it_were_left_out(day_id: str) -> None:
    found = scenes.library().day(day_id)
    assert found is not None
    here = _at(day_id, "medium", rhythm=Rhythm(hush_until=NOW - timedelta(days=1)))
    for face in FACES:
        assert _days_keys(faces.day(here, found, face), day_id) == _days_keys(
            faces.day(_at(day_id, "skip"), found, face), day_id
        )


def test_three_sentences_are_about_ten_days_for_those_who_left_the_story_out() -> None:
    for depth, first in (("medium", "was"), ("light", "was"), ("skip", "calm"), ("", "calm")):
        begun = scenes.play(_at("day-35", depth), e.StoryBegin("day-35"))
        assert f"story.ask.{first}" in list(_keys(begun.say[0])), depth


def test_the_files_let_no_depth_speak_of_what_was_not_chosen() -> None:
    assert [fault for fault in faults() if fault.key.startswith("days.day-")] == []
