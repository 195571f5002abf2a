"""What a database is for: production or sandbox

The mark itself is set after the migrations (`bot.store.installation`): of a new database by who makes it, of an older
one by what it holds.
"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=False),
        sa.CheckConstraint("purpose in ('production', 'sandbox')", name=op.f("ck_installation_purpose")),
        sa.PrimaryKeyConstraint("purpose", name=op.f("pk_installation")),
    )
