"""Many presses at once, on either database: exactly one counts, and numbers have no gaps."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.errors import Stale
from bot.core.kinds import Kind
from bot.core.messages import JsonObject
from bot.core.work.unit import Deps, unit
from bot.reports import drafts
from bot.reports import use_cases as reporting
from bot.reports.queries import reports
from bot.store import inbox
from bot.store import tables as t
from bot.store.engine import Store
from tests import support

PEOPLE = (101, 102, 105, 106, 201, 204)


@pytest.fixture
async def either(
    any_store: Store, clock: support.TestClock, replies: support.Replies, tmp_path: Path
) -> AsyncIterator[Deps]:
    await support.fill_roster(any_store)
    yield support.make_deps(any_store, clock, replies, tmp_path)


class Updates:
    """Pending updates for calls of services."""

    def __init__(self, deps: Deps) -> None:
        self.deps = deps
        self.last = 0

    async def __call__(self) -> int:
        self.last += 1
        mine = self.last
        row = {"update_id": mine, "lane": mine, "state": "pending", "received_at": support.NOON}
        async with self.deps.store.begin() as tx:
            await inbox.store(tx, [row])
        return mine


async def ready(deps: Deps, new: Updates, who: int) -> JsonObject:
    """A form that only waits to be handed in; the arguments of its button."""
    facts = {"_for": "self", "event_date": "2026-12-06", "_enough": True}
    async with unit(deps) as u:
        await drafts.create(u, await u.member(who), Kind.MARRIAGE, facts, None)
        draft = await drafts.of_member(u, who)
    assert draft
    return {"report": draft.report.id, "version": draft.report.version}


async def pressed(deps: Deps, new: Updates, who: int, name: str, args: JsonObject) -> str:
    try:
        await reporting.press(deps, await new(), who, name, args)
    except Stale as stale:
        return str(stale)
    return "done"


async def test_one_of_twenty_presses_counts(either: Deps) -> None:
    new = Updates(either)
    args = await ready(either, new, 101)
    outcomes = await asyncio.gather(*(pressed(either, new, 101, "form.submit", args) for _ in range(20)))
    assert outcomes.count("done") == 1
    async with either.store.read() as tx:
        trail = await reports.trail(tx, args["report"])
        assert [row["action"] for row in trail] == ["submit"]
        assert await tx.value(t.counters.select().with_only_columns(t.counters.c.value)) == 1


async def test_numbers_are_drawn_without_gaps(either: Deps) -> None:
    new = Updates(either)
    forms = [(who, await ready(either, new, who)) for who in PEOPLE]
    await asyncio.gather(*(pressed(either, new, who, "form.submit", args) for who, args in forms))
    async with either.store.read() as tx:
        numbers = [(await reports.get(tx, args["report"])).number or "" for _, args in forms]
    assert sorted(numbers) == [f"2026-000{n}" for n in range(1, len(PEOPLE) + 1)]


async def test_different_answers_at_once_leave_one(either: Deps) -> None:
    """Two presses of different buttons of one question: the first stands, the second is told."""
    new = Updates(either)
    async with unit(either) as u:
        await drafts.create(u, await u.member(101), Kind.CHILDBIRTH, {"_for": "self"}, None)
        draft = await drafts.of_member(u, 101)
    assert draft
    button = {"report": draft.report.id, "version": draft.report.version, "item": "relation"}
    outcomes = await asyncio.gather(
        *(pressed(either, new, 101, "form.value", button | {"choice": choice}) for choice in (0, 1))
    )
    assert sorted(outcomes) == sorted(["done", "这一步已经填过了，请看最下面的那条消息。"])


async def test_a_failure_in_the_midst_leaves_everything_as_it_was(
    either: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number, the row, the card and "update done" come together or not at all."""
    from bot.reports import card

    async def broken(*_: object) -> None:
        raise RuntimeError("no card")

    new = Updates(either)
    args = await ready(either, new, 101)
    with monkeypatch.context() as patch:
        patch.setattr(card, "posted", broken)
        with pytest.raises(RuntimeError):
            await reporting.press(either, await new(), 101, "form.submit", args)
    assert await support.outbox(either.store) == []
    await reporting.press(either, new.last, 101, "form.submit", args)  # the same update again, as after a crash
    async with either.store.read() as tx:
        assert (await reports.get(tx, args["report"])).number == "2026-0001"
