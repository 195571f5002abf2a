"""A thousand greetings and two hundred cards while members ask, against a Bot API that enforces Telegram's limits.

    python -m tests.benchmarks.limits --greetings 1000 --cards 200

One message a second to a chat, 20 a minute to a group, 30 a second in all (`bot/sandbox/faults.py`): more is refused
with 429. In the midst of it one chat is refused once without a reason; the others must not notice.
"""

import argparse
import asyncio
import os
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import orjson
from pydantic import SecretStr

from bot.app import App, build
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.messages import JsonObject, Outgoing
from bot.core.work.unit import unit
from bot.sandbox.errors import TooManyRequests
from bot.sandbox.faults import Limits
from tests.benchmarks.bare import Refused
from tests.benchmarks.city import FIRST_CHAT, City, Mailbox, Member, serving
from tests.benchmarks.contestants import TOKEN
from tests.benchmarks.process import Place, settle

GROUPS = 10
ASKING = 200  # members who have no birthday today
ASK_EVERY = 0.5  # seconds
CLOSED_SECONDS = 4
PATIENCE = 600.0


@dataclass(frozen=True)
class LimitsKept:
    """How the limits were kept. Times in seconds."""

    seconds: float  # until everything had arrived
    arrived: int  # greetings and cards
    doubled: int
    unprovoked: int  # answers 429 that the bot has brought upon itself
    asked: int
    p95: float  # until a question was answered, while the queue was long
    longest: float
    pause: float  # the longest without a message to anybody, while one chat was refused
    load: float


class Strict(Mailbox):
    """The Bot API that refuses what comes too fast, and one greeting for no reason, when so many have arrived."""

    def __init__(self, members: list[Member], refuse_at: int) -> None:
        super().__init__()
        self.city = City(members, self.offer)
        self._limits, self._refuse_at = Limits(on=True), refuse_at
        self._closed: tuple[int, float] | None = None  # the chat that was refused, and when
        self.unprovoked = 0
        self.bulk: Counter[str] = Counter()  # greetings and cards, by what tells them apart
        self._moments: list[float] = []  # when a message arrived

    async def api(self, method: str, query: str, body: bytes) -> bytes:
        if not method.startswith("send"):
            return await super().api(method, query, body)
        payload = orjson.loads(body)
        self._refuse(method, payload)
        self._moments.append(perf_counter())
        if payload["chat_id"] not in self.city.by_chat:
            self.bulk[payload["text"] if payload["chat_id"] < 0 else str(payload["chat_id"])] += 1
        return await super().api(method, query, body)

    def _refuse(self, method: str, payload: JsonObject) -> None:
        chat, now = payload["chat_id"], perf_counter()
        if self._closed is None and len(self.bulk) >= self._refuse_at and chat > 0 and chat not in self.city.by_chat:
            self._closed = (chat, now)
            raise _too_many(CLOSED_SECONDS)
        try:
            self._limits.check(method, chat)
        except TooManyRequests:
            self.unprovoked += 1
            raise _too_many(1) from None

    def pause(self) -> float:
        """The longest without a message while one chat was refused."""
        began = self._closed[1] if self._closed else 0.0
        during = [began, *(moment for moment in self._moments if began < moment < began + CLOSED_SECONDS)]
        return max((after - before for before, after in pairwise(during)), default=0.0)


def _too_many(seconds: int) -> Refused:
    said = {"error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": seconds}}
    return Refused(429, orjson.dumps({"ok": False} | said))


async def keep(greetings: int, cards: int) -> LimitsKept:
    """Runs it in this process. Raises TimeoutError when something does not arrive."""
    strict = Strict([Member(FIRST_CHAT + n) for n in range(ASKING)], refuse_at=greetings // 4)
    with tempfile.TemporaryDirectory() as folder:
        place = await settle(Path(folder), None, ASKING + greetings, greetings)
        async with serving(strict, 0) as url:
            app = await build(_settings(place, url), SystemClock())
            await app.start()
            try:
                seconds = await _rush(app, strict, greetings, cards)
            finally:
                await app.stop()
    took = sorted(each for _, each, _ in strict.city.took) or [0.0]
    return LimitsKept(
        seconds=seconds,
        arrived=len(strict.bulk),
        doubled=sum(count > 1 for count in strict.bulk.values()),
        unprovoked=strict.unprovoked,
        asked=len(took),
        p95=took[len(took) * 95 // 100],
        longest=took[-1],
        pause=strict.pause(),
        load=os.getloadavg()[0],
    )


async def _rush(app: App, strict: Strict, greetings: int, cards: int) -> float:
    """All at once: the cards, the greetings, and somebody who asks every half second; returns how long it took."""
    began, number = perf_counter(), 0
    async with unit(app.deps) as u:
        await u.say(*(Outgoing(-1 - n % GROUPS, f"申报 {n}", card=f"bench:{n}") for n in range(cards)))
    sweep = asyncio.create_task(app.run_due())  # writes the greetings
    while len(strict.bulk) < greetings + cards or any(member.wants for member in strict.city.members):
        strict.city.ask(strict.city.members[number % ASKING], number)
        number += 1
        await asyncio.sleep(ASK_EVERY)
        if perf_counter() - began > PATIENCE:
            raise TimeoutError(f"{len(strict.bulk)} have arrived")
    seconds = perf_counter() - began
    await sweep
    return seconds


def _settings(place: Place, url: str) -> Settings:
    return Settings(
        _env_file=None,
        bot_token=SecretStr(TOKEN),
        telegram_api_base=url,
        data_dir=place.folder,
        data_keys=SecretStr(place.key),
        backup_daily=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--greetings", type=int, default=1000)
    parser.add_argument("--cards", type=int, default=200)
    chosen = parser.parse_args()
    print(asyncio.run(keep(chosen.greetings, chosen.cards)))


if __name__ == "__main__":
    main()
