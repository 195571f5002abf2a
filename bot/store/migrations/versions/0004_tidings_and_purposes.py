"""News that did not reach somebody, who has blocked the bot, and what a file is for"""

import sqlalchemy as sa
from alembic import op

from bot.store import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tidings",
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outbox_id", sa.BigInteger(), nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("failed_at", types.Instant(), nullable=True),
        sa.Column("told_at", types.Instant(), nullable=True),
        sa.Column("told_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_tidings_member_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_tidings_report_id")),
        sa.ForeignKeyConstraint(["told_by"], ["members.id"], name=op.f("fk_tidings_told_by")),
        sa.PrimaryKeyConstraint("report_id", "member_id", name=op.f("pk_tidings")),
    )
    with op.batch_alter_table("tidings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tidings_member_id"), ["member_id"], unique=False)
        batch_op.create_index("ix_tidings_outbox", ["outbox_id"], unique=False)
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.String(length=10), server_default="evidence", nullable=False))
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("blocked_at", types.Instant(), nullable=True))
