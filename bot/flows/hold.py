"""Hold it for me: a message is held for five minutes with its person, then given back, rewritten, or let go.

Its words are remembered only while it is held. Nothing is ever sent to anybody else.
"""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Entry, Fact, KeepEntry, KeepNote, Note
from bot.domain.memory import Hold, Memory, Timer
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say
from bot.flows import front, journal, menu, practice, rewrite, stay
from bot.flows import hold_screens as screens
from bot.flows.common import ATTENTION, focused, today, turn
from bot.flows.hold_at import KIND, UNANSWERED, alive, counted, of, timed, touched
from bot.flows.hold_screens import summary as summary
from bot.flows.pieces import pieces

FOCUS = "hold"
HERE, OLD = "front.toast.here", "front.toast.old"
FORGETS = timedelta(minutes=15)


# ------------------------------------------------------------------------------------------------- beginning
def begin(scene: Scene, event: Event) -> Turn:
    """Ask for the message; where one is held, show it."""
    if scene.memory.profile.agreed_at is None:
        return turn(scene.memory, screens.greeting(KIND))
    scene = scene.with_memory(crisis=None)
    if alive(scene.memory) is not None:
        return shown(scene).also(toast=HERE)
    return turn(focused(scene.memory, FOCUS, scene.now), screens.ask())


def agree(scene: Scene, event: Event) -> Turn:
    """Being 18 or older and agreeing, as the button said: straight to what the link led to."""
    assert isinstance(event, e.HoldAgree)
    profile = scene.memory.profile
    scene = scene.with_memory(profile=replace(profile, agreed_at=profile.agreed_at or scene.now))
    return stay.begin(scene, event) if event.door == stay.KIND else begin(scene, event)


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """The message: from now on it is held."""
    if alive(scene.memory) is not None:
        return rewrite.missed(scene)
    if not event.text.strip() and not event.voice:
        return turn(focused(scene.memory, FOCUS, scene.now), screens.ask("hold.ask-again"))
    kept = Hold(scene.turn, scene.now, scene.now, text=event.text, voice=event.voice, ref=event.ref)
    memory = replace(counted(scene.memory, "held"), hold=kept, focus=None)
    return turn(_waiting(scene, memory, kept), screens.held(scene, kept))


def amended(scene: Scene, event: e.Amended) -> Turn | None:
    """The message was changed on the phone while it is held; None where it was another one."""
    kept = alive(scene.memory)
    if kept is None or kept.stage not in ("held", "offered") or kept.ref != event.ref or not event.text.strip():
        return None
    scene = scene.with_memory(hold=replace(kept, text=event.text))
    answered = shown(scene)
    first = answered.say[0]
    return replace(answered, say=(replace(first, fresh=True), *answered.say[1:]))


# ------------------------------------------------------------------------------------------------- where it is
def is_open(scene: Scene) -> bool:
    """Whether the way back leads here: somebody was busy with it within the last quarter of an hour."""
    kept = alive(scene.memory)
    return kept is not None and scene.now - kept.touched < ATTENTION


def opened(scene: Scene) -> Turn | None:
    """The hold as it stands, where it is open; None else."""
    return shown(scene) if is_open(scene) else None


def shown(scene: Scene) -> Turn:
    """The hold as it stands now. Where its minutes have run out meanwhile, it is offered back."""
    kept = alive(scene.memory)
    if kept is None:
        return front.here(scene, e.Here()).also(toast=OLD)
    if kept.stage != "held":
        return rewrite.shown(scene, kept)
    if screens.minutes(kept, scene.now) >= screens.MINUTES:
        return given_back(scene, kept, "done")
    return turn(_waiting(scene, scene.memory, kept), screens.held(scene, kept))


def _waiting(scene: Scene, memory: Memory, kept: Hold) -> Memory:
    """The memory with the next minute's timer; where nothing can be edited, only the end is waited for."""
    n = screens.minutes(kept, scene.now) + 1 if scene.reach.edits else screens.MINUTES
    return timed(memory, Timer(KIND, kept.since + screens.MINUTE * n, str(kept.number)))


# ------------------------------------------------------------------------------------------------- the timer
def rang(scene: Scene, timer: Timer) -> Turn:
    """A minute is over, or all five; or nobody has answered for a day; or a finished one is forgotten."""
    kept = scene.memory.hold
    if kept is None or str(kept.number) != timer.ref:
        return Turn(scene.memory)
    if kept.stage == "done":
        return Turn(replace(scene.memory, hold=None))
    if scene.now - kept.touched >= UNANSWERED:
        outcome = "rewritten" if kept.stage == "preview" else "open"
        then = finished(scene, kept, outcome)
        return Turn(timed(replace(then.then, hold=None)), do=then.do)
    crisis = scene.memory.crisis
    if crisis is not None and crisis.tier < 3:
        # A card for worse moments stands there; the way back from it leads here.
        return Turn(timed(scene.memory, Timer(KIND, kept.touched + UNANSWERED, timer.ref)))
    if kept.stage != "held":
        return Turn(scene.memory)
    if screens.minutes(kept, scene.now) < screens.MINUTES:
        return turn(_waiting(scene, scene.memory, kept), screens.held(scene, kept))
    back = given_back(scene, kept, "done")
    fresh = tuple(replace(say, fresh=True) for say in back.say)
    return replace(back, say=(screens.over(), *fresh) if scene.reach.edits else fresh)


def given_back(scene: Scene, kept: Hold, how: str) -> Turn:
    """It is its owner's again: rewrite, copy, or let go. `how` it was held: done, partly."""
    memory, facts = practice.practised_today(scene, KIND, how)
    scene = replace(scene, memory=memory)
    memory = touched(scene, kept, stage="offered")
    key = "hold.offered" if how == "done" else "hold.offered-early"
    return turn(memory, screens.offered(scene, kept, key), do=facts)


# ------------------------------------------------------------------------------------------------- while it is held
def give(scene: Scene, event: Event) -> Turn:
    """Give it back now: partly held is held."""
    assert isinstance(event, e.HoldGive)
    kept = of(scene, event.number, "held")
    if kept is None:
        return lost(scene, event.number)
    late = screens.minutes(kept, scene.now) >= screens.MINUTES
    return given_back(scene, kept, "done" if late else "partly")


def step(scene: Scene, event: Event) -> Turn:
    """Another small step while waiting."""
    assert isinstance(event, e.HoldStep)
    kept = of(scene, event.number, "held")
    if kept is None:
        return lost(scene, event.number)
    if event.step != kept.step + 1:
        return shown(scene).also(toast=HERE)
    return shown(scene.with_memory(hold=replace(kept, step=event.step)))


def aside(scene: Scene, event: Event) -> Turn:
    """The menu below: the message that shows the minutes stays where it is."""
    assert isinstance(event, e.HoldAside)
    if of(scene, event.number, "held") is None:
        return lost(scene, event.number)
    return turn(scene.memory, replace(menu.screen(scene), fresh=True))


# ------------------------------------------------------------------------------------------------- the end
def let(scene: Scene, event: Event) -> Turn:
    """Let it go, at any point."""
    assert isinstance(event, e.HoldLet)
    kept = of(scene, event.number)
    return lost(scene, event.number) if kept is None else finished(scene, kept, "let_go")


def as_is(scene: Scene, event: Event) -> Turn:
    """Copy it as it is; what no copy button takes comes as a message of its own."""
    assert isinstance(event, e.HoldAsIs)
    kept = of(scene, event.number)
    if kept is None:
        return lost(scene, event.number)
    if kept.stage == "held":
        return shown(scene).also(toast=HERE)
    ended = finished(scene, kept, "sent_as_is")
    if screens.units(kept.text) <= screens.COPY:
        return ended
    return replace(ended, say=(*alone(scene, kept, "words"), *(replace(say, fresh=True) for say in ended.say)))


def alone(scene: Scene, kept: Hold, what: str) -> tuple[Say, ...]:
    """Words by themselves, to be copied whole; in pieces only where one message cannot hold them."""
    if what == "line" and not kept.line:
        return (Say("hold-text", (screens.line(kept),)),)
    text = kept.line if what == "line" else kept.text
    return tuple(
        Say("hold-text", (screens.said(replace(kept, text=piece, line=piece), what),), fresh=n > 0)
        for n, piece in enumerate(pieces(text, scene.reach.length) or [""])
    )


def finished(scene: Scene, kept: Hold, outcome: str) -> Turn:
    """The end: what stays is a count and a row without words; the words go in a quarter of an hour."""
    facts: tuple[Fact, ...] = ()
    minutes = screens.minutes(kept, scene.now)
    if kept.stage == "held":
        memory, facts = practice.practised_today(scene, KIND, "done")
        scene = replace(scene, memory=memory)
    entry = Entry(KIND, kept.number, scene.now, today(scene), {"outcome": outcome, "minutes": minutes})
    kept = replace(kept, stage="done", outcome=outcome, touched=scene.now)
    forgets = Timer(KIND, scene.now + FORGETS, str(kept.number))
    memory = timed(counted(replace(scene.memory, hold=kept, focus=None), outcome), forgets)
    return turn(memory, screens.done(replace(scene, memory=memory), kept), do=(*facts, KeepEntry(entry)))


def keep(scene: Scene, event: Event) -> Turn:
    """Its owner keeps the words after all: now they are a note in the journal."""
    assert isinstance(event, e.HoldKeep)
    kept = scene.memory.hold
    if kept is None or kept.number != event.number or kept.stage != "done" or not (kept.text or kept.voice):
        return lost(scene, event.number)
    note = Note(scene.turn, scene.now, KIND, kept.text, "", kept.ref, kept.voice)
    memory = timed(replace(scene.memory, hold=None))
    return turn(memory, journal.kept(scene.turn, "hold.kept"), do=(KeepNote(note),), toast="hold.toast.kept")


def copy(scene: Scene, event: Event) -> Turn:
    """The words or the line as a message of its own, and what was on the screen below it."""
    assert isinstance(event, e.HoldCopy)
    kept = scene.memory.hold
    ready = kept is not None and kept.number == event.number and kept.stage in ("preview", "done")
    if kept is None or not ready or event.what not in ("words", "line"):
        return lost(scene, event.number)
    here = screens.done(scene, kept) if kept.stage == "done" else screens.preview(scene, kept)
    return turn(scene.memory, *(replace(say, fresh=True) for say in (*alone(scene, kept, event.what), here)))


# ------------------------------------------------------------------------------------------------- old buttons
def lost(scene: Scene, number: int) -> Turn:
    """An old button or a second tap: what is open now."""
    kept = scene.memory.hold
    if kept is not None and kept.number == number:
        if kept.stage == "done":
            return turn(scene.memory, screens.done(scene, kept), toast=HERE)
        return shown(scene).also(toast=HERE)
    return front.here(scene, e.Here()).also(toast=OLD)


ANSWERS: Answers = {
    e.HoldBegin: begin,
    e.HoldAgree: agree,
    e.HoldGive: give,
    e.HoldStep: step,
    e.HoldAside: aside,
    e.HoldLet: let,
    e.HoldAsIs: as_is,
    e.HoldKeep: keep,
    e.HoldCopy: copy,
}
