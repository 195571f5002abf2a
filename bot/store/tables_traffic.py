"""Tables of what comes in and goes out, the question log, what is taught; and what this database is for."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    false,
)

from bot.store.types import Id, Instant, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", BigInteger, nullable=False),  # handled in order within a lane (chat, else user)
    Column("raw", LargeBinary),  # purged once done
    Column("state", String(12), nullable=False, server_default="pending"),  # InboxState
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", Text),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    Index("ix_inbox_state_lane", "state", "lane", "update_id"),
    Index("ix_inbox_done_at", "done_at"),
)

lanes = Table(  # which replica handles a lane's updates now
    "lanes",
    metadata,
    Column("lane", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", String(40), nullable=False),
    Column("until", Instant, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lane", BigInteger, nullable=False),  # the chat: sent in order within it
    Column("method", String(40), nullable=False),
    Column("payload", Text),  # sealed JSON; purged once sent
    Column("delivery", String(5), nullable=False),  # once | sure
    Column("priority", String(1), nullable=False),
    Column("state", String(10), nullable=False, server_default="pending"),  # OutboxState
    Column("dedupe", String(80), unique=True),
    Column("card", String(60)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Instant),
    Column("claimed_by", String(40)),
    Column("claimed_until", Instant),
    Column("error", String(300)),
    Column("message_id", BigInteger),
    Column("created_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("attended_at", Instant),  # when somebody was told that this was given up, or it was put elsewhere
    CheckConstraint("delivery in ('once', 'sure')", name="delivery"),
    Index("ix_outbox_due", "state", "priority", "id"),
    Index("ix_outbox_lane", "lane", "state", "id"),
    Index("ix_outbox_done_at", "done_at"),
)

_held = outbox.c.payload.is_not(None)
Index("ix_outbox_held", outbox.c.state, sqlite_where=_held, postgresql_where=_held)

questions = Table(  # what was asked and not answered well; never who asked
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("text", Text),  # sealed, kept for misses and complaints only
    Column("intent", String(20), nullable=False),
    Column("topics", String(200), nullable=False, server_default=""),
    Column("missed", Boolean, nullable=False, server_default=false()),
    Column("unhelpful", Boolean, nullable=False, server_default=false()),
)

_worded = questions.c.text.is_not(None)
Index("ix_questions_worded", questions.c.at, sqlite_where=_worded, postgresql_where=_worded)

lessons = Table(  # what the committee has taught: these words, of the list above, ask this
    "lessons",
    metadata,
    Column("id", Id, primary_key=True),
    Column("phrasings", Text),  # sealed JSON list of words; dropped some time after it was undone
    Column("topic", String(40), nullable=False),  # as in knowledge's `Question`; "" for words that need no answer
    Column("facet", String(20), nullable=False),
    Column("taught_by", ForeignKey("members.id"), nullable=False),
    Column("taught_at", Instant, nullable=False),
    Column("undone_by", ForeignKey("members.id")),
    Column("undone_at", Instant, index=True),
)

care = Table(  # whose talk is about a danger to life: answered in care until then, in forms too
    "care",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, autoincrement=False),
    Column("danger", String(10), nullable=False),  # self | threat | worry | medical
    Column("turns", Integer, nullable=False, server_default="0"),  # messages since, so that no answer comes twice
    Column("until", Instant, nullable=False, index=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

ticks = Table(  # when each periodic task last ran, so that replicas do not run it twice
    "ticks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("slot", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),  # since it last succeeded
    Column("retry_at", Instant),  # of the machine: when an unfinished slot is free again; null: it is finished
)

installation = Table(  # one row, written when the tables are made
    "installation",
    metadata,
    Column("purpose", String(10), primary_key=True),  # production | sandbox
    Column("made_at", Instant, nullable=False),
    CheckConstraint("purpose in ('production', 'sandbox')", name="purpose"),
)
