"""Updates per second and how long an answer takes, against echo bots on the same stand-in, one after another.

    python -m tests.benchmarks.bench_throughput [seconds [rounds]]

The bots take turns, several rounds long, and the round in the middle counts: what else the machine does hits them all.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contestants import CONCURRENCY

NAMES = ("ptb-sequential", "ptb-concurrent", "aiogram", "wennuan")
#: By delay in milliseconds, how many members wait at a time. An answer takes two ways through the network (the update
#: comes, the answer goes): with 32 who wait, nobody can answer more than 320 a second at 50 ms.
WAITING = {0: CONCURRENCY, 50: 2 * CONCURRENCY}
ROUNDS = 3
START_SECONDS = 60.0


@dataclass(frozen=True)
class Figure:
    """What one bot did while so many waited for an answer: answers a second, milliseconds until half and 99 % were
    there, processor time an answer (which tells more than the rate where the machine is busy with other things),
    resident memory in MB.
    """

    name: str
    delay_ms: int
    users: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    rss_mb: float


def measure(name: str, seconds: float, delay_ms: int = 0, users: int = CONCURRENCY) -> Figure:
    """Starts the stand-in and one bot, lets the users ask, and stops both."""
    port = _free_port()
    with _process("tests.benchmarks.fast_api", str(port), str(users), str(delay_ms)) as api:
        assert api.stdout is not None
        assert api.stdout.readline().strip() == b"ready"
        url, patience = f"http://127.0.0.1:{port}", seconds + START_SECONDS
        with _process("tests.benchmarks.contestants", name, url) as bot:
            with urllib.request.urlopen(f"{url}/x/start?seconds={seconds}&pid={bot.pid}", timeout=patience) as answer:  # noqa: S310
                found = json.load(answer)
            rss = _rss_mb(bot.pid)
    if not found["p50_ms"]:
        raise RuntimeError(f"{name} has answered nothing")
    return Figure(name, delay_ms, users, found["per_second"], found["p50_ms"], found["p99_ms"], found["cpu_ms"], rss)


@contextmanager
def _process(module: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    environment = os.environ | {"PTB_TIMEDELTA": "true"}
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _rss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def table(figures: list[Figure]) -> str:
    """The figures as Markdown."""
    lines = [
        "| bot | network delay | waiting | answers/s | p50 | p99 | CPU an answer | RSS |",
        "|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join(lines + [_line(figure) for figure in figures])


def _line(f: Figure) -> str:
    cells = (
        f"{f.delay_ms} ms",
        f"{f.users}",
        f"{f.per_second:,.0f}",
        f"{f.p50_ms:.1f} ms",
        f"{f.p99_ms:.1f} ms",
        f"{f.cpu_ms:.2f} ms",
        f"{f.rss_mb:.0f} MB",
    )
    return f"| {f.name} | {' | '.join(cells)} |"


def middle(figures: Iterable[Figure]) -> Figure:
    """That of the round in the middle, by its rate."""
    ranked = sorted(figures, key=lambda figure: figure.per_second)
    return ranked[len(ranked) // 2]


def main(seconds: float = 5.0, rounds: int = ROUNDS) -> list[Figure]:
    """Prints the figures, and how often ours is theirs."""
    figures: list[Figure] = []
    for delay, users in WAITING.items():
        taken = [[measure(name, seconds, delay, users) for name in NAMES] for _ in range(rounds)]
        figures += [middle(of_one) for of_one in zip(*taken, strict=True)]
        print(f"load {os.getloadavg()[0]:.1f}", _ratios(figures[-len(NAMES) :]))
    print(table(figures))
    return figures


def _ratios(figures: list[Figure]) -> str:
    *others, ours = figures
    return ", ".join(f"{ours.per_second / one.per_second:.1f} × {one.name}" for one in others)


if __name__ == "__main__":
    began = time.monotonic()
    given = sys.argv[1:]
    main(float(given[0]) if given else 5.0, int(given[1]) if len(given) > 1 else ROUNDS)
    print(f"{time.monotonic() - began:.0f} s")
