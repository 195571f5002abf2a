"""What every use case stands on: its parts, one transaction that also marks the update done, and pressed buttons."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.core.clock import Clock, QuietHours, local_date
from bot.core.config import Settings
from bot.core.errors import NotAllowed, Stale, WennuanError
from bot.core.messages import Act, Keyboard, Outgoing, Priority
from bot.core.people import Member
from bot.core.queries import dialogue, members
from bot.core.texts import menu as texts
from bot.store import inbox, outbox
from bot.store.engine import Store, Tx

if TYPE_CHECKING:
    from knowledge.library import Library


Part = TypeVar("Part")


class AlreadyDone(WennuanError):
    """The update was settled by an earlier attempt; nobody is told, for he has the answer already."""


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


class Parts:
    """What features keep in memory between calls (copies of rows, recent questions): one of each class.

    A feature asks for its own by the class, so that nothing here has to know the features.
    """

    def __init__(self) -> None:
        self._made: dict[type, object] = {}

    def of(self, kind: type[Part]) -> Part:
        """The one of this class, made when it is first asked for."""
        made = self._made.get(kind)
        if not isinstance(made, kind):
            made = self._made[kind] = kind()
        return made


@dataclass(frozen=True)
class Deps:
    """What use cases stand on. `wake` tells the delivery that the outbox has news; `reply` answers questions."""

    store: Store
    clock: Clock
    library: "Library"
    settings: Settings
    wake: Wake
    reply: Reply
    parts: Parts = field(default_factory=Parts)


@dataclass(frozen=True)
class Unit:
    """One use case's transaction: rows, history, outgoing messages and "update done" commit together."""

    tx: Tx
    now: datetime
    today: date
    deps: Deps
    told: set[int] = field(default_factory=set)

    async def say(self, *messages: Outgoing) -> list[list[int]]:
        """Enqueues messages; they leave once the transaction has committed. Returns the ids of the rows of each."""
        self.told.update(message.chat_id for message in messages if message.priority != Priority.BULK)
        return await outbox.enqueue(self.tx, messages, self.now)

    async def member(self, telegram_id: int) -> Member:
        """Who is behind this account. Raises NotAllowed for strangers, with what to do."""
        if found := await members.by_telegram(self.tx, telegram_id, self.today):
            return found
        raise NotAllowed(texts.BIND_FIRST)


@asynccontextmanager
async def unit(deps: Deps, update_id: int | None = None) -> AsyncIterator[Unit]:
    """Opens the transaction of one use case. With `update_id`, it also settles that update, exactly once:

    a second attempt at an update already done raises AlreadyDone and changes nothing.
    """
    now = deps.clock.now()
    async with deps.store.begin() as tx:
        if update_id is not None and not await inbox.finish(tx, [update_id], now):
            raise AlreadyDone(f"update {update_id}")
        opened = Unit(tx, now, local_date(now), deps)
        yield opened
    deps.wake(opened.told)


async def answer(u: Unit, chat_id: int | None, text: str, buttons: Keyboard = ()) -> None:
    """Goes ahead of all that nobody waits for. Whoever has no account (any more) is passed over."""
    if chat_id:
        await u.say(Outgoing(chat_id, text, buttons=buttons, priority=Priority.INTERACTIVE))


async def act_of(deps: Deps, token: str, chat_id: int) -> Act:
    """Raises Stale when the button is unknown here: forged, foreign, or swept away by age."""
    async with deps.store.read() as tx:
        found = await dialogue.act_of(tx, token, chat_id)
    if found is None:
        raise Stale(texts.DEAD_BUTTON)
    return found


async def refuse(deps: Deps, chat_id: int, error: WennuanError, update_id: int, reply_to: int | None = None) -> None:
    """Tells a person why something was not done; the update is settled with it."""
    async with unit(deps, update_id) as u:
        await u.say(Outgoing(chat_id, str(error), reply_to=reply_to, priority=Priority.INTERACTIVE))


async def settle(deps: Deps, update_id: int) -> None:
    """Marks an update done that asks for nothing."""
    async with unit(deps, update_id):
        pass


def quiet_hours(deps: Deps) -> QuietHours:
    return QuietHours(deps.settings.quiet_from, deps.settings.quiet_until)


def quiet_end(deps: Deps, now: datetime) -> datetime | None:
    """When the quiet hours end that it is now; None outside of them."""
    quiet = quiet_hours(deps)
    return quiet.end(now) if quiet.cover(now) else None
