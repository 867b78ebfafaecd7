"""After the fifty days: three warm boosters and the offer of another look, each a morning; and days walked again."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.library import Day
from bot.domain.memory import Memory
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, column, words
from bot.flows import afterwards, chapters, day, faces, path
from bot.flows.common import BACK, HELP, MENU, button, say, today, turn
from bot.flows.practice import practised_today

COLUMNS = 4


# ----------------------------------------------------------------------------------------------------- unasked
def morning(scene: Scene, on: date) -> Turn:
    """The morning of a date after the end: its booster, with another look as a section of it, or the look alone."""
    booster, offered = afterwards.booster_on(scene.memory, on), afterwards.offer_on(scene.memory, on)
    rhythm = replace(scene.memory.rhythm, resting=False, rest_until=None)
    memory = replace(scene.memory, rhythm=rhythm)
    if booster:
        return turn(memory, screen(scene, booster, offered))
    return turn(memory, _offer(offered)) if offered else Turn(scene.memory)


def screen(scene: Scene, booster: int, offered: int = 0) -> Say:
    """A booster: a prime, one small thing, a line to copy, and ways to go on. The first line is neutral."""
    lines = [words(f"booster.{booster}.{part}") for part in ("hello", "prime", "thing")]
    if offered:
        lines.append(words("booster.offer"))
    copy = f"booster.{booster}.copy.0"
    rows: list[tuple[Button, ...]] = [(button("day.button.did-it", e.BoosterDid(booster), "primary"),)]
    if offered:
        rows.append((button("booster.button.retest", e.RetestBegin(offered)),))
    line = Button(words("booster.button.copy"), e.CopyLine(copy), copy=words(copy))
    rows.append((line, button("booster.button.again", e.AgainList(""))))
    return say("booster", *lines, rows=(*rows, (button("booster.button.rest", e.RestFor(0)), HELP)))


def _offer(number: int) -> Say:
    rows = ((button("booster.button.retest", e.RetestBegin(number), "primary"),),)
    lines = (words(f"booster.look-{number}.hello"), words("booster.offer"))
    return say("booster", *lines, rows=(*rows, (button("booster.button.rest", e.RestFor(0)), MENU)))


def did(scene: Scene, event: Event) -> Turn:
    """The small thing was done: it counts as practised, once."""
    assert isinstance(event, e.BoosterDid)
    at, after = afterwards.date_of_day(scene.memory, event.day), afterwards.of(scene.memory)
    if event.day not in afterwards.BOOSTERS or at is None or at > today(scene):
        return day.here(scene).also(toast="front.toast.old")
    key = str(event.day)
    rows = ((button("booster.button.again", e.AgainList("")),), (MENU, HELP))
    thanks = say("booster", words(f"booster.{event.day}.thanks"), rows=rows)
    if key in after.boosts:
        return turn(scene.memory, thanks, toast="front.toast.here")
    memory, kept = practised_today(scene, f"booster-{key}", "done")
    after = replace(after, boosts={**after.boosts, key: today(scene)})
    return turn(replace(memory, afterwards=after), thanks, do=kept, toast="day.toast.gold")


# ------------------------------------------------------------------------------------------------ a second round
def _may(scene: Scene) -> bool:
    return path.walk_of(scene).finished


def choose(scene: Scene, event: Event) -> Turn:
    """Which day to walk again: first the step, then the day."""
    assert isinstance(event, e.AgainList)
    if not _may(scene):
        return day.here(scene).also(toast="front.toast.old")
    if event.step in scene.library.steps:
        return turn(scene.memory, _days(scene, event.step))
    steps = (Button(words(f"days.{step}.title"), e.AgainList(step)) for step in scene.library.steps)
    return turn(scene.memory, say("again", words("rhythm.done.second-round"), rows=(*column(*steps), (BACK, MENU))))


def _days(scene: Scene, step: str) -> Say:
    found = [d for d in scene.library.days if d.step == step]
    named = [words("booster.named", n=d.number, title=chapters.told(scene, d.id, "title")) for d in found]
    keys = [button("booster.button.day", e.AgainDay(d.id), n=d.number) for d in found]
    rows = tuple(tuple(keys[at : at + COLUMNS]) for at in range(0, len(keys), COLUMNS))
    head = words("booster.step", title=words(f"days.{step}.title"))
    back = button("booster.button.steps", e.AgainList(""))
    return replace(say("again", head, *named, rows=(*rows, (back, MENU))), tight=True)


def open_day(scene: Scene, event: Event) -> Turn:
    """A day as it was; the bowl of the first round stays as it is."""
    assert isinstance(event, e.AgainDay)
    found = scene.library.day(event.day)
    if found is None or not _may(scene):
        return day.here(scene).also(toast="front.toast.old")
    return turn(scene.memory, _again(scene, found))


def _again(scene: Scene, found: Day) -> Say:
    card = faces.card(scene, found)
    lines = (chapters.told(scene, found.id, "hello"), words(f"days.{found.id}.prime"), card)
    done = button("day.button.did-it", e.AgainDid(found.id, today(scene)), "primary")
    back = button("booster.button.days", e.AgainList(found.step))
    return say("again", *lines, rows=((done,), faces.copies(scene, found), (back, MENU)))


def walked(scene: Scene, event: Event) -> Turn:
    """A day walked again: practised on this date, once."""
    assert isinstance(event, e.AgainDid)
    found, on, after = scene.library.day(event.day), today(scene), afterwards.of(scene.memory)
    if found is None or not _may(scene) or event.on != on:
        return open_day(scene, e.AgainDay(event.day)).also(toast="front.toast.old")
    seam = faces.seam(scene, found)
    back = button("booster.button.days", e.AgainList(found.step))
    shown = say("again", seam, words("booster.walked"), rows=((back,), (BACK, MENU)))
    if after.again.get(found.id) == on:
        return turn(scene.memory, shown, toast="front.toast.here")
    memory, kept = practised_today(scene, f"again-{found.id}", "done")
    after = replace(after, again={**after.again, found.id: on})
    return turn(_counted(replace(memory, afterwards=after)), shown, do=kept, toast="day.toast.gold")


def _counted(memory: Memory) -> Memory:
    return replace(memory, counts={**memory.counts, "again": memory.counts.get("again", 0) + 1})


ANSWERS: Answers = {e.BoosterDid: did, e.AgainList: choose, e.AgainDay: open_day, e.AgainDid: walked}
