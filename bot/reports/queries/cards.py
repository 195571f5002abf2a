"""Where cards stand, and what of a report is out in the world."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, literal, select, union_all

from bot.core.messages import OutboxState
from bot.reports.queries.notifications import UNTOLD
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_desk import tidings

_UNSENT = (OutboxState.PENDING, OutboxState.CLAIMED)


@dataclass(frozen=True)
class Standing:
    """`chats`: where the card stands, or is on its way to; `untold`: members whom the latest news did not reach."""

    chats: Sequence[int]
    untold: Sequence[int]


async def standing(tx: Tx, card: str, report_id: int) -> Standing:
    """Of a report, and of the card that shows it."""
    chat, news = literal("chat"), literal("news")
    sent = select(chat.label("what"), t.cards.c.chat_id.label("id")).where(t.cards.c.name == card)
    waiting = select(chat, t.outbox.c.lane).where(t.outbox.c.card == card, t.outbox.c.state.in_(_UNSENT))
    untold = select(news, tidings.c.member_id).where(tidings.c.report_id == report_id, UNTOLD)
    rows = await tx.all(union_all(sent, waiting, untold))
    return Standing(*(sorted({row["id"] for row in rows if row["what"] == what}) for what in ("chat", "news")))


async def chats(tx: Tx, card: str) -> list[int]:
    """Where this card stands, or is on its way to."""
    sent = select(t.cards.c.chat_id.label("id")).where(t.cards.c.name == card)
    waiting = select(t.outbox.c.lane).where(t.outbox.c.card == card, t.outbox.c.state.in_(_UNSENT))
    return sorted(row["id"] for row in await tx.all(sent.union(waiting)))


async def names_in(tx: Tx, chat_id: int) -> set[str]:
    """Of the cards that stand in this chat, or are on their way to it."""
    sent = select(t.cards.c.name).where(t.cards.c.chat_id == chat_id)
    waiting = select(t.outbox.c.card).where(t.outbox.c.lane == chat_id, t.outbox.c.state.in_(_UNSENT))
    return {row["name"] for row in await tx.all(sent.union(waiting)) if row["name"]}


async def forget(tx: Tx, chat_id: int) -> set[str]:
    """Nothing can be edited in this chat any more: its cards are remembered no longer. Returns their names."""
    rows = await tx.all(delete(t.cards).where(t.cards.c.chat_id == chat_id).returning(t.cards.c.name))
    return {row["name"] for row in rows}
