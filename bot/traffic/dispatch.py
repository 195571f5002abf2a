"""One stored update to its handler, and every way in which that can end: tried again, waited for, set aside."""

import asyncio
import errno
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from socket import gaierror
from time import monotonic
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, BaseHandler

from bot.core.errors import WennuanError
from bot.core.logs import about, logger, where
from bot.core.messages import Outgoing, Priority
from bot.core.texts import alerting as texts
from bot.core.work.unit import Deps
from bot.store import inbox, outbox
from bot.traffic import texts as traffic_texts
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.lanes import Entry
from bot.traffic.rate_limit import Admission, RateLimit
from bot.traffic.raw import Shape, decode

#: What the system says when it lacks something, or another machine: not of a file or an address that is wrong.
_LACKING = frozenset(
    getattr(errno, name)
    for name in (
        *("ENOSPC", "EDQUOT", "EROFS", "EIO", "EMFILE", "ENFILE", "ENOMEM", "EAGAIN", "EBUSY"),
        *("ENETDOWN", "ENETUNREACH", "EHOSTDOWN", "EHOSTUNREACH", "ETIMEDOUT"),
    )
)
_MACHINE = ("locked", "busy", "disk", "full", "readonly", "unable to open", "connection")  # as SQLite says it
#: And as PostgreSQL does, which answers with a code: connection, resources (53300 is “too many clients”), shutting down
#: or starting up, the system beneath. Refusing a connection it raises no OperationalError, so only the code tells.
_SQLSTATES = ("08", "53", "57P0", "58")

DEATHS = 5  # attempts, in as many processes, after which an update that was never done is set aside
HANDLER_SECONDS = 60.0
ALONE_SECONDS = 0.2  # between two looks whether it is one's turn
TELL_EVERY = 6 * 3600.0  # seconds
PROBE_SECONDS = 5.0  # for the database to let us write, when a handler has hung
_SPOKEN = re.compile(rb'"(message|callback_query)"')
_log = logger(__name__)


class Died(Exception):
    """Every process that had this update in hand has ended before it was done."""


@dataclass(frozen=True)
class Retry:
    """How often a crash is tried in all, and the seconds of pause before the next attempt.

    `machine`: the first pause when the fault is the machine's; it doubles up to `longest`. After `waits` of them, while
    the database takes writes, it is this update that the machine can't do.
    """

    attempts: int = 3
    pauses: tuple[float, ...] = (0.5, 3.0)
    machine: float = 2.0
    longest: float = 30.0
    waits: int = 20
    told: int = 5  # waits after which the operator hears of it

    def pause(self, attempts: int) -> float | None:
        """Seconds before the next attempt after so many failed ones; None: no more."""
        return None if attempts >= self.attempts else self.pauses[min(attempts, len(self.pauses)) - 1]

    def waiting(self, waits: int) -> float:
        """Seconds before the next attempt after the machine has failed so often."""
        return min(self.longest, self.machine * 2.0 ** min(waits - 1, 16))


def of_the_machine(error: BaseException) -> bool:
    """Something is lacking, locked or out of reach: trying again helps, and the update is not to blame."""
    if isinstance(error, OSError):
        return isinstance(error, (ConnectionError, TimeoutError, gaierror)) or error.errno in _LACKING
    return of_the_database(error)


def of_the_database(error: BaseException) -> bool:
    """Locked, out of reach, or its disk is full: that is so for every update, and no count ends it."""
    if isinstance(error, (PoolTimeout, InterfaceError)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, DBAPIError) and str(getattr(error.orig, "sqlstate", None)).startswith(_SQLSTATES):
        return True
    return isinstance(error, OperationalError) and any(word in str(error.orig).lower() for word in _MACHINE)


AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Dispatcher:
    """Parses an entry by itself, runs the first handler that matches, and settles the update whatever happens.

    PTB's `process_update` logs what a handler raises and goes on; here an error must decide about the update's fate,
    so the same few lines are ours.
    """

    def __init__(
        self,
        deps: Deps,
        application: AnyApplication,
        writer: InboxWriter,
        retry: Retry | None = None,
        rate_limit: RateLimit | None = None,
    ) -> None:
        self._deps, self._application, self._writer = deps, application, writer
        self._retry, self._rate_limit = retry or Retry(), rate_limit or RateLimit()
        self._quiet_until = 0.0  # of what the operator has just been told
        self.handlers: Sequence[BaseHandler[Update, Any, Any]] = ()
        self._alone = asyncio.Lock()

    async def __call__(self, entry: Entry) -> float | None:
        """Settles the entry (None), or says after how many seconds to try it again."""
        with about(update=entry.update_id):
            return await self._handle(entry) if entry.counted else await self._once_more(entry)

    async def _once_more(self, entry: Entry) -> float | None:
        """What a process had in hand when it died. One at a time and counted first, so that the next death is laid to
        the right one; others need not wait for it.
        """
        if self._alone.locked():
            return ALONE_SECONDS
        async with self._alone:
            if entry.attempts >= DEATHS:
                return await self._give_up(entry, Died())
            try:
                await self._writer.count(entry)
            except (SQLAlchemyError, OSError) as error:
                _log.warning("update.waits", error=error)
                return self._retry.machine
            return await self._handle(entry)

    async def _handle(self, entry: Entry) -> float | None:
        """One attempt, which has been counted."""
        try:
            update = self._parse(entry)
        except Exception as error:  # however broken: it will not get better by trying again
            return await self._give_up(entry, error)
        limit = asyncio.timeout(HANDLER_SECONDS)
        try:
            async with limit:
                if await self._taken(entry, update):
                    await self._route(update)
        except WennuanError as error:  # a refusal that had nobody to be told to
            _log.info("update.refused", error=error)
        except Exception as error:
            return await self._failed(entry, error, hung=limit.expired())
        self._writer.done(entry.update_id)
        return None

    def _parse(self, entry: Entry) -> Update:
        value = decode(entry.body)
        Shape.model_validate(value)
        update = Update.de_json(value, self._application.bot)
        if update is None:
            raise ValueError("no update")
        return update

    async def _taken(self, entry: Entry, update: Update) -> bool:
        """Whether its sender may be listened to now. Too much is said once, to him alone, and then passed over."""
        person = update.effective_user
        if entry.admitted or person is None:
            return True
        admission = self._rate_limit.count(person.id, press=update.callback_query is not None)
        entry.admitted = admission is Admission.TAKE
        if admission is Admission.TELL:
            await self._tell_slowly(entry, update)
        return entry.admitted

    async def _tell_slowly(self, entry: Entry, update: Update) -> None:
        """In private, or at the button; a group is not told of one person's haste."""
        _log.warning("update.too_many")
        if query := update.callback_query:
            with suppress(TelegramError):
                await query.answer(traffic_texts.SLOWLY, show_alert=True)
        elif entry.lane > 0:
            await self._deps.reply(Outgoing(entry.lane, traffic_texts.SLOWLY))

    async def _route(self, update: Update) -> None:
        for handler in self.handlers:
            check = handler.check_update(update)
            if check is None or check is False:
                continue
            context = self._application.context_types.context.from_update(update, self._application)
            await handler.handle_update(update, self._application, check, context)
            return

    async def _failed(self, entry: Entry, error: Exception, *, hung: bool) -> float | None:
        to_blame = hung and await self._writable()  # what hangs while the database is well will hang again
        if of_the_machine(error) and not to_blame and (waits := await self._waits(entry, error)) is not None:
            return waits
        pause = self._retry.pause(entry.attempts)
        if pause is not None:
            _log.warning("update.failed", attempts=entry.attempts, error=error)
            entry.attempts += 1
            self._writer.failed(entry.update_id, entry.attempts, where(error))
            return pause
        return await self._give_up(entry, error)

    async def _waits(self, entry: Entry, error: Exception) -> float | None:
        """Seconds to wait for the machine; None where only this update fails, time and again, and others do not."""
        entry.waits += 1
        if entry.waits > self._retry.waits and not of_the_database(error) and await self._writable():
            return None
        _log.warning("update.waits", waits=entry.waits, error=error, seldom=True)
        if entry.waits == self._retry.told:
            await self._tell_operator()
        return self._retry.waiting(entry.waits)

    async def _tell_operator(self) -> None:
        """Once in a while, and directly: the database may be what fails."""
        operator, now = self._deps.settings.operator_chat_id, monotonic()
        if operator is None or now < self._quiet_until:
            return
        self._quiet_until = now + TELL_EVERY
        try:
            await self._deps.reply(Outgoing(operator, texts.machine_trouble()))
        except Exception as error:  # then the log has to do
            _log.error("update.operator_not_told", error=error)

    async def _writable(self) -> bool:
        """Whether the database takes a write now; else the handler may have hung on it."""
        try:
            async with asyncio.timeout(PROBE_SECONDS), self._deps.store.begin():
                return True
        except (SQLAlchemyError, OSError):
            return False

    async def _give_up(self, entry: Entry, error: Exception) -> float | None:
        try:
            await self._set_aside(entry, error)
        except Exception as trouble:
            _log.error("update.quarantine_failed", error=trouble)
            return self._retry.machine
        return None

    async def _set_aside(self, entry: Entry, error: Exception) -> None:
        """Quarantines the update; a person who has said something in private gets one apology with it."""
        now = self._deps.clock.now()
        async with self._deps.store.begin() as tx:
            aside = await inbox.quarantine(tx, entry.update_id, where(error), now)
            if aside and entry.lane > 0 and _SPOKEN.search(entry.body):
                key = f"apology:{entry.update_id}"
                sentence = traffic_texts.DIED if isinstance(error, Died) else traffic_texts.APOLOGY
                apology = Outgoing(entry.lane, sentence, priority=Priority.INTERACTIVE, dedupe=key)
                await outbox.enqueue(tx, [apology], now)
        self._deps.wake()
        self._writer.done(entry.update_id)
        _log.error("update.quarantined", attempts=entry.attempts, error=error)
