"""Whose a document is, said in chat: from above, a branch's, or the committee's after all."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import insert

from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.people import Member
from bot.core.work.unit import Deps, unit
from bot.notices import owning, published, queries, releasing, reviewing
from bot.notices.queries import Kept
from bot.store import tables as t
from knowledge.inforce import Level
from tests.notices.test_chatting import COMMITTEE, Heard, said
from tests.notices.test_publishing import asked, document, put_in
from tests.support import labels, outbox, own_library

Roster = dict[str, Member]


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    settings = deps.settings.model_copy(update={"notices_two_people": False})
    yield replace(deps, library=own_library(), settings=settings)


async def kept(deps: Deps) -> Kept:
    async with deps.store.read() as tx:
        found = await queries.by_id(tx, 1)
    assert found
    return found


async def test_a_branchs_own_is_chosen_from_the_list_and_binds_it_alone(deps: Deps, roster: Roster) -> None:
    heard, ours = Heard(deps), roster["A001"].branch_id
    async with unit(deps) as u:
        await reviewing.add(u, document(300), "办法.txt", b"1", reviewing.Terms(), None)
    await owning.ask_branch(deps, await heard(), COMMITTEE, 1, 0)
    assert "只对它的会员有效" in await said(deps)
    shown = labels((await outbox(deps.store, COMMITTEE))[-1])
    assert shown == ["春风机关工会", "秋实机关工会"]
    await owning.of_branch(deps, await heard(), COMMITTEE, 1, ours)
    assert "这是春风机关工会自己的文件" in await said(deps)
    assert (await kept(deps)).branch_id == ours
    async with unit(deps) as u:
        await reviewing.close(u, 1, roster["C001"].id)
        await releasing.release(u, 1, roster["C001"].id)
    await published.informed(deps)
    assert (await asked(deps, ours), await asked(deps)) == ({"marriage": 300}, {"marriage": 500})


async def test_it_can_be_said_anew_until_the_review_is_closed(deps: Deps, roster: Roster) -> None:
    heard = Heard(deps)
    async with unit(deps) as u:
        await reviewing.add(u, document(300), "办法.txt", b"1", reviewing.Terms(), None)
    await owning.above(deps, await heard(), COMMITTEE, 1)
    assert labels((await outbox(deps.store, COMMITTEE))[-1]) == ["不对，是工委自己的"]
    assert (await kept(deps)).level == Level.ABOVE
    await owning.of_branch(deps, await heard(), COMMITTEE, 1, roster["B001"].branch_id)
    await owning.own(deps, await heard(), COMMITTEE, 1)
    assert ((await kept(deps)).level, (await kept(deps)).branch_id) == (Level.COMMITTEE, None)
    async with unit(deps) as u:
        await reviewing.close(u, 1, roster["C001"].id)
    with pytest.raises(Stale):
        await owning.above(deps, await heard(), COMMITTEE, 1)


async def test_many_branches_are_shown_page_by_page(deps: Deps, roster: Roster) -> None:
    await put_in(deps, document())
    async with deps.store.begin() as tx:
        await tx.run(insert(t.branches).values([{"name": f"第{n}工会"} for n in range(15)]))
    heard = Heard(deps)
    await owning.ask_branch(deps, await heard(), COMMITTEE, 1, 0)
    first = labels((await outbox(deps.store, COMMITTEE))[-1])
    await owning.ask_branch(deps, await heard(), COMMITTEE, 1, 1)
    second = labels((await outbox(deps.store, COMMITTEE))[-1])
    await owning.ask_branch(deps, await heard(), COMMITTEE, 1, 2)
    third = labels((await outbox(deps.store, COMMITTEE))[-1])
    assert (first[-1], second[-2:], third[-1]) == ("下一页", ["上一页", "下一页"], "上一页")
    assert len({*first, *second, *third}) == 17 + 2


@pytest.mark.parametrize("account", [101, 103])
async def test_only_the_committee_says_so(deps: Deps, roster: Roster, account: int) -> None:
    await put_in(deps, document())
    heard = Heard(deps)
    for saying in (owning.above, owning.own):
        with pytest.raises(NotAllowed):
            await saying(deps, await heard(), account, 1)
    with pytest.raises(NotAllowed):
        await owning.of_branch(deps, await heard(), account, 1, roster["A001"].branch_id)
    with pytest.raises(NotAllowed):
        await owning.ask_branch(deps, await heard(), account, 1, 0)


async def test_a_branchs_own_needs_its_branch(deps: Deps, roster: Roster) -> None:
    await put_in(deps, document())
    async with unit(deps) as u:
        with pytest.raises(BadInput):
            await reviewing.settle_level(u, 1, Level.BRANCH)
