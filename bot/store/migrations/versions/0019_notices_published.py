"""Notices published from files"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Id, Instant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", Id, nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("branch_id", Id, nullable=True),
        sa.Column("signed", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("looked", sa.JSON(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("added_by", Id, nullable=True),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("reviewed_by", Id, nullable=True),
        sa.Column("reviewed_at", Instant(), nullable=True),
        sa.Column("dropped_at", Instant(), nullable=True),
        sa.CheckConstraint("level in ('above', 'committee', 'branch')", name=op.f("ck_notices_level")),
        sa.ForeignKeyConstraint(["branch_id"], ["branches.id"], name=op.f("fk_notices_branch_id")),
        sa.ForeignKeyConstraint(["added_by"], ["members.id"], name=op.f("fk_notices_added_by")),
        sa.ForeignKeyConstraint(["reviewed_by"], ["members.id"], name=op.f("fk_notices_reviewed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_number"), "notices", ["number"])
    op.create_table(
        "notice_releases",
        sa.Column("id", Id, nullable=False),
        sa.Column("notice_id", Id, nullable=False),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("by", Id, nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint("action in ('release', 'withdraw')", name=op.f("ck_notice_releases_action")),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_releases_notice_id")),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_notice_releases_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_releases")),
    )
    op.create_index(op.f("ix_notice_releases_notice_id"), "notice_releases", ["notice_id"])
