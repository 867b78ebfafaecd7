"""A look into the bot's database, for reading only: who is due when, and whether anything is still under way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# One statement, so one moment: a turn crosses its update off and puts its answer into the outbox in one commit.
_LOOK: Final = """
SELECT external, next_at FROM person WHERE next_at IS NOT NULL
UNION ALL SELECT 'inbox', count(*) FROM inbox WHERE done = 0
UNION ALL SELECT 'outbox', count(*) FROM outbox WHERE state IN ('ready', 'sending')
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the database says at one moment: due instants (UTC) by the person's Telegram id, and work under way."""

    due: dict[str, datetime] = field(default_factory=dict)
    inbox: int = 0
    outbox: int = 0
    open: bool = True

    @property
    def busy(self) -> bool:
        """Whether an update or a line waits, or the database is not there yet."""
        return not self.open or bool(self.inbox or self.outbox)

    @property
    def next(self) -> datetime | None:
        """The earliest due instant of anybody, or None."""
        return min(self.due.values(), default=None)


class Books:
    """A SQLite file that somebody else writes."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def look(self) -> Ledger:
        """What stands there now; a closed ledger where there is no database yet, or it is being changed."""
        try:
            with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=1.0)) as db:
                rows = dict(db.execute(_LOOK).fetchall())
        except sqlite3.OperationalError:
            return Ledger(open=False)
        inbox, outbox = int(rows.pop("inbox")), int(rows.pop("outbox"))
        due = {who: _EPOCH + timedelta(microseconds=at) for who, at in rows.items()}
        return Ledger(due, inbox, outbox)
