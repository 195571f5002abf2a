"""The inbox's one writer: what came, what is done and what was asked are written together, in as few commits as may be.

An update is in the database before anybody acknowledges it. What was settled without a write of its own (answers,
updates that ask for nothing) is noted here and written within `FLUSH_SECONDS`: should the process die in between, a
question is answered twice, never not at all.
"""

import asyncio
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

from sqlalchemy import RowMapping

from bot.core.clock import Clock
from bot.core.logs import logger
from bot.core.messages import InboxState, JsonObject
from bot.store import asked, inbox, outbox
from bot.store.asked import Asked
from bot.store.engine import Store, Tx
from bot.traffic.lanes import Entry, LaneClaims, Lanes, machine_now
from bot.traffic.raw import Raw

FLUSH_SECONDS = 0.1
FLUSH_ROWS = 200
POLL_SECONDS = 1.0
AMONG_REPLICAS = 2  # times as long between two polls: they tell each other
GATHER_SECONDS = 0.005  # among replicas, for others to come along in the same write: each costs the server a commit
GATHERED = 10  # times that, at most: so many chats wait longer for their turn anyway
HEARD_SECONDS = 0.05  # after which it is looked for what was told, once for all that is told meanwhile
PAUSE_SECONDS = 0.5  # after a failed write
STOP_SECONDS = 1.5  # for a write that is under way
PAGE_LANES = 200
_log = logger(__name__)


@dataclass
class Waited:
    """What somebody waits for to be written: updates, and what buttons mean that are about to be shown."""

    written: asyncio.Future[None]
    raws: Sequence[Raw] = ()
    acts: Sequence[JsonObject] = ()


@dataclass
class Notes:
    """What waits to be written and can wait a little."""

    done: list[int] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)

    def take_back(self, notes: "Notes") -> None:
        """After a failed write it is tried once more."""
        self.done += notes.done
        self.questions += notes.questions
        self.failed += notes.failed

    def __bool__(self) -> bool:
        return bool(self.done or self.questions or self.failed)


class InboxWriter:
    """Writes notes, hands stored updates to the lanes, and picks up what other runs or replicas have left."""

    def __init__(self, store: Store, clock: Clock, claims: LaneClaims, lanes: Lanes) -> None:
        self._store, self._clock, self._claims, self._lanes = store, clock, claims, lanes
        self._waited: list[Waited] = []
        self._notes = Notes()
        self._behind = True  # there may be pending updates that are not in memory
        self._urgent = asyncio.Event()
        self._due = False  # the notes have waited long enough
        self._timer: asyncio.TimerHandle | None = None
        self._next_poll = 0.0
        self._heard: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = False

    async def store(self, raws: list[Raw]) -> None:
        """Returns once the updates are in the database; raises what kept them out of it."""
        await self._write(raws=raws)

    async def keep_acts(self, acts: Sequence[JsonObject]) -> None:
        """Returns once it is in the database what these buttons mean; raises what kept it out."""
        await self._write(acts=acts)

    async def _write(self, raws: Sequence[Raw] = (), acts: Sequence[JsonObject] = ()) -> None:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waited.append(Waited(written, raws, acts))
        self._urgent.set()
        await written

    def done(self, update_id: int) -> None:
        """Notes an update that needs no transaction of its own as settled."""
        self._notes.done.append(update_id)
        self._soon()

    def asked(self, question: Asked) -> None:
        self._notes.questions.append(question)
        self._soon()

    def failed(self, update_id: int, attempts: int, error: str) -> None:
        """Notes a failed attempt and its reason; `attempts` counts the one that will follow, too."""
        self._notes.failed.append({"id": update_id, "tries": attempts, "reason": error})
        self._soon()

    def _soon(self) -> None:
        if len(self._notes.done) >= FLUSH_ROWS:
            self._flush_due()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self._flush_due)

    def _flush_due(self) -> None:
        self._due = True
        self._urgent.set()

    def hear(self, lanes: set[int] | None) -> None:
        """Another replica has stored something in these lanes (None: there may be something anywhere)."""
        if self._heard is None and (lanes is None or self._claims.holds_any(lanes)):
            self._heard = asyncio.get_running_loop().call_later(HEARD_SECONDS, self._look)

    def _look(self) -> None:
        self._heard, self._next_poll = None, 0.0
        self._urgent.set()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="inbox-writer")

    async def stop(self, left: Collection[int] = ()) -> None:
        """Writes what is noted and gives the lanes back, and the updates that were not done (`left`)."""
        if self._task is None:
            return
        if self._heard is not None:
            self._heard.cancel()
        self._closing = True  # not cut off in mid-transaction, which could leave the database locked
        self._urgent.set()
        await asyncio.wait({self._task}, timeout=STOP_SECONDS)
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        if left:
            async with self._store.begin() as tx:
                await inbox.give_back(tx, left)
        await self._flush(closing=True)

    async def _run(self) -> None:
        while not self._closing:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._urgent.wait()
            if not (self._claims.sole or self._closing):
                await asyncio.sleep(GATHER_SECONDS * min(GATHERED, self._lanes.in_hand + 1))
            self._urgent.clear()
            try:
                await self._flush()
                await self._poll()
            except Exception as error:
                _log.error("inbox.write_failed", error=error, seldom=True)
                await asyncio.sleep(PAUSE_SECONDS)
                self._urgent.set()

    async def _flush(self, *, closing: bool = False) -> None:
        """One commit: what is waited for, and what is noted once that is due."""
        waited, self._waited = self._waited, []
        notes = self._due_notes() if self._due or closing else Notes()
        raws = [raw for one in waited for raw in one.raws]
        idle = self._idle(raws, closing=closing) if notes or closing else []
        if not (waited or notes or idle or self._claims.due()):
            return
        try:
            async with self._store.begin() as tx:
                renewing = await self._claims.lock(tx, [*idle, *(raw.lane for raw in raws)])
                await self._write_notes(tx, notes, idle, renewing=renewing)
                await outbox.keep_acts(tx, [act for one in waited for act in one.acts])
                taken, found = await self._write_arrivals(tx, raws)
        except BaseException as error:
            self._notes.take_back(notes)
            self._due = self._due or bool(self._notes)  # to be tried again by itself, whether or not anything comes
            _settle(waited, error)
            raise
        self._claims.drop(idle)
        self._claims.keep(taken)
        self._lanes.forget(notes.done)
        self._lanes.put(found)
        _settle(waited)

    def _idle(self, raws: list[Raw], *, closing: bool) -> list[int]:
        """Lanes to give back; when we stop, whatever waits in them."""
        return self._claims.idle(lambda lane: not closing and self._lanes.busy(lane), (raw.lane for raw in raws))

    def _due_notes(self) -> Notes:
        notes, self._notes, self._due = self._notes, Notes(), False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return notes

    async def _write_notes(self, tx: Tx, notes: Notes, idle: list[int], *, renewing: bool) -> None:
        if notes.done:
            await inbox.finish(tx, notes.done, self._clock.now())
        if notes.failed:
            await inbox.attempted(tx, notes.failed)
        await asked.log(tx, notes.questions)
        await self._claims.release(tx, idle)
        if self._closing:
            await self._claims.tell(tx, None)
        if renewing:
            await self._claims.renew(tx)

    async def _write_arrivals(self, tx: Tx, raws: list[Raw]) -> tuple[set[int], list[Entry]]:
        """Stores the updates; returns the lanes now taken and the entries to handle."""
        if not raws:
            return set(), []
        now = self._clock.now()
        in_order = sorted(raws, key=lambda raw: raw.update_id)  # whatever the order in which they came together
        at_once = self._claims.sole and not (self._behind or self._lanes.full())
        fresh = await inbox.store(tx, [_row(raw, now, attempts=int(at_once)) for raw in in_order])
        news = {raw.update_id: raw for raw in in_order if raw.update_id in fresh and raw.fault is None}
        if at_once:
            return set(), [Entry(n, raw.lane, raw.body) for n, raw in news.items()]
        lanes = {raw.lane for raw in news.values()}
        if self._behind or self._lanes.full():
            self._behind = self._behind or bool(news)
            await self._claims.tell(tx, lanes)
            return set(), []
        taken, found = await self._take(tx, lanes)
        await self._claims.tell(tx, lanes - taken)
        return taken, found

    async def _take(self, tx: Tx, lanes: set[int]) -> tuple[set[int], list[Entry]]:
        """Takes lanes, with whatever waits in them: another replica may have stored something earlier."""
        taken = await self._claims.take(tx, lanes)
        rows = await inbox.pending(tx, taken) if taken else []
        new = [row for row in rows if not self._lanes.knows(row["update_id"])]
        if untried := [row["update_id"] for row in new if not row["attempts"]]:
            await inbox.taken(tx, untried)
        return taken, _least_tried_first([_entry(row) for row in new])

    async def count(self, entry: Entry) -> None:
        """Writes that one more attempt begins, for an update that some process has had in hand before."""
        async with self._store.begin() as tx:
            await inbox.tried_again(tx, entry.update_id, entry.attempts + 1)
        entry.attempts += 1
        entry.counted = True

    async def _poll(self) -> None:
        """Fetches what waits in the database and nobody handles: from an earlier run, an overflow, a lost replica."""
        now = monotonic()
        if self._lanes.full() or not (self._behind or now >= self._next_poll):
            return
        page = PAGE_LANES + self._lanes.in_hand  # chats that wait for another attempt must not hide all others
        async with self._store.begin() as tx:
            waiting = await inbox.waiting_lanes(tx, self._claims.owner, machine_now(), page)
            await self._claims.lock(tx, waiting)
            taken, found = await self._take(tx, set(waiting))
        self._claims.keep(taken)
        self._lanes.put(found)
        self._behind = len(waiting) >= page
        self._next_poll = now + POLL_SECONDS * (1 if self._claims.sole else AMONG_REPLICAS)


def _entry(row: RowMapping) -> Entry:
    tried = row["attempts"]
    return Entry(row["update_id"], row["lane"], row["raw"], attempts=tried or 1, counted=not tried)


def _least_tried_first(entries: list[Entry]) -> list[Entry]:
    """By chats, each in its own order: of those that processes had in hand when they died, whoever saw fewer deaths
    goes first. So nobody waits behind the one that ends them, nor is the same one hit by each early death.
    """
    tried: dict[int, int] = {}
    for entry in entries:
        tried.setdefault(entry.lane, 0 if entry.counted else entry.attempts)
    return sorted(entries, key=lambda entry: tried[entry.lane])


def _row(raw: Raw, now: datetime, *, attempts: int) -> dict[str, Any]:
    return {
        "update_id": raw.update_id,
        "lane": raw.lane,
        "raw": raw.body,
        "state": InboxState.QUARANTINED if raw.fault else InboxState.PENDING,
        "attempts": 0 if raw.fault else attempts,
        "error": raw.fault,
        "received_at": now,
        "done_at": now if raw.fault else None,
    }


def _settle(waited: list[Waited], error: BaseException | None = None) -> None:
    for one in waited:
        if not one.written.done():
            one.written.set_exception(error) if error else one.written.set_result(None)
