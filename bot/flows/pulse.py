"""A short look on days 10, 17, 25 and 35: the same six statements, and two rows of dots. A trend, never a verdict."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.facts import Entry, KeepEntry
from bot.domain.memory import Memory, Pulse, PulseDot, Quizzing
from bot.domain.quiz import SCALES, Quiz, Scale
from bot.domain.scene import Scene, Turn
from bot.domain.speech import Say, Words, words
from bot.flows import day, ordering, path, scoring, sheets
from bot.flows.common import HELP, MENU, button, say, today, turn
from bot.flows.sheets import Sheet

NAME = "pulse"
DAYS = ("day-10", "day-17", "day-25", "day-35")
CELLS = 11
KEPT_DOTS = 12


def of(memory: Memory) -> Pulse:
    """The short looks as they are remembered, or none yet."""
    return memory.pulse or Pulse()


def _quiz(scene: Scene) -> Quiz:
    return scene.library.quizzes["attachment"]


def _put(memory: Memory, run: Quizzing) -> Memory:
    return replace(memory, pulse=replace(of(memory), asking=run))


def begin(scene: Scene, day_id: str) -> Turn:
    """A day's look: its first statement, the one that waits, or its dots when it was taken."""
    kept = of(scene.memory)
    if day_id not in DAYS or not path.known(scene, day_id):
        return day.here(scene).also(toast="front.toast.old")
    if kept.asking is not None and kept.day == day_id:
        return sheets.resumed(scene, SHEET)
    if any(dot.day == day_id for dot in kept.dots):
        return turn(scene.memory, shown(scene), toast="front.toast.here")
    return _new(scene, day_id)


def _new(scene: Scene, day_id: str) -> Turn:
    memory, quiz = scene.memory, _quiz(scene)
    run, name = memory.runs + 1, f"{quiz.id}-{quiz.version}"
    order = ordering.order(quiz, scene.seed + run, "pulse")
    asking = Quizzing(run, name, "pulse", order, asked_at=scene.now, lang=scene.lang)
    then = replace(memory, runs=run, pulse=replace(of(memory), asking=asking, day=day_id))
    return sheets.show(replace(scene, memory=then), SHEET)


def renew(scene: Scene) -> Turn:
    """One look a day is enough: the dots."""
    return turn(scene.memory, shown(scene), toast="front.toast.here")


def finish(scene: Scene, run: Quizzing) -> Turn:
    """The six are answered: one more dot in each row."""
    kept, on = of(scene.memory), today(scene)
    result = scoring.score(_quiz(scene), run.answers, "pulse")
    lang = scene.lang if run.lang == scene.lang else ""
    dot = PulseDot(kept.day, on, lang, result.anxiety.score, result.avoidance.score)
    kept = replace(kept, asking=replace(run, stage="done"), dots=(*kept.dots, dot)[-KEPT_DOTS:])
    after = replace(scene, memory=replace(scene.memory, pulse=kept))
    entry = Entry(NAME, scene.turn, scene.now, on, _row(run, dot))
    return turn(after.memory, shown(after), do=(KeepEntry(entry),))


def _row(run: Quizzing, dot: PulseDot) -> dict[str, str | int]:
    scores: dict[str, str | int] = {scale: getattr(dot, scale) for scale in SCALES if getattr(dot, scale) is not None}
    row: dict[str, str | int] = {"quiz": run.quiz, "run": run.run, "day": dot.day, "lang": dot.lang, **scores}
    return row | {f"item.{answer.item}": answer.option or 0 for answer in run.answers}


def shown(scene: Scene) -> Say:
    """The dots so far, a row a look, in the language of the newest: looks in another one stand in no row with it."""
    dots = of(scene.memory).dots
    alike = [dot for dot in dots if dot.lang == dots[-1].lang]
    lines: list[Words] = [words("pulse.title")]
    for scale in SCALES:
        rows = "\n".join(f"{dot.day.removeprefix('day-')}  {_drawn(dot, scale)}" for dot in alike)
        lines.append(words("pulse.rows", scale=words(f"results.scale.{scale}"), rows=rows))
    if len(alike) < len(dots):
        lines.append(words("pulse.other-language"))
    lines.append(words("pulse.legend"))
    to_day = button("quiz.button.today", e.Here(), "primary")
    return say(NAME, *lines, rows=((to_day,), (MENU, HELP)))


def _drawn(dot: PulseDot, scale: Scale) -> str:
    score = dot.anxiety if scale == "anxiety" else dot.avoidance
    if score is None:
        return "·" * CELLS + "  –"
    at = round(score * (CELLS - 1) / 100)
    return "·" * at + "●" + "·" * (CELLS - 1 - at) + f"  {score}"


SHEET = Sheet(
    NAME,
    options=5,
    label="quiz.agree",
    ask="quiz.ask",
    asked=lambda scene: len(_quiz(scene).of("pulse")),
    text=lambda item: words(f"quiz.attachment.item.{item}"),
    lead=lambda scene: words("pulse.lead"),
    run=lambda memory: of(memory).asking,
    put=_put,
    begin=begin,
    renew=renew,
    finish=finish,
    done=shown,
)
