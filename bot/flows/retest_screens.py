"""Two goes of the whole questionnaire side by side: ranges, what moved in words, and what was practised meanwhile."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.memory import Measured, Memory
from bot.domain.quiz import SCALES, Scale
from bot.domain.scene import Scene
from bot.domain.speech import Button, Moment, Say, Words, words
from bot.flows import afterwards, bowl, calendar, comparing, reading
from bot.flows.common import HELP, MENU, button, say, today

CELLS = 20
COUNTED = ("attempts", "held", "pauses")


def shown(scene: Scene, memory: Memory) -> Say:
    """The newest go beside the one that it is compared with; a number alone where there is none."""
    new = afterwards.of(memory).retests[-1]
    old = afterwards.compared_with(memory, new)
    lines: list[Words] = [words("retest.title")]
    if old is None:
        lines += [line.words for line in reading.bars(new.known.result)]
        lines.append(words("retest.alone" if memory.first is None else "retest.other-language"))
    else:
        change = comparing.change(old.known.result, new.known.result)
        lines += [row for scale in SCALES for row in _bands(scale, old, new)]
        lines += [line.words for line in reading.moved(change)]
    lines += [line.words for line in reading.notes(new.known.result)]
    lines.append(beside(memory))
    return say("retest", *lines, rows=_rows(memory))


def _rows(memory: Memory) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = [(button("quiz.button.today", e.Here(), "primary"),)]
    about = button("quiz.button.about", e.Page("about"))
    if memory.known is not None:
        rows.append((button("front.button.result", e.ShowResult(memory.known.run)), about))
    return (*rows, (HELP, MENU))


def _bands(scale: Scale, old: Measured, new: Measured) -> tuple[Words, ...]:
    then, now = old.known.result.measure(scale).band, new.known.result.measure(scale).band
    if then is None or now is None:
        return ()
    name = words(f"results.scale.{scale}")
    row = words(
        "retest.bands", scale=name, then=_drawn(then), now=_drawn(now),
        then_low=then[0], then_high=then[1], now_low=now[0], now_high=now[1],
    )  # fmt: skip
    return (row,)


def _drawn(band: tuple[int, int]) -> str:
    low, high = (min(CELLS - 1, edge * CELLS // 100) for edge in band)
    return "".join("▰" if low <= cell <= high else "▱" for cell in range(CELLS))


def beside(memory: Memory) -> Words:
    """What was practised: days of the fifty, and what was counted."""
    days = bowl.filled(memory.walk) if memory.walk else 0
    counted = {name: memory.counts.get(name, 0) for name in COUNTED}
    return words("retest.beside", days=days, **counted)


def too_soon(scene: Scene) -> Say:
    """Two goes lie at least 28 days apart; from when on it may be done."""
    memory, zone = scene.memory, scene.memory.profile.zone
    on = afterwards.again_from(memory, today(scene))
    at = calendar.instant(on, memory.profile.morning, zone) or scene.now
    when = Moment(at, f"{on:%Y-%m-%d}", "D")
    return say("retest", words("retest.too-soon", date=when), rows=((button("quiz.button.today", e.Here()), MENU),))
