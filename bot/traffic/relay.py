"""Empties the outbox: claim, send, mark. Woken when something is written; polls as the safety net.

How messages ended is written in the transaction that claims the next ones: one commit for both.
Of each chat one message is under way at a time, in order; chats do not wait for each other. Only greetings and
broadcasts let what is written after them pass.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from telegram.error import TelegramError

from bot.core.clock import Clock
from bot.core.logs import about, logger, where
from bot.core.messages import Delivery, JsonObject, OutboxState, Priority
from bot.store.engine import Store
from bot.traffic import queries
from bot.traffic.api import Api, BackOff, Fate, Verdict, as_new, as_plain, judge, message_id
from bot.traffic.lanes import machine_now
from bot.traffic.pacing import Pacer, Waiting
from bot.traffic.queries import Mark, Parcel, Room

POLL_SECONDS = 1.0
PAUSE_SECONDS = 1.0  # after a round that failed
GATHER_SECONDS = 0.04  # among replicas, for others to come along in the same round: each costs the server a commit
LEASE = timedelta(seconds=30)  # renewed while a message is under way; what a dead replica held waits so long
RENEW_SECONDS = 10.0
UNDER_WAY = 64
BULK_UNDER_WAY = 8  # of them greetings and broadcasts: whoever is under way when the process dies is left in doubt
BULK_AHEAD = 2  # of these, claimed before their turn has come: never sent, but who finds them claimed cannot know
LONG_WAIT, BULK_WAIT = 5.0, 0.5  # a chat that must wait longer does not hold its message (bulk message) claimed
_OF_CARDS = ("edit", "pin", "unpin")  # methods that need the message which shows a card
_log = logger(__name__)


class Relay:
    """Sends what the outbox holds. `owner` names this process among replicas; `alone`: there is no other."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        api: Api,
        pacer: Pacer,
        owner: str,
        *,
        alone: bool,
        back_off: BackOff | None = None,
    ) -> None:
        self._store, self._clock, self._api, self._pacer, self._owner = store, clock, api, pacer, owner
        self._alone = alone
        self._back_off = back_off or BackOff()
        self._over: list[tuple[Parcel, Mark]] = []  # how sending has ended, where that is not written yet
        self._news = asyncio.Event()
        self._quiet = asyncio.Event()  # set when a look at the outbox found nothing to do
        self._under_way: dict[int, asyncio.Task[None]] = {}  # chat → the message being sent to it, until it is marked
        self._bulk_under_way = 0
        self._ahead: set[int] = set()  # bulk messages whose turn has not come
        self.waiting = Waiting()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False
        self._look_after_at = 0.0

    def wake(self, chats: Iterable[int] = ()) -> None:
        """The outbox has news (for these chats), or a chat is free again."""
        self.waiting.add(chats)
        self._quiet.clear()
        self._news.set()

    async def start(self) -> None:
        """Settles what an earlier run left in mid-send, then begins."""
        await self._recover(self._owner if self._alone else None)
        async with self._store.read() as tx:
            self.waiting.add(await queries.waiting_chats(tx))
        self._task = asyncio.create_task(self._run(), name="relay")
        self.wake()

    async def stop(self, seconds: float) -> None:
        """Lets what is being sent finish, at most so long; what is left is settled by the next start."""
        if self._task is None:
            return
        self._stopping = True
        self._news.set()
        until = asyncio.get_running_loop().time() + seconds
        await _ended([self._task], until)  # what a round has claimed must not be left without a sender
        await _ended(self._under_way.values(), until)
        await self._write(0)

    async def idle(self) -> None:
        """Returns once nothing is due and nothing is under way (for tests and the sandbox)."""
        self.wake()
        await self._quiet.wait()

    async def _run(self) -> None:
        while not self._stopping:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._news.wait()
            if not (self._alone or self._stopping):
                await asyncio.sleep(GATHER_SECONDS)
            self._news.clear()
            try:
                await self._round()
            except Exception as error:
                _log.error("outbox.round_failed", error=error, seldom=True)
                await asyncio.sleep(PAUSE_SECONDS)
                self._news.set()

    async def _round(self) -> None:
        """Marks what is over, claims what is due for chats that are free and starts sending it."""
        now = asyncio.get_running_loop().time()
        if now >= self._look_after_at:
            await self._look_after()
            self._look_after_at = now + RENEW_SECONDS
        room = 0 if self._stopping else UNDER_WAY - len(self._under_way) + len(self._over)
        told = self.waiting.due(now)
        parcels = await self._write(room)
        for parcel in parcels:
            self._under_way[parcel.chat_id] = asyncio.create_task(self._deliver(parcel), name=f"send-{parcel.id}")
        if len(parcels) < room:  # all that is due was seen
            self.waiting.settle(told - self._under_way.keys())
        if not (self._under_way or self._news.is_set()):
            self._quiet.set()

    async def _write(self, room: int) -> list[Parcel]:
        """One commit: how sending has ended, and what is claimed for so much room."""
        over, self._over = self._over, []
        if not (over or room > 0):
            return []
        done = [parcel for parcel, _ in over]
        busy = self._under_way.keys() - {parcel.chat_id for parcel in done}
        ahead = self._ahead - {parcel.id for parcel in done}
        space = Room(room, min(BULK_UNDER_WAY - self._bulk_under_way + _bulky(done), BULK_AHEAD - len(ahead)))
        moment = machine_now()
        try:
            async with self._store.begin() as tx:
                await queries.mark(tx, self._owner, [mark for _, mark in over], self._clock.now())
                until = moment + LEASE
                parcels = await queries.claim(tx, self._owner, moment, until, space, list(busy)) if room > 0 else []
        except BaseException:
            self._over = over + self._over
            raise
        for parcel in done:
            self._forget(parcel)
        self._bulk_under_way += _bulky(parcels)
        self._ahead |= {parcel.id for parcel in parcels if parcel.priority == Priority.BULK}
        return parcels

    def _forget(self, parcel: Parcel) -> None:
        """Its chat is free for the next one, and its place among the bulk, if it had one, too. Not before the commit
        that says how it ended."""
        del self._under_way[parcel.chat_id]
        self._ahead.discard(parcel.id)
        self._bulk_under_way -= parcel.priority == Priority.BULK

    async def _look_after(self) -> None:
        """What we are sending stays ours; what a replica held when it died is settled."""
        async with self._store.begin() as tx:
            await queries.renew_claims(tx, self._owner, machine_now() + LEASE)
        await self._recover(None)

    async def _recover(self, owner: str | None) -> None:
        async with self._store.begin() as tx:
            doubtful, again = await queries.recover(tx, owner, machine_now())
        if doubtful or again:
            _log.warning("outbox.recovered", unknown=doubtful, again=again)
            self.wake()

    async def _deliver(self, parcel: Parcel) -> None:
        with about(outbox=parcel.id):
            try:
                mark = await self._send(parcel)
                self._put_off(parcel, mark)
            except Exception as error:
                _log.error("outbox.send_crashed", error=error)
                mark = _crashed(parcel, error)
            except BaseException:  # cut short: whoever starts next settles it
                self._forget(parcel)
                raise
        self._over.append((parcel, mark))
        self.wake()

    def _put_off(self, parcel: Parcel, mark: Mark) -> None:
        """What waits for its next attempt is known to wait."""
        if mark.not_before is not None and parcel.priority != Priority.BULK:
            seconds = (mark.not_before - machine_now()).total_seconds()
            self.waiting.delay(parcel.chat_id, asyncio.get_running_loop().time() + seconds)

    async def _send(self, parcel: Parcel) -> Mark:
        """One attempt, or none when the chat is closed for long."""
        wait = self._pacer.wait(parcel.chat_id, parcel.priority)
        if wait > (BULK_WAIT if parcel.priority == Priority.BULK else LONG_WAIT):
            return _later(parcel, wait, None, counts=False)
        if (request := await self._complete(parcel)) is None:
            return Mark(parcel.id, OutboxState.SENT, error="no such card", attempts=parcel.attempts)
        return await self._attempt(parcel, *request)

    async def _complete(self, parcel: Parcel) -> tuple[str, JsonObject] | None:
        """An edit or a pin of a card learns which message shows it.

        Of a card that shows nowhere an edit is sent as a new message; there is nothing to pin or unpin.
        """
        if not parcel.method.startswith(_OF_CARDS) or "message_id" in parcel.payload or parcel.card is None:
            return parcel.method, parcel.payload
        async with self._store.read() as tx:
            shown = await queries.card_message(tx, parcel.card, parcel.chat_id)
        if shown:
            return parcel.method, parcel.payload | {"message_id": shown}
        return as_new(parcel.payload) if parcel.method.startswith("edit") else None

    async def _attempt(self, parcel: Parcel, method: str, payload: JsonObject) -> Mark:
        under_way = False
        try:
            async with self._pacer.turn(parcel.chat_id, parcel.priority):
                under_way = True
                if parcel.id in self._ahead:
                    self._ahead.discard(parcel.id)
                    self.wake()  # the next one may be claimed
                result = await self._api(method, payload)
        except asyncio.CancelledError:
            if under_way:
                raise
            return _later(parcel, 0.0, None, counts=False)  # stopped before its turn came: surely not sent
        except TelegramError as error:
            edits_card = parcel.card is not None and method.startswith("edit")
            verdict = judge(error, parcel.delivery, parcel.attempts, self._back_off, edits_card=edits_card)
            return await self._follow(parcel, verdict, payload, method)
        return Mark(
            parcel.id, OutboxState.SENT, message_id(result), None, None, parcel.attempts, parcel.card, parcel.chat_id
        )

    async def _follow(self, parcel: Parcel, verdict: Verdict, payload: JsonObject, method: str) -> Mark:
        """Does what the verdict says."""
        match verdict.fate:
            case Fate.SENT:
                return Mark(parcel.id, OutboxState.SENT, error=verdict.reason, attempts=parcel.attempts)
            case Fate.LATER:
                if verdict.blames_chat:
                    self._pacer.close(parcel.chat_id, verdict.seconds)
                _log.warning("outbox.later", seconds=verdict.seconds, attempts=parcel.attempts, reason=verdict.reason)
                return _later(parcel, verdict.seconds, verdict.reason, counts=verdict.counts)
            case Fate.ANEW:
                return await self._attempt(parcel, *as_new(payload))
            case Fate.PLAIN if "parse_mode" in payload:
                return await self._attempt(parcel, method, as_plain(payload))
            case Fate.MOVED if verdict.moved_to is not None:
                async with self._store.begin() as tx:
                    await queries.migrate_chat(tx, parcel.chat_id, verdict.moved_to)
                return _later(parcel, 0.0, verdict.reason, counts=False)
        state = OutboxState.UNKNOWN if verdict.fate is Fate.UNKNOWN else OutboxState.DEAD
        _log.error("outbox.given_up", state=state, reason=verdict.reason)
        return Mark(parcel.id, state, error=verdict.reason, attempts=parcel.attempts)


def _bulky(parcels: Iterable[Parcel]) -> int:
    """How many of them are of the bulk priority (greetings and broadcasts), of which only so many may be under way."""
    return sum(parcel.priority == Priority.BULK for parcel in parcels)


async def _ended(tasks: Iterable[asyncio.Task[None]], until: float) -> None:
    """Waits for the tasks until the loop's time is `until`, and cancels those that are not done by then."""
    if not (waited := list(tasks)):
        return
    _, late = await asyncio.wait(waited, timeout=max(0.0, until - asyncio.get_running_loop().time()))
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _later(parcel: Parcel, seconds: float, reason: str | None, *, counts: bool) -> Mark:
    until = machine_now() + timedelta(seconds=seconds)
    return Mark(parcel.id, OutboxState.PENDING, error=reason, not_before=until, attempts=parcel.attempts - (not counts))


def _crashed(parcel: Parcel, error: Exception) -> Mark:
    """A fault of ours in mid-send: whether it was sent is not known."""
    if parcel.delivery is Delivery.ONCE:
        return Mark(parcel.id, OutboxState.UNKNOWN, error=where(error), attempts=parcel.attempts)
    return _later(parcel, PAUSE_SECONDS * min(parcel.attempts, 60), where(error), counts=True)
