"""Lessons taught in chat"""

import sqlalchemy as sa
from alembic import op

from bot.store.types import Id, Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", Id, nullable=False),
        sa.Column("phrasings", sa.Text(), nullable=True),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("facet", sa.String(length=20), nullable=False),
        sa.Column("taught_by", Id, nullable=False),
        sa.Column("taught_at", Instant(), nullable=False),
        sa.Column("undone_by", Id, nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["taught_by"], ["members.id"], name=op.f("fk_lessons_taught_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["members.id"], name=op.f("fk_lessons_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
    )
    op.create_index(op.f("ix_lessons_undone_at"), "lessons", ["undone_at"])
