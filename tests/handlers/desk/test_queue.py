"""/queue, /rule and /budget in the officers' hands."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from bot.core.kinds import Kind
from bot.core.people import Member, Role
from bot.core.work.unit import Deps
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from tests import support
from tests.desk.desk import approved, fresh, put, submitted
from tests.handlers.desk.conftest import heard
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS

Phones = Callable[..., Phone]


async def test_the_list_holds_what_the_asker_may_do_next(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    waiting = await submitted(deps, roster)
    granted = await approved(deps, roster, kind=Kind.MARRIAGE, amount=500)
    conflict = await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    foreign = await submitted(deps, roster, reporter="B001")
    own = await submitted(deps, roster, reporter="A004")
    listed = await phone(103).say("/queue")
    assert "等您办的有 2 件" in listed
    assert f"{waiting.number} 会员生病住院 · 待审批" in listed
    assert f"{granted.number} 会员结婚 · 待慰问" in listed
    assert "林" not in listed
    for other in (conflict, foreign, own):
        assert str(other.number) not in listed
    assert str(conflict.number) in await phone(106, 106).say("/queue")
    assert str(own.number) in await phone(301, GROUPS["工委"]).say("/queue")
    to_hand_over = await phone(105).say("/queue")
    assert "等您办的有 1 件" in to_hand_over
    assert f"{granted.number} 会员结婚 · 待慰问" in to_hand_over
    assert "等您办的有 1 件" in await phone(203, GROUPS["秋实"]).say("/queue")


async def test_a_number_opens_the_card_at_the_bottom(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    chair = phone(103)
    await chair.say("/queue")
    opened = await chair.press(str(report.number))
    assert "卡片已移到下面" in opened
    assert "状态：待审批" in opened
    await chair.press("同意 1000 元")
    assert (await fresh(deps, report.id)).status is Status.APPROVED


async def test_pages_and_orders(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    for kind in (Kind.MARRIAGE, Kind.HOSPITALIZATION) * 5:
        await submitted(deps, roster, kind)
    chair = phone(103)
    assert "第 1/2 页" in await chair.say("/queue")
    assert "2026-0010" in await chair.press("下一页")
    await chair.press("上一页")
    by_kind = await chair.press("按事项")
    assert [line.split()[1] for line in by_kind.splitlines()[1:]] == ["会员生病住院"] * 5 + ["会员结婚"] * 3


async def test_what_has_waited_longest_stands_first(
    deps: Deps, clock: support.TestClock, roster: dict[str, Member], phone: Phones
) -> None:
    """Whatever its number, and whatever is asked first: the day on which it was handed in counts."""
    days = (2, 9, 5)
    for ago in days:
        clock.forward(days=-ago)
        await submitted(deps, roster)
        clock.forward(days=ago)
    listed = (await phone(103).say("/queue")).splitlines()[1:]
    assert [line.split()[0] for line in listed] == ["2026-0002", "2026-0003", "2026-0001"]
    assert [f"已 {ago} 天" in line for ago, line in zip(sorted(days, reverse=True), listed, strict=True)] == [True] * 3


async def test_the_committees_list_has_pages_of_eight(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    for _ in range(9):
        await submitted(deps, roster, reporter="A004")
    committee = phone(301, 301)
    first = (await committee.say("/queue")).splitlines()
    assert first[0].startswith("等您办的有 9 件，第 1/2 页")
    assert [line.split()[0] for line in first[1:]] == [f"2026-000{number}" for number in range(1, 9)]
    assert [line.split()[0] for line in (await committee.press("下一页")).splitlines()[1:]] == ["2026-0009"]


async def test_the_committee_sees_every_branch_without_names(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await submitted(deps, roster)
    await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    await submitted(deps, roster, reporter="B001")
    committee = phone(301, GROUPS["工委"])
    await committee.say("/queue")
    seen = await committee.press("各工会情况")
    assert "春风机关工会：待审批 1" in seen
    assert "秋实机关工会：待审批 1" in seen
    assert "林" not in seen
    assert "各工会情况" not in str(await phone(103).buttons())


@pytest.mark.parametrize(
    ("who", "chat", "answer"), [(102, 102, "工会干部看的"), (103, -1002, "不是您所在工会的工作群")]
)
async def test_the_list_is_for_officers_in_their_own_group(
    deps: Deps, roster: dict[str, Member], phone: Phones, who: int, chat: int, answer: str
) -> None:
    assert answer in await phone(who, chat).say("/queue")


async def test_a_rule_of_the_committee_gives_a_kind_its_figure(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    report = await submitted(deps, roster, Kind.HARDSHIP)
    committee = phone(301, 301)
    assert "还没有" in await committee.say("/rule")
    assert "已写明" in await committee.say("/rule 住院 800 温直工〔2026〕3号")
    assert "没认出" in await committee.say("/rule 郊游 800 温直工〔2026〕3号")
    assert "/rule 事项 金额 文号" in await committee.say("/rule 特殊困难 800")
    assert "请核对" in await committee.say("/rule 特殊困难 800 温直工〔2026〕3号")
    assert "已生效" in await committee.press("确认生效")
    await phone(103).press("同意")  # the event was before the rule began
    assert (await fresh(deps, report.id)).approved is None
    today = deps.clock.now().date()
    later = await submitted(deps, roster, Kind.HARDSHIP, on=today)
    await phone(103).press("同意 800 元")
    found = await fresh(deps, later.id)
    assert found.approved == Decimal(800)
    assert "温直工〔2026〕3号" in str(found.rule)


async def test_only_the_committee_rules(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    command = "/rule 特殊困难 800 温直工〔2026〕3号"
    assert "由工委" in await phone(103, 103).say(command)
    assert "由工委" in await phone(302, 302).say(command)
    assert "工委的工作群" in await phone(301, GROUPS["春风"]).say(command)
    await phone(301, GROUPS["工委"]).say(command)
    assert "由工委" in await phone(302, GROUPS["工委"]).press("确认生效")
    assert "没有设定" in await phone(301, GROUPS["工委"]).press("取消")


async def test_past_the_budget_a_reason_is_asked_and_kept(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    assert "没有设预算" in await phone(105).say("/budget")
    assert "由主席或财务" in await phone(104).say("/budget 2026 1500")
    assert "1500 元" in await phone(105).say("/budget 2026年 1500")
    await approved(deps, roster, 1000)
    report = await submitted(deps, roster, Kind.BEREAVEMENT, on=date(2026, 11, 21), facts={"relation": "母亲"})
    chair = phone(103)
    assert "超过预算 1500 元" in await chair.press("同意 1000 元")
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED
    await chair.say("年底集中，已请示工委")
    assert (await fresh(deps, report.id)).approved == Decimal(1000)
    await chair.press("详情")
    from tests.support import outbox

    assert "超预算：年底集中，已请示工委" in str((await outbox(deps.store, 103))[-1]["text"])
    assert "已超出 500 元" in await phone(105).say("/budget")


async def test_who_keeps_several_budgets_says_whose(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    async with deps.store.begin() as tx:
        office = {"member_id": roster["A005"].id, "branch_id": roster["B001"].branch_id, "role": Role.TREASURER}
        await tx.run(insert(t.offices).values(office))
    keeper = phone(105, 105)
    assert "是哪个单位" in await keeper.say("/budget 2026 1500")
    assert "秋实机关工会 2026 年慰问预算设为 1800 元" in await keeper.say("/budget 秋实 2026 1800")
    assert "是哪个单位" in await keeper.say("/budget 工委 2026 1800")
    shown = await keeper.say("/budget")
    assert "春风机关工会 2026 年：没有设预算" in shown
    assert "秋实机关工会 2026 年：预算 1800 元" in shown
    assert "春风" not in await keeper.say("/budget 秋实")
    assert "秋实机关工会 2026 年慰问预算设为 2000 元" in await phone(105, GROUPS["秋实"]).say("/budget 2026 2000")


async def test_a_sum_with_its_reason_is_not_asked_for_it_again(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    await phone(105).say("/budget 2026 1500")
    await approved(deps, roster, 1000)
    report = await submitted(deps, roster, Kind.BEREAVEMENT, on=date(2026, 11, 21), facts={"relation": "母亲"})
    chair = phone(103)
    await chair.press("同意其他金额")
    assert "“左右”没看懂" in await chair.say("900 左右")
    await chair.say("900，因为年底集中，已请示工委")
    assert (await fresh(deps, report.id)).approved == Decimal(900)
    await chair.press("详情")
    assert "超预算：年底集中，已请示工委" in (await heard(deps, 103))[-1]


async def test_a_reason_within_the_budget_is_kept_too(deps: Deps, roster: dict[str, Member], phone: Phones) -> None:
    report = await submitted(deps, roster)
    await phone(103).press("同意其他金额")
    await phone(103).say("由于只住了两天，同意六百")
    assert (await fresh(deps, report.id)).approved == Decimal(600)
    await phone(103).press("详情")
    assert "理由：只住了两天" in (await heard(deps, 103))[-1]


async def test_an_amount_within_the_ceiling_of_the_button_is_checked_again(
    deps: Deps, roster: dict[str, Member], phone: Phones
) -> None:
    """The notice changed between the card and the press: the event now lies under another ceiling."""
    report = await submitted(deps, roster, Kind.MARRIAGE)
    token = await phone(103).token("同意 500 元")
    await put(deps, report.id, kind=Kind.BIRTHDAY)
    assert "不超过 300 元" in await phone(103).press_token(token)
    assert (await fresh(deps, report.id)).status is Status.SUBMITTED
