"""Sends a running bot rosters of hostile shapes (`tests.faults.hostile`) while others ask, and measures what it costs.

`python -m tests.faults.files --files 300 --scale 1 --stops 20`: how much the bot's memory grew at its peak, how long
others waited for their answers, and how long SIGTERM took at random moments while a file was being read.
"""

import argparse
import asyncio
import os
import random
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from sqlalchemy import insert, select

from bot.core.people import Role
from bot.members.texts.roster import TOO_MANY_WRONG
from bot.ops.opening import prepare
from bot.store import tables as t
from bot.store.engine import Store
from tests.faults.hostile import dense, formatted_cells, unpacked, write_rosters
from tests.faults.process import Place, settled
from tests.support import NOON, fill_roster
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn, standing_in

OFFICERS = (301, 101, 102)  # who send files, all of the committee
PATIENCE = 120.0
ASK_SECONDS = 0.5  # between two questions of others
LATE = 2.0
QUESTION = "生病住院能领多少慰问金"


@dataclass
class Figures:
    """`growth`: MB of memory that the bot (not its children) took at its peak beyond before. Times in seconds.

    `slowest`: of the answers to others meanwhile, `late`: how many took longer than 2 s; `calm`: the slowest of those
    before the first file. `why`: of each late one (how long it took; how long the bot's loop worked meanwhile; how long
    the bot's loop, then Telegram's stand-in here, were ready to work while other programs had the processor).
    """

    files: int = 0
    answers: Counter[str] = field(default_factory=Counter)  # how many previews, and refusals by their first words
    unanswered: list[str] = field(default_factory=list)
    growth: float = 0.0
    questions: int = 0
    slowest: float = 0.0
    late: int = 0
    why: list[tuple[float, ...]] = field(default_factory=list)
    calm: float = 0.0
    stops: list[float] = field(default_factory=list)
    orphans: int = 0


class Crowd:
    """Telegram's side: numbers updates, and waits for what is said to whom."""

    def __init__(self, standin: StandIn) -> None:
        self.standin, self._number = standin, 0

    def say(self, chat: int, text: str) -> None:
        self._number += 1
        self.standin.push(said(self._number, text, chat))

    def send(self, chat: int, name: str, content: bytes) -> None:
        self._number += 1
        key = f"file{self._number}"
        self.standin.files[key] = content
        update = said(self._number, "", chat)
        del update["message"]["text"]
        document = {"file_id": key, "file_unique_id": key, "file_name": name, "file_size": len(content)}
        self.standin.push(update | {"message": update["message"] | {"document": document}})

    def words(self, chat: int) -> list[str]:
        """What was said there about files: previews and refusals. Workbooks and lists come along as documents."""
        said = (payload.get("text") for payload in self.standin.sent(chat))
        return [text for text in said if text and text != TOO_MANY_WRONG]

    async def told(self, chat: int, before: int) -> None:
        """Returns once the chat has been told something more about a file."""
        await self.standin.until(lambda: len(self.words(chat)) > before, PATIENCE)

    async def heard(self, chat: int, before: int) -> float:
        """Seconds until the chat is told something more."""
        began = monotonic()
        await self.standin.until(lambda: self.standin.count(chat) > before, PATIENCE)
        return monotonic() - began


@asynccontextmanager
async def living(place: Place, url: str) -> AsyncIterator[Process]:
    """The bot, with its own routes, as `tests.faults.child` runs it."""
    environment = os.environ | {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": url,
        "DATA_DIR": str(place.folder),
        "DATABASE_URL": place.database,
        "DATA_KEYS": place.key,
        "BACKUP_DAILY": "false",
    }
    line = (sys.executable, "-m", "tests.faults.child", "--product")
    bot = await asyncio.create_subprocess_exec(*line, env=environment, stderr=DEVNULL)
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


async def measure(files: int, scale: float, stops: int, seed: int = 1) -> Figures:
    figures = Figures(files=files)
    with tempfile.TemporaryDirectory() as folder, settled(Path(folder), "sqlite", "polling") as place:
        paths = write_rosters(place.folder, files, seed, scale)
        store = place.store()
        await _seed(store)
        await store.close()
        async with standing_in() as standin:
            crowd = Crowd(standin)
            async with living(place, standin.url) as bot:
                await _attack(bot, crowd, iter(paths), figures)
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
            print(figures, file=sys.stderr)  # the stops take their time, too
            chance = random.Random(seed)
            for _ in range(stops):
                await _stop_in_the_midst(place, crowd, chance, scale, figures)
    return figures


async def _seed(store: Store) -> None:
    """The sample people; two more of them are officers of the committee, so that several send files."""
    await prepare(store)
    people = await fill_roster(store)
    chosen = [one for one in people.values() if one.telegram_id in OFFICERS and one.committee_office is None]
    async with store.begin() as tx:
        committee = await tx.value(select(t.branches.c.id).where(t.branches.c.committee))
        rows = [{"member_id": one.id, "branch_id": committee, "role": Role.OFFICER} for one in chosen]
        await tx.run(insert(t.offices), [row | {"since": NOON.date()} for row in rows])


async def _attack(bot: Process, crowd: Crowd, files: Iterator[Path], figures: Figures) -> None:
    for number in range(min(20, 2 + figures.files // 10)):  # what it takes in any case, on this machine now
        crowd.say(80_000 + number, QUESTION)
        waited = await crowd.heard(80_000 + number, 0)
        figures.calm = max(figures.calm, waited if number else 0.0)  # without the start
        await asyncio.sleep(ASK_SECONDS)
    before = _memory(bot.pid, "VmRSS")
    asking = asyncio.create_task(_ask(bot, crowd, figures))
    await asyncio.gather(*(_officer(crowd, chat, files, figures) for chat in OFFICERS))
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    figures.growth = _memory(bot.pid, "VmHWM") - before


async def _officer(crowd: Crowd, chat: int, files: Iterator[Path], figures: Figures) -> None:
    """Sends the next file once the last one has been answered; no faster than a person is allowed to."""
    for path in files:
        before = len(crowd.words(chat))
        crowd.send(chat, path.name, path.read_bytes())
        try:
            await crowd.told(chat, before)
        except TimeoutError:
            figures.unanswered.append(path.name)
            continue
        answer = crowd.words(chat)[before]
        figures.answers["预览" if "预览（还没有写入）" in answer else answer[:30]] += 1
        await asyncio.sleep(2.0)


async def _ask(bot: Process, crowd: Crowd, figures: Figures) -> None:
    """Somebody new asks every half second."""
    while True:
        chat = 10_000 + figures.questions
        before = (*_turns(bot.pid), *_turns(os.getpid()))
        crowd.say(chat, QUESTION)
        waited = await crowd.heard(chat, 0)
        figures.slowest = max(figures.slowest, waited)
        if waited > LATE:
            figures.late += 1
            after = (*_turns(bot.pid), *_turns(os.getpid()))
            worked, queued, _own, ours = (round(now - was, 2) for now, was in zip(after, before, strict=True))
            figures.why.append((round(waited, 2), worked, queued, ours))
        figures.questions += 1
        await asyncio.sleep(ASK_SECONDS)


async def _stop_in_the_midst(place: Place, crowd: Crowd, chance: random.Random, scale: float, figures: Figures) -> None:
    slow = chance.choice([dense, formatted_cells, unpacked])(chance, scale)
    async with living(place, crowd.standin.url) as bot:
        chat = 90_000 + len(figures.stops)
        crowd.say(chat, QUESTION)
        await crowd.heard(chat, 0)
        crowd.send(OFFICERS[0], "慢.xlsx", slow)
        await asyncio.sleep(chance.uniform(0.0, 3.0))
        children = _children(bot.pid)
        began = monotonic()
        bot.send_signal(signal.SIGTERM)
        await asyncio.wait_for(bot.wait(), 60)
        figures.stops.append(round(monotonic() - began, 2))
        figures.orphans += sum(Path(f"/proc/{child}").exists() for child in children)


def _memory(pid: int, field_name: str) -> float:
    """MB, as Linux counts them."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field_name}:"))


def _turns(pid: int) -> tuple[float, float]:
    """Seconds that the process's first thread (its loop) has worked, and has waited for its turn at a processor."""
    worked, queued, _times = Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()
    return int(worked) / 1e9, int(queued) / 1e9


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text().split()] if found.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--stops", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(asyncio.run(measure(chosen.files, chosen.scale, chosen.stops, chosen.seed)))


if __name__ == "__main__":
    main()
