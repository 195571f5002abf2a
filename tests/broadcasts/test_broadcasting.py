"""Who may send what to whom, at most once each, and what is shown before it is sent."""

import asyncio

import pytest
from sqlalchemy import insert, select, update

from bot.broadcasts import audience, drafting, feeding
from bot.broadcasts.drafting import Said
from bot.broadcasts.feeding import feed_due
from bot.broadcasts.rules import Audience, Content, State
from bot.core.errors import BadInput, NotAllowed, Stale, WennuanError
from bot.core.people import Member
from bot.core.splitting import units
from bot.core.work.unit import Deps
from bot.ops import audit
from bot.store import tables as t
from bot.store.tables_activities import activities, signups
from tests.broadcasts import play
from tests.support import NOON, labels, outbox

Roster = dict[str, Member]


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


async def test_the_panel_lets_the_preview_go_a_second_ahead(deps: Deps, roster: Roster, ours: int) -> None:
    """Two urgent messages leave at once, and Telegram takes one a second in a chat."""
    await play.written(deps, 103, ours, targets=[ours])
    async with deps.store.read() as tx:
        told = await tx.all(select(t.outbox.c.priority).where(t.outbox.c.lane == 103).order_by(t.outbox.c.id))
    assert [row["priority"] for row in told][-2:] == ["0", "5"]


async def test_the_copy_is_what_the_preview_showed(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours], html="<b>通知</b> 1 &lt; 2")
    preview = (await outbox(deps.store, 103))[-2]
    await feeding.confirm(deps, await play.heard(deps), 103, made.id, made.version)
    [copy] = await outbox(deps.store, 101)
    shown = {key: preview[key] for key in ("text", "parse_mode", "method")}
    assert shown == {key: copy[key] for key in shown}
    assert copy["text"].startswith("<b>通知</b> 1 &lt; 2\n\n—— 春风机关工会")
    assert "/privacy" in copy["text"]


async def test_a_picture_goes_with_its_words(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content("合影", photo="file-1"), "合影"))
    made = await play.newest(deps)
    await feeding.confirm(deps, await play.heard(deps), 103, made.id, made.version)
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
        await feeding.confirm(deps, await play.heard(deps), 104, made.id, made.version)
    assert await play.copies(deps) == []


async def test_a_second_press_and_an_older_preview_send_nothing(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours])
    old = made.version
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content("改过了"), "改过了"))
    with pytest.raises(Stale, match="改过"):
        await feeding.confirm(deps, await play.heard(deps), 103, made.id, old)
    await feeding.confirm(deps, await play.heard(deps), 103, made.id, old + 1)
    with pytest.raises(Stale, match="已经开始"):
        await feeding.confirm(deps, await play.heard(deps), 103, made.id, old + 1)
    assert len(await play.copies(deps)) == 6
    with pytest.raises(Stale):
        await feeding.confirm(deps, await play.heard(deps), 104, made.id, old + 1)


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
        await feeding.confirm(deps, await play.heard(deps), 301, made.id, made.version)


async def test_too_long_a_text_is_refused_with_the_count(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.draft(deps, 103, ours, targets=[ours])
    room = 4096 - units("\n\n—— 春风机关工会\n不想收这类通知，发 /privacy 可以关掉。")
    fits, over = "😀" * (room // 2), "😀" * (room // 2 + 1)
    with pytest.raises(BadInput, match=f"最多 {room} 个字符，您写了 {units(over)} 个"):
        await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content(over), over))
    await drafting.write(deps, await play.heard(deps), 103, made.id, Said(Content(f"<b>{fits}</b>"), fits))
    made = await play.newest(deps)
    await feeding.confirm(deps, await play.heard(deps), 103, made.id, made.version)
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


async def test_nobody_to_send_to(deps: Deps, roster: Roster, ours: int) -> None:
    async with deps.store.begin() as tx:
        await tx.run(update(t.members).where(t.members.c.telegram_id != 301).values(telegram_id=None))
    committee = roster["C001"].branch_id
    made = await play.written(deps, 301, committee, Audience.BRANCHES, [ours])
    with pytest.raises(BadInput, match="没有能收到的会员"):
        await feeding.confirm(deps, await play.heard(deps), 301, made.id, made.version)
    assert (await play.newest(deps)).state is State.DRAFT


async def test_of_two_presses_at_once_one_sends(deps: Deps, roster: Roster, ours: int) -> None:
    made = await play.written(deps, 103, ours, targets=[ours])
    updates = [await play.heard(deps) for _ in range(2)]
    ended = await asyncio.gather(
        *(feeding.confirm(deps, one, 103, made.id, made.version) for one in updates), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in ended) == ["Stale", "str"]
    assert len(await play.copies(deps)) == 6
