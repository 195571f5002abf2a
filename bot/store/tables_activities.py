"""Tables of the union's calendar (activities, drafts, sign-ups) and of broadcasts."""

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
    text,
)

from bot.store.types import Id, Instant, metadata

activities = Table(
    "activities",
    metadata,
    Column("id", Id, primary_key=True),
    Column("branch_id", ForeignKey("branches.id"), nullable=False, index=True),  # whose: the 工委's, or a branch's own
    Column("topic", String(40)),  # the notice's topic; null: the officers' own activity
    Column("notice", String(60)),  # 文号 of the notice that names it
    Column("citation", String(40)),  # 五（一）
    Column("round", Integer, nullable=False, server_default="1"),  # 第几期 of the same topic
    Column("title", String(100), nullable=False),
    Column("status", String(10), nullable=False),  # pending | published | cancelled
    Column("version", Integer, nullable=False, server_default="0"),  # counts every change of its facts
    # What is fixed; null stands for 尚未确定.
    Column("day", Date),
    Column("until", Date),  # the last day, where there are several
    Column("start", String(5)),  # 09:00
    Column("finish", String(5)),  # 11:30; 25:00 is one o'clock of the day after
    Column("place", String(100)),
    Column("audience", String(200)),  # who may join, in the officers' words
    Column("places", Integer),  # 0: as many as like
    Column("deadline", Instant),
    Column("note", Text),  # sealed: it may name somebody to call
    Column("turns", Integer, nullable=False, server_default="0"),  # counts the sign-ups, for their order
    Column("headcount", Integer),  # how many took part, kept when the list of names is erased
    Column("created_by", ForeignKey("members.id")),  # null: read out of the notice
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("published_at", Instant),
    Column("closed_at", Instant),  # sign-up closed by an officer, before the deadline
    Column("cancelled_at", Instant),
    Column("reason", Text),  # sealed: why it was cancelled
    Column("reminded_on", Date),  # the day for which those who come were reminded
    Column("untold", Text),  # sealed: the facts as those who have signed up know them, while news waits for the morning
    Column("summed_on", Date),  # the day for whose deadline the officers were told the count
    UniqueConstraint("notice", "topic", "round"),
    Index("ix_activities_due", "status", "day"),
)

activity_drafts = Table(  # one an officer; nothing of it is seen by others until it is published
    "activity_drafts",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("activity_id", ForeignKey("activities.id"), index=True),  # null: a new one
    Column("branch_id", ForeignKey("branches.id"), nullable=False),
    Column("base", Integer, nullable=False, server_default="0"),  # the activity's version that it starts from
    Column("version", Integer, nullable=False, server_default="0"),
    Column("facts", Text, nullable=False),  # sealed JSON object
    Column("updated_at", Instant, nullable=False),
)

signups = Table(
    "signups",
    metadata,
    Column("id", Id, primary_key=True),
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("member_id", ForeignKey("members.id"), nullable=False, index=True),
    Column("state", String(10), nullable=False),  # joined | waiting | withdrawn | dropped
    Column("turn", BigInteger, nullable=False),  # the order among those who wait
    Column("at", Instant, nullable=False),
    Column("came", Boolean),  # null: not noted
    UniqueConstraint("activity_id", "member_id"),
    Index("ix_signups_turn", "activity_id", "state", "turn"),
)

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
