"""Tables beside the roster and the reports: imports, gifts, wordings, the desk's work, the union's documents."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from bot.store.types import RULE_LENGTH, Id, Instant, Yuan, metadata

imports = Table(
    "imports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String(200), nullable=False),  # the file's name
    Column("digest", String(64), nullable=False),  # SHA-256 of the file
    Column("state", String(10), nullable=False),  # previewed | applied | undone | dropped
    Column("by", ForeignKey("members.id")),  # null: the operator, at the terminal
    Column("rows", Text),  # sealed JSON: the rows as read; dropped once applied
    Column("added", Integer, nullable=False, server_default="0"),
    Column("changed", Integer, nullable=False, server_default="0"),
    Column("leaving", Integer, nullable=False, server_default="0"),
    Column("wrong", Integer, nullable=False, server_default="0"),
    Column("created_at", Instant, nullable=False),
    Column("applied_at", Instant),
    Column("undone_at", Instant),
)

import_changes = Table(  # what an import did to each member, so that it can be undone
    "import_changes",
    metadata,
    Column("import_id", ForeignKey("imports.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True, index=True),
    Column("action", String(10), nullable=False),  # added | changed | leaving
    Column("before", Text),  # sealed JSON of the columns that changed
    Column("after", Text, nullable=False),  # sealed JSON of the same columns
)

gifts = Table(  # 慰问品 of a birthday, apart from the greeting (DESIGN §2)
    "gifts",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("amount", Yuan),
    Column("rule", String(RULE_LENGTH)),  # citation of the ceiling that was in force
    Column("prepared_at", Instant),
    Column("prepared_by", ForeignKey("members.id")),
    Column("given_at", Instant),
    Column("given_by", ForeignKey("members.id")),
)

wordings = Table(  # the committee's own, beside those that come with the program
    "wordings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("place", String(20), nullable=False),  # one of bot.birthdays.texts.greeting.PLACES
    Column("text", Text, nullable=False),
    Column("replaces", Integer),  # the wording (by its id in use) of which this is a later version
    Column("entered_by", ForeignKey("members.id"), nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("retired_at", Instant),
)

retired_wordings = Table(  # those of the program that the committee has taken out of use
    "retired_wordings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # as in wordings.toml
    Column("retired_by", ForeignKey("members.id"), nullable=False),
    Column("retired_at", Instant, nullable=False),
)

erasures = Table(  # what a member asked to have deleted, and when it falls due
    "erasures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
    Column("done_at", Instant),
    Index("ix_erasures_due", "done_at", "cancelled_at", "due_at"),
    Index("ix_erasures_member", "member_id"),
)

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
