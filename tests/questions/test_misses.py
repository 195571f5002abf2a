"""Unanswered questions: grouped by likeness, by month, for officers only, and never with a name."""

from datetime import timedelta

import pytest

from bot.core.errors import BadInput, NotAllowed
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.questions import misses
from bot.store import asked
from bot.store.engine import Store
from tests import support

QUESTIONS = ["食堂几点开门", "食堂什么时候开门啊", "停车位怎么申请", "食堂几点关门"]


async def ask(store: Store, questions: list[str], *, days_ago: int = 0) -> None:
    at = support.NOON - timedelta(days=days_ago)
    async with store.begin() as tx:
        await asked.log(tx, [asked.Asked(at, "out_of_scope", "", True, False, words) for words in questions])


def test_like_goes_with_like_and_the_largest_first() -> None:
    groups = misses.grouped(asked.Missed(at, text) for at, text in enumerate(QUESTIONS))
    assert [len(group.questions) for group in groups] == [3, 1]
    assert groups[0].example == "食堂几点开门"


async def test_a_month_has_its_own(store: Store, clock: support.TestClock) -> None:
    await ask(store, QUESTIONS)
    await ask(store, ["上个月的问题"], days_ago=40)
    month, groups = await misses.of_month(store, clock, None)
    assert (month, sum(len(group.questions) for group in groups)) == ("2026-11", 4)
    assert (await misses.of_month(store, clock, "2026-10"))[1][0].questions == ["上个月的问题"]
    with pytest.raises(BadInput, match="2026-03"):
        await misses.of_month(store, clock, "三月")


async def test_december_ends_with_the_year(store: Store, clock: support.TestClock) -> None:
    assert (await misses.of_month(store, clock, "2025-12"))[1] == []


async def test_officers_are_told_and_others_are_not(
    deps: Deps, roster: dict[str, Member], replies: support.Replies
) -> None:
    await ask(deps.store, QUESTIONS)
    await misses.tell(deps, -1001, 103, None, update_id=1)
    text = replies.sent[0][0].text
    assert "3 次　食堂几点开门" in text
    with pytest.raises(NotAllowed):
        await misses.tell(deps, 101, 101, None, update_id=2)
    with pytest.raises(NotAllowed):
        await misses.tell(deps, 999, 999, None, update_id=3)
