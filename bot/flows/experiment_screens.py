"""What an experiment shows: the parts of its plan one by one, the plan, its quiet minutes, and the comparison."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.exercises import Experiment
from bot.domain.memory import Trying
from bot.domain.scene import Scene
from bot.domain.speech import Button, Param, Say, Words, column, words
from bot.flows import plan, sources
from bot.flows.common import BACK, HELP, MENU, STAY, button, say
from bot.flows.faces import how_was_it
from bot.flows.written import said

SCREEN = "experiment"
PARTS = ("kind", "safe", "cue", "then", "expect", "likely", "size", "when")
WORDED = ("cue", "then", "expect", "happened")
PICKS: dict[str, tuple[str, ...]] = {
    "safe": ("yes", "no"),
    "expect": ("awkward", "worse", "fine"),
    "likely": ("1", "2", "3", "4", "5"),
    "size": ("2", "3", "4", "5", "6"),
    "when": ("happens", "morning", "midday", "evening", "hour"),
    "hour": ("7", "8", "10", "12", "15", "17", "19", "21"),
    "happened": ("expected", "easier", "harder", "other"),
}
FITTING = 4
NOTCH_DAY = "day-45"
TRY_LIST = button("experiment.button.menu", e.TryOpen(""))


def screen(scene: Scene, trying: Trying) -> Say:
    """Where an experiment stands."""
    if trying.own:
        return _own(trying)
    build = {"preview": _preview, "planned": planned, "running": _running, "choice": choice, "done": _done}
    if trying.stage in build:
        return build[trying.stage](scene, trying)
    return _dropped() if trying.stage == "dropped" else _asks(scene, trying)


def found_of(scene: Scene, trying: Trying) -> Experiment | None:
    """The experiment that was picked, or None before."""
    return scene.library.experiments.get(trying.picks.get("kind", ""))


def picks(scene: Scene, trying: Trying, part: str) -> tuple[str, ...]:
    """What can be picked for a part; one's own leaning comes first among the kinds."""
    found = found_of(scene, trying)
    if part == "kind":
        known = scene.memory.known
        own = known.leaning if known else ""
        return tuple(x.id for x in sorted(scene.library.experiments.values(), key=lambda x: x.leaning != own))
    if found is not None and part in ("cue", "then"):
        offered: tuple[str, ...] = getattr(found, part)
        return tuple(pick for pick in offered if pick != found.notch or notched(trying))
    return PICKS.get(part, ())


def notched(trying: Trying) -> bool:
    """Whether one notch up is offered: on its day, when the last try was bearable."""
    return trying.asked_on == NOTCH_DAY and 0 < trying.last <= FITTING


# ------------------------------------------------------------------------------------------------- planning
def _asks(scene: Scene, trying: Trying) -> Say:
    part = trying.stage
    shown = [_pick(trying, part, pick) for pick in picks(scene, trying, part)]
    if part in WORDED:
        shown.append(button("experiment.button.own", e.TryOwn(trying.run, part)))
    rows = _grid(shown, 5 if part == "size" else 4 if part == "hour" else 1)
    before = _before(trying, part)
    back = (button("experiment.button.back", e.TryBack(trying.run, part)),) if before else ()
    if before in trying.notes:
        back = (button("experiment.button.unsay", e.TryUnsay(trying.run, before)),)
    stop = (button("experiment.button.stop", e.TryDo(trying.run, part, "stop")),) if part != "happened" else (MENU,)
    asks = sources.ask(scene, "experiment") if part == "kind" else ()
    return say(SCREEN, *_above(scene, trying), rows=(*rows, (*back, *stop, *asks, HELP)))


def _before(trying: Trying, part: str) -> str:
    """The part that was answered before this one, or ""."""
    if part == "hour":
        return "when"
    if part not in PARTS:
        return ""
    answered = [p for p in PARTS[: PARTS.index(part)] if p in trying.picks]
    return answered[-1] if answered else ""


def _pick(trying: Trying, part: str, pick: str) -> Button:
    event = e.TryPick(trying.run, part, pick)
    if part == "kind":
        return button(f"experiment.kind.{pick}.title", event)
    if part in ("cue", "then"):
        return button(f"experiment.kind.{trying.picks.get('kind', '')}.{part}.{pick}", event)
    if part == "size":
        return button("experiment.number", event, n=pick)
    if part == "hour":
        return button("experiment.clock", event, at=f"{int(pick):02}:00")
    return button(f"experiment.{'free' if part == 'safe' else part}.{pick}", event)


def _grid(shown: list[Button], across: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(shown[n : n + across]) for n in range(0, len(shown), across))


def _above(scene: Scene, trying: Trying) -> tuple[Words, ...]:
    """What stands above the choices of a part."""
    part = trying.stage
    kept = (words("experiment.kept"),) if _before(trying, part) in trying.notes else ()
    if part == "kind":
        unsafe = (words("experiment.not-safe"),) if trying.picks.get("safe") == "no" else ()
        return (*unsafe, words("experiment.ask.kind"))
    if part == "happened":
        return (words("experiment.ask.happened", expected=_expected(trying)),)
    about = (words(f"experiment.kind.{trying.picks['kind']}.about"),) if part == "cue" else ()
    if part == "then":
        about = (words("experiment.if", cue=plan.part(scene, trying, "cue")),)
    notch = (words("experiment.notch", n=trying.last),) if part == "size" and notched(trying) else ()
    safe = (words("experiment.safe"),) if part == "safe" else ()
    return (*kept, *about, *notch, words(f"experiment.ask.{part}"), *safe)


def _own(trying: Trying) -> Say:
    line = words(f"experiment.write.{trying.stage}")
    rows = ((button("experiment.button.back", e.TryBack(trying.run, trying.stage)), MENU),)
    return Say(SCREEN, (line,), rows, wants_words=True)


def too_long(trying: Trying, length: int, most: int) -> Say:
    """Words too long for a plan: asked for again, shorter. They are in the journal."""
    line = words("exercises.ui.too-long", n=length, most=most)
    rows = ((button("experiment.button.back", e.TryBack(trying.run, trying.stage)), MENU),)
    return Say(SCREEN, (line,), rows, wants_words=True)


def big(trying: Trying, size: int) -> Say:
    """A kind word above 4 of 10: smaller teaches more."""
    rows = column(
        button("experiment.button.smaller", e.TryDo(trying.run, "size", "smaller"), "primary"),
        button("experiment.button.keep-size", e.TryDo(trying.run, "size", f"keep-{size}"), n=size),
        HELP,
    )
    return say(SCREEN, words("experiment.big", n=size), rows=rows)


# ------------------------------------------------------------------------------------------------- the plan
def _expected(trying: Trying) -> Param:
    expect = said(trying.picks.get("expect", ""), trying.words.get("expect", ""), "experiment.expect")
    return words("experiment.expected", text=expect, likely=words(f"experiment.likely.{trying.picks['likely']}"))


def _plan(scene: Scene, trying: Trying) -> tuple[Words, ...]:
    """The plan as it stands, with the word of safety where it may come up in a tense talk."""
    found = found_of(scene, trying)
    when: Param = words(f"experiment.when.{trying.picks.get('when', 'happens')}")
    if trying.minute >= 0:
        when = f"{trying.minute // 60:02}:{trying.minute % 60:02}"
    size = trying.picks.get("size", "3")
    shown = words("experiment.shown", plan=plan.sentence(scene, trying), size=size, when=when)
    safe = (words("experiment.safe"),) if found is not None and found.tense else ()
    return (shown, words("experiment.expect-line", expected=_expected(trying)), *safe)


def _preview(scene: Scene, trying: Trying) -> Say:
    rows = (
        (button("experiment.button.keep", e.TryDo(trying.run, "preview", "keep"), "primary"),),
        (
            button("experiment.button.back", e.TryBack(trying.run, "preview")),
            button("experiment.button.stop", e.TryDo(trying.run, "preview", "stop")),
        ),
    )
    aloud = words("experiment.aloud" if scene.memory.walk is not None else "experiment.aloud-alone")
    return say(SCREEN, *_plan(scene, trying), aloud, rows=rows)


def planned(scene: Scene, trying: Trying) -> Say:
    """The plan, and what can be done with it."""

    def do(what: str, style: str = "") -> Button:
        return button(f"experiment.button.{what}", e.TryDo(trying.run, "planned", what), style)

    found = found_of(scene, trying)
    start: tuple[tuple[Button, ...], ...] = ()
    if found is not None and found.guarded:
        start = ((STAY,),)
    elif found is not None and found.seconds:
        minutes = seconds(scene, trying) // 60
        start = ((button("experiment.button.start", e.TryDo(trying.run, "planned", "start"), n=minutes),),)
    rows = ((do("tried", "primary"), do("partly")), *start, (do("smaller"), do("other")), (do("drop"), BACK, HELP))
    return say(SCREEN, *_plan(scene, trying), rows=rows)


def seconds(scene: Scene, trying: Trying) -> int:
    """How long the quiet timer of a plan runs; 0 without one."""
    found = found_of(scene, trying)
    if found is None:
        return 0
    return found.seconds * 2 if found.notch and trying.picks.get("then") == found.notch else found.seconds


def _running(scene: Scene, trying: Trying) -> Say:
    found = found_of(scene, trying)
    safe = (words("experiment.safe"),) if found is not None and found.tense else ()
    rows = (
        (button("experiment.button.now", e.TryDo(trying.run, "running", "now"), "primary"),),
        (button("experiment.button.stop", e.TryDo(trying.run, "running", "stop")), HELP),
    )
    return say(SCREEN, words("experiment.running", n=seconds(scene, trying) // 60), *safe, rows=rows)


def choice(scene: Scene, trying: Trying, late: bool = False) -> Say:
    """The quiet minutes are over: now its owner chooses."""
    rows = (
        (button("experiment.button.tried", e.TryDo(trying.run, "choice", "tried"), "primary"),),
        (button("experiment.button.later", e.TryDo(trying.run, "choice", "later")), HELP),
    )
    return say(SCREEN, words("experiment.over-late" if late else "experiment.over"), rows=rows)


# ------------------------------------------------------------------------------------------------- afterwards
def _done(scene: Scene, trying: Trying) -> Say:
    came = said(trying.picks.get("happened", "expected"), trying.words.get("happened", ""), "experiment.happened")
    compared = words("experiment.compared", expected=_expected(trying), came=came)
    kept = (words("experiment.kept"),) if "happened" in trying.notes else ()
    rows = (
        (how_was_it(trying.day or SCREEN),),
        (button("experiment.button.next", e.TryOpen("")),),
        (button("experiment.button.undo", e.TryDo(trying.run, "done", "undo")), BACK, MENU),
    )
    return say(SCREEN, compared, *kept, words("experiment.learned"), rows=rows)


def _dropped() -> Say:
    return say(SCREEN, words("experiment.dropped"), rows=((TRY_LIST,), (BACK, MENU)))
