"""Wordings edited by the committee"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wordings", schema=None) as batch_op:
        batch_op.alter_column(
            "place", existing_type=sa.String(length=10), type_=sa.String(length=20), existing_nullable=False
        )
        batch_op.add_column(sa.Column("replaces", sa.Integer(), nullable=True))

    op.create_table(
        "retired_wordings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("retired_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("retired_at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["retired_by"], ["members.id"], name=op.f("fk_retired_wordings_retired_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retired_wordings")),
    )
