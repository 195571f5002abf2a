"""Ticks that are tried again, and refused messages that are seen to"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticks", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("ticks", sa.Column("retry_at", types.Instant(), nullable=True))
    op.add_column("outbox", sa.Column("attended_at", types.Instant(), nullable=True))
    # What was given up before is past mending; it stays on the operator's list.
    op.execute("UPDATE outbox SET attended_at = done_at WHERE state = 'dead'")
