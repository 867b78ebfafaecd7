"""The question for two in one's own messages of the day, and in one's own journal.

A section says the same whatever the other has done, until both may read.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.bond import Reply
from bot.domain.facts import ChangeNote, DropNote, KeepNote
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Button, words
from bot.flows import together_question_screens as screens
from bot.flows.common import button
from bot.flows.offers import told
from bot.flows.together import bond_of
from bot.flows.together_notes import Note
from bot.flows.together_question import put, taken_back
from bot.flows.together_question_screens import LONGEST, name_of, newest, reply_of


def tonight(scene: Scene) -> Note | None:
    """The newest question in one's own evening, where it is wished for and not decided on yet."""
    rows = answer_row(scene)
    line = words("together.question.tonight", question=screens.question(scene, newest(scene)))
    return Note(line, rows) if rows else None


def answer_row(scene: Scene) -> tuple[tuple[Button, ...], ...]:
    """The button that leads to the newest question, while it is wished for and not decided on."""
    bond, number = scene.memory.bond, newest(scene)
    if bond is None or not bond.asks or not scene.window.open:
        return ()
    reply = reply_of(scene, number)
    if reply is not None and reply.how:
        return ()
    return ((button("together.question.button.answer", e.TwoAnswer(bond.couple, number)),),)


def readable(scene: Scene) -> Note | None:
    """Both have let theirs be read: said once, with the way there."""
    bond = bond_of(scene)
    for number in reversed(screens.readable_now(scene)):
        name = name_of(number)
        if name not in bond.met:
            line = words("together.question.readable", question=screens.question(scene, number))
            read = button("together.question.button.read", e.ReplyRead(bond.couple, number))
            return Note(line, ((read,),), {"met": told(bond.met, name, scene.now)})
    return None


# ------------------------------------------------------------------------------------------------ the journal
def follow(scene: Scene, answered: Turn) -> Turn:
    """What is deleted in the journal is let be read by nobody; an undecided answer says what the journal says."""
    for fact in answered.do:
        match fact:
            case DropNote(number):
                answered = _dropped(scene, answered, number)
            case ChangeNote(number, text):
                answered = _changed(scene, answered, number, text)
            case KeepNote(note):
                answered = _changed(scene, answered, note.number, note.text)
    return answered


def _of_note(scene: Scene, number: int) -> tuple[int, Reply] | None:
    """The answer that an entry of the journal belongs to, with the number of its question."""
    replies = scene.memory.bond.replies if scene.memory.bond is not None else {}
    return next(((int(own), reply) for own, reply in replies.items() if number in reply.notes), None)


def _dropped(scene: Scene, answered: Turn, note: int) -> Turn:
    after = replace(scene, memory=answered.then)
    found = _of_note(after, note)
    if found is None:
        return answered
    pair, _ = taken_back(after, found[0])
    over = (screens.gone_for(after, found[0]),) if pair is not None and pair.tell is not None else ()
    then = put(after, found[0], None).memory
    return replace(answered, then=then, say=(*over, *answered.say), pair=pair)


def _changed(scene: Scene, answered: Turn, note: int, text: str) -> Turn:
    """What is shared is a copy of its own, and stays as it was read."""
    after = replace(scene, memory=answered.then)
    found = _of_note(after, note)
    if found is None or found[1].how:
        return answered
    number, reply = found
    if note == reply.notes[0]:
        reply = replace(reply, text=text[: LONGEST + 1])
    elif note == reply.notes[-1] and reply.line:
        reply = replace(reply, line=text if len(text) <= LONGEST else "")
    return replace(answered, then=put(after, number, reply).memory)
