"""Tries of codes that outlive their person for an hour, and a secret of each couple's own."""

from __future__ import annotations

import json
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COUPLE = sa.table("couple", sa.column("id"), sa.column("memory"))


def upgrade() -> None:
    """Make it so."""
    op.create_table(
        "code_try",
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("who", "number", name="pk_code_try"),
    )
    _remember(lambda memory: memory | {"veil": secrets.token_hex(16)})


def downgrade() -> None:
    """And back."""
    _remember(lambda memory: {key: value for key, value in memory.items() if key != "veil"})
    op.drop_table("code_try")


def _remember(changed) -> None:  # type: ignore[no-untyped-def]
    here = op.get_bind()
    for number, memory in here.execute(sa.select(COUPLE.c.id, COUPLE.c.memory)).all():
        then = json.dumps(changed(json.loads(memory)), separators=(",", ":"))
        here.execute(sa.update(COUPLE).where(COUPLE.c.id == number).values(memory=then))
