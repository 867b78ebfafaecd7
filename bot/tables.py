"""The tables. `migrations/` changes them; `bot/store/` is the only place that speaks SQL to them.

Instants are whole microseconds since 1970 in UTC: the same on SQLite and PostgreSQL, sortable and indexable.
Dates are ISO text, since they are a person's own local dates and not instants. Ids of people and lines are never given
twice (SQLite's AUTOINCREMENT): a line in flight must not meet another one, or another person, under its number.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts up by itself only in a column that is exactly INTEGER.
_big = BigInteger().with_variant(Integer, "sqlite")


def _where(name: str, condition: str, *columns: str) -> Index:
    """An index of the few rows that are open. Its first column stands in the condition as well, so that SQLite, which
    keeps no statistics, prefers it to a walk over the whole table."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


def _owner() -> Column[int]:
    return Column("person_id", _big, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)


person = Table(
    "person",
    metadata,
    Column("id", _big, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("external", String(64), nullable=False),
    Column("memory", Text, nullable=False),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("seed", BigInteger, nullable=False),
    Column("next_at", BigInteger),
    Column("met_at", BigInteger, nullable=False),
    UniqueConstraint("channel", "external"),
    _where("ix_person_next_at", "next_at IS NOT NULL", "next_at"),
    sqlite_autoincrement=True,
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", _big, primary_key=True, autoincrement=False),
    Column("chat", String(81), nullable=False),
    Column("body", Text, nullable=False),
    Column("got_at", Float, nullable=False),
    Column("taken_until", Float, nullable=False, server_default="0"),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("done", SmallInteger, nullable=False, server_default="0"),
    _where("ix_inbox_open", "done = 0", "done", "update_id"),
    _where("ix_inbox_chat", "done = 0", "done", "chat", "update_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _big, primary_key=True),
    Column("chat", String(81), nullable=False),
    Column("person_id", _big),
    Column("lang", String(8), nullable=False),
    Column("plain", SmallInteger, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("screen", String(64), nullable=False),
    Column("fresh", SmallInteger, nullable=False),
    Column("ref", String(64), nullable=False),
    Column("say", Text, nullable=False),
    Column("update_id", BigInteger),
    Column("state", String(8), nullable=False, server_default="ready"),
    Column("not_before", Float, nullable=False, server_default="0"),
    Column("expires_at", BigInteger),
    Column("tries", SmallInteger, nullable=False, server_default="0"),
    Column("sent_at", Float),
    Column("fault", String(200)),
    Column("couple", _big),
    Column("lent", String(200)),
    _where("ix_outbox_ready", "state = 'ready'", "state", "rank", "id"),
    _where("ix_outbox_sending", "state = 'sending'", "state", "sent_at"),
    Index("ix_outbox_chat", "chat", "rank", "id"),
    sqlite_autoincrement=True,
)

screen = Table(
    "screen",
    metadata,
    _owner(),
    Column("name", String(64), primary_key=True),
    Column("message", String(64), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("digest", String(64), nullable=False),
)

slot = Table(
    "slot",
    metadata,
    _owner(),
    Column("on_date", String(10), primary_key=True),
    Column("slot", String(16), primary_key=True),
)

result = Table(
    "result",
    metadata,
    _owner(),
    Column("run", Integer, primary_key=True),
    Column("form", String(16), primary_key=True),
    Column("quiz", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("answers", Text, nullable=False),
    Column("result", Text, nullable=False),
)

practice = Table(
    "practice",
    metadata,
    _owner(),
    Column("on_date", String(10), primary_key=True),
    Column("what", String(32), primary_key=True),
    Column("how", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
)

night = Table(
    "night",
    metadata,
    _owner(),
    Column("on_date", String(10), primary_key=True),
    Column("day", String(16), nullable=False),
    Column("tried", String(16), nullable=False),
    Column("felt", SmallInteger, nullable=False),
    Column("mood", SmallInteger, nullable=False),
)

note = Table(
    "note",
    metadata,
    _owner(),
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("place", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("day", String(16), nullable=False),
    Column("ref", String(64), nullable=False),
    Column("voice", String(256), nullable=False),
)

entry = Table(
    "entry",
    metadata,
    _owner(),
    Column("kind", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("on_date", String(10), nullable=False),
    Column("data", Text, nullable=False),
)

couple = Table(
    "couple",
    metadata,
    Column("id", _big, primary_key=True),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("a", _big, ForeignKey("person.id", ondelete="SET NULL")),
    Column("b", _big, ForeignKey("person.id", ondelete="SET NULL")),
    Column("memory", Text, nullable=False),
    Index("ix_couple_a", "a"),
    Index("ix_couple_b", "b"),
    sqlite_autoincrement=True,
)

invite = Table(
    "invite",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("person_id", _big, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("ix_invite_person_id", "person_id"),
)

# When somebody tried a code in the hour before they deleted everything: a digest that only this bot can make of their
# address, and nothing else of theirs.
code_try = Table(
    "code_try",
    metadata,
    Column("who", String(64), primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
)

# Messages in which something of another person's is on show, so that taking it back can overwrite them.
lent = Table(
    "lent",
    metadata,
    Column("chat", String(81), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("person_id", _big, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("couple", _big, nullable=False),
    Column("items", String(200), nullable=False),
    Column("kind", String(8), nullable=False),
    Index("ix_lent_couple", "couple"),
    Index("ix_lent_person_id", "person_id"),
)

picture = Table(
    "picture",
    metadata,
    Column("bot", String(32), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("file", String(256), nullable=False),
)

bucket = Table(
    "bucket",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", Float, nullable=False),
    Column("paused_until", Float, nullable=False, server_default="0"),
)
