"""Talks in care"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Instant

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "care",
        sa.Column("telegram_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("danger", sa.String(length=10), nullable=False),
        sa.Column("turns", sa.Integer(), server_default="0", nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("telegram_id", name=op.f("pk_care")),
    )
    op.create_index(op.f("ix_care_until"), "care", ["until"])
