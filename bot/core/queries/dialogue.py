"""What buttons mean, what the next typed words will mean, and whose talk is about a danger to life.

Never what was said.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from bot.core.messages import Act
from bot.store import tables as t
from bot.store.engine import Tx
from bot.store.tables_traffic import care


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


@dataclass(frozen=True)
class Care:
    """`danger` as in `knowledge.reading.model.Danger`; `turns` counts the messages since it was first heard."""

    danger: str
    turns: int
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether the talk is still in care."""
        return self.until > now


async def enter_care(tx: Tx, telegram_id: int, danger: str, until: datetime) -> None:
    """From now on the talk is in care; where it was already, its turns go on."""
    values = {"danger": danger, "until": until}
    statement = tx.insert(care).values(telegram_id=telegram_id, turns=1, **values)
    counted = values | {"turns": care.c.turns + 1}
    await tx.run(statement.on_conflict_do_update(index_elements=["telegram_id"], set_=counted))


async def danger_of(tx: Tx, telegram_id: int) -> str | None:
    """The danger that the talk is about; None where it is in no care."""
    danger: str | None = await tx.value(select(care.c.danger).where(care.c.telegram_id == telegram_id))
    return danger


async def leave_care(tx: Tx, telegram_id: int) -> None:
    await tx.run(delete(care).where(care.c.telegram_id == telegram_id))


async def sweep_care(tx: Tx, now: datetime) -> int:
    """Forgets the talks whose time is over; returns how many."""
    return await tx.run(delete(care).where(care.c.until < now))
