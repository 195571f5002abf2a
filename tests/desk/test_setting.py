"""What a branch sets for itself: who may, what may be chosen, and that every change is history."""

import pytest
from sqlalchemy import select

from bot.core.errors import BadInput, NotAllowed
from bot.core.kinds import Kind
from bot.core.people import Branch, Member, Preferences, Role, Signatures
from bot.core.queries import members
from bot.core.work.unit import Deps
from bot.desk import setting
from bot.desk import use_cases as desk
from bot.desk.setting import Page, Wish
from bot.desk.use_cases import Here
from bot.reports.rules.transitions import Status
from bot.store import tables as t
from tests.desk.desk import CHAIR, COMMITTEE, GROUP, OFFICER, alone, fresh, new_update, set_branch, submitted
from tests.support import labels, outbox


async def branch_of(deps: Deps, member: Member) -> Branch:
    async with deps.store.read() as tx:
        return await members.branch(tx, member.branch_id)


async def choose(deps: Deps, here: Here, branch_id: int, name: str, value: str) -> str:
    return await setting.change(deps, await new_update(deps), here, Wish(branch_id, name, value), None)


async def pins(deps: Deps) -> list[str]:
    return [message["method"] for message in await outbox(deps.store, GROUP) if "pin" in message["method"].lower()]


async def test_each_change_is_kept_and_written_down(deps: Deps, roster: dict[str, Member]) -> None:
    home = roster["A003"].branch_id
    for name, value in (("signatures", "two"), ("evidence", "marriage"), ("nudge_hours", "4"), ("greeting_hour", "8")):
        assert "已改好" in await choose(deps, CHAIR, home, name, value)
    found = await branch_of(deps, roster["A003"])
    assert found.preferences == Preferences(Signatures.TWO, frozenset({Kind.MARRIAGE}), nudge_hours=4)
    assert found.greeting_hour == 8
    async with deps.store.read() as tx:
        rows = await tx.all(
            select(t.history)
            .where(t.history.c.entity == "branch", t.history.c.entity_id == home)
            .order_by(t.history.c.id)
        )
    told = [(row["action"], row["before"], row["after"]) for row in rows]
    assert told == [
        ("set.signatures", "one", "two"),
        ("set.evidence", "no", "yes"),
        ("set.nudge_hours", "None", "4"),
        ("set.greeting_hour", "9", "8"),
    ]
    assert {row["actor_id"] for row in rows} == {roster["A003"].id}
    assert "没有改动" in await choose(deps, CHAIR, home, "signatures", "two")


async def test_nobody_sets_it_but_the_chair_and_the_committee(deps: Deps, roster: dict[str, Member]) -> None:
    home = roster["A003"].branch_id
    for here in (OFFICER, alone(105), alone(106), alone(203), alone(302), alone(101), alone(999), Here(103, -1002)):
        with pytest.raises(NotAllowed):
            await choose(deps, here, home, "greeting_hour", "8")
    await choose(deps, alone(103), home, "greeting_hour", "8")
    await choose(deps, COMMITTEE, home, "greeting_hour", "10")
    assert (await branch_of(deps, roster["A003"])).greeting_hour == 10


async def test_what_is_no_choice_is_refused(deps: Deps, roster: dict[str, Member]) -> None:
    home, conflict = roster["A003"].branch_id, Kind.MEMBER_CONFLICT
    for name, value in (("signatures", "three"), ("evidence", conflict), ("nudge_hours", "1000"), ("name", "x")):
        with pytest.raises(BadInput):
            await choose(deps, CHAIR, home, name, value)
    with pytest.raises(BadInput, match="经审"):
        await choose(deps, CHAIR, home, "signatures", "audited")
    async with deps.store.begin() as tx:
        await tx.run(t.offices.delete().where(t.offices.c.role == Role.OFFICER))
    with pytest.raises(BadInput, match="不到两位"):
        await choose(deps, CHAIR, home, "signatures", "two")


async def test_officers_look_members_do_not_and_the_committee_chooses(deps: Deps, roster: dict[str, Member]) -> None:
    await setting.show(deps, await new_update(deps), alone(105), Page())
    assert labels((await outbox(deps.store, 105))[-1]) == []
    await setting.show(deps, await new_update(deps), alone(301), Page())
    shown = (await outbox(deps.store, 301))[-1]
    assert {"春风机关工会", "秋实机关工会"} < set(labels(shown))
    with pytest.raises(NotAllowed):
        await setting.show(deps, await new_update(deps), alone(101), Page())
    with pytest.raises(NotAllowed):
        await setting.show(deps, await new_update(deps), alone(203), Page(roster["A003"].branch_id))


async def test_a_card_is_pinned_where_that_is_asked_for_and_unpinned_when_all_is_done(
    deps: Deps, roster: dict[str, Member]
) -> None:
    await submitted(deps, roster)
    assert await pins(deps) == []
    await set_branch(deps, "春风", settings={"pin": True})
    report = await submitted(deps, roster, Kind.MARRIAGE)
    assert await pins(deps) == ["pinChatMessage"]
    await desk.reject(deps, await new_update(deps), CHAIR, report.id, "不在范围内")
    assert await pins(deps) == ["pinChatMessage", "unpinChatMessage"]
    assert (await fresh(deps, report.id)).status is Status.REJECTED


async def test_what_still_stands_at_the_top_leaves_it_when_pinning_ends(deps: Deps, roster: dict[str, Member]) -> None:
    await set_branch(deps, "春风", settings={"pin": True})
    await submitted(deps, roster)
    await choose(deps, CHAIR, roster["A003"].branch_id, "pin", "off")
    assert await pins(deps) == ["pinChatMessage", "unpinChatMessage"]
    await submitted(deps, roster, Kind.FAMILY_CONFLICT)
    assert await pins(deps) == ["pinChatMessage", "unpinChatMessage"]


async def test_a_branch_is_nudged_after_its_own_hours(deps: Deps, roster: dict[str, Member]) -> None:
    from bot.desk.nudging import nudge_due
    from tests.support import TestClock

    await set_branch(deps, "春风", settings={"nudge_hours": 2})
    await submitted(deps, roster)  # Monday noon
    assert isinstance(deps.clock, TestClock)
    deps.clock.forward(hours=2)
    assert await nudge_due(deps) == 0  # lunch does not count
    deps.clock.forward(hours=1)
    assert await nudge_due(deps) == 1


def test_what_is_kept_reads_back_and_nonsense_is_default() -> None:
    wanted = Preferences(Signatures.AUDITED, frozenset({Kind.MARRIAGE, Kind.CHILDBIRTH}), pin=True, nudge_hours=4)
    assert Preferences.read(wanted.written()) == wanted
    assert Preferences.read({"signatures": 3, "evidence": ["x"], "pin": "yes", "nudge_hours": -1}) == Preferences()
