"""Two people: couples, invitations, and which messages show something of the other's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "couple",
        sa.Column("id", BIG, nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("a", BIG, nullable=True),
        sa.Column("b", BIG, nullable=True),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["person.id"], name="fk_couple_a", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["b"], ["person.id"], name="fk_couple_b", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_couple"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_couple_a", "couple", ["a"])
    op.create_index("ix_couple_b", "couple", ["b"])
    op.create_table(
        "invite",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_invite_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name="pk_invite"),
    )
    op.create_index("ix_invite_person_id", "invite", ["person_id"])
    op.create_table(
        "lent",
        sa.Column("chat", sa.String(length=81), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("couple", BIG, nullable=False),
        sa.Column("items", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_lent_person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat", "message", name="pk_lent"),
    )
    op.create_index("ix_lent_couple", "lent", ["couple"])
    op.create_index("ix_lent_person_id", "lent", ["person_id"])
    # Added by hand and not in a batch: SQLite can add a column without writing the whole table anew.
    op.add_column("outbox", sa.Column("couple", BIG, nullable=True))
    op.add_column("outbox", sa.Column("lent", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """And back."""
    with op.batch_alter_table("outbox", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("lent")
        batch.drop_column("couple")
    for table in ("lent", "invite", "couple"):
        op.drop_table(table)
