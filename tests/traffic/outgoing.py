"""What tests of messages out share: the app with quick back-off, rows of the outbox, and answers that leave doubt."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from sqlalchemy import RowMapping, select

from bot.app import App
from bot.core.messages import JsonObject, Outgoing
from bot.core.work.unit import unit
from bot.store import tables as t
from bot.traffic.api import BackOff
from tests.traffic.conftest import running
from tests.traffic.standin import StandIn, cut, raw_answer, refusal

QUICK = BackOff(0.05, 0.2)


@asynccontextmanager
async def relaying(standin: StandIn, folder: Path) -> AsyncIterator[App]:
    async with running(standin, folder) as app:
        app.relay._back_off = QUICK
        yield app


async def say(app: App, *messages: Outgoing) -> list[int]:
    async with unit(app.deps) as u:
        return [row for ids in await u.say(*messages) for row in ids]


async def row(app: App, row_id: int) -> RowMapping:
    async with app.store.read() as tx:
        found = await tx.one(select(t.outbox).where(t.outbox.c.id == row_id))
    assert found is not None
    return found


async def state(app: App, row_id: int, wanted: str) -> RowMapping:
    """The row once it is in that state."""
    async with asyncio.timeout(60):
        while (found := await row(app, row_id))["state"] != wanted:  # noqa: ASYNC110 - the row tells no event
            await asyncio.sleep(0.02)
    return found


async def accepted_then_cut(request: web.Request, payload: JsonObject) -> web.StreamResponse | None:
    """The message is there, but its answer is lost."""
    return await cut(request, payload)


async def half_an_answer(request: web.Request, _payload: JsonObject) -> web.StreamResponse:
    answer = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await answer.prepare(request)
    await answer.write(b'{"ok":true,')
    assert request.transport is not None
    request.transport.close()
    return answer


async def never(_request: web.Request, _payload: JsonObject) -> web.StreamResponse | None:
    await asyncio.sleep(30)
    return None


AMBIGUOUS = [
    accepted_then_cut,
    half_an_answer,
    never,
    refusal(500, "Internal Server Error"),
    refusal(502, "Bad Gateway"),
    raw_answer(b"<html>"),
]
