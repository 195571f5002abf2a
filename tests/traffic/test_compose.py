"""What a message becomes on its way out: Bot API calls, rows of the outbox, tokens behind buttons. No network."""

import pytest
from sqlalchemy import select

from bot.core.messages import Act, Button, JsonObject, Outgoing
from bot.store import outbox
from bot.store import tables as t
from bot.store.engine import Store
from tests.support import NOON

PLAIN = {"link_preview_options": {"is_disabled": True}}


@pytest.mark.parametrize(
    ("message", "method", "payload"),
    [
        (Outgoing(7, "好"), "sendMessage", {"text": "好"} | PLAIN),
        (Outgoing(7, "<b>好</b>", html=True), "sendMessage", {"text": "<b>好</b>", "parse_mode": "HTML"} | PLAIN),
        (
            Outgoing(-5, "好", reply_to=3),
            "sendMessage",
            {"text": "好", "reply_parameters": {"message_id": 3, "allow_sending_without_reply": True}} | PLAIN,
        ),
        (Outgoing(7, "好", edit=3), "editMessageText", {"text": "好", "message_id": 3} | PLAIN),
        (Outgoing(7, "好", card="report:1", edit_card=True), "editMessageText", {"text": "好"} | PLAIN),
        (Outgoing(7, "图", photo="F1"), "sendPhoto", {"photo": "F1", "caption": "图"}),
        (Outgoing(7, "表", document="F2"), "sendDocument", {"document": "F2", "caption": "表"}),
        (Outgoing(7, "", edit=3, bare=True), "editMessageReplyMarkup", {"message_id": 3}),
        (Outgoing(-5, "", card="report:1", pin=True), "pinChatMessage", {"disable_notification": True}),
        (Outgoing(-5, "", card="report:1", pin=False), "unpinChatMessage", {}),
        (
            Outgoing(7, "好", menu=(("申报", "我的"), ("帮助",))),
            "sendMessage",
            PLAIN
            | {
                "text": "好",
                "reply_markup": {
                    "keyboard": [[{"text": "申报"}, {"text": "我的"}], [{"text": "帮助"}]],
                    "resize_keyboard": True,
                    "is_persistent": True,
                },
            },
        ),
        (
            Outgoing(-5, "为什么", force_reply=True),
            "sendMessage",
            {"text": "为什么", "reply_markup": {"force_reply": True, "selective": True}} | PLAIN,
        ),
    ],
)
def test_one_message_is_one_call(message: Outgoing, method: str, payload: JsonObject) -> None:
    requests, acts = outbox.compose(message, NOON)
    assert requests == [(method, {"chat_id": message.chat_id} | payload)]
    assert acts == []


def test_of_a_long_caption_the_picture_has_the_first_part_and_the_buttons_the_last() -> None:
    text = "这是一句话。" * 300
    message = Outgoing(7, text, photo="F1", reply_to=3, buttons=((Button("好", data="x"),),))
    (first, *rest), _ = outbox.compose(message, NOON)
    assert first[0] == "sendPhoto"
    assert first[1]["photo"] == "F1"
    assert "reply_parameters" in first[1]
    assert [method for method, _ in rest] == ["sendMessage"] * len(rest)
    assert not any("photo" in payload or "reply_parameters" in payload for _, payload in rest)
    assert first[1]["caption"] + "".join(payload["text"] for _, payload in rest) == text
    assert ["reply_markup" in payload for _, payload in (first, *rest)] == [False] * len(rest) + [True]


def test_buttons_say_what_they_are_and_acts_stay_here_under_a_token() -> None:
    buttons = (
        (Button("同意", Act("approve", {"id": 1})), Button("原文", data="source:1")),
        (Button("网页", url="https://t.me/x"), Button("转发", inline_query="住院")),
    )
    [(_, payload)], acts = outbox.compose(Outgoing(7, "好", buttons=buttons), NOON)
    [[act, data], [url, inline]] = payload["reply_markup"]["inline_keyboard"]
    assert data == {"text": "原文", "callback_data": "source:1"}
    assert url == {"text": "网页", "url": "https://t.me/x"}
    assert inline == {"text": "转发", "switch_inline_query": "住院"}
    [kept] = acts
    assert act == {"text": "同意", "callback_data": kept["token"]}
    assert len(kept["token"]) >= 16, "not to be guessed"
    assert (kept["name"], kept["args"], kept["chat_id"], kept["created_at"]) == ("approve", {"id": 1}, 7, NOON)
    _, others = outbox.compose(Outgoing(7, "好", buttons=buttons), NOON)
    assert others[0]["token"] != kept["token"]


async def test_a_known_key_adds_neither_message_nor_buttons(store: Store) -> None:
    message = Outgoing(7, "好", buttons=((Button("好", Act("ok")),),), dedupe="k", card="c")
    async with store.begin() as tx:
        first = await outbox.enqueue(tx, [message, Outgoing(8, "又")], NOON)
        assert await outbox.enqueue(tx, [message], NOON) == [[]]
        rows = await tx.all(select(t.outbox).order_by(t.outbox.c.id))
        acts = await tx.all(select(t.buttons))
    assert [[row["id"]] for row in rows] == first
    assert [(row["lane"], row["dedupe"], row["card"]) for row in rows] == [(7, "k", "c"), (8, None, None)]
    assert len(acts) == 1


async def test_of_a_text_in_parts_the_first_has_the_key_and_the_last_is_the_card(store: Store) -> None:
    async with store.begin() as tx:
        [ids] = await outbox.enqueue(tx, [Outgoing(7, "这是一句话。" * 1500, dedupe="k", card="c")], NOON)
        rows = await tx.all(select(t.outbox.c.dedupe, t.outbox.c.card).order_by(t.outbox.c.id))
    assert len(ids) == len(rows) == 3
    assert [tuple(row.values()) for row in rows] == [("k", None), (None, None), (None, "c")]


async def test_many_at_once_are_written_by_their_keys(store: Store) -> None:
    async with store.begin() as tx:
        assert await outbox.enqueue_many(tx, [], NOON) == {}
        first = await outbox.enqueue_many(tx, [Outgoing(7, "一", dedupe="a"), Outgoing(8, "二", dedupe="b")], NOON)
        again = await outbox.enqueue_many(tx, [Outgoing(8, "二", dedupe="b"), Outgoing(9, "三", dedupe="c")], NOON)
        rows = await tx.all(select(t.outbox.c.id, t.outbox.c.dedupe).order_by(t.outbox.c.id))
    assert list(again) == ["c"]
    assert {row["dedupe"]: row["id"] for row in rows} == first | again


@pytest.mark.parametrize(
    "message",
    [
        Outgoing(7, "没有记号"),
        Outgoing(7, "有按钮", buttons=((Button("好", Act("ok")),),), dedupe="k"),
        Outgoing(7, "太长。" * 2000, dedupe="k"),
    ],
)
async def test_what_is_not_for_many_is_refused_whole(store: Store, message: Outgoing) -> None:
    async with store.begin() as tx:
        with pytest.raises(ValueError, match="enqueue"):
            await outbox.enqueue_many(tx, [Outgoing(8, "二", dedupe="b"), message], NOON)
        assert await tx.all(select(t.outbox)) == []
