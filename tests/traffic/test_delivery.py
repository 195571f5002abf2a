"""Messages out: the relay and direct answers over real HTTP, with the faults of a real Bot API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import RowMapping, select, update

from bot.app import App
from bot.delivery.outcomes import BackOff
from bot.domain.messages import Act, Button, Delivery, JsonObject, Outgoing, Priority
from bot.services.base import AskedQuestion, unit
from bot.store import tables as t
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, cut, raw_answer, refusal

QUICK = BackOff(0.05, 0.2)


@asynccontextmanager
async def relaying(standin: StandIn, folder: Path) -> AsyncIterator[App]:
    async with running(standin, folder) as app:
        app.relay._back_off = QUICK
        yield app


async def say(app: App, *messages: Outgoing) -> list[int]:
    async with unit(app.deps) as u:
        return await u.say(*messages)


async def row(app: App, row_id: int) -> RowMapping:
    async with app.store.read() as tx:
        found = await tx.one(select(t.outbox).where(t.outbox.c.id == row_id))
    assert found is not None
    return found


async def state(app: App, row_id: int, wanted: str) -> RowMapping:
    """The row once it is in that state."""
    async with asyncio.timeout(10):
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


async def test_sent_messages_keep_order_in_a_chat_and_no_words(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        ids = await say(app, *(Outgoing(7, str(n)) for n in range(10)))
        await standin.until(lambda: len(standin.sent()) == 10)
        sent = await state(app, ids[-1], "sent")
    assert standin.texts(7) == [str(n) for n in range(10)]
    assert sent["payload"] is None
    assert sent["message_id"] > 1000


@pytest.mark.parametrize("fault", AMBIGUOUS)
async def test_a_doubtful_sure_message_is_resent_until_known(standin: StandIn, tmp_path: Path, fault: object) -> None:
    async with relaying(standin, tmp_path) as app:
        app._transport._read_timeout = 0.3
        standin.faults["sendMessage"].extend([fault, fault])  # type: ignore[list-item]
        (row_id,) = await say(app, Outgoing(7, "批准了", delivery=Delivery.SURE))
        found = await state(app, row_id, "sent")
    assert found["attempts"] == 3


@pytest.mark.parametrize("fault", AMBIGUOUS)
async def test_a_doubtful_once_message_is_never_resent(standin: StandIn, tmp_path: Path, fault: object) -> None:
    async with relaying(standin, tmp_path) as app:
        app._transport._read_timeout = 0.3
        standin.faults["sendMessage"].append(fault)  # type: ignore[arg-type]
        (row_id,) = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        found = await state(app, row_id, "unknown")
        await asyncio.sleep(0.3)
    assert standin.texts() == []
    assert found["payload"] is not None  # an officer may read and resend it


async def test_a_once_message_that_was_surely_not_sent_is_sent_later(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        base = app.relay._api._base
        app.relay._api._base = "http://127.0.0.1:9/botx"
        (row_id,) = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE))
        async with asyncio.timeout(10):
            while (await row(app, row_id))["attempts"] < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        app.relay._api._base = base
        await state(app, row_id, "sent")
    assert standin.texts() == ["生日快乐"]


async def test_a_429_holds_its_own_chat_only(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        loop = asyncio.get_running_loop()
        arrivals: dict[int, float] = {}

        async def note(_request: web.Request, payload: JsonObject) -> None:
            arrivals[payload["chat_id"]] = loop.time()

        standin.faults["sendMessage"].extend([refusal(429, "Too Many Requests", retry_after=1), *[note] * 9])
        began = loop.time()
        (first,) = await say(app, Outgoing(7, "一", priority=Priority.INTERACTIVE))
        await say(app, *(Outgoing(chat, "二") for chat in range(8, 15)))
        found = await state(app, first, "sent")
    assert arrivals[7] - began >= 1.0
    assert all(arrivals[chat] - began < 0.9 for chat in range(8, 15))
    assert found["attempts"] == 1


@pytest.mark.parametrize(
    "fault",
    [
        refusal(403, "Forbidden: bot was blocked by the user"),
        refusal(400, "Bad Request: chat not found"),
        refusal(403, "Forbidden: user is deactivated"),
    ],
)
async def test_a_chat_that_takes_nothing_is_recorded_and_stops_nobody(
    standin: StandIn, tmp_path: Path, fault: object
) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(fault)  # type: ignore[arg-type]
        dead, after = await say(app, Outgoing(7, "一"), Outgoing(7, "二"))
        found = await state(app, dead, "dead")
        await state(app, after, "sent")
    assert found["error"]
    assert found["payload"] is None


async def test_a_group_that_became_a_supergroup_is_followed(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        async with app.store.begin() as tx:
            await tx.run(update(t.branches).values(group_chat_id=-5))
        standin.faults["sendMessage"].append(refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1005))
        first, second = await say(app, Outgoing(-5, "卡片", card="report:1"), Outgoing(-5, "再来"))
        await state(app, second, "sent")
        async with app.store.read() as tx:
            assert await tx.value(select(t.branches.c.group_chat_id)) == -1005
            assert await tx.value(select(t.cards.c.chat_id)) == -1005
        assert (await row(app, first))["lane"] == -1005
    assert standin.texts(-1005) == ["卡片", "再来"]
    assert standin.texts(-5) == []


@pytest.mark.parametrize(
    ("where", "told"), [(-5, {"migrate_to_chat_id": -1005}), (-1005, {"migrate_from_chat_id": -5})]
)
async def test_a_service_message_about_the_move_is_followed_too(
    standin: StandIn, tmp_path: Path, where: int, told: dict[str, int]
) -> None:
    async with relaying(standin, tmp_path) as app:
        async with app.store.begin() as tx:
            await tx.run(update(t.branches).values(group_chat_id=-5))
        chat = {"id": where, "type": "group", "title": "春风"}
        standin.push({"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat} | told}, said(2, "在吗"))
        await standin.until(lambda: standin.texts() == ["答在吗"])
        async with asyncio.timeout(10):
            while True:
                async with app.store.read() as tx:
                    if await tx.value(select(t.branches.c.group_chat_id)) == -1005:
                        break
                await asyncio.sleep(0.02)


async def test_a_card_is_remembered_and_edited_and_sent_anew_when_it_is_gone(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        await say(app, Outgoing(-5, "待审批", card="report:1"), Outgoing(-5, "已同意", card="report:1", edit_card=True))
        await standin.until(lambda: len(standin.sent()) == 2)
        assert standin.calls[-1][0] == "editMessageText"
        assert standin.sent()[1]["message_id"] == 1001
        standin.faults["editMessageText"].append(refusal(400, "Bad Request: message to edit not found"))
        (row_id,) = await say(app, Outgoing(-5, "已送达", card="report:1", edit_card=True))
        await state(app, row_id, "sent")
        assert standin.calls[-1][0] == "sendMessage"
        (row_id,) = await say(app, Outgoing(-5, "已签收", card="report:1", edit_card=True))
        await state(app, row_id, "sent")
    assert standin.sent()[-1]["message_id"] == 1003


@pytest.mark.parametrize("words", ["message is not modified", "message to edit not found"])
async def test_an_edit_that_changes_nothing_is_done(standin: StandIn, tmp_path: Path, words: str) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["editMessageText"].append(refusal(400, f"Bad Request: {words}"))
        (row_id,) = await say(app, Outgoing(7, "新", edit=5))
        await state(app, row_id, "sent")


async def test_broken_markup_is_sent_as_plain_words(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(refusal(400, "Bad Request: can't parse entities: unclosed"))
        (row_id,) = await say(app, Outgoing(7, "<b>王&lt;b&gt;", html=True))
        await state(app, row_id, "sent")
    assert standin.texts() == ["王<b>"]
    assert "parse_mode" not in standin.sent()[0]


async def test_what_a_dead_process_left_in_mid_send_is_settled_by_class(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        await app.relay.stop(1)
        ids = await say(app, Outgoing(7, "生日快乐", delivery=Delivery.ONCE), Outgoing(8, "批准了"))
        async with app.store.begin() as tx:
            await tx.run(update(t.outbox).values(state="claimed", claimed_by="local"))
        app.relay._task = None
    async with relaying(standin, tmp_path) as app:
        assert (await row(app, ids[0]))["state"] == "unknown"
        await state(app, ids[1], "sent")
    assert standin.texts() == ["批准了"]


async def test_a_long_text_goes_in_parts_with_the_buttons_on_the_last(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        text = "这是一句话。" * 1500
        await say(app, Outgoing(7, text, buttons=((Button("好", Act("ok")),),), dedupe="long"))
        await say(app, Outgoing(7, text, dedupe="long"))
        await standin.until(lambda: len(standin.sent()) == 3)
        await app.relay.idle()
    assert "".join(standin.texts()) == text
    assert ["reply_markup" in payload for payload in standin.sent()] == [False, False, True]


async def test_a_question_is_logged_without_words_unless_it_was_missed(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.push(said(1, "住院"), said(2, "月亮?"))
        await standin.until(lambda: len(standin.sent()) == 2)
        await app.ledger.stop()
        async with app.store.read() as tx:
            rows = await tx.all(select(t.questions).order_by(t.questions.c.id))
            assert [entry["missed"] for entry in rows] == [False, True]
            assert rows[0]["text"] is None
            assert tx.vault.open(rows[1]["text"]) == "月亮?"
            assert rows[0]["topics"] == "hospitalization"


@pytest.mark.parametrize("fault", [*AMBIGUOUS, refusal(429, "Too Many Requests", retry_after=1)])
async def test_an_answer_that_cannot_go_directly_goes_through_the_outbox(
    standin: StandIn, tmp_path: Path, fault: object
) -> None:
    async with relaying(standin, tmp_path) as app:
        app._transport._read_timeout = 0.3
        standin.faults["sendMessage"].append(fault)  # type: ignore[arg-type]
        standin.push(said(1, "住院"))
        await standin.until(lambda: standin.texts() == ["答住院"])
        async with app.store.read() as tx:
            assert await tx.value(select(t.inbox.c.state)) == "done"


async def test_nobody_waits_for_an_answer_to_somebody_who_blocked_the_bot(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        standin.faults["sendMessage"].append(refusal(403, "Forbidden: bot was blocked by the user"))
        assert await app.deps.reply(Outgoing(7, "在吗"), question=AskedQuestion("?", "meta")) is None
        standin.push(said(1, "住院", chat=8))
        await standin.until(lambda: standin.texts(8) == ["答住院"])


async def test_a_reply_with_buttons_stores_what_they_mean_first(standin: StandIn, tmp_path: Path) -> None:
    async with relaying(standin, tmp_path) as app:
        buttons = ((Button("申报", Act("report", {"kind": "marriage"})), Button("原文", data="source:marriage")),)
        assert await app.deps.reply(Outgoing(7, "恭喜", buttons=buttons)) == 1001
        shown = standin.sent()[0]["reply_markup"]["inline_keyboard"][0]
        async with app.store.read() as tx:
            found = await tx.one(select(t.buttons))
    assert found is not None
    assert (found["token"], found["name"]) == (shown[0]["callback_data"], "report")
    assert shown[1]["callback_data"] == "source:marriage"
