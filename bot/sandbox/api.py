"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

import asyncio
import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox import schema
from bot.sandbox.errors import ApiError, BadRequest, Conflict, Violation
from bot.sandbox.faults import AFTER, BEFORE, Fault
from bot.sandbox.jsons import Json, dumps
from bot.sandbox.methods import METHODS
from bot.sandbox.params import Call, check_beyond_schema, read_call
from bot.sandbox.world import World

TRANSPORT = "wennuan.transport"
_TOKEN = re.compile(r"\d+:[\w-]+")
_PARAMS_SHOWN = 2000


@dataclass(frozen=True)
class Answer:
    """What goes back, and the fault that may befall it on its way."""

    status: int
    body: bytes
    fault: Fault | None = None


class BotApi:
    """Runs one method call after another against a world."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI side: answers, or breaks the connection when a fault says so."""
        request = Request(scope, receive)
        answer = await self.answer(request, scope["path_params"]["token"], scope["path_params"]["method"])
        if answer.fault and answer.fault.kind in BEFORE | AFTER:
            await _suffer(answer, scope, receive, send)
        else:
            await Response(answer.body, answer.status, media_type="application/json")(scope, receive, send)

    async def answer(self, request: Request, token: str, method: str) -> Answer:
        name = schema.method_name(method)
        entry: Json = {"method": name or method}
        try:
            return await self._answer(request, token, name, entry)
        except ApiError as error:
            self._refused(entry, error)
            return Answer(error.code, dumps(error.body()))
        finally:
            self.world.requests.append({"n": self.world.number_request(), **entry})
            self.world.journal.flush()

    async def _answer(self, request: Request, token: str, name: str | None, entry: Json) -> Answer:
        self._authorize(token)
        if name is None:
            raise Violation("no such method") if _TOKEN.fullmatch(token) else ApiError(404, "Not Found")
        call = await read_call(request, name, schema.raw_schema()["methods"][name])
        entry["params"] = call.params
        fault = await self.guard(call)
        if fault and fault.kind in BEFORE:
            entry["fault"] = fault.kind
            return Answer(0, b"", fault)
        result = await self.run(call)
        entry["ok"] = True
        if fault:
            entry["fault"] = fault.kind
        return Answer(200, _encoded(result), fault)

    def _authorize(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(404, "Not Found")
        if self.world.token not in (None, token):
            raise ApiError(401, "Unauthorized")

    async def guard(self, call: Call) -> Fault | None:
        """Everything that may refuse a call before it is run; a fault of the connection is handed back."""
        schema.check(call.method, call.params)
        check_beyond_schema(call)
        target = _target(call)
        fault = self.world.faults.take(call.method, target)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.delay)
            fault = None
        if fault and fault.kind == "migrate":
            self._migrate(target)
            fault = None
        if fault and (refusal := fault.refusal()):
            raise refusal
        media = call.params.get("media")
        self.world.limits.check(call.method, target, len(media) if isinstance(media, list) else 1)
        return fault

    def _migrate(self, target: int | None) -> None:
        chat = self.world.chats.get(target or 0)
        if chat and not chat.is_private and not chat.migrated_to:
            self.world.migrate(chat)

    async def run(self, call: Call) -> object:
        if call.method == "getUpdates":
            return await self._get_updates(call.params)
        handler = METHODS.get(call.method)
        if handler is None:
            raise ApiError(501, f"Not Implemented: the sandbox does not play {call.method}")
        return handler(self.world, call)

    async def _get_updates(self, params: Json) -> object:
        if self.world.webhook["url"]:
            raise Conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.world.updates.allow(params.get("allowed_updates"))
        seconds = min(params.get("timeout", 0), 50)
        texts = await self.world.updates.poll(params.get("offset", 0), params.get("limit", 100), seconds)
        return RawList(texts)

    def _refused(self, entry: Json, error: ApiError) -> None:
        entry |= {"ok": False, "error_code": error.code, "description": error.description}
        if isinstance(error, Violation):
            params = str(entry.get("params", ""))[:_PARAMS_SHOWN]
            seen = {"method": entry["method"], "description": error.description, "params": params}
            self.world.violations.append(seen)


def _target(call: Call) -> int | None:
    """The chat that a call names, as a number."""
    text = str(call.params.get("chat_id", ""))
    return int(text) if text.removeprefix("-").isdecimal() else None


class RawList(list[str]):
    """Updates as they were queued, valid JSON or not; written into the answer as they are."""


def _encoded(result: object) -> bytes:
    if isinstance(result, RawList):
        return b'{"ok":true,"result":[' + ",".join(result).encode(errors="surrogatepass") + b"]}"
    return dumps({"ok": True, "result": result})


async def _suffer(answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
    fault = answer.fault
    if fault is None:
        return
    if fault.kind in ("timeout", "timeout_after_accept"):
        await _until_gone(receive, fault.delay)
    if fault.kind in ("half", "garbage"):
        body = b"<html>Bad Gateway" if fault.kind == "garbage" else answer.body[: len(answer.body) // 2]
        length = len(body) if fault.kind == "garbage" else len(answer.body)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(length).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": fault.kind == "half"})
        if fault.kind == "garbage":
            return
    await _hang_up(scope, send)


async def _until_gone(receive: Receive, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return


async def _hang_up(scope: Scope, send: Send) -> None:
    """Break the connection; needs ``server.Protocol``, which shows us the transport."""
    await asyncio.sleep(0.01)
    scope[TRANSPORT].abort()
    await asyncio.sleep(0.01)


async def _download(world: World, request: Request) -> Response:
    file = world.files.by_path(request.path_params["path"])
    if file is None or not _TOKEN.fullmatch(request.path_params["token"]):
        return Response(dumps(BadRequest("file not found").body()), 404, media_type="application/json")
    return Response(world.files.read(file), media_type=file.mime)


def bot_api_routes(world: World) -> list[Route]:
    """Routes for any Starlette application."""

    async def download(request: Request) -> Response:
        return await _download(world, request)

    return [
        Route("/bot{token}/{method}", BotApi(world), methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]
