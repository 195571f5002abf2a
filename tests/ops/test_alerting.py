"""The operator hears of what wants a person: once in a while, and without names."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.ops import backup
from bot.ops.alerting import alert_due
from bot.store import history
from bot.store import tables as t
from bot.store.engine import Store
from knowledge.library import Library
from knowledge.shelf import NOTICES
from tests import support

OPERATOR = 7


async def hold(store: Store, state: str, *, minutes_ago: int = 0, update_id: int = 1) -> None:
    at = support.NOON - timedelta(minutes=minutes_ago)
    row = {"update_id": update_id, "lane": 1, "raw": "王秀英住院".encode(), "state": state, "received_at": at}
    async with store.begin() as tx:
        await tx.run(insert(t.inbox).values(row))


async def told(store: Store) -> list[str]:
    return [message["text"] for message in await support.outbox(store, OPERATOR)]


def with_operator(store: Store, clock: support.TestClock, folder: Path) -> Deps:
    return support.make_deps(store, clock, support.Replies(), folder, operator_chat_id=OPERATOR)


async def test_all_quiet(store: Store, clock: support.TestClock, tmp_path: Path) -> None:
    await alert_due(with_operator(store, clock, tmp_path))
    assert await told(store) == []


async def test_what_is_set_aside_is_told_once_in_a_quarter_day(
    store: Store, clock: support.TestClock, tmp_path: Path
) -> None:
    deps = with_operator(store, clock, tmp_path)
    await hold(store, "quarantined")
    await alert_due(deps)
    await alert_due(deps)
    [text] = await told(store)
    assert "1 条消息处理不了" in text
    assert "王秀英" not in text
    clock.forward(hours=7)
    await alert_due(deps)
    assert (await told(store)).count(text) == 2


async def test_a_stuck_inbox_is_told(store: Store, clock: support.TestClock, tmp_path: Path) -> None:
    await hold(store, "pending", minutes_ago=25)
    await alert_due(with_operator(store, clock, tmp_path))
    assert "25 分钟" in (await told(store))[0]


async def test_without_an_operator_nobody_is_told(deps: Deps) -> None:
    await hold(deps.store, "quarantined")
    await alert_due(deps)
    assert await support.outbox(deps.store) == []


async def test_a_year_without_its_holidays_is_told_once_a_week(
    store: Store, clock: support.TestClock, tmp_path: Path
) -> None:
    clock.moment = datetime(2031, 3, 6, 4, tzinfo=UTC)  # early in a week of the clock's
    deps = with_operator(store, clock, tmp_path)
    await alert_due(deps)
    clock.forward(days=1)
    await alert_due(deps)
    assert sum("2031 年的放假调休安排我还没有" in text for text in await told(store)) == 1
    clock.forward(days=7)
    await alert_due(deps)
    assert sum("2031 年的放假调休安排我还没有" in text for text in await told(store)) == 2


async def test_that_no_backup_was_ever_made_is_told(
    store: Store, clock: support.TestClock, tmp_path: Path, roster: dict[str, Member]
) -> None:
    deps = with_operator(store, clock, tmp_path)
    async with store.begin() as tx:
        await history.append(tx, history.Entry("member", 1, "bind"), clock.now())
    clock.forward(hours=20)
    await alert_due(deps)
    assert await told(store) == []
    clock.forward(hours=5)
    await alert_due(deps)
    assert "一份备份都没有做成" in (await told(store))[0]


async def test_where_the_daily_backup_is_off_the_operator_is_reminded_once_a_week(
    store: Store, clock: support.TestClock, tmp_path: Path
) -> None:
    deps = support.make_deps(store, clock, support.Replies(), tmp_path, operator_chat_id=OPERATOR, backup_daily=False)
    async with store.begin() as tx:
        await history.append(tx, history.Entry("member", 1, "bind"), clock.now())
    for _ in range(15):
        clock.forward(days=1)
        await alert_due(deps)
    found = [text for text in await told(store) if "BACKUP_DAILY" in text]
    assert 2 <= len(found) <= 3


async def test_a_backup_of_another_machine_counts_and_one_that_is_too_old_is_told(
    store: Store, clock: support.TestClock, tmp_path: Path, roster: dict[str, Member]
) -> None:
    await backup.backup_due(support.make_deps(store, clock, support.Replies(), tmp_path / "one"))
    other = with_operator(store, clock, tmp_path)
    clock.forward(days=1)
    await alert_due(other)
    assert await told(store) == []
    clock.forward(days=2)
    await alert_due(other)
    assert "已经 3 天没有成功的备份" in (await told(store))[0]


async def test_a_notice_that_was_not_taken_is_told(deps: Deps, tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    shutil.copytree(NOTICES, folder)
    (folder / "notice-2027.txt").write_text("温直工〔2027〕1号", encoding="utf-8")
    told_to = deps.settings.model_copy(update={"operator_chat_id": OPERATOR})
    await alert_due(replace(deps, library=Library.load(folder), settings=told_to))
    [text] = await told(deps.store)
    assert "有一份通知没有采用，机器人照别的通知接着答：notice-2027.txt" in text
