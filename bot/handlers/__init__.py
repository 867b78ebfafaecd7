"""Desks: an update in, an event to the stage, a short word back on the pressed button. Nothing else."""

from __future__ import annotations

from telegram.ext import Application

from bot.handlers import doors, presses, writing


def register(application: Application) -> None:  # type: ignore[type-arg]
    """Give PTB every desk of the house."""
    for handler in (*presses.HANDLERS, *writing.HANDLERS, *doors.HANDLERS):
        application.add_handler(handler)
    application.add_error_handler(doors.stumbled)
