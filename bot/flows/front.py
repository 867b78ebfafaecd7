"""The front door: the greeting, where pages are found by name, and the way back to what is open."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import Forget
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, words
from bot.flows import (
    bonds,
    calendar,
    day,
    evening,
    exercise_screens,
    felt,
    film,
    hold,
    library,
    longer,
    menu,
    pages,
    places,
    progress,
    quiz,
    rest,
    result,
    settings,
    stay,
    together_link,
    triggers,
)
from bot.flows.common import BACK, HELP, MENU, button, say, turn

# Links that lead straight to something: what stands behind `?start=` in them.
DOORS: dict[str, Callable[[Scene], Turn]] = {
    "hold": lambda scene: hold.begin(scene, e.HoldBegin()),
    "stay": lambda scene: stay.begin(scene, e.StayBegin()),
    "help": lambda scene: page(scene, e.Page("help")),
}


def start(scene: Scene, event: Event) -> Turn:
    """Who this is, in three lines, and one button; for someone who was here before, what is open."""
    assert isinstance(event, e.Started)
    if (reading := library.linked(scene, event.payload)) is not None:
        return reading
    memory, door = scene.memory, DOORS.get(event.payload)
    if door is not None:
        return door(scene)
    if event.payload.startswith(bonds.DOOR):
        return together_link.arrived(scene, event)
    if memory.quiz is None and memory.walk is None:
        return hold.opened(scene) or turn(memory, greeting(scene))
    return here(scene, event)


def greeting(scene: Scene) -> Say:
    """The first screen that anybody sees."""
    begin = button("front.button.begin", e.QuizBegin(), "primary")
    other = "zh" if scene.lang == "en" else "en"
    rows = ((begin,), (button(f"front.button.lang-{other}", e.LangIs(other)), HELP))
    return say("start", words("front.greeting"), rows=rows)


def here(scene: Scene, event: Event) -> Turn:
    """Whatever is open now: the questions, the beginning of the path, the evening, the day; else the menu."""
    memory = scene.memory
    if memory.crisis is not None:
        memory = replace(memory, crisis=None)
        scene = scene.with_memory(crisis=None)
    asking = memory.quiz
    if asking is not None and asking.stage in ("asking", "honest", "paused") and memory.walk is None:
        return quiz.resumed(scene)
    if memory.setup is not None:
        shown = places.screen(scene)
        if shown is not None:
            return turn(memory, shown)
    if memory.rhythm.resting:
        return rest.over(scene) if rest.is_over(scene) else turn(memory, rest.screen(scene))
    night = evening.waiting(scene)
    if night is not None:
        return turn(memory, evening.screen(scene, night))
    if memory.walk is not None:
        return day.here(scene)
    if memory.known is not None:
        return turn(memory, result.screen(memory))
    return hold.opened(scene) or turn(memory, greeting(scene))


# What stands open beside the day: what was shown a moment ago, or None. `bot/flows/conversations.py` fills it.
OPEN: list[Callable[[Scene], Say | Turn | None]] = []


def exact(scene: Scene) -> Turn:
    """The exact place: a conversation in the middle of which somebody asked for help, else whatever is open now."""
    shown = next((say for opened in OPEN if (say := opened(scene)) is not None), None)
    if shown is None:
        return here(scene, e.Here())
    return shown if isinstance(shown, Turn) else turn(scene.memory, shown)


def page(scene: Scene, event: Event) -> Turn:
    """A page by its name; one that is not there is the menu."""
    assert isinstance(event, e.Page)
    shown = _PAGES.get(event.name, menu.screen)(scene)
    return turn(scene.memory, shown)


def forget_ask(scene: Scene, event: Event) -> Turn:
    """The first of two taps. The second names this turn, so that an old button cannot delete anything."""
    yes = button("front.button.forget-yes", e.ForgetYes(scene.turn), "danger")
    rows = ((yes,), (button("front.button.forget-no", e.Page("privacy")),))
    return turn(scene.memory, say("privacy", words("front.forget"), rows=rows))


def forget_yes(scene: Scene, event: Event) -> Turn:
    """The second tap: every row of this person goes."""
    assert isinstance(event, e.ForgetYes)
    if event.turn != scene.turn - 1:
        return forget_ask(scene, event).also(toast="front.toast.old")
    return turn(scene.memory, say("privacy", words("front.forgotten")), do=(Forget(),), toast="front.toast.forgotten")


def copy_line(scene: Scene, event: Event) -> Turn:
    """A line to copy as a message of its own, where the phone has no copy button."""
    assert isinstance(event, e.CopyLine)
    ours = event.key.startswith(("days.", "booster.", library.COPIES, "report."))
    known = ours and ".copy." in event.key and event.key in scene.library.words["en"]
    if not known:
        return here(scene, event).also(toast="front.toast.old")
    return turn(scene.memory, replace(say("copy", words(event.key)), fresh=True))


def blocked(scene: Scene, event: Event) -> Turn:
    """The person rests; nothing is sent, nothing deleted."""
    return Turn(replace(scene.memory, rhythm=replace(scene.memory.rhythm, away=True, later_at=None)))


def unblocked(scene: Scene, event: Event) -> Turn:
    """The door is open again: what came due behind it is over, and the next message is the next one of the day."""
    over = {due.slot: due.on for due in calendar.agenda(scene.memory, scene.now) if due.at <= scene.now}
    rhythm = scene.memory.rhythm
    morning, evening_ = over.get(calendar.MORNING, rhythm.morning_on), over.get(calendar.EVENING, rhythm.evening_on)
    return Turn(replace(scene.memory, rhythm=replace(rhythm, morning_on=morning, evening_on=evening_)))


def apology() -> Say:
    """In place of a screen that Telegram would not take."""
    return Say("sorry", (words("front.sorry"),), ((BACK, MENU),), fresh=True)


_PAGES = {
    "menu": menu.screen,
    menu.MINE: menu.own,
    **pages.PAGES,
    **longer.PAGES,
    # Settings lead back here, so the two modules know each other: looked up when it is called.
    "settings": lambda scene: settings.screen(scene),
    "progress": progress.screen,
    felt.PAGE: felt.screen,
    film.PAGE: film.screen,
    triggers.PAGE: triggers.so_far,
    "exercises": exercise_screens.listed,
    "library": library.shelf,
}

ANSWERS: Answers = {
    e.Started: start,
    e.Here: here,
    e.Page: page,
    e.ForgetAsk: forget_ask,
    e.ForgetYes: forget_yes,
    e.CopyLine: copy_line,
    e.Blocked: blocked,
    e.Unblocked: unblocked,
}
