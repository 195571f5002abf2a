"""通知会员报名: from an activity that is open to a broadcast with the way to sign up under it."""

import pytest

from bot.broadcasts.feeding import feed_due
from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.activities.stage import listed, plan, publish
from tests.handlers.reports.phone import Phone

YE, CHEN, LIN, HUANG_BRANCH = 301, 103, 101, 201
TITLE = plan().title


@pytest.fixture
def phones(deps: Deps, roster: dict[str, Member]) -> dict[int, Phone]:
    assert roster
    return {account: Phone(deps, account) for account in (YE, CHEN, LIN, HUANG_BRANCH)}


async def invite(phone: Phone) -> str:
    await phone.say("/activities")
    await phone.press("办活动")
    await phone.press(f"管理：{TITLE}")
    return await phone.press("通知会员报名")


async def send(deps: Deps, phone: Phone) -> None:
    [label] = [one for one in await phone.buttons() if one.startswith("发给这")]
    await phone.press(label)
    await feed_due(deps)


async def test_under_the_announcement_one_signs_up(
    deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]
) -> None:
    activity = await publish(deps, roster["C001"], plan())
    await invite(phones[YE])
    await send(deps, phones[YE])
    copy = await phones[LIN].last()
    assert f"{TITLE}，现在可以报名。" in copy["text"]
    assert "地点：市体育馆" in copy["text"]
    assert await phones[LIN].buttons() == ["我要报名", "看详情、报名"]
    assert "报上了" in await phones[LIN].press("我要报名")
    assert "已经报上" in await phones[LIN].press_token(f"signup:{activity}")
    assert await listed(deps, activity) == [("A001", "joined")]


async def test_other_words_keep_the_button_and_a_branch_writes_to_its_own(
    deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]
) -> None:
    activity = await publish(deps, roster["A003"], plan())
    await invite(phones[CHEN])
    await phones[CHEN].press("改内容")
    await phones[CHEN].say("周六打球，来吗")
    await send(deps, phones[CHEN])
    assert "周六打球，来吗" in (await phones[LIN].last())["text"]
    assert await phones[LIN].buttons() == ["我要报名", "看详情、报名"]
    assert await phones[HUANG_BRANCH].last() == {}
    refused = await phones[HUANG_BRANCH].press_token(f"signup:{activity}")  # forwarded to another branch
    assert "报上了" not in refused
    assert await listed(deps, activity) == []


async def test_words_that_wait_are_not_overwritten(
    deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]
) -> None:
    await publish(deps, roster["C001"], plan())
    await phones[YE].say("/broadcast")
    await phones[YE].press("全体会员")
    await phones[YE].say("明天停水")
    assert "还有一份没发的群发" in await invite(phones[YE])
    assert "明天停水" in await phones[YE].say("/broadcast")


async def test_who_has_signed_up_is_led_to_the_activity(
    deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]
) -> None:
    activity = await publish(deps, roster["C001"], plan())
    await phones[LIN].press_token(f"signup:{activity}")
    await phones[YE].say("/broadcast")
    [label] = [one for one in await phones[YE].buttons() if TITLE in one]
    await phones[YE].press(label)
    await phones[YE].say("请带球拍")
    await send(deps, phones[YE])
    assert await phones[LIN].buttons() == ["看详情、报名"]
    assert "时间：" in await phones[LIN].press("看详情、报名")
