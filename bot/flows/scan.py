"""The body scan: one message edited at its parts' times, or by choice with a buzz; pause, skip, feet and hands, stop.

How it looks is in `scan_screens.py`, what comes after it in `settled.py`; however it ends, it counts.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.library import Guided
from bot.domain.memory import Guide, Scan, Timer
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say
from bot.flows import guide, settled
from bot.flows import scan_screens as screens
from bot.flows.common import turn
from bot.flows.practice import practised_today
from bot.flows.scan_screens import BY_LENGTH, HANDS, NO_LEVEL, SCREEN, again, form_of, of, put, shown

KIND: Final = SCREEN
LONG_AGO: Final = timedelta(minutes=10)


# --------------------------------------------------------------------------------------------------- before it goes
def open_(scene: Scene, event: Event) -> Turn:
    """The forms, after one gentle question at the first time; one under way or paused is gone on with."""
    assert isinstance(event, e.ScanOpen)
    scan = of(scene)
    if scan.stage == "guided" and guide.waits(scene, scan.guide):
        return again(scene, "")
    stage = "choose" if scan.asked else "check"
    scan = replace(scan, run=scene.turn, stage=stage, wish=event.form, guide=None, before=NO_LEVEL, after=NO_LEVEL)
    return turn(guide.timed(scene, put(scene, scan), KIND, form_of(scene, scan.form), None), shown(scene, scan))


def pick(scene: Scene, event: Event) -> Turn:
    """What is chosen around a scan."""
    assert isinstance(event, e.ScanPick)
    scan = of(scene)
    if scan.run != event.run:
        return again(scene)
    match event.what, scan.stage:
        case "none", "check":
            return _to(scene, replace(scan, asked=True, stage="choose"))
        case "fits", "check":
            # Only what it leads to is remembered, not that it was said.
            return _to(scene, replace(scan, asked=True, stage="gentle", form=HANDS, lowered=True))
        case ("buzz" | "quiet") as how, "choose":
            return _to(scene, replace(scan, buzz=how == "buzz")).also(toast=f"scan.toast.{how}")
        case "walk", ("gentle" | "choose"):
            return _to(scene, replace(scan, stage="walk"))
        case "walked", "walk":
            memory, facts = practised_today(scene, "walk", "done")
            return turn(replace(memory, scan=replace(scan, stage="")), screens.closed("scan.walked"), do=facts)
        case "unreal", ("after" | "word"):
            return settled.close(scene, scan, "unreal")
    return again(scene)


def _to(scene: Scene, scan: Scan) -> Turn:
    return turn(put(scene, scan), shown(scene, scan))


def picked(scene: Scene, event: Event) -> Turn:
    """A form is chosen; how settled its person is comes first."""
    assert isinstance(event, e.ScanForm)
    scan = of(scene)
    if scan.run != event.run or scan.stage not in ("choose", "gentle") or event.form not in BY_LENGTH:
        return again(scene)
    return _to(scene, replace(scan, stage="before", picked=event.form))


def level(scene: Scene, event: Event) -> Turn:
    """How settled: before, and it begins; after, and one word is asked for."""
    assert isinstance(event, e.ScanLevel)
    scan = of(scene)
    if (scan.run, scan.stage) != (event.run, event.when) or not NO_LEVEL <= event.level <= 10:
        return again(scene)
    if event.when == "before":
        form = form_of(scene, scan.picked)
        begun = guide.begun(scene, form, scan.run, scan.buzz)
        return _on(scene, replace(scan, stage="guided", before=event.level), form, begun)
    return settled.level(scene, event)


# --------------------------------------------------------------------------------------------------- while it goes
def _on(scene: Scene, scan: Scan, form: Guided, at: Guide, key: str = "scan.paused") -> Turn:
    memory = put(scene, replace(scan, guide=at))
    return turn(guide.timed(scene, memory, KIND, form, at), screens.going(scene, form, at, key))


def act(scene: Scene, event: Event) -> Turn:
    """Pause, go on, skip this part, feet and hands only, stop."""
    assert isinstance(event, e.ScanAct)
    scan, at = of(scene), of(scene).guide
    if at is None or scan.stage != "guided" or not guide.matches(at, event.run, event.part):
        return again(scene)
    form = form_of(scene, at.form)
    match event.act, at.stage:
        case "pause", "playing":
            return _on(scene, scan, form, guide.paused(scene, at))
        case "go", "paused":
            return _on(scene, scan, form, guide.at_part(scene, at, guide.part_of(form, at)))
        case "skip", _:
            then = guide.following(form, at)
            if then is None:
                return settled.finished(scene, scan, form, "done")
            return _on(scene, scan, form, guide.at_part(scene, at, then))
        case "hands", _ if form.id != HANDS:
            hands = form_of(scene, HANDS)
            return _on(scene, replace(scan, picked=HANDS), hands, guide.switched(scene, at, hands, "feet"))
        case "stop", _:
            return settled.finished(scene, scan, form, "stopped")
    return again(scene)


def rang(scene: Scene, timer: Timer) -> Turn:
    """A part's time is over: the next one, or an offer to go on where it came too late."""
    scan, at = of(scene), of(scene).guide
    how = guide.rung(scene, at, timer)
    if at is None or how == "stale":
        return Turn(scene.memory)
    form = form_of(scene, at.form)
    if how == "left":
        # Somebody who went elsewhere is not called back; what they have done counts.
        memory, facts = practised_today(scene, KIND, "partly")
        return Turn(replace(memory, scan=replace(scan, guide=replace(at, stage="paused"))), do=facts)
    then = guide.following(form, at)
    if then is None:
        answered = settled.finished(scene, scan, form, "done")
    elif how == "late":
        answered = _on(scene, scan, form, guide.paused(scene, at, then), "scan.late")
    else:
        answered = _on(scene, scan, form, guide.at_part(scene, at, then, timer.at))
    if scene.now - timer.at > LONG_AGO:
        at = replace(at, buzz=False)
    return replace(answered, say=tuple(guide.brought(scene, at, say) for say in answered.say))


def open_now(scene: Scene) -> Say | None:
    """The part that its person was at a moment ago."""
    scan = of(scene)
    return shown(scene, scan) if scan.stage == "guided" and guide.just_now(scene, scan.guide) else None


ANSWERS: Answers = {
    e.ScanOpen: open_,
    e.ScanPick: pick,
    e.ScanForm: picked,
    e.ScanLevel: level,
    e.ScanAct: act,
    e.ScanWord: settled.word,
}
