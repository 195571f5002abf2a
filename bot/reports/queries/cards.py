"""Where cards stand, and whether the news of a report reached those concerned: one row a person, of the latest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, literal, or_, select, union_all, update

from bot.core.messages import OutboxState
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_members import tidings

RECENT = timedelta(days=7)  # how long a message may take to be known as sent or not
UNTOLD = and_(tidings.c.failed_at.is_not(None), tidings.c.told_at.is_(None))
_UNSENT = (OutboxState.PENDING, OutboxState.CLAIMED)


@dataclass(frozen=True)
class Fate:
    """What is known by now of the message about a report to a member."""

    report_id: int
    member_id: int
    arrived: bool


@dataclass(frozen=True)
class News:
    """A message to a member: its row in the outbox, if there is a way to send it; `failed`: it will not reach him."""

    member_id: int
    outbox_id: int | None
    failed: bool


async def keep_news(tx: Tx, report_id: int, news: Sequence[News], now: datetime) -> None:
    """Notes that news of a report went out, or that there is no way to send it; earlier news no longer counts."""
    rows = [
        {
            "report_id": report_id,
            "member_id": one.member_id,
            "outbox_id": one.outbox_id,
            "at": now,
            "failed_at": now if one.failed else None,
            "told_at": None,
            "told_by": None,
        }
        for one in news
    ]
    if not rows:
        return
    statement = tx.insert(tidings)
    anew = {name: statement.excluded[name] for name in ("outbox_id", "at", "failed_at", "told_at", "told_by")}
    await tx.run(statement.on_conflict_do_update(index_elements=["report_id", "member_id"], set_=anew), rows)


async def untold(tx: Tx, report_id: int) -> list[int]:
    """Members whom the news of this report did not reach, and whom nobody has told yet."""
    query = select(tidings.c.member_id).where(tidings.c.report_id == report_id, UNTOLD)
    return [row["member_id"] for row in await tx.all(query)]


async def told(tx: Tx, report_id: int, now: datetime, by: int | None) -> int:
    """Somebody has told them; returns how many did not know."""
    statement = update(tidings).where(tidings.c.report_id == report_id, UNTOLD)
    return await tx.run(statement.values(told_at=now, told_by=by))


async def fates(tx: Tx, now: datetime) -> Sequence[Fate]:
    """Messages whose end is not written down here yet: given up, or sent although they were not expected to be."""
    lost = and_(tidings.c.failed_at.is_(None), t.outbox.c.state == OutboxState.DEAD)
    found = and_(UNTOLD, t.outbox.c.state == OutboxState.SENT)
    query = (
        select(tidings.c.report_id, tidings.c.member_id, t.outbox.c.state)
        .join(t.outbox, t.outbox.c.id == tidings.c.outbox_id)
        .where(tidings.c.at > now - RECENT, or_(lost, found))
    )
    return [Fate(row["report_id"], row["member_id"], row["state"] == OutboxState.SENT) for row in await tx.all(query)]


async def settle_news(tx: Tx, fate: Fate, now: datetime) -> None:
    """Writes the end of a message down, and with it whether the account takes messages."""
    mine = (tidings.c.report_id == fate.report_id, tidings.c.member_id == fate.member_id)
    since = None if fate.arrived else now
    await tx.run(update(tidings).where(*mine).values(failed_at=since))
    await tx.run(update(t.members).where(t.members.c.id == fate.member_id).values(blocked_at=since))


async def forget_news(tx: Tx, report_ids: Sequence[int]) -> None:
    await tx.run(delete(tidings).where(tidings.c.report_id.in_(report_ids)))


async def set_blocked(tx: Tx, telegram_id: int, since: datetime | None) -> None:
    """Whether the account takes messages from the bot."""
    await tx.run(update(t.members).where(t.members.c.telegram_id == telegram_id).values(blocked_at=since))


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


async def forget_card(tx: Tx, chat_id: int) -> set[str]:
    """Nothing can be edited in this chat any more: its cards are remembered no longer. Returns their names."""
    rows = await tx.all(delete(t.cards).where(t.cards.c.chat_id == chat_id).returning(t.cards.c.name))
    return {row["name"] for row in rows}
