"""Half an hour of members at a steady rate, on one process and one file: do answers stay quick, does memory stay flat?

    python -m tests.benchmarks.endurance --minutes 30 --rate 30

Three of four updates are questions, one is a step of a report. What Telegram's limits would hold back is not held
back (`tests/benchmarks/unpaced.py`): at 30 updates a second it would be the pace that is measured.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tests.benchmarks.city import FIRST_CHAT, FORM, City, Mailbox, Member, serving
from tests.benchmarks.process import Running, running, settle

MEMBERS = 5000
PATIENCE = 120.0  # seconds until the first, and the last answer


@dataclass(frozen=True)
class Stretch:
    """What a part of the run was like."""

    minutes: float  # since the beginning, at the end of the stretch
    answers: int
    p50_ms: float
    p95_ms: float
    most_ms: float
    rss_mb: float
    cpu: float  # share of a core
    load: float  # of the machine, 1 minute


@dataclass(frozen=True)
class Endured:
    stretches: Sequence[Stretch]
    said: int
    unanswered: int
    reported: int
    file_mb: float  # database and write-ahead log

    @property
    def growth_mb(self) -> float:
        """From the end of the first third to the end of the run: what fills caches does so before."""
        return self.stretches[-1].rss_mb - self.stretches[(len(self.stretches) - 1) // 3].rss_mb


class Traffic:
    """Says so much a second: the next step of a report for every fourth, a question of somebody else for the rest."""

    def __init__(self, city: City, rate: float) -> None:
        self._city, self._rate = city, rate
        self._idle = list(reversed(city.members))  # who has not spoken for longest is last
        self._ready: list[Member] = []  # whose report waits for its next step
        city.answered = self._answered

    def _answered(self, member: Member) -> None:
        if 0 < member.step < len(FORM):
            self._ready.insert(0, member)
        else:
            self._idle.insert(0, member)

    async def run(self, seconds: float) -> None:
        began, said = perf_counter(), 0
        while (now := perf_counter() - began) < seconds:
            while said < now * self._rate:
                said += 1
                self._one(said)
            await asyncio.sleep(0.5 / self._rate)

    def _one(self, number: int) -> None:
        if number % 4 == 0 and self._ready:
            self._city.go_on(self._ready.pop())
        elif number % 4 == 0 and self._idle[-1].step == 0:
            self._city.go_on(self._idle.pop())
        else:
            self._city.ask(self._idle.pop(), number)


class Watch:
    """Takes the measure of a stretch."""

    def __init__(self, city: City, process: Running) -> None:
        self._city, self._process = city, process
        self._began = self._last = perf_counter()
        self._spent = process.cpu_seconds()

    def stretch(self) -> Stretch:
        took = sorted(seconds * 1000 for _, seconds, _ in self._city.took) or [0.0]
        self._city.took.clear()
        now, spent = perf_counter(), self._process.cpu_seconds()
        found = Stretch(
            minutes=(now - self._began) / 60,
            answers=len(took),
            p50_ms=took[len(took) // 2],
            p95_ms=took[len(took) * 95 // 100],
            most_ms=took[-1],
            rss_mb=self._process.rss_mb(),
            cpu=(spent - self._spent) / (now - self._last),
            load=os.getloadavg()[0],
        )
        self._last, self._spent = now, spent
        return found


async def endure(minutes: float, rate: float, stretches: int = 10, *, quiet: bool = True) -> Endured:
    """Runs the whole thing. Raises TimeoutError when the bot does not answer at all."""
    mailbox = Mailbox()
    city = mailbox.city = City([Member(FIRST_CHAT + n) for n in range(MEMBERS)], mailbox.offer)
    with tempfile.TemporaryDirectory() as folder:
        place = await settle(Path(folder), None, MEMBERS)
        async with serving(mailbox, 0) as url, running(place, url) as process:
            await first_answer(city)
            watch, found = Watch(city, process), []
            traffic = Traffic(city, rate)
            for _ in range(stretches):
                await traffic.run(minutes * 60 / stretches)
                found.append(watch.stretch())
                if not quiet:
                    print(line(found[-1]), flush=True)
            await settled(city)
            size = sum(file.stat().st_size for file in Path(folder).glob("wennuan.db*")) / 1024**2
    return Endured(found, city.said, sum(bool(one.wants) for one in city.members), city.reported, size)


async def first_answer(city: City) -> None:
    """Until the bot has started, and what it loads with the first answer is there."""
    city.ask(city.members[0], 0)
    await settled(city)
    if not city.took:
        raise TimeoutError("the bot has answered nothing")
    city.took.clear()


async def settled(city: City, seconds: float = PATIENCE) -> None:
    """Until nobody waits for an answer, or so long."""
    end = perf_counter() + seconds
    while any(member.wants for member in city.members) and perf_counter() < end:  # noqa: ASYNC110 - one of thousands
        await asyncio.sleep(0.1)


def line(s: Stretch) -> str:
    """A row of the table: minutes, answers, p50, p95, longest, memory, share of a core, load of the machine."""
    cells = (f"{s.minutes:.1f}", f"{s.answers:,}", f"{s.p50_ms:.0f} ms", f"{s.p95_ms:.0f} ms", f"{s.most_ms:,.0f} ms")
    return f"| {' | '.join(cells)} | {s.rss_mb:.1f} MB | {s.cpu:.0%} | {s.load:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=30.0, help="updates a second")
    chosen = parser.parse_args()
    print("| min | answers | p50 | p95 | longest | RSS | of a core | load |\n|---|---|---|---|---|---|---|---|")
    found = asyncio.run(endure(chosen.minutes, chosen.rate, quiet=False))
    print(f"said {found.said:,}, unanswered {found.unanswered}, reports {found.reported:,}, ", end="")
    print(f"memory {found.growth_mb:+.1f} MB over the last two thirds, file {found.file_mb:.1f} MB")


if __name__ == "__main__":
    main()
