"""Replicas on one PostgreSQL behind a balancer, against one alone; while it runs one is killed and one is replaced.

    python -m tests.benchmarks.replicas --seconds 60 --people 60 --delay 100 [--replicas 3]

Everything is real but Telegram: `wennuan run --webhook` as processes (unpaced), HTTP, a PostgreSQL of its own (without
fsync). Members ask one or two things at a time, or report, and go on as soon as they are answered.
"""

import argparse
import asyncio
import os
import signal
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import cycle
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import aiohttp
from sqlalchemy import func, select, text

from bot.core.messages import JsonObject
from bot.store import tables as t
from bot.store.engine import Store, Tx
from bot.store.vault import Vault
from bot.traffic.webhook import SECRET_HEADER
from tests import postgres
from tests.benchmarks.city import FIRST_CHAT, FORM, City, Mailbox, Member, serving
from tests.benchmarks.endurance import settled
from tests.benchmarks.process import SECRET, Place, Running, free_port, settle, start

MEMBERS, BIRTHDAYS = 4000, 50
START_SECONDS = 120.0
WARM_UP = 3.0
STRETCH = 3.0  # seconds over which a pace is taken
COUNTING = "shared_preload_libraries=pg_stat_statements"
PATIENCE = 120.0  # for the work of a killed replica to be taken over


class Harm(Enum):
    NONE = auto()
    ROLLED = auto()  # one is stopped and started again, as an upgrade does it
    KILLED = auto()  # one is killed with SIGKILL and comes back, then another is rolled


@dataclass(frozen=True)
class Outcome:
    """What became of everything that was said. `per_second`: updates that were answered, the warm-up left out."""

    replicas: int
    per_second: float
    p50_ms: float
    p95_ms: float
    longest_s: float  # of those that a dead replica had in hand
    longest_step_s: float  # of the steps of reports
    statements: float  # an update, as PostgreSQL counts them: BEGIN and COMMIT are no statements
    commits: float  # an update, as PostgreSQL counts them
    cpu_ms: float  # an update, of the replicas (of those that were started again, since then)
    said: int
    unanswered: int
    crossed: int  # a later question of a chat answered before an earlier one
    reports: int  # members who were told a number
    lost: int  # of these, without a report in the database
    doubled: int  # members with two reports, or greeted twice
    greeted: int
    load: float
    back_s: float | None = (
        None  # from a kill until as many are answered as before it; None: nobody was killed, or never
    )


class Balancer:
    """Round robin over the replicas; like Telegram it tries again what was not confirmed."""

    def __init__(self, ports: list[int]) -> None:
        self._next = cycle(ports)
        self._number = 0
        self._chats: dict[int, asyncio.Task[None]] = {}  # the latest post of each chat: the next one waits for it
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))

    def offer(self, update: JsonObject) -> None:
        self._number += 1
        (body,) = update.values()
        chat = body["from"]["id"]
        post = self._post({"update_id": self._number} | update, self._chats.get(chat))
        self._chats[chat] = asyncio.create_task(post)

    async def _post(self, update: JsonObject, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await before
        while True:
            url = f"http://127.0.0.1:{next(self._next)}/"
            with suppress(aiohttp.ClientError, TimeoutError):
                async with self._session.post(url, json=update, headers={SECRET_HEADER: SECRET}) as answer:
                    if answer.status == 200:
                        return
            await asyncio.sleep(0.02)

    async def close(self) -> None:
        await asyncio.gather(*self._chats.values())
        await self._session.close()


class Crowd:
    """So many members at a time; whoever has done what he came for makes room for the next."""

    def __init__(self, city: City, people: int) -> None:
        self._city, self._people = city, people
        self._idle = list(reversed(city.members))
        self._turns = 0
        self.open = True
        city.answered = self._answered

    def begin(self) -> None:
        for _ in range(self._people):
            self._next()

    def _answered(self, member: Member) -> None:
        if 0 < member.step < len(FORM):
            self._city.go_on(member)  # a report that was begun is finished, also at the end
            return
        self._idle.insert(0, member)
        if self.open:
            self._next()

    def _next(self) -> None:
        member = self._idle.pop()
        self._turns += 1
        if self._turns % 4 == 0 and member.step == 0:
            self._city.go_on(member)
        elif self._turns % 4 == 1:
            self._city.ask(member, self._turns, self._turns + 1)
        else:
            self._city.ask(member, self._turns)


async def measure(server: str, replicas: int, seconds: float, people: int, delay: float, harm: Harm) -> Outcome:
    """Runs `replicas` for so long on a new database of the server, while they come to `harm`."""
    database = postgres.create_database(server, f"r{replicas}{uuid4().hex[:8]}")
    ports = [free_port() for _ in range(replicas)]
    balancer, mailbox = Balancer(ports), Mailbox()
    mailbox.city = city = City([Member(FIRST_CHAT + n) for n in range(MEMBERS - BIRTHDAYS)], balancer.offer)
    with tempfile.TemporaryDirectory() as folder:
        place = await settle(Path(folder), database, MEMBERS, BIRTHDAYS)
        async with serving(mailbox, 0, delay) as url, AsyncExitStack() as stack:
            fleet = Fleet([replace(place, port=port) for port in ports], url)
            stack.push_async_callback(fleet.stop)
            await fleet.begin()
            crowd = Crowd(city, people)
            crowd.begin()
            await asyncio.sleep(WARM_UP)
            city.took.clear()
            began, spent = perf_counter(), (*await _spent(place), fleet.cpu_seconds() * 1000)
            await fleet.suffer(seconds, harm)
            back = _back([when for when, _, _ in city.took], began, fleet.killed)
            answers, elapsed, load = len(city.took), perf_counter() - began, os.getloadavg()[0]
            after = (*await _spent(place), fleet.cpu_seconds() * 1000)
            costs = [(now - before) / answers for before, now in zip(spent, after, strict=True)]
            crowd.open = False
            await settled(city, PATIENCE)
            await balancer.close()
        return replace(await _count(place, city, replicas, answers / elapsed, costs, load), back_s=back)


def _back(answered: Sequence[float], began: float, killed: float | None) -> float | None:
    """The end of the first stretch after the kill in which four fifths of the pace before it are reached."""
    if killed is None:
        return None
    before = sum(when < killed for when in answered) / (killed - began)
    for second in range(60):
        since = killed + second
        if sum(since <= when < since + STRETCH for when in answered) >= 0.8 * before * STRETCH:
            return second + STRETCH
    return None


async def _spent(place: Place) -> tuple[int, int]:
    """Statements (where the server counts them) and commits of the database so far."""
    store = Store(place.database, Vault([place.key]))
    async with store.begin() as tx:
        commits = await tx.value(text("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"))
        counting = "pg_stat_statements" in await tx.value(text("SHOW shared_preload_libraries"))
        calls = await _statements(tx) if counting else 0
    await store.close()
    return calls, int(commits)


async def _statements(tx: Tx) -> int:
    await tx.execute(text("CREATE EXTENSION IF NOT EXISTS pg_stat_statements"))
    query = """
        SELECT sum(calls) FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND query NOT SIMILAR TO '(BEGIN|COMMIT|ROLLBACK|;)%'
    """
    return int(await tx.value(text(query)) or 0)


class Fleet:
    """The replicas."""

    def __init__(self, places: list[Place], url: str) -> None:
        self._places, self._url = places, url
        self._running: list[Running] = []
        self.killed: float | None = None  # when one was

    async def begin(self) -> None:
        self._running = [await start(place, self._url) for place in self._places]
        for place in self._places:
            await _listening(place)

    async def suffer(self, seconds: float, harm: Harm) -> None:
        """As long as that, with what is done to them at a quarter and at half of it."""
        await asyncio.sleep(seconds / 4)
        if harm is Harm.KILLED:
            self.killed = perf_counter()
            await self._running[0].end(signal.SIGKILL)
            await asyncio.sleep(seconds / 8)
            self._running[0] = await start(self._places[0], self._url)
        await asyncio.sleep(seconds / 4)
        if harm is not Harm.NONE:
            await self._running[-1].end(signal.SIGTERM)
            self._running[-1] = await start(self._places[-1], self._url)
        await asyncio.sleep(seconds / 2)

    def cpu_seconds(self) -> float:
        return sum(one.cpu_seconds() for one in self._running)

    async def stop(self) -> None:
        await asyncio.gather(*(one.end(signal.SIGTERM) for one in self._running))


async def _listening(place: Place) -> None:
    async with asyncio.timeout(START_SECONDS):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", place.port)
                writer.close()
                return
            await asyncio.sleep(0.1)


async def _count(
    place: Place, city: City, replicas: int, per_second: float, costs: list[float], load: float
) -> Outcome:
    store = Store(place.database, Vault([place.key]))
    async with store.read() as tx:
        query = select(t.members.c.telegram_id, func.count().label("reports")).join(
            t.reports, t.reports.c.reporter_id == t.members.c.id
        )
        rows = await tx.all(query.where(t.reports.c.status == "submitted").group_by(t.members.c.telegram_id))
    await store.close()
    written = {row["telegram_id"]: row["reports"] for row in rows}
    told = [member.chat for member in city.members if member.step == -1]
    greeted = [city.heard[FIRST_CHAT + n] for n in range(MEMBERS - BIRTHDAYS, MEMBERS)]
    took = sorted(seconds for _, seconds, _ in city.took) or [0.0]
    return Outcome(
        replicas=replicas,
        per_second=per_second,
        p50_ms=took[len(took) // 2] * 1000,
        p95_ms=took[len(took) * 95 // 100] * 1000,
        longest_s=took[-1],
        longest_step_s=max((seconds for _, seconds, stepping in city.took if stepping), default=0.0),
        statements=costs[0],
        commits=costs[1],
        cpu_ms=costs[2],
        said=city.said,
        unanswered=sum(bool(member.wants) for member in city.members),
        crossed=city.crossed,
        reports=len(told),
        lost=sum(chat not in written for chat in told),
        doubled=sum(count > 1 for count in [*written.values(), *greeted]),
        greeted=sum(count > 0 for count in greeted),
        load=load,
    )


async def compare(replicas: int, seconds: float, people: int, delay: float) -> None:
    with postgres.server(COUNTING) as server:
        print(await measure(server, 1, seconds, people, delay, Harm.NONE), flush=True)
        print(await measure(server, replicas, seconds, people, delay, Harm.NONE), flush=True)
        print(await measure(server, replicas, seconds, people, delay, Harm.KILLED), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=60, help="members with something out at the same time")
    parser.add_argument("--delay", type=float, default=100.0, help="of the Bot API, in milliseconds")
    chosen = parser.parse_args()
    asyncio.run(compare(chosen.replicas, chosen.seconds, chosen.people, chosen.delay / 1000))


if __name__ == "__main__":
    main()
