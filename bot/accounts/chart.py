"""The year's 五访五贺 as a picture. matplotlib is loaded when a picture is drawn, not before."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.accounts.summary import Line, Summary
from bot.core import private_files
from bot.core.money import yuan
from bot.core.work.pictures import chinese_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PAD = 0.15  # inches around the parts of the picture
VISIT, GIFT = "#2f6f8f", "#c8553d"  # 访 and 贺, told apart in print too


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
        _bars(counts, lines, [line.count for line in lines], "件数", [f"{line.count}" for line in lines])
        values = [float(line.approved) for line in lines]
        _bars(
            amounts, lines, values, "同意金额（元）", [yuan(line.approved) if line.approved else "" for line in lines]
        )
        marks = [Patch(color=VISIT, label="五访"), Patch(color=GIFT, label="五贺")]
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
