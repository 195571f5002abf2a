"""Which chats are ours, and when their leases have to be renewed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import tables as t
from bot.store.engine import Store
from bot.traffic.lanes import LEASE, LaneClaims, SingleProcess, machine_now


class Seconds:
    """The machine's seconds, as the test says."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    told = Seconds()
    monkeypatch.setattr("bot.traffic.lanes.monotonic", told)
    return told


THIRD = LEASE.total_seconds() / 3


def test_leases_are_renewed_when_a_third_of_their_time_is_over(seconds: Seconds) -> None:
    claims = LaneClaims("a")
    assert not claims.due(), "nothing is held"
    claims.keep([7])
    seconds.now += THIRD - 1
    claims.keep([8])
    assert not claims.due()
    seconds.now += 1
    assert claims.due(), "the later lane does not put off the earlier one"
    claims.drop([7, 8])
    assert not claims.due()


def test_what_another_replica_stores_concerns_whoever_holds_its_lane() -> None:
    claims = LaneClaims("a")
    claims.keep([7, 8])
    assert claims.holds_any([8, 9])
    assert not claims.holds_any([9])
    claims.drop([8])
    assert not claims.holds_any([8, 9])


async def test_a_renewal_lasts_from_when_it_was_made(store: Store, seconds: Seconds) -> None:
    claims = LaneClaims("a")
    async with store.begin() as tx:
        assert await claims.take(tx, [7]) == {7}
        await tx.run(t.lanes.update().values(until=machine_now()))
    claims.keep([7])
    seconds.now += THIRD
    async with store.begin() as tx:
        assert await claims.lock(tx, []), "it is due"
        await claims.renew(tx)
        until = await tx.value(select(t.lanes.c.until))
        assert not await claims.lock(tx, [8])
    assert until > machine_now() + LEASE - timedelta(seconds=5)
    seconds.now += THIRD - 1
    assert not claims.due()
    seconds.now += 1
    assert claims.due()


async def test_what_others_hold_is_not_taken_and_what_we_give_back_is_free(store: Store) -> None:
    ours, theirs = LaneClaims("a"), LaneClaims("b")
    async with store.begin() as tx:
        assert await theirs.take(tx, []) == set()
        assert await theirs.take(tx, [1, 2]) == {1, 2}
        assert await ours.take(tx, [2, 3]) == {3}
        await theirs.release(tx, [])
        assert await ours.take(tx, [2]) == set()
        await theirs.release(tx, [2])
        assert await ours.take(tx, [2]) == {2}


def test_a_chat_is_given_back_when_nothing_waits_in_it() -> None:
    claims = LaneClaims("a")
    claims.keep([1, 2, 3])
    assert claims.idle(lambda lane: lane == 1, but=[3]) == [2]
    claims.drop([2])
    assert claims.idle(lambda _lane: False, but=[]) == [1, 3]


async def test_whoever_is_alone_has_every_chat_and_nothing_to_renew(store: Store, seconds: Seconds) -> None:
    claims = SingleProcess("a")
    async with store.begin() as tx:
        assert await claims.take(tx, [1, 2]) == {1, 2}
        claims.keep([1, 2])
        seconds.now += LEASE.total_seconds()
        assert not await claims.lock(tx, [1])
        assert await tx.all(select(t.lanes)) == []
    assert not claims.due()
    assert claims.idle(lambda _lane: False, but=[]) == []
