"""What officers and members type and press around activities, beyond what the transcripts tell."""

import pytest
from sqlalchemy import select

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.ops.audit import verify
from bot.store import tables as t
from bot.store.engine import Store
from tests.activities.stage import plan, publish
from tests.handlers.reports.phone import Phone

YE, JIN, CHEN, LIN = 301, 302, 103, 101


@pytest.fixture
def phones(deps: Deps, roster: dict[str, Member]) -> dict[int, Phone]:
    assert roster
    return {account: Phone(deps, account) for account in (YE, JIN, CHEN, LIN)}


async def _new(phone: Phone, *said: str) -> str:
    for label in ("/activities", "办活动", "新办一项活动"):
        answer = await (phone.say(label) if label.startswith("/") else phone.press(label))
    for words in said:
        answer = await phone.say(words)
    return answer


async def test_forwarded_words_and_pictures_are_no_facts(phones: dict[int, Phone]) -> None:
    await _new(phones[YE])
    assert "转发" in await phones[YE].say("读书会", forwarded=True)
    assert "用文字写" in await phones[YE].send_photo("P1")
    assert "定在哪一天" in await phones[YE].say("读书会")


async def test_a_place_beside_the_day_is_kept_and_other_words_are_named(phones: dict[int, Phone]) -> None:
    answer = await _new(phones[YE], "羽毛球赛", "12月12日上午9点，在市体育馆，自带球拍")
    assert "地点也记下了：市体育馆。“自带球拍”没有记" in answer
    assert "谁可以参加" in answer


async def test_a_place_that_is_known_is_not_overwritten_by_the_way(phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "羽毛球赛", "12月12日在市体育馆")
    answer = await phones[YE].say("9点，在人民公园")
    assert "“人民公园”没有记" in answer
    assert "谁可以参加" in answer


async def test_distress_comes_before_the_form(phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "读书会")
    said = await phones[YE].say("不想活了")
    assert "12356" in said
    assert "定在哪一天" not in said
    assert "在哪里？" not in await phones[YE].say("12月12日")  # no fact of the activity: the talk stays in care
    await phones[YE].say("/activities")
    await phones[YE].press("办活动")
    assert "定在哪一天" in await phones[YE].press("接着填")


async def test_a_meeting_point_by_the_lake_is_no_sign_of_distress(phones: dict[int, Phone]) -> None:
    answer = await _new(phones[YE], "健步走", "12月12日上午9点", "体育馆东门集合，沿湖走8公里")
    assert "12356" not in answer
    assert "谁可以参加" in answer


async def test_cancel_leaves_the_draft_to_be_resumed(phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "读书会")
    assert "先存着" in await phones[YE].say("/cancel")
    await phones[YE].say("/activities")
    await phones[YE].press("办活动")
    assert "定在哪一天" in await phones[YE].press("接着填")


async def test_an_unfinished_one_is_not_thrown_away_unasked(phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "读书会")
    await phones[YE].say("/activities")
    await phones[YE].press("办活动")
    assert "还有一份没有填完的活动：读书会" in await phones[YE].press("补全：乒乓球比赛")
    assert "乒乓球比赛" in await phones[YE].press("放弃那份，办这一项")


async def test_buttons_of_an_earlier_step_say_so(phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "读书会")
    old = await phones[YE].token("先不定")
    await phones[YE].say("12月12日")
    assert "已经过去了" in await phones[YE].press_token(old)


async def test_who_may_not_run_activities(deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]) -> None:
    activity_id = await publish(deps, roster["C001"], plan())
    await phones[YE].say("/activities")
    await phones[YE].press("乒乓球比赛")
    await phones[YE].press("管理这项活动")
    for label in ("修改", "提前结束报名", "报名名单（Excel）", "取消活动"):
        stolen = await phones[YE].token(label)
        for account in (LIN, CHEN, JIN):
            with pytest.raises(AssertionError):
                await phones[account].token(label)
            assert "失效" in await phones[account].press_token(stolen)
    assert activity_id


async def test_a_branchs_officer_may_not_run_the_committees(
    deps: Deps, phones: dict[int, Phone], roster: dict[str, Member]
) -> None:
    from bot.activities import desk, publishing
    from bot.core.errors import NotAllowed
    from tests.desk.desk import new_update

    activity_id = await publish(deps, roster["C001"], plan())
    for account in (CHEN, LIN, JIN):
        for act in (desk.manage, publishing.close, publishing.reopen, publishing.ask_reason):
            with pytest.raises(NotAllowed):
                await act(deps, await new_update(deps), account, activity_id)
        with pytest.raises(NotAllowed):
            await desk.export(deps, account, activity_id)


async def test_every_act_of_an_officer_is_in_the_history(deps: Deps, store: Store, phones: dict[int, Phone]) -> None:
    await _new(phones[YE], "读书会", "12月12日", "9点", "三楼", "全体会员", "不限", "跳过", "跳过")
    await phones[YE].press("确认发布")
    await phones[YE].press("看看会员看到的")
    await phones[YE].press("管理这项活动")
    await phones[YE].press("提前结束报名")
    await phones[YE].press("管理这项活动")
    await phones[YE].press("取消活动")
    await phones[YE].press("不写原因")
    await phones[YE].press("确定取消活动")
    async with store.read() as tx:
        rows = await tx.all(select(t.history).where(t.history.c.entity == "activity").order_by(t.history.c.id))
    assert [row["action"] for row in rows] == ["publish", "close", "cancel"]
    assert (await verify(deps)).broken is None
