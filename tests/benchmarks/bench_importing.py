"""How long members wait while an officer's document is read: `python -m tests.benchmarks.bench_importing`.

The product as it is started, over real HTTP, on this machine. Members ask one after another; a notice is sent as Word,
as PDF and as a scan, and between the readings they ask as many times without one. The 95th percentiles of the two are
compared; rounds take turns, so that what else the machine does hits both. Before, each file is read once while nobody
asks: what processor time that costs the bot's own process, whatever else the machine does.
"""

import asyncio
import json
import os
import statistics
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from io import BytesIO
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.sandbox.client import SandboxClient
from knowledge.documents.files import scan
from tests.browser.product import running
from tests.knowledge.documents import samples

QUESTIONS = (
    "生病住院能领多少慰问金",
    "结婚有什么",
    "退休有纪念品吗",
    "疗休养怎么报名",
    "生孩子送什么",
    "乒乓球比赛什么时候",
)
ROUNDS = 3
ASKED = 60  # times in a round without a reading
PAUSE = 0.25  # seconds between an answer and the next question: seven members may not ask more often
OFFICER = "蒋明华"
PATIENCE = 240.0
TICKS = os.sysconf("SC_CLK_TCK")
IDLE = 5.0  # seconds for which nothing is done


@dataclass
class Waits:
    """Seconds from a question to its answer."""

    cost: float = 0.0  # processor seconds of the bot's own process for one reading
    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)


class Members:
    """Bound members who ask in turn, so that nobody asks too often."""

    def __init__(self, client: SandboxClient, people: list[int]) -> None:
        self._client, self._people, self._questions = client, cycle(people), cycle(QUESTIONS)

    async def ask(self) -> float:
        who, began = next(self._people), perf_counter()
        asked = await self._client.say(who, next(self._questions))
        await self._client.wait_for(who, lambda one: bool(one["by_bot"]), after=asked["message_id"])
        waited = perf_counter() - began
        await asyncio.sleep(PAUSE)
        return waited


def files() -> dict[str, bytes]:
    """One notice in three forms; the scan is the PDF's first page."""
    lines = samples.paragraphs(samples.RULES)
    pdf, picture = samples.pdf(lines), BytesIO()
    scan._drawn(scan._drawer(pdf), 1, 150).save(picture, "PNG")
    return {"docx": samples.docx(lines), "pdf": pdf, "scan": picture.getvalue()}


async def measure(rounds: int) -> dict[str, Waits]:
    """By the form of the file."""
    with TemporaryDirectory() as name:
        async with running(Path(name)) as product, SandboxClient(product.url) as client:
            everybody = await client.people()
            officer = next(one["id"] for one in everybody if one["name"] == OFFICER)
            members = Members(client, [one["id"] for one in everybody if one["role"] == "member"])
            for _ in range(2 * len(QUESTIONS)):
                await members.ask()  # everything is read in
            found = {
                form: Waits(await _cost(client, officer, content, form, product.pid))
                for form, content in files().items()
            }
            for _ in range(rounds):
                for form, content in files().items():
                    found[form].alone += [await members.ask() for _ in range(ASKED)]
                    found[form].beside += await _while_read(client, officer, content, form, members.ask)
            return found


async def _cost(client: SandboxClient, officer: int, content: bytes, form: str, pid: int) -> float:
    """Beyond what the process takes while nothing is done."""
    before = _processor(pid)
    await asyncio.sleep(IDLE)
    idle, began, before = (_processor(pid) - before) / IDLE, perf_counter(), _processor(pid)
    read = await _read(client, officer, content, form)
    cost = _processor(pid) - before - idle * (perf_counter() - began)
    await client.press(officer, "取消这一份", read)
    await client.settle(seconds=PATIENCE)
    return cost


def _processor(pid: int) -> float:
    """Seconds of processor that a process has taken, its children apart."""
    spent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(spent[11]) + int(spent[12])) / TICKS


async def _read(client: SandboxClient, officer: int, content: bytes, form: str) -> int:
    """Sends the file and waits until it has been read; the message by which its review is dropped."""
    await client.say(officer, "/notices")
    sent = await client.send(officer, document=content, name=f"notice.{form}")
    read = await client.wait_for(
        officer, lambda one: "取消这一份" in one["buttons"], after=sent["message_id"], seconds=PATIENCE
    )
    return int(read["id"])


async def _while_read(
    client: SandboxClient, officer: int, content: bytes, form: str, ask: Callable[[], Awaitable[float]]
) -> list[float]:
    """The waits while the file is read, as often as it takes to ask enough; each review is dropped."""
    waits: list[float] = []
    while len(waits) < ASKED:
        read = asyncio.create_task(_read(client, officer, content, form))
        while not read.done():
            waits.append(await ask())
        await client.press(officer, "取消这一份", read.result())
        await client.settle(seconds=PATIENCE)
    return waits


def p95(waits: list[float]) -> float:
    return statistics.quantiles(waits, n=20)[-1]


def table(found: dict[str, Waits]) -> str:
    lines = [
        "| file | bot's processor | asked without | p50 | p95 | asked meanwhile | p50 | p95 | p95 ratio |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for form, one in found.items():
        parts = [
            f"{len(w)} | {1000 * statistics.median(w):.0f} ms | {1000 * p95(w):.0f} ms" for w in (one.alone, one.beside)
        ]
        lines.append(
            f"| {form} | {1000 * one.cost:.0f} ms | {' | '.join(parts)} | {p95(one.beside) / p95(one.alone):.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    found = asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
    print(table(found))
    print(json.dumps({form: round(p95(one.beside) / p95(one.alone), 2) for form, one in found.items()}))


if __name__ == "__main__":
    main()
