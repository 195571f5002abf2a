"""The year's 五访五贺 in figures: every kind of the notice, counted, granted and paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.accounts import queries as store
from bot.accounts.period import Period
from bot.core.kinds import Kind
from bot.core.money import yuan
from bot.core.work.unit import Deps
from bot.reports.clauses import filed_under

BAR = 12  # characters of the longest bar in the text chart


@dataclass(frozen=True)
class Line:
    title: str
    visit: bool
    count: int
    approved: Decimal
    paid: Decimal


@dataclass(frozen=True)
class Summary:
    """The kinds that the year's notice lists, those without a case too; and what was granted of any other."""

    period: Period
    owner: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        return f"{self.owner}五访五贺（{self.period}）"


async def summarise(deps: Deps, period: Period, owner: str, branch_id: int | None = None) -> Summary:
    async with deps.store.read() as tx:
        found = {row["kind"]: row for row in await store.by_kind(tx, period.scope(branch_id))}
    lines = []
    for kind in Kind:
        clause, row = filed_under(deps, kind, date(period.year, 12, 31)), found.get(kind)
        if clause.lapsed and row is None:
            continue
        stated = clause.stated
        approved, paid = (row["approved"] or Decimal(0), row["paid"] or Decimal(0)) if row else (Decimal(0), Decimal(0))
        lines.append(Line(stated.title, stated.visit, row["count"] if row else 0, approved, paid))
    return Summary(period, owner, tuple(lines))


def text(summary: Summary) -> str:
    """What stands under the picture."""
    visits = sum(line.count for line in summary.lines if line.visit)
    gifts = sum(line.count for line in summary.lines if not line.visit)
    approved = sum((line.approved for line in summary.lines), Decimal(0))
    paid = sum((line.paid for line in summary.lines), Decimal(0))
    return f"{summary.title}：访 {visits} 件，贺 {gifts} 件；同意 {yuan(approved)}，实付 {yuan(paid)}。"


def bars(summary: Summary) -> str:
    """The chart in characters, where no Chinese font is to be had for a picture."""
    most = max((line.count for line in summary.lines), default=0) or 1
    rows = [text(summary)]
    for visit, heading in ((True, "五访"), (False, "五贺")):
        rows.append(heading)
        for line in summary.lines:
            if line.visit is visit:
                bar = "█" * -(-line.count * BAR // most)
                granted = f"，{yuan(line.approved)}" if line.approved else ""
                rows.append(f"{bar or '·'} {line.title} {line.count} 件{granted}")
    return "\n".join(rows)
