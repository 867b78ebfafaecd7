"""Whether it is a good time: what makes a gentler way the kind one."""

from __future__ import annotations

from bot.domain.events.base import Press


class Care(Press, frozen=True):
    """Asked ("") before a step, and answered only where something fits ("fits"); the answer is not kept."""

    step: str
    how: str = ""
