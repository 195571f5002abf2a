"""Ticks that are tried again"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticks", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("ticks", sa.Column("retry_at", types.Instant(), nullable=True))
