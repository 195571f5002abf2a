"""Asking what is on: in private, in the midst of a form, in a group, and in other chats."""

import pytest

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.questions import inline
from tests.activities.stage import plan, publish
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS

LIN, STRANGER = 101, 999


@pytest.fixture
async def tennis(deps: Deps, roster: dict[str, Member]) -> int:
    return await publish(deps, roster["C001"], plan(title="机关健步走"))


async def test_the_list_in_private(deps: Deps, tennis: int) -> None:
    assert "机关健步走：12月12日" in await Phone(deps, LIN).say("最近有什么活动？")
    assert "先绑定会员身份" in await Phone(deps, STRANGER).say("有啥活动")


async def test_the_list_in_the_midst_of_a_form(deps: Deps, tennis: int) -> None:
    phone = Phone(deps, LIN)
    await phone.say("我要申报")
    await phone.press("会员生病住院")
    said = await phone.say("最近有什么活动吗？")
    assert "机关健步走：12月12日" in said and "还开着" in said


async def test_in_a_group_a_branchs_own_activity_is_not_shown(
    deps: Deps, roster: dict[str, Member], tennis: int
) -> None:
    await publish(deps, roster["A003"], plan(title="读书会"))
    said = await Phone(deps, LIN, GROUPS["工委"]).say("/activities")
    assert "机关健步走" in said and "请私下发我" in said and "读书会" not in said


async def test_offers_in_other_chats_tell_what_is_fixed(deps: Deps, tennis: int) -> None:
    (offer, *_) = await inline.inline_offers(deps, "健步走哪天")
    assert "12月12日（周六）9:00" in offer.text and "工委已定" in offer.text
