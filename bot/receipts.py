"""Receipts: what became of lines that went, entered in the outbox. Crossed off, put back, or given up."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot import clock, lending, states
from bot.carriage import OVER, Arrived, Gone, Later, Ours, Outcome, Unknown
from bot.domain.people import is_group
from bot.flows.front import apology
from bot.store import couples, outbox, screens
from bot.store.outbox import Line
from bot.store.screens import Shown
from bot.store.sql import Db
from bot.visits import House

log = logging.getLogger(__name__)
TRIES = 5


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a line. `digest` names what its screen showed, `picture` its picture, or "" where it had none."""

    line: Line
    outcome: Outcome
    digest: str = ""
    picture: str = ""


async def enter(db: Db, receipts: Sequence[Receipt], home: House, bot_name: str, now: datetime) -> None:
    """Cross off what arrived, with what is to be remembered of it, and settle what did not."""
    there = [(r, r.outcome) for r in receipts if isinstance(r.outcome, Arrived)]
    if there:
        await outbox.cross_off(db, [r.line.id for r, _ in there])
    for receipt in receipts:
        if not isinstance(receipt.outcome, Arrived):
            await _settle(db, receipt)
    for receipt, arrived in there:
        if receipt.picture and arrived.file:
            await screens.keep_file(db, bot_name, receipt.picture, arrived.file)
    for receipt, arrived in there:
        if receipt.line.couple is not None and arrived.message:
            await lending.arrived(db, home, receipt.line, arrived.message, arrived.kind, now, arrived.crowd)
    shown = [shown for receipt, arrived in there if (shown := _shown(receipt, arrived))]
    if shown:
        await screens.shown(db, shown)


def _shown(receipt: Receipt, arrived: Arrived) -> Shown | None:
    line = receipt.line
    if line.person_id is None or is_group(line.chat) or not arrived.message:
        return None
    return Shown(line.person_id, line.screen, arrived.message, arrived.kind, receipt.digest)


async def _settle(db: Db, receipt: Receipt) -> None:
    line, at = receipt.line, clock.machine()
    match receipt.outcome:
        case Later(all_chats=True) if line.kind == "post":
            # A group has a limit of its own; whoever fills one up must not hold up everybody else.
            await _lose(db, line)
        case Later(seconds, all_chats):
            if all_chats and not is_group(line.chat):
                await outbox.pause(db, at + seconds)
            await outbox.put_back(db, line, at + seconds)
        case Gone() | Ours() if is_group(line.chat):
            await _lose(db, line)
        case Unknown(fault):
            await after_unknown(db, line, fault)
        case Gone():
            await outbox.bury(db, line, "dead", "gone")
        case Ours(fault):
            log.error("refused for good: %s (line %s, update %s)", fault, line.id, line.update_id)
            await outbox.bury(db, line, "dead", fault)
            if line.kind == OVER:
                # It can be overwritten no more; to try again each hour would not help.
                await couples.shows_no_more(db, line.chat, line.ref.rstrip("p"))
            if line.screen != "sorry" and line.kind == "reply":
                await outbox.put(db, [sorry(line)])


async def _lose(db: Db, line: Line) -> None:
    """A group that cannot be reached: gone, full, or grown into another. Nobody is told, and nothing is kept."""
    log.info("a post did not reach its group (line %s)", line.id)
    await outbox.cross_off(db, [line.id])
    await couples.shows_no_more(db, line.chat, line.ref.rstrip("p"))


async def after_unknown(db: Db, line: Line, fault: str) -> None:
    """Edits simply repeat; a reply goes once more; a nudge is not sent again (nine in ten had arrived)."""
    repeats = line.kind != "nudge" and line.tries < (TRIES if not line.fresh else 2)
    if repeats:
        await outbox.put_back(db, line, clock.machine() + 1.0)
    else:
        await outbox.bury(db, line, "unknown", fault)


def sorry(line: Line) -> Line:
    """An apology in place of a line that Telegram will not take, leading back to what is open."""
    return replace(
        line, screen="sorry", fresh=True, ref="", say=states.write_say(apology()), kind="reply", expires_at=None
    )
