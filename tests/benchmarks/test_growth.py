"""What grows, for a moment: the page of the queue reads what it shows, and a purge lets others write."""

from pathlib import Path
from typing import Any

import pytest

from bot.desk import nudging
from bot.desk.queueing import PAGE, View
from bot.store.vault import Vault
from tests.benchmarks.growth import city, line, measure, purge_of, queue_page
from tests.benchmarks.presses import counted
from tests.desk.desk import CHAIR


@pytest.mark.parametrize("number", [40, 300])
async def test_the_queue_opens_only_what_it_shows(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, was = [], Vault.open

    def noted(vault: Vault, sealed: str) -> Any:  # noqa: ANN401 - as `Vault.open`
        opened.append(sealed)
        return was(vault, sealed)

    async with city(tmp_path, number) as deps:
        monkeypatch.setattr(Vault, "open", noted)
        with counted(deps.store) as cost:
            await queue_page(deps, CHAIR, View())
    assert len(opened) == PAGE
    assert len(cost.statements) == 13  # two ask which documents are in force, at most once a second
    assert cost.commits == 2  # the update that was put in to be settled, and the page


async def test_the_queue_reads_no_row_but_those_of_news_that_went_astray(tmp_path: Path) -> None:
    """Whatever a branch ever had lies beside what is open: the plans of SQLite find both by an index that holds all."""
    async with city(tmp_path, 40) as deps:
        with counted(deps.store) as cost:
            await queue_page(deps, CHAIR, View())
        wide = [statement for statement in cost.statements if "UNION ALL" in statement]
        assert len(wide) == 2
        for statement in wide:
            values = [0] * statement.count("?")
            async with deps.store.read() as tx:
                plan = (await tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(values))).all()
            steps = [str(step[-1]) for step in plan if " reports " in step[-1]]
            assert len(steps) == 2
            assert all("COVERING INDEX" in step or "INTEGER PRIMARY KEY" in step for step in steps), steps


async def test_a_tick_with_nothing_due_holds_no_writer(tmp_path: Path) -> None:
    async with city(tmp_path, 50) as deps:
        with counted(deps.store) as cost:
            assert await nudging.nudge_due(deps) == 0
    assert cost.commits == 0


async def test_the_benches_run(tmp_path: Path) -> None:
    found = await measure(tmp_path, "nudges", times=1)
    assert all("倍" in line(name, few, many) for name, (few, many) in found.items())
    held = await purge_of(tmp_path / "purge", 3000)
    assert held.parts > 0
