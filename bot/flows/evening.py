"""The evening: three taps and an optional note, only for what is missing; its answer is the bowl and one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Fact, KeepNight, KeepNote, Note
from bot.domain.library import Day
from bot.domain.memory import Night
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Picture, Say, Words, words
from bot.flows import bowl, chapters, day, digest, faces, film, path, plan
from bot.flows.common import HELP, MENU, button, focused, say, today, turn
from bot.flows.digest import Digest

TRIED = ("done", "partly", "not_today")
LEVELS = (1, 2, 3, 4, 5)
LOW = 2
SOFT = timedelta(days=1)
# Rows of others that stay within reach while the evening is tapped through; `bot/flows/conversations.py` fills it.
BESIDE: list[Callable[[Scene], tuple[tuple[Button, ...], ...]]] = []


def ask(scene: Scene, on: date) -> Turn:
    """The evening message of a date; silence when nothing is missing."""
    night = _night(scene, on)
    week = None if _was_hard(scene) else digest.of(scene, on)
    if week is not None:
        return _weekly(scene, night, week)
    if night.tried and night.felt and night.mood:
        return Turn(scene.memory)
    shown = screen(scene, night)
    if _was_hard(scene):
        shown = replace(shown, lines=(shown.lines[0], words("safety.next-evening"), *shown.lines[1:]))
    return turn(replace(scene.memory, night=replace(night, shown=True)), shown)


def _weekly(scene: Scene, night: Night, week: Digest) -> Turn:
    """The evening of a Sunday: the week, and below it what is missing, in one message."""
    night = replace(night, shown=True, weekly=week.kind)
    if night.tried and night.felt and night.mood:
        shown = say("evening", words("evening.hello"), rows=((MENU, HELP),))
    else:
        shown = screen(scene, night)
    return turn(replace(scene.memory, night=night), digest.above(scene, week, shown))


def _was_hard(scene: Scene) -> bool:
    """Whether this is the first evening after a crisis card: it asks very little."""
    hushed = scene.memory.rhythm.hush_until
    return hushed is not None and hushed <= scene.now < hushed + SOFT


def _night(scene: Scene, on: date) -> Night:
    """The evening as far as it is known: what was done meanwhile is not asked again."""
    before, walk = scene.memory.night, path.walk_of(scene)
    night = before if before is not None and before.on == on else Night(on)
    if night.tried:
        return night
    about = night.day or walk.current
    how = walk.days.get(about, "")
    # A log or a scan makes the date count, too, and says nothing about the day that was done before.
    now_done = about != walk.current or walk.done_on == on
    if how in path.PRACTISED and now_done and walk.practised and walk.practised[-1] == on:
        return replace(night, day=about, tried="partly" if how == "partly" else "done")
    if about and not how:
        return replace(night, day=about)
    # A day that was skipped, or none yet: the evening asks how it felt and nothing else.
    return replace(night, day="", tried="none")


def screen(scene: Scene, night: Night) -> Say:
    """The next question that is missing, or the bowl."""
    shown = _stands(scene, night)
    rows = tuple(row for beside in BESIDE for row in beside(scene))
    return replace(shown, rows=(*shown.rows[:-1], *rows, *shown.rows[-1:])) if rows else shown


def _stands(scene: Scene, night: Night) -> Say:
    head = words("evening.hello")
    asked = _asked(scene, night, head)
    if asked is None:
        return _closing(scene, night)
    asked = digest.kept(scene, night.weekly, asked)
    # Below a picture there is room for few words: what is planned stands one tap further.
    reminder, planned = plan.reminder(scene, whole=asked.picture is None), plan.open_button(scene)
    if reminder is None or planned is None:
        return asked
    # A plan whose time comes before the morning is shown back here, hidden on a lock screen.
    rows = (*asked.rows[:-1], (planned, *asked.rows[-1]))
    return replace(asked, lines=(*asked.lines, reminder), rows=rows)


def _asked(scene: Scene, night: Night, head: Words) -> Say | None:
    """The next question that is missing, or None."""
    if not night.tried:
        lines = (head, words("evening.ask.tried", title=chapters.told(scene, night.day, "title")))
        rows = tuple((button(f"evening.button.{how}", e.Tried(night.on, how)),) for how in TRIED)
        # The day itself stays within reach: some are done in the evening.
        see = button("day.button.see", e.ShowDay(night.day, "main"))
        return say("evening", *lines, rows=(*rows, (see, HELP)))
    if not night.felt:
        return say("evening", head, words("evening.ask.felt"), rows=_scale("felt", night.on))
    if not night.mood:
        return say("evening", head, words("evening.ask.mood"), rows=_scale("mood", night.on))
    return None


def _scale(kind: str, on: date) -> tuple[tuple[Button, ...], ...]:
    press = e.Felt if kind == "felt" else e.Mood
    return (*((button(f"evening.{kind}.{n}", press(on, n)),) for n in LEVELS), (HELP,))


def _closing(scene: Scene, night: Night) -> Say:
    """The bowl with today's seam, and one line that fits; where a step ended, its milestone."""
    about, found = scene.library.day(night.day), _practised(scene, night)
    lines = [_fitting(scene, night)]
    row: list[Button] = []
    if found is not None:
        row.append(faces.how_was_it(found.id))
        if night.ends:
            lines.append(words(f"days.{found.step}.review"))
    if not night.noted:
        if about is not None and not night.ends:
            lines.append(words("evening.question", text=chapters.told(scene, about.id, "evening")))
        row.append(button("evening.button.note", e.NoteAsk(night.on)))
    rows = tuple(row for row in (film.at_the_end(scene), tuple(row), (MENU, HELP)) if row)
    return replace(say("evening", *lines, rows=rows), picture=_bowl(scene, night))


def _practised(scene: Scene, night: Night) -> Day | None:
    """The day that this evening's seam is of; None when nothing was practised, or it was taken back."""
    held = path.is_practised(path.walk_of(scene), night.day)
    return scene.library.day(night.day) if held and night.tried in ("done", "partly") else None


def _bowl(scene: Scene, night: Night) -> Picture:
    """The bowl of an answered evening: with today's seam where there is one, never with a word about a missing one."""
    found = _practised(scene, night)
    if found is None:
        return bowl.picture(scene)
    return bowl.milestone(scene, found) if night.ends else bowl.tonight(scene, found)


def _fitting(scene: Scene, night: Night) -> Words:
    """One line that fits the three answers: the first entry of the library whose conditions all hold."""
    said = {
        "tried": night.tried if night.tried in TRIED else "not_today",
        "felt": _band(night.felt),
        "mood": _band(night.mood),
    }
    for entry in scene.library.evening_answers:
        if all(said.get(k) == v for k, v in entry.when.items()):
            return _numbered(scene, f"rhythm.evening.answer.{entry.id}", night.on)
    return words("evening.thanks")


def _band(level: int) -> str:
    return "low" if level <= LOW else "mid" if level == 3 else "high"


def _numbered(scene: Scene, prefix: str, on: date) -> Words:
    return words(f"{prefix}.{(on.toordinal() + scene.seed) % (scene.library.count(prefix) or 1)}")


# ------------------------------------------------------------------------------------------------------ answers
def _open(scene: Scene, on: date) -> Night | None:
    """The evening of a date while it can still be answered: until 04:00 of the next morning."""
    night = scene.memory.night
    return _night(scene, on) if night is not None and night.on == on and today(scene) == on else None


def _step(scene: Scene, night: Night, do: tuple[Fact, ...] = ()) -> Turn:
    memory = replace(scene.memory, night=night)
    if night.mood and night.mood <= LOW and memory.walk is not None:
        memory = replace(memory, walk=replace(memory.walk, gentle=True))
    kept = KeepNight(night.on, night.day, night.tried, night.felt, night.mood)
    scene = scene.with_memory(walk=memory.walk)
    return turn(memory, screen(scene, night), do=(*do, kept))


def tried(scene: Scene, event: Event) -> Turn:
    """Whether today's thing was tried; done or partly counts as practised."""
    assert isinstance(event, e.Tried)
    night = _open(scene, event.on)
    if night is None or event.how not in TRIED or night.tried:
        return gone(scene, event.on)
    night = replace(night, tried=event.how)
    found = scene.library.day(night.day)
    if event.how == "not_today" or found is None:
        return _step(scene, night)
    memory, facts = path.practised(scene, found, event.how, event.on)
    scene = scene.with_memory(walk=memory.walk)
    return _step(scene, replace(night, ends=bowl.ends_step(scene, found)), facts)


def felt(scene: Scene, event: Event) -> Turn:
    """Felt security, 1 to 5."""
    assert isinstance(event, e.Felt)
    night = _open(scene, event.on)
    if night is None or not night.tried or night.felt or event.level not in LEVELS:
        return gone(scene, event.on)
    return _step(scene, replace(night, felt=event.level))


def mood(scene: Scene, event: Event) -> Turn:
    """Mood, 1 to 5; a low one makes tomorrow's variant the gentler one."""
    assert isinstance(event, e.Mood)
    night = _open(scene, event.on)
    if night is None or not night.felt or night.mood or event.level not in LEVELS:
        return gone(scene, event.on)
    return _step(scene, replace(night, mood=event.level))


def gone(scene: Scene, on: date) -> Turn:
    """A button of an evening that is over, or a second tap: what is open now."""
    night = _open(scene, on)
    if night is not None:
        return turn(scene.memory, screen(scene, night), toast="front.toast.here")
    return day.here(scene).also(toast="evening.toast.over")


def note_ask(scene: Scene, event: Event) -> Turn:
    """Room for a line of one's own."""
    assert isinstance(event, e.NoteAsk)
    night = _open(scene, event.on)
    if night is None:
        return gone(scene, event.on)
    asked = words("evening.note")
    found = scene.library.day(night.day)
    lines = (words("evening.question", text=chapters.told(scene, found.id, "evening")), asked) if found else (asked,)
    memory = focused(scene.memory, "evening-note", scene.now, event.on.isoformat())
    rows = ((button("evening.button.no-note", e.EveningOpen(event.on)), MENU),)
    # The bowl stays above the question: it is the same message.
    shown = _bowl(scene, night) if night.felt and night.mood else None
    return turn(memory, replace(say("evening", *lines, rows=rows), picture=shown, wants_words=True))


def note(scene: Scene, event: e.Wrote) -> Turn:
    """The evening's note: kept for understanding, not for marks."""
    night = scene.memory.night
    number = scene.turn
    kept = KeepNote(Note(number, scene.now, "evening", event.text, night.day if night else "", event.ref, event.voice))
    memory = replace(scene.memory, focus=None, night=replace(night, noted=True) if night else None)
    rows = ((button("evening.button.undo-note", e.NoteUndo(number)), MENU),)
    return turn(memory, say("note", words("evening.noted"), rows=rows), do=(kept,))


def open_again(scene: Scene, event: Event) -> Turn:
    """The evening of a date, as it stands."""
    assert isinstance(event, e.EveningOpen)
    night = _open(scene, event.on)
    if night is None:
        return gone(scene, event.on)
    return turn(replace(scene.memory, focus=None), screen(scene, night))


def waiting(scene: Scene) -> Night | None:
    """The evening that was asked and is not answered yet, while it can be."""
    night = scene.memory.night
    if night is None or not night.shown or today(scene) != night.on:
        return None
    return None if night.tried and night.felt and night.mood else _night(scene, night.on)


ANSWERS: Answers = {
    e.Tried: tried,
    e.Felt: felt,
    e.Mood: mood,
    e.NoteAsk: note_ask,
    e.EveningOpen: open_again,
}
