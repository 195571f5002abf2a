"""What every use case stands on: its parts, and one transaction that also marks the update done."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from bot.activities.published import PublishedActivities
from bot.confined.confinement import Confinement
from bot.conversation.expectations import Expectations
from bot.core.clock import Clock, local_date
from bot.core.config import Settings
from bot.core.errors import NotAllowed, WennuanError
from bot.core.messages import Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import members
from bot.questions.committee_rules import Rulings
from bot.questions.memory import ConversationMemory
from bot.questions.teaching.lessons import Lessons
from bot.store import inbox, outbox
from bot.store.engine import Store, Tx

if TYPE_CHECKING:
    from knowledge.library import Library


class AlreadyDone(WennuanError):
    """这条消息已经处理过了。"""


@dataclass(frozen=True)
class AskedQuestion:
    """A question and how it was answered, for the log. `text` is sealed, and kept only when it was missed."""

    text: str
    intent: str
    topics: tuple[str, ...] = ()
    missed: bool = False
    unhelpful: bool = False


class Wake(Protocol):
    """Tells the delivery that the outbox has news, and for which chats (greetings and broadcasts apart)."""

    def __call__(self, chats: Collection[int] = ()) -> None: ...


class Reply(Protocol):
    """Sends a read-only answer at once, past the outbox, then notes the update as done and the question as asked.

    Returns the id of the sent message. When it cannot be sent now, the answer goes to the outbox instead
    (and None comes back), so that no question stays without its answer.
    """

    async def __call__(
        self, message: Outgoing, *, update_id: int | None = None, question: AskedQuestion | None = None
    ) -> int | None: ...


@dataclass(frozen=True)
class Deps:
    """The parts that services use. `wake` tells the delivery that the outbox has news; `reply` answers questions."""

    store: Store
    clock: Clock
    library: "Library"
    settings: Settings
    wake: Wake
    reply: Reply
    talks: ConversationMemory = field(default_factory=ConversationMemory)
    standings: Expectations = field(default_factory=Expectations)
    fixed: PublishedActivities = field(default_factory=PublishedActivities)
    rulings: Rulings = field(default_factory=Rulings)
    confined: Confinement = field(default_factory=Confinement)
    lessons: Lessons = field(default_factory=Lessons)


@dataclass(frozen=True)
class Unit:
    """One use case's transaction: rows, history, outgoing messages and "update done" commit together."""

    tx: Tx
    now: datetime
    today: date
    deps: Deps
    told: set[int] = field(default_factory=set)

    async def say(self, *messages: Outgoing) -> list[int]:
        """Enqueues messages; they leave once the transaction has committed."""
        self.told.update(message.chat_id for message in messages if message.priority != Priority.BULK)
        return await outbox.enqueue(self.tx, messages, self.now)

    async def member(self, telegram_id: int) -> Member:
        """Who is behind this account. Raises NotAllowed for strangers, with what to do."""
        if found := await members.by_telegram(self.tx, telegram_id, self.today):
            return found
        raise NotAllowed(
            "您还没有绑定会员身份。请点开单位工会给您的绑定链接，没有就发 /bind 申请。提问不用绑定，随时可以问我。"
        )


@asynccontextmanager
async def unit(deps: Deps, update_id: int | None = None) -> AsyncIterator[Unit]:
    """Opens the transaction of one use case. With `update_id`, it also settles that update, exactly once:

    a second attempt at an update already done raises AlreadyDone and changes nothing.
    """
    now = deps.clock.now()
    async with deps.store.begin() as tx:
        if update_id is not None and not await inbox.finish(tx, [update_id], now):
            raise AlreadyDone(AlreadyDone.__doc__)
        opened = Unit(tx, now, local_date(now), deps)
        yield opened
    deps.wake(opened.told)
