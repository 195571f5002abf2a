"""Tables of members' affairs beyond the roster itself: imports and their undoing, birthday gifts, wordings, erasure."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from bot.store.metadata import metadata
from bot.store.types import Id, Instant, Yuan

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
    Column("rule", String(120)),  # citation of the ceiling that was in force
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
