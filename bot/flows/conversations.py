"""Every conversation of the house: who answers what, who has something fetched first, and where each one is at home.

A new conversation joins here; `bot/flows/house.py` plays them.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.scene import Answers, Scene, Want
from bot.flows import (
    aftertaste,
    bonds,
    booster,
    breath,
    card,
    care,
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
    hold_at,
    journal,
    library,
    log,
    moves,
    now,
    places,
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
    **care.ANSWERS,
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
    **together_notes.ANSWERS,
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
WALKING = frozenset({*care.ANSWERS, *day.ANSWERS, *evening.ANSWERS, *retest.ANSWERS, *booster.ANSWERS})

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
rhythm.TIMERS |= {hold_at.KIND: hold.rang, stay.KIND: stay.rang}
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
