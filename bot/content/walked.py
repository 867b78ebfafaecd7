"""What the flows say, found by pressing their every button: keys, and which are labels, toasts and copy lines."""

from __future__ import annotations

import importlib
from typing import Any, NamedTuple

from bot.domain.library import Library


class Said(NamedTuple):
    """Keys that a walk through the flows came by; `trouble` says why the walk ended early, or never began."""

    keys: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    toasts: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()
    trouble: str = ""
    absent: bool = False


def said(library: Library) -> Said:
    """Walk the flows. A flow that breaks on the way is reported, with all that was found before."""
    try:
        walk: Any = importlib.import_module("bot.flows.walk")
        step: Any = importlib.import_module("bot.flows.walk_step")
    except ImportError as error:
        return Said(trouble=str(error), absent=True)
    keys: set[str] = set()
    labels: set[str] = set()
    toasts: set[str] = set()
    copies: set[str] = set()
    trouble = ""
    try:
        for turn in (stop.turn for stop in walk.walk(library)):
            keys |= step.keys_of(turn)
            toasts |= {turn.toast} - {""}
            buttons = [button for say in turn.say for row in say.rows for button in row]
            labels |= {button.label.key for button in buttons}
            copies |= {button.copy.key for button in buttons if button.copy is not None}
    except Exception as error:  # whatever breaks there must not hide the other faults
        trouble = f"{type(error).__name__}: {error}"
    return Said(frozenset(keys), frozenset(labels), frozenset(toasts), frozenset(copies), trouble)
