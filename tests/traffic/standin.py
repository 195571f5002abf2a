"""A small Bot API over real HTTP, for faults that a test puts exactly where it wants them."""

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.core.messages import JsonObject

TOKEN = "123456:" + "T" * 35
ME = {"id": 123456, "is_bot": True, "first_name": "温暖", "username": "wennuan_test_bot"}

#: Answers in place of the stand-in: a response, or None to let it answer.
Fault = Callable[[web.Request, JsonObject], Awaitable[web.StreamResponse | None]]


@dataclass
class StandIn:
    """Hands out `updates` until they are confirmed by an offset, and notes every call."""

    url: str = ""
    updates: deque[Any] = field(default_factory=deque)
    calls: list[tuple[str, JsonObject]] = field(default_factory=list)
    _said: list[JsonObject] = field(default_factory=list)
    _said_in: dict[int, list[JsonObject]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, bytes] = field(default_factory=dict)  # what can be fetched, by its file_id
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    delay: float = 0.0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    message_ids: int = 1000

    def push(self, *updates: Any) -> None:  # noqa: ANN401 - any JSON value
        self.updates.extend(updates)
        self.news.set()

    def sent(self, chat_id: int | None = None) -> list[JsonObject]:
        """What was sent or edited, in order of arrival."""
        return list(self._said if chat_id is None else self._said_in[chat_id])

    def texts(self, chat_id: int | None = None) -> list[str]:
        return [payload.get("text") or payload.get("caption", "") for payload in self.sent(chat_id)]

    def count(self, chat_id: int) -> int:
        return len(self._said_in[chat_id])

    async def until(self, condition: Callable[[], bool], seconds: float = 60.0) -> None:
        """Waits until the condition holds after some call; raises TimeoutError."""
        async with asyncio.timeout(seconds), self.changed:
            await self.changed.wait_for(condition)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        payload = await _parameters(request)
        if method == "getUpdates":
            return await self._faulty(method, request, payload) or await self._updates(payload)
        answer = await self._faulty(method, request, payload)
        if answer is None:
            answer = await self._answer(method, payload)
        return answer

    async def download(self, request: web.Request) -> web.Response:
        return web.Response(body=self.files[request.match_info["name"]])

    async def note(self, method: str, payload: JsonObject) -> None:
        self.calls.append((method, payload))
        if method.startswith(("send", "edit")):
            self._said.append(payload)
            self._said_in[payload["chat_id"]].append(payload)
        async with self.changed:
            self.changed.notify_all()

    async def _faulty(self, method: str, request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
        queue = self.faults[method]
        return await queue.popleft()(request, payload) if queue else None

    async def _answer(self, method: str, payload: JsonObject) -> web.Response:
        if self.delay:
            await asyncio.sleep(self.delay)
        if not method.startswith(("send", "edit")):
            await self.note(method, payload)
            if method == "getFile" and payload["file_id"] in self.files:
                name = payload["file_id"]
                there = {"file_id": name, "file_unique_id": name, "file_path": name, "file_size": len(self.files[name])}
                return ok(there)
            if method == "getFile":  # nobody here has sent one that could be fetched
                refused = {"ok": False, "error_code": 400, "description": "Bad Request: wrong file_id"}
                return web.json_response(refused, status=400)
            return ok(ME if method == "getMe" else True)
        self.message_ids += 1
        shown = payload.get("message_id", self.message_ids)
        await self.note(method, payload | {"shown_as": shown})
        return ok({"message_id": shown, "date": 0, "chat": {"id": payload["chat_id"], "type": "private"}})

    async def _updates(self, payload: JsonObject) -> web.Response:
        offset = payload.get("offset")
        while offset is not None and self.updates and _id(self.updates[0]) < offset:
            self.updates.popleft()
        if not self.updates and payload.get("timeout"):
            self.news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.news.wait(), min(payload["timeout"], 0.5))
        return ok(list(self.updates)[: payload.get("limit", 100)])


async def _parameters(request: web.Request) -> JsonObject:
    """What was asked for; of an uploaded file its name."""
    if not request.can_read_body:
        return {}
    if request.content_type == "application/json":
        return dict(await request.json())
    fields = {name: getattr(value, "filename", value) for name, value in (await request.post()).items()}
    return fields | {"chat_id": int(str(fields["chat_id"]))}


def _id(update: Any) -> int:  # noqa: ANN401
    return update.get("update_id", -1) if isinstance(update, dict) else -1


def ok(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def refusal(code: int, description: str, **parameters: int) -> Fault:
    """The Bot API's way to refuse."""

    async def fault(_request: web.Request, _payload: JsonObject) -> web.StreamResponse:
        body = {"ok": False, "error_code": code, "description": description}
        return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=code)

    return fault


def raw_answer(body: bytes, status: int = 200) -> Fault:
    async def fault(_request: web.Request, _payload: JsonObject) -> web.StreamResponse:
        return web.Response(body=body, status=status, content_type="application/json")

    return fault


async def cut(request: web.Request, _payload: JsonObject) -> web.StreamResponse | None:
    """The connection is lost before anything is answered."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def standing_in(secure: ssl.SSLContext | None = None) -> AsyncIterator[StandIn]:
    standin = StandIn()
    application = web.Application()
    application.router.add_route("*", f"/bot{TOKEN}/{{method}}", standin.handle)
    application.router.add_get(f"/file/bot{TOKEN}/{{name}}", standin.download)
    runner = web.AppRunner(application, access_log=None, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=secure)
    await site.start()
    host, port = runner.addresses[0][:2]
    standin.url = f"{'https' if secure else 'http'}://{host}:{port}"
    try:
        yield standin
    finally:
        await runner.cleanup()
