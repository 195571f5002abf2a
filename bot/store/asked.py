"""The log of questions: what was asked and how it was answered, never by whom; words are kept for misses only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

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
        await tx.connection.execute(insert(t.questions), rows)


async def unanswered(tx: Tx, since: datetime, until: datetime) -> list[str]:
    """The words of the misses and complaints of a span of time, oldest first."""
    query = (
        select(t.questions.c.text)
        .where(t.questions.c.at >= since, t.questions.c.at < until, t.questions.c.text.is_not(None))
        .order_by(t.questions.c.id)
    )
    return [tx.vault.open(row["text"]) for row in await tx.all(query)]
