"""Who may send what to whom, at most once each; quiet hours, stopping, and what the officer is told."""

import asyncio
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, update

from bot.domain.broadcasts import Audience, Content, Outcome, State
from bot.domain.errors import BadInput, NotAllowed, NotFound, Stale, WennuanError
from bot.domain.people import Member
from bot.domain.splitting import units
from bot.services import audit
from bot.services.base import Deps
from bot.services.broadcasting import audience, drafting, listing, refusing, starting, stopping
from bot.services.broadcasting.drafting import Said
from bot.services.broadcasting.feeding import AHEAD, feed_due
from bot.store import tables as t
from bot.store.tables_activities import activities, signups
from tests.services.broadcasting import play
from tests.support import NOON, TestClock, labels, outbox

Roster = dict[str, Member]
NIGHT = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)  # 21:30 in Wenzhou


@pytest.fixture
def ours(roster: Roster) -> int:
    """The branch 春风: seven members, six of them bound; 103 is its chair."""
    return roster["A001"].branch_id


@pytest.fixture
def committee(roster: Roster) -> int:
    return roster["C001"].branch_id


async def test_everybody_bound_gets_it_once_and_the_officer_hears_how_it_went(
    deps: Deps, roster: Roster, ours: int
) -> None:
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert (made.state, made.total) == (State.RUNNING, 7)
    copies = await play.copies(deps)
    assert sorted(row["lane"] for row in copies) == [101, 102, 103, 104, 105, 106]
    assert {row["priority"] for row in copies} == {"9"}
    await feed_due(deps)
    assert len(await play.copies(deps)) == 6, "nothing twice"
    await play.end_sending(deps)
    play.forward(deps, seconds=2)
    await feed_due(deps)
    assert (await play.newest(deps)).state is State.DONE
    report = (await outbox(deps.store, 103))[-1]
    assert "群发完了：发给春风机关工会的会员，共 7 人。" in report["text"]
    assert "送到：6 人" in report["text"]
    assert "没绑定账号：1 人" in report["text"]
    assert await feed_due(deps) == 0
    assert (await audit.verify(deps)).broken is None


async def test_the_copy_is_what_the_preview_showed(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours], html="<b>通知</b> 1 &lt; 2")
    preview = (await outbox(deps.store, 103))[-2]
    await starting.confirm(deps, await play.heard(deps), 103, made.id, made.version)
    [copy] = await outbox(deps.store, 101)
    shown = {key: preview[key] for key in ("text", "parse_mode", "method")}
    assert shown == {key: copy[key] for key in shown}
    assert copy["text"].startswith("<b>通知</b> 1 &lt; 2\n\n—— 春风机关工会")
    assert "/privacy" in copy["text"]


async def test_a_picture_goes_with_its_words(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content("合影", photo="file-1"), "合影"))
    made = await play.newest(deps)
    await starting.confirm(deps, await play.heard(deps), 103, made.id, made.version)
    [copy] = await outbox(deps.store, 101)
    assert (copy["method"], copy["photo"]) == ("sendPhoto", "file-1")
    assert copy["caption"].startswith("合影\n\n—— ")


@pytest.mark.parametrize(
    ("officer", "target", "allowed"),
    [
        (103, "own", True),
        (104, "own", True),
        (103, "other", False),
        *[(officer, "own", False) for officer in (101, 105, 106, 203, 301, 999)],
    ],
)
async def test_a_branch_writes_to_its_own_members_only(
    deps: Deps, roster: Roster, ours: int, officer: int, target: str, *, allowed: bool
) -> None:
    aim = ours if target == "own" else roster["B001"].branch_id
    try:
        await play.sent(deps, officer, ours, targets=[aim])
    except WennuanError:
        assert not allowed
    else:
        assert allowed


async def test_a_branch_cannot_write_to_all(deps: Deps, roster: Roster, ours: int) -> None:
    with pytest.raises(NotAllowed, match="工委"):
        await play.draft(deps, 103, ours, Audience.ALL)


async def test_the_committee_writes_to_all_or_to_some(deps: Deps, roster: Roster, committee: int) -> None:
    made = await play.sent(deps, 301, committee, Audience.ALL)
    assert made.total == 12
    theirs = roster["B001"].branch_id
    other = await play.sent(deps, 301, committee, Audience.BRANCHES, [theirs])
    assert other.total == 3


async def test_who_has_signed_up_for_an_activity_can_be_written_to(
    deps: Deps, roster: Roster, ours: int, committee: int
) -> None:
    common = {"title": "登山", "status": "published", "day": NOON.date(), "created_at": NOON, "updated_at": NOON}
    async with deps.store.begin() as tx:
        insertion = insert(activities).values(common | {"branch_id": committee}).returning(activities.c.id)
        activity = int(await tx.value(insertion))
        for turn, (staff_no, state) in enumerate([("A001", "joined"), ("B001", "joined"), ("A002", "waiting")]):
            values = {"activity_id": activity, "member_id": roster[staff_no].id, "state": state}
            await tx.run(insert(signups).values(values | {"turn": turn, "at": NOON}))
    await drafting.begin(deps, await play.heard(deps), 301)
    assert "“登山”的报名会员" in labels((await outbox(deps.store, 301))[-1])
    with pytest.raises(NotAllowed, match="不是您的工会办的"):
        await play.draft(deps, 103, ours, Audience.ACTIVITY, [activity])
    await play.sent(deps, 301, committee, Audience.ACTIVITY, [activity])
    assert sorted(row["lane"] for row in await play.copies(deps)) == [101, 201]
    assert "发给“登山”的报名会员" in (await outbox(deps.store, 301))[-1]["text"]


async def test_an_officer_who_was_dismissed_meanwhile_cannot_confirm(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 104, ours, targets=[ours])
    async with deps.store.begin() as tx:
        await tx.run(t.offices.delete().where(t.offices.c.member_id == roster["A004"].id))
    with pytest.raises(NotAllowed):
        await starting.confirm(deps, await play.heard(deps), 104, made.id, made.version)
    assert await play.copies(deps) == []


async def test_a_second_press_and_an_older_preview_send_nothing(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours])
    old = made.version
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content("改过了"), "改过了"))
    with pytest.raises(Stale, match="改过"):
        await starting.confirm(deps, await play.heard(deps), 103, made.id, old)
    await starting.confirm(deps, await play.heard(deps), 103, made.id, old + 1)
    with pytest.raises(Stale, match="已经开始"):
        await starting.confirm(deps, await play.heard(deps), 103, made.id, old + 1)
    assert len(await play.copies(deps)) == 6
    with pytest.raises(Stale):
        await starting.confirm(deps, await play.heard(deps), 104, made.id, old + 1)


async def test_a_draft_can_be_readdressed_and_dropped(deps: Deps, roster: Roster, committee: int) -> None:
    made = await play.written(deps, 301, committee, Audience.ALL)
    theirs = roster["B001"].branch_id
    await audience.change_audience(deps, await play.heard(deps), 301, made.id)
    made = await play.draft(deps, 301, committee)
    assert made.content is not None, "the words stay"
    with pytest.raises(BadInput, match="还没有选"):
        await audience.chosen(deps, await play.heard(deps), 301, made.id)
    for page, branch in ((0, theirs), (0, None)):
        await audience.toggle(deps, await play.heard(deps), 301, made.id, audience.Pick(branch, page, 1))
    assert any(label.startswith("✓ 秋实") for label in labels((await outbox(deps.store, 301))[-1]))
    await audience.chosen(deps, await play.heard(deps), 301, made.id)
    assert "能收到的 3 人" in (await outbox(deps.store, 301))[-1]["text"]
    await drafting.drop(deps, await play.heard(deps), 301, made.id)
    with pytest.raises(Stale):
        await starting.confirm(deps, await play.heard(deps), 301, made.id, made.version)


async def test_too_long_a_text_is_refused_with_the_count(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    room = 4096 - units("\n\n—— 春风机关工会\n不想收这类通知，发 /privacy 可以关掉。")
    fits, over = "😀" * (room // 2), "😀" * (room // 2 + 1)
    with pytest.raises(BadInput, match=f"最多 {room} 个字符，您写了 {units(over)} 个"):
        await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content(over), over))
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content(f"<b>{fits}</b>"), fits))
    made = await play.newest(deps)
    await starting.confirm(deps, await play.heard(deps), 103, made.id, made.version)
    assert len(await play.copies(deps)) == 6, "one message each"


@pytest.mark.parametrize(
    "said",
    [Said(Content()), Said(Content("  \n"), "  \n"), Said(Content("说明"), "说明", other=True)],
)
async def test_what_cannot_be_sent_is_refused(deps: Deps, roster: Roster, ours: int, said: Said) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    with pytest.raises(BadInput, match="文字、一张图片或一个文件"):
        await drafting.write(deps, await play.heard(deps), 103, made.id, said)


async def test_an_album_is_refused_once(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    for photo in ("f1", "f2", "f3"):
        said = Said(Content(photo=photo), album="a1")
        await drafting.write(deps, await play.heard(deps), 103, made.id, said)
    told = [payload["text"] for payload in await outbox(deps.store, 103)]
    assert sum("只能带一张" in text for text in told) == 1


async def test_who_refuses_is_counted_and_spared_but_not_from_essential_ones(
    deps: Deps, roster: Roster, ours: int
) -> None:
    for _ in range(2):
        await refusing.set_refusal(deps, await play.heard(deps), 101, refuse=True)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A001"].id) == "refused"
    made = await play.sent(deps, 103, ours, targets=[ours], purpose="essential")
    assert await play.outcome_of(deps, made, roster["A001"].id) == "queued"
    await refusing.set_refusal(deps, await play.heard(deps), 101, refuse=False)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A001"].id) == "queued"


async def test_joy_is_not_sent_into_a_house_of_mourning(deps: Deps, roster: Roster, ours: int) -> None:
    async with deps.store.begin() as tx:
        values = {"kind": "bereavement", "branch_id": ours, "subject_id": roster["A002"].id, "facts": "x"}
        values |= {"reporter_id": roster["A002"].id, "status": "approved", "event_date": NOON.date()}
        await tx.run(insert(t.reports).values(values | {"created_at": NOON, "updated_at": NOON}))
    made = await play.sent(deps, 103, ours, targets=[ours], purpose="joyful")
    assert await play.outcome_of(deps, made, roster["A002"].id) == "mourning"
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert await play.outcome_of(deps, made, roster["A002"].id) == "queued"


async def test_who_leaves_while_it_is_under_way_gets_nothing(deps: Deps, roster: Roster, ours: int) -> None:
    await play.more_members(deps, ours, 2 * AHEAD)
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert len(await play.copies(deps)) == AHEAD
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id >= 1_000_150).values(status="deceased"))
    while await feed_due(deps):
        await play.end_sending(deps)
    found = await play.newest(deps)
    assert (found.tally["left"], found.tally["sent"]) == (50, 156)
    assert len({row["lane"] for row in await play.copies(deps)}) == 156
    assert made.total == 207


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
    assert await stopping.stop(deps, await play.heard(deps), 301, made.id) == "停下了。"
    assert "已经送出 3 份" in (await outbox(deps.store, 103))[-1]["text"]
    with pytest.raises(Stale, match="已经结束"):
        await stopping.stop(deps, await play.heard(deps), 103, made.id)
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
        await stopping.stop(deps, await play.heard(deps), stranger, made.id)
    with pytest.raises(NotAllowed):
        await listing.unreached(deps, stranger, made.id, as_csv=False)


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
    file = await listing.unreached(deps, 103, made.id, as_csv=False)
    rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(file.content)).active.iter_rows(min_row=3)]
    assert {(row[1], row[3]) for row in rows} == {
        ("林静", "不确定是否送到，没有重发"),
        ("王建国", "停用或屏蔽了机器人"),
        ("=1+1", "没有送到"),
        ("未绑定", "没绑定账号"),
    }
    csv = await listing.unreached(deps, 104, made.id, as_csv=True)
    assert "'=1+1" in csv.content.decode("utf-8-sig")
    await feed_due(deps)
    assert len(await play.copies(deps)) == 6, "what is unknown is not sent again"


async def test_no_list_where_everybody_was_reached(deps: Deps, roster: Roster, committee: int) -> None:
    made = await play.sent(deps, 301, committee, targets=[committee])
    await play.end_sending(deps)
    await feed_due(deps)
    with pytest.raises(NotFound):
        await listing.unreached(deps, 301, made.id, as_csv=False)


async def test_quiet_hours_are_waited_for(deps: Deps, clock: TestClock, roster: Roster, ours: int) -> None:
    clock.moment = NIGHT
    made = await play.sent(deps, 103, ours, targets=[ours])
    assert made.state is State.WAITING
    assert await play.copies(deps) == []
    assert "休息时间，11月24日 8:00自动接着发" in (await outbox(deps.store, 103))[-1]["text"]
    said = len(await outbox(deps.store, 103))
    clock.forward(hours=10, minutes=29)  # 7:59
    assert await feed_due(deps) == 0
    assert len(await outbox(deps.store, 103)) == said, "nobody is told of it all night"
    clock.forward(minutes=1)
    await feed_due(deps)
    assert len(await play.copies(deps)) == 6


async def test_what_has_not_left_by_nightfall_is_taken_back(
    deps: Deps, clock: TestClock, roster: Roster, ours: int
) -> None:
    clock.moment = datetime(2026, 11, 23, 12, 59, tzinfo=UTC)
    made = await play.sent(deps, 103, ours, targets=[ours])
    await play.end_sending(deps, lanes=[101])
    clock.forward(minutes=2)
    await feed_due(deps)
    assert await play.outcomes(deps, made) == {Outcome.SENT: 1, Outcome.PENDING: 5, Outcome.UNBOUND: 1}
    assert [row["lane"] for row in await play.copies(deps)] == [101]
    clock.forward(hours=12)
    await feed_due(deps)
    assert sorted(row["lane"] for row in await play.copies(deps)) == [101, 102, 103, 104, 105, 106]


async def test_a_branch_has_so_many_a_day(deps: Deps, clock: TestClock, roster: Roster, ours: int) -> None:
    for _ in range(3):
        await play.sent(deps, 103, ours, targets=[ours])
    with pytest.raises(NotAllowed, match="每天最多 3 次"):
        await play.sent(deps, 104, ours, targets=[ours])
    waiting = await play.newest(deps)
    assert waiting.state is State.DRAFT, "the draft is kept"
    theirs = roster["B001"].branch_id
    await play.sent(deps, 203, theirs, targets=[theirs])
    clock.forward(hours=22)
    await starting.confirm(deps, await play.heard(deps), 104, waiting.id, waiting.version)


async def test_nobody_to_send_to(deps: Deps, roster: Roster, ours: int) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id != 301).values(telegram_id=None))
    committee = roster["C001"].branch_id
    made = await play.written(deps, 301, committee, Audience.BRANCHES, [ours])
    with pytest.raises(BadInput, match="没有能收到的会员"):
        await starting.confirm(deps, await play.heard(deps), 301, made.id, made.version)
    assert (await play.newest(deps)).state is State.DRAFT


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
    await listing.recent(deps, await play.heard(deps), 103)
    assert (await outbox(deps.store, 103))[-1]["text"] == "最近没有群发过。"
    await play.sent(deps, 103, ours, targets=[ours])
    await listing.recent(deps, await play.heard(deps), 301)
    shown = (await outbox(deps.store, 301))[-1]
    assert "1. 11月23日 12:00 发给春风机关工会的会员：正在发，7 人里送到 0 人" in shown["text"]
    assert labels(shown) == ["1. 停止发送"]
    await listing.recent(deps, await play.heard(deps), 203)
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


async def test_of_two_presses_at_once_one_sends(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours])
    updates = [await play.heard(deps) for _ in range(2)]
    ended = await asyncio.gather(
        *(starting.confirm(deps, one, 103, made.id, made.version) for one in updates), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ended) == ["Stale", "str"]
    assert len(await play.copies(deps)) == 6
