"""One day of the path: opened in the morning or by hand, done, partly, gentler, watched for, skipped, filled later."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import DropPractice
from bot.domain.library import Day
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, words
from bot.flows import afterwards, bowl, calendar, care, chapters, faces, film, hold_screens, path
from bot.flows.common import BACK, HELP, MENU, button, local, say, today, turn
from bot.flows.path import next_day, walk_of

LATER_BY = timedelta(hours=4)


# ----------------------------------------------------------------------------------------------------- opening
def morning(scene: Scene, on: date) -> Turn:
    """The morning message: the next unpractised day, or silence when today's was opened or done already."""
    walk = walk_of(scene)
    if walk.opened_on is not None and walk.opened_on >= on and walk.current:
        return Turn(scene.memory)
    return opened(scene, on)


def opened(scene: Scene, on: date) -> Turn:
    """Open the day that waits: the one that was open and not practised, gentler, or the next; a new step asks first."""
    walk = walk_of(scene)
    following = next_day(scene, walk)
    if following is None:
        return turn(scene.memory, finished(scene))
    if following.step not in walk.steps:
        return turn(path.put(scene, replace(walk, asking_step=following.step)), step_opening(following.step))
    repeat = walk.current == following.id and walk.opened_on is not None and walk.opened_on < on
    gentle = repeat or walk.gentle
    if walk.current != following.id:
        walk = replace(walk, done_on=None, alone=False)
    walk = replace(
        walk, current=following.id, opened_on=on, repeat=repeat, gentle=gentle, watching=False, asking_step=""
    )
    scene = scene.with_memory(walk=walk)
    return turn(scene.memory, faces.day(scene, following, "gentle" if gentle else "main"))


def later(scene: Scene) -> Turn:
    """The day comes again later today, as it was asked for; not when it has been done meanwhile."""
    walk = walk_of(scene)
    found = scene.library.day(walk.current)
    if found is None or found.id in walk.days or walk.watching:
        return Turn(scene.memory)
    return turn(scene.memory, faces.day(scene, found, "gentle" if walk.gentle else "main"))


def here(scene: Scene) -> Turn:
    """What /today shows: the step that asks, the open day, what is done, or the day that this date brings."""
    walk, on = walk_of(scene), today(scene)
    if walk.finished or next_day(scene, walk) is None:
        return turn(scene.memory, finished(scene))
    if walk.asking_step:
        return turn(scene.memory, step_opening(walk.asking_step))
    current = scene.library.day(walk.current)
    if current is not None and current.id not in walk.days:
        if walk.opened_on is not None and walk.opened_on < on:
            return opened(scene, on)
        return turn(scene.memory, faces.day(scene, current, "gentle" if walk.gentle else "main"))
    if current is None or (walk.opened_on is not None and walk.opened_on < on):
        return opened(scene, on)
    return turn(scene.memory, faces.done(scene, current))


def step_opening(step: str) -> Say:
    """A step opens with its why, and asks for an explicit yes."""
    yes = Button(words(f"days.{step}.yes"), e.StepYes(step), style="primary")
    lines = (
        words("day.step", title=words(f"days.{step}.title"), why=words(f"days.{step}.why")),
        words(f"days.{step}.opening"),
    )
    asks = care.offered(step)
    around = (button("day.button.not-yet", e.StepLater(step)), HELP)
    shown = (*lines, words("care.line")) if asks else lines
    return say("step", *shown, rows=tuple(row for row in ((yes,), asks, around) if row))


def finished(scene: Scene) -> Say:
    """The end of the fifty days; cracks that were left open may be filled at any time."""
    walk = walk_of(scene)
    cracks = [d for d in scene.library.days if not path.is_practised(walk, d.id)]
    key = "rhythm.done.path-open" if cracks else "rhythm.done.path"
    named = [(d.id, chapters.told(scene, d.id, "title")) for d in cracks[:6]]
    rows = tuple((button("day.button.fill", e.FillCrack(id), title=title),) for id, title in named)
    counted = hold_screens.summary(scene.memory)
    lines = (words(key), bowl.line(walk), *((counted,) if counted else ()))
    last = (button("front.button.journal", e.JournalPage(0)), MENU)
    shown = tuple(row for row in (*rows, *_afterwards(scene), last) if row)
    return say("day", *lines, rows=shown)


def _afterwards(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """What is open after the end: another look where one is due, and a day walked again."""
    due = afterwards.open_retest(scene.memory, today(scene))
    look = ((button("booster.button.retest", e.RetestBegin(due)),),) if due else ()
    return (*look, (*film.at_the_end(scene), button("booster.button.again", e.AgainList(""))))


# ----------------------------------------------------------------------------------------------------- answers
def step_yes(scene: Scene, event: Event) -> Turn:
    """Yes to a step: its first day at once."""
    assert isinstance(event, e.StepYes)
    walk = walk_of(scene)
    if walk.asking_step != event.step:
        return here(scene).also(toast="front.toast.old")
    agreed = replace(walk, steps=(*walk.steps, event.step), asking_step="")
    rhythm = scene.memory.rhythm
    if rhythm.started_at is None:
        rhythm = replace(rhythm, started_at=scene.now)
    return opened(scene.with_memory(walk=agreed, rhythm=rhythm), today(scene))


def step_later(scene: Scene, event: Event) -> Turn:
    """Not yet: the step waits, and asks again with another morning."""
    assert isinstance(event, e.StepLater)
    return turn(scene.memory, say("step", words("day.step-waits"), rows=((BACK, MENU),)))


def did(scene: Scene, event: Event) -> Turn:
    """Done, partly or gentler: the crack fills with today's gold."""
    assert isinstance(event, e.Did)
    found = scene.library.day(event.day)
    if found is None or event.how not in path.PRACTISED or not path.known(scene, event.day):
        return here(scene).also(toast="front.toast.old")
    if path.is_practised(walk_of(scene), event.day):
        return turn(scene.memory, faces.done(scene, found), toast="front.toast.here")
    memory, facts = path.practised(scene, found, event.how, today(scene))
    scene = scene.with_memory(walk=memory.walk)
    shown = faces.done(scene, found)
    if bowl.ends_step(scene, found):
        shown = replace(shown, picture=bowl.milestone(scene, found))
    return turn(scene.memory, shown, do=facts, toast="day.toast.gold")


def watching(scene: Scene, event: Event) -> Turn:
    """I'll watch for it: asked again in the evening."""
    assert isinstance(event, e.Watching)
    walk = walk_of(scene)
    if event.day != walk.current or event.day in walk.days:
        return here(scene).also(toast="front.toast.old")
    scene = scene.with_memory(walk=replace(walk, watching=True))
    rows = ((button("day.button.did-it", e.Did(event.day, "done"), style="primary"),), (_show(event.day, "main"), MENU))
    lines = (words("day.watching", title=chapters.told(scene, event.day, "title")),)
    return turn(scene.memory, say("day", *lines, rows=rows), toast="day.toast.watching")


def skip(scene: Scene, event: Event) -> Turn:
    """Skip moves on and leaves its crack open, to be filled at any time."""
    assert isinstance(event, e.SkipDay)
    walk = walk_of(scene)
    if event.day != walk.current or event.day in walk.days:
        return here(scene).also(toast="front.toast.old")
    walk = path.skipped(scene, event.day)
    scene = scene.with_memory(walk=walk)
    if walk.finished:
        return turn(scene.memory, finished(scene))
    more = faces.one_more(scene, event.day)
    last = (button("day.button.undo", e.ShowDay(event.day, "undo")), MENU)
    rows = (last,) if more is None else ((more,), last)
    return turn(scene.memory, say("day", words("day.skipped"), rows=rows))


def later_today(scene: Scene, event: Event) -> Turn:
    """Later today: once more in four hours where the day still has room, else with the evening."""
    assert isinstance(event, e.LaterToday)
    walk = walk_of(scene)
    if event.day != walk.current or event.day in walk.days:
        return here(scene).also(toast="front.toast.old")
    profile = scene.memory.profile
    at = scene.now + LATER_BY
    minute = calendar.minute_of(at, profile.zone)
    same_date = local(at, profile.zone).date() == local(scene.now, profile.zone).date()
    if not same_date or calendar.is_quiet(minute) or minute >= profile.evening - 60:
        return turn(scene.memory, say("day", words("day.later-evening"), rows=((_show(event.day, "main"), MENU),)))
    when = local(at, profile.zone).strftime("%H:%M")
    scene = scene.with_memory(rhythm=replace(scene.memory.rhythm, later_at=at))
    rows = ((_show(event.day, "main"), MENU),)
    return turn(scene.memory, say("day", words("day.later", when=when), rows=rows), toast="day.toast.later")


def show(scene: Scene, event: Event) -> Turn:
    """Another face of the day: the main one, the gentler one, why, or back from done."""
    assert isinstance(event, e.ShowDay)
    walk, found = walk_of(scene), scene.library.day(event.day)
    if found is None or not path.known(scene, event.day):
        return here(scene).also(toast="front.toast.old")
    if event.face == "undo" and event.day in walk.days and event.day == walk.current:
        return _undone(scene, found)
    if path.is_practised(walk, event.day):
        return turn(scene.memory, faces.done(scene, found), toast="front.toast.here")
    face = event.face if event.face in ("main", "gentle", "why", "pair") else "main"
    return turn(scene.memory, faces.day(scene, found, face))


def _undone(scene: Scene, found: Day) -> Turn:
    """Neither done nor skipped after all: the day is open again, and its date counts no more for it."""
    taken_back = (DropPractice(walk_of(scene).done_on or today(scene), found.id),)
    scene = scene.with_memory(walk=path.undone(scene, found))
    return turn(scene.memory, faces.day(scene, found, "main"), do=taken_back, toast="day.toast.undone")


def open_next(scene: Scene, event: Event) -> Turn:
    """One more by hand: once a date."""
    assert isinstance(event, e.OpenNext)
    walk, on = walk_of(scene), today(scene)
    if event.day != walk.current or event.day not in walk.days:
        return here(scene).also(toast="front.toast.here")
    if walk.by_hand_on == on and walk.opened_on == on:
        return here(scene).also(toast="day.toast.enough")
    return opened(scene.with_memory(walk=replace(walk, by_hand_on=on)), on)


def fill(scene: Scene, event: Event) -> Turn:
    """Go back to a day that was skipped; it is done from its own screen."""
    assert isinstance(event, e.FillCrack)
    found = scene.library.day(event.day)
    if found is None or walk_of(scene).days.get(event.day) != "skipped":
        return here(scene).also(toast="front.toast.here")
    return turn(scene.memory, faces.day(scene, found, "main"))


def _show(day_id: str, face: str) -> Button:
    return button("day.button.see", e.ShowDay(day_id, face))


ANSWERS: Answers = {
    e.StepYes: step_yes,
    e.StepLater: step_later,
    e.Did: did,
    e.Watching: watching,
    e.SkipDay: skip,
    e.LaterToday: later_today,
    e.ShowDay: show,
    e.OpenNext: open_next,
    e.FillCrack: fill,
}
