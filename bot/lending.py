"""Lending: what of one person's stands on another's phone, looked over before it goes, and overwritten when it is over.

Words of another's are drawn when their reader presses, after the consent was read. It is read once more when the line
is taken up and when it has arrived: what was taken back in between gives way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from msgspec.structs import replace as struct_replace

from bot import states
from bot.domain.bond import Window
from bot.domain.events import Ticked
from bot.domain.speech import Say
from bot.flows import together, window
from bot.store import couples, outbox, people
from bot.store.couples import OnShow
from bot.store.outbox import Line
from bot.store.sql import Db
from bot.visits import House, Work


async def overwrite(db: Db, work: Work, now: datetime) -> None:
    """Put what a turn says in place of something of the other's into every message that shows it, sent or waiting.

    The clock's visit also looks for what has ended by itself: it is over for both at the same moment.
    """
    for say in work.turn.say:
        if say.over:
            await _blank(db, work, say)
            await _put(db, work, say, [s for s in await couples.on_show(db, work.row.id) if _shows(s, say.over)], now)
    if isinstance(work.visit.event, Ticked):
        shown = await couples.on_show(db, work.row.id)
        ended = [s for s in shown if not all(work.scene.window.lends(item) for item in s.items)]
        if ended:
            await _put(db, work, together.gone(work.scene, "*"), ended, now)


def _shows(shown: OnShow, item: str) -> bool:
    return item in ("*", *shown.items)


async def _blank(db: Db, work: Work, say: Say) -> None:
    plain = states.write_say(_plain(say))
    for number, items in await couples.waiting(db, work.row.id):
        if say.over in ("*", *items):
            await couples.blank(db, number, plain, say.screen, ",".join(say.lent))


def _plain(say: Say) -> Say:
    return struct_replace(say, over="", picture=None)


async def _put(db: Db, work: Work, say: Say, shown: list[OnShow], now: datetime) -> None:
    line = replace(work.line(now), kind="over", screen=say.screen, lent=",".join(say.lent), expires_at=None)
    lines = [
        # A photo never becomes text again, so one's own picture takes its place.
        replace(line, ref=f"{s.message}p", say=states.write_say(struct_replace(say, over="")))
        if s.kind == "photo"
        else replace(line, ref=s.message, say=states.write_say(_plain(say)))
        for s in shown
    ]
    if lines:
        await outbox.put(db, lines)


async def may_go(db: Db, home: House, line: Line, now: datetime) -> Line:
    """A line that is taken up, as it may go: what is not lent any more gives way to neutral words."""
    if not line.lent or await _lends(db, home, line, now):
        return line
    say = struct_replace(together.GONE, screen=states.read_say(line.say).screen)
    return replace(line, say=states.write_say(say), lent="")


async def arrived(db: Db, home: House, line: Line, message: str, kind: str, now: datetime) -> None:
    """A linked person's line has arrived: remember what of the other's it shows, or that it shows nothing."""
    if not line.lent:
        await couples.shows_no_more(db, line.chat, message)
        return
    assert line.person_id is not None
    assert line.couple is not None
    shown = OnShow(line.chat, message, line.person_id, line.couple, tuple(line.lent.split(",")), kind)
    await couples.show(db, shown)
    if not await _lends(db, home, line, now):
        over = replace(line, kind="over", fresh=False, ref=f"{message}{'p' if kind == 'photo' else ''}", lent="")
        await outbox.put(db, [replace(over, say=states.write_say(together.GONE), screen=together.GONE.screen)])


async def _lends(db: Db, home: House, line: Line, now: datetime) -> bool:
    seen = await _window(db, home, line, now)
    return all(seen.lends(item) for item in line.lent.split(","))


async def _window(db: Db, home: House, line: Line, now: datetime) -> Window:
    """What this line's reader may see now, read anew."""
    reader = (await people.peek(db, [line.person_id])).get(line.person_id) if line.person_id is not None else None
    pairing = (await couples.look(db, [line.couple])).get(line.couple) if line.couple is not None else None
    if reader is None or pairing is None:
        return Window()
    other_id = pairing.other(reader.id)
    other = (await people.peek(db, [other_id])).get(other_id) if other_id is not None else None
    return window.cut(home.library, reader.memory, other.memory if other else None, pairing.couple, now)
