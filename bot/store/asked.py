"""The log of questions: what was asked and how it was answered, never by whom; words are kept for misses only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from bot.store import tables as t
from bot.store.engine import Tx

TOPICS_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the log takes it; `text` is None unless it was missed or complained about."""

    at: datetime
    intent: str
    topics: str
    missed: bool
    unhelpful: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was not answered well, in its asker's words."""

    id: int
    text: str


async def log(tx: Tx, questions: Iterable[Asked]) -> None:
    """Writes the questions, in one statement."""
    rows = [
        {
            "at": asked.at,
            "intent": asked.intent,
            "topics": asked.topics[:TOPICS_LENGTH],
            "missed": asked.missed,
            "unhelpful": asked.unhelpful,
            "text": None if asked.text is None else tx.vault.seal(asked.text),
        }
        for asked in questions
    ]
    if rows:
        await tx.run(insert(t.questions), rows)


async def unanswered(tx: Tx, since: datetime, until: datetime) -> list[Missed]:
    """The misses and complaints of a span of time, oldest first."""
    query = (
        select(t.questions.c.id, t.questions.c.text)
        .where(t.questions.c.at >= since, t.questions.c.at < until, t.questions.c.text.is_not(None))
        .order_by(t.questions.c.id)
    )
    return [Missed(row["id"], str(tx.vault.open(row["text"]))) for row in await tx.all(query)]


async def forget(tx: Tx, ids: Sequence[int]) -> None:
    """Drops the words of these questions; that they were asked stays."""
    await tx.run(update(t.questions).where(t.questions.c.id.in_(ids)).values(text=None))


async def by_ids(tx: Tx, ids: Sequence[int]) -> list[Missed]:
    """Those of the questions whose words are still kept, oldest first."""
    q = t.questions.c
    query = select(q.id, q.text).where(q.id.in_(ids), q.text.is_not(None)).order_by(q.id)
    return [Missed(row["id"], str(tx.vault.open(row["text"]))) for row in await tx.all(query)]
