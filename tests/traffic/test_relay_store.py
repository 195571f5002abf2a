"""The outbox's statements, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.core.messages import Delivery, OutboxState, Outgoing, Priority
from bot.store import outbox
from bot.store import tables as t
from bot.store.engine import Store
from bot.traffic import queries
from bot.traffic.queries import Mark, Room

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2)
OVER = (OutboxState.SENT, OutboxState.DEAD, OutboxState.UNKNOWN)


async def enqueue(store: Store, *messages: Outgoing) -> list[int]:
    async with store.begin() as tx:
        return [row for ids in await outbox.enqueue(tx, messages, NOW) for row in ids]


async def claim(
    store: Store,
    owner: str = "a",
    now: datetime = NOW,
    limit: int = 10,
    but: tuple[int, ...] = (),
    *,
    bulk: int | None = None,
) -> list[int]:
    room = Room(limit, limit if bulk is None else bulk)
    async with store.begin() as tx:
        return [parcel.id for parcel in await queries.claim(tx, owner, now, now + timedelta(minutes=2), room, but)]


async def mark(store: Store, *marks: Mark, owner: str = "a") -> None:
    async with store.begin() as tx:
        await queries.mark(tx, owner, marks, NOW)


async def states(store: Store) -> dict[int, str]:
    async with store.read() as tx:
        return {row["id"]: row["state"] for row in await tx.all(select(t.outbox).order_by(t.outbox.c.id))}


async def test_of_each_chat_the_first_and_the_urgent_before_the_rest(any_store: Store) -> None:
    bulk, first, second, urgent = await enqueue(
        any_store,
        Outgoing(1, "贺", priority=Priority.BULK),
        Outgoing(2, "一"),
        Outgoing(2, "二", priority=Priority.INTERACTIVE),
        Outgoing(3, "急", priority=Priority.INTERACTIVE),
    )
    assert await claim(any_store) == [urgent, first, bulk]
    assert await claim(any_store) == []
    await mark(any_store, Mark(first, OutboxState.SENT, 5, attempts=1))
    assert await claim(any_store) == [second]


async def test_a_limit_and_chats_that_wait_are_respected(any_store: Store) -> None:
    ids = await enqueue(any_store, *(Outgoing(chat, "x") for chat in range(1, 6)))
    assert await claim(any_store, limit=2, but=(1, 2)) == ids[2:4]


async def test_few_greetings_are_taken_at_once_and_never_instead_of_news(any_store: Store) -> None:
    """Whatever is claimed when the process dies is in doubt, and a greeting in doubt is not sent again."""
    greetings = await enqueue(any_store, *(Outgoing(chat, "贺", priority=Priority.BULK) for chat in range(1, 6)))
    news = await enqueue(any_store, *(Outgoing(chat, "讯") for chat in range(4, 9)))
    assert await claim(any_store, bulk=2) == [*news, *greetings[:2]]
    assert await claim(any_store, bulk=0) == []
    assert await claim(any_store, bulk=2) == greetings[2:3], "chats 4 and 5 have news under way"


async def test_a_postponed_message_holds_back_its_chat_until_its_time(any_store: Store) -> None:
    first, second = await enqueue(any_store, Outgoing(1, "一"), Outgoing(1, "二"))
    await claim(any_store)
    await mark(any_store, Mark(first, OutboxState.PENDING, not_before=LATER, attempts=1, error="429"))
    assert await claim(any_store) == []
    assert await claim(any_store, now=LATER) == [first]
    await mark(any_store, Mark(first, OutboxState.DEAD, error="blocked", attempts=2))
    assert await claim(any_store, now=LATER) == [second]


async def test_what_is_written_after_a_greeting_that_waits_passes_it(any_store: Store) -> None:
    greeting, news, second = await enqueue(
        any_store,
        Outgoing(1, "贺", priority=Priority.BULK),
        Outgoing(1, "批了"),
        Outgoing(1, "贺二", priority=Priority.BULK),
    )
    async with any_store.read() as tx:
        assert await queries.waiting_chats(tx) == [1]
    assert await claim(any_store) == [news]
    assert await claim(any_store) == []  # one at a time
    await mark(any_store, Mark(news, OutboxState.SENT, attempts=1))
    async with any_store.read() as tx:
        assert await queries.waiting_chats(tx) == []
    assert await claim(any_store) == [greeting]
    (answer,) = await enqueue(any_store, Outgoing(1, "答", priority=Priority.INTERACTIVE))
    assert await claim(any_store, "b") == []  # the greeting is on its way
    await mark(any_store, Mark(greeting, OutboxState.SENT, attempts=1))
    assert await claim(any_store, "b") == [answer]
    await mark(any_store, Mark(answer, OutboxState.SENT, attempts=1), owner="b")
    assert await claim(any_store) == [second]


async def test_a_mark_of_another_owner_changes_nothing(any_store: Store) -> None:
    (row_id,) = await enqueue(any_store, Outgoing(1, "一"))
    await claim(any_store, "a")
    await mark(any_store, Mark(row_id, OutboxState.SENT, attempts=1), owner="b")
    assert await states(any_store) == {row_id: "claimed"}


async def test_what_is_over_keeps_no_words_and_what_is_doubtful_does(any_store: Store) -> None:
    ids = await enqueue(any_store, *(Outgoing(chat, "慰问") for chat in (1, 2, 3)))
    await claim(any_store)
    await mark(any_store, *(Mark(n, state, attempts=1) for n, state in zip(ids, OVER, strict=True)))
    async with any_store.read() as tx:
        kept = [row["payload"] is not None for row in await tx.all(select(t.outbox).order_by(t.outbox.c.id))]
    assert kept == [False, False, True]


@pytest.mark.parametrize("owner", ["a", None])
async def test_what_a_dead_process_had_claimed_is_settled_by_class(any_store: Store, owner: str | None) -> None:
    once, sure, other = await enqueue(
        any_store,
        Outgoing(1, "贺", delivery=Delivery.ONCE),
        Outgoing(2, "批"),
        Outgoing(3, "别", delivery=Delivery.ONCE),
    )
    await claim(any_store, "a", but=(3,))
    await claim(any_store, "b", now=LATER)
    moment = NOW if owner else LATER + timedelta(seconds=1)
    async with any_store.begin() as tx:
        assert await queries.recover(tx, owner, moment) == (1, 1)
    assert await states(any_store) == {once: "unknown", sure: "pending", other: "claimed"}


async def test_a_claim_that_is_renewed_is_not_settled(any_store: Store) -> None:
    ours, others = await enqueue(any_store, Outgoing(1, "一"), Outgoing(2, "二"))
    await claim(any_store, "a", limit=1)
    await claim(any_store, "b")
    async with any_store.begin() as tx:
        assert await queries.renew_claims(tx, "a", LATER + timedelta(minutes=1)) == 1
        assert await queries.recover(tx, None, LATER + timedelta(seconds=1)) == (0, 1)
    assert await states(any_store) == {ours: "claimed", others: "pending"}


async def test_a_known_key_adds_nothing_and_stores_no_button(any_store: Store) -> None:
    assert len(await enqueue(any_store, Outgoing(1, "x" * 9000, dedupe="k"))) == 3
    assert await enqueue(any_store, Outgoing(1, "y" * 9000, dedupe="k")) == []
    assert len(await states(any_store)) == 3


async def test_a_moved_chat_is_renamed_everywhere(any_store: Store) -> None:
    (row_id,) = await enqueue(any_store, Outgoing(-5, "卡"))
    async with any_store.begin() as tx:
        await tx.run(update(t.branches).values(group_chat_id=-5, members_chat_id=-5))
        await queries.remember_card(tx, "report:1", -5, 9, NOW)
        await queries.migrate_chat(tx, -5, -1005)
        await queries.migrate_chat(tx, -5, -1005)
    async with any_store.read() as tx:
        branch = await tx.one(select(t.branches))
        assert branch is not None
        assert (branch["group_chat_id"], branch["members_chat_id"]) == (-1005, -1005)
        assert await queries.card_message(tx, "report:1", -5) is None
    async with any_store.begin() as tx:
        (parcel,) = await queries.claim(tx, "a", NOW, LATER, Room(5, 5))
    assert (parcel.id, parcel.chat_id, parcel.payload["chat_id"]) == (row_id, -1005, -1005)


async def test_a_card_is_found_again_and_replaced(any_store: Store) -> None:
    async with any_store.begin() as tx:
        await queries.remember_card(tx, "report:1", -5, 9, NOW)
        await queries.remember_card(tx, "report:1", -5, 10, NOW)
        assert await queries.card_message(tx, "report:1", -5) == 10
        assert await queries.card_message(tx, "report:2", -5) is None
