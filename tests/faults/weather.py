"""Telegram on a bad day: calls of the bot are refused, cut off, answered late, twice, or not at all."""

import asyncio
import random
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from bot.core.messages import JsonObject
from tests.traffic.standin import Fault, StandIn, cut, raw_answer, refusal

METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates", "getFile", "sendDocument")


class Weather:
    """While it is bad, one call in `1 / share` goes wrong in some way."""

    def __init__(self, standin: StandIn, chance: random.Random, share: float) -> None:
        self._standin, self._chance, self._share = standin, chance, share

    @contextmanager
    def bad(self) -> Iterator[None]:
        """For as long as the block runs."""
        if self._share:
            self._standin.faults.update({method: _Endless(self._one) for method in METHODS})
        try:
            yield
        finally:
            self._standin.faults.clear()

    async def _one(self, request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
        if self._chance.random() >= self._share:
            return None
        return await self._chance.choice(self._kinds())(request, payload)

    def _kinds(self) -> tuple[Fault, ...]:
        return (
            refusal(429, "Too Many Requests: retry after 1", retry_after=1),
            refusal(500, "Internal Server Error"),
            raw_answer(b"<html>502</html>"),
            raw_answer(b'{"ok": tr'),
            cut,
            self._accepted_and_cut,
            _late,
        )

    async def _accepted_and_cut(self, request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
        """What was asked for is done, and the answer never comes."""
        method = request.match_info["method"]
        if method.startswith(("send", "edit")):
            self._standin.message_ids += 1
            shown = payload.get("message_id", self._standin.message_ids)
            await self._standin.note(method, payload | {"shown_as": shown})
        return await cut(request, payload)


async def _late(_request: web.Request, _payload: JsonObject) -> None:
    await asyncio.sleep(1.0)


class _Endless(deque[Fault]):
    """A queue of faults that is never empty."""

    def __init__(self, fault: Fault) -> None:
        super().__init__([fault])

    def popleft(self) -> Fault:
        return self[0]
