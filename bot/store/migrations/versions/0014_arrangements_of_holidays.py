"""A year's days off and days worked for them, as the committee enters them"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "arrangements",
        sa.Column("id", key, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("off", sa.JSON(), nullable=False),
        sa.Column("worked", sa.JSON(), nullable=False),
        sa.Column("document", sa.String(length=120), nullable=False),
        sa.Column("entered_by", key, nullable=True),
        sa.Column("entered_at", types.Instant(), nullable=False),
        sa.Column("revoked_by", key, nullable=True),
        sa.Column("revoked_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_arrangements_entered_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["members.id"], name=op.f("fk_arrangements_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangements")),
    )
    op.create_index(op.f("ix_arrangements_year"), "arrangements", ["year"], unique=False)
