"""A Bot API that costs next to nothing: one process, bare asyncio, users who ask again once they are answered.

`python -m tests.benchmarks.fast_api PORT USERS DELAY_MS` serves `/bot<token>/<method>` and, for the benchmark,
`GET /start?seconds=S&pid=P`, which lets the users ask for S seconds (after a warm-up) and answers with what was
measured of the bot that is process P.
"""

import asyncio
import json
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qs

import uvloop

from tests.benchmarks.bare import Connection

QUESTIONS = (
    "生病住院能领多少慰问金",
    "结婚有没有慰问品",
    "生孩子工会给什么",
    "退休慰问品是多少",
    "父亲去世了有慰问金吗",
    "疗休养今年安排几批",
    "机关职工大讲堂什么时候办",
    "羽毛球比赛怎么报名",
    "九九重阳登山在哪里",
    "困难职工怎么申报慰问",
    "工会经费上解比例是多少",
    "孩子考上大学有补助吗",
)
ME = {"id": 123456, "is_bot": True, "first_name": "b", "username": "b_bot"}
CHAT = re.compile(rb"chat_id\D{1,12}?(\d+)")
OFFSET = re.compile(rb"offset\D{1,12}?(\d+)")
FIRST_CHAT = 1000
MEMBERS = 5000
WARM_UP = 1.0


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far, all threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Crowd:
    """The members of a city's unions; `users` of them have a question out at a time. Times in seconds."""

    def __init__(self, users: int) -> None:
        self.users = users
        self.asking = False
        self.next_id = 1
        self.waiting: list[bytes] = []  # updates that nobody has fetched
        self.unconfirmed: list[tuple[int, bytes]] = []
        self.asked: dict[int, float] = {}
        self.took: list[float] = []
        self.news = asyncio.Event()

    def ask(self) -> None:
        """The next member's question; a member asks again only when all others have."""
        chat = FIRST_CHAT + self.next_id % MEMBERS
        text = QUESTIONS[self.next_id % len(QUESTIONS)]
        person = {"id": chat, "is_bot": False, "first_name": "u"}
        message = {"message_id": self.next_id, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person}
        update = {"update_id": self.next_id, "message": message | {"text": text}}
        self.unconfirmed.append((self.next_id, json.dumps(update).encode()))
        self.next_id += 1
        self.asked[chat] = perf_counter()
        self.news.set()

    def answered(self, chat: int) -> None:
        asked = self.asked.pop(chat, None)
        if asked is not None:
            self.took.append(perf_counter() - asked)
            if self.asking:
                self.ask()

    async def updates(self, offset: int) -> bytes:
        self.unconfirmed = [one for one in self.unconfirmed if one[0] >= offset]
        if not self.unconfirmed:
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), 2.0)
        return b'{"ok":true,"result":[' + b",".join(body for _, body in self.unconfirmed[:100]) + b"]}"

    async def measure(self, seconds: float, pid: int) -> bytes:
        """Lets everybody ask, leaves the warm-up out, and tells what the answers took: time, processor time."""
        self.asking = True
        for _ in range(self.users):
            self.ask()
        while not self.took:  # noqa: ASYNC110 - the bot is still starting
            await asyncio.sleep(0.05)
        await asyncio.sleep(WARM_UP)
        self.took.clear()
        began, spent = perf_counter(), cpu_seconds(pid)
        await asyncio.sleep(seconds)
        took, elapsed, spent = sorted(self.took), perf_counter() - began, cpu_seconds(pid) - spent
        self.asking = False
        result = {
            "per_second": len(took) / elapsed,
            "p50_ms": 1000 * took[len(took) // 2] if took else None,
            "p99_ms": 1000 * took[len(took) * 99 // 100] if took else None,
            "cpu_ms": 1000 * spent / len(took) if took else None,
        }
        return json.dumps(result).encode()


class Api:
    """What the bot and the benchmark ask for."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd

    async def __call__(self, method: str, query: str, body: bytes) -> bytes:
        match method:
            case "getUpdates":
                found = OFFSET.search(body)
                return await self._crowd.updates(int(found[1]) if found else 0)
            case "sendMessage":
                chat = int(CHAT.search(body)[1])  # type: ignore[index]
                self._crowd.answered(chat)
                sent = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
                return json.dumps({"ok": True, "result": sent}).encode()
            case "getMe":
                return json.dumps({"ok": True, "result": ME}).encode()
            case "start":
                asked = parse_qs(query)
                return await self._crowd.measure(float(asked["seconds"][0]), int(asked["pid"][0]))
        return b'{"ok":true,"result":true}'


async def main(port: int, users: int, delay: float) -> None:
    api = Api(Crowd(users))
    server = await asyncio.get_running_loop().create_server(lambda: Connection(api, delay), "127.0.0.1", port)
    print("ready", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) / 1000))
