"""Sends answers to questions directly, not through the outbox: at worst a question is answered again.

What the chat still waits for from the outbox goes first: then the answer queues behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.core.clock import Clock
from bot.core.logs import logger
from bot.core.messages import Outgoing, Priority
from bot.core.work.unit import AskedQuestion
from bot.store import inbox, outbox
from bot.store.asked import Asked
from bot.store.engine import Store
from bot.traffic.api import Api, message_id, seconds_of
from bot.traffic.inbox_writer import InboxWriter
from bot.traffic.pacing import Pacer
from bot.traffic.relay import Relay

LONG_WAIT = 5.0
_log = logger(__name__)


class Replier:
    """`bot.core.work.unit.Reply`: sends at once; what cannot go at once goes through the outbox, settled with it."""

    def __init__(self, store: Store, clock: Clock, api: Api, pacer: Pacer, writer: InboxWriter, relay: Relay) -> None:
        self._store, self._clock, self._api = store, clock, api
        self._pacer, self._writer, self._relay = pacer, writer, relay

    async def __call__(
        self, message: Outgoing, *, update_id: int | None = None, question: AskedQuestion | None = None
    ) -> int | None:
        if question is not None:
            self._writer.asked(_logged(question, self._clock))
        waits = self._pacer.wait(message.chat_id, Priority.INTERACTIVE) > LONG_WAIT
        parts = await self._composed(message)
        if waits or message.chat_id in self._relay.waiting:
            await self._defer(parts, update_id)
            return None
        try:
            await self._send(parts)
        except Forbidden as error:  # blocked, or no such chat any more: nobody is there to be answered
            _log.info("reply.refused", error=error)
        except TelegramError as error:
            _log.warning("reply.deferred", error=error, part=parts.done + 1)
            if isinstance(error, RetryAfter):
                self._pacer.close(message.chat_id, seconds_of(error))
            await self._defer(parts, update_id)
            return None
        if update_id is not None:
            self._writer.done(update_id)
        return parts.shown

    async def _composed(self, message: Outgoing) -> "_Parts":
        """What its buttons mean is stored before anybody can press them."""
        now = self._clock.now()
        requests, acts = outbox.compose(message, now)
        if acts:
            await self._writer.keep_acts(acts)
        return _Parts(message, requests)

    async def _send(self, parts: "_Parts") -> None:
        """Raises TelegramError at the first part that does not go."""
        for method, payload in parts.requests:
            async with self._pacer.turn(parts.message.chat_id, Priority.INTERACTIVE):
                parts.shown = message_id(await self._api(method, payload)) or parts.shown
            parts.done += 1

    async def _defer(self, parts: "_Parts", update_id: int | None) -> None:
        """Leaves what has not been sent yet to the relay, in one transaction with the update."""
        now = self._clock.now()
        async with self._store.begin() as tx:
            if update_id is not None and not await inbox.finish(tx, [update_id], now):
                return
            await outbox.enqueue_rest(tx, parts.message, parts.requests[parts.done :], now)
        self._relay.wake((parts.message.chat_id,))


@dataclass
class _Parts:
    """An answer as the calls that say it, and how far it has got. `shown`: the id of the latest message."""

    message: Outgoing
    requests: Sequence[outbox.Request]
    done: int = 0
    shown: int | None = None


def _logged(question: AskedQuestion, clock: Clock) -> Asked:
    """What the log keeps: the words only of what was missed or complained about."""
    kept = question.text if question.missed or question.unhelpful else None
    topics = ",".join(question.topics)
    return Asked(clock.now(), question.intent, topics, question.missed, question.unhelpful, kept)
