"""Every table that most of the code needs. Sealed columns hold what `Vault.seal` gave: unreadable without the keys."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.core.people import ClaimState, MemberStatus
from bot.store.tables_traffic import counters as counters
from bot.store.tables_traffic import inbox as inbox
from bot.store.tables_traffic import installation as installation
from bot.store.tables_traffic import lanes as lanes
from bot.store.tables_traffic import lessons as lessons
from bot.store.tables_traffic import outbox as outbox
from bot.store.tables_traffic import questions as questions
from bot.store.tables_traffic import ticks as ticks
from bot.store.types import RULE_LENGTH, Id, Instant, Yuan
from bot.store.types import metadata as metadata

# --- people -----------------------------------------------------------------------------------------------------------

branches = Table(
    "branches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("committee", Boolean, nullable=False, server_default=false()),
    Column("group_chat_id", BigInteger, unique=True),  # the officers' group
    Column("members_chat_id", BigInteger, unique=True),  # the members' group, for greetings in public
    Column("greeting_hour", Integer, nullable=False, server_default="9"),
    Column("settings", JSON, nullable=False, server_default=text("'{}'")),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("staff_no", String(40), nullable=False, unique=True),
    Column("name", String(100), nullable=False, index=True),
    Column("branch_id", ForeignKey("branches.id"), nullable=False, index=True),
    Column("status", String(20), nullable=False, server_default=MemberStatus.ACTIVE),
    Column("birth_calendar", String(5)),  # solar | lunar
    Column("birth_year", Integer),
    Column("birth_month", Integer),
    Column("birth_day", Integer),
    Column("birth_leap", Boolean, nullable=False, server_default=false()),
    Column("phone_tail", String(8)),
    Column("telegram_id", BigInteger, unique=True),
    Column("bound_at", Instant),
    Column("blocked_at", Instant),  # since when his account takes no messages from the bot
    Column("greeting", String(10), nullable=False, server_default="private"),  # private | group | none
    Column("updated_at", Instant, nullable=False),
    Index("ix_members_birthday", "birth_calendar", "birth_month", "birth_day"),
)

offices = Table(
    "offices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("branch_id", ForeignKey("branches.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("acting", Boolean, nullable=False, server_default=false()),
)

invitations = Table(
    "invitations",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Id, primary_key=True),
    Column("telegram_id", BigInteger, nullable=False, index=True),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("status", String(12), nullable=False),  # open | confirmed | refused | lapsed | turned
    Column("account", Text),  # sealed: what the account called itself
    Column("created_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", ForeignKey("members.id")),
)
_open_claim = claims.c.status == ClaimState.OPEN
Index("ux_claims_open", claims.c.telegram_id, unique=True, sqlite_where=_open_claim, postgresql_where=_open_claim)

# --- reports ----------------------------------------------------------------------------------------------------------

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", String(12), unique=True),  # 2026-0007, given when it is first submitted
    Column("kind", String(20), nullable=False),
    Column("branch_id", ForeignKey("branches.id"), nullable=False),
    Column("subject_id", ForeignKey("members.id")),  # unknown only in a draft on another's behalf
    Column("reporter_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("status", String(12), nullable=False),
    Column("desk", String(10), nullable=False, server_default="branch"),
    Column("version", Integer, nullable=False, server_default="0"),  # counts every change of a draft
    Column("facts", Text, nullable=False),  # sealed JSON object
    Column("event_date", Date),
    Column("asked", Yuan),
    Column("approved", Yuan),
    Column("paid", Yuan),
    Column("rule", String(RULE_LENGTH)),  # citation in force when it was approved
    Column("question", Text),  # sealed: what the officer asks when returning
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("submitted_at", Instant),
    Column("decided_at", Instant),
    Column("decided_by", ForeignKey("members.id")),
    Column("seconded_by", ForeignKey("members.id")),
    Column("visitor_id", ForeignKey("members.id")),  # who leads the visit; others: companions
    Column("visit_on", Date),
    Column("visit_time", String(20)),  # of that day, in the officer's words: 下午3点
    Column("visited_by", Text),  # sealed JSON: the names of those who really went
    Column("delivered_at", Instant),
    Column("settled_at", Instant),
    Column("signature", Text),  # sealed JSON: name and relation of whoever signed in another's place
    Column("nudged_at", Instant),
    Column("escalated_at", Instant),
    Column("purged_at", Instant),  # facts and evidence erased, accounts kept
    Index("ix_reports_queue", "branch_id", "status", "submitted_at"),
    Index(  # what waits at the desks is counted and ordered without opening a row
        "ix_reports_open", "status", "branch_id", "desk", "kind", "submitted_at", "reporter_id", "subject_id"
    ),
    Index("ix_reports_subject", "subject_id", "kind", "event_date"),
    Index(
        "uq_reports_one_draft",
        "reporter_id",
        unique=True,
        sqlite_where=text("status = 'draft'"),
        postgresql_where=text("status = 'draft'"),
    ),
)

_kept = reports.c.purged_at.is_(None)
Index("ix_reports_kept", reports.c.updated_at, sqlite_where=_kept, postgresql_where=_kept)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Id, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("file", Text, nullable=False),  # sealed JSON: file_id, unique id, name, mime type, size, caption
    Column("unique_id", String(64), nullable=False),
    Column("purpose", String(10), nullable=False, server_default="evidence"),  # evidence | visit (an officer's photo)
    Column("added_at", Instant, nullable=False),
    UniqueConstraint("report_id", "unique_id"),
)

history = Table(
    "history",
    metadata,
    Column("id", Id, primary_key=True),
    Column("entity", String(12), nullable=False),  # report | member | office | branch | claim …
    Column("entity_id", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", BigInteger),  # a member's id; null: the bot itself or the operator
    Column("action", String(30), nullable=False),
    Column("before", String(30)),
    Column("after", String(30)),
    Column("amount", Yuan),
    Column("note", Text),  # sealed
    Column("previous", String(64), nullable=False),  # digest of the entity's row before this one
    Column("digest", String(64), nullable=False),
    UniqueConstraint("entity", "entity_id", "previous"),
)

cards = Table(
    "cards",
    metadata,
    Column("name", String(60), primary_key=True),  # e.g. report:7
    Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    Column("sent_at", Instant, nullable=False),
)

buttons = Table(
    "buttons",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("args", JSON, nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("created_at", Instant, nullable=False, index=True),
)

prompts = Table(  # what the next words of this person in this chat will mean
    "prompts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("telegram_id", BigInteger, primary_key=True),
    Column("name", String(40), nullable=False),
    Column("args", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
)

rules = Table(  # what the committee has ruled for a kind without a figure in the notice
    "rules",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("ceiling", Yuan, nullable=False),
    Column("document", String(120), nullable=False),
    Column("since", Date, nullable=False),
    Column("entered_by", ForeignKey("members.id"), nullable=False),
    Column("entered_at", Instant, nullable=False),
)

budgets = Table(
    "budgets",
    metadata,
    Column("branch_id", ForeignKey("branches.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("amount", Yuan, nullable=False),
)

# --- greetings --------------------------------------------------------------------------------------------------------

greetings = Table(
    "greetings",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("year", Integer, primary_key=True),  # one greeting a member a year
    Column("day", Date, nullable=False),
    Column("outcome", String(10), nullable=False),  # queued | held | unbound | opted_out
    Column("wording", Integer),
    Column("outbox_id", BigInteger),
    Column("at", Instant, nullable=False),
    Column("gift_prepared_at", Instant),
    Column("gift_given_at", Instant),
    Column("gift_amount", Yuan),
    Column("gift_by", ForeignKey("members.id")),
)
