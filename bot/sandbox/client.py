"""A small client of the control API, for tests, harnesses and examples."""

import asyncio
import base64
from collections.abc import Callable, Iterable
from datetime import datetime
from time import monotonic
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.sandbox.jsons import Json, dumps, loads

Predicate = Callable[[Json], bool]


class SandboxError(Exception):
    """The control API refused; the text says why."""


class SandboxClient:
    """Acts as people and looks at chats. Use as ``async with SandboxClient(url) as sandbox``."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def call(self, verb: str, name: str, query: Json | None = None, body: object = None) -> Any:  # noqa: ANN401
        """Any request of the control API; raises ``SandboxError``."""
        if self._session is None:
            raise RuntimeError("use the client in an async with")
        params = {key: str(value) for key, value in (query or {}).items() if value is not None}
        data = None if body is None else dumps(body)
        async with self._session.request(verb, f"{self.url}/sandbox/{name}", params=params, data=data) as response:
            answer = loads(await response.read())
        if response.status != 200:
            raise SandboxError(answer["error"])
        return answer

    async def post(self, name: str, /, **fields: object) -> Any:  # noqa: ANN401
        return await self.call("POST", name, body=fields)

    async def people(self) -> list[Json]:
        found: list[Json] = await self.call("GET", "people")
        return found

    async def chats(self) -> list[Json]:
        found: list[Json] = await self.call("GET", "chats")
        return found

    async def say(self, who: int, text: str, chat: int | None = None, **more: object) -> Json:
        """Write a text, in private unless a chat is given; ``reply_to``, ``forward`` … go along."""
        answer: Json = await self.post("say", **{"as": who, "chat": chat or who, "text": text, **more})
        return answer

    async def send(self, who: int, *, chat: int | None = None, **media: object) -> Json:
        """Send ``photo=bytes`` or ``document=bytes`` (with ``name``, ``caption`` …)."""
        fields = {key: base64.b64encode(v).decode() if isinstance(v, bytes) else v for key, v in media.items()}
        answer: Json = await self.post("say", **{"as": who, "chat": chat or who, **fields})
        return answer

    async def press(
        self, who: int, button: str | int, message: int | None = None, chat: int | None = None, **more: object
    ) -> Json:
        fields = {"as": who, "chat": chat or who, "message": message, "button": button, **more}
        answer: Json = await self.post("press", **fields)
        return answer

    async def edit(self, who: int, message: int, text: str, chat: int | None = None) -> Json:
        answer: Json = await self.post("edit", **{"as": who, "chat": chat or who, "message": message, "text": text})
        return answer

    async def messages(self, chat: int, after: int = 0, wait: float = 0, since: int | None = None) -> list[Json]:
        query = {"chat": chat, "after": after, "wait": wait, "since": since}
        found: list[Json] = await self.call("GET", "messages", query)
        return found

    async def wait_for(self, chat: int, wanted: Predicate, *, after: int = 0, seconds: float = 10) -> Json:
        """The first message above ``after`` that is as wanted, new or edited.

        Raises ``TimeoutError``, saying what the chat shows instead.
        """
        until = monotonic() + seconds
        seen = -1
        while True:
            for message in await self.messages(chat, since=seen, wait=max(0.0, min(5.0, until - monotonic()))):
                seen = max(seen, message["seq"])
                if message["id"] > after and not message["deleted"] and wanted(message):
                    return message
            if monotonic() > until:
                shown = [message["text"] for message in await self.messages(chat, after)]
                raise TimeoutError(f"chat {chat} shows only {shown}")

    async def settle(self, quiet: float = 0.2, seconds: float = 10) -> None:
        """Wait until no update is pending and nothing has changed for ``quiet`` seconds."""
        until, last = monotonic() + seconds, -1
        while monotonic() < until:
            pending = await self.call("GET", "updates/pending")
            if pending["count"] == 0 and pending["seq"] == last:
                return
            last = pending["seq"]
            await asyncio.sleep(quiet)
        raise TimeoutError("the bot does not come to rest")

    async def clock(self, now: datetime | str | None = None, **more: float) -> datetime:
        """Tell the clock, or move it to ``now`` or by ``advance`` seconds and wait for the due work."""
        if now is None and not more:
            answer = await self.call("GET", "clock")
        else:
            moment = now.isoformat() if isinstance(now, datetime) else now
            answer = await self.post("clock", **({"now": moment} if moment else {}), **more)
        return datetime.fromisoformat(answer["now"])

    async def fault(self, kind: str, **spec: object) -> None:
        """Order a fault: ``method``, ``chat``, ``times``, ``retry_after``, ``delay``."""
        await self.post("faults", kind=kind, **spec)

    async def clear_faults(self) -> None:
        await self.call("DELETE", "faults")

    async def violations(self) -> list[Json]:
        found: list[Json] = (await self.call("GET", "violations"))["violations"]
        return found

    async def requests(self, method: str | None = None, after: int = 0) -> list[Json]:
        found: list[Json] = await self.call("GET", "requests", {"method": method, "after": after})
        return found

    async def toasts(self, who: int | None = None) -> list[Json]:
        found: list[Json] = await self.call("GET", "toasts", {"as": who})
        return found

    async def raw(self, update: Json | str | Iterable[Json]) -> list[int]:
        """Queue updates as they are, or any text; returns their ids."""
        if isinstance(update, str):
            return [(await self.post("raw", text=update))["update_id"]]
        updates = [update] if isinstance(update, dict) else list(update)
        return [(await self.post("raw", update=one))["update_id"] for one in updates]
