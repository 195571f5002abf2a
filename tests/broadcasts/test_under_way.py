"""What the officer sees of a broadcast under way and of one that has ended, and stopping it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from bot.broadcasts import feeding
from bot.broadcasts.feeding import AHEAD, feed_due
from bot.broadcasts.rules import Outcome
from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.broadcasts import play
from tests.support import TestClock, labels, outbox

Roster = dict[str, Member]


async def test_the_outbox_holds_a_few_at_a_time(deps: Deps, roster: Roster, ours: int) -> None:
    await play.more_members(deps, ours, 3 * AHEAD)
    made = await play.sent(deps, 103, ours, targets=[ours])
    for _ in range(3):
        await feed_due(deps)
        assert (await play.outcomes(deps, made))[Outcome.QUEUED] == AHEAD
    await play.end_sending(deps, lanes=[1_000_001, 1_000_002])
    await feed_due(deps)
    assert await play.outcomes(deps, made) == {
        Outcome.SENT: 2,
        Outcome.QUEUED: AHEAD,
        Outcome.PENDING: 306 - AHEAD - 2,
        Outcome.UNBOUND: 1,
    }


async def test_a_stop_leaves_the_rest_unsent_and_says_how_many_had_gone(deps: Deps, roster: Roster, ours: int) -> None:
    await play.more_members(deps, ours, 2 * AHEAD)
    made = await play.sent(deps, 103, ours, targets=[ours])
    await play.end_sending(deps, lanes=[101, 102])
    async with deps.store.begin() as tx:  # one is in the relay's hands
        await tx.run(update(t.outbox).where(t.outbox.c.lane == 104).values(state="claimed"))
    assert await feeding.stop(deps, await play.heard(deps), 301, made.id) == "停下了。"
    assert "已经送出 3 份" in (await outbox(deps.store, 103))[-1]["text"]
    with pytest.raises(Stale, match="已经结束"):
        await feeding.stop(deps, await play.heard(deps), 103, made.id)
    await play.end_sending(deps, "unknown", lanes=[104])
    await feed_due(deps)
    assert (await play.newest(deps)).tally == {"sent": 2, "unknown": 1, "unbound": 1, "stopped": 203}
    assert "停止时还没发：203 人" in (await outbox(deps.store, 103))[-1]["text"]
    await feed_due(deps)
    assert [row["lane"] for row in await play.copies(deps)] == [101, 102, 104]


@pytest.mark.parametrize("stranger", [101, 105, 203, 999])
async def test_others_can_neither_stop_it_nor_see_the_list(
    deps: Deps, roster: Roster, ours: int, stranger: int
) -> None:
    made = await play.sent(deps, 103, ours, targets=[ours])
    with pytest.raises(NotAllowed):
        await feeding.stop(deps, await play.heard(deps), stranger, made.id)
    with pytest.raises(NotAllowed):
        await feeding.unreached(deps, stranger, made.id, as_csv=False)


async def test_the_list_names_who_was_not_reached_and_why(deps: Deps, roster: Roster, ours: int) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id == 106).values(name="=1+1"))
    made = await play.sent(deps, 103, ours, targets=[ours])
    await play.end_sending(deps, "unknown", "TimedOut: Timed out", [101])
    await play.end_sending(deps, "dead", "Forbidden: bot was blocked by the user", [102])
    await play.end_sending(deps, "dead", "BadRequest: chat not found", [106])
    await play.end_sending(deps)
    await feed_due(deps)
    assert labels((await outbox(deps.store, 103))[-1]) == ["没送到的名单（Excel）", "没送到的名单（CSV）"]
    file = await feeding.unreached(deps, 103, made.id, as_csv=False)
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(file.content)).active.iter_rows(min_row=3)]
    assert {(row[1], row[3]) for row in rows} == {
        ("林静", "不确定是否送到，没有重发"),
        ("王建国", "停用或屏蔽了机器人"),
        ("=1+1", "没有送到"),
        ("未绑定", "没绑定账号"),
    }
    csv = await feeding.unreached(deps, 104, made.id, as_csv=True)
    assert "'=1+1" in csv.content.decode("utf-8-sig")
    await feed_due(deps)
    assert len(await play.copies(deps)) == 6, "what is unknown is not sent again"


async def test_no_list_where_everybody_was_reached(deps: Deps, roster: Roster, committee: int) -> None:
    made = await play.sent(deps, 301, committee, targets=[committee])
    await play.end_sending(deps)
    await feed_due(deps)
    with pytest.raises(NotFound):
        await feeding.unreached(deps, 301, made.id, as_csv=False)


async def test_the_officer_sees_one_message_that_is_edited(
    deps: Deps, clock: TestClock, roster: Roster, ours: int
) -> None:
    await play.more_members(deps, ours, 2 * AHEAD)
    await play.sent(deps, 103, ours, targets=[ours])
    for _ in range(10):
        clock.forward(seconds=2)
        await feed_due(deps)
    edits = [one for one in await outbox(deps.store, 103) if one["method"] == "editMessageText"]
    assert len(edits) == 1, "an edit that has not left yet is not followed by another"
    assert labels(edits[0]) == ["停止发送"]
    await play.end_sending(deps)
    clock.forward(seconds=6)
    await feed_due(deps)
    assert "已送到 100 人" in (await outbox(deps.store, 103))[-1]["text"]


async def test_recent_ones_are_listed_with_what_can_still_be_done(deps: Deps, roster: Roster, ours: int) -> None:
    await feeding.recent(deps, await play.heard(deps), 103)
    assert (await outbox(deps.store, 103))[-1]["text"] == "最近没有群发过。"
    await play.sent(deps, 103, ours, targets=[ours])
    await feeding.recent(deps, await play.heard(deps), 301)
    shown = (await outbox(deps.store, 301))[-1]
    assert "1. 11月23日 12:00 发给春风机关工会的会员：正在发，7 人里送到 0 人" in shown["text"]
    assert labels(shown) == ["1. 停止发送"]
    await feeding.recent(deps, await play.heard(deps), 203)
    assert (await outbox(deps.store, 203))[-1]["text"] == "最近没有群发过。"


async def test_an_author_who_is_gone_stops_nothing(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.sent(deps, 104, ours, targets=[ours])
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.id == roster["A004"].id).values(telegram_id=None))
    await play.end_sending(deps)
    await feed_due(deps)
    async with deps.store.read() as tx:
        ends = await tx.all(select(t.history).where(t.history.c.entity == "broadcast", t.history.c.action == "end"))
    assert [row["entity_id"] for row in ends] == [made.id]
