"""Whatever is typed or sent: words go where they belong, or wait for a place; everything gets an answer that fits.

Nothing is lost: words are put away first, and only then looked at for danger.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepNote, Note
from bot.domain.safety import Finding
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import (
    aftertaste,
    bonds,
    card,
    chapters,
    crisis,
    evening,
    exercise,
    experiment,
    front,
    hold,
    journal,
    log,
    menu,
    places,
    plain,
    rewrite,
    settled,
    story,
    summary,
    together_items,
    together_link,
    together_question,
    watch,
)
from bot.flows.common import BACK, MENU, focus_of, turn
from bot.flows.journal import JOURNAL, LOOSE

Owner = Callable[[Scene, e.Wrote], Turn]

ALBUMS: Final = 5
KINDS: Final = (
    "sticker", "photo", "document", "video", "audio", "animation", "video_note", "contact", "poll", "dice",
)  # fmt: skip


def owners() -> dict[str, Owner]:
    """Who answers typed words, by the place of the focus."""
    return {
        "evening-note": evening.note,
        "card-strength": card.wrote,
        "card-helps": card.wrote,
        "card-edge": card.wrote,
        "city": places.typed,
        "scan-word": settled.wrote,
        exercise.PLACE: exercise.wrote,
        chapters.PLACE: story.wrote,
        experiment.PLACE: experiment.wrote,
        summary.PLACE: summary.wrote,
        bonds.CODE_PLACE: together_link.typed,
        **dict.fromkeys((together_question.ANSWER, together_question.LINE), together_question.wrote),
        together_items.PLACE: together_items.wrote,
        log.PLACE: log.wrote,
        aftertaste.PLACE: aftertaste.wrote,
        hold.FOCUS: hold.wrote,
        **dict.fromkeys(rewrite.PLACES, rewrite.wrote),
    }


# What is for one's own eyes may hold any words; a card to share, or a city, may not keep words of danger.
OWN_EYES: Final = (
    *("evening-note", "scan-word", journal.EDIT, log.PLACE, aftertaste.PLACE, hold.FOCUS, *rewrite.PLACES),
    *(chapters.PLACE, exercise.PLACE, experiment.PLACE, summary.PLACE),
)


def wrote(scene: Scene, event: Event) -> Turn:
    """Words, or a voice note."""
    assert isinstance(event, e.Wrote)
    finding = _looked(scene, event.text)
    if finding is None:
        return _put_away(scene, event)
    if crisis.takes_over(scene, finding):
        return crisis.meet(scene, finding, _kept_close(scene, event))
    return crisis.meet(scene, finding, _put_away(scene, event))


def _looked(scene: Scene, text: str) -> Finding | None:
    muted = frozenset(stem for stem, until in scene.memory.muted.items() if until > scene.now)
    return watch.look(text, scene.library.rules, muted)


def _put_away(scene: Scene, event: e.Wrote) -> Turn:
    """Where the words belong: to the conversation that asked for them, or to a place that their writer picks."""
    focus = focus_of(scene)
    if focus is not None and focus.place == journal.EDIT:
        return journal.edited(scene, event) or _loose(scene, event)
    owner = owners().get(focus.place) if focus else None
    if owner is not None:
        return owner(scene, event)
    if _answers_the_clock(scene, event):
        return places.typed(scene, event)
    if focus is None and _is_stray_number(scene, event):
        return crisis.led(front.here(scene, e.Here()), words("typed.no-such-number"))
    return _loose(scene, event)


def _answers_the_clock(scene: Scene, event: e.Wrote) -> bool:
    """A city or a time, while the beginning of the path asks for one, though it does not wait for words."""
    setup = scene.memory.setup
    asked = setup is not None and setup.stage in ("clock", "city") and focus_of(scene) is None
    return asked and not event.voice and places.understands(scene, event.text)


def _is_stray_number(scene: Scene, event: e.Wrote) -> bool:
    """A number that no choice has: a slip of the finger, not something to keep."""
    return not event.voice and bool(scene.memory.options) and plain.number_of(scene, event.text) is not None


def _loose(scene: Scene, event: e.Wrote) -> Turn:
    if not event.text.strip() and not event.voice:
        return _sent(scene, "other")
    then = replace(scene.memory, focus=None)
    return turn(then, journal.offer(scene.turn, bool(event.voice)), do=(KeepNote(_note(scene, event, LOOSE)),))


def _kept_close(scene: Scene, event: e.Wrote) -> Turn:
    """The words in a place for their writer alone, since the card leaves no room to pick one."""
    focus = focus_of(scene)
    if focus is not None and focus.place in OWN_EYES:
        return _put_away(scene, event)
    return turn(replace(scene.memory, focus=None), do=(KeepNote(_note(scene, event, JOURNAL)),))


def _note(scene: Scene, event: e.Wrote, place: str) -> Note:
    return Note(scene.turn, scene.now, place, event.text, "", event.ref, event.voice)


def amended(scene: Scene, event: Event) -> Turn:
    """A message changed on the phone: its entry changes with it."""
    assert isinstance(event, e.Amended)
    answered = journal.amended(scene, event) or hold.amended(scene, event)
    if answered is None:
        say = Say("typed", (words("typed.amended-nothing"),), ((BACK, MENU),), fresh=True)
        answered = turn(scene.memory, say)
    finding = _looked(scene, event.text)
    if finding is None:
        return answered
    met = crisis.meet(scene, finding, answered)
    return replace(met, say=tuple(replace(say, fresh=True) for say in met.say))


def sent(scene: Scene, event: Event) -> Turn:
    """A thing that is no words: one fitting line, and one only for a whole album."""
    assert isinstance(event, e.Sent)
    seen = scene.memory.albums
    if not event.album:
        return _sent(scene, event.kind)
    if event.album in seen:
        return Turn(scene.memory)
    return _sent(scene.with_memory(albums=(*seen, event.album)[-ALBUMS:]), event.kind)


def _sent(scene: Scene, kind: str) -> Turn:
    line = words(f"typed.sent.{kind if kind in KINDS else 'other'}")
    # A screen that asked for words goes on asking: a sticker is no answer to it.
    asked = focus_of(scene) is not None
    return turn(scene.memory, Say("typed", (line,), ((BACK, MENU),), fresh=True, wants_words=asked))


def located(scene: Scene, event: Event) -> Turn:
    """A shared place: used where one is asked for, never kept."""
    assert isinstance(event, e.Located)
    return places.located(scene, event)


def called(scene: Scene, event: Event) -> Turn:
    """A command that nobody knows: one kind line, and those that there are."""
    assert isinstance(event, e.Called)
    shown = replace(menu.screen(scene), lines=(words("typed.unknown-command"),))
    answered = turn(scene.memory, shown)
    finding = _looked(scene, f"{event.command} {event.rest}")
    if finding is None:
        return answered
    if not event.rest:
        return crisis.meet(scene, finding, answered)
    kept = _kept_close(scene, e.Wrote(f"/{event.command} {event.rest}"))
    return crisis.meet(scene, finding, answered.also(do=kept.do))


def unreadable(scene: Scene, event: Event) -> Turn:
    """A button that nobody can read any more: what is open now stands in its place."""
    return front.here(scene, e.Here()).also(toast="front.toast.old")


ANSWERS: dict[type[Event], Callable[[Scene, Event], Turn]] = {
    e.Wrote: wrote,
    e.Amended: amended,
    e.Sent: sent,
    e.Located: located,
    e.Called: called,
    e.Unreadable: unreadable,
}
