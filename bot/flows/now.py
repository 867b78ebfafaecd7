"""It is happening now: a minute in a hard moment, one short message, a tap for each next thing; no timer hurries."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepEntry
from bot.domain.memory import Memory, NowPath
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, column, words
from bot.flows import front
from bot.flows.common import BACK, HELP, HOLD, LOG, SENSES, button, say, today, turn
from bot.flows.exercise_screens import kit_button
from bot.flows.practice import practised_today

KIND = "now"
STEPS: dict[str, int] = {"breath": 3, "room": 3, "feet": 3}
LEVELS = (1, 3, 5, 7, 9)
EASED, STRONG = 4, 7
OPEN_FOR = timedelta(minutes=15)
HERE, OLD = "front.toast.here", "front.toast.old"
# Breath may frighten: from there one tap leads to the feet, and from anywhere else to something to look at.
INSTEAD = {"breath": "feet", "feet": "room", "room": "feet"}


def opened(scene: Scene) -> Say | None:
    """The minute that stands open, where it began a moment ago."""
    path = scene.memory.now_path
    if path is None or path.stage != "going" or scene.now - path.at > OPEN_FOR:
        return None
    return screen(path, kit_button(scene))


# ----------------------------------------------------------------------------------------------------- screens
def screen(path: NowPath, kit: tuple[Button, ...] = ()) -> Say:
    """Where it stands: the choice (with the calm kit, where there is one), a step, how it is now, or the end."""
    if path.stage == "done":
        return _end(path)
    if not path.way:
        return _choice(path, kit)
    return _level(path) if path.step >= STEPS[path.way] else _step(path)


def _choice(path: NowPath, kit: tuple[Button, ...]) -> Say:
    ways = [button(f"now.button.{way}", e.NowPick(path.run, way)) for way in STEPS]
    return say("now", words("now.choose"), rows=(*column(*ways), (*kit, HOLD), _last(path)))


def _step(path: NowPath) -> Say:
    following = button("now.button.next", e.NowNext(path.run, path.step), "primary")
    other = INSTEAD[path.way]
    swap = button(f"now.button.{other}", e.NowPick(path.run, other))
    line = words(f"now.{path.way}.{path.step}")
    return say("now", line, rows=((following,), (swap,), _last(path)))


def _level(path: NowPath) -> Say:
    rows = column(*(button(f"now.level.{n}", e.NowLevel(path.run, n)) for n in LEVELS))
    return say("now", words("now.how"), rows=(*rows, _last(path)))


def _end(path: NowPath) -> Say:
    again = button("now.button.again", e.NowBegin(""))
    if path.level <= EASED:
        return say("now", words("now.eased"), rows=((LOG,), (again,), (BACK, HELP)))
    if path.level < STRONG:
        return say("now", words("now.same"), rows=((again,), (HOLD,), (BACK, HELP)))
    people = button("front.button.help-now", e.HelpNow())
    return say("now", words("now.strong"), rows=((SENSES,), (people,), (HOLD,), (again, BACK)))


def _last(path: NowPath) -> tuple[Button, ...]:
    return (button("now.button.stop", e.NowStop(path.run)), HELP)


# ----------------------------------------------------------------------------------------------------- answers
def begin(scene: Scene, event: Event) -> Turn:
    """Begin, at any hour, with or without a path. A second tap begins nothing new."""
    assert isinstance(event, e.NowBegin)
    way = event.way if event.way in STEPS else ""
    path = scene.memory.now_path
    if path is not None and opened(scene) is not None and (path.way, path.step) == (way, 0):
        return _shown(scene, path)
    return _shown(scene, NowPath(scene.turn, scene.now, way))


def pick(scene: Scene, event: Event) -> Turn:
    """A way, or another one in the middle."""
    assert isinstance(event, e.NowPick)
    path = _going(scene, event.run)
    if path is None or event.way not in STEPS or path.way == event.way:
        return _astray(scene, event.run)
    return _shown(scene, replace(path, way=event.way, step=0, at=scene.now))


def following(scene: Scene, event: Event) -> Turn:
    """The next step; after the last one, how it is now."""
    assert isinstance(event, e.NowNext)
    path = _going(scene, event.run)
    if path is None or not path.way or path.step != event.step or path.step >= STEPS[path.way]:
        return _astray(scene, event.run)
    return _shown(scene, replace(path, step=path.step + 1, at=scene.now))


def level(scene: Scene, event: Event) -> Turn:
    """How it is now: kept, and today counts as practised. Where it is still strong, tomorrow is gentler."""
    assert isinstance(event, e.NowLevel)
    path = _going(scene, event.run)
    if path is None or not path.way or path.step < STEPS[path.way] or event.level not in LEVELS:
        return _astray(scene, event.run)
    path = replace(path, stage="done", level=event.level, at=scene.now)
    memory, do = _practised(scene, path, "done")
    if event.level >= STRONG and memory.walk is not None:
        memory = replace(memory, walk=replace(memory.walk, gentle=True))
    return turn(replace(memory, now_path=path), screen(path), do=do)


def stop(scene: Scene, event: Event) -> Turn:
    """Stop at any step: what was done of it counts."""
    assert isinstance(event, e.NowStop)
    path = _going(scene, event.run)
    if path is None:
        return _astray(scene, event.run)
    left = replace(path, stage="left")
    memory, do = _practised(scene, left, "partly") if path.step else (scene.memory, ())
    back = front.here(replace(scene, memory=replace(memory, now_path=left)), e.Here())
    return back.also(do=do, toast="now.toast.counts" if do else "now.toast.left")


def _practised(scene: Scene, path: NowPath, how: str) -> tuple[Memory, tuple[Fact, ...]]:
    """What is remembered and kept; nothing is kept of somebody who has not agreed to it yet."""
    if scene.memory.profile.agreed_at is None:
        return scene.memory, ()
    memory, practised = practised_today(scene, KIND, how)
    memory = replace(memory, counts={**memory.counts, KIND: memory.counts.get(KIND, 0) + 1})
    data: dict[str, str | int] = {"way": path.way, "how": how}
    data |= {"level": path.level} if how == "done" else {"step": path.step}
    return memory, (KeepEntry(Entry(KIND, path.run, scene.now, today(scene), data)), *practised)


def _going(scene: Scene, run: int) -> NowPath | None:
    path = scene.memory.now_path
    return path if path is not None and path.run == run and path.stage == "going" else None


def _astray(scene: Scene, run: int) -> Turn:
    """A second tap, or an old button: this minute where it stands, else what is open."""
    path = scene.memory.now_path
    if path is not None and path.run == run and path.stage != "left":
        return turn(scene.memory, screen(path, kit_button(scene)), toast=HERE)
    return front.here(scene, e.Here()).also(toast=OLD)


def _shown(scene: Scene, path: NowPath) -> Turn:
    return turn(replace(scene.memory, now_path=path), screen(path, kit_button(scene)))


ANSWERS: Answers = {
    e.NowBegin: begin,
    e.NowPick: pick,
    e.NowNext: following,
    e.NowLevel: level,
    e.NowStop: stop,
}
