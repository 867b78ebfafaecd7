"""A question for two, a day at a time, for whoever wished for it.

An answer is its writer's first. It is read when both let theirs be read while the question is open: then by both, from
the same moment. Whether the other answers, shares, keeps or never wished for a question is nowhere to be seen.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Couple, Reply
from bot.domain.events import Event
from bot.domain.facts import KeepNote, Note
from bot.domain.memory import Memory
from bot.domain.rounds import open_questions
from bot.domain.scene import Answers, Pair, Scene, Turn
from bot.flows import crisis, watch
from bot.flows import together_question_screens as screens
from bot.flows.common import ATTENTION, focus_of, focused, turn
from bot.flows.offers import is_revealed, offer, told, withdraw
from bot.flows.together import GONE, bond_of, bonded, home, is_mine
from bot.flows.together_question_screens import LONGEST, name_of, newest, reply_of, seal
from bot.flows.window import TOLD

PLACE = "two"
ANSWER, LINE = "reply-answer", "reply-line"
KEPT = 14
HERE, OLD = "front.toast.here", "front.toast.old"


# ------------------------------------------------------------------------------------------------- where it is
def _is_open(scene: Scene, couple: int) -> bool:
    """Whether a button of this couple's leads anywhere: sharing is open."""
    return is_mine(scene, couple) and scene.window.open


def used(scene: Scene) -> Scene:
    """The scene in which what is shared was just used, as by /together: that is what keeps it open."""
    return replace(scene, memory=bonded(scene, used_at=scene.now))


def page(scene: Scene, number: int, toast: str = "") -> Turn:
    """The question of a day; for somebody who has not wished for any, what it is."""
    if not bond_of(scene).asks and reply_of(scene, number) is None:
        return turn(scene.memory, screens.offered(scene), toast=toast)
    undecided = (reply := reply_of(scene, number)) is not None and not reply.how
    memory = _standing(scene, number) if undecided and number in open_questions(scene.now) else scene.memory
    return turn(memory, screens.screen(scene, number), toast=toast)


def _standing(scene: Scene, number: int) -> Memory:
    """The memory in which this question stands open on the screen."""
    return bonded(scene, asked=str(number), asked_at=scene.now)


def opened(scene: Scene) -> Turn | None:
    """The question that was on the screen a moment ago, and is not decided yet."""
    bond = scene.memory.bond
    if bond is None or not bond.asked or bond.asked_at is None or not scene.window.open:
        return None
    number = int(bond.asked)
    if scene.now - bond.asked_at > ATTENTION or number not in open_questions(scene.now):
        return None
    asks = bond.asks and reply_of(scene, number) is None
    return _asking(scene, number) if asks else page(scene, number)


def switch(scene: Scene, event: Event) -> Turn:
    """A question a day from now on, or no more. What is shared already stays as it is."""
    assert isinstance(event, e.TwoAsks)
    if not _is_open(scene, event.couple):
        return home(scene)
    scene = replace(scene, memory=bonded(scene, asks=bool(event.on)))
    if event.on:
        return page(scene, newest(scene), "together.question.toast.on")
    return turn(scene.memory, screens.offered(scene), toast="together.question.toast.no-more")


def show(scene: Scene, event: Event) -> Turn:
    """The question of a day, or the newest."""
    assert isinstance(event, e.TwoQuestion)
    if not _is_open(scene, event.couple):
        return home(scene)
    return page(used(scene.with_memory(focus=None)), event.number or newest(scene))


# ---------------------------------------------------------------------------------------------------- writing
def ask(scene: Scene, event: Event) -> Turn:
    """Room for an answer; where there is one, what may become of it."""
    assert isinstance(event, e.TwoAnswer)
    if not _is_open(scene, event.couple):
        return home(scene)
    scene = used(scene)
    asks, is_open = bond_of(scene).asks, event.number in open_questions(scene.now)
    if not asks or not is_open or reply_of(scene, event.number) is not None:
        shown = page(scene, event.number, "" if is_open else OLD)
        return replace(shown, say=tuple(replace(say, fresh=True) for say in shown.say))
    return _asking(scene, event.number)


def _asking(scene: Scene, number: int, key: str = "together.question.ask") -> Turn:
    memory = focused(_standing(scene, number), ANSWER, scene.now, f"{bond_of(scene).couple}.{number}")
    return turn(memory, screens.ask(scene, number, key))


def ask_line(scene: Scene, event: Event) -> Turn:
    """Room for another line."""
    assert isinstance(event, e.ReplyLine)
    if not _is_open(scene, event.couple):
        return home(scene)
    reply = _undecided(scene, event.number)
    if reply is None:
        return page(scene, event.number, HERE)
    return _asking_line(scene, event.number, reply)


def _asking_line(scene: Scene, number: int, reply: Reply, key: str = "together.question.ask-line") -> Turn:
    memory = focused(_standing(scene, number), LINE, scene.now, f"{bond_of(scene).couple}.{number}")
    return turn(memory, screens.ask_line(scene, number, reply, key))


def wrote(scene: Scene, event: e.Wrote) -> Turn:
    """An answer or a line: in the journal first, for its writer alone; then what may become of it.

    Only written lines can be shared, so a voice note is kept and words are asked for again.
    """
    focus = focus_of(scene)
    assert focus is not None
    couple, _, number = focus.ref.partition(".")
    kept = (KeepNote(Note(scene.turn, scene.now, PLACE, event.text, "", event.ref, event.voice)),)
    if not _is_open(scene, int(couple)):
        return home(scene.with_memory(focus=None), "").also(do=kept)
    placed = _spoken if event.voice else _with_answer if focus.place == ANSWER else _with_line
    return placed(scene.with_memory(focus=None), int(number), event.text).also(do=kept)


def _spoken(scene: Scene, number: int, _text: str) -> Turn:
    if number in open_questions(scene.now) and reply_of(scene, number) is None:
        return _asking(scene, number, "together.question.voice")
    reply = _undecided(scene, number)
    return page(scene, number) if reply is None else _asking_line(scene, number, reply, "together.question.voice")


def _with_answer(scene: Scene, number: int, text: str) -> Turn:
    if number in open_questions(scene.now) and reply_of(scene, number) is None:
        # One sign more than can be shown says that there is more of it in the journal.
        scene = put(scene, number, Reply(scene.now, text[: LONGEST + 1], notes=(scene.turn,)))
    return page(scene, number)


def _with_line(scene: Scene, number: int, text: str) -> Turn:
    reply = _undecided(scene, number)
    if reply is None:
        return page(scene, number)
    if len(text) > LONGEST:
        return _asking_line(scene, number, reply, "together.question.ask-shorter")
    return page(put(scene, number, replace(reply, line=text, notes=(*reply.notes, scene.turn))), number)


def put(scene: Scene, number: int, reply: Reply | None) -> Scene:
    """The scene with one's own answer put in, or out. The newest fourteen are remembered, the journal has them all."""
    found = {n: r for n, r in bond_of(scene).replies.items() if n != str(number)}
    if reply is not None:
        found[str(number)] = reply
    newest_ones = sorted(found, key=int)[-KEPT:]
    return replace(scene, memory=bonded(scene, replies={n: found[n] for n in newest_ones}))


def _undecided(scene: Scene, number: int) -> Reply | None:
    """One's own answer while it waits for a decision and its question is open."""
    reply = reply_of(scene, number)
    return reply if reply is not None and not reply.how and number in open_questions(scene.now) else None


# --------------------------------------------------------------------------------------------------- deciding
def share(scene: Scene, event: Event) -> Turn:
    """Let the answer or the line be read. Where both do, both may read from now on."""
    assert isinstance(event, e.ReplyShare)
    if not _is_open(scene, event.couple) or scene.couple is None:
        return home(scene)
    reply = _undecided(scene, event.number)
    text = "" if reply is None else reply.line if event.how == "line" else reply.text
    previewed = event.how in TOLD and text and len(text) <= LONGEST and seal(text) == event.seal
    if reply is None or not previewed:
        return page(scene, event.number, HERE)
    finding = watch.look(text, scene.library.rules)
    if finding is not None and crisis.takes_over(scene, finding):
        # An entry may have been changed after it was looked at. Nothing of that goes to anybody else.
        return crisis.meet(scene, finding, Turn(scene.memory))
    couple = offer(scene.couple, bond_of(scene).side, name_of(event.number), scene.now)
    scene = put(replace(scene, couple=couple), event.number, replace(reply, how=event.how, line=text))
    return replace(_decided(scene, event.number), pair=Pair(couple))


def mine(scene: Scene, event: Event) -> Turn:
    """Keep it to oneself; what was let be read is not any more."""
    assert isinstance(event, e.ReplyMine)
    if not _is_open(scene, event.couple):
        return home(scene)
    return _withdrawn(scene, event.number, "mine")


def rethink(scene: Scene, event: Event) -> Turn:
    """Decide anew, until both may read."""
    assert isinstance(event, e.ReplyRethink)
    if not _is_open(scene, event.couple):
        return home(scene)
    if event.number not in open_questions(scene.now) or is_revealed(scene.couple, name_of(event.number)):
        return page(scene, event.number, HERE)
    return _withdrawn(scene, event.number, "")


def take_back(scene: Scene, event: Event) -> Turn:
    """What both could read leaves both phones."""
    assert isinstance(event, e.ReplyTakeBack)
    if not _is_open(scene, event.couple):
        return home(scene)
    return _withdrawn(scene, event.number, "mine").also(toast="together.question.toast.taken-back")


def _decided(scene: Scene, number: int) -> Turn:
    scene = replace(scene, memory=bonded(scene, asked=""))
    return turn(scene.memory, screens.screen(scene, number))


def _withdrawn(scene: Scene, number: int, how: str) -> Turn:
    """One's own answer is let be read by nobody."""
    reply = reply_of(scene, number)
    if reply is None or (not reply.how and number not in open_questions(scene.now)):
        return page(scene, number, OLD)
    line = reply.line if reply.how != "as-is" else ""
    pair, couple = taken_back(scene, number)
    scene = put(replace(scene, couple=couple), number, replace(reply, how=how, line=line))
    shown = _decided(scene, number) if how else page(scene, number)
    # What both could read leaves one's own phone too: it is read by both or by nobody.
    over = (screens.gone_for(scene, number),) if pair is not None and pair.tell is not None else ()
    return replace(shown, say=(*over, *shown.say), pair=pair)


def taken_back(scene: Scene, number: int) -> tuple[Pair | None, Couple | None]:
    """The couple without one's own offer. The other is told only where they could read it."""
    before, name = scene.couple, name_of(number)
    if before is None:
        return None, None
    couple = withdraw(before, bond_of(scene).side, name)
    if couple == before:
        return None, before
    return Pair(couple, tell=e.TakenBack(name) if is_revealed(before, name) else None), couple


# ---------------------------------------------------------------------------------------------------- reading
def read(scene: Scene, event: Event) -> Turn:
    """Both answers, drawn because their reader pressed."""
    assert isinstance(event, e.ReplyRead)
    if not _is_open(scene, event.couple):
        return home(scene)
    if str(event.number) not in scene.window.replies:
        return turn(scene.memory, replace(GONE, fresh=True))
    met = told(bond_of(scene).met, name_of(event.number), scene.now)
    return turn(bonded(used(scene), met=met), screens.both(scene, event.number))


ANSWERS: Answers = {
    e.TwoAsks: switch,
    e.TwoQuestion: show,
    e.TwoAnswer: ask,
    e.ReplyLine: ask_line,
    e.ReplyShare: share,
    e.ReplyMine: mine,
    e.ReplyRethink: rethink,
    e.ReplyTakeBack: take_back,
    e.ReplyRead: read,
}
# They change what two people hang on; dropping an entry of the journal may take an answer back.
SHARED: frozenset[type[Event]] = frozenset(
    {e.ReplyShare, e.ReplyMine, e.ReplyRethink, e.ReplyTakeBack, e.NoteDropYes, e.NoteUndo}
)
