"""Updates in, by long polling: real HTTP, a real database, the whole app."""

import asyncio
from io import StringIO
from pathlib import Path

import orjson
import pytest
from aiohttp import web
from sqlalchemy import RowMapping, select, update

from bot.app import App
from bot.core.messages import JsonObject
from bot.store import inbox
from bot.store import tables as t
from bot.traffic.dispatch import Retry
from bot.traffic.texts import APOLOGY
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, raw_answer, refusal


async def inbox_rows(app: App) -> dict[int, RowMapping]:
    async with app.store.read() as tx:
        return {row["update_id"]: row for row in await tx.all(select(t.inbox))}


async def settled(app: App, count: int) -> dict[int, RowMapping]:
    """The inbox once so many updates are no longer pending."""
    async with asyncio.timeout(60):
        while True:
            rows = await inbox_rows(app)
            if sum(row["state"] != "pending" for row in rows.values()) >= count:
                return rows
            await asyncio.sleep(0.02)


async def test_a_chat_is_handled_in_order_and_settled(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        standin.push(*(said(n, str(n)) for n in range(1, 30)))
        await standin.until(lambda: len(standin.sent()) == 29)
        rows = await settled(app, 29)
    assert standin.texts() == [f"答{n}" for n in range(1, 30)]
    assert {row["state"] for row in rows.values()} == {"done"}
    assert all(row["raw"] is None for row in rows.values())


async def test_an_update_is_stored_before_it_is_acknowledged(standin: StandIn, tmp_path: Path) -> None:
    seen: list[tuple[int, bool]] = []
    async with running(standin, tmp_path) as app:

        async def look(_request: web.Request, payload: JsonObject) -> None:
            known = await inbox_rows(app)
            seen.extend((n, n in known) for n in (5, 6) if payload.get("offset", 0) > n)

        standin.faults["getUpdates"].extend([look] * 20)
        standin.push(said(5, "一"), said(6, "二"))
        await standin.until(lambda: len(standin.sent()) == 2)
        async with asyncio.timeout(60):
            while not seen:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert all(stored for _, stored in seen)


async def test_doubled_and_late_updates_are_handled_once(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path):
        standin.push(said(3, "记三"), said(1, "记一"), said(3, "记三"), said(2, "记二"), said(1, "记一"))
        await standin.until(lambda: len(standin.sent()) >= 3)
        standin.push(said(3, "记三"), said(4, "记四"))
        await standin.until(lambda: "收到记四" in standin.texts())
    assert sorted(standin.texts()) == sorted(["收到记一", "收到记二", "收到记三", "收到记四"])


@pytest.mark.parametrize(
    "poison",
    [
        {"no_id": 1},
        "text",
        None,
        {"update_id": 2, "message": {"message_id": "x", "chat": 5}},
        {"update_id": 2, "message": {"message_id": 1, "date": 1, "chat": {"id": 9}}},
        {"update_id": 2, "callback_query": {"id": "1"}},
        {"update_id": 2, "something_new": {"deep": [1, 2, {"x": None}]}},
        {"update_id": 2},
    ],
)
async def test_poison_does_not_hold_up_what_comes_behind(standin: StandIn, tmp_path: Path, poison: object) -> None:
    async with running(standin, tmp_path):
        standin.push(said(1, "一"), poison, said(3, "三"))
        await standin.until(lambda: len(standin.sent(7)) == 2, 5)
    assert standin.texts(7) == ["答一", "答三"]
    assert set(standin.texts(9)) <= {APOLOGY}


async def test_an_update_that_cannot_be_parsed_is_set_aside(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        standin.push({"update_id": 2, "message": {"message_id": 1, "date": "?", "chat": {"id": -9}}})
        async with asyncio.timeout(15):
            while (await inbox_rows(app)).get(2, {"state": ""})["state"] != "quarantined":  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    assert standin.sent() == []


async def test_a_body_that_is_no_json_is_taken_one_by_one(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.traffic.polling.GARBLED_TIMES", 1)
    async with running(standin, tmp_path) as app:
        body = b'{"ok":true,"result":[{"update_id":5,"message":{"text":"' + b"\\u12"
        standin.faults["getUpdates"].extend([raw_answer(body)] * 2)
        standin.push(said(6, "六"))
        await standin.until(lambda: standin.texts() == ["答六"], 15)
        rows = await settled(app, 2)
    assert rows[5]["state"] == "quarantined"


@pytest.mark.parametrize("status", [200, 403, 404])
async def test_pages_of_a_gateway_are_waited_out_and_step_over_nothing(
    standin: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr("bot.traffic.polling.GARBLED_TIMES", 1)
    monkeypatch.setattr("bot.traffic.polling.CEILING_SECONDS", 0.05)
    async with running(standin, tmp_path) as app:
        standin.push(said(5, "五"))
        await standin.until(lambda: standin.texts() == ["答五"], 15)
        standin.faults["getUpdates"].extend([raw_answer(b"<html>login</html>", status)] * 6)
        standin.push(said(6, "六"), said(7, "七"))
        await standin.until(lambda: standin.texts() == ["答五", "答六", "答七"], 15)
        rows = await settled(app, 3)
    assert {row["state"] for row in rows.values()} == {"done"}


async def test_a_crash_is_tried_again_then_set_aside_with_one_apology(
    standin: StandIn, tmp_path: Path, log_lines: StringIO
) -> None:
    async with running(standin, tmp_path) as app:
        app._dispatcher._retry = Retry(pauses=(0.05, 0.1))
        standin.push(said(1, "坏了", chat=7), said(2, "等着", chat=7), said(3, "旁边", chat=8))
        await standin.until(lambda: len(standin.sent()) == 3, 15)
        rows = await settled(app, 3)
        assert standin.texts(8) == ["答旁边"]
        assert set(standin.texts(7)) == {APOLOGY, "答等着"}
        assert (rows[1]["state"], rows[1]["attempts"]) == ("quarantined", 3)
        assert rows[1]["raw"] is not None
        assert standin.texts()[0] == "答旁边"
        async with app.store.begin() as tx:
            assert [row["update_id"] for row in await inbox.quarantined(tx)] == [1]
    assert "update.quarantined" in log_lines.getvalue()
    assert "林静" not in log_lines.getvalue()
    assert "RuntimeError at" in rows[1]["error"]


async def test_a_quarantined_update_can_be_tried_again(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        async with app.store.begin() as tx:
            row = {"lane": 7, "state": "quarantined", "error": "x", "received_at": app.deps.clock.now()}
            await inbox.store(tx, [row | {"update_id": n, "raw": b"", "done_at": None} for n in (1, -5)])
            await tx.run(update(t.inbox).values(raw=orjson.dumps(said(1, "再来"))))
            assert await inbox.retry(tx) == 1
        await standin.until(lambda: standin.texts() == ["答再来"])


async def test_what_an_earlier_run_left_is_handled_first(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        await app.lanes.stop()
        standin.push(*(said(n, f"记{n}") for n in range(1, 6)))
        async with asyncio.timeout(60):
            while len(await inbox_rows(app)) < 5:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    assert standin.sent() == []
    async with running(standin, tmp_path):
        standin.push(said(6, "记6"))
        await standin.until(lambda: len(standin.sent()) == 6)
    assert standin.texts() == [f"收到记{n}" for n in range(1, 7)]


async def test_numbers_that_start_anew_are_not_taken_for_old(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        standin.push(said(1000, "老"))
        await standin.until(lambda: standin.texts() == ["答老"])
        app._polling._latest -= 7 * 24 * 3600  # a week of silence
        await asyncio.sleep(0.6)
        standin.push(said(3, "新"))
        await standin.until(lambda: standin.texts() == ["答老", "答新"])


@pytest.mark.parametrize(
    "fault",
    [
        refusal(409, "Conflict: terminated by other getUpdates request"),
        refusal(500, "Internal Server Error"),
        refusal(502, "Bad Gateway"),
        refusal(429, "Too Many Requests: retry after 1", retry_after=1),
        raw_answer(b"<html>bad gateway</html>"),
    ],
)
async def test_polling_survives_what_the_server_does(
    standin: StandIn, tmp_path: Path, fault: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.traffic.polling.CONFLICT_SECONDS", 0.2)
    async with running(standin, tmp_path):
        standin.faults["getUpdates"].append(fault)  # type: ignore[arg-type]
        standin.push(said(1, "一"))
        await standin.until(lambda: standin.texts() == ["答一"])


async def test_a_full_memory_pauses_the_fetch_and_loses_nothing(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path) as app:
        app.lanes._room = 20
        standin.delay = 0.005
        standin.push(*(said(n, str(n), chat=n % 7 + 1) for n in range(1, 301)))
        await standin.until(lambda: len(standin.sent()) == 300, 30)
        assert app.lanes.size <= 120
    for chat in range(1, 8):
        assert standin.texts(chat) == [f"答{n}" for n in range(1, 301) if n % 7 + 1 == chat]
