"""Tables of the officers' desk beside the reports themselves."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table

from bot.store.metadata import metadata
from bot.store.types import Id, Instant

companions = Table(  # who goes along with the one who leads the visit
    "companions",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True, index=True),
)

tidings = Table(  # the latest news of a report that somebody concerned must hear of, and whether it reached him
    "tidings",
    metadata,
    Column("report_id", ForeignKey("reports.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True, index=True),
    Column("outbox_id", BigInteger),  # null: no account to send it to
    Column("at", Instant, nullable=False),
    Column("failed_at", Instant),  # since when it is known that the message did not reach him
    Column("told_at", Instant),  # an officer has told him instead
    Column("told_by", ForeignKey("members.id")),
    Index("ix_tidings_outbox", "outbox_id"),
)

_untold = tidings.c.failed_at.is_not(None)
Index("ix_tidings_failed", tidings.c.report_id, sqlite_where=_untold, postgresql_where=_untold)

arrangements = Table(  # a year's days off and days worked for them, as the committee has entered them
    "arrangements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("year", Integer, nullable=False, index=True),  # the newest of a year that is not revoked counts
    Column("off", JSON, nullable=False),  # ISO dates
    Column("worked", JSON, nullable=False),  # ISO dates
    Column("document", String(120), nullable=False),
    Column("entered_by", ForeignKey("members.id")),  # null: the operator, at the terminal
    Column("entered_at", Instant, nullable=False),
    Column("revoked_by", ForeignKey("members.id")),
    Column("revoked_at", Instant),
)
