"""Logs: for an operator, with no token, secret or person's word in them."""

from __future__ import annotations

import logging
import re
import traceback

from bot.settings import Settings

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{10,}")
LOUD = ("telegram", "apscheduler", "aiohttp", "alembic", "sqlalchemy")


class Veil(logging.Formatter):
    """A formatter that hides the token and the secret wherever they stand, tracebacks included."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        """The line with what is secret blotted out."""
        # Whoever formatted this record before may have kept its traceback with all that it says.
        record.exc_text = None
        line = TOKEN.sub("<token>", super().format(record))
        return line.replace(self._secret, "<secret>") if self._secret else line

    def formatException(self, info: object) -> str:
        """Where it broke and what kind of error it was, but not what the error itself says: a database's errors quote
        the row, Telegram's the message, and so a person."""
        told: traceback.TracebackException | None = traceback.TracebackException(*info)  # type: ignore[misc]
        parts: list[str] = []
        while told is not None:
            kind = told.exc_type.__qualname__ if told.exc_type else "error"
            parts.insert(0, "".join(("Traceback:\n", *told.stack.format(), kind)))
            told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
        return "\n".join(parts)


def logs(settings: Settings) -> None:
    """Log to standard error from INFO up; the libraries only what is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(Veil(settings.webhook_secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
