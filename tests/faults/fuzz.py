"""Feeds the whole bot odd updates, and looks for exceptions, stalls and requests that Telegram would refuse.

`python -m tests.faults.fuzz --updates 100000 --seed 1`. The bot's own routes on a real database, real HTTP in and out:
what has its number comes by long polling, what is not even JSON by webhook (in a batch it would spoil the others).
After every burst somebody asks a plain question, once in a chat of his own and once behind the burst's last chat.
"""

import argparse
import asyncio
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from time import monotonic, process_time

import aiohttp
import uvloop
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.app import App, build
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.logs import configure
from bot.core.messages import JsonObject
from bot.sandbox.errors import Violation
from bot.sandbox.schema import check
from bot.store import tables as t
from bot.traffic.pacing import UNPACED
from bot.traffic.webhook import SECRET_HEADER, Webhook
from tests.faults.odd import Odd
from tests.faults.process import SECRET, free_port, watched
from tests.support import GROUPS, PEOPLE, fill_roster
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn, standing_in

BURST = 50
REPORT = 2500  # updates between two lines of what was found so far
PLAIN = "生病住院能领多少慰问金"
PATIENCE = 120.0  # seconds until a question that is not answered is given up
FIRST_ASKER = 900_000


@dataclass
class Found:
    """What a run has found. Seconds: how long the plain questions waited."""

    updates: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    raised: Counter[str] = field(default_factory=Counter)  # where a handler, or anything else, raised
    violations: Counter[str] = field(default_factory=Counter)  # requests of the bot that the schema refuses
    refused: int = 0  # calls that were not answered 200
    asked: int = 0
    unanswered: int = 0  # plain questions that nothing came back to
    slowest: float = 0.0
    busiest: float = 0.0  # the same in seconds of this process's own work, when others keep the machine busy
    seconds: float = 0.0
    stopped: float = 0.0  # of them nobody let this process run (see `tests.faults.process.Pauses`)

    @property
    def unparseable(self) -> float:
        return self.states["quarantined"] / max(1, self.updates)


class Watch(StringIO):
    """Reads the bot's log: every warning counts, except that an update could not be read and was set aside."""

    def __init__(self, found: Found) -> None:
        super().__init__()
        self._found = found

    def write(self, text: str) -> int:
        for line in filter(None, text.splitlines()):
            told = json.loads(line)
            if told["event"] != "update.quarantined" or told["attempts"] > 1:
                ways = " < ".join(reversed(told.get("trace") or []))
                self._found.raised[f"{told['event']} {told.get('error', '')} {ways}"] += 1
        return len(text)


class Fuzz:
    """One bot, one seed."""

    def __init__(self, app: App, standin: StandIn, hook: str, seed: int) -> None:
        self._app, self._standin, self._hook = app, standin, hook
        accounts = [account for *_, account, _ in PEOPLE if account]
        self._odd = Odd(seed, (*accounts, 4001, 4002), tuple(GROUPS.values()))
        self._next, self._seen = 1, 0
        self.found = Found()

    async def run(self, updates: int) -> Found:
        began = monotonic()
        async with aiohttp.ClientSession() as session, watched() as pauses:
            while self.found.updates < updates:
                await self._burst(session, min(BURST, updates - self.found.updates))
                self._look()
                self.found.seconds, self.found.stopped = monotonic() - began, pauses.seconds
                if self.found.updates % REPORT == 0:
                    print(await self._counted(), flush=True)
        return await self._settled()

    async def _burst(self, session: aiohttp.ClientSession, size: int) -> None:
        for _ in range(size):
            number = self._number()
            kind, body = self._odd.update(number)
            self.found.kinds[kind] += 1
            value = _value(body)
            if isinstance(value, dict) and value.get("update_id") == number:
                self._standin.push(value)
            else:
                await self._post(session, body)
        self.found.updates += size
        behind = self._odd.chance.choice((101, 102, 201))  # members whose chats the burst has filled
        askers = (FIRST_ASKER + self._next, behind)
        await asyncio.gather(*(self._ask(said(self._number(), PLAIN, asker)) for asker in askers))

    def _number(self) -> int:
        self._next += 1
        return self._next

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> None:
        async with session.post(self._hook, data=body, headers={SECRET_HEADER: SECRET}) as answer:
            self.found.refused += answer.status != 200

    async def _ask(self, question: JsonObject) -> None:
        """Asks, and notes how long it took until something came into that chat, in all and of this process's work."""
        began, worked, chat = monotonic(), process_time(), question["message"]["chat"]["id"]
        before = self._standin.count(chat)
        self._standin.push(question)
        self.found.asked += 1
        try:
            await self._standin.until(lambda: self._standin.count(chat) > before, PATIENCE)
        except TimeoutError:
            self.found.unanswered += 1
        self.found.slowest = max(self.found.slowest, monotonic() - began)
        self.found.busiest = max(self.found.busiest, process_time() - worked)

    def _look(self) -> None:
        """Looks at what the bot has asked of Telegram since, and keeps its buttons to be pressed."""
        for method, payload in self._standin.calls[self._seen :]:
            try:
                check(method, {key: value for key, value in payload.items() if key != "shown_as"})
            except Violation as wrong:
                self.found.violations[f"{method}: {wrong.description}"] += 1
            for row in (payload.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if data := button.get("callback_data"):
                        self._odd.buttons.append((payload["chat_id"], payload["shown_as"], data))
        self._seen = len(self._standin.calls)

    async def _settled(self) -> Found:
        """Waits until no update is pending."""
        for _ in range(int(PATIENCE)):
            if not (await self._counted()).states["pending"]:
                break
            await asyncio.sleep(1.0)
        return self.found

    async def _counted(self) -> Found:
        async with self._app.store.read() as tx:
            rows = await tx.all(select(t.inbox.c.state, func.count().label("n")).group_by(t.inbox.c.state))
        self.found.states = Counter({row["state"]: row["n"] for row in rows})
        return self.found


def _value(body: bytes) -> object:
    """The JSON value that it is; None when it is none that a batch could hold."""
    try:
        return json.loads(body, parse_constant=int)
    except (ValueError, RecursionError):
        return None


async def fuzz(updates: int, seed: int, folder: Path) -> Found:
    port = free_port()
    async with standing_in() as standin:
        settings = Settings(
            _env_file=None,
            bot_token=SecretStr(TOKEN),
            telegram_api_base=standin.url,
            data_dir=folder,
            backup_daily=False,
        )
        app = await build(settings, SystemClock(), pace=UNPACED)
        await fill_roster(app.store)
        await app.start()
        webhook = Webhook(app.writer, "127.0.0.1", port, "/", SECRET)
        await webhook.start()
        try:
            fuzzing = Fuzz(app, standin, f"http://127.0.0.1:{port}/", seed)
            configure("WARNING", Watch(fuzzing.found))
            return await fuzzing.run(updates)
        finally:
            await webhook.stop()
            await app.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(uvloop.run(fuzz(chosen.updates, chosen.seed, Path(folder))))


if __name__ == "__main__":
    main()
