"""What a transaction remembers of what it has read: nobody is read twice, and nothing that was written since counts."""

from sqlalchemy import select, update

from bot.core.people import Member
from bot.core.queries import members
from bot.store import tables as t
from bot.store.engine import Store, Tx
from tests.benchmarks.presses import counted
from tests.support import NOON, fill_roster

TODAY = NOON.date()


async def _named(tx: Tx, member_id: int) -> str:
    found = await members.by_id(tx, member_id, TODAY)
    assert found is not None
    return found.name


async def test_people_and_branches_are_read_once_in_a_transaction(store: Store, roster: dict[str, Member]) -> None:
    chair = roster["A003"]
    with counted(store) as cost:
        async with store.read() as tx:
            for _ in range(3):
                assert await members.by_telegram(tx, 103, TODAY) == chair
                assert await members.by_id(tx, chair.id, TODAY) == chair
                assert await members.name_of(tx, chair.id) == "陈主席"
                assert (await members.branch(tx, chair.branch_id)).name == "春风机关工会"
                assert (await members.committee(tx)).committee
                assert await members.branch_of_group(tx, -1001) == await members.branch(tx, chair.branch_id)
                assert await members.branch_of_group(tx, -9) is None
                assert chair in await members.officers(tx, chair.branch_id, TODAY)
    assert len(cost.statements) == 4  # the chair, his branch with the committee, a group of nobody, the officers


async def test_what_was_written_is_read_anew(any_store: Store) -> None:
    chair = (await fill_roster(any_store))["A003"]
    async with any_store.begin() as tx:
        await members.branch(tx, chair.branch_id)
        assert chair in await members.officers(tx, chair.branch_id, TODAY)
        await tx.run(update(t.branches).where(t.branches.c.id == chair.branch_id).values(name="夏荷"))
        assert (await members.branch(tx, chair.branch_id)).name == "夏荷"
        await tx.run(update(t.members).where(t.members.c.id == chair.id).values(name="陈新"))
        assert (await _named(tx, chair.id), await members.name_of(tx, chair.id)) == ("陈新", "陈新")
        await tx.run(t.offices.delete())
        assert await members.officers(tx, chair.branch_id, TODAY) == []


async def test_what_was_waited_for_is_read_anew(any_store: Store) -> None:
    """A row that is locked may have changed meanwhile: what was read before the wait does not count."""
    await fill_roster(any_store)
    async with any_store.begin() as tx:
        committee = await members.committee(tx)
        with counted(any_store) as cost:
            await members.hold_branch(tx, committee.id)
            assert await members.branch(tx, committee.id) == committee
    assert len(cost.statements) == 2


async def test_a_chain_goes_on_where_this_transaction_left_it(any_store: Store) -> None:
    from bot.store import history

    async with any_store.begin() as tx:
        for action in ("one", "two", "three"):
            await history.append(tx, history.Entry("report", 1, action), NOON)
    async with any_store.read() as tx:
        rows = await tx.all(select(t.history.c.previous, t.history.c.digest).order_by(t.history.c.id))
    assert [row["previous"] for row in rows[1:]] == [row["digest"] for row in rows[:-1]]
