"""The birthdays of a month as a picture, to be pinned up or looked at on a phone. No year of birth, no age."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core import private_files
from bot.core.work.pictures import chinese_font

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ONE_COLUMN, MOST = 24, 80  # rows
ROW, TOP, FOOT = 0.36, 1.1, 0.5  # inches
WIDTH = 7.2  # inches a column
INK, PALE, LINE = "#333333", "#8a8a8a", "#e3d9cf"
#: Where a row's day, name and note begin, as parts of the column.
_STARTS = (0.06, 0.25, 0.46)
_NAME, _NOTE = 7, 24  # characters that fit; a longer name is written smaller, a longer note is cut


@dataclass(frozen=True)
class Row:
    """One birthday: its day, whose, and what else is to be known (the lunar date; the branch in a list of all)."""

    day: str
    name: str
    note: str


def draw(title: str, rows: Sequence[Row], footer: str, path: Path) -> bool:
    """Draws up to `MOST` rows; False, and nothing is written, for more or where no Chinese font is installed."""
    font = chinese_font()
    if font is None or len(rows) > MOST:
        return False
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    columns = 1 if len(rows) <= ONE_COLUMN else 2
    deep = -(-len(rows) // columns)
    height = TOP + deep * ROW + FOOT
    with rc_context({"font.family": [font]}):
        figure = Figure(figsize=(WIDTH * columns, height), dpi=120, facecolor="#fffaf4")
        figure.text(0.5, 1 - 0.5 / height, title, ha="center", va="center", fontsize=19, fontweight="bold", color=INK)
        for index, row in enumerate(rows):
            column, line = divmod(index, deep)
            _row(figure, row, column / columns, 1 / columns, 1 - (TOP + line * ROW) / height, ROW / height)
        figure.text(0.5, 0.2 / height, footer, ha="center", va="center", fontsize=9, color=PALE)
        with private_files.replacing(path) as file:
            figure.savefig(file, format="png")
    return True


def _row(figure: "Figure", row: Row, left: float, width: float, top: float, height: float) -> None:
    """A row between its lines; all in parts of the figure."""
    from matplotlib.lines import Line2D

    middle = top - height / 2
    note = row.note if len(row.note) <= _NOTE else row.note[: _NOTE - 1] + "…"
    sizes = (12, 14 * min(1, _NAME / max(1, len(row.name))), 10)
    for start, text, size, color in zip(_STARTS, (row.day, row.name, note), sizes, (INK, INK, PALE), strict=True):
        figure.text(left + start * width, middle, text, va="center", fontsize=size, color=color)
    ends = (left + _STARTS[0] * width, left + 0.96 * width)
    figure.add_artist(Line2D(ends, (top - height, top - height), color=LINE, linewidth=0.8))
