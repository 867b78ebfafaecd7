"""The house's front desk for events: which conversation answers, in what order of precedence.

`play` is pure. It wraps every step: the person was heard, a typed number may be a press, a screen that asks for words
sets the focus and any other ends it, and the choices last offered are remembered.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot import buttons
from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.memory import Option
from bot.domain.scene import Scene, Turn, Want
from bot.domain.speech import Say
from bot.flows import (
    bonds,
    chapters,
    front,
    library,
    plain,
    rhythm,
    story,
    together_items,
    together_question_notes,
    window,
    written,
)
from bot.flows.conversations import AGREED, ANSWERS, COMMANDS, WALKING, WANTS


def wants(scene: Scene, event: Event) -> Want | None:
    """What has to be fetched before this event can be answered."""
    meant = understood(scene, event)
    return next((wanted for asks in WANTS if (wanted := asks(scene, meant)) is not None), None)


def meets(scene: Scene, event: Event) -> bonds.Meeting | None:
    """Who else an event concerns, so that both are locked before it is answered; None when it is its person's own."""
    return bonds.meets(scene, understood(scene, event))


def understood(scene: Scene, event: Event) -> Event:
    """A typed number or label, or a command, as the press that it stands for."""
    if isinstance(event, e.Wrote):
        return plain.press_of(scene, event) or event
    if isinstance(event, e.Called):
        return plain.press_of_command(scene, event) or COMMANDS.get(event.command, event)
    return event


def play(scene: Scene, event: Event) -> Turn:
    """Answer an event: where we are then, what we say, what we do. Pure, and never without an answer to a person."""
    meant = understood(scene, event)
    heard = not isinstance(event, e.Ticked | e.Blocked | e.Told | e.GroupCalled)
    before = scene.memory
    scene = window.counted(rhythm.heard(scene) if heard else scene)
    answered = home(scene, "front.toast.old") if _closed(scene, meant) else ANSWERS[type(meant)](scene, meant)
    # What is deleted in the journal is gone from whatever was made of it.
    answered = chapters.follow(written.follow(answered))
    answered = together_items.follow(scene, together_question_notes.follow(scene, answered))
    if not heard:
        if not _comes_last(answered, scene):
            return answered
        remembered, focus = remember(answered, scene), story.lasting(scene)
        # A message of the clock does not end a chapter that is being written.
        return replace(remembered, then=replace(remembered.then, focus=remembered.then.focus or focus))
    if isinstance(event, e.Wrote | e.Called | e.Started | e.Located):
        # What was typed or sent stands below everything else, so its answer does too.
        answered = replace(answered, say=tuple(replace(say, fresh=True) for say in answered.say))
    return remember(rhythm.counted(rhythm.welcomed(before, scene, answered)), scene)


def _comes_last(answered: Turn, scene: Scene) -> bool:
    """Whether what the clock brings is what its person now looks at: sent anew, or an edit of what was offered last.

    An edit further up, as of a message that is held, leaves the numbers and the words asked for below it alone; so does
    what takes the place of something of another's, wherever that stands, and what is said in a group.
    """
    said = tuple(say for say in answered.say if not say.over and not say.where)
    if any(say.fresh for say in said):
        return True
    shown, before = (options_of(said[-1]) if said else ()), scene.memory.options
    return bool(shown and before) and shown[0].data.split("|")[:2] == before[0].data.split("|")[:2]


def _closed(scene: Scene, event: Event) -> bool:
    """Whether this belongs to a room that its person has not entered yet, or has left."""
    memory, kind = scene.memory, type(event)
    return (kind in AGREED and memory.profile.agreed_at is None) or (kind in WALKING and memory.walk is None)


def remember(answered: Turn, scene: Scene) -> Turn:
    """The turn with the choices last offered; a screen without a question for words ends the focus."""
    if not answered.say:
        return answered
    last = answered.say[-1]
    then = answered.then
    if not any(say.wants_words for say in answered.say) and then.focus == scene.memory.focus:
        then = replace(then, focus=None)
    # A line by itself offers nothing: the numbers of the list above it still count.
    return replace(answered, then=replace(library.left(then, last), options=options_of(last) or then.options))


def options_of(say: Say) -> tuple[Option, ...]:
    """The choices of a screen as they may be typed: in the order in which they are numbered."""
    found = []
    for row in say.rows:
        for button in row:
            data = buttons.write(button.event) if isinstance(button.event, Press) else ""
            params = {k: v for k, v in button.label.params.items() if isinstance(v, str | int)}
            found.append(Option(button.label.key, data, params))
    return tuple(found)


def home(scene: Scene, toast: str = "") -> Turn:
    """Whatever is open now: a crisis card, the questions, the beginning of the path, the evening, the day, the menu."""
    return front.here(scene, e.Here()).also(toast=toast)
