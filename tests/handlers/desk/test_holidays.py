"""/holidays: shown before it counts, for the committee alone, seen by every replica at once, undoable."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import load
from bot.core import worktime
from bot.core.people import Member
from bot.core.queries import holidays
from bot.core.work.unit import Deps
from bot.core.worktime import Arranged
from bot.ops import audit
from bot.ops.alerting import alert_due
from bot.store import tables as t
from bot.store.engine import Store
from tests import support
from tests.desk.test_holidays import LIST, NOTICE
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS

Phones = Callable[..., Phone]
CHAIR, TREASURER, ELSEWHERE = 301, 302, 103  # of the committee, and a branch's chair
DAY = date(2027, 2, 11)  # a Thursday that only the arrangement has off


async def in_force(store: Store) -> Arranged:
    async with store.read() as tx:
        return await holidays.in_force(tx)


async def test_a_year_is_shown_before_it_counts(deps: Deps, phone: Phones) -> None:
    me = phone(CHAIR, CHAIR)
    shown = await me.say(f"/holidays {LIST}")
    assert "2027 年的放假安排" in shown
    assert "国庆节：10月1日（周五）至10月7日（周四）放假，共 7 天" in shown
    assert "周一到周五上班，周六、周日休息" in shown
    assert await in_force(deps.store) == {}
    token = await me.token("就用这份")
    assert "2027 年的放假安排已启用" in await me.press_token(token)
    found = await in_force(deps.store)
    assert worktime.is_workday(DAY)
    assert not worktime.is_workday(DAY, found)
    assert (await audit.verify(deps)).broken is None


async def test_it_may_be_dropped(deps: Deps, phone: Phones) -> None:
    me = phone(CHAIR, CHAIR)
    await me.say(f"/holidays {LIST}")
    assert "没有记下来" in await me.press("先不用")
    assert await in_force(deps.store) == {}


async def test_an_entry_can_be_undone_and_the_one_before_counts_again(deps: Deps, phone: Phones) -> None:
    me = phone(CHAIR, CHAIR)
    for words in (LIST, LIST.replace("2月20日，", "2月21日，")):
        await me.say(f"/holidays {words}")
        await me.press("就用这份")
    assert date(2027, 2, 21) in (await in_force(deps.store))[2027].worked
    assert "2027 年：工委录入的安排" in await me.say("/holidays")
    await me.press("撤销 2027 年的安排")
    token = await me.token("确定撤销")
    assert "已撤销 2027 年" in await me.press_token(token)
    assert date(2027, 2, 20) in (await in_force(deps.store))[2027].worked
    assert "已经撤销或换过了" in await me.press_token(token)
    async with deps.store.read() as tx:
        rows = await tx.all(select(t.history.c.action).where(t.history.c.entity == "holidays").order_by(t.history.c.id))
    assert [row["action"] for row in rows] == ["enter", "enter", "revoke"]


@pytest.mark.parametrize("who", [TREASURER, ELSEWHERE, 101])
async def test_only_the_committees_heads_enter(deps: Deps, phone: Phones, who: int) -> None:
    for words in ("/holidays", f"/holidays {LIST}"):
        assert "由工委的主席或委员来录" in await phone(who, who).say(words)
    assert await in_force(deps.store) == {}


async def test_a_forwarded_button_of_the_committee_is_nobodys(deps: Deps, phone: Phones) -> None:
    group = GROUPS["工委"]
    await phone(CHAIR, group).say(f"/holidays {LIST}")
    token = await phone(CHAIR, group).token("就用这份")
    assert "由工委的主席或委员来录" in await phone(TREASURER, group).press_token(token)
    assert await in_force(deps.store) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (NOTICE.replace("2026", "2031"), "只录今年（2026）和明年（2027）的"),
        ("放假：1月1日", "没有看出是哪一年的安排"),
        (LIST.replace("6月9日，", ""), "端午节少了 6月9日（周三）"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_kept(deps: Deps, phone: Phones, words: str, told: str) -> None:
    assert told in await phone(CHAIR, CHAIR).say(f"/holidays {words}")
    assert await in_force(deps.store) == {}


async def test_an_entered_year_is_no_longer_asked_for(
    store: Store, roster: dict[str, Member], clock: support.TestClock, tmp_path: Path
) -> None:
    """And every replica sees it at once: it is read anew each time."""
    deps = support.make_deps(store, clock, support.Replies(), tmp_path, operator_chat_id=7)
    clock.moment = datetime(2027, 1, 12, 4, tzinfo=UTC)
    me = Phone(deps, CHAIR, CHAIR)
    await me.say(f"/holidays {LIST}")
    await me.press("就用这份")
    other = support.make_deps(store, clock, support.Replies(), tmp_path, operator_chat_id=7)
    await alert_due(other)
    assert not any("2027" in message["text"] for message in await support.outbox(store, 7))


@pytest.mark.postgres
async def test_postgresql_keeps_it_too(any_store: Store) -> None:
    from bot.desk.rules.holidays import read

    async with any_store.begin() as tx:
        kept = await holidays.add(tx, read(2027, LIST), None, support.NOON)
    found = await in_force(any_store)
    assert found[2027].off == read(2027, LIST).off
    async with any_store.begin() as tx:
        assert await holidays.revoke(tx, kept, None, support.NOON)
        assert not await holidays.revoke(tx, kept, None, support.NOON)
    assert await in_force(any_store) == {}


async def test_the_operator_enters_and_undoes_it_at_the_terminal(tmp_path: Path) -> None:
    year = datetime.now(UTC).year
    environment = {"DATA_DIR": str(tmp_path / "data"), "BOT_TOKEN": "", "DATABASE_URL": ""}

    async def run(*words: str, said: str = "") -> tuple[int, str]:
        made = await asyncio.to_thread(
            CliRunner().invoke, load("holidays"), ["holidays", *words], env=environment, input=said
        )
        return made.exit_code, made.output + str(made.exception or "")

    await asyncio.to_thread(CliRunner().invoke, load("init"), ["init"], env=environment)
    days = sorted(worktime.statutory(year))
    listed = f"{year}年 放假：" + "，".join(f"{day.month}月{day.day}日" for day in days)
    (tmp_path / "notice.txt").write_text(listed, encoding="utf-8")
    assert "没有记下来" in (await run("enter", listed, said="n\n"))[1]
    pasted = "元旦放假，请看附件。" * 15  # longer than a file's name may be
    assert "没有看出是哪一年" in (await run("enter", pasted))[1]
    assert "已启用" in (await run("enter", str(tmp_path / "notice.txt"), said="y\n"))[1]
    assert "工委录入的安排" in (await run("show", str(year)))[1]
    assert f"已撤销 {year} 年" in (await run("undo", str(year)))[1]
    assert "工委录入的安排" not in (await run("show", str(year)))[1]
