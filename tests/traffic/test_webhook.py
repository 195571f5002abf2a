"""Updates in, by webhook."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.app import App
from bot.store import tables as t
from bot.traffic.webhook import MOST_BYTES, SECRET_HEADER, derived_secret
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import TOKEN, StandIn

SECRET = "geheim-" * 4


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def app(standin: StandIn, tmp_path: Path, port: int) -> AsyncIterator[App]:
    settings: dict[str, Any] = {
        "webhook_port": port,
        "webhook_url": "https://bot.example/hook",
        "webhook_secret": SecretStr(SECRET),
    }
    async with running(standin, tmp_path, webhook=True, **settings) as started:
        yield started


async def post(port: int, body: Any, secret: str | None = SECRET, path: str = "/hook") -> int:  # noqa: ANN401
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    sent = {"data": body} if isinstance(body, (bytes, BytesIO)) else {"json": body}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}{path}", headers=headers, **sent) as answer,
    ):
        return answer.status


async def test_telegram_is_told_where_and_with_which_secret(app: App, standin: StandIn) -> None:
    told = next(payload for method, payload in standin.calls if method == "setWebhook")
    assert (told["url"], told["secret_token"]) == ("https://bot.example/hook", SECRET)
    assert "callback_query" in told["allowed_updates"]


async def test_it_is_in_the_database_when_200_is_answered(app: App, standin: StandIn, port: int) -> None:
    assert await post(port, said(1, "你好")) == 200
    async with app.store.read() as tx:
        assert await tx.value(select(t.inbox.c.update_id)) == 1
    await standin.until(lambda: standin.texts() == ["答你好"])
    assert await post(port, said(1, "你好")) == 200
    await asyncio.sleep(0.1)
    assert standin.texts() == ["答你好"]


@pytest.mark.parametrize("secret", [None, "", "falsch", SECRET + "x", "密"])
async def test_a_wrong_secret_stores_nothing(app: App, port: int, secret: str | None) -> None:
    assert await post(port, said(1, "你好"), secret) == 403
    async with app.store.read() as tx:
        assert await tx.value(select(t.inbox.c.update_id)) is None


async def test_a_flood_of_refused_calls_does_not_fill_the_log(
    log_lines: StringIO, app: App, standin: StandIn, port: int
) -> None:
    for _ in range(20):
        assert await post(port, said(1, "你好"), "falsch") == 403
        await no_http(port)
    lines = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert sum(line["event"] == "webhook.wrong_secret" for line in lines) == 1
    assert sum(line["logger"] == "aiohttp.server" for line in lines) == 1


async def no_http(port: int) -> None:
    """A call that is no HTTP, as scanners make them."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /hook HTTP/9.9.9\r\n\r\n")
    await reader.read()
    writer.close()


async def test_what_is_too_large_or_elsewhere_is_refused(app: App, port: int) -> None:
    assert await post(port, BytesIO(b"x" * (MOST_BYTES + 1))) == 413
    assert await post(port, said(1, "你好"), path="/other") == 404


async def test_a_broken_body_is_set_aside_and_not_asked_for_again(app: App, port: int) -> None:
    assert await post(port, b'{"update_id": 9, "message": ') == 200
    async with app.store.read() as tx:
        row = await tx.one(select(t.inbox))
    assert row is not None
    assert (row["update_id"], row["state"]) == (9, "quarantined")


async def test_a_slow_store_delays_the_answer_and_a_failed_one_is_not_confirmed(
    app: App, standin: StandIn, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.store.begin():  # somebody else writes
        waiting = asyncio.create_task(post(port, said(1, "慢")))
        await asyncio.sleep(0.3)
        assert not waiting.done()
    assert await waiting == 200

    async def full(*_: object) -> None:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    with monkeypatch.context() as broken:
        broken.setattr("bot.store.inbox.store", full)
        assert await post(port, said(2, "满")) == 503
    assert await post(port, said(2, "满")) == 200
    await standin.until(lambda: standin.texts() == ["答慢", "答满"])


def test_the_derived_secret_is_the_same_on_every_replica_and_hides_the_token() -> None:
    assert derived_secret(TOKEN) == derived_secret(TOKEN) != derived_secret(TOKEN + "x")
    assert TOKEN not in derived_secret(TOKEN)
