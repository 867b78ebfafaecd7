"""Every button of every flow is pressed, in both languages and on both kinds of phone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from bot import buttons
from bot.domain import events as e
from bot.domain.people import FULL, LETTERS, NUMBERS, Reach
from bot.domain.speech import Button, Say, words
from bot.flows import conversations, walk
from bot.flows.walk_step import Stop, keys_of
from bot.render import Renderer
from tests.town import library

LANGUAGES = ("en", "zh")
TEXT, CAPTION, COPY, TOAST = 4096, 1024, 256, 200
LABEL = {"en": 64, "zh": 40}

# Screens after which nothing is offered, and why: a line to copy stands alone so that it can be copied whole, and
# somebody who has just deleted everything is let go.
ENDS = ("copy",)
LET_GO = "front.forgotten"


@cache
def stops(lang: str) -> tuple[Stop, ...]:
    """The whole walk in a language."""
    return tuple(walk.walk(library(), lang))


def says(lang: str) -> Iterator[Say]:
    """Every different screen of a walk."""
    seen = set()
    for stop in stops(lang):
        for say in stop.turn.say:
            key = repr(say)
            if key not in seen:
                seen.add(key)
                yield say


def all_buttons(lang: str) -> Iterator[Button]:
    return (button for say in says(lang) for row in say.rows for button in row)


def units(text: str) -> int:
    """A length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_that_a_flow_says_has_words_in_both_languages(lang: str) -> None:
    said = set().union(*(keys_of(stop.turn) for stop in stops(lang)))
    assert len(said) > 300
    for own in LANGUAGES:
        assert not {key for key in said if key not in library().words[own]}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reach", [FULL, NUMBERS, LETTERS], ids=["buttons", "numbers", "letters"])
def test_every_screen_can_be_rendered_within_the_channels_limits(lang: str, reach: Reach) -> None:
    renderer = Renderer(library())
    for say in says(lang):
        shown = renderer.screen(say, lang, reach)
        most = CAPTION if shown.picture is not None else reach.length
        assert 0 < units(shown.text) <= most, f"{say.screen}: {shown.text[:80]}"
        for key in (key for row in shown.keys for key in row):
            assert 0 < units(key.label) <= LABEL[lang], key.label
            assert len(key.data.encode()) <= buttons.LIMIT
            assert units(key.copy) <= COPY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_toast_is_short_enough(lang: str) -> None:
    renderer = Renderer(library())
    toasts = {stop.turn.toast for stop in stops(lang)} - {""}
    assert toasts
    for toast in toasts:
        assert 0 < units(renderer.label(lang, words(toast))) <= TOAST


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_button_can_be_written_and_is_read_as_the_same_event(lang: str) -> None:
    for button in all_buttons(lang):
        assert button.event is not None or button.url or button.share or button.copy, button.label.key
        if button.event is not None:
            assert buttons.read(buttons.write(button.event)) == button.event


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_screen_is_a_dead_end(lang: str) -> None:
    for stop in stops(lang):
        if not stop.turn.say:
            continue
        last = stop.turn.say[-1]
        if last.where:
            continue  # what is posted in a group is no conversation
        ends = last.screen in ENDS or last.lines[0].key == LET_GO
        assert last.wants_words or ends or any(b.event for row in last.rows for b in row), last


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_somebody_does_is_answered(lang: str) -> None:
    # What the other’s press brings here is told in the next message of the day, or nowhere.
    silent = (e.Ticked, e.Blocked, e.Unblocked, e.Told)
    for stop in stops(lang):
        repeated = isinstance(stop.event, e.Sent) and stop.event.album in stop.before.memory.albums
        assert stop.turn.say or isinstance(stop.event, silent) or repeated, stop.event


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_event_is_met_on_the_walk(lang: str) -> None:
    met = {type(stop.event) for stop in stops(lang)}
    assert set(conversations.ANSWERS) - met == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_walk_comes_to_the_end_of_the_path(lang: str) -> None:
    assert any(stop.after.memory.walk and stop.after.memory.walk.finished for stop in stops(lang))
