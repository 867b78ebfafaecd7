"""Entries: what is practised, in small fields of its own kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "entry",
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("on_date", sa.String(length=10), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_entry_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "kind", "number", name="pk_entry"),
    )


def downgrade() -> None:
    """And back."""
    op.drop_table("entry")
