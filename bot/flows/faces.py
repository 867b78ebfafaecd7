"""How a day looks: its main face, the gentler one, its why, and what it is when it is done."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.library import Day
from bot.domain.memory import Walk
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, Words, words
from bot.flows import bowl, chapters, film, hold_screens, plan, practice, sources, window
from bot.flows.common import HELP, LOG, MENU, button, is_for_two, pick, say, today

WATCH = {"moment": "day.button.watch", "evening": "day.button.tonight"}


def day(scene: Scene, found: Day, face: str) -> Say:
    """One face of a day. The first line is neutral on a lock screen."""
    if face == "why":
        # What a depth says in its own words rests on nothing that was found of writing.
        asks = () if chapters.own(scene, found.id, "why") else sources.ask(scene, "day", found.id)
        rows = ((_back(found), *asks, MENU),)
        return say("day", _title(scene, found), chapters.told(scene, found.id, "why"), rows=rows)
    gentle = face == "gentle"
    walk = scene.memory.walk or Walk()
    # The long form is not the small step that a day coming again promises.
    first = pick(scene, "rhythm.again") if walk.repeat and gentle else chapters.told(scene, found.id, "hello")
    if gentle and not walk.repeat and walk.gentle:
        first = pick(scene, "rhythm.gentler")
    # A plan whose time comes today is shown back here: one neutral line, and its button in place of a line to copy.
    first = plan.reminder(scene) or first
    body = words("day.gentle", text=chapters.told(scene, found.id, "gentle")) if gentle else _action(scene, found)
    if face == "pair" and as_two(scene, found):
        body = chapters.told(scene, found.id, "pair")
    lines = (first, words(f"days.{found.id}.prime"), words("day.card", title=_name(scene, found), body=body))
    return say("day", *lines, rows=_rows(scene, found, face))


def greeted(say: Say, line: Words) -> Say:
    """A screen with a greeting in front. One is enough: a day's own first line gives way to it."""
    is_face = say.screen == "day" and len(say.lines) > 1 and say.lines[1].key.endswith(".prime")
    return replace(say, lines=(line, *say.lines[1:]) if is_face else (line, *say.lines))


def done(scene: Scene, found: Day) -> Say:
    """A day that is practised: today's seam, the bowl, and the ways on."""
    walk = scene.memory.walk or Walk()
    measure = practice.MEASURES.get(found.id)
    logs = found.id in practice.LOGS
    rows = [
        (button(f"practice.measure.{found.id}", measure) if measure else None,),
        (how_was_it(found.id), LOG if logs else None),
        (one_more(scene, found.id),),
        film.at_the_end(scene),
        (button("day.button.undo", e.ShowDay(found.id, "undo")), MENU),
    ]
    lines = [seam(scene, found), bowl.line(walk), *((words("log.invite"),) if logs else ())]
    if bowl.ends_step(scene, found):
        lines.insert(0, words(f"days.{found.step}.review"))
    shown = tuple(tuple(b for b in row if b is not None) for row in rows)
    return say("day", *lines, rows=tuple(row for row in shown if row))


def seam(scene: Scene, found: Day) -> Words:
    """Today's seam, by the gold of a day."""
    return pick(scene, f"rhythm.seam.{found.gold}")


def card(scene: Scene, found: Day) -> Words:
    """A day's action under its title, in one's own variant."""
    return words("day.card", title=_name(scene, found), body=_action(scene, found))


def how_was_it(about: str) -> Button:
    """The offer of an after-note on the screen after a try; it is never forced."""
    return button("after.button.ask", e.AfterAsk(about))


def one_more(scene: Scene, day_id: str) -> Button | None:
    """A button for one more day by hand: once a date, and only while there is one."""
    walk = scene.memory.walk or Walk()
    left = any(d.id not in walk.days for d in scene.library.days)
    if not left or walk.by_hand_on == today(scene) or day_id != walk.current:
        return None
    return button("day.button.one-more", e.OpenNext(day_id))


def _action(scene: Scene, found: Day) -> Words:
    own = chapters.own(scene, found.id, "action")
    if own:
        return words(own)
    known = scene.memory.known
    variant = known.leaning if known else "low"
    return words("day.body", action=words(f"days.{found.id}.action"), variant=words(f"days.{found.id}.{variant}"))


def as_two(scene: Scene, found: Day) -> bool:
    """Whether a day may be done by two: while both are in the same step, as far as that may be seen."""
    walk = scene.memory.walk or Walk()
    same = scene.window.step is not None and scene.window.step == window.step_of(scene.library, walk)
    return same and scene.window.step == found.step and is_for_two(scene)


def _rows(scene: Scene, found: Day, face: str) -> tuple[tuple[Button, ...], ...]:
    """Three rows, or four: with more the message would not fit one small screen.

    Only the open day can be watched for, put off or skipped; a crack that is gone back to can only be filled.
    """
    gentle = face == "gentle"
    open_ = scene.memory.walk is not None and found.id == scene.memory.walk.current
    watch = WATCH.get(found.belongs)
    second: tuple[Button, ...] = (button(watch, e.Watching(found.id)),) if watch and open_ and not gentle else ()
    beside, at_hand = offers(scene, found), hold_screens.at_day(scene.memory, found.id)
    if second and len(beside or at_hand) == 1:
        # What stands alone shares the row of the watching, so that the message fits one small screen.
        second, beside = (*(beside or at_hand), *second), ()
    elif not (second and beside):
        beside = (*beside, *at_hand)[:2]
    rows = (_doing(found, gentle), beside, second, _saying(scene, found, face), _leaving(found, open_))
    return tuple(row for row in rows if row)


def _doing(found: Day, gentle: bool) -> tuple[Button, ...]:
    did = button("day.button.did-it", e.Did(found.id, "gentle" if gentle else "done"), style="primary")
    if gentle:
        return (did, button("day.button.main", e.ShowDay(found.id, "main")))
    partly = button("day.button.partly", e.Did(found.id, "partly"))
    return (did, partly, button("day.button.gentler", e.ShowDay(found.id, "gentle")))


def _saying(scene: Scene, found: Day, face: str) -> tuple[Button, ...]:
    """Lines to say, and why; a plan, or the day as two do it, takes the place of one of the lines."""
    planned = plan.open_button(scene)
    pair = button("day.button.pair", e.ShowDay(found.id, "pair")) if as_two(scene, found) else None
    instead = planned or (pair if face != "pair" else button("day.button.own-way", e.ShowDay(found.id, "main")))
    lines = (*copies(scene, found)[:1], instead) if instead and (planned or pair) else copies(scene, found)
    return (*lines, button("day.button.why", e.ShowDay(found.id, "why")))


def _leaving(found: Day, open_: bool) -> tuple[Button, ...]:
    if not open_:
        return (MENU, HELP)
    later, skip = button("day.button.later", e.LaterToday(found.id)), button("day.button.skip", e.SkipDay(found.id))
    return (later, skip, HELP)


def offers(scene: Scene, found: Day) -> tuple[Button, ...]:
    """What the day brings beside its words: its own conversation, and a questionnaire."""
    usual, measure = practice.CONVERSATIONS.get(found.id), practice.MEASURES.get(found.id)
    talk = chapters.talk(scene, found.id, usual)
    also = practice.ALSO.get(found.id)
    log = found.id in practice.LOGS and not isinstance(usual, e.LogBegin) and measure is None
    return (
        *((button(f"practice.also.{found.id}", also),) if also else ()),
        *((button(talk[0], talk[1]),) if talk else ()),
        *((button(f"practice.measure.{found.id}", measure),) if measure else ()),
        *((LOG,) if log else ()),
    )


def copies(scene: Scene, found: Day) -> tuple[Button, ...]:
    """The day's lines to say, each a button that puts it on the clipboard."""
    keys = [f"{chapters.copied(scene, found.id)}.{n}" for n in range(found.copies)]
    return tuple(
        Button(words(f"day.button.copy-{n}"), e.CopyLine(key), copy=words(key)) for n, key in enumerate(keys, start=1)
    )


def _title(scene: Scene, found: Day) -> Words:
    return words("day.title", n=found.number, title=_name(scene, found))


def _name(scene: Scene, found: Day) -> Words:
    return chapters.told(scene, found.id, "title")


def _back(found: Day) -> Button:
    return button("day.button.see", e.ShowDay(found.id, "main"))
