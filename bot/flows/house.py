"""The house's front desk for events: which conversation answers, in what order of precedence.

`play` is pure. It wraps every step: the person was heard, a typed number may be a press, a screen that asks for words
sets the focus and any other ends it, and the choices last offered are remembered.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot import buttons
from bot.domain import events as e
from bot.domain.events import Event, Press
from bot.domain.memory import Option
from bot.domain.scene import Answers, Scene, Turn, Want
from bot.domain.speech import Say
from bot.flows import (
    aftertaste,
    bonds,
    booster,
    breath,
    card,
    chapters,
    crisis,
    day,
    digest,
    evening,
    exercise,
    exercise_at,
    experiment,
    experiment_at,
    felt,
    front,
    hold,
    journal,
    library,
    log,
    moves,
    now,
    places,
    plain,
    pulse,
    quiz,
    report,
    rest,
    retest,
    rewrite,
    rhythm,
    scan,
    senses,
    settings,
    sheets,
    sources,
    stay,
    story,
    story_book,
    summary,
    together,
    together_group,
    together_guess,
    together_items,
    together_link,
    together_notes,
    together_question,
    together_question_notes,
    together_read,
    together_rest,
    together_safe,
    triggers,
    typed,
    written,
)

ANSWERS: Answers = {
    **quiz.ANSWERS,
    **card.ANSWERS,
    **places.ANSWERS,
    **day.ANSWERS,
    **evening.ANSWERS,
    **rest.ANSWERS,
    **journal.ANSWERS,
    **settings.ANSWERS,
    **crisis.ANSWERS,
    **front.ANSWERS,
    **log.ANSWERS,
    **aftertaste.ANSWERS,
    **now.ANSWERS,
    **hold.ANSWERS,
    **rewrite.ANSWERS,
    **stay.ANSWERS,
    **scan.ANSWERS,
    **breath.ANSWERS,
    **senses.ANSWERS,
    **sheets.ANSWERS,
    **moves.ANSWERS,
    **retest.ANSWERS,
    **booster.ANSWERS,
    **exercise.ANSWERS,
    **experiment.ANSWERS,
    **story.ANSWERS,
    **report.ANSWERS,
    **summary.ANSWERS,
    **library.ANSWERS,
    **sources.ANSWERS,
    **typed.ANSWERS,
    **together_link.ANSWERS,
    **together.ANSWERS,
    **together_question.ANSWERS,
    **together_guess.ANSWERS,
    **together_rest.ANSWERS,
    **together_safe.ANSWERS,
    **together_items.ANSWERS,
    **together_read.ANSWERS,
    **together_group.ANSWERS,
    e.Ticked: rhythm.tick,
}

# Who has something fetched before it can answer: asked in this order, the first that wants something gets it.
WANTS: tuple[Callable[[Scene, Event], Want | None], ...] = (
    *(journal.wants, triggers.wants, story_book.wants, felt.wants, digest.wants, together_items.wants),
)

# What stands behind the begin button, and what needs a path: an old or forged button is no way round either.
AGREED = frozenset(
    {*quiz.ANSWERS, *places.ANSWERS, *log.ANSWERS, *aftertaste.ANSWERS, *hold.ANSWERS, *rewrite.ANSWERS, *stay.ANSWERS}
    - {e.QuizBegin, e.ZoneAsk, e.MoreClocks, e.ClockIs, e.CityIs, e.HoldBegin, e.HoldAgree, e.StayBegin}
)
AGREED |= frozenset({*scan.ANSWERS, *breath.ANSWERS})
AGREED |= frozenset({*sheets.ANSWERS, *moves.ANSWERS})
AGREED |= frozenset({*exercise.ANSWERS, *experiment.ANSWERS})
AGREED |= frozenset(story.ANSWERS)
AGREED |= frozenset({*report.ANSWERS, *summary.ANSWERS})
WALKING = frozenset({*day.ANSWERS, *evening.ANSWERS, *retest.ANSWERS, *booster.ANSWERS})

# Commands that lead to a press: a command in the middle of anything is answered like its button.
COMMANDS: dict[str, Event] = {
    "today": e.Here(),
    "progress": e.Page("progress"),
    "settings": e.Page("settings"),
    "privacy": e.Page("privacy"),
    "help": e.Page("help"),
    "journal": e.JournalPage(0),
    "log": e.LogBegin(),
    "hold": e.HoldBegin(),
    "stay": e.StayBegin(),
    "story": e.StoryRead(0),
    "report": e.ReportOpen(0),
    "menu": e.Page("menu"),
    "library": e.Page("library"),
    "together": e.TwoOpen(),
    "delete": e.ForgetAsk(),
}

# What stands open beside the day: a help card leads back to the first of these that was shown a moment ago.
front.OPEN.extend((now.opened, log.opened))
front.OPEN.extend((stay.opened, hold.opened))
rhythm.TIMERS |= {hold.KIND: hold.rang, stay.KIND: stay.rang}
# Parts of a scan and of slow breath come at their times.
rhythm.TIMERS.update({scan.KIND: scan.rang, breath.KIND: breath.rang})
front.OPEN.extend((scan.open_now, breath.open_now, senses.open_now))
# Sheets of statements, by their names.
sheets.SHEETS.update({moves.NAME: moves.SHEET, pulse.NAME: pulse.SHEET})
front.OPEN.append(sheets.opened)
front.OPEN.extend((exercise_at.opened, experiment_at.opened))
rhythm.TIMERS[experiment_at.KIND] = experiment.rang
front.OPEN.append(story.opened)
front.OPEN.append(report.opened)
rhythm.TIMERS[chapters.PLACE] = story.rang
# A page that was left for the help card stands before whatever else is open.
front.OPEN.insert(0, library.opened)

# What two people let each other read.
bonds.SHARED |= {e.ItemShare, e.ItemTakeBack}
together.SETTINGS_ROWS.append(together_items.settings_rows)
together.ROWS.append(together_read.rows)
together.ROWS.append(together_safe.rows)
together_notes.SOURCES.append(together_safe.note)
# That something can be read is said before smaller things: a message holds only so many.
together_notes.SOURCES.insert(2, together_read.note)

# A question for two, and the guess round.
bonds.SHARED |= {*together_question.SHARED, *together_guess.SHARED}
together.ROWS.append(together_guess.shelf_rows)
together.LINES.append(together_guess.shelf_lines)
# That both may read is said before smaller things: a message holds only so many.
together_notes.SOURCES.insert(2, together_question_notes.readable)
together_notes.SOURCES.extend((together_guess.came_together, together_guess.new_round))
together_notes.EVENINGS.append(together_question_notes.tonight)
evening.BESIDE.append(together_question_notes.answer_row)
front.OPEN.append(together_question.opened)

# A group of two.
bonds.SHARED |= {e.TwoPost}
together.SETTINGS_ROWS.append(together_group.settings_rows)


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
    scene = rhythm.heard(scene) if heard else scene
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
