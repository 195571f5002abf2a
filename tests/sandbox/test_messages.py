"""What the bot may do with messages, and what Telegram says when it may not."""

import aiohttp
import pytest

from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.world import SANDBOX_TOKEN
from tests.sandbox.conftest import CHAIR, GROUP, MEMBER, PNG, STRANGER, BotSide

INLINE: Json = {"inline_keyboard": [[{"text": "同意", "callback_data": "y"}, {"text": "驳回", "callback_data": "n"}]]}


async def send(bot: BotSide, **params: object) -> int:
    message = await bot.result("sendMessage", **{"chat_id": MEMBER, "text": "您好", **params})
    return int(message["message_id"])


async def test_sending_shows_formatted_text(bot: BotSide, people: SandboxClient) -> None:
    sent = await bot.result("sendMessage", chat_id=MEMBER, text=" <b>慰问金</b> &lt;1000 ", parse_mode="HTML")
    assert sent["text"] == "慰问金 <1000"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    [shown] = await people.messages(MEMBER)
    assert shown["html"] == "<b>慰问金</b> &lt;1000"


@pytest.mark.parametrize(
    ("chat", "code", "description"),
    [
        (4711, 400, "Bad Request: chat not found"),
        ("@nobody", 400, "Bad Request: chat not found"),
        (STRANGER, 403, "Forbidden: bot can't initiate conversation with a user"),
    ],
)
async def test_where_it_may_not_write(bot: BotSide, chat: int | str, code: int, description: str) -> None:
    assert await bot.error("sendMessage", chat_id=chat, text="您好") == (code, description)


async def test_a_stranger_who_wrote_may_be_answered(bot: BotSide, people: SandboxClient) -> None:
    await people.say(STRANGER, "/start")
    assert await send(bot, chat_id=STRANGER) == 2


async def test_blocked_until_she_writes_again(bot: BotSide, people: SandboxClient) -> None:
    await people.post("block", **{"as": MEMBER})
    assert await bot.error("sendMessage", chat_id=MEMBER, text="您好") == (
        403,
        "Forbidden: bot was blocked by the user",
    )
    await people.say(MEMBER, "我回来了")
    assert await send(bot)
    changes = [one["my_chat_member"]["new_chat_member"]["status"] for one in (await bot.updates())[:2]]
    assert changes == ["kicked", "member"]


async def test_answering_a_message(bot: BotSide, people: SandboxClient) -> None:
    said = (await people.say(MEMBER, "在吗"))["message_id"]
    await send(bot, reply_parameters={"message_id": said})
    assert (await people.messages(MEMBER))[-1]["reply_to"] == said
    missing = {"message_id": 99}
    error = await bot.error("sendMessage", chat_id=MEMBER, text="好", reply_parameters=missing)
    assert error == (400, "Bad Request: message to be replied not found")
    assert await send(bot, reply_parameters={**missing, "allow_sending_without_reply": True})


async def test_editing(bot: BotSide, people: SandboxClient) -> None:
    there = {"chat_id": MEMBER, "message_id": await send(bot, reply_markup=INLINE)}
    edited = await bot.result("editMessageText", **there, text="已办", reply_markup=INLINE)
    assert (edited["text"], "edit_date" in edited) == ("已办", True)
    code, description = await bot.error("editMessageText", **there, text="已办", reply_markup=INLINE)
    assert (code, description[:39]) == (400, "Bad Request: message is not modified: s")
    await bot.result("editMessageReplyMarkup", **there)
    [shown] = await people.messages(MEMBER)
    assert (shown["text"], shown["edited"], shown["buttons"]) == ("已办", True, [])


async def test_what_can_not_be_edited(bot: BotSide, people: SandboxClient) -> None:
    theirs = (await people.say(MEMBER, "我的话"))["message_id"]
    keyboard = await send(bot, reply_markup={"keyboard": [[{"text": "我要申报"}]]})
    for message_id in (theirs, keyboard):
        error = await bot.error("editMessageText", chat_id=MEMBER, message_id=message_id, text="改")
        assert error == (400, "Bad Request: message can't be edited")
    gone = await bot.error("editMessageText", chat_id=MEMBER, message_id=99, text="改")
    assert gone == (400, "Bad Request: message to edit not found")
    assert (await bot.error("editMessageText", text="改"))[1] == "Bad Request: message identifier is not specified"
    caption = await bot.error("editMessageCaption", chat_id=MEMBER, message_id=await send(bot), caption="改")
    assert caption == (400, "Bad Request: there is no caption in the message to edit")


async def test_deleting(bot: BotSide, people: SandboxClient) -> None:
    first, second, third = [await send(bot) for _ in range(3)]
    await bot.result("deleteMessage", chat_id=MEMBER, message_id=first)
    await bot.result("deleteMessages", chat_id=MEMBER, message_ids=[second, 99])
    assert [message["id"] for message in await people.messages(MEMBER)] == [third]
    gone = await bot.error("deleteMessage", chat_id=MEMBER, message_id=first)
    assert gone == (400, "Bad Request: message to delete not found")


async def test_copies_and_forwards(bot: BotSide, people: SandboxClient) -> None:
    said = (await people.say(MEMBER, "材料如下"))["message_id"]
    source = {"chat_id": GROUP, "from_chat_id": MEMBER, "message_id": said}
    forwarded = await bot.result("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == MEMBER
    copied = await bot.result("copyMessage", **source)
    await bot.result("copyMessages", chat_id=GROUP, from_chat_id=MEMBER, message_ids=[said])
    shown = await people.messages(GROUP)
    assert [message["text"] for message in shown] == ["材料如下"] * 3
    assert [message["forwarded"] for message in shown] == [True, False, False]
    assert copied == {"message_id": 2}
    assert (await bot.error("copyMessage", **{**source, "message_id": 9}))[1].endswith("message to copy not found")


async def test_photo_goes_up_and_comes_down(bot: BotSide, people: SandboxClient) -> None:
    form = aiohttp.FormData({"chat_id": str(MEMBER), "caption": "图表"})
    form.add_field("photo", PNG, filename="chart.png", content_type="image/png")
    async with bot.session.post(bot.address("sendPhoto"), data=form) as response:
        sent = (await response.json())["result"]
    assert [(size["width"], size["height"]) for size in sent["photo"]][-1] == (1280, 720)
    again = await bot.result("sendPhoto", chat_id=MEMBER, photo=sent["photo"][-1]["file_id"])
    path = (await bot.result("getFile", file_id=again["photo"][0]["file_id"]))["file_path"]
    async with bot.session.get(f"{bot.url}/file/bot{SANDBOX_TOKEN}/{path}") as response:
        assert await response.read() == PNG
    shown = (await people.messages(MEMBER))[0]
    assert (shown["text"], shown["media"]["type"]) == ("图表", "photo")
    async with bot.session.get(bot.url + shown["media"]["url"]) as response:
        assert await response.read() == PNG
    swap = {"type": "photo", "media": sent["photo"][-1]["file_id"], "caption": "新图"}
    await bot.result("editMessageMedia", chat_id=MEMBER, message_id=sent["message_id"], media=swap)
    await bot.result("editMessageCaption", chat_id=MEMBER, message_id=sent["message_id"], caption="再新")


@pytest.mark.parametrize(
    ("kind", "data", "status", "description"),
    [
        ("photo", b"plain text", 400, "Bad Request: IMAGE_PROCESS_FAILED"),
        ("document", b"", 400, "Bad Request: file must be non-empty"),
    ],
)
async def test_files_that_are_refused(bot: BotSide, kind: str, data: bytes, status: int, description: str) -> None:
    form = aiohttp.FormData({"chat_id": str(MEMBER)})
    form.add_field(kind, data, filename="x.bin")
    async with bot.session.post(bot.address(f"send{kind.title()}"), data=form) as response:
        assert (response.status, (await response.json())["description"]) == (status, description)


async def test_unknown_files(bot: BotSide) -> None:
    assert (await bot.error("getFile", file_id="nonsense"))[0] == 400
    async with bot.session.get(f"{bot.url}/file/bot{SANDBOX_TOKEN}/photos/nothing.jpg") as response:
        assert response.status == 404
    async with bot.session.get(f"{bot.url}/sandbox/files/nothing") as response:
        assert response.status == 404


async def test_presses_are_answered_once(bot: BotSide, people: SandboxClient, world: object) -> None:
    card = await send(bot, chat_id=GROUP, reply_markup=INLINE)
    pressed = await people.press(CHAIR, "同意", card, GROUP)
    [update] = await bot.updates()
    assert update["update_id"] == pressed["update_id"]
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["message_id"]) == ("y", CHAIR, card)
    answer = {"callback_query_id": query["id"], "text": "已同意", "show_alert": True}
    await bot.result("answerCallbackQuery", **answer)
    [toast] = await people.toasts(CHAIR)
    assert (toast["text"], toast["alert"], toast["answered"]) == ("已同意", True, True)
    code, description = await bot.error("answerCallbackQuery", **answer)
    assert (code, description[:34]) == (400, "Bad Request: query is too old and ")


async def test_pins(bot: BotSide, people: SandboxClient) -> None:
    first, second = await send(bot), await send(bot)
    for message_id in (first, second):
        await bot.result("pinChatMessage", chat_id=MEMBER, message_id=message_id)
    assert (await bot.result("getChat", chat_id=MEMBER))["pinned_message"]["message_id"] == second
    await bot.result("unpinChatMessage", chat_id=MEMBER, message_id=first)
    state = await people.call("GET", "state", {"chat": MEMBER})
    assert [pin["id"] for pin in state["pinned"]] == [second]
    await bot.result("unpinAllChatMessages", chat_id=MEMBER)
    assert (await bot.error("unpinChatMessage", chat_id=MEMBER))[1] == "Bad Request: message to unpin not found"


async def test_reactions(bot: BotSide, people: SandboxClient) -> None:
    said = (await people.say(MEMBER, "谢谢"))["message_id"]
    heart = [{"type": "emoji", "emoji": "❤"}]
    await bot.result("setMessageReaction", chat_id=MEMBER, message_id=said, reaction=heart)
    missing = await bot.error("setMessageReaction", chat_id=MEMBER, message_id=9, reaction=heart)
    assert missing == (400, "Bad Request: message to react not found")
