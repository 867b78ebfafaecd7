"""The questionnaire: one statement at a time, in one message, resumed days later; then the result."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.events import Event
from bot.domain.facts import KeepResult
from bot.domain.memory import Known, Memory, Quizzing
from bot.domain.quiz import Form, Quiz
from bot.domain.scene import Answers, Scene, Turn
from bot.domain.speech import Say, Words, column, words
from bot.flows import afterwards, ordering, reading, result, retest_screens, scoring
from bot.flows import asking as sheet
from bot.flows.common import HELP, MENU, button, say, today, turn

QUIZ = "attachment"
STATUSES = ("partnered", "dating", "single")
PRESSES = sheet.Presses(e.Chose, e.QuizSkip, e.QuizBack, e.QuizPause)


def quiz_of(scene: Scene) -> Quiz:
    """The attachment questionnaire."""
    return scene.library.quizzes[QUIZ]


def begin(scene: Scene, event: Event) -> Turn:
    """Begin: the button itself says that its presser is 18 or older and agrees."""
    if scene.memory.quiz is not None:
        return resumed(scene)
    memory = scene.memory
    if memory.profile.agreed_at is None:
        memory = replace(memory, profile=replace(memory.profile, agreed_at=scene.now))
    return ask(scene, new_run(scene, memory, "express"))


def again(scene: Scene, event: Event) -> Turn:
    """A new run. The button names the run that it ends, so that a second tap does not begin a third."""
    assert isinstance(event, e.QuizAgain)
    if event.run != scene.memory.runs:
        return resumed(scene).also(toast="front.toast.here")
    return ask(scene, new_run(scene, scene.memory, "express"))


def new_run(scene: Scene, memory: Memory, form: Form, purpose: str = "") -> Memory:
    """The memory with a run that begins now, in the language of now."""
    run, quiz = memory.runs + 1, quiz_of(scene)
    order = ordering.order(quiz, scene.seed + run, "full")
    name = f"{quiz.id}-{quiz.version}"
    asking = Quizzing(run, name, form, order, asked_at=scene.now, purpose=purpose, lang=scene.lang)
    return replace(memory, quiz=asking, runs=run)


def total(asking: Quizzing, quiz: Quiz) -> int:
    """How many statements this form asks."""
    return len(quiz.of(_form(asking)))


def _form(asking: Quizzing) -> Form:
    return "express" if asking.form == "express" else "full"


def next_item(asking: Quizzing, quiz: Quiz) -> str:
    """The statement that is asked now, or "" when all of the form are."""
    return sheet.next_item(asking, total(asking, quiz))


# ------------------------------------------------------------------------------------------------------ screens
def screen(scene: Scene, memory: Memory) -> Say:
    """What the run shows now."""
    asking, quiz = memory.quiz, quiz_of(scene)
    if asking is None:
        raise ValueError("no run")
    match asking.stage:
        case "paused":
            go_on = button("quiz.resume", e.QuizResume(asking.run), "primary")
            return say("quiz", words("quiz.paused"), rows=((go_on,), (MENU, HELP)))
        case "honest":
            rows = column(*(button(f"quiz.honest.{a}", e.Honest(asking.run, a)) for a in ("yes", "mostly", "no")))
            return say("quiz", words("quiz.honest.ask"), rows=rows)
        case "done" if asking.purpose:
            return retest_screens.shown(scene, memory)
        case "done":
            return result.screen(memory)
        case _:
            return _question(asking, quiz)


def _question(asking: Quizzing, quiz: Quiz, status: str = "any") -> Say:
    item, at, of = next_item(asking, quiz), len(asking.answers), total(asking, quiz)
    lines: list[Words] = [sheet.bar(at, of)]
    rows = sheet.rows(asking, of, quiz.options, "quiz.agree", PRESSES)
    if at == 0:
        # The first statement says whom to think of; a button fits that to one's own life. Nothing of it is kept.
        lines.append(words(f"quiz.attachment.lead.{status}"))
        rows = (*rows[:-1], (*rows[-1], button("quiz.button.who", e.QuizWho(asking.run, ""))))
    lines += [words("quiz.statement", text=words(f"quiz.attachment.item.{item}")), words("quiz.ask")]
    return say("quiz", *lines, rows=rows)


def _whom(asking: Quizzing) -> Say:
    picks = (button(f"quiz.attachment.status.{one}", e.QuizWho(asking.run, one)) for one in STATUSES)
    back = button("quiz.back", e.QuizWho(asking.run, "any"))
    return say("quiz", words("quiz.attachment.status.ask"), rows=(*column(*picks), (back, HELP)))


def ask(scene: Scene, memory: Memory, toast: str = "") -> Turn:
    """The turn that shows what the run shows now."""
    return turn(memory, screen(scene, memory), toast=toast)


# ------------------------------------------------------------------------------------------------------ answers
def _current(scene: Scene, run: int, item: str) -> Quizzing | None:
    asking, quiz = scene.memory.quiz, quiz_of(scene)
    return asking if asking and sheet.is_asked(asking, run, item, total(asking, quiz)) else None


def _answered(scene: Scene, asking: Quizzing, item: str, option: int | None) -> Turn:
    asking = sheet.answered(asking, item, option, scene.now)
    if next_item(asking, quiz_of(scene)):
        return ask(scene, replace(scene.memory, quiz=asking))
    if asking.form == "express":
        return _finish(scene, asking)
    return ask(scene, replace(scene.memory, quiz=replace(asking, stage="honest")))


def _finish(scene: Scene, asking: Quizzing) -> Turn:
    quiz, form = quiz_of(scene), _form(asking)
    scored = scoring.score(quiz, asking.answers, form)
    asking = replace(asking, stage="done")
    memory, on = replace(scene.memory, quiz=asking), today(scene)
    # A sheet that was answered in two languages is compared with none.
    lang = scene.lang if asking.lang in ("", scene.lang) else ""
    if asking.purpose:
        memory = afterwards.retaken(memory, asking, scored, lang, on)
    else:
        memory = afterwards.measured(memory, Known(asking.run, scored), lang, on)
    kept = KeepResult(asking.run, asking.quiz, form, asking.answers, scored)
    return turn(memory, screen(scene, memory), do=(kept,))


def chose(scene: Scene, event: Event) -> Turn:
    """An answer to the statement that is asked now."""
    assert isinstance(event, e.Chose)
    asking = _current(scene, event.run, event.item)
    if asking is None or not 1 <= event.option <= quiz_of(scene).options:
        return stray(scene)
    return _answered(scene, asking, event.item, event.option)


def skipped(scene: Scene, event: Event) -> Turn:
    """No answer to this one; the band widens."""
    assert isinstance(event, e.QuizSkip)
    asking = _current(scene, event.run, event.item)
    return stray(scene) if asking is None else _answered(scene, asking, event.item, None)


def back(scene: Scene, event: Event) -> Turn:
    """One statement back. The button names where it was drawn, so a double tap goes back once."""
    assert isinstance(event, e.QuizBack)
    asking = _current(scene, event.run, event.item)
    if asking is None or not asking.answers:
        return stray(scene)
    asking = sheet.taken_back(asking, scene.now)
    return ask(scene, replace(scene.memory, quiz=asking))


def whom(scene: Scene, event: Event) -> Turn:
    """Whom to think of, asked and answered before the first statement."""
    assert isinstance(event, e.QuizWho)
    asking = scene.memory.quiz
    if asking is None or asking.run != event.run or asking.stage != "asking" or asking.answers:
        return stray(scene)
    if event.status in (*STATUSES, "any"):
        return turn(scene.memory, _question(asking, quiz_of(scene), event.status))
    return turn(scene.memory, _whom(asking))


def paused(scene: Scene, event: Event) -> Turn:
    """Put it down; the answers keep."""
    assert isinstance(event, e.QuizPause)
    asking = _current(scene, event.run, event.item)
    if asking is None:
        return stray(scene)
    return ask(scene, replace(scene.memory, quiz=replace(asking, stage="paused")))


def resume(scene: Scene, event: Event) -> Turn:
    """Go on at the same statement."""
    return resumed(scene)


def resumed(scene: Scene) -> Turn:
    """The run where it stands; a pause is over."""
    asking = scene.memory.quiz
    if asking is None:
        return begin(scene, e.QuizBegin())
    if asking.stage == "paused":
        memory = replace(scene.memory, quiz=sheet.resumed(asking))
        return ask(scene, memory, toast="quiz.resumed")
    return ask(scene, scene.memory)


def stray(scene: Scene) -> Turn:
    """An old button, a second tap, a press out of turn: what is open now, in the pressed message."""
    if scene.memory.quiz is None:
        return begin(scene, e.QuizBegin())
    return ask(scene, scene.memory, toast="front.toast.here")


def honest(scene: Scene, event: Event) -> Turn:
    """The last question is worth more than trap questions; its answer stands beside the result."""
    assert isinstance(event, e.Honest)
    asking = scene.memory.quiz
    if (
        asking is None
        or asking.run != event.run
        or asking.stage != "honest"
        or event.answer not in ("yes", "mostly", "no")
    ):
        return stray(scene)
    said = _finish(scene, replace(asking, honest=event.answer))
    first = replace(said.say[0], lines=(words(f"quiz.honest.thanks.{event.answer}"), *said.say[0].lines))
    return replace(said, say=(first,))


def more(scene: Scene, event: Event) -> Turn:
    """Eight more, in the same run: the likely range narrows."""
    assert isinstance(event, e.QuizMore)
    asking = scene.memory.quiz
    if asking is None or asking.run != event.run or asking.stage != "done" or asking.form != "express":
        return stray(scene)
    asking = replace(asking, form="full", stage="asking", asked_at=scene.now)
    return ask(scene, replace(scene.memory, quiz=asking))


def show_result(scene: Scene, event: Event) -> Turn:
    """The newest result, at any time."""
    if scene.memory.known is None:
        return resumed(scene)
    return turn(scene.memory, result.screen(scene.memory))


def leans(scene: Scene, event: Event) -> Turn:
    """Near a border its owner says which description fits better."""
    assert isinstance(event, e.Leans)
    known = scene.memory.known
    if known is None or known.run != event.run or event.leaning not in reading.neighbours(known.result):
        return show_result(scene, event).also(toast="front.toast.here")
    memory = replace(scene.memory, known=replace(known, chosen=event.leaning))
    return turn(memory, result.screen(memory), toast="results.choice.stay")


ANSWERS: Answers = {
    e.QuizBegin: begin,
    e.QuizAgain: again,
    e.Chose: chose,
    e.QuizSkip: skipped,
    e.QuizBack: back,
    e.QuizPause: paused,
    e.QuizWho: whom,
    e.QuizResume: resume,
    e.Honest: honest,
    e.QuizMore: more,
    e.ShowResult: show_result,
    e.Leans: leans,
}
