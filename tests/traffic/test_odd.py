"""Odd people, odd words and odd presses, through the bot's own routes: each is answered, and nothing odd gets on."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from bot.core.messages import JsonObject, Outgoing
from bot.core.splitting import CAPTION_UNITS, units
from bot.store import outbox
from bot.store import tables as t
from bot.traffic.texts import APOLOGY
from tests.support import NOON
from tests.traffic.conftest import running
from tests.traffic.routes import said
from tests.traffic.standin import StandIn, raw_answer, refusal
from tests.traffic.test_intake import settled

ASKED = "生病住院能领多少慰问金"
ODD = {
    "NUL": "\\u0000生病住院能领多少慰问金\\u0000",
    "lone surrogates": "\\ud83d生病住院能领多少慰问金\\ude00",
    "right to left": "\\u202e生病住院能领多少慰问金\\u202c مرحبا",
    "zero width": "生病\\u200b住院\\u200d能领\\ufeff多少慰问金",
    "HTML": "<b>生病住院能领多少慰问金</b> &amp; <script>",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_odd_words_are_answered_like_plain_ones(standin: StandIn, tmp_path: Path, text: str) -> None:
    """The escapes are sent as they stand, for only so do NUL and half a pair travel in JSON."""
    body = orjson.dumps({"ok": True, "result": [said(1, "…")]}).replace("…".encode(), text.encode())
    async with running(standin, tmp_path, routes=None) as app:
        standin.faults["getUpdates"].append(raw_answer(body))
        standin.push(said(2, "在吗", chat=8))
        await standin.until(lambda: len(standin.texts(7)) == 1 and len(standin.texts(8)) == 1)
        rows = await settled(app, 2)
    assert "1000 元" in standin.texts(7)[0]
    assert "parse_mode" not in standin.sent(7)[0]
    assert {row["state"] for row in rows.values()} == {"done"}


def pressed(update_id: int, data: str, message: JsonObject | None) -> dict[str, Any]:
    """A press on a button; Telegram shows of an old message its chat and number only, of a very old one nothing."""
    person = {"id": 7, "is_bot": False, "first_name": "静"}
    query: JsonObject = {"id": str(update_id), "from": person, "chat_instance": "1", "data": data}
    return {"update_id": update_id, "callback_query": query | ({"message": message} if message else {})}


CHAT = {"id": 7, "type": "private"}


async def test_a_press_that_is_too_old_to_be_answered_is_done_all_the_same(standin: StandIn, tmp_path: Path) -> None:
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    async with running(standin, tmp_path, routes=None) as app:
        standin.faults["answerCallbackQuery"].append(refusal(400, words))
        shown = {"message_id": 5, "date": 1, "chat": CHAT, "text": "…"}
        standin.push(pressed(1, "source:hospitalization", shown))
        await standin.until(lambda: len(standin.texts(7)) == 1)
        rows = await settled(app, 1)
    assert (rows[1]["state"], rows[1]["attempts"]) == ("done", 1)
    assert "住院" in standin.texts(7)[0]


async def test_a_press_on_a_message_that_telegram_shows_no_more_counts(standin: StandIn, tmp_path: Path) -> None:
    async with running(standin, tmp_path, routes=None) as app:
        standin.push(pressed(1, "source:hospitalization", {"message_id": 5, "date": 0, "chat": CHAT}))
        await standin.until(lambda: len(standin.texts(7)) == 1)
        standin.push(pressed(2, "source:hospitalization", None))
        rows = await settled(app, 2)
    assert "住院" in standin.texts(7)[0]
    assert APOLOGY not in standin.texts()
    assert {row["state"] for row in rows.values()} == {"done"}


def test_a_caption_too_long_goes_on_in_messages() -> None:
    """Counted as Telegram counts: a character beyond the plane is two."""
    text = "这是😀一句话。" * 500
    requests, _ = outbox.compose(Outgoing(7, text, photo="F1"), NOON)
    methods = [method for method, _ in requests]
    parts = [payload.get("caption") or payload["text"] for _, payload in requests]
    assert methods == ["sendPhoto", *["sendMessage"] * (len(methods) - 1)]
    assert "".join(parts) == text
    assert units(parts[0]) <= CAPTION_UNITS
    assert all(part.endswith("。") for part in parts)


async def test_a_group_of_unknown_kind_and_people_without_names_stop_nobody(standin: StandIn, tmp_path: Path) -> None:
    nameless = said(1, ASKED)
    nameless["message"]["from"] = {"id": 7, "is_bot": False, "first_name": "\u202e<b>\u200b"}
    strange = said(2, ASKED, chat=9)
    strange["message"]["chat"] = {"id": 9, "type": "something_new"}
    async with running(standin, tmp_path, routes=None) as app:
        standin.push(nameless, strange, said(3, ASKED, chat=8))
        await standin.until(lambda: len(standin.texts(7)) == 1 and len(standin.texts(8)) == 1)
        await settled(app, 3)
        async with app.store.read() as tx:
            states = {row["state"] for row in await tx.all(select(t.inbox.c.state))}
    assert states == {"done"}
