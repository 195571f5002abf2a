"""Updates per second and how long an answer takes, against echo bots on the same stand-in, one after another."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contestants import CONCURRENCY

NAMES = ("ptb-sequential", "ptb-concurrent", "aiogram", "wennuan")
START_SECONDS = 60.0


@dataclass(frozen=True)
class Figure:
    """What one bot did: answers a second, milliseconds until half and 99 % were there, processor time an answer

    (which tells more than the rate where the machine is busy with other things), resident memory in MB.
    """

    name: str
    delay_ms: int
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
    return Figure(name, delay_ms, found["per_second"], found["p50_ms"], found["p99_ms"], found["cpu_ms"], rss)


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
    lines = ["| bot | network delay | answers/s | p50 | p99 | CPU an answer | RSS |", "|---|---|---|---|---|---|---|"]
    return "\n".join(lines + [_line(figure) for figure in figures])


def _line(f: Figure) -> str:
    cells = (
        f"{f.delay_ms} ms",
        f"{f.per_second:,.0f}",
        f"{f.p50_ms:.1f} ms",
        f"{f.p99_ms:.1f} ms",
        f"{f.rss_mb:.0f} MB",
    )
    return f"| {f.name} | {' | '.join(cells)} |"


def main(seconds: float = 8.0) -> list[Figure]:
    figures = [measure(name, seconds, delay) for delay in (0, 50) for name in NAMES]
    print(table(figures))
    return figures


if __name__ == "__main__":
    began = time.monotonic()
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 8.0)
    print(f"{time.monotonic() - began:.0f} s")
