"""A chat in the page, on a world without a bot: messages, buttons, files, links, and what must not run."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.sandbox import actions
from bot.sandbox.model import Chat
from bot.sandbox.people import BRANCH_A, MEMBER_GROUPS
from bot.sandbox.view import show_post
from tests.browser.conftest import Opener, Stage
from tests.browser.window import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

EVERYBODY = MEMBER_GROUPS[BRANCH_A]
EVIL = "<img src=x onerror=alert(1)>"


async def test_names_and_texts_are_shown_not_run(stage: Stage, window: Opener) -> None:
    person = stage.newcomer(EVIL)
    group = stage.world.add_chat(Chat(-7_000_001, "supergroup", EVIL, BRANCH_A, {person.id: "creator"}))
    sent = await stage.bot(
        "sendMessage",
        chat_id=person.id,
        text=EVIL,
        reply_markup={"inline_keyboard": [[{"text": EVIL, "callback_data": "x"}]]},
    )
    said = {"as": person.id, "chat": person.id}
    actions.say(stage.world, {**said, "text": f"\"'{EVIL}", "reply_to": sent["message_id"]})
    actions.say(stage.world, {**said, "document": "eA==", "name": f"{EVIL}.pdf", "caption": EVIL})
    async with window() as shown:
        await shown.visit(person.id, person.id)
        await expect(shown.messages().filter(has_text=EVIL)).to_have_count(3)
        await expect(shown.page.locator(".me .name")).to_have_text(EVIL)
        await expect(shown.page.locator("img")).to_have_count(1)  # the one in the closed picture dialog
    del stage.world.chats[group.id]


async def test_markup_links_and_long_words(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    text = (
        '<b>不超过</b> <a href="https://example.org/a?b=1&amp;c=2">原文</a> <code>2026-0007</code> '
        + "长" * 600
        + "x" * 900
    )
    await stage.bot("sendMessage", chat_id=person.id, text=text, parse_mode="HTML")
    async with window(PHONE) as shown:
        await shown.visit(person.id, person.id)
        bubble = shown.messages("别人的")
        await expect(bubble.locator("b", has_text="不超过")).to_be_visible()
        await expect(bubble.get_by_role("link", name="原文")).to_have_attribute("href", "https://example.org/a?b=1&c=2")
        width = await shown.page.evaluate("document.scrollingElement.scrollWidth")
        assert width == PHONE[0]
        box = await bubble.locator(".bubble").bounding_box()
        assert box and box["x"] + box["width"] <= PHONE[0]


async def test_a_press_waits_and_shows_toast_or_alert(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    keys = {"inline_keyboard": [[{"text": "提示", "callback_data": "t"}, {"text": "警告", "callback_data": "a"}]]}
    await stage.bot("sendMessage", chat_id=person.id, text="请选", reply_markup=keys)
    async with window() as shown:
        await shown.visit(person.id, person.id)
        for label, alert in (("提示", False), ("警告", True)):
            await shown.press(label)
            key = shown.page.locator(".key", has_text=label)
            await expect(key).to_have_attribute("aria-busy", "true")
            press = next(reversed(stage.world.presses))
            await stage.bot("answerCallbackQuery", callback_query_id=press, text=f"{label}来了", show_alert=alert)
            await expect(key).not_to_have_attribute("aria-busy", "true")
            where = shown.page.get_by_role("dialog") if alert else shown.page.get_by_role("status")
            await expect(where.filter(has_text=f"{label}来了")).to_be_visible()
        await shown.page.get_by_role("button", name="知道了").click()
        await expect(shown.page.get_by_role("dialog")).to_have_count(0)


async def test_edits_deletions_quotes_and_typing(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    first = await stage.bot("sendMessage", chat_id=person.id, text="待审批")
    second = await stage.bot("sendMessage", chat_id=person.id, text="多余")
    async with window() as shown:
        await shown.visit(person.id, person.id)
        await stage.bot("editMessageText", chat_id=person.id, message_id=first["message_id"], text="已同意")
        await shown.hears("已同意", "已编辑")
        await stage.bot("deleteMessage", chat_id=person.id, message_id=second["message_id"])
        await expect(shown.messages()).to_have_count(1)
        await stage.bot("sendChatAction", chat_id=person.id, action="typing")
        await expect(shown.page.locator(".head")).to_contain_text("正在输入…")
        await shown.messages().first.hover()
        await shown.page.get_by_role("button", name="回复温暖的消息").click()
        await expect(shown.page.locator(".replying")).to_contain_text("回复 温暖：已同意")
        await shown.say("谢谢")
        await expect(shown.messages("我的").locator(".quote")).to_contain_text("已同意")
        await stage.bot("sendMessage", chat_id=person.id, text="不客气")
        await expect(shown.page.locator(".head")).not_to_contain_text("正在输入…")


async def test_keyboard_below_the_input_and_commands(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    await stage.bot("setMyCommands", commands=[{"command": "mine", "description": "我的申报"}])
    keyboard = {"keyboard": [[{"text": "我要申报"}], [{"text": "帮助"}]], "input_field_placeholder": "请选一项"}
    await stage.bot("sendMessage", chat_id=person.id, text="菜单", reply_markup=keyboard)
    async with window(PHONE) as shown:
        await shown.visit(person.id, person.id)
        await expect(shown.page.locator("textarea")).to_have_attribute("placeholder", "请选一项")
        key = shown.page.get_by_role("group", name="快捷回复").get_by_role("button", name="我要申报")
        await key.click()
        await expect(shown.messages("我的").filter(has_text="我要申报")).to_be_visible()
        await stage.bot("sendMessage", chat_id=person.id, text="好", reply_markup={"remove_keyboard": True})
        await expect(key).to_have_count(0)
        await shown.page.get_by_role("button", name="指令").click()
        await shown.page.get_by_role("menuitem", name="/mine").click()
        await expect(shown.messages("我的").filter(has_text="/mine")).to_be_visible()


async def test_photos_are_shown_and_files_can_be_fetched(stage: Stage, window: Opener, tmp_path: Path) -> None:
    person = stage.newcomer()
    file = tmp_path / "出院小结.pdf"
    file.write_bytes(b"%PDF-1.4 sample")
    async with window() as shown:
        await shown.visit(person.id, person.id)
        await shown.attach(file)
        link = shown.messages("我的").get_by_role("link", name="出院小结.pdf")
        async with shown.page.expect_download() as download:
            await link.click()
        fetched = await download.value
        assert fetched.suggested_filename == file.name
        assert (await fetched.path()).read_bytes() == file.read_bytes()


async def test_group_mention_and_names(stage: Stage, window: Opener) -> None:
    async with window() as shown:
        await shown.visit(1102, EVERYBODY)
        await shown.page.get_by_role("button", name="点名温暖").click()
        await expect(shown.page.locator("textarea")).to_have_value("@wennuan_bot ")
        await shown.page.keyboard.type("结婚有什么")
        await shown.page.keyboard.press("Enter")
        await expect(shown.messages("我的")).to_contain_text("@wennuan_bot 结婚有什么")
        await shown.become("张敏")
        await shown.enter(f"{BRANCH_A}·会员群")
        await expect(shown.messages("别人的").locator(".sender")).to_have_text("陈雅琴")


async def test_old_messages_come_on_demand(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    for number in range(100):
        actions.say(stage.world, {"as": person.id, "chat": person.id, "text": f"第 {number} 句"})
    async with window() as shown:
        await shown.visit(person.id, person.id)
        await expect(shown.messages().last).to_contain_text("第 99 句")
        await expect(shown.messages().last).to_be_in_viewport()
        await expect(shown.messages()).to_have_count(80)
        await shown.page.get_by_role("button", name="更早的 20 条").click()
        await expect(shown.messages()).to_have_count(100)
        await expect(shown.messages().first).to_contain_text("第 0 句")


async def test_links_that_only_telegram_would_follow(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    group = stage.world.add_chat(Chat(-7_000_002, "supergroup", "小群", BRANCH_A, {person.id: "creator"}))
    said = {"as": person.id, "chat": group.id}
    actions.say(stage.world, {**said, "text": "绑定请点 https://t.me/wennuan_bot?start=inv-A1_b"})
    async with window() as shown:
        await shown.visit(person.id, group.id)
        await expect(shown.page.get_by_text("温暖不在这个群里")).to_be_visible()
        await shown.messages().get_by_role("link").click()
        await expect(shown.messages("我的")).to_have_text(re.compile("/start inv-A1_b"))
        await expect(shown.page.locator(".head h2")).to_have_text("温暖")
        await shown.messages().get_by_role("link", name="/start").click()
        await expect(shown.messages("我的")).to_have_count(2)
    del stage.world.chats[group.id]


async def test_a_document_never_opens_as_a_page(stage: Stage) -> None:
    person = stage.newcomer()
    actions.say(
        stage.world, {"as": person.id, "chat": person.id, "document": "PGI+", "name": "a.html", "mime": "text/html"}
    )
    media = show_post(stage.world.chats[person.id].posts[1])["media"]
    async with stage.session.get(stage.url + media["url"]) as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert await response.text() == "<b>"


async def test_buttons_that_make_no_callback(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    cells = [{"text": "复制", "copy_text": {"text": "2026-0001"}}, {"text": "转发", "switch_inline_query": "x"}]
    keys = {"inline_keyboard": [cells, [{"text": "旧的", "callback_data": "o"}]]}
    sent = await stage.bot("sendMessage", chat_id=person.id, text="请选", reply_markup=keys)
    async with window() as shown:
        await shown.visit(person.id, person.id)
        status = shown.page.get_by_role("status")
        await shown.press("复制")
        await expect(status.filter(has_text="2026-0001").or_(status.filter(has_text="已复制"))).to_be_visible()
        await shown.press("转发")
        await expect(status).to_contain_text("沙箱里不演示")
        stage.world.chats[person.id].posts[sent["message_id"]].deleted = True  # in front of her it is still there
        await shown.press("旧的")
        await expect(status).to_contain_text("这个现在做不了")
