"""Logs: for an operator, with no token, secret or person's word in them."""

from __future__ import annotations

import logging
import re

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
        line = TOKEN.sub("<token>", super().format(record))
        return line.replace(self._secret, "<secret>") if self._secret else line

    def formatException(self, info: object) -> str:
        """The traceback without what the error itself says: a database's errors quote the row, and so a person."""
        text = super().formatException(info)  # type: ignore[arg-type]
        return "\n".join(_bare(line) for line in text.splitlines())


def _bare(line: str) -> str:
    if line.startswith((" ", "Traceback", "During", "The above")) or not line.strip():
        return line
    return line.partition(":")[0] if re.match(r"[\w.]+(:|$)", line) else ""


def logs(settings: Settings) -> None:
    """Log to standard error from INFO up; the libraries only what is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(Veil(settings.webhook_secret))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
