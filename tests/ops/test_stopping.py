"""The bot stops within ten seconds whatever it is doing, and says on the terminal what it does."""

import asyncio
import os
import pty
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.app import App, build
from bot.core.clock import SystemClock
from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.core.messages import JsonObject
from bot.traffic.reaching import Terminal, reason
from bot.traffic.transport import Garbled, NotSent
from tests import support
from tests.faults.process import free_port
from tests.traffic.conftest import standin
from tests.traffic.routes import echo_routes
from tests.traffic.standin import ME, TOKEN, Fault, StandIn, ok, raw_answer, refusal

__all__ = ["standin"]
LIMIT = 10.0  # seconds
UNREACHABLE = "http://127.0.0.1:9"


class Said(StringIO):
    """What the terminal has been told; `until` waits for so many lines of it."""

    def __init__(self) -> None:
        super().__init__()
        self._news = asyncio.Event()

    def write(self, text: str) -> int:
        self._news.set()
        return super().write(text)

    async def until(self, count: int) -> list[str]:
        async with asyncio.timeout(60):
            while len(lines := self.getvalue().splitlines()) < count:
                self._news.clear()
                await self._news.wait()
        return lines


async def hang(_request: web.Request, _payload: JsonObject) -> web.StreamResponse:
    await asyncio.sleep(600)
    raise AssertionError("nobody waits that long")


def answers(value: object) -> Fault:
    async def fault(_request: web.Request, _payload: JsonObject) -> web.StreamResponse:
        return ok(value)

    return fault


async def app_at(url: str, folder: Path, said: StringIO | None = None, **values: Any) -> App:  # noqa: ANN401
    settings = Settings(_env_file=None, bot_token=SecretStr(TOKEN), telegram_api_base=url, data_dir=folder, **values)
    webhook = "webhook_url" in values
    return await build(settings, SystemClock(), routes=echo_routes, webhook=webhook, terminal=Terminal(url, said))


async def stopped(running: "asyncio.Task[None]") -> float:
    """Tells it to stop, as the signals do; returns how long it took."""
    began = time.monotonic()
    running.cancel()
    await asyncio.wait({running}, timeout=2 * LIMIT)
    assert running.done()
    return time.monotonic() - began


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "setMyCommands", "getUpdates", "setWebhook"])
async def test_it_stops_while_telegram_does_not_answer(standin: StandIn, tmp_path: Path, method: str) -> None:
    reached = asyncio.Event()

    async def noted(request: web.Request, payload: JsonObject) -> web.StreamResponse:
        reached.set()
        return await hang(request, payload)

    standin.faults[method].append(noted)
    hook: dict[str, Any] = {"webhook_url": "https://example.org/", "webhook_port": 0} if method == "setWebhook" else {}
    app = await app_at(standin.url, tmp_path, **hook)
    running = asyncio.create_task(app.run())
    await asyncio.wait_for(reached.wait(), 60)
    assert await stopped(running) < LIMIT


async def test_it_stops_while_telegram_cannot_be_reached_and_says_why(tmp_path: Path) -> None:
    said = Said()
    running = asyncio.create_task((await app_at(UNREACHABLE, tmp_path, said)).run())
    await said.until(1)
    await asyncio.sleep(1.2)  # a second attempt, of which nothing more is said
    assert await stopped(running) < LIMIT
    assert said.getvalue().splitlines() == [reason(NotSent(""), UNREACHABLE)]


@pytest.mark.parametrize(
    "answer",
    [
        raw_answer(b"<html>login</html>"),
        raw_answer(b'{"status":"fine"}'),
        answers({"id": 1}),
        answers([]),
        answers("x"),
    ],
    ids=["html", "other", "no is_bot", "list", "word"],
)
async def test_nonsense_is_told_in_a_line_and_waited_out(standin: StandIn, tmp_path: Path, answer: Fault) -> None:
    said = Said()
    standin.faults["getMe"].append(answer)
    running = asyncio.create_task((await app_at(standin.url, tmp_path, said)).run())
    nonsense, again, ready = await said.until(3)
    await stopped(running)
    assert "不是 Telegram 的 Bot API" in nonsense
    assert again.startswith("又连上")
    assert f"@{ME['username']}" in ready


async def test_a_refusal_names_the_address_when_it_is_not_telegrams(standin: StandIn, tmp_path: Path) -> None:
    standin.faults["getMe"].append(refusal(404, "Not Found"))
    app = await app_at(standin.url, tmp_path)
    with pytest.raises(ConfigError, match="TELEGRAM_API_BASE"):
        await app.run()


@pytest.mark.parametrize("setting", ["metrics_port", "webhook_port"])
async def test_a_port_that_is_taken_is_named(standin: StandIn, tmp_path: Path, setting: str) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hook: dict[str, Any] = {"webhook_url": "https://example.org/"} if setting == "webhook_port" else {}
    app = await app_at(standin.url, tmp_path, **{setting: port}, **hook)
    with pytest.raises(ConfigError, match=f"{port}（{setting.upper()}）"):
        await app.run()
    server.close()


async def test_an_address_that_is_not_this_machines_is_named(standin: StandIn, tmp_path: Path) -> None:
    hook: dict[str, Any] = {
        "webhook_url": "https://example.org/",
        "webhook_host": "203.0.113.1",
        "webhook_port": free_port(),
    }
    app = await app_at(standin.url, tmp_path, **hook)
    with pytest.raises(ConfigError, match="WEBHOOK_HOST=203"):
        await app.run()


def test_every_trouble_is_chinese() -> None:
    troubles = (NotSent(""), TimedOut(), Garbled(b""), Conflict(""), InvalidToken(), RetryAfter(3), NetworkError("x"))
    lines = {reason(error, "https://api.telegram.org") for error in (*troubles, BadRequest("x"))}
    assert len(lines) == 7  # the last two differ in nothing that is known
    assert all("Telegram" in line or "机器人" in line for line in lines)


WAITING = """
    threading.Thread(target=time.sleep, args=(60,)).start()  # as a resolver's that waits for a server
    print("at work", flush=True)
    await asyncio.Event().wait()
"""
BUSY = """
    print("at work", flush=True)
    while True:  # whatever keeps the loop from its turn
        pass
"""


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
@pytest.mark.parametrize("work", [WAITING, BUSY], ids=["waiting", "busy"])
def test_what_does_not_end_is_ended(work: str, loop: str) -> None:
    code = f"""
import asyncio, threading, time, {loop}
from bot.ops import process

process.LAST_SECONDS = 0.5

async def work():{work}
{loop}.run(process.until_stopped(work()))
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT) == -signal.SIGALRM


def test_ctrl_c_while_the_program_is_read_in_is_no_traceback() -> None:
    code = (
        "import os, signal, sys\n"
        "from bot.__main__ import main\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *rest):\n"
        "        name == 'typer' and os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "已停止。\n")


def test_the_terminal_reads_chinese_and_no_log(tmp_path: Path) -> None:
    """The real command on a terminal, without a network, stopped by Ctrl-C."""
    terminal, theirs = pty.openpty()
    environment = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": UNREACHABLE, "DATA_DIR": str(tmp_path / "data")}
    environment |= {"DATA_KEYS": support.KEY, "BACKUP_DAILY": "false"}
    command = [sys.executable, "-m", "bot", "run"]
    process = subprocess.Popen(command, env=os.environ | environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    read = b""
    try:
        while "连不上".encode() not in read:
            read += os.read(terminal, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 0
    finally:
        process.kill()
    while part := _rest(terminal):
        read += part
    lines = [line.partition("。")[0].partition("：")[0] for line in read.decode().splitlines() if line]
    assert lines[0].startswith("温暖")
    assert lines[1].startswith("连不上 Telegram")
    assert lines[2:] == ["正在停止", "已停止"]


def _rest(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how a terminal says that nobody writes to it any more
        return b""
