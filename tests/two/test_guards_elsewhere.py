"""Guards beside the window: each is taken away in turn, and the short story that it guards has to go red."""

from __future__ import annotations
import __future__

import inspect
import shutil
import types
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import duet, lending
from bot.flows import (
    bonds,
    offers,
    together,
    together_items,
    together_link,
    together_question,
    together_rest,
)
from bot.store.engine import Store, connect
from tests.conftest import sqlite_url
from tests.two import guarded
from tests.two.guarded import Story
from tests.two.village import Village


@dataclass(frozen=True, slots=True)
class Guard:
    """What asks for a consent in a function, and what stands there when it does not ask any more."""

    function: Callable[..., Any]
    asks: str
    instead: str


# What stands in several places is taken away in all of them: each of them alone keeps what it guards.
GUARDS: tuple[tuple[Story, tuple[Guard, ...]], ...] = (
    (guarded.taken_up_late, (Guard(lending.may_go, "or await _lends(db, home, line, now)", "or True"),)),
    (guarded.of_an_old_couple, (Guard(lending._window, "reader.memory.bond.couple != couple", "False"),)),
    (guarded.arrived_late, (Guard(lending.arrived, "if not crowd and await _lends(db, home, line, now)", "if True"),)),
    (guarded.on_the_phone, (Guard(lending.overwrite, "if say.over:", "if False:"),)),
    (guarded.ended, (Guard(lending._end, "not all(work.scene.window.lends(item) for item in s.items)", "False"),)),
    (guarded.in_the_group, (Guard(lending.take_down, "not all(seen.lends(item) for item in shown.items)", "False"),)),
    (guarded.of_another_couple, (Guard(together.is_mine, " and scene.memory.bond.couple == couple", ""),)),
    (guarded.switched_off, (Guard(together.switch, "answered if event.on else", "answered if True else"),)),
    (guarded.offered_and_taken_back, (Guard(together_items._withdrawn, "if was_read and", "if"),)),
    (
        guarded.answered_and_thought_again,
        (Guard(together_question.taken_back, "if is_revealed(before, name)", "if True"),),
    ),
    (guarded.rested_twice, (Guard(together_rest._shut, "if scene.window.open", "if True"),)),
    (guarded.not_previewed, (Guard(together_items.share, " or draft.turn != event.turn", ""),)),
    (guarded.not_sealed, (Guard(together_question.share, " and seal(text) == event.seal", ""),)),
    (guarded.once_over, (Guard(together_items.share, "_fresh(couple, name, scene)", "couple"),)),
    (guarded.guessed_alone, (Guard(offers.offer, "sides == BOTH and ", ""),)),
    (guarded.old_gate, (Guard(together_link.nothing_fits, "event.turn != scene.turn - 1 or ", ""),)),
    (
        guarded.taken_by_another,
        (Guard(together_link._takes, " and (invite.claim is None or invite.claim.by == scene.person)", ""),),
    ),
    (
        guarded.taken_meanwhile,
        (Guard(together_link.accept, " or not _takes(scene, peer.invite, guest.digest)", ""),),
    ),
    (guarded.only_looked_at, (Guard(bonds.peer, "guest.claimed and ", ""),)),
    (guarded.went_elsewhere, (Guard(together_link.confirm, " or not scene.peer.took_mine", ""),)),
    (
        guarded.asked_about_another,
        (
            Guard(bonds.meets, "if _claims(scene) == by else None", ""),
            Guard(
                together_link.confirm,
                " or claim.by != event.by or scene.peer is None or not scene.peer.took_mine",
                " or scene.peer is None",
            ),
        ),
    ),
    (guarded.after_two_days, (Guard(bonds.open_invite, " and invite.until > now", ""),)),
    (guarded.used_up, (Guard(together_link._linked, "do=(DropInvite(),)", "do=()"),)),
    (guarded.tried_too_often, (Guard(bonds.may_try, "len(recent(scene)) < TRIES", "True"),)),
    (guarded.guest_shares_again, (Guard(duet._scene, " and not near.get(other.id, ALONE).window.open", ""),)),
    (guarded.inviter_shares_again, (Guard(together_link.confirm, "if scene.window.open:", "if False:"),)),
    (guarded.looked_and_shares_again, (Guard(together_link.accept, "if scene.window.open:", "if False:"),)),
)
NAMES = [story.__name__ for story, _ in GUARDS]


@contextmanager
def _without(guard: Guard) -> Iterator[None]:
    """The house while a function of it does not ask. Whoever holds the function holds it without its guard, too."""
    source, kept = inspect.getsource(guard.function), guard.function.__code__
    assert source.count(guard.asks) == 1, f"{guard.function.__name__} asks in other words by now"
    lines = compile(
        source.replace(guard.asks, guard.instead), "without a guard", "exec", __future__.annotations.compiler_flag
    )
    found = next(c for c in lines.co_consts if isinstance(c, types.CodeType) and c.co_name == guard.function.__name__)
    guard.function.__code__ = found
    try:
        yield
    finally:
        guard.function.__code__ = kept


@pytest.fixture
async def village(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Village]:
    """Ada, Mei and Sol, always under the same numbers."""
    store = Store(connect(sqlite_url(Path(shutil.copy(sqlite_template, tmp_path / "kintsugi.db")))))
    yield Village(store)
    await store.close()


@pytest.mark.parametrize(("story", "guards"), GUARDS, ids=NAMES)
async def test_each_guard_beside_the_window_is_missed_when_it_is_taken_away(
    village: Village, story: Story, guards: tuple[Guard, ...]
) -> None:
    await story(village)
    with ExitStack() as taken_away:
        for guard in guards:
            taken_away.enter_context(_without(guard))
        with pytest.raises(AssertionError):
            await story(village)
