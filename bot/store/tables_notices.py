"""The union's own documents: each version as it was read and reviewed, and which of them are published."""

from sqlalchemy import JSON, CheckConstraint, Column, Date, ForeignKey, LargeBinary, String, Table

from bot.store.metadata import metadata
from bot.store.types import Id, Instant

notices = Table(  # a version of a document; once reviewed it never changes
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(120), nullable=False, index=True),  # 文号, or the title of what has none
    Column("title", String(300), nullable=False),
    Column("issuer", String(120), nullable=False),
    Column("level", String(10), nullable=False),  # knowledge.inforce.Level
    Column("branch_id", ForeignKey("branches.id")),  # whom it binds, of a branch's own
    Column("signed", Date),
    Column("since", Date, nullable=False),
    Column("until", Date),  # the last day
    Column("document", JSON, nullable=False),  # as knowledge.documents.wire writes it
    Column("typed", JSON, nullable=False),  # clause → the figures that an officer typed without seeing them
    Column("looked", JSON, nullable=False),  # places of the flags that an officer has looked at
    Column("file", LargeBinary, nullable=False),  # the original
    Column("file_name", String(200), nullable=False),
    Column("file_hash", String(64), nullable=False),  # SHA-256
    Column("added_by", ForeignKey("members.id")),  # these three null: the operator, at the terminal
    Column("added_at", Instant, nullable=False),
    Column("reviewed_by", ForeignKey("members.id")),
    Column("reviewed_at", Instant),
    Column("dropped_at", Instant),  # never published
    CheckConstraint("level in ('above', 'committee', 'branch')", name="level"),
)

notice_releases = Table(  # append-only: of each number the newest row counts
    "notice_releases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False, index=True),
    Column("action", String(10), nullable=False),  # release | withdraw
    Column("by", ForeignKey("members.id")),
    Column("at", Instant, nullable=False),
    CheckConstraint("action in ('release', 'withdraw')", name="action"),
)
