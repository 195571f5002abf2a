"""Groups: membership, privacy mode, rights, migration."""

from bot.sandbox.client import SandboxClient
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID
from tests.sandbox.conftest import CHAIR, GROUP, MEMBER, BotSide


async def new_group(people: SandboxClient, **more: object) -> int:
    founded = await people.post("group", **{"as": CHAIR, "title": "新群", "members": [MEMBER], **more})
    return int(founded["id"])


async def test_bot_joins_and_is_thrown_out(bot: BotSide, people: SandboxClient) -> None:
    group = await new_group(people, type="group")
    kicked = (403, "Forbidden: bot was kicked from the group chat")
    assert await bot.error("sendMessage", chat_id=group, text="好") == kicked
    await people.post("join", **{"as": CHAIR, "chat": group, "who": "bot"})
    joined, greeting = await bot.updates()
    change = joined["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("left", "member")
    assert greeting["message"]["new_chat_members"][0]["id"] == BOT_ID
    await bot.result("sendMessage", chat_id=group, text="大家好")
    await people.post("leave", **{"as": CHAIR, "chat": group, "who": "bot"})
    assert (await bot.updates())[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert (await bot.error("sendMessage", chat_id=group, text="好"))[0] == 403


async def test_privacy_mode(bot: BotSide, people: SandboxClient) -> None:
    group = await new_group(people)
    await people.post("join", **{"as": CHAIR, "chat": group, "who": "bot"})
    mine = (await bot.result("sendMessage", chat_id=group, text="请问"))["message_id"]
    heard: list[tuple[str, Json]] = [("/queue", {}), ("/queue@wennuan_bot", {}), ("回你", {"reply_to": mine})]
    unheard = ["闲聊", "/queue@other_bot"]
    for text in unheard:
        assert (await people.say(CHAIR, text, group))["update_id"] is None
    for text, more in heard:
        assert (await people.say(CHAIR, text, group, **more))["update_id"]
    await people.post("role", **{"as": CHAIR, "chat": group, "who": "bot", "status": "administrator"})
    assert (await people.say(CHAIR, "闲聊", group))["update_id"]


async def test_members_come_and_go(bot: BotSide, people: SandboxClient) -> None:
    await bot.updates(allowed_updates=["message", "chat_member"])
    await people.post("join", **{"as": MEMBER, "chat": GROUP})
    assert (await bot.result("getChatMember", chat_id=GROUP, user_id=MEMBER))["status"] == "member"
    assert await bot.result("getChatMemberCount", chat_id=GROUP) == 6
    await people.post("leave", **{"as": MEMBER, "chat": GROUP})
    assert (await bot.result("getChatMember", chat_id=GROUP, user_id=MEMBER))["status"] == "left"
    kinds = [key for update in await bot.updates() for key in update if key != "update_id"]
    assert kinds == ["chat_member", "message"] * 2


async def test_administrators_and_bans(bot: BotSide, people: SandboxClient) -> None:
    [chair] = await bot.result("getChatAdministrators", chat_id=GROUP)
    assert (chair["user"]["id"], chair["status"]) == (CHAIR, "creator")
    assert (await bot.result("getChatMember", chat_id=GROUP, user_id=BOT_ID))["can_pin_messages"]
    assert (await bot.error("getChatAdministrators", chat_id=MEMBER))[0] == 400
    assert (await bot.error("getChatMember", chat_id=GROUP, user_id=4))[0] == 400
    assert (await bot.error("banChatMember", chat_id=GROUP, user_id=CHAIR))[0] == 400
    await bot.result("banChatMember", chat_id=GROUP, user_id=1102)
    assert 1102 not in next(chat["members"] for chat in await people.chats() if chat["id"] == GROUP)


async def test_pinning_needs_the_right(bot: BotSide, people: SandboxClient) -> None:
    await people.post("role", **{"as": CHAIR, "chat": GROUP, "who": "bot", "status": "member"})
    sent = await bot.result("sendMessage", chat_id=GROUP, text="卡片")
    code, description = await bot.error("pinChatMessage", chat_id=GROUP, message_id=sent["message_id"])
    assert (code, description) == (400, "Bad Request: not enough rights to manage pinned messages in the chat")
    assert (await bot.error("banChatMember", chat_id=GROUP, user_id=1102))[0] == 400


async def test_a_restricted_bot_may_look_but_not_write(bot: BotSide, people: SandboxClient) -> None:
    await people.post("role", **{"as": CHAIR, "chat": GROUP, "who": "bot", "status": "restricted"})
    refused = (400, "Bad Request: not enough rights to send text messages to the chat")
    assert await bot.error("sendMessage", chat_id=GROUP, text="好") == refused
    assert (await bot.result("getChatMember", chat_id=GROUP, user_id=BOT_ID))["can_send_messages"] is False


async def test_leaving_and_links(bot: BotSide) -> None:
    assert (await bot.result("createChatInviteLink", chat_id=GROUP, name="一次"))["name"] == "一次"
    assert (await bot.result("exportChatInviteLink", chat_id=GROUP)).startswith("https://t.me/+")
    await bot.result("leaveChat", chat_id=GROUP)
    assert (await bot.error("sendMessage", chat_id=GROUP, text="好"))[0] == 403


async def test_migration_either_way_round(bot: BotSide, people: SandboxClient) -> None:
    for order, first in {"old-first": "migrate_to_chat_id", "new-first": "migrate_from_chat_id"}.items():
        group = await new_group(people, type="group")
        await people.post("join", **{"as": CHAIR, "chat": group, "who": "bot"})
        moved = await people.post("migrate", **{"as": CHAIR, "chat": group, "order": order})
        assert first in (await bot.updates())[-2]["message"]
        refused = await bot("sendMessage", chat_id=group, text="好")
        assert refused["parameters"] == {"migrate_to_chat_id": moved["chat"]}
        assert await bot.result("sendMessage", chat_id=moved["chat"], text="好")
        assert group not in [chat["id"] for chat in await people.chats()]
