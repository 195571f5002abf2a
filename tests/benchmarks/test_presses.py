"""What a press may cost, in statements: counted on the real routes, so that no read creeps in unseen."""

from pathlib import Path

from tests.benchmarks.presses import measure, of, opened, table, whole

#: By report: (statements of all of it, of 提交, of 同意). A press more costly than this needs a reason.
MOST = {"住院": (72, 17, 14), "结婚": (54, 15, 14), "替同事报结婚": (78, 16, 15)}


async def test_a_press_costs_no_more_statements_than_it_needs_and_one_commit(tmp_path: Path) -> None:
    async with opened(tmp_path) as deps:
        found = await measure(deps)
    for report, most in MOST.items():
        steps = found[report]
        costs = (whole(steps)[0], len(of(steps, "提交").statements), len(of(steps, "同意").statements))
        assert all(cost <= bar for cost, bar in zip(costs, most, strict=True)), (report, costs)
        assert {cost.commits for _, cost in steps} == {1}
    assert "| 结婚 |" in table(found)
