"""Tables of broadcasts: what is sent to many, what became of it for each of them, and who wants none of it."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, text

from bot.store.metadata import metadata
from bot.store.types import Id, Instant

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("branch_id", ForeignKey("branches.id"), nullable=False),  # in whose name: a branch's, or the 工委's
    Column("author_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("state", String(10), nullable=False),  # draft | running | waiting | stopped | done
    Column("purpose", String(10), nullable=False),  # general | essential | joyful
    Column("audience", String(10), nullable=False),  # all | branches | activity
    Column("targets", JSON, nullable=False),  # ids of the branches, or of the one activity
    Column("content", Text),  # sealed JSON: html, photo, document; null before it is typed and once it is erased
    Column("version", Integer, nullable=False, server_default="0"),  # counts every change of a draft
    Column("total", Integer, nullable=False, server_default="0"),
    Column("tally", JSON),  # outcome → how many; kept when the names are erased
    Column("created_at", Instant, nullable=False),
    Column("confirmed_at", Instant),
    Column("told_at", Instant),  # when the progress was last shown
    Column("ended_at", Instant),
    Column("ended_by", ForeignKey("members.id")),  # who stopped it
    Index("ix_broadcasts_state", "state"),
    Index("ix_broadcasts_branch", "branch_id", "confirmed_at"),
    Index(
        "uq_broadcasts_one_draft",
        "author_id",
        unique=True,
        sqlite_where=text("state = 'draft'"),
        postgresql_where=text("state = 'draft'"),
    ),
)

broadcast_recipients = Table(  # at most once a member: the key says so
    "broadcast_recipients",
    metadata,
    Column("broadcast_id", ForeignKey("broadcasts.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True, index=True),
    Column("outcome", String(10), nullable=False),  # see bot.broadcasts.rules.Outcome
    Column("outbox_id", BigInteger),
    Index("ix_broadcast_recipients_outcome", "broadcast_id", "outcome", "member_id"),
)

broadcast_refusals = Table(  # members who want no broadcasts but the essential ones
    "broadcast_refusals",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)
