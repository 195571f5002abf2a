"""What the bot says: cards and edits, markup, long texts, and direct answers; over real HTTP, faults included."""

from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select

from bot.core.messages import Act, Button, JsonObject, Outgoing
from bot.core.work.unit import AskedQuestion
from bot.store import tables as t
from tests.traffic.outgoing import AMBIGUOUS, relaying, say, state
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, refusal


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
        await app.writer.stop()
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


async def test_an_answer_goes_on_from_the_part_that_failed(standin: StandIn, tmp_path: Path) -> None:
    async def passes(_request: web.Request, _payload: JsonObject) -> None:
        return None

    async with relaying(standin, tmp_path) as app:
        text = "这是一句话。" * 1500
        standin.faults["sendMessage"].extend([passes, refusal(502, "Bad Gateway")])
        question = AskedQuestion(text, "meta")
        buttons = ((Button("好", Act("ok")),),)
        assert await app.deps.reply(Outgoing(7, text, buttons=buttons), question=question) is None
        await standin.until(lambda: len(standin.sent()) >= 3)
        await app.relay.idle()
        async with app.store.read() as tx:
            [known] = await tx.all(select(t.buttons.c.token))
    assert "".join(standin.texts()) == text
    assert [payload.get("reply_markup") is not None for payload in standin.sent()] == [False, False, True]
    assert standin.sent()[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == known["token"]


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
