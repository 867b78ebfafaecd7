"""Presses of the crisis card."""

from __future__ import annotations

from bot.domain.events.base import Press


class CrisisCountry(Press, frozen=True):
    country: str


class CrisisCountries(Press, frozen=True):
    page: int


class CrisisSafe(Press, frozen=True):
    """Answer to the one plain question: yes, no."""

    answer: str


class CrisisMeant(Press, frozen=True):
    """I meant something else."""


class CrisisMore(Press, frozen=True):
    """More lines; a message to someone close."""

    what: str


class CrisisBack(Press, frozen=True):
    """Back to the exact place."""


class HelpNow(Press, frozen=True):
    """The help button, at any hour."""
