"""A birthday in mourning, and presses on what has changed meanwhile."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.birthdays import greeting
from bot.birthdays.birthday import keys_of
from bot.birthdays.greeting import Pressed, greet_due
from bot.birthdays.queries import greetings, overdue
from bot.birthdays.queries.greetings import Outcome
from bot.birthdays.rules import Birthday
from bot.core.errors import Stale
from bot.core.people import Member
from bot.core.work.unit import Deps
from bot.store import tables as t
from tests.birthdays.people import Heard, at, bereave, born, outcomes, swept_yesterday
from tests.support import GROUPS, TestClock, outbox

DAY = date(2026, 11, 23)
Roster = dict[str, Member]


async def unbind(deps: Deps, *members: Member) -> None:
    async with deps.store.begin() as tx:
        ids = [member.id for member in members]
        await tx.run(update(t.members).where(t.members.c.id.in_(ids)).values(telegram_id=None))


async def test_where_no_head_can_be_told_in_private_the_group_reads_a_masked_name(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await born(deps, roster["A001"], Birthday(11, 23))
    await bereave(deps, roster["A001"], event_date=date(2026, 11, 1))
    await unbind(deps, roster["A003"], roster["A004"])
    clock.moment = at(DAY)
    await greet_due(deps)
    [told] = await outbox(deps.store)
    assert told["chat_id"] == GROUPS["春风"]
    assert "今天是林*的生日" in told["text"]
    assert "林静" not in told["text"]


async def test_a_chair_in_mourning_is_not_told_of_himself(deps: Deps, clock: TestClock, roster: Roster) -> None:
    await born(deps, roster["A003"], Birthday(11, 23))
    await bereave(deps, roster["A003"], event_date=date(2026, 11, 1))
    clock.moment = at(DAY)
    await greet_due(deps)
    assert [message["chat_id"] for message in await outbox(deps.store)] == [104]


async def test_two_press_at_once_and_one_is_told_that_it_is_done(
    deps: Deps, clock: TestClock, roster: Roster, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read the birthday as missed; on PostgreSQL nothing else keeps them apart."""
    await swept_yesterday(deps, DAY)
    await born(deps, roster["A001"], Birthday(11, 23))
    clock.moment = at(DAY + timedelta(days=3), 10)
    await greet_due(deps)
    pressed = Pressed([(roster["A001"].id, 2026)], GROUPS["春风"], 5)
    async with deps.store.read() as tx:
        before = await overdue.found(tx, pressed.who)
    await greeting.note_greeted(deps, await heard(), 103, pressed)

    async def as_read_before(*_args: object) -> list[overdue.Overdue]:
        return before

    monkeypatch.setattr(overdue, "found", as_read_before)
    with pytest.raises(Stale):
        await greeting.send_belated(deps, await heard(), 104, pressed)
    assert list((await outcomes(deps)).values()) == ["in_person"]
    assert await outbox(deps.store, 101) == []


@pytest.mark.parametrize("settled", ["queued", "held", "opted_out", "in_person"])
async def test_what_is_settled_is_not_settled_otherwise(deps: Deps, roster: Roster, settled: str) -> None:
    await born(deps, roster["A001"], Birthday(11, 23))
    async with deps.store.begin() as tx:
        [due] = await greetings.due(tx, keys_of(DAY)[0], 24)
        key = (due.member_id, 2026)
        assert await greetings.record(tx, [Outcome(due, settled)], deps.clock.now()) == {key}
        for later in ("missed", "queued", "unbound"):
            assert await greetings.record(tx, [Outcome(due, later)], deps.clock.now()) == set()
    assert await outcomes(deps) == {key: settled}


async def test_whom_officers_have_been_told_of_is_not_listed_as_missed_once_he_is_bound(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await born(deps, roster["A007"], Birthday(11, 23))
    clock.moment = at(DAY)
    await greet_due(deps)
    told = len(await outbox(deps.store))
    await born(deps, roster["A007"], Birthday(11, 23), telegram_id=107)
    clock.forward(days=3)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A007"].id, 2026): "unbound"}
    assert len(await outbox(deps.store)) == told
