"""The stand-in against other people's idea of Telegram: the schema's types, and python-telegram-bot as a client."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.sandbox import schema
from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.world import SANDBOX_TOKEN
from tests.sandbox.conftest import CHAIR, GROUP, MEMBER, PNG, BotSide


@pytest.fixture
async def ptb(url: str) -> AsyncIterator[telegram.Bot]:
    """python-telegram-bot's client, knowing nothing of the sandbox but its address."""
    async with telegram.Bot(SANDBOX_TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


async def act_every_way(bot: BotSide, people: SandboxClient) -> list[Json]:
    """Everything a person can do, once; the updates that came of it."""
    kinds = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member", "chat_member"]
    await bot.updates(allowed_updates=kinds)
    said = (await people.say(MEMBER, "/start 见 https://a.cn @wennuan_bot"))["message_id"]
    await people.edit(MEMBER, said, "改口")
    await people.send(MEMBER, photo=PNG, caption="发票 #1号")
    await people.send(MEMBER, document=b"%PDF-", name="证明.pdf")
    await people.say(MEMBER, "转", forward=True)
    await people.say(CHAIR, "转", GROUP, forward=MEMBER, anonymous=True)
    markup = {"inline_keyboard": [[{"text": "同意", "callback_data": "y"}]]}
    card = (await bot.result("sendMessage", chat_id=GROUP, text="卡片", reply_markup=markup))["message_id"]
    await people.press(CHAIR, 0, card, GROUP)
    await people.press(CHAIR, 0, card, GROUP, inaccessible=True)
    await people.say(CHAIR, "500", GROUP, reply_to=card)
    await people.post("inline", **{"as": MEMBER, "query": "慰问"})
    await people.post("block", **{"as": MEMBER})
    await people.say(MEMBER, "回来了")
    for verb in ("join", "leave"):
        await people.post(verb, **{"as": MEMBER, "chat": GROUP})
    for status in ("member", "administrator", "restricted"):
        await people.post("role", **{"as": CHAIR, "chat": GROUP, "who": "bot", "status": status})
    await people.post("migrate", **{"as": CHAIR, "chat": GROUP})
    return await bot.updates()


def members_and_messages(update: Json) -> list[tuple[str, Any]]:
    """The unions that the schema leaves open, with the type that each must be."""
    found: list[tuple[str, Any]] = []
    names = {"creator": "Owner", "kicked": "Banned"}
    for kind in ("my_chat_member", "chat_member"):
        sides = [update[kind][side] for side in ("old_chat_member", "new_chat_member")] if kind in update else []
        found += [("ChatMember" + names.get(side["status"], side["status"].title()), side) for side in sides]
    if message := update.get("callback_query", {}).get("message"):
        found.append(("Message" if message["date"] else "InaccessibleMessage", message))
    if origin := update.get("message", {}).get("forward_origin"):
        found.append(("MessageOriginUser" if origin["type"] == "user" else "MessageOriginHiddenUser", origin))
    return found


async def test_updates_are_real(bot: BotSide, people: SandboxClient) -> None:
    updates = await act_every_way(bot, people)
    assert len(updates) >= 20
    for update in updates:
        schema.check_type("Update", update)
        for name, value in members_and_messages(update):
            schema.check_type(name, value)
        parsed = telegram.Update.de_json(update, None)
        assert parsed.update_id == update["update_id"]
        assert parsed.effective_user is not None
        assert not parsed.api_kwargs


RESULTS: dict[str, tuple[str, Json]] = {
    "getMe": ("User", {}),
    "sendMessage": ("Message", {"chat_id": MEMBER, "text": "<b>好</b>", "parse_mode": "HTML"}),
    "getChat": ("ChatFullInfo", {"chat_id": GROUP}),
    "getChatMember": ("ChatMemberOwner", {"chat_id": GROUP, "user_id": CHAIR}),
    "getWebhookInfo": ("WebhookInfo", {}),
    "createChatInviteLink": ("ChatInviteLink", {"chat_id": GROUP}),
    "getUserProfilePhotos": ("UserProfilePhotos", {"user_id": MEMBER}),
    "getMyName": ("BotName", {}),
    "getMyDescription": ("BotDescription", {}),
    "getMyShortDescription": ("BotShortDescription", {}),
}


@pytest.mark.parametrize("method", RESULTS)
async def test_results_are_real(bot: BotSide, method: str) -> None:
    kind, params = RESULTS[method]
    schema.check_type(kind, await bot.result(method, **params))


async def test_ptb_talks_and_uploads(ptb: telegram.Bot, people: SandboxClient) -> None:
    assert (await ptb.get_me()).username == "wennuan_bot"
    await people.send(MEMBER, photo=PNG)
    [update] = await ptb.get_updates(timeout=1)
    assert update.message
    file = await update.message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == PNG
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("同意", callback_data="y")]])
    sent = await ptb.send_photo(MEMBER, PNG, caption="<i>图</i>", parse_mode="HTML", reply_markup=keyboard)
    await ptb.edit_message_caption(MEMBER, sent.message_id, caption="新图")
    album = [telegram.InputMediaPhoto(PNG, caption="一"), telegram.InputMediaPhoto(PNG)]
    assert len(await ptb.send_media_group(MEMBER, album)) == 2
    await ptb.send_document(MEMBER, b"PK", filename="台账.xlsx")
    shown = await people.messages(MEMBER)
    assert [message["media"]["type"] for message in shown[1:]] == ["photo", "photo", "photo", "document"]
    assert shown[-1]["media"]["name"] == "台账.xlsx"
    assert await people.violations() == []


async def test_ptb_sets_itself_up(ptb: telegram.Bot, people: SandboxClient) -> None:
    commands = [telegram.BotCommand("start", "开始")]
    for scope in (None, telegram.BotCommandScopeAllPrivateChats(), telegram.BotCommandScopeChatMember(GROUP, CHAIR)):
        await ptb.set_my_commands(commands, scope=scope)
        assert list(await ptb.get_my_commands(scope=scope)) == commands
    await ptb.delete_my_commands()
    assert await ptb.get_my_commands() == ()
    await ptb.set_my_description("会员服务")
    assert (await ptb.get_my_description()).description == "会员服务"
    await ptb.set_chat_menu_button(menu_button=telegram.MenuButtonCommands())
    assert (await ptb.get_chat_menu_button(MEMBER)).type == "commands"
    assert [member.user.id for member in await ptb.get_chat_administrators(GROUP)] == [CHAIR]
    assert await people.violations() == []


async def test_ptb_understands_the_errors(
    ptb: telegram.Bot, people: SandboxClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.send_message(4, "好")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await ptb.send_message(1901, "好")
    await people.fault("429", retry_after=7)
    with pytest.raises(RetryAfter):
        await ptb.send_message(MEMBER, "好")
    await people.fault("migrate", chat=GROUP)
    with pytest.raises(ChatMigrated) as moved:
        await ptb.send_message(GROUP, "好")
    await ptb.send_message(moved.value.new_chat_id, "好")


async def test_commands_for_a_person_come_from_the_narrowest_scope(ptb: telegram.Bot, people: SandboxClient) -> None:
    async def offered(chat: int, who: int) -> list[str]:
        shown = await people.call("GET", "commands", {"chat": chat, "as": who})
        return [command["command"] for command in shown]

    await ptb.set_my_commands([telegram.BotCommand("help", "帮助")])
    await ptb.set_my_commands([telegram.BotCommand("report", "申报")], scope=telegram.BotCommandScopeAllPrivateChats())
    await ptb.set_my_commands([telegram.BotCommand("queue", "待办")], scope=telegram.BotCommandScopeChat(GROUP))
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.set_my_commands([], scope=telegram.BotCommandScopeChat(4))
    assert await offered(MEMBER, MEMBER) == ["report"]
    assert await offered(GROUP, CHAIR) == ["queue"]
    assert await offered(-1001000000002, 1201) == ["help"]
