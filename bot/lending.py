"""Lending: what of one person's stands on another's phone, looked over before it goes, and overwritten when it is over.

Words of another's are drawn when their reader presses, after the consent was read. It is read once more when the line
is taken up and when it has arrived: what was taken back in between gives way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from msgspec.structs import replace as struct_replace

from bot import states
from bot.domain.bond import CLOSED, Window
from bot.domain.events import Ticked
from bot.domain.people import is_group
from bot.domain.scene import Turn
from bot.domain.speech import Say
from bot.flows import bonds, together, together_group, window
from bot.store import couples, outbox, people, tries
from bot.store.couples import OnShow, Pairing
from bot.store.outbox import Line
from bot.store.people import Row
from bot.store.sql import Db
from bot.visits import ALONE, House, Near, Visit, Work, scene_of


async def near(db: Db, home: House, rows: Sequence[Row], now: datetime) -> dict[int, Near]:
    """What stands beside each of these people who is linked. Read without a lock: what is drawn from it is looked
    over again before it goes out."""
    linked = {row.id: row.memory.bond.couple for row in rows if row.memory.bond is not None}
    if not linked:
        return {}
    found = await couples.look(db, list(set(linked.values())))
    others = {i: found[c].other(i) for i, c in linked.items() if c in found}
    there = await people.peek(db, [o for o in set(others.values()) if o is not None])
    return {
        row.id: _near(home, row, there.get(others.get(row.id) or 0), found.get(linked[row.id]), now)
        for row in rows
        if row.id in linked
    }


def _near(home: House, row: Row, other: Row | None, pairing: Pairing | None, now: datetime) -> Near:
    bond, theirs = row.memory.bond, other.memory.bond if other is not None else None
    couple = pairing.couple if pairing is not None else None
    if couple is not None and bond is not None:
        linked = theirs is not None and theirs.couple == bond.couple
        couple = window.kept(couple, bond, theirs if linked else None, now)
    seen = window.cut(home.library, row.memory, other.memory if other else None, couple, now)
    return Near(couple, seen)


async def say(db: Db, home: House, work: Sequence[Work], now: datetime) -> None:
    """Write what turns say: lines to carry, and what takes the place of something that is shown."""
    for w in work:
        if w.leaves:
            await tries.keep(db, home.key, w.row.address, bonds.recent(w.scene))
            await people.forget(db, w.row.id, w.row.address)
        elif w.row.memory.bond is not None or w.turn.then.bond is not None:
            await overwrite(db, w, now)
    lines = [line for w in work for line in w.lines(now)]
    if lines:
        await outbox.put(db, lines)


async def overwrite(db: Db, work: Work, now: datetime) -> None:
    """Put what a turn says in place of something of the other's into every message that shows it, sent or waiting.

    The clock's visit also looks for what has ended by itself: it is over for both at the same moment.
    """
    for say in work.turn.say:
        if say.over:
            await _blank(db, work, say)
            await _put(db, work, say, [s for s in await couples.on_show(db, work.row.id) if _shows(s, say.over)], now)
    if isinstance(work.visit.event, Ticked):
        await _end(db, work, now)


async def _end(db: Db, work: Work, now: datetime) -> None:
    """Put neutral words over what of the other's stands on somebody's phone and may not be seen any more."""
    shown = await couples.on_show(db, work.row.id)
    ended = [s for s in shown if not all(work.scene.window.lends(item) for item in s.items)]
    if ended:
        await _put(db, work, together.gone(work.scene, "*"), ended, now)


async def look_over(db: Db, home: House, ids: Sequence[int], now: datetime) -> None:
    """The same for people to whom the clock brings nothing: before a path, after it, or in a long silence.

    Who is away cannot be reached, and is looked over when they are back.
    """
    rows = [row for row in (await people.peek(db, ids)).values() if not row.memory.rhythm.away]
    beside = await near(db, home, rows, now)
    for row in rows:
        scene = scene_of(home, row, now, beside.get(row.id, ALONE))
        await _end(db, Work(Visit(row.address, Ticked()), row, scene, Turn(row.memory, asked=True)), now)


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
    if is_group(line.chat):
        return unposted(home, line)
    say = struct_replace(together.GONE, screen=states.read_say(line.say).screen)
    return replace(line, say=states.write_say(say), lent="")


async def arrived(
    db: Db, home: House, line: Line, message: str, kind: str, now: datetime, crowd: bool = False
) -> None:
    """A linked person's line has arrived: remember what of the other's it shows, or that it shows nothing.

    What may not be seen any more, or came into a `crowd`, gives way at once.
    """
    if not line.lent:
        await couples.shows_no_more(db, line.chat, message)
        return
    assert line.person_id is not None
    assert line.couple is not None
    shown = OnShow(line.chat, message, line.person_id, line.couple, tuple(line.lent.split(",")), kind)
    if not crowd and await _lends(db, home, line, now):
        await couples.show(db, shown)
        return
    say = together_group.gone(home.link) if is_group(line.chat) else together.GONE
    await outbox.put(db, [_instead(shown, say, line.lang, line.plain)])


def _instead(shown: OnShow, say: Say, lang: str, plain: bool = False) -> Line:
    """A line that takes the place of a message, with neutral words and a bowl of nobody's where there was a picture."""
    is_photo = shown.kind == "photo"
    said = struct_replace(say, fresh=False, picture=together_group.EMPTY if is_photo else None)
    return Line(
        chat=shown.chat,
        # Of a post both are readers: who had asked for it may be gone by now.
        person_id=None if is_group(shown.chat) else shown.person_id,
        lang=lang,
        plain=plain,
        kind="over",
        screen=say.screen,
        fresh=False,
        ref=f"{shown.message}{'p' if is_photo else ''}",
        say=states.write_say(said),
        couple=shown.couple,
    )


async def _lends(db: Db, home: House, line: Line, now: datetime) -> bool:
    if line.person_id is None or line.couple is None:
        return False
    seen = await _window(db, home, line.person_id, line.couple, now)
    return all(seen.lends(item) for item in line.lent.split(","))


async def _window(db: Db, home: House, reader_id: int, couple: int, now: datetime) -> Window:
    """What a reader may see now, read anew; nothing where they hang on something else by now."""
    reader = (await people.peek(db, [reader_id])).get(reader_id)
    if reader is None or reader.memory.bond is None or reader.memory.bond.couple != couple:
        return CLOSED
    return (await near(db, home, [reader], now))[reader.id].window


# ------------------------------------------------------------------------------------------------- in a group
def unposted(home: House, line: Line) -> Line:
    """The one sentence in place of a post."""
    return replace(line, say=states.write_say(together_group.nothing(home.link)), lent="")


async def the_two(db: Db, line: Line) -> tuple[str, ...]:
    """The Telegram ids of the two whom a post shows, as they hang on each other now; fewer where they do not."""
    pairing = (await couples.look(db, [line.couple])).get(line.couple) if line.couple is not None else None
    ids = [i for i in (pairing.a, pairing.b) if i is not None] if pairing is not None else []
    found = await people.peek(db, ids)
    return tuple(row.address.external for row in found.values() if row.address.channel == "tg")


async def take_down(db: Db, home: House, numbers: Iterable[int], now: datetime) -> None:
    """Put neutral words over what stands in groups of these couples and may not be seen there any more.

    Both are its readers, so it is looked for by their couple, and before anybody of the two is forgotten.
    """
    for number in sorted(numbers):
        for shown in await couples.posted(db, number):
            seen = await _window(db, home, shown.person_id, number, now)
            if not all(seen.lends(item) for item in shown.items):
                asker = (await people.peek(db, [shown.person_id]))[shown.person_id]
                lang = asker.memory.profile.lang
                await outbox.put(db, [_instead(shown, together_group.gone(home.link), lang)])


async def withdraw(db: Db, home: House, numbers: Iterable[int], now: datetime) -> None:
    """Take what may not be posted any more out of the lines that wait for a group."""
    plain = states.write_say(together_group.nothing(home.link))
    for number in sorted(numbers):
        for line_id, asker, items in await couples.posts_waiting(db, number):
            seen = await _window(db, home, asker, number, now)
            if not all(seen.lends(item) for item in items):
                await couples.blank(db, line_id, plain, together_group.SCREEN)
