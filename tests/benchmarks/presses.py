"""Statements and commits that a press costs: `python -m tests.benchmarks.presses [--show 提交]`.

A member reports a stay in hospital, a wedding (the form that the replicas are measured with) and a wedding of a
colleague; the chair agrees. Real routes on real SQLite; counted is what the bot itself does for the update, from the
route on (an update stored and a message sent cost their own, in batches: see `bot.traffic`). BEGIN is no statement.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event

from bot.core.messages import JsonObject
from bot.core.work.unit import Deps
from bot.store.engine import Store
from tests.handlers.reports.phone import Phone
from tests.support import GROUPS, Replies, TestClock, make_deps, open_store, sqlite_url

LIN, CHAIR = 101, 103
IN_HOSPITAL = (
    "我要申报",
    "会员生病住院",
    "我自己的事",
    "同意，继续",
    "昨天",
    "其余都跳过",
    "没有材料，下一步",
    "提交",
)
WEDDING = ("我要申报", "会员结婚", "我自己的事", "2026年2月14日", "没有材料，下一步", "提交")
COLLEAGUE = (
    "我要申报",
    "会员结婚",
    "替同事报",
    "王建国",
    "王建国 · 春风机关工会",
    "2026年2月14日",
    "没有材料，下一步",
    "提交",
)


@dataclass
class Cost:
    """What was run between two moments, as it was written."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0

    def repeated(self) -> Counter[str]:
        """Reads that were made more than once in the same words (their values may differ)."""
        counted = Counter(one for one in self.statements if one.startswith("SELECT"))
        return Counter({statement: times for statement, times in counted.items() if times > 1})


@contextmanager
def counted(store: Store) -> Iterator[Cost]:
    """Counts what either engine of the store runs."""
    cost = Cost()

    def ran(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:  # noqa: ANN401 - SQLAlchemy's hook
        cost.statements.append(statement)

    def committed(_conn: Any) -> None:  # noqa: ANN401
        cost.commits += 1

    engines = {store.engine.sync_engine, store._reader.sync_engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", ran)
        event.listen(engine, "commit", committed)
    try:
        yield cost
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", ran)
            event.remove(engine, "commit", committed)


@dataclass
class Counted(Phone):
    """A phone that knows what each of its updates has cost."""

    costs: list[tuple[str, Cost]] = field(default_factory=list)
    doing: str = ""

    async def do(self, words: str) -> str:
        """Presses the button of that name in the newest message, or says the words."""
        self.doing = words
        return await (self.press(words) if words in await self.buttons() else self.say(words))

    async def deliver(self, raw: JsonObject) -> None:
        with counted(self.deps.store) as cost:
            await super().deliver(raw)
        self.costs.append((self.doing, cost))


Costs = dict[str, list[tuple[str, Cost]]]


async def measure(deps: Deps) -> Costs:
    """Each report from its first word to the chair's agreement, by what it is about."""
    found: Costs = {}
    for name, form in (("住院", IN_HOSPITAL), ("结婚", WEDDING), ("替同事报结婚", COLLEAGUE)):
        member = Counted(deps, LIN)
        for words in form:
            told = await member.do(words)
        assert "编号：2026-" in told, told
        chair = Counted(deps, CHAIR, GROUPS["春风"])
        agree = next(label for label in await chair.buttons() if label.startswith("同意") and "其他" not in label)
        await chair.do(agree)
        found[name] = [*member.costs, *(("同意", cost) for _, cost in chair.costs)]
    return found


def whole(costs: list[tuple[str, Cost]]) -> tuple[int, int]:
    """(statements, commits) of a report up to 提交."""
    own = [cost for words, cost in costs if words != "同意"]
    return sum(len(cost.statements) for cost in own), sum(cost.commits for cost in own)


def of(costs: list[tuple[str, Cost]], words: str) -> Cost:
    return next(cost for said, cost in costs if said == words)


def table(found: Costs) -> str:
    lines = ["| 申报 | 整份：语句（提交次数） | 按“提交” | 按“同意” |", "|---|---|---|---|"]
    for name, costs in found.items():
        statements, commits = whole(costs)
        sent, agreed = (of(costs, words) for words in ("提交", "同意"))
        lines.append(f"| {name} | {statements}（{commits}） | {len(sent.statements)} | {len(agreed.statements)} |")
    return "\n".join(lines)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Deps]:
    async with open_store(sqlite_url(folder), peopled=True) as store:
        yield make_deps(store, TestClock(), Replies(), folder)


async def _main(shown: str | None) -> None:
    with TemporaryDirectory(prefix="wennuan-presses-") as folder:
        async with opened(Path(folder)) as deps:
            found = await measure(deps)
    print(table(found))
    for name, costs in found.items() if shown else ():
        for words, cost in costs:
            if shown in (words, "all"):
                print(f"\n{name} · {words}：{len(cost.statements)}")
                print("\n".join(" ".join(one.split())[:220] for one in cost.statements))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="按钮", help="its statements, one a line; all: of every step")
    asyncio.run(_main(parser.parse_args().show))


if __name__ == "__main__":
    main()
