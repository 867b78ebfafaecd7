"""A held message in three small questions: one feeling, one need, one ask, and the line that they make."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.memory import Hold
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Words, words
from bot.flows import hold, hold_at
from bot.flows import hold_screens as screens
from bot.flows.common import focus_of, focused, turn
from bot.flows.hold_screens import PARTS

LINE = "line"
PLACES = tuple(f"hold-{part}" for part in (*PARTS, LINE))
_ENDS = " \n.。！!"


def shown(scene: Scene, kept: Hold, first: Words | None = None) -> Turn:
    """The stage that the rewrite is at."""
    if kept.stage in (*PARTS, LINE):
        asked = screens.own(kept) if kept.stage == LINE else screens.question(scene, kept, kept.stage, first)
        return turn(focused(scene.memory, f"hold-{kept.stage}", scene.now), asked)
    build = screens.preview if kept.stage == "preview" else screens.offered
    return turn(scene.memory, build(scene, kept))


def _at(scene: Scene, kept: Hold, stage: str, **changes: object) -> Turn:
    """The hold at a stage, and its screen."""
    scene = replace(scene, memory=hold_at.touched(scene, kept, stage=stage, **changes))
    assert scene.memory.hold is not None
    return shown(scene, scene.memory.hold)


def ask(scene: Scene, event: Event) -> Turn:
    """One part again, or the whole line; the rewrite begins with the first."""
    assert isinstance(event, e.HoldAsk)
    kept = hold_at.of(scene, event.number)
    ready = kept is not None and all(part in kept.parts for part in PARTS)
    if kept is None or kept.stage == "held" or event.part not in (*PARTS, LINE, "preview"):
        return hold.lost(scene, event.number)
    if event.part in (LINE, "preview") and not (ready or kept.line):
        return hold.lost(scene, event.number)
    return _at(scene, kept, event.part)


def pick(scene: Scene, event: Event) -> Turn:
    """One of our words for a part."""
    assert isinstance(event, e.HoldPick)
    kept = hold_at.of(scene, event.number)
    known = event.part in PARTS and 0 <= event.pick < scene.library.count(f"hold.pick.{event.part}")
    if kept is None or not known or kept.stage != event.part:
        return hold.lost(scene, event.number)
    return _with(scene, kept, event.part, event.pick)


def _with(scene: Scene, kept: Hold, part: str, said: int | str) -> Turn:
    """A part is there: the next that is missing, or the line."""
    parts = {**kept.parts, part: said}
    missing = next((name for name in PARTS if name not in parts), "preview")
    # A changed part makes the line anew; words of one's own for the whole give way.
    return _at(scene, kept, missing, parts=parts, line="")


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """Words of one's own for what was asked."""
    focus, kept = focus_of(scene), scene.memory.hold
    stage = focus.place.removeprefix("hold-") if focus else ""
    if kept is None or kept.stage != stage:
        return missed(scene)
    text = event.text.strip() if stage == LINE else _trimmed(scene, stage, event.text)
    if not text:
        return _again(scene, kept, words("hold.typed-only"))
    if stage == LINE:
        return _at(scene, kept, "preview", line=text)
    if screens.units(text) > screens.PART:
        return _again(scene, kept, words("hold.too-long", most=screens.PART))
    return _with(scene, kept, stage, text)


def _again(scene: Scene, kept: Hold, first: Words) -> Turn:
    answered = shown(scene, kept)
    say = answered.say[0]
    return replace(answered, say=(replace(say, lines=(first, *say.lines)),))


def _trimmed(scene: Scene, part: str, text: str) -> str:
    """The end of the sentence alone, where somebody typed its beginning as well."""
    said = " ".join(text.split()).strip(_ENDS).rstrip("?？")
    own = scene.library.words[scene.lang]
    for n in range(scene.library.count(f"hold.head.{part}")):
        head = own[f"hold.head.{part}.{n}"].lower()
        rest = said[len(head) :]
        # Between words stands a space: “I needle” does not begin with “I need”.
        if said.replace("'", "’").lower().startswith(head) and (rest[:1] in ("", " ") or scene.lang == "zh"):
            return rest.strip()
    return said


def missed(scene: Scene) -> Turn:
    """Words for a question that is no longer asked: the hold as it stands."""
    return hold.shown(scene)


def tone(scene: Scene, event: Event) -> Turn:
    """The same line, warmer, plainer or lighter."""
    assert isinstance(event, e.HoldTone)
    kept = hold_at.of(scene, event.number, "preview")
    if kept is None or kept.line:
        return hold.lost(scene, event.number)
    return _at(scene, kept, "preview", tone=event.tone % screens.TONES)


def back(scene: Scene, event: Event) -> Turn:
    """Back to what can be done with it."""
    assert isinstance(event, e.HoldShow)
    kept = hold_at.of(scene, event.number)
    if kept is None or kept.stage == "held":
        return hold.lost(scene, event.number)
    return _at(scene, kept, "offered")


def done(scene: Scene, event: Event) -> Turn:
    """This is my line."""
    assert isinstance(event, e.HoldDone)
    kept = hold_at.of(scene, event.number, "preview")
    return hold.lost(scene, event.number) if kept is None else hold.finished(scene, kept, "rewritten")


ANSWERS: Answers = {
    e.HoldAsk: ask,
    e.HoldPick: pick,
    e.HoldTone: tone,
    e.HoldShow: back,
    e.HoldDone: done,
}
