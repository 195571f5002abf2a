"""The control API: acting as people and looking at chats."""

import asyncio
import base64
from datetime import UTC, datetime

import pytest

from bot.sandbox.client import SandboxClient, SandboxError
from bot.sandbox.jsons import Json
from bot.sandbox.model import BOT_ID
from bot.sandbox.world import World
from tests.sandbox.conftest import CHAIR, GROUP, MEMBER, PNG, STRANGER, BotSide


async def test_people_are_as_the_contract_says(people: SandboxClient) -> None:
    found = await people.people()
    assert all(set(person) == {"id", "name", "role", "branch", "birthday"} for person in found)
    roles = [person["role"] for person in found]
    for role, least in {"chair": 2, "officer": 2, "treasurer": 2, "mediator": 2, "member": 4, "committee": 1}.items():
        assert roles.count(role) >= least
    [stranger] = [person for person in found if person["role"] == "stranger"]
    assert (stranger["branch"], stranger["birthday"]) == (None, None)


async def test_chats_are_as_the_contract_says(people: SandboxClient) -> None:
    found = await people.chats()
    assert all(set(chat) == {"id", "type", "title", "branch", "members"} for chat in found)
    private = {chat["id"]: chat["members"] for chat in found if chat["type"] == "private"}
    assert private == {person["id"]: [person["id"]] for person in await people.people()}
    officers = next(chat for chat in found if chat["id"] == GROUP)
    assert officers["members"] == [1101, 1102, 1103, 1104]


async def test_saying(bot: BotSide, people: SandboxClient) -> None:
    said = await people.say(MEMBER, "/start 我 @wennuan_bot")
    [update] = await bot.updates()
    assert said == {"update_id": update["update_id"], "message_id": update["message"]["message_id"]}
    assert [one["type"] for one in update["message"]["entities"]] == ["bot_command", "mention"]
    [shown] = await people.messages(MEMBER)
    assert {key: shown[key] for key in ("id", "from", "text", "buttons", "reply_to", "edited", "media")} == {
        "id": 1, "from": MEMBER, "text": "/start 我 @wennuan_bot", "buttons": [], "reply_to": None, "edited": False,
        "media": None,
    }  # fmt: skip


async def test_long_text_is_split_as_clients_do(people: SandboxClient) -> None:
    said = await people.say(MEMBER, "😀" * 2049)
    assert said["message_ids"] == [1, 2]
    assert [len(message["text"]) for message in await people.messages(MEMBER)] == [2048, 1]


async def test_photo_document_album(bot: BotSide, people: SandboxClient) -> None:
    await people.send(MEMBER, photo=PNG, caption="发票")
    await people.send(MEMBER, document=b"%PDF-", name="证明.pdf")
    encoded = base64.b64encode(PNG).decode()
    await people.send(MEMBER, album=[{"photo": encoded}, {"photo": f"data:image/png;base64,{encoded}"}])
    photo, document, first, second = [update["message"] for update in await bot.updates()]
    assert (photo["caption"], photo["photo"][0]["width"]) == ("发票", 90)
    assert document["document"]["mime_type"] == "application/pdf"
    assert first["media_group_id"] == second["media_group_id"]


async def test_forwards_replies_and_anonymous_admins(bot: BotSide, people: SandboxClient) -> None:
    first = await people.say(CHAIR, "/queue", GROUP, anonymous=True)
    await people.say(CHAIR, "转来的", GROUP, forward=True, reply_to=first["message_id"])
    await people.say(CHAIR, "转来的", GROUP, forward=MEMBER)
    anonymous, hidden, known = [update["message"] for update in await bot.updates()]
    assert (anonymous["from"]["username"], anonymous["sender_chat"]["id"]) == ("GroupAnonymousBot", GROUP)
    assert (hidden["forward_origin"]["type"], hidden["reply_to_message"]["text"]) == ("hidden_user", "/queue")
    assert known["forward_origin"]["sender_user"]["id"] == MEMBER


async def test_editing_ones_own_words(bot: BotSide, people: SandboxClient) -> None:
    said = (await people.say(MEMBER, "住院了"))["message_id"]
    await people.edit(MEMBER, said, "住院了，附二医")
    assert (await bot.updates())[1]["edited_message"]["text"] == "住院了，附二医"
    assert (await people.messages(MEMBER))[0]["edited"]
    reply = (await bot.result("sendMessage", chat_id=MEMBER, text="好"))["message_id"]
    with pytest.raises(SandboxError, match="one's own"):
        await people.edit(MEMBER, reply, "改")


async def test_keyboards_say_their_text(bot: BotSide, people: SandboxClient) -> None:
    keyboard = {"keyboard": [[{"text": "我要申报"}], [{"text": "联系方式", "request_contact": True}]]}
    await bot.result("sendMessage", chat_id=MEMBER, text="请选", reply_markup=keyboard)
    [shown] = await people.messages(MEMBER)
    assert (shown["buttons"], shown["keyboard"]) == (["我要申报", "联系方式"], "reply")
    await people.press(MEMBER, "我要申报", shown["id"])
    await people.press(MEMBER, 1)
    text, contact = [update["message"] for update in await bot.updates()]
    assert text["text"] == "我要申报"
    assert contact["contact"]["user_id"] == MEMBER


async def test_pressing_links_forging_and_old_messages(bot: BotSide, people: SandboxClient) -> None:
    row = [{"text": "通知", "url": "https://example.org"}, {"text": "同意", "callback_data": "y"}]
    sent = await bot.result("sendMessage", chat_id=GROUP, text="卡片", reply_markup={"inline_keyboard": [row]})
    card = sent["message_id"]
    opened = await people.press(CHAIR, 0, card, GROUP)
    assert (opened["update_id"], opened["opened"]) == (None, {"url": "https://example.org"})
    await people.press(CHAIR, 1, card, GROUP, inaccessible=True)
    await people.press(CHAIR, "", card, GROUP, data="forged")
    old, forged = [update["callback_query"] for update in await bot.updates()]
    assert (old["message"]["date"], old["data"]) == (0, "y")
    assert forged["data"] == "forged"


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("say", {"as": 4, "chat": 4, "text": "好"}, "no person 4"),
        ("say", {"as": MEMBER, "chat": 4, "text": "好"}, "no chat 4"),
        ("say", {"as": MEMBER, "chat": GROUP, "text": "好"}, "is not in chat"),
        ("say", {"as": MEMBER, "chat": MEMBER}, "needs text"),
        ("say", {"as": MEMBER, "chat": MEMBER, "photo": "%%%"}, "base64"),
        ("say", {"as": MEMBER, "chat": MEMBER, "text": "好", "reply_to": 9}, "no message 9"),
        ("press", {"as": MEMBER, "chat": MEMBER, "message": 9, "button": 0}, "no message 9"),
        ("press", {"as": MEMBER, "chat": MEMBER, "button": 0}, "no keyboard"),
        ("clock", {"now": "tomorrow"}, "ISO 8601"),
        ("clock", {}, "ISO 8601"),
        ("faults", {"kind": "gremlins"}, "unknown kind"),
        ("faults", {"sort": "429"}, "a fault has kind"),
        ("raw", {}, "missing or unknown"),
        ("people", {"name": "新人", "id": MEMBER}, "is taken"),
        ("group", {"as": MEMBER, "title": "群", "type": "forum"}, "group or supergroup"),
        ("join", {"as": MEMBER, "chat": MEMBER}, "a person and a group"),
        ("update-ids", {"next": "many"}, "wrong kind"),
    ],
)
async def test_wrong_requests_are_explained(people: SandboxClient, name: str, body: Json, reason: str) -> None:
    with pytest.raises(SandboxError, match=reason):
        await people.call("POST", name, body=body)


async def test_wrong_looks_are_explained(people: SandboxClient, bot: BotSide) -> None:
    with pytest.raises(SandboxError, match="which one"):
        await people.messages(4)
    with pytest.raises(SandboxError, match="a whole number"):
        await people.call("GET", "messages", {"chat": "mine"})
    for body in (b"{", b"[]"):
        async with bot.session.post(f"{people.url}/sandbox/say", data=body) as response:
            assert response.status == 400


async def test_unknown_button_lists_the_known(bot: BotSide, people: SandboxClient) -> None:
    markup = {"inline_keyboard": [[{"text": "同意", "callback_data": "y"}]]}
    await bot.result("sendMessage", chat_id=MEMBER, text="？", reply_markup=markup)
    with pytest.raises(SandboxError, match="同意"):
        await people.press(MEMBER, "不同意", 1)


async def test_messages_wait(bot: BotSide, people: SandboxClient) -> None:
    waiting = asyncio.create_task(people.messages(MEMBER, after=0, wait=30))
    await asyncio.sleep(0.05)
    await bot.result("sendMessage", chat_id=MEMBER, text="来了")
    async with asyncio.timeout(5):
        assert [message["text"] for message in await waiting] == ["来了"]
    assert await people.messages(MEMBER, after=1, wait=0.01) == []


async def test_since_shows_edits_and_deletions(bot: BotSide, people: SandboxClient) -> None:
    sent = await bot.result("sendMessage", chat_id=MEMBER, text="一")
    seq = (await people.messages(MEMBER))[0]["seq"]
    await bot.result("deleteMessage", chat_id=MEMBER, message_id=sent["message_id"])
    [gone] = await people.messages(MEMBER, since=seq)
    assert (gone["id"], gone["deleted"]) == (1, True)


async def test_waiting_for_says_what_is_there(bot: BotSide, people: SandboxClient) -> None:
    await bot.result("sendMessage", chat_id=MEMBER, text="别的")
    with pytest.raises(TimeoutError, match="别的"):
        await people.wait_for(MEMBER, lambda message: message["text"] == "这个", seconds=0.1)


async def test_settling(bot: BotSide, people: SandboxClient) -> None:
    await people.say(MEMBER, "您好")
    with pytest.raises(TimeoutError):
        await people.settle(quiet=0.01, seconds=0.1)
    [update] = await bot.updates()
    await bot.updates(offset=update["update_id"] + 1)
    await people.settle(quiet=0.01)


async def test_clock_moves_messages_and_runs_what_is_due(bot: BotSide, people: SandboxClient, world: World) -> None:
    seen: list[datetime] = []

    async def due(now: datetime) -> None:
        await bot.result("sendMessage", chat_id=MEMBER, text="生日快乐")
        seen.append(now)

    world.on_clock = due
    told = await people.clock("2027-11-23T09:00:00")
    assert told.isoformat()[:16] + told.isoformat()[-6:] == "2027-11-23T09:00+08:00"
    [greeting] = await people.messages(MEMBER)
    assert datetime.fromtimestamp(greeting["date"], UTC).year == 2027
    later = await people.clock(advance=3600)
    assert (later - told).seconds // 60 == 60
    assert len(seen) == 2
    assert await people.clock() >= later


async def test_birthdays_follow_the_clock(people: SandboxClient) -> None:
    await people.clock("2028-01-01T08:00:00+08:00")
    shown = {person["name"]: person["birthday"] for person in await people.people()}
    assert (shown["赵晨"], shown["李建国"], shown["王秀英"]) == ("02-29", "10-03", "11-23")


async def test_typing_shows_and_ends_with_the_message(bot: BotSide, people: SandboxClient) -> None:
    await bot.result("sendChatAction", chat_id=MEMBER, action="typing")
    assert (await people.call("GET", "state", {"chat": MEMBER}))["typing"]
    await bot.result("sendMessage", chat_id=MEMBER, text="好")
    assert not (await people.call("GET", "state", {"chat": MEMBER}))["typing"]


async def test_what_the_bot_asked_for(bot: BotSide, people: SandboxClient) -> None:
    await bot.result("getMe")
    await bot.error("sendMessage", chat_id=4, text="好")
    [asked] = await people.requests("sendMessage")
    assert (asked["n"], asked["params"], asked["error_code"]) == (2, {"chat_id": 4, "text": "好"}, 400)
    assert await people.requests(after=2) == []


async def test_inline_queries(bot: BotSide, people: SandboxClient) -> None:
    asked = await people.post("inline", **{"as": STRANGER, "query": "慰问"})
    [update] = await bot.updates()
    query_id = update["inline_query"]["id"]
    assert query_id == asked["query_id"]
    content = {"message_text": "不超过 1000 元"}
    article = {"type": "article", "id": "1", "title": "住院", "input_message_content": content}
    await bot.result("answerInlineQuery", inline_query_id=query_id, results=[article])
    [shown] = await people.call("GET", "inline")
    assert shown["results"] == [article]
    assert (await bot.error("answerInlineQuery", inline_query_id=query_id, results=[]))[0] == 400


async def test_new_people(bot: BotSide, people: SandboxClient) -> None:
    card = {"name": "新同事", "role": "member", "branch": "市档案馆工会", "birthday": "1990-01-01", "started": True}
    added = await people.post("people", **card)
    assert (added["role"], added["birthday"]) == ("member", "01-01")
    assert await bot.result("sendMessage", chat_id=added["id"], text="欢迎")
    assert BOT_ID not in [person["id"] for person in await people.people()]
