"""From a released document to the members: the changes as a draft, shown first, sent by a press."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from bot.broadcasts import drafting, feeding
from bot.broadcasts.rules import Audience
from bot.core.errors import BadInput, NotAllowed, Stale
from bot.core.people import Member
from bot.core.splitting import MESSAGE_UNITS
from bot.core.work.unit import Deps, unit
from bot.notices import releasing, texts
from bot.notices.reviewing import Terms
from knowledge.inforce import Level
from tests.broadcasts import play
from tests.notices.test_amendments import both
from tests.notices.test_publishing import document, publish
from tests.support import outbox, own_library

Roster = dict[str, Member]
COMMITTEE = 301
DAY = date(2026, 11, 30)


@pytest.fixture
async def deps(deps: Deps) -> AsyncIterator[Deps]:
    yield replace(deps, library=own_library())


async def tell(deps: Deps, notice_id: int, account: int = COMMITTEE) -> None:
    await drafting.tell(deps, await play.heard(deps), account, notice_id)


async def shown(deps: Deps) -> str:
    return str((await outbox(deps.store, COMMITTEE))[-2]["text"])


async def test_the_draft_says_what_changed_and_goes_to_everybody(deps: Deps, roster: Roster) -> None:
    await tell(deps, await publish(deps, document(800)))
    said = await shown(deps)
    assert "温直工〔2026〕9号 已经执行" in said
    assert "原来是慰问品不超过 500 元，现在是" in said
    assert await play.copies(deps) == [], "nothing is sent before the press"
    draft = await play.newest(deps)
    assert (draft.audience, draft.targets) == (Audience.ALL, ())
    await feeding.confirm(deps, await play.heard(deps), COMMITTEE, draft.id, draft.version)
    copies = await play.copies(deps)
    assert len(copies) > 5


async def test_an_amendment_tells_of_what_it_changed(deps: Deps, roster: Roster) -> None:
    base, change = both()
    await publish(deps, base)
    await tell(deps, await publish(deps, change))
    said = await shown(deps)
    assert "不超过800元" in said.partition("现在")[0]
    assert "不超过1500元" in said
    assert said.count("· ") == 2


async def test_a_second_edition_is_compared_with_the_first(deps: Deps, roster: Roster) -> None:
    await publish(deps, document(800))
    await tell(deps, await publish(deps, document(900)))
    assert "不超过800元" in (await shown(deps)).partition("现在")[0]


async def test_a_branchs_own_goes_to_its_members(deps: Deps, roster: Roster, ours: int) -> None:
    await tell(deps, await publish(deps, document(300), Terms(Level.BRANCH, ours)))
    draft = await play.newest(deps)
    assert (draft.audience, draft.targets) == (Audience.BRANCHES, (ours,))


async def test_what_is_taken_back_or_changes_nothing_is_not_told(deps: Deps, roster: Roster) -> None:
    notice_id = await publish(deps, document(800))
    async with unit(deps) as u:
        await releasing.undo(u, document().number, None)
    with pytest.raises(Stale, match="没有在用"):
        await tell(deps, notice_id)
    await publish(deps, document(800))
    with pytest.raises(Stale, match="没有变化"):
        await tell(deps, await publish(deps, document(800)))


async def test_another_draft_is_not_written_over(deps: Deps, roster: Roster, committee: int) -> None:
    notice_id = await publish(deps, document(800))
    await play.written(deps, COMMITTEE, committee, Audience.ALL)
    with pytest.raises(BadInput, match="还有一份没发的群发"):
        await tell(deps, notice_id)


@pytest.mark.parametrize("account", [101, 103])
async def test_it_is_for_the_committee(deps: Deps, roster: Roster, account: int) -> None:
    notice_id = await publish(deps, document(800))
    with pytest.raises(NotAllowed):
        await tell(deps, notice_id, account)


def test_what_does_not_fit_is_counted() -> None:
    lines = [f"“第{number}项”：原来是{'甲' * 300}，现在是{'乙' * 300}。" for number in range(12)]
    words = drafting._fitting(partial(texts.broadcast, "温直工〔2026〕9号", DAY, DAY), lines, MESSAGE_UNITS - 40)
    assert len(words) < MESSAGE_UNITS
    assert f"另有 {12 - words.count('· ')} 处变化" in words
    assert words.count("· ") > 3
