"""Telegram behind a proxy: updates, sends, files and the check-up, over real proxies on loopback."""

import asyncio
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from telegram import Bot, InputFile

from bot.core.config import Settings
from bot.core.errors import ConfigError
from bot.ops.checking import check_telegram
from bot.sandbox.run import Sandbox
from bot.sandbox.world import SANDBOX_TOKEN
from bot.traffic.proxy import proxy_of
from bot.traffic.transport import NotSent, Transport
from tests.traffic.certificate import certified
from tests.traffic.conftest import running
from tests.traffic.proxies import PASSWORD, QUOTED, Greeting, LoopbackProxy, http, proxying, socks5
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn, standing_in

NAMED = "http://api.telegram.test:8081"  # known to the proxy only
AS_OURS = "http://localhost:8081"  # nobody listens there but behind the proxy; the sandbox refuses foreign names
WAYS = [("http", http, False), ("http", http, True), ("socks5", socks5, False), ("socks5h", socks5, True)]
MEMBER = 1105


def address(scheme: str, proxy: LoopbackProxy, credentials: str = QUOTED) -> str:
    return f"{scheme}://{credentials + '@' if proxy.locked else ''}127.0.0.1:{proxy.port}"


def real_place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 0


@pytest.mark.parametrize(("scheme", "greeting", "locked"), WAYS)
async def test_updates_and_answers_go_through_the_proxy(
    standin: StandIn, tmp_path: Path, log_lines: StringIO, scheme: str, greeting: Greeting, *, locked: bool
) -> None:
    async with proxying(greeting, locked=locked) as proxy:
        proxy.names["api.telegram.test:8081"] = real_place(standin.url)
        given = SecretStr(address(scheme, proxy))
        async with running(standin, tmp_path, telegram_proxy=given, base=NAMED):
            standin.push(said(1, "在吗"))
            await standin.until(lambda: standin.count(7) == 1)
        assert set(proxy.asked) == {"api.telegram.test:8081"}
        assert proxy.refused == 0
    assert PASSWORD not in log_lines.getvalue()
    assert QUOTED not in log_lines.getvalue()


@pytest.mark.parametrize(("scheme", "greeting", "locked"), WAYS)
async def test_files_go_up_and_come_down_through_the_proxy(
    tmp_path: Path, scheme: str, greeting: Greeting, *, locked: bool
) -> None:
    sandbox = await Sandbox.open(tmp_path, port=0)
    async with proxying(greeting, locked=locked) as proxy:
        proxy.names["localhost:8081"] = real_place(sandbox.url)
        settings = Settings(_env_file=None, telegram_proxy=SecretStr(address(scheme, proxy)))
        transport = Transport(proxy=proxy_of(settings))
        await transport.initialize()
        base, files = f"{AS_OURS}/bot", f"{AS_OURS}/file/bot"
        bot = Bot(SANDBOX_TOKEN, base_url=base, base_file_url=files, request=transport, get_updates_request=transport)
        sent = await bot.send_document(MEMBER, InputFile("一季度台账".encode(), filename="台账.csv"))
        assert sent.document is not None
        there = await bot.get_file(sent.document.file_id)
        assert bytes(await there.download_as_bytearray()).decode() == "一季度台账"
        await transport.shutdown()
    await sandbox.close()


async def refusal_of(scheme: str, greeting: Greeting, *, locked: bool, credentials: str = "") -> str:
    """What is said when the proxy lets nothing through."""
    async with proxying(greeting, locked=locked) as proxy:
        given = f"{scheme}://{credentials}127.0.0.1:{proxy.port}"
        transport = Transport(proxy=proxy_of(Settings(_env_file=None, telegram_proxy=SecretStr(given))))
        await transport.initialize()
        with pytest.raises(NotSent) as raised:
            await transport.call(f"{NAMED}/bot{TOKEN}/getMe", {})
        await transport.shutdown()
    assert TOKEN not in (shown := f"{raised.value!r} {raised.value.__cause__!r}")
    assert "s3cret" not in shown
    return str(raised.value)


@pytest.mark.parametrize(("scheme", "greeting"), [("http", http), ("socks5", socks5)])
async def test_a_proxy_that_lets_nothing_through_is_named_with_what_to_do(scheme: str, greeting: Greeting) -> None:
    for credentials in ("", "union:s3cret@"):
        said = await refusal_of(scheme, greeting, locked=True, credentials=credentials)
        assert "用户名和密码" in said
        assert "TELEGRAM_PROXY" in said
    assert "没有接通 Telegram" in await refusal_of(scheme, greeting, locked=False)


async def hang_up(_proxy: LoopbackProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)


async def babble(_proxy: LoopbackProxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"\x00 220 mail.test ESMTP\r\n\r\n")


@pytest.mark.parametrize("greeting", [hang_up, babble])
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_what_is_no_proxy_at_all_sends_nothing(scheme: str, greeting: Greeting) -> None:
    assert "没有接通 Telegram" in await refusal_of(scheme, greeting, locked=False)


@pytest.mark.parametrize("given", ["http://127.0.0.1:9", "socks5://u:s3cret@127.0.0.1:9", "http://no-such.invalid:80"])
async def test_a_proxy_that_is_down_is_waited_for_with_a_line_in_chinese(
    standin: StandIn, tmp_path: Path, log_lines: StringIO, given: str
) -> None:
    starting = asyncio.create_task(_start(standin, tmp_path, given))
    async with asyncio.timeout(20):
        while "连不上代理" not in log_lines.getvalue():  # noqa: ASYNC110 - a log wakes nobody
            await asyncio.sleep(0.02)
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert "s3cret" not in log_lines.getvalue()


async def _start(standin: StandIn, folder: Path, given: str) -> None:
    async with running(standin, folder, telegram_proxy=SecretStr(given), base=NAMED):
        pass


async def checked(folder: Path, **environment: str) -> str:
    """What `wennuan check` prints, in a process and an environment of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    given = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE": "https://api.telegram.test:443", "DATA_DIR": str(folder)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "check",
        env=kept | given | environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    printed, _ = await process.communicate()
    return printed.decode()


@pytest.mark.parametrize(
    ("scheme", "greeting", "variable"), [("http", http, "HTTPS_PROXY"), ("socks5h", socks5, "all_proxy")]
)
async def test_the_checkup_takes_the_usual_variables_and_speaks_tls_through_the_proxy(
    tmp_path: Path, scheme: str, greeting: Greeting, variable: str
) -> None:
    certificate = certified("api.telegram.test", tmp_path)
    async with standing_in(certificate.server) as standin, proxying(greeting, locked=True) as proxy:
        proxy.names["api.telegram.test:443"] = real_place(standin.url)
        given = address(scheme, proxy)
        printed = await checked(tmp_path, **{"SSL_CERT_FILE": str(certificate.file), variable: given})
        assert "令牌有效" in printed
        assert f"（{variable.upper()}）" in printed
        assert PASSWORD not in printed
        assert QUOTED not in printed
        assert proxy.asked == ["api.telegram.test:443"]
        assert "证书不对" in (await found("https://api.telegram.test:443", given))[-1]  # trusted by that child alone


async def found(base: str, proxy: str) -> list[str]:
    """What the check-up says of Telegram."""
    settings = Settings(
        _env_file=None, bot_token=SecretStr(TOKEN), telegram_api_base=base, telegram_proxy=SecretStr(proxy)
    )
    return [f"{one.what}：{one.advice}" async for one in check_telegram(settings, [])]


async def test_the_checkup_says_that_the_proxy_is_down_or_wrongly_written() -> None:
    down = await found(NAMED, "http://u:s3cret@127.0.0.1:9")
    assert down[-1] == "代理：连不上代理 http://127.0.0.1:9。请确认代理程序在运行，并核对 TELEGRAM_PROXY。"
    assert "s3cret" not in "".join(down)
    assert "TELEGRAM_PROXY 写得不对" in (await found(NAMED, "socks9://10.0.0.1:1080"))[0]


def chosen(**given: Any) -> str | None:  # noqa: ANN401
    """The setting that names the proxy."""
    proxy = proxy_of(Settings(_env_file=None, **given))
    return proxy.setting if proxy else None


def test_the_settings_own_name_comes_first_and_the_exempt_go_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name.lower(), f"http://{name.lower()}.test:3128")
    assert chosen() == "HTTPS_PROXY"
    assert chosen(telegram_proxy="socks5://127.0.0.1:1080") == "TELEGRAM_PROXY"
    assert chosen(telegram_api_base="http://10.0.0.5:8081") == "HTTP_PROXY"
    assert chosen(https_proxy=None) == "ALL_PROXY"
    for without in ("api.telegram.org", ".telegram.org", "a.test, telegram.org", "*"):
        assert chosen(no_proxy=without) is None
    assert chosen(no_proxy="notelegram.org") == "HTTPS_PROXY"


@pytest.mark.parametrize("base", ["http://127.0.0.1:8642", "http://localhost:8081", "http://[::1]:8081"])
def test_this_machine_itself_is_asked_directly(base: str) -> None:
    assert chosen(telegram_api_base=base, all_proxy="http://10.0.0.1:3128") is None


@pytest.mark.parametrize(
    "written",
    ["socks4://u:s3cret@10.0.0.1:1080", "https://10.0.0.1:443", "10.0.0.1", "socks5://10.0.0.1", "socks5://:1080",
     "http://10.0.0.1:port", "http://u:s3c@ret@10.0.0.1:99999", "http://10.0.0.1:80/pac", "http://[::1:1080", "代理"],
)  # fmt: skip
def test_a_proxy_that_cannot_be_read_is_refused_without_showing_its_password(written: str) -> None:
    with pytest.raises(ConfigError, match="TELEGRAM_PROXY 写得不对") as raised:
        chosen(telegram_proxy=written)
    assert "s3c" not in str(raised.value)


@pytest.mark.parametrize("written", ["10.0.0.1:3128", "http://10.0.0.1:3128/", " socks5h://[fd00::1]:1080 "])
def test_the_usual_ways_to_write_one_are_read(written: str) -> None:
    proxy = proxy_of(Settings(_env_file=None, telegram_proxy=SecretStr(written)))
    assert proxy is not None
    assert proxy.place in ("http://10.0.0.1:3128", "socks5h://[fd00::1]:1080")


def test_a_proxys_password_is_shown_nowhere() -> None:
    settings = Settings(_env_file=None, all_proxy=SecretStr(f"http://{QUOTED}@10.0.0.1:3128"))
    proxy = proxy_of(settings)
    assert proxy is not None
    assert proxy.password == PASSWORD
    assert PASSWORD not in repr(proxy) + repr(settings)
