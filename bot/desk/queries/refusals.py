"""Messages that Telegram refused: which report or member each is about, and which of them an officer must see to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, or_, select, update

from bot.core.messages import OutboxState
from bot.store import tables as t
from bot.store.engine import Tx

#: Words of the descriptions that speak of the chat: gone, closed, or no place where the bot may speak.
_OF_THE_CHAT = (
    "forbidden",
    "chat not found",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_send_",
    "channel_private",
    "peer_id_invalid",
    "topic_closed",
    "topic_deleted",
    "message thread not found",
    "group chat was deactivated",
    "user is deactivated",
    "user_is_blocked",
    "rights to send",
    "administrator rights in the channel",
)


def closes_chat(description: str) -> bool:
    """Whether the whole chat refuses the bot's words."""
    lowered = description.lower()
    return any(words in lowered for words in _OF_THE_CHAT)


@dataclass(frozen=True)
class Refused:
    """A message that was given up. `card`: the name of what it was to show (`report:7`)."""

    id: int
    chat_id: int
    method: str
    card: str | None
    error: str

    @property
    def about(self) -> tuple[str, int]:
        """Of what kind the card is, and the number of what it shows: `report`, 7."""
        kind, _, number = (self.card or "").partition(":")
        return kind, int(number) if number.isdecimal() else 0

    @property
    def pins(self) -> bool:
        return self.method in ("pinChatMessage", "unpinChatMessage")


async def unattended(tx: Tx) -> list[Refused]:
    """Cards, and whatever was meant for a branch's group, that was given up and not seen to yet, oldest first."""
    o, groups = t.outbox.c, select(t.branches.c.group_chat_id).where(t.branches.c.group_chat_id.is_not(None))
    query = (
        select(o.id, o.lane, o.method, o.card, o.error)
        .where(o.state == OutboxState.DEAD, o.attended_at.is_(None), or_(o.card.is_not(None), o.lane.in_(groups)))
        .order_by(o.id)
    )
    return [
        Refused(row["id"], row["lane"], row["method"], row["card"], row["error"] or "") for row in await tx.all(query)
    ]


async def attend(tx: Tx, ids: Sequence[int], now: datetime) -> int:
    """Notes that these were seen to; returns of how many that was news."""
    news = t.outbox.c.id.in_(ids) & t.outbox.c.attended_at.is_(None)
    return await tx.run(update(t.outbox).where(news).values(attended_at=now))


async def listed(tx: Tx) -> Sequence[RowMapping]:
    """Every message that was given up or may not have arrived: when, where to, what it was. Not what it said."""
    o = t.outbox.c
    columns = (o.id, o.lane, o.card, o.method, o.state, o.error, o.done_at)
    return await tx.all(select(*columns).where(o.state.in_((OutboxState.DEAD, OutboxState.UNKNOWN))).order_by(o.id))
