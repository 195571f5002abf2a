"""Reporting for a colleague: who is meant, who is told, whose desk it is."""

import pytest
from sqlalchemy import insert

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests import support
from tests.handlers.reports.conftest import Phones
from tests.handlers.reports.phone import Phone, reports_of

LIN, WANG, HUANG, CHEN = 101, 102, 203, 103


async def for_colleague(me: Phone, kind: str = "会员光荣退休") -> str:
    await me.say("我要申报")
    await me.press(kind)
    return await me.press("替同事报")


async def finish(me: Phone, name: str) -> str:
    """A retirement for a colleague whose name is one of a kind, handed in."""
    await for_colleague(me)
    await me.say(name)
    await me.say("12月31日")
    await me.press("没有材料，下一步")
    return await me.press("提交")


async def test_a_name_of_its_own_is_found_with_its_branch(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    assert "请写出同事的姓名" in await for_colleague(me)
    assert "替黄主席（秋实机关工会）申报" in await me.say("黄主席")


async def test_same_names_are_told_apart_by_branch(deps: Deps, phone: Phones, roster: dict[str, Member]) -> None:
    me = phone(LIN)
    await for_colleague(me)
    answer = await me.say("王建国")
    assert "是哪一位" in answer
    assert (await me.buttons())[:2] == ["王建国 · 春风机关工会", "王建国 · 秋实机关工会"]
    assert "A002" not in answer
    await me.press("王建国 · 秋实机关工会")
    report = (await reports_of(deps))[0]
    assert (report["subject_id"], report["branch_id"]) == (roster["B001"].id, roster["B001"].branch_id)


async def test_same_name_in_the_same_branch_needs_the_staff_number(
    deps: Deps, phone: Phones, roster: dict[str, Member]
) -> None:
    twin = {"staff_no": "A009", "name": "王建国", "branch_id": roster["A002"].branch_id, "updated_at": support.NOON}
    async with deps.store.begin() as tx:
        await tx.run(insert(t.members).values(twin))
    me = phone(LIN)
    await for_colleague(me)
    answer = await me.say("王建国")
    assert "再发他的工号" in answer
    assert (await me.buttons())[0] == "王建国 · 秋实机关工会"
    assert "名册里没有找到" in await me.say("A003")  # somebody else's number tells nothing
    assert "替王建国（春风机关工会）申报" in await me.say("A002")


@pytest.mark.parametrize("nickname", ["老王", "小王", "王科长", "王姐", "王建国同志"])
async def test_a_nickname_offers_ones_own_colleagues(phone: Phones, nickname: str) -> None:
    me = phone(LIN)
    await for_colleague(me)
    await me.say(nickname)
    assert (await me.buttons())[0] == "王建国 · 春风机关工会"


async def test_an_unknown_name_is_asked_again(deps: Deps, phone: Phones) -> None:
    me = phone(LIN)
    await for_colleague(me)
    answer = await me.say("诸葛亮")
    assert "名册里没有找到“诸葛亮”" in answer
    assert "请写出同事的姓名" in answer
    assert "请选“我自己的事”" in await me.say("林静")


async def test_a_name_may_be_typed_where_whose_matter_is_asked(phone: Phones) -> None:
    me = phone(LIN)
    await me.say("我要申报")
    await me.press("会员光荣退休")
    assert "替黄主席（秋实机关工会）申报" in await me.say("黄主席")


async def test_the_subject_is_told_and_can_withdraw(deps: Deps, phone: Phones) -> None:
    me, subject = phone(LIN), phone(CHEN)
    await finish(me, "陈主席")
    told = (await subject.last())["text"]
    assert "林静替您向工会报了一件事：会员光荣退休（编号 2026-0001）" in told
    await subject.press("撤回")
    await subject.press("确定撤回")
    assert (await me.last())["text"] == "申报 2026-0001 已由陈主席撤回，不再办理。"
    assert (await reports_of(deps))[0]["status"] == "withdrawn"


async def test_whoever_grieves_is_left_in_peace(deps: Deps, phone: Phones) -> None:
    me, subject = phone(LIN), phone(HUANG)
    await for_colleague(me, "会员直系亲人去世")
    await me.press("同意，继续")
    await me.say("黄主席")
    for label in ("父亲", "昨天", "跳过", "没有材料，下一步"):
        answer = await me.press(label)
    assert "不会去打扰当事人本人" in answer
    await me.press("提交")
    assert await subject.last() == {}


async def test_an_unbound_subject_is_no_obstacle(deps: Deps, phone: Phones, roster: dict[str, Member]) -> None:
    assert "编号：2026-0001" in await finish(phone(LIN), "未绑定")
    assert (await reports_of(deps))[0]["subject_id"] == roster["A007"].id


@pytest.mark.parametrize(
    ("reporter", "subject", "kind", "desk"),
    [
        (LIN, None, "会员光荣退休", "branch"),
        (CHEN, None, "会员光荣退休", "committee"),  # the chair's own
        (105, None, "会员光荣退休", "committee"),  # the treasurer's own
        (CHEN, "林静", "会员光荣退休", "committee"),  # made by the chair
        (LIN, "陈主席", "会员光荣退休", "committee"),  # about the chair
        (LIN, "黄主席", "会员光荣退休", "committee"),  # about another branch's chair
        (CHEN, "徐委员", "会员光荣退休", "committee"),
        (301, None, "会员光荣退休", "committee"),
        (LIN, None, "会员之间发生矛盾", "mediator"),
        (106, None, "会员之间发生矛盾", "committee"),  # the mediator is a party
        (LIN, "郑调解", "会员之间发生矛盾", "committee"),
        (201, None, "会员之间发生矛盾", "committee"),  # a branch without a mediator
        (201, None, "会员光荣退休", "branch"),
    ],
)
async def test_nobody_decides_on_his_own_matter(
    deps: Deps, phone: Phones, reporter: int, subject: str | None, kind: str, desk: str
) -> None:
    me = phone(reporter)
    await me.say("我要申报")
    await me.press(kind)
    await me.press("替同事报" if subject else "我自己的事")
    if kind == "会员之间发生矛盾":
        await me.press("同意，继续")
    if subject:
        await me.say(subject)
    await (me.press("帮忙调解") if kind == "会员之间发生矛盾" else me.say("12月31日"))
    if kind == "会员之间发生矛盾":
        await me.press("跳过")
    await me.press("没有材料，下一步")
    await me.press("提交")
    assert (await reports_of(deps))[0]["desk"] == desk


async def test_changing_ones_mind_about_whose_matter_it_is(
    deps: Deps, phone: Phones, roster: dict[str, Member]
) -> None:
    me = phone(LIN)
    await for_colleague(me)
    await me.say("黄主席")
    await me.press("上一步")
    await me.press("上一步")
    await me.press("我自己的事")
    report = (await reports_of(deps))[0]
    assert (report["subject_id"], report["branch_id"]) == (roster["A001"].id, roster["A001"].branch_id)


async def test_a_twin_warns_by_number_alone_and_does_not_block(deps: Deps, phone: Phones) -> None:
    await finish(phone(LIN), "黄主席")
    other = phone(WANG)
    await for_colleague(other)
    await other.say("黄主席")
    await other.say("12月20日")
    answer = await other.press("没有材料，下一步")
    assert "已经有相近的申报 2026-0001" in answer
    assert "林静" not in answer
    assert "编号：2026-0002" in await other.press("提交")


async def test_a_report_of_another_season_is_no_twin(deps: Deps, phone: Phones) -> None:
    await finish(phone(LIN), "黄主席")
    other = phone(WANG)
    await for_colleague(other)
    await other.say("黄主席")
    await other.say("10月20日")
    assert "相近" not in await other.press("没有材料，下一步")


async def test_a_matter_without_a_day_has_twins_too(phone: Phones) -> None:
    me = phone(LIN)
    for expected in ("请核对一遍", "已经有相近的申报 2026-0001"):
        await me.say("我要申报")
        await me.press("会员之间发生矛盾")
        for label in ("我自己的事", "同意，继续", "帮忙调解", "跳过"):
            await me.press(label)
        assert expected in await me.press("没有材料，下一步")
        await me.press("提交")
