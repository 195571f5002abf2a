"""The commands that measure for long, for a moment: they run, and nothing is lost, doubled or refused meanwhile."""

import pytest

from tests.benchmarks import ledgers
from tests.benchmarks.endurance import endure, line
from tests.benchmarks.limits import keep
from tests.benchmarks.replicas import Harm, measure
from tests.benchmarks.submissions import HERE, Plan, per_second


async def test_members_at_a_steady_rate_are_all_answered() -> None:
    found = await endure(minutes=0.05, rate=30, stretches=2)
    assert found.said > 60
    assert found.unanswered == 0
    assert found.stretches[-1].rss_mb < 172
    assert " MB |" in line(found.stretches[-1])


async def test_greetings_and_cards_are_never_too_fast_and_come_once() -> None:
    kept = await keep(greetings=40, cards=40)
    assert kept.arrived == 80
    assert (kept.doubled, kept.unprovoked) == (0, 0)
    assert kept.asked > 0


@pytest.mark.postgres
@pytest.mark.faults
async def test_a_rolling_restart_of_replicas_loses_and_doubles_nothing(postgres_server: str) -> None:
    outcome = await measure(postgres_server, 2, seconds=4.0, people=8, delay=0.05, harm=Harm.ROLLED)
    assert outcome.said > 20
    assert outcome.reports > 0
    assert (outcome.unanswered, outcome.lost, outcome.doubled, outcome.crossed) == (0, 0, 0, 0)


@pytest.mark.postgres
@pytest.mark.faults
async def test_replicas_that_hand_in_at_once_draw_every_number_once(postgres_server: str) -> None:
    assert await per_second(postgres_server, HERE, Plan(2, 4), 8) > 0


async def test_a_ledger_comes_while_members_ask() -> None:
    found = await ledgers.measure(reports=300, rate=10, seconds=1.0, rounds=1)
    assert found[0].size > 10_000
    assert found[0].beside > 0
    assert "p95 of others" in ledgers.lines(found)
