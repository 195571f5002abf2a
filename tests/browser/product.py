"""The product as its user starts it: `wennuan sandbox`, in a process and a folder of its own."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = 120.0  # seconds for everything to start, on a busy machine


@dataclass
class Product:
    """The running command; ``output`` is what it printed until it was ready."""

    url: str
    folder: Path
    output: list[str]
    pid: int


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Product]:
    """Starts it, with its data in ``folder``/data, and stops it in the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", "0", "--data", str(folder / "data"),
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output: list[str] = []
    try:
        async with asyncio.timeout(START):
            url = await _address(process, output)
        yield Product(url, folder, output, process.pid)
    finally:
        process.terminate()
        await process.communicate()


async def _address(process: asyncio.subprocess.Process, output: list[str]) -> str:
    """What the command prints when it is ready; raises ``AssertionError`` with the output when it ends before."""
    assert process.stdout
    async for line in process.stdout:
        output.append(line.decode())
        if found := re.search(r"http://127\.0\.0\.1:\d+", output[-1]):
            return found.group()
    raise AssertionError("".join(output))
