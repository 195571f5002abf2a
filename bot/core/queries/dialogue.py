"""What buttons mean and what the next typed words will mean: kept here, never in Telegram or in memory."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.core.messages import Act
from bot.store import tables as t
from bot.store.engine import Tx


async def act_of(tx: Tx, token: str, chat_id: int) -> Act | None:
    """What the button means, if it was made for this chat."""
    row = await tx.one(
        select(t.buttons.c.name, t.buttons.c.args).where(t.buttons.c.token == token, t.buttons.c.chat_id == chat_id)
    )
    return Act(row["name"], row["args"]) if row else None


async def card_at(tx: Tx, chat_id: int, message_id: int) -> str | None:
    """The name of the card that stands in this message."""
    found = (t.cards.c.chat_id == chat_id, t.cards.c.message_id == message_id)
    name: str | None = await tx.value(select(t.cards.c.name).where(*found).limit(1))
    return name


async def take_pressable(tx: Tx, cards: str, chat_id: int) -> list[int]:
    """The messages here whose card's name begins like this, oldest first; they are remembered no longer."""
    ours = t.cards.c.name.startswith(cards, autoescape=True) & (t.cards.c.chat_id == chat_id)
    rows = await tx.all(delete(t.cards).where(ours).returning(t.cards.c.message_id))
    return sorted(row["message_id"] for row in rows)


async def expect(tx: Tx, chat_id: int, telegram_id: int, act: Act, now: datetime) -> None:
    """The next words of this person in this chat belong to `act`; replaces an earlier expectation."""
    values = {"name": act.name, "args": act.args, "created_at": now}
    statement = tx.insert(t.prompts).values(chat_id=chat_id, telegram_id=telegram_id, **values)
    await tx.run(statement.on_conflict_do_update(index_elements=["chat_id", "telegram_id"], set_=values))


async def expected(tx: Tx, chat_id: int, telegram_id: int) -> Act | None:
    row = await tx.one(
        select(t.prompts.c.name, t.prompts.c.args).where(
            t.prompts.c.chat_id == chat_id, t.prompts.c.telegram_id == telegram_id
        )
    )
    return Act(row["name"], row["args"]) if row else None


async def forget(tx: Tx, chat_id: int, telegram_id: int) -> None:
    await tx.run(delete(t.prompts).where(t.prompts.c.chat_id == chat_id, t.prompts.c.telegram_id == telegram_id))
