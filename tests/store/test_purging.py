"""Purging a part at a time: all that is too old goes, nothing else, and others write in between."""

from datetime import timedelta

from sqlalchemy import insert, select

from bot.store import tables as t
from bot.store.batches import PART, Stale, purge
from bot.store.engine import Store
from tests.benchmarks.presses import counted
from tests.support import NOON

OLD = Stale(t.ticks, (t.ticks.c.at < NOON,))


async def _ticks(store: Store, old: int, young: int) -> None:
    rows = [
        {"name": f"n{n}", "slot": "x", "at": NOON - timedelta(days=1 if n < old else 0)} for n in range(old + young)
    ]
    async with store.begin() as tx:
        await tx.run(insert(t.ticks), rows)


async def test_what_is_too_old_goes_in_parts_and_nothing_else(any_store: Store) -> None:
    await _ticks(any_store, 2 * PART + 3, 4)
    with counted(any_store) as cost:
        assert await purge(any_store, OLD) == 2 * PART + 3
    assert cost.commits == 3
    async with any_store.read() as tx:
        assert {row["at"] for row in await tx.all(select(t.ticks.c.at))} == {NOON}


async def test_where_nothing_is_too_old_nobody_holds_the_writer(store: Store) -> None:
    await _ticks(store, 0, 3)
    with counted(store) as cost:
        assert await purge(store, OLD) == 0
    assert cost.commits == 0


async def test_rows_that_stay_are_emptied_once(any_store: Store) -> None:
    row = {"lane": 1, "method": "x", "payload": "sealed", "delivery": "sure", "priority": "5", "created_at": NOON}
    async with any_store.begin() as tx:
        await tx.run(insert(t.outbox), [row | {"state": state} for state in ("sent", "pending", "dead")])
    over = Stale(t.outbox, (t.outbox.c.state != "pending", t.outbox.c.payload.is_not(None)), {"payload": None})
    assert await purge(any_store, over) == 2
    assert await purge(any_store, over) == 0


async def test_keys_of_several_columns(any_store: Store) -> None:
    rows = [{"chat_id": n, "telegram_id": n, "name": "x", "args": {}, "created_at": NOON} for n in range(3)]
    async with any_store.begin() as tx:
        await tx.run(insert(t.prompts), rows)
    assert await purge(any_store, Stale(t.prompts, (t.prompts.c.chat_id > 0,))) == 2
