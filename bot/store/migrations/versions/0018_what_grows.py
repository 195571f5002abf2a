"""Indexes for what grows: open reports, what is purged, who has not heard"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN = ["status", "branch_id", "desk", "kind", "submitted_at", "reporter_id", "subject_id"]
#: Indexes of a few rows of a table: name, table, column, which rows.
_OF_SOME = (
    ("ix_reports_kept", "reports", "updated_at", "purged_at IS NULL"),
    ("ix_outbox_held", "outbox", "state", "payload IS NOT NULL"),
    ("ix_questions_worded", "questions", "at", "text IS NOT NULL"),
    ("ix_tidings_failed", "tidings", "report_id", "failed_at IS NOT NULL"),
)


def upgrade() -> None:
    op.create_index("ix_reports_open", "reports", _OPEN)
    op.create_index("ix_inbox_done_at", "inbox", ["done_at"])
    op.create_index("ix_outbox_done_at", "outbox", ["done_at"])
    for name, table, column, which in _OF_SOME:
        op.create_index(name, table, [column], sqlite_where=sa.text(which), postgresql_where=sa.text(which))
