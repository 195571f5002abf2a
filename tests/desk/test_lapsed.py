"""A newer notice has dropped a kind while reports of it are under way: nothing vanishes, all can be decided."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.accounts import summary
from bot.accounts.book import Period
from bot.birthdays import week
from bot.birthdays.week import Gift
from bot.core.errors import BadInput
from bot.core.kinds import Kind
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.desk import queueing, ruling, setting
from bot.desk import use_cases as desk
from bot.desk.nudging import nudge_due
from bot.desk.ruling import Proposal
from bot.desk.setting import Page
from bot.reports import opening
from bot.reports.rules.transitions import Status
from knowledge.library import Library
from knowledge.shelf import NOTICES
from tests import support
from tests.accounts.books import read
from tests.desk.desk import CHAIR, GROUP, OFFICER, TREASURER, alone, fresh, new_update, pay, submitted

OLD, NEW = "温直工〔2019〕7号", "温直工〔2026〕9号"


@pytest.fixture
async def deps(deps: Deps, tmp_path: Path) -> AsyncIterator[Deps]:
    """Since 1 November 2026 a notice is in force that lists neither marriages nor birthdays."""
    folder = tmp_path / "notices"
    folder.mkdir()
    text = (NOTICES / "notice-2019-7.txt").read_text(encoding="utf-8")
    (folder / "notice-2019-7.txt").write_text(text, encoding="utf-8")
    for old, new in (
        ("“五要贺”就是会员生日要贺（慰问品金额不超过 300 元）；", "“三要贺”就是"),
        ("会员结婚要贺（慰问品金额不超过 500 元）；", ""),
        ("〔2019〕7号", "〔2026〕9号"),
        ("2019年3月18日", "2026年11月1日"),
    ):
        assert old in text
        text = text.replace(old, new)
    (folder / "notice-2026-9.txt").write_text(text, encoding="utf-8")
    yield replace(deps, library=Library.load(folder))


async def shown(deps: Deps, chat_id: int = GROUP) -> str:
    return str((await support.outbox(deps.store, chat_id))[-1]["text"])


async def test_the_card_and_the_details_stay_and_say_so(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    text = await shown(deps)
    assert "会员结婚（贺）" in text
    assert "标准：不超过 500 元（慰问品）" in text
    assert f"提示：按发生日期该用 {NEW}，里面没有这一项。可以按申报时的 {OLD} 来定，也可以退回或驳回" in text
    await desk.details(deps, await new_update(deps), CHAIR, report.id)
    assert f"依据：{OLD}（2019年）四（二）\n提示：按发生日期该用 {NEW}" in await shown(deps, 103)


async def test_it_can_be_decided_by_the_clause_under_which_it_was_filed(deps: Deps, roster: dict[str, Member]) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    with pytest.raises(BadInput, match="不超过 500 元"):
        await desk.approve(deps, await new_update(deps), CHAIR, report.id, "六百")
    await desk.approve(deps, await new_update(deps), CHAIR, report.id, "四百")
    found = await fresh(deps, report.id)
    assert (found.status, found.approved) == (Status.APPROVED, Decimal(400))
    assert OLD in str(found.rule)
    assert "提示" not in await shown(deps)
    await desk.deliver(deps, await new_update(deps), OFFICER, report.id)
    await pay(deps, await new_update(deps), TREASURER, report.id, 400)
    row = (await read(deps, Period(2026, 11), "春风机关工会")).rows[0]
    assert (row.reason, row.form, row.paid) == ("会员结婚", "品", Decimal(400))


@pytest.mark.parametrize("step", [desk.reject, desk.give_back])
async def test_it_can_be_refused_or_sent_back(deps: Deps, roster: dict[str, Member], step: object) -> None:
    report = await submitted(deps, roster, Kind.MARRIAGE)
    act = desk.reject if step is desk.reject else desk.give_back
    await act(deps, await new_update(deps), CHAIR, report.id, "新的通知里没有这一项了")
    assert "“会员结婚”（2026-0001）" in (await shown(deps, 101))


async def test_lists_nudges_and_the_year_go_on_for_everybody(
    deps: Deps, roster: dict[str, Member], clock: support.TestClock
) -> None:
    lapsed = await submitted(deps, roster, Kind.MARRIAGE)
    other = await submitted(deps, roster)
    clock.forward(days=1, hours=1)
    assert await nudge_due(deps) == 2
    await queueing.queue(deps, await new_update(deps), alone(103), queueing.View())
    assert "2026-0001 会员结婚" in await shown(deps, 103)
    for report in (lapsed, other):
        await desk.approve(deps, await new_update(deps), CHAIR, report.id)
    year = {line.title: line.count for line in (await summary.summarise(deps, Period(2026), "全市机关")).lines}
    assert (year["会员结婚"], year["会员生病住院"]) == (1, 1)
    assert "会员生日" not in year  # neither listed nor granted
    found = await read(deps, Period(2026), "全市机关")
    assert [row.reason for row in found.rows] == ["会员结婚", "会员生病住院"]


async def test_rules_settings_and_gifts_do_not_stumble(deps: Deps, roster: dict[str, Member]) -> None:
    proposal = Proposal("结婚", Decimal(500), "温直工〔2026〕3号", date(2026, 11, 20))
    with pytest.raises(BadInput, match="没认出是哪一项"):
        await ruling.propose(deps, await new_update(deps), alone(301), proposal)
    await ruling.propose(deps, await new_update(deps), alone(301), replace(proposal, kind="特殊困难"))
    await setting.show(deps, await new_update(deps), alone(103), Page(roster["A003"].branch_id, "evidence"))
    labels = support.labels((await support.outbox(deps.store, 103))[-1])
    assert any("会员生病住院" in label for label in labels)
    assert not any("会员结婚" in label for label in labels)
    day = deps.clock.now().date() + timedelta(days=1)
    await week.ask_amount(deps, await new_update(deps), 103, Gift(roster["A001"].id, 2026, day))
    assert f"不超过 300 元（{OLD}" in await shown(deps, 103)
    await opening.choose(deps, await new_update(deps), 101)
    assert "会员结婚" not in support.labels((await support.outbox(deps.store, 101))[-1])


async def test_a_kind_that_no_notice_here_has_can_still_be_refused(
    deps: Deps, roster: dict[str, Member], tmp_path: Path
) -> None:
    (tmp_path / "notices" / "notice-2019-7.txt").unlink()
    bare = replace(deps, library=Library.load(tmp_path / "notices"))
    report = await submitted(bare, roster, Kind.MARRIAGE)
    assert "现有的通知里都没有的事项" in await shown(bare)
    with pytest.raises(BadInput, match="不能填金额"):
        await desk.approve(bare, await new_update(bare), CHAIR, report.id, Decimal(100))
    await desk.reject(bare, await new_update(bare), CHAIR, report.id, "通知里没有这一项了")
    assert (await fresh(bare, report.id)).status is Status.REJECTED
