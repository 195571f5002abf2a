"""The HTTP client: what PTB gets to see of every kind of answer and of every kind of trouble."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.core.messages import JsonObject
from bot.traffic.transport import Garbled, NotSent, Transport
from tests.traffic.standin import TOKEN, Fault, StandIn, cut, raw_answer, refusal


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    made = Transport(read_timeout=0.3)
    await made.initialize()
    yield made
    await made.shutdown()


def url(standin: StandIn, method: str = "sendMessage") -> str:
    return f"{standin.url}/bot{TOKEN}/{method}"


async def slow(_request: web.Request, _payload: JsonObject) -> web.StreamResponse | None:
    await asyncio.sleep(5)
    return None


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(403, "Forbidden"), Forbidden),
        (refusal(404, "Not Found"), InvalidToken),
        (refusal(409, "Conflict"), Conflict),
        (refusal(429, "Too Many Requests", retry_after=3), RetryAfter),
        (refusal(400, "upgraded", migrate_to_chat_id=-100), ChatMigrated),
        (refusal(500, "Internal Server Error"), NetworkError),
        (raw_answer(b"<html>"), Garbled),
        *((raw_answer(b"<html>blocked</html>", status), Garbled) for status in (400, 401, 403, 404, 407, 429)),
        (raw_answer(b"<html>502</html>", 502), NetworkError),
        (raw_answer(b"[]"), Garbled),
        (raw_answer(b'{"ok": true}'), Garbled),
        (raw_answer(b'{"ok": false, "description": "no"}'), Garbled),
        (slow, TimedOut),
        (cut, NetworkError),
    ],
)
async def test_every_trouble_is_one_of_ptbs_errors_and_never_shows_the_token(
    standin: StandIn, transport: Transport, fault: Fault, error: type[TelegramError]
) -> None:
    standin.faults["sendMessage"].append(fault)
    with pytest.raises(error) as raised:
        await transport.call(url(standin), {"chat_id": 7, "text": "x"})
    shown = f"{raised.value!r} {raised.value} {raised.value.__cause__!r}"
    assert TOKEN not in shown
    assert not isinstance(raised.value, NotSent)


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://nowhere.invalid", "nonsense"])
async def test_what_never_left_is_told_apart(transport: Transport, base: str) -> None:
    with pytest.raises(NotSent) as raised:
        await transport.call(f"{base}/bot{TOKEN}/sendMessage", {})
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"


async def test_a_closed_transport_sends_nothing_and_opens_again(standin: StandIn) -> None:
    transport = Transport()
    with pytest.raises(NotSent):
        await transport.call(url(standin, "getMe"), {})
    for _ in range(2):
        await transport.initialize()
        assert (await transport.call(url(standin, "getMe"), {}))["is_bot"]
        await transport.shutdown()
    await transport.shutdown()


async def test_lone_surrogates_and_stray_bytes_in_an_answer_are_read(standin: StandIn, transport: Transport) -> None:
    standin.faults["x"].append(raw_answer(b'{"ok":true,"result":"a\\ud800\xffb"}'))
    assert len(await transport.call(url(standin, "x"), {})) == 4


async def test_ptb_uses_it_for_calls_with_and_without_files() -> None:
    seen: list[tuple[str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        if request.content_type == "multipart/form-data":
            form = await request.post()
            part = form["document"] if "document" in form else next(v for v in form.values() if hasattr(v, "file"))
            assert isinstance(part, web.FileField)
            seen.append((part.filename, part.file.read()))
        else:
            seen.append(("json", json.loads(await request.read())))
        return web.json_response(
            {"ok": True, "result": {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}}
        )

    application = web.Application()
    application.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    bot = Bot(TOKEN, base_url=f"http://{host}:{port}/bot", request=Transport(), get_updates_request=Transport())
    await bot._request[1].initialize()
    await bot.send_message(7, "好", disable_notification=True)
    await bot.send_document(7, InputFile("表格".encode(), filename="a.csv"))
    await bot._request[1].shutdown()
    await runner.cleanup()
    assert seen == [("json", {"chat_id": 7, "text": "好", "disable_notification": True}), ("a.csv", "表格".encode())]
