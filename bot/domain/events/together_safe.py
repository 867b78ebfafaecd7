"""Presses of what feels safest for both, and of the cards for somebody who joins."""

from __future__ import annotations

from bot.domain.events.base import Press


class TwoSafe(Press, frozen=True):
    """One of the small things of this week, by its place among those of one's step, from 0."""

    couple: int
    place: int


class TwoMark(Press, frozen=True):
    """Feels safe this week (1) or not (0), by the number of the week and the id of the thing."""

    couple: int
    week: int
    what: str
    on: int


class TwoWeek(Press, frozen=True):
    """What this week brings: one thing for both, or one for oneself."""

    couple: int


class TwoCard(Press, frozen=True):
    """One of the three short cards, from 1; 0 is for reading none."""

    couple: int
    number: int
