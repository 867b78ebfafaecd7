"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def where(name: str, table: str, columns: list[str], condition: str) -> None:
    """An index of the rows that fulfil a condition."""
    op.create_index(name, table, columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))


def upgrade() -> None:
    """Make it so."""
    _post()
    _people()
    _kept()


def _post() -> None:
    op.create_table(
        "bucket",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("paused_until", sa.Float(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_bucket"),
    )

    op.create_table(
        "inbox",
        sa.Column("update_id", BIG, autoincrement=False, nullable=False),
        sa.Column("chat", sa.String(length=81), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("got_at", sa.Float(), nullable=False),
        sa.Column("taken_until", sa.Float(), server_default="0", nullable=False),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("done", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    where("ix_inbox_chat", "inbox", ["done", "chat", "update_id"], "done = 0")
    where("ix_inbox_open", "inbox", ["done", "update_id"], "done = 0")

    op.create_table(
        "outbox",
        sa.Column("id", BIG, nullable=False),
        sa.Column("chat", sa.String(length=81), nullable=False),
        sa.Column("person_id", BIG),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("plain", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("screen", sa.String(length=64), nullable=False),
        sa.Column("fresh", sa.SmallInteger(), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.Column("update_id", sa.BigInteger()),
        sa.Column("state", sa.String(length=8), server_default="ready", nullable=False),
        sa.Column("not_before", sa.Float(), server_default="0", nullable=False),
        sa.Column("expires_at", sa.BigInteger()),
        sa.Column("tries", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("sent_at", sa.Float()),
        sa.Column("fault", sa.String(length=200)),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat", "rank", "id"])
    where("ix_outbox_ready", "outbox", ["state", "rank", "id"], "state = 'ready'")
    where("ix_outbox_sending", "outbox", ["state", "sent_at"], "state = 'sending'")


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", BIG, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("external", sa.String(length=64), nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger()),
        sa.Column("met_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("channel", "external", name="uq_person_channel_external"),
        sqlite_autoincrement=True,
    )
    where("ix_person_next_at", "person", ["next_at"], "next_at IS NOT NULL")

    op.create_table(
        "picture",
        sa.Column("bot", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=256), nullable=False),
        sa.PrimaryKeyConstraint("bot", "digest", name="pk_picture"),
    )


def _kept() -> None:
    op.create_table(
        "night",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_date", sa.String(length=10), nullable=False),
        sa.Column("day", sa.String(length=16), nullable=False),
        sa.Column("tried", sa.String(length=16), nullable=False),
        sa.Column("felt", sa.SmallInteger(), nullable=False),
        sa.Column("mood", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_night_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "on_date", name="pk_night"),
    )

    op.create_table(
        "note",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=64), nullable=False),
        sa.Column("voice", sa.String(length=256), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_note_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_note"),
    )

    op.create_table(
        "practice",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_date", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_practice_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "on_date", "what", name="pk_practice"),
    )

    op.create_table(
        "result",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("quiz", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_result_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "run", "form", name="pk_result"),
    )

    op.create_table(
        "screen",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_screen_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "name", name="pk_screen"),
    )

    op.create_table(
        "slot",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("on_date", sa.String(length=10), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_slot_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "on_date", "slot", name="pk_slot"),
    )


def downgrade() -> None:
    """Take it back."""
    for table in (
        "slot",
        "screen",
        "result",
        "practice",
        "note",
        "night",
        "picture",
        "person",
        "outbox",
        "inbox",
        "bucket",
    ):
        op.drop_table(table)
