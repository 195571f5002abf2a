"""The year's 五访五贺 in figures (every kind of the notice, counted, granted and paid) and as a picture.

matplotlib is loaded when a picture is drawn, not before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from bot.accounts import queries, texts
from bot.accounts.book import Period
from bot.core import private_files
from bot.core.extras import chinese_font
from bot.core.kinds import Kind
from bot.core.money import yuan
from bot.core.work.unit import Deps
from bot.reports.clauses import filed_under

if TYPE_CHECKING:
    from matplotlib.axes import Axes


BAR = 12  # characters of the longest bar in the text chart
PAD = 0.15  # inches around the parts of the picture
VISIT, GIFT = "#2f6f8f", "#c8553d"  # 访 and 贺, told apart in print too


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
        return texts.year_title(self.owner, str(self.period))


async def summarise(deps: Deps, period: Period, owner: str, branch_id: int | None = None) -> Summary:
    """Of one branch, or of all; `owner`: the name under which it stands."""
    async with deps.store.read() as tx:
        found = {row["kind"]: row for row in await queries.by_kind(tx, period.scope(branch_id))}
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
    return texts.year_in_figures(summary.title, visits, gifts, approved, paid)


def bars(summary: Summary) -> str:
    """The chart in characters, where no Chinese font is to be had for a picture."""
    most = max((line.count for line in summary.lines), default=0) or 1
    rows = [text(summary)]
    for visit, heading in ((True, texts.VISITS), (False, texts.GIFTS)):
        rows.append(heading)
        for line in summary.lines:
            if line.visit is visit:
                bar = "█" * -(-line.count * BAR // most)
                rows.append(texts.bar(bar or "·", line.title, line.count, line.approved))
    return "\n".join(rows)


def draw(summary: Summary, path: Path) -> bool:
    """Draws the picture; False, and nothing is written, where there is nothing to draw it with."""
    font = chinese_font()
    if font is None:
        return False
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine
    from matplotlib.patches import Patch

    with rc_context({"font.family": [font], "axes.unicode_minus": False}):
        figure = Figure(figsize=(10, 6.2), dpi=120, layout=ConstrainedLayoutEngine(h_pad=PAD, w_pad=PAD))
        figure.suptitle(summary.title, fontsize=18, fontweight="bold")
        counts, amounts = figure.subplots(1, 2, sharey=True)
        lines = summary.lines[::-1]
        _bars(counts, lines, [line.count for line in lines], texts.COUNTED, [f"{line.count}" for line in lines])
        values = [float(line.approved) for line in lines]
        _bars(amounts, lines, values, texts.GRANTED, [yuan(line.approved) if line.approved else "" for line in lines])
        marks = [Patch(color=VISIT, label=texts.VISITS), Patch(color=GIFT, label=texts.GIFTS)]
        figure.legend(handles=marks, loc="outside lower center", ncols=2, frameon=False, fontsize=11)
        with private_files.replacing(path) as file:
            figure.savefig(file, format="png")
    return True


def _bars(axes: "Axes", lines: tuple[Line, ...], values: list[float] | list[int], name: str, labels: list[str]) -> None:
    drawn = axes.barh([line.title for line in lines], values, color=[VISIT if line.visit else GIFT for line in lines])
    axes.bar_label(drawn, labels=labels, padding=4, fontsize=10)
    axes.set_title(name, fontsize=13)
    axes.set_xlim(0, (max(values) or 1) * 1.25)
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0, labelsize=11)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
