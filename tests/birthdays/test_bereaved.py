"""Whoever grieves is not greeted; the officers hear of it in private."""

from datetime import date

import pytest

from bot.birthdays.greeting import greet_due
from bot.birthdays.rules import Birthday
from bot.core.people import Member
from bot.core.work.unit import Deps
from tests.birthdays.people import at, bereave, born, outcomes
from tests.support import TestClock, outbox

DAY = date(2026, 11, 23)
NOV23 = Birthday(11, 23)
Roster = dict[str, Member]


async def test_the_bereaved_are_not_greeted_and_officers_hear_it_in_private(
    deps: Deps, clock: TestClock, roster: Roster
) -> None:
    await born(deps, roster["A001"], NOV23)
    await bereave(deps, roster["A001"], event_date=date(2026, 9, 1))
    clock.moment = at(DAY)
    await greet_due(deps)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "held"}
    told = [message["chat_id"] for message in await outbox(deps.store)]
    assert sorted(told) == [103, 104], "chair and officer; not the group, not the member"


@pytest.mark.parametrize(
    "report",
    [
        {"event_date": date(2026, 8, 20)},
        {"event_date": date(2026, 11, 1), "status": "draft"},
        {"event_date": date(2026, 11, 1), "status": "withdrawn"},
        {"event_date": date(2026, 11, 1), "kind": "hospitalization"},
        {"submitted_at": at(date(2026, 8, 1))},
    ],
)
async def test_an_old_or_unseen_loss_holds_nothing_back(
    deps: Deps, clock: TestClock, roster: Roster, report: dict[str, object]
) -> None:
    await born(deps, roster["A001"], NOV23)
    await bereave(deps, roster["A001"], **report)
    clock.moment = at(DAY)
    await greet_due(deps)
    assert await outcomes(deps) == {(roster["A001"].id, 2026): "queued"}
