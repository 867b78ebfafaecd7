"""The twin of the hold, for the urge to leave: one more minute, if it is calm enough and the door is free, then a pause
line with a time of return. Nobody is asked to stay where they do not feel safe."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepEntry
from bot.domain.memory import Stay, Timer
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Button, Say, Words, column, words
from bot.flows import calendar, front, hold_at, practice
from bot.flows import hold_screens as screens
from bot.flows.common import ATTENTION, BACK, HELP, MENU, button, local, say, today, turn

SCREEN = "stay"
KIND = "stay"
MINUTE = timedelta(minutes=1)
LATE = timedelta(seconds=30)
TONIGHT, TOMORROW = 0, -1
PAUSES = (20, 30, 60)
EVENING_ENDS = 21 * 60
NIGHT_ENDS = 5 * 60
HERE, OLD = "front.toast.here", "front.toast.old"
# What the way back leads to: a question that was not answered, or a line that is copied, holds nobody up.
OPEN = ("minute", "stayed", "left", "unsafe")
NOW = button("front.button.help-now", e.HelpNow(), "primary")


# ------------------------------------------------------------------------------------------------- screens
def screen(scene: Scene, now: Stay, key: str = "") -> Say:
    """What the minute shows at its stage."""
    build = {"asking": _asking, "minute": _minute, "unsafe": _unsafe, "pause": _pause}.get(now.stage)
    if build is not None:
        return build(scene, now)
    return _done(scene) if now.stage == "done" else _when(scene, now, key)


def _asking(scene: Scene, now: Stay) -> Say:
    """First whether it is calm and the door is free; the safety line stands on the same screen."""
    rows = column(
        button("hold.button.calm", e.StayIf(now.number, "yes"), "primary"),
        button("hold.button.not-calm", e.StayIf(now.number, "no")),
    )
    return say(SCREEN, words("hold.stay.ask"), words("hold.stay.safe"), rows=(*rows, (BACK, HELP)))


def _minute(scene: Scene, now: Stay) -> Say:
    rows = ((button("hold.button.leave", e.StayLeave(now.number), "primary"),), (MENU, HELP))
    return say(SCREEN, words("hold.stay.minute"), words("hold.stay.safe"), rows=rows)


def _unsafe(scene: Scene, now: Stay) -> Say:
    later = button("hold.button.pause-line", e.StayLeave(now.number))
    return say(SCREEN, words("hold.stay.unsafe"), rows=((NOW,), (later,), (MENU,)))


def _when(scene: Scene, now: Stay, key: str = "") -> Say:
    """Back when? Staying on is a choice like the others, where the minute is over."""
    n = now.number
    picks = [button(f"hold.button.back-{m}", e.StayBack(n, m)) for m in PAUSES]
    picks += [button(f"hold.button.{name}", e.StayBack(n, m)) for name, m in _later(scene)]
    rows = [tuple(picks[at : at + 2]) for at in range(0, len(picks), 2)]
    if now.stage == "stayed":
        rows.insert(0, (button("hold.button.staying", e.StayEnd(n), "primary"),))
    return say(SCREEN, words(key or f"hold.stay.{now.stage}"), rows=(*rows, (MENU, HELP)))


def _later(scene: Scene) -> list[tuple[str, int]]:
    """Tonight while there is an evening left, else tomorrow; both where nobody knows the hour."""
    both = [("tonight", TONIGHT), ("tomorrow", TOMORROW)]
    zone = scene.memory.profile.zone
    if not zone:
        return both
    minute = calendar.minute_of(scene.now, zone)
    return both[1:] if minute >= EVENING_ENDS or minute < NIGHT_ENDS else both[:1]


def _pause(scene: Scene, now: Stay) -> Say:
    """The line to leave behind."""
    said = line(scene, now)
    copy = Button(words("hold.button.copy"), e.StayCopy(now.number, now.minutes), copy=said, style="primary")
    done = button("hold.button.went", e.StayEnd(now.number))
    return say(SCREEN, words("hold.stay.pause", line=said), rows=((copy,), (done,), (MENU, HELP)))


def line(scene: Scene, now: Stay) -> Words:
    """A pause with its time of return: by the clock where the zone is known."""
    if now.minutes in (TONIGHT, TOMORROW):
        return words("hold.stay.line.tonight" if now.minutes == TONIGHT else "hold.stay.line.tomorrow")
    zone = scene.memory.profile.zone
    if not zone:
        return words("hold.stay.line.minutes", n=now.minutes)
    at = local(now.touched + timedelta(minutes=now.minutes), zone)
    return words("hold.stay.line.clock", n=now.minutes, clock=f"{at:%H:%M}")


def _done(scene: Scene) -> Say:
    counted = screens.summary(scene.memory)
    lines = (words("hold.stay.done"), *((counted,) if counted else ()))
    ways = (button("front.button.today", e.Here()), MENU)
    return say(SCREEN, *lines, rows=((screens.share(scene, KIND),), ways))


# ------------------------------------------------------------------------------------------------- turns
def begin(scene: Scene, event: Event) -> Turn:
    """Ask first; where a minute is running, show it."""
    if scene.memory.profile.agreed_at is None:
        return turn(scene.memory, screens.greeting(KIND))
    scene = scene.with_memory(crisis=None)
    return shown(scene).also(toast=HERE) if is_open(scene) else _at(scene, Stay(scene.turn, scene.now))


def is_open(scene: Scene) -> bool:
    """Whether the way back leads here: it is under way, and less than a quarter of an hour old."""
    now = scene.memory.stay
    return now is not None and now.stage in OPEN and scene.now - now.touched < ATTENTION


def opened(scene: Scene) -> Turn | None:
    """The minute as it stands, where it is open; None else."""
    return shown(scene) if is_open(scene) else None


def shown(scene: Scene) -> Turn:
    """The minute as it stands; one that has run out meanwhile is over."""
    now = scene.memory.stay
    if now is None:
        return front.here(scene, e.Here()).also(toast=OLD)
    if now.stage == "minute" and now.since is not None and scene.now >= now.since + MINUTE:
        return _over(scene, now)
    return turn(scene.memory, screen(scene, now))


def _at(scene: Scene, now: Stay, do: tuple[Fact, ...] = (), key: str = "") -> Turn:
    """The minute at a stage, and its screen; only a running one has a timer."""
    others = tuple(timer for timer in scene.memory.timers if timer.what != KIND)
    if now.stage == "minute" and now.since is not None:
        others = (*others, Timer(KIND, now.since + MINUTE, str(now.number)))
    memory = replace(scene.memory, stay=now, timers=others, focus=None)
    return turn(memory, screen(replace(scene, memory=memory), now, key), do=do)


def _of(scene: Scene, number: int, *stages: str) -> Stay | None:
    now = scene.memory.stay
    return now if now is not None and now.number == number and now.stage in stages else None


def _lost(scene: Scene, number: int) -> Turn:
    now = scene.memory.stay
    if now is not None and now.number == number:
        return shown(scene).also(toast=HERE)
    return front.here(scene, e.Here()).also(toast=OLD)


def if_(scene: Scene, event: Event) -> Turn:
    """Calm and free: the minute begins. Anything else: leave, and no word about a minute."""
    assert isinstance(event, e.StayIf)
    now = _of(scene, event.number, "asking")
    if now is None:
        return _lost(scene, event.number)
    if event.answer == "yes":
        return _at(scene, replace(now, stage="minute", since=scene.now, touched=scene.now))
    return _left(scene, replace(now, stage="unsafe"))


def leave(scene: Scene, event: Event) -> Turn:
    """Going is fine, at any second of it; a time of return may follow."""
    assert isinstance(event, e.StayLeave)
    now = _of(scene, event.number, "minute", "unsafe")
    if now is None:
        return _lost(scene, event.number)
    if now.stage == "unsafe":
        return _at(scene, replace(now, stage="left", touched=scene.now))
    return _left(scene, replace(now, stage="left"))


def _left(scene: Scene, now: Stay) -> Turn:
    memory, facts = practice.practised_today(scene, KIND, "partly")
    scene = replace(scene, memory=memory)
    return _at(scene, replace(now, touched=scene.now), (*facts, _entry(scene, now, "left")))


def _over(scene: Scene, now: Stay) -> Turn:
    """The minute was stayed. One that ended a while ago says so."""
    memory, facts = practice.practised_today(scene, KIND, "done")
    late = now.since is not None and scene.now > now.since + MINUTE + LATE
    scene = replace(scene, memory=hold_at.counted(memory, "stayed"))
    stayed = replace(now, stage="stayed", touched=scene.now)
    return _at(scene, stayed, (*facts, _entry(scene, now, "stayed")), "hold.stay.late" if late else "")


def _entry(scene: Scene, now: Stay, outcome: str) -> KeepEntry:
    return KeepEntry(Entry(KIND, now.number, scene.now, today(scene), {"outcome": outcome}))


def rang(scene: Scene, timer: Timer) -> Turn:
    """The minute is over: said without a sound, since it ends in the middle of a talk."""
    now = scene.memory.stay
    if now is None or str(now.number) != timer.ref or now.stage != "minute":
        return Turn(scene.memory)
    over = _over(scene, now)
    crisis = scene.memory.crisis
    if crisis is not None and crisis.tier < 3:
        return replace(over, say=())
    return replace(over, say=tuple(replace(say, fresh=True, silent=True) for say in over.say))


def back_at(scene: Scene, event: Event) -> Turn:
    """A time of return."""
    assert isinstance(event, e.StayBack)
    now = _of(scene, event.number, "stayed", "left")
    if now is None or event.minutes not in (*PAUSES, TONIGHT, TOMORROW):
        return _lost(scene, event.number)
    return _at(scene, replace(now, stage="pause", minutes=event.minutes, touched=scene.now))


def end(scene: Scene, event: Event) -> Turn:
    """Stayed, or gone and back: it counts."""
    assert isinstance(event, e.StayEnd)
    now = _of(scene, event.number, "stayed", "pause")
    return _lost(scene, event.number) if now is None else _at(scene, replace(now, stage="done"))


def copy(scene: Scene, event: Event) -> Turn:
    """The line as a message of its own, where the phone has no copy button."""
    assert isinstance(event, e.StayCopy)
    now = _of(scene, event.number, "pause")
    if now is None:
        return _lost(scene, event.number)
    alone = Say("hold-text", (line(scene, now),))
    return turn(scene.memory, *(replace(say, fresh=True) for say in (alone, _pause(scene, now))))


ANSWERS: Answers = {
    e.StayBegin: begin,
    e.StayIf: if_,
    e.StayLeave: leave,
    e.StayBack: back_at,
    e.StayEnd: end,
    e.StayCopy: copy,
}
