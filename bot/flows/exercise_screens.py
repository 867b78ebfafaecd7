"""What a short exercise shows: its parts one by one, the preview of what is made of them, and the end."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.exercises import Exercise, Piece
from bot.domain.memory import Exercising, Made
from bot.domain.scene import Scene
from bot.domain.speech import Button, Param, Say, Words, column, words
from bot.flows import sources
from bot.flows.common import BACK, HELP, MENU, button, say
from bot.flows.faces import how_was_it
from bot.flows.written import COPY, ended, said, units

SCREEN = "exercise"
OWN = "own"
LIST = button("exercises.ui.button.list", e.Page("exercises"))


# ------------------------------------------------------------------------------------------------- the parts
def screen(scene: Scene, found: Exercise, doing: Exercising) -> Say:
    """Where an exercise stands."""
    part = found.part(doing.part)
    if part is not None:
        return _own(found, doing, part) if doing.own else _part(scene, found, doing, part)
    if doing.part == "preview":
        return _preview(scene, found, doing)
    return end(scene, found, doing)


def _part(scene: Scene, found: Exercise, doing: Exercising, part: Piece) -> Say:
    ids = [p.id for p in found.parts]
    place = ids.index(part.id)
    head = words("exercises.ui.head", title=title(found), n=place + 1, of=len(ids))
    picks = [
        button(f"exercises.{found.id}.{part.id}.pick.{pick}", e.ExPick(doing.run, part.id, pick)) for pick in part.picks
    ]
    if part.kind == "say":
        picks.append(button("exercises.ui.button.next", e.ExPick(doing.run, part.id, ""), "primary"))
    if part.kind == "pick":
        picks.append(button("exercises.ui.button.own", e.ExOwn(doing.run, part.id)))
    before = ids[place - 1] if place else ""
    kept = (words("exercises.ui.kept"),) if before in doing.notes else ()
    hint = (words("exercises.ui.or-write"),) if part.kind == "words" else ()
    ask = words(f"exercises.{found.id}.{part.id}.ask")
    # On the first part the place of the way back is free for where the exercise comes from.
    asks = () if before else sources.ask(scene, "exercise", found.id)
    rows = (*column(*picks), (*_last(doing, part, before), *asks))
    return Say(SCREEN, (head, *kept, ask, *hint), rows, wants_words=part.kind == "words")


def _last(doing: Exercising, part: Piece, before: str) -> tuple[Button, ...]:
    """Back (or undo, after words), skip, stop."""
    back: tuple[Button, ...] = ()
    if before in doing.notes:
        back = (button("exercises.ui.button.unsay", e.ExUnsay(doing.run, before)),)
    elif before:
        back = (button("exercises.ui.button.back", e.ExBack(doing.run, part.id)),)
    skip = () if part.kind == "say" else (button("exercises.ui.button.skip", e.ExSkip(doing.run, part.id)),)
    return (*back, *skip, _stop(doing, part.id))


def _stop(doing: Exercising, part: str) -> Button:
    return button("exercises.ui.button.stop", e.ExLeave(doing.run, part))


def _own(found: Exercise, doing: Exercising, part: Piece) -> Say:
    ask = words(f"exercises.{found.id}.{part.id}.ask")
    back = button("exercises.ui.button.picks", e.ExBack(doing.run, part.id))
    return Say(SCREEN, (ask, words("exercises.ui.write")), ((back, _stop(doing, part.id)),), wants_words=True)


def too_long(found: Exercise, doing: Exercising, part: Piece, length: int) -> Say:
    """Words too long for the line that is made: asked for again, shorter. They are in the journal."""
    line = words("exercises.ui.too-long", n=length, most=part.most)
    rows = ((button("exercises.ui.button.skip", e.ExSkip(doing.run, part.id)), _stop(doing, part.id)),)
    return Say(SCREEN, (line,), rows, wants_words=True)


# ------------------------------------------------------------------------------------------------- what is made
def title(found: Exercise) -> Words:
    """The name of an exercise."""
    return words(f"exercises.{found.id}.title")


def result(found: Exercise, made: Exercising | Made) -> Words | None:
    """What the answers make together; None while there are none."""
    parts = [_line(found, made, part) for part in found.result_parts if part.id in made.picks]
    joined: Words | None = None
    together = "exercises.ui.below" if found.result == "lines" else "exercises.ui.beside"
    for line in parts:
        joined = line if joined is None else words(together, one=joined, two=line)
    return joined


def _line(found: Exercise, made: Exercising | Made, part: Piece) -> Words:
    prefix = f"exercises.{found.id}.{part.id}"
    label = "say" if part.phrased else "pick"
    text = ended(said(made.picks[part.id], made.words.get(part.id, ""), f"{prefix}.{label}"), part.ends)
    if found.result == "lines":
        return words(f"{prefix}.made", text=text)
    return text if isinstance(text, Words) else words("exercises.ui.plain", text=text)


def copy_button(scene: Scene, found: Exercise, made: Exercising | Made) -> tuple[Button, ...]:
    """One tap puts what was made on the clipboard, where it is short enough for that."""
    line: Param | None = result(found, made)
    if not isinstance(line, Words) or units(scene, line) > COPY:
        return ()
    return (Button(words("exercises.ui.button.copy"), e.ExCopy(found.id, made.run), copy=line),)


def _preview(scene: Scene, found: Exercise, doing: Exercising) -> Say:
    line = result(found, doing) or words("exercises.ui.nothing")
    lines = [title_line(found), words("exercises.ui.quoted", line=line)]
    lines += [words("exercises.ui.breathe")] if found.result == "sentences" else []
    lines += [words(f"exercises.{found.id}.note")] if found.note else []
    keep = button("exercises.ui.button.keep", e.ExKeep(doing.run), "primary")
    last = found.parts[-1].id
    back = (
        button("exercises.ui.button.unsay", e.ExUnsay(doing.run, last))
        if last in doing.notes
        else button("exercises.ui.button.back", e.ExBack(doing.run, "preview"))
    )
    return say(SCREEN, *lines, rows=((keep,), (back, _stop(doing, "preview"))))


def title_line(found: Exercise) -> Words:
    """The name of an exercise as a head line."""
    return words("exercises.ui.title", title=title(found))


# ------------------------------------------------------------------------------------------------- the end
def end(scene: Scene, found: Exercise, doing: Exercising) -> Say:
    """Done, left, or taken back."""
    if doing.part == "undone":
        rows = ((button("exercises.ui.button.again", e.ExNew(found.id)),), (BACK, MENU))
        return say(SCREEN, words("exercises.ui.undone"), rows=rows)
    if doing.part == "left":
        rows = ((button("exercises.ui.button.go-on", e.ExBegin(found.id)),), (BACK, MENU))
        return say(SCREEN, words("exercises.ui.left-kept" if doing.notes else "exercises.ui.left"), rows=rows)
    line = result(found, doing)
    shown = (words("exercises.ui.quoted", line=line),) if line else ()
    key = "exercises.ui.done-day" if doing.day else "exercises.ui.done"
    copy = copy_button(scene, found, doing)
    undo = button("exercises.ui.button.undo", e.ExUndo(doing.run))
    last = ((how_was_it(doing.day or found.day),), (undo, BACK, MENU))
    keeps = (words("exercises.ui.keeps"),) if found.keep and line else ()
    return say(SCREEN, *shown, words(key), *keeps, rows=(copy, *last) if copy else last)


def shown_again(scene: Scene, found: Exercise, made: Made) -> Say:
    """What was made, to look at again."""
    line = result(found, made) or words("exercises.ui.nothing")
    rows = (copy_button(scene, found, made), (button("exercises.ui.button.again", e.ExNew(found.id)),))
    lines = (title_line(found), words("exercises.ui.quoted", line=line))
    return say(SCREEN, *lines, rows=(*(row for row in rows if row), (BACK, MENU, HELP)))


def listed(scene: Scene) -> Say:
    """The exercises for any hour, two by two; what was made in one stands behind it."""
    found = [one for one in scene.library.exercises.values() if one.menu or made_in(scene, one.id) is not None]
    names = [button(f"exercises.{one.id}.title", e.ExShow(one.id)) for one in found]
    rows = [tuple(names[n : n + 2]) for n in range(0, len(names), 2)]
    return say(SCREEN, words("exercises.ui.list"), rows=(*rows, (BACK, MENU)))


def made_in(scene: Scene, exercise: str) -> Made | None:
    """What was made in an exercise and is kept to be shown again."""
    memory = scene.memory
    kept = (*((memory.kit,) if memory.kit else ()), *memory.made)
    return next((made for made in kept if made.what == exercise and made.picks), None)


def kit_button(scene: Scene) -> tuple[Button, ...]:
    """The calm kit at hand, where there is one: for the menu and for a hard moment."""
    found = scene.library.exercises.get("calm-kit")
    if found is None or made_in(scene, found.id) is None:
        return ()
    return (button("exercises.ui.button.kit", e.ExShow(found.id)),)
