"""The screens of the log: three questions with quick picks, how strong it was, and what was kept."""

from __future__ import annotations

from bot.domain import events as e
from bot.domain.memory import LogBook
from bot.domain.speech import Button, Param, Say, Words, column, words
from bot.flows.common import BACK, HELP, LOG, MENU, NOW, SENSES, button, say
from bot.flows.log_map import OWN, PARTS, PICKS, STRONG

SCREEN = "log"
# Five steps stand for 0 to 10: each level is the middle of its step.
LEVELS = (1, 3, 5, 7, 9)
STAGES = (*PARTS, "level")
IN_A_ROW = 3
A_DAY = 3

MAP = button("log.button.map", e.LogMap())


def screen(book: LogBook) -> Say:
    """The log as it stands."""
    if book.stage == "kept":
        return kept(book)
    return level(book) if book.stage == "level" else asking(book)


def asking(book: LogBook) -> Say:
    """One part: eight picks in pairs, or words of one's own."""
    part = book.stage
    picks = [button(f"log.{part}.{pick}", e.LogPick(book.run, part, pick)) for pick in PICKS[part]]
    own = button("log.button.own", e.LogOwn(book.run, part))
    return say(SCREEN, *_head(book), words(f"log.ask.{part}"), rows=(*pairs(picks), (own,), _last(book)))


def level(book: LogBook) -> Say:
    """How strong it was, in five steps."""
    rows = column(*(button(f"log.level.{n}", e.LogLevel(book.run, n)) for n in LEVELS))
    return say(SCREEN, *_head(book), words("log.ask.level"), rows=(*rows, _last(book)))


def asks_words(book: LogBook, part: str) -> Say:
    """Room for words of one's own."""
    out = "log.button.no-line" if part == "line" else "log.button.picks"
    rows = ((button(out, e.LogShow(book.run)), MENU),)
    asked = say(SCREEN, words(f"log.write.{part}"), rows=rows)
    return Say(asked.screen, asked.lines, asked.rows, wants_words=True)


def kept(book: LogBook) -> Say:
    """What was kept; after a strong one a minute of calm, after three in a row the five senses."""
    lines: list[Words] = [words("log.kept"), chain(book)]
    rows: list[tuple[Button, ...]] = []
    if book.high >= IN_A_ROW:
        lines.append(words("log.three-strong"))
        rows += [(SENSES,), (HELP,)]
    elif book.level >= STRONG:
        lines.append(words("log.strong"))
        rows.append((NOW,))
    if "line" in book.notes:
        lines.append(words("log.line-kept"))
    else:
        rows.append((button("log.button.line", e.LogOwn(book.run, "line")),))
    rows += [(MAP, button("log.button.undo", e.LogUndo(book.run))), (BACK, MENU)]
    return say(SCREEN, *lines, rows=tuple(rows))


def enough() -> Say:
    """Three on one date are plenty."""
    return say(SCREEN, words("log.enough"), rows=((NOW,), (MAP,), (BACK, MENU)))


def undone() -> Say:
    """Nothing of it is kept."""
    return say(SCREEN, words("log.undone"), rows=((LOG,), (BACK, MENU)))


def chain(book: LogBook) -> Words:
    """Situation, body and thought in one line."""
    said: dict[str, Param] = {part: phrase(part, book.picks[part]) for part in PARTS}
    return words("log.chain", **said, level=words(f"log.level.{book.level}"))


def phrase(part: str, pick: str) -> Words:
    """A pick as it stands inside a sentence."""
    return words("log.own" if pick == OWN else f"log.phrase.{part}.{pick}")


def _head(book: LogBook) -> tuple[Words, ...]:
    """How far it is, or where the words went that were typed last."""
    before = STAGES[: STAGES.index(book.stage)]
    if before and before[-1] in book.notes:
        return (words("log.own-kept"),)
    return () if before else (words("log.hello"),)


def _last(book: LogBook) -> tuple[Button, ...]:
    stop = button("log.button.stop", e.LogStop(book.run))
    if book.stage == STAGES[0]:
        return (stop,)
    return (button("log.button.back", e.LogBack(book.run, book.stage)), stop)


def pairs(buttons: list[Button]) -> tuple[tuple[Button, ...], ...]:
    """Short labels two by two."""
    return tuple(tuple(buttons[n : n + 2]) for n in range(0, len(buttons), 2))
