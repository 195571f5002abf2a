"""The page itself, on a world without a bot: what is said for the bot is under the test's control."""

import asyncio
import re
from datetime import datetime

import pytest
from playwright.async_api import expect

from bot.sandbox.clock import machine_now
from bot.sandbox.people import BRANCH_A, GROUP_CHATS, MEMBER_GROUPS
from bot.sandbox.view import move_clock
from tests.browser.conftest import Opener, Stage
from tests.browser.window import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.asyncio(loop_scope="session")]

OFFICERS, EVERYBODY = GROUP_CHATS[BRANCH_A], MEMBER_GROUPS[BRANCH_A]


async def test_an_empty_chat_says_what_to_try(stage: Stage, window: Opener) -> None:
    person = stage.newcomer()
    async with window() as shown:
        await shown.visit(person.id, person.id)
        await shown.page.get_by_role("button", name="生病住院能领多少慰问金", exact=True).click()
        await expect(shown.messages("我的").filter(has_text="生病住院能领多少慰问金")).to_be_visible()
        await expect(shown.page.locator(".empty")).to_have_count(0)
    assert stage.world.updates.pending


async def test_others_unread_messages_are_counted_and_read(stage: Stage, window: Opener) -> None:
    person, other = stage.newcomer(), stage.newcomer("旁人甲")
    async with window() as shown:
        await shown.visit(person.id)
        row = shown.page.locator(".person", has_text="旁人甲")
        await expect(row.locator(".badge")).to_have_count(0)
        await stage.bot("sendMessage", chat_id=other.id, text="您好")
        await stage.bot("sendMessage", chat_id=other.id, text="在吗")
        await expect(row.locator(".badge")).to_have_text("2")
        await shown.become("旁人甲")
        await expect(shown.page.locator(".chat-row .badge")).to_have_text("2")
        await shown.enter("温暖")
        await expect(shown.page.locator(".chat-row .badge")).to_have_count(0)
        await shown.become(person.name)
        await expect(row.locator(".badge")).to_have_count(0)


@pytest.mark.parametrize("address", ["/?as=99", "/?as=x&chat=y", "/?as=1105&chat=1101", f"/?as=1105&chat={OFFICERS}"])
async def test_an_unknown_place_leads_to_a_known_one(window: Opener, address: str) -> None:
    async with window() as shown:
        await shown.open(address)
        await expect(shown.page.get_by_role("status")).to_contain_text(re.compile("没有"))
        await expect(shown.page.locator(".me .name")).to_have_text("王秀英")
        await expect(shown.page.get_by_role("heading", name="温暖 · 沙箱")).to_be_visible()


async def test_address_reload_and_back(stage: Stage, window: Opener) -> None:
    person = stage.newcomer("阿翻")
    await stage.bot("sendMessage", chat_id=person.id, text="在这里")
    async with window(PHONE) as shown:
        await shown.visit(person.id)
        await shown.enter("温暖")
        await expect(shown.page).to_have_url(re.compile(rf"\?as={person.id}&chat={person.id}$"))
        await shown.page.locator("textarea").fill("写了一半")
        await shown.page.reload()
        await shown.hears("在这里")
        await expect(shown.page.locator("textarea")).to_have_value("写了一半")
        await shown.page.go_back()
        await expect(shown.page.locator(".chat-row").first).to_be_visible()
        await expect(shown.page.locator("textarea")).to_have_count(0)


async def test_two_tabs_live(stage: Stage, window: Opener) -> None:
    """What one says another sees at once, and neither asks the server for it."""
    async with window() as shown:
        await shown.visit(1101, OFFICERS)
        second = await shown.new_tab()
        asked: list[str] = []
        await shown.open(f"/?as=1103&chat={OFFICERS}", second)
        second.on("request", lambda request: asked.append(request.url))
        await shown.say("大家好")
        await expect(second.locator("article.theirs", has_text="大家好")).to_be_visible()
        assert asked == []


async def test_the_next_birthday_keeps_one_waiting_until_its_work_is_done(stage: Stage, window: Opener) -> None:
    done = asyncio.Event()

    async def work(now: datetime) -> None:
        await done.wait()

    stage.world.on_clock = work
    async with window() as shown:
        await shown.visit(1101)
        await shown.page.get_by_role("button", name="机器人的时钟").click()
        button = shown.page.locator("[data-move=birthday]")
        name = (await button.locator("span").inner_text()).split(" · ")[0].split("、")[0]
        await button.click()
        await expect(shown.page.get_by_text("正在办到点的事…")).to_be_visible()
        await expect(button).to_be_disabled()
        done.set()
        await expect(shown.page.get_by_role("dialog")).to_have_count(0)
        await expect(shown.page.locator(".me .name")).to_have_text(name)
    stage.world.on_clock = None
    await move_clock(stage.world, machine_now())


async def test_the_guide_leads_to_each_step(window: Opener) -> None:
    async with window() as shown:
        await shown.open()
        await shown.page.get_by_role("button", name="从第一步开始").click()
        await expect(shown.page.locator("textarea")).to_have_value("生病住院能领多少慰问金")
        steps = shown.page.locator(".guide li button")
        await steps.nth(1).click()
        await expect(shown.page.locator("textarea")).to_have_value("我要申报")
        await steps.nth(2).click()
        await expect(shown.page.locator(".me .name")).to_have_text("林国栋")
        await expect(shown.page.locator(".head h2")).to_have_text(f"{BRANCH_A}·干部群")
        await steps.nth(3).click()
        await expect(shown.page.locator(".me .name")).to_have_text("王秀英")
        await steps.nth(4).click()
        await expect(shown.page.get_by_role("dialog", name="机器人的时钟")).to_be_visible()
        await shown.page.keyboard.press("Escape")
        await shown.page.locator(".guide summary").click()
        await expect(steps.first).to_be_hidden()
        await shown.page.reload()
        await expect(steps.first).to_be_hidden()
        await shown.page.locator(".guide summary").click()
        await expect(steps.first).to_be_visible()


async def test_clock_moves_and_returns(stage: Stage, window: Opener) -> None:
    async with window() as shown:
        await shown.visit(1105)
        chip = shown.page.get_by_role("button", name="机器人的时钟")
        for move, wanted in (("过 1 天", True), ("回到现在", False)):
            await chip.click()
            await shown.page.get_by_role("button", name=move).click()
            await expect(shown.page.get_by_role("dialog")).to_have_count(0)
            await expect(chip.get_by_text("已拨动")).to_have_count(int(wanted))
        await chip.click()
        await shown.page.get_by_label("日期和时间").fill("2031-02-03T08:30")
        await shown.page.get_by_role("button", name="拨过去").click()
        await expect(chip).to_contain_text("2月3日 周一 08:30")
        assert stage.world.clock.now().strftime("%Y-%m-%d %H:%M") == "2031-02-03 08:30"
        await chip.click()
        await shown.page.get_by_role("button", name="回到现在").click()
        await expect(chip.get_by_text("已拨动")).to_have_count(0)
