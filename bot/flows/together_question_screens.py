"""The question for two as it is shown: the question, one's own answer and what it may become, and both answers."""

from __future__ import annotations

import zlib

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Reply
from bot.domain.rounds import day_number, open_questions, question_ends
from bot.domain.scene import Scene
from bot.domain.speech import Button, Moment, Say, Words, pairs, words
from bot.domain.two import nth_of
from bot.flows.common import MENU, button, local, say
from bot.flows.together import bond_of, gone
from bot.flows.together_link import OPEN
from bot.flows.window import TOLD, can_be_read

SCREEN = "two-question"
# Signs that are shown of an answer. A longer one stays whole in the journal, and a shorter line can go in its place.
LONGEST = 500
Rows = tuple[tuple[Button, ...], ...]


def name_of(number: int) -> str:
    """The name under which a question's answers are let be read."""
    return f"reply:{number}"


def reply_of(scene: Scene, number: int) -> Reply | None:
    """One's own answer to the question of a day."""
    return bond_of(scene).replies.get(str(number))


def question(scene: Scene, number: int) -> Words:
    """The words of the question of a day: the same for both, in an order of the couple's own."""
    seed = scene.couple.seed if scene.couple is not None else 0
    return words(f"two.question.{nth_of([q.id for q in scene.library.two.questions], seed, number)}")


def seal(text: str) -> int:
    """A number by which a button knows the words that it was drawn under."""
    return zlib.crc32(text.encode())


def soothing(scene: Scene, number: int) -> Words:
    """A small thing that does good meanwhile: one for each number, whatever was chosen."""
    return words(f"two.soothe.{number % scene.library.two.lines['soothe'] + 1}")


# ----------------------------------------------------------------------------------------------- the question
def offered(scene: Scene) -> Say:
    """What it is, for somebody who has not wished for it."""
    on = button("together.question.button.on", e.TwoAsks(bond_of(scene).couple, 1), "primary")
    return say(SCREEN, words("together.question.offer"), rows=((on,), (OPEN, MENU)))


def screen(scene: Scene, number: int) -> Say:
    """The question of a day and where one's own answer stands; quiet when its time is over."""
    if number not in open_questions(scene.now) and not _is_both(scene, number):
        return quiet(scene)
    lines, rows = _stands(scene, number, reply_of(scene, number))
    if number in open_questions(scene.now):
        lines = (words("together.question.until", until=_until(scene, number)), *lines)
    return say(SCREEN, words("together.question.head", question=question(scene, number)), *lines,
               rows=(*rows, *_beside(scene, number), (OPEN, MENU)))  # fmt: skip


def _until(scene: Scene, number: int) -> Moment:
    ends = question_ends(number)
    return Moment(ends, f"{local(ends, scene.memory.profile.zone):%Y-%m-%d %H:%M}")


def _is_both(scene: Scene, number: int) -> bool:
    reply = reply_of(scene, number)
    shared = reply is not None and reply.how in TOLD
    return shared and scene.couple is not None and can_be_read(scene.couple, name_of(number), scene.now)


def _stands(scene: Scene, number: int, reply: Reply | None) -> tuple[tuple[Words, ...], Rows]:
    couple = bond_of(scene).couple
    if reply is None:
        return (), ((button("together.question.button.answer", e.TwoAnswer(couple, number), "primary"),),)
    if not reply.how:
        return _preview(scene, number, reply)
    if _is_both(scene, number):
        read = button("together.question.button.read", e.ReplyRead(couple, number), "primary")
        back = button("together.question.button.take-back", e.ReplyTakeBack(couple, number))
        return (words("together.question.both"), soothing(scene, number)), ((read,), (back,))
    rethink = button("together.question.button.rethink", e.ReplyRethink(couple, number))
    kept = "mine" if reply.how == "mine" else "ready"
    return (words(f"together.question.{kept}"), soothing(scene, number)), ((rethink,),)


def _preview(scene: Scene, number: int, reply: Reply) -> tuple[tuple[Words, ...], Rows]:
    """The answer, and the line where there is one, as they would be read; and three choices."""
    couple = bond_of(scene).couple
    lines = [words("together.question.preview", text=reply.text)]
    share: list[Button] = []
    if reply.line:
        lines.append(words("together.question.line", text=reply.line))
        press = e.ReplyShare(couple, number, "line", seal(reply.line))
        share.append(button("together.question.button.share-line", press))
    if len(reply.text) > LONGEST:
        lines.append(words("together.question.too-long"))
    else:
        press = e.ReplyShare(couple, number, "as-is", seal(reply.text))
        share.append(button("together.question.button.share", press))
    other = button("together.question.button.line", e.ReplyLine(couple, number))
    mine = button("together.question.button.mine", e.ReplyMine(couple, number))
    undo = [button("together.question.button.undo", e.NoteUndo(note)) for note in reply.notes[:1]]
    return (*lines, words("together.question.choose")), pairs(*share, other, mine, *undo)


def _beside(scene: Scene, number: int) -> Rows:
    """The other question that is open, and the newest answers that both may read."""
    couple = bond_of(scene).couple
    other = [n for n in open_questions(scene.now) if n != number]
    row = [button("together.question.button.other", e.TwoQuestion(couple, n)) for n in other]
    readable = [n for n in readable_now(scene) if n != number]
    row += [button("together.question.button.earlier", e.ReplyRead(couple, n)) for n in readable[:1]]
    reply = reply_of(scene, number)
    off = button("together.question.button.off", e.TwoAsks(couple, 0))
    # Nothing else beside a choice that waits.
    return (*((tuple(row),) if row else ()), *(() if reply is not None and not reply.how else ((off,),)))


def readable_now(scene: Scene) -> list[int]:
    """The questions whose answers both may read, the newest first."""
    return sorted(map(int, scene.window.replies), reverse=True)


def quiet(scene: Scene) -> Say:
    """Its time is over: the same whatever came of it."""
    newest = button("together.question.button.newest", e.TwoQuestion(bond_of(scene).couple, 0), "primary")
    return say(SCREEN, words("together.question.quiet"), rows=((newest,), (OPEN, MENU)))


# ---------------------------------------------------------------------------------------------------- writing
def ask(scene: Scene, number: int, key: str = "together.question.ask") -> Say:
    """Room for an answer: below whatever was pressed, so that an evening's taps stay where they are."""
    lines = (words("together.question.head", question=question(scene, number)), words(key))
    return replace(say(SCREEN, *lines, rows=((OPEN, MENU),), fresh=True), wants_words=True)


def ask_line(scene: Scene, number: int, reply: Reply, key: str = "together.question.ask-line") -> Say:
    """Room for another line, with the answer still in sight."""
    lines = (words("together.question.preview", text=reply.text), words(key, most=LONGEST))
    back = button("together.question.button.leave", e.TwoQuestion(bond_of(scene).couple, number))
    return replace(say(SCREEN, *lines, rows=((back,), (OPEN, MENU))), wants_words=True)


# ---------------------------------------------------------------------------------------------------- reading
def both(scene: Scene, number: int) -> Say:
    """Both answers, in a message of its own that cannot be forwarded."""
    bond, reply = bond_of(scene), reply_of(scene, number)
    assert reply is not None
    theirs = words("together.question.theirs", name=scene.window.name, text=scene.window.replies[str(number)])
    lines = (
        words("together.question.head", question=question(scene, number)),
        theirs,
        words("together.question.own", text=reply.line),
    )
    back = button("together.question.button.take-back", e.ReplyTakeBack(bond.couple, number))
    earlier = [n for n in readable_now(scene) if n < number]
    row = tuple(button("together.question.button.earlier", e.ReplyRead(bond.couple, n)) for n in earlier[:1])
    rows = ((back,), *((row,) if row else ()), (OPEN, MENU))
    return Say("two-read", lines, rows, fresh=True, protect=True, lent=(name_of(number),))


def gone_for(scene: Scene, number: int) -> Say:
    """In place of both answers, wherever they stand on one's own phone."""
    return gone(scene, name_of(number))


def newest(scene: Scene) -> int:
    """The number of the newest question."""
    return day_number(scene.now)
